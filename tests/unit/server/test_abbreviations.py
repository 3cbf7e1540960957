from indexer.analysis import analyse
from server.abbreviations import expansions, written_out


def test_an_abbreviation_gives_the_terms_of_what_it_stands_for():
    assert expansions("DoLS") == tuple(analyse("deprivation of liberty safeguards"))
    assert expansions("eqia.") == tuple(analyse("equality impact assessment"))


def test_other_words_and_what_every_paper_holds_give_none():
    assert expansions("trees") == expansions("") == expansions("KCC") == ()


def test_a_question_with_its_abbreviations_followed_by_their_words():
    assert written_out("DTOC, at the hwb?") == "DTOC, (delayed transfers care) at the hwb? (health wellbeing board)"
    assert written_out("Ofsted on trees") == "Ofsted on trees"
