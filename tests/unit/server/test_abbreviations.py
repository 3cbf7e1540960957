import pytest

from indexer.analysis import analyse
from indexer.index import open_index
from indexer.rows import Abbreviation
from server.abbreviations import MOST_MEANINGS, REVIEWED, Abbreviations
from tests.fakes import HashEmbedder, make_paper, write_index

KNOWN = Abbreviations(
    [
        Abbreviation("cls", "CLS", "Community Learning & Skills", 3),
        Abbreviation("cls", "CLS", "Care Leaving Service", 1),
        Abbreviation("mca", "MCA", "Mental Health Act Assessments", 1),
        Abbreviation("safer", "SAFER", "Sanctuary Access for Eligible Residents", 6, ordinary=True),
    ]
)


def longs(word, known=KNOWN, **how):
    return [meaning.long for meaning in known.meanings(word, **how)]


def test_a_short_form_has_all_meanings_that_the_papers_give_it_the_most_frequent_first():
    assert longs("CLS") == longs("cls") == ["Community Learning & Skills", "Care Leaving Service"]


def test_what_papers_say_comes_before_what_is_generally_known():
    assert longs("mca") == ["Mental Health Act Assessments", "Mental Capacity Act"]
    assert longs("MCA", REVIEWED) == ["Mental Capacity Act"]
    more = [Abbreviation("mca", "MCA", f"Most {word} Accounts", 1) for word in ("Complete", "Correct", "Current")]
    assert len(longs("mca", Abbreviations(more))) == MOST_MEANINGS


def test_shorthand_of_chats_is_known_and_other_words_are_not():
    assert longs("mins") == ["minutes"]
    assert longs("trees") == longs("") == []


def test_a_plural_is_known_by_its_singular():
    assert longs("HMOs") == ["House in Multiple Occupation"]


def test_an_ordinary_word_is_a_short_form_in_capitals_only():
    assert longs("SAFER") == ["Sanctuary Access for Eligible Residents"]
    assert longs("safer") == longs("Safer") == []
    assert longs("SAFER", shouted=True) == []


def test_a_long_form_is_found_by_its_terms():
    terms = analyse("was the sanctuary access for eligible resident of community learning and skills agreed")
    assert [(terms[start:end], each.short) for start, end, each in KNOWN.written_out(terms)] == [
        (analyse("sanctuary access eligible residents"), "SAFER"),
        (analyse("community learning skills"), "CLS"),
    ]
    assert list(KNOWN.written_out(["communiti", "learn"])) == []


def test_of_long_forms_inside_of_each_other_the_longest_is_found():
    known = Abbreviations(
        [
            Abbreviation("dol", "DoL", "Deprivation of Liberty", 9),
            Abbreviation("dols", "DoLS", "Deprivation of Liberty Safeguards", 3),
        ]
    )
    assert [each.short for *_, each in known.written_out(analyse("deprivation of liberty safeguards"))] == ["DoLS"]


@pytest.fixture(scope="module")
def abbreviations(tmp_path_factory):
    """Those of an index of ten passages, all of one board."""
    folder = tmp_path_factory.mktemp("defined")
    texts = ["The Tree Planting Fund (TPF) pays.", "The Tree Wardens Board (TWB) met.", *("On the fund.",) * 8]
    write_index(folder, [make_paper("a.txt", texts, body="Tree Wardens Board")])
    index = open_index(folder, embedder=HashEmbedder())
    yield Abbreviations.of(index)
    index.close()


def test_terms_that_many_passages_hold_tell_of_nothing(abbreviations):
    (found,) = abbreviations.meanings("TPF")
    assert (found.long, found.terms) == ("Tree Planting Fund", ("plant",))


def test_what_most_papers_are_headed_by_tells_of_nothing(abbreviations):
    (found,) = abbreviations.meanings("TWB")
    assert (found.long, found.terms) == ("Tree Wardens Board", ())


def test_one_word_for_another_always_tells(abbreviations):
    assert [each.terms for each in abbreviations.meanings("mins")] == [("minut",)]
