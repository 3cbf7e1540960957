from indexer.rows import item_key
from server.answer import ExtractiveAnswerer
from server.rulings import Ruling
from server.telling import Statement
from tests.served import found_in, passage

MOTION = "RESOLVED that the limes be felled in June."


def answer(asked, *texts, ruling=None, **fields):
    return ExtractiveAnswerer().answer(found_in(asked, *texts, **fields), ruling)


def said(draft):
    return [each.text for each in draft.said]


def test_the_sentences_that_meet_the_question_with_their_passages():
    draft = answer("when were limes felled", "Bins are emptied weekly.", "The limes were felled in June.")
    assert (draft.status, draft.outcome, draft.summary) == ("answered", None, "")
    assert (draft.said[0].text, draft.said[0].passage.id) == ("The limes were felled in June.", "p1")


def test_the_ruling_comes_first_and_what_it_says_is_not_said_again():
    of_matter = frozenset({item_key(passage(MOTION).item)})
    told = (Statement(MOTION, (passage(MOTION),), proves=True),)
    ruling = Ruling("resolved", "Resolved on 8 May 2024", told, (), of_matter, frozenset({"lean"}))
    draft = answer("was the felling of limes agreed", MOTION, "The limes lean over the line.", ruling=ruling)
    assert (draft.outcome, draft.summary) == ("resolved", "Resolved on 8 May 2024")
    assert said(draft) == [MOTION, "The limes lean over the line."]
    assert [each.proves for each in draft.said] == [True, False]


def test_framing_comes_with_the_passages_that_it_is_about_and_the_trail_comes_last():
    motion = passage("RESOLVED that the limes be felled in June.")
    lead = Statement("Minutes of the Planning Committee:", (motion,), quoted=False)
    trail = Statement("Also on record: planned for 1 April 2024.", (motion,), quoted=False)
    ruling = Ruling("resolved", "Resolved", (lead, Statement(motion.text, (motion,), proves=True)), (trail,))
    draft = answer("was the felling of limes agreed", motion.text, ruling=ruling)
    assert said(draft) == [lead.text, motion.text, trail.text]
    assert [(each.passage, each.about) for each in draft.said][::2] == [(None, (motion,)), (None, (motion,))]


def test_an_answer_keeps_to_a_hundred_and_twenty_words():
    said_of = "Limes by house{0}x{1} lean over wall{0}y{1} near lane{0}z{1}."
    texts = [" ".join(said_of.format(n, at) for at in range(40)) for n in range(6)]
    for asked in ("limes", "list the limes", "what was said of limes", "phone of limes"):
        assert 100 < sum(len(text.split()) for text in said(answer(asked, *texts))) <= 120


def test_a_list_is_told_whole_with_the_words_that_open_it_and_nothing_after():
    aims = "The aims of the parks plan are:\n(a) clean water;\n(b) oak trees;\n(c) open gates."
    draft = answer("what are the aims of the parks plan", "The parks plan was published in May.", aims)
    assert said(draft) == ["The aims of the parks plan are:", "(a) clean water;", "(b) oak trees;", "(c) open gates."]


def test_an_entry_of_a_work_programme_is_told_whole():
    entry = "8 May 2024\nFelling of limes\nParking survey\nLibrary hours"
    found = said(answer("what items are planned for 8 May 2024", entry, variety="work programme entry"))
    assert " ".join(found) == " ".join(entry.split())


def test_there_is_no_answer_without_passages_or_of_another_time():
    assert answer("limes").status == "no_evidence"
    draft = answer("limes felled in 1999", "The limes were felled in June.")
    assert (draft.status, draft.outcome, draft.said) == ("no_evidence", None, ())
    assert draft.summary == "The papers do not say: nothing that was found is of 1999."


def test_a_decision_asked_of_is_not_answered_by_motions_on_another_matter():
    asked = "did they agree to close the libraries in Mill Lane and Church Road"
    assert answer(asked, MOTION).summary == "The papers do not say."
    assert answer("did they agree to fell the limes", MOTION).status == "answered"


def test_whether_something_was_decided_is_not_answered_by_sentences_without_an_outcome():
    draft = answer(
        "did the committee endorse the limes in Station Road", "The limes in Station Road lean over the railway."
    )
    assert (draft.status, draft.summary) == ("no_evidence", "The papers record no decision on this.")


def test_what_is_asked_for_beside_the_outcome_stands_after_the_first_words_of_the_ruling():
    cost = "The contractor asks £12,400 for the felling of limes."
    note = "The minutes of the meeting of 8 May 2024 are not in these papers."
    motion = passage(MOTION)
    told = (Statement(MOTION, (motion,), proves=True), Statement(note, (motion,), quoted=False))
    ruling = Ruling("proposed", "Proposed", told, (), frozenset({item_key(motion.item)}))
    asked = "was the felling of limes agreed and for how much"
    assert said(answer(asked, MOTION, cost, ruling=ruling)) == [MOTION, cost, note]


def test_a_motion_that_holds_what_the_question_names_answers_where_little_else_was_found():
    told = (Statement(MOTION, (passage(MOTION),), proves=True),)
    asked = "did the wardens of the lane ever go along with felling"
    texts, scores = (MOTION, *["Bins are emptied weekly."] * 20), [0.1] * 21
    weak = Ruling("resolved", "Resolved", told)
    assert answer(asked, *texts, ruling=weak, scores=scores).status == "no_evidence"
    near = Ruling("resolved", "Resolved", told, near=True)
    assert answer(asked, *texts, ruling=near, scores=scores).status == "answered"


def test_a_sentence_that_counts_up_its_points_is_told_and_no_other_list():
    aims = "The aims of the parks plan are to (1) clean water, (2) plant oaks and (3) open gates."
    texts = (aims, "Parks:\n(a) north;\n(b) south;\n(c) west.")
    assert said(answer("what are the three aims of the parks plan", *texts))[0] == aims
