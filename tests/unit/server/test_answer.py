from indexer.rows import item_key
from server.answer import ExtractiveAnswerer, Found
from server.rank import Ranked
from server.rulings import Ruling
from server.runs import Look
from server.telling import Told
from tests.served import passage, question


def answer(asked, *texts, ruling=None, scores=None):
    query = question(asked)
    ranked = [Ranked(at, (scores or [1.0] * 9)[at], passage(text, id=f"p{at}")) for at, text in enumerate(texts)]
    return ExtractiveAnswerer().answer(query, Found(ranked, Look(query, None, None, {}), ruling))


def said(draft):
    return [each.text for each in draft.said]


def test_the_sentences_that_meet_the_question_with_their_passages():
    draft = answer("when were limes felled", "Bins are emptied weekly.", "The limes were felled in June.")
    assert (draft.status, draft.outcome, draft.summary) == ("answered", None, "")
    assert draft.said[0].text == "The limes were felled in June."
    assert draft.said[0].passage.id == "p1"


def test_the_ruling_comes_first_and_what_it_says_is_not_said_again():
    motion = "RESOLVED that the limes be felled in June."
    of_matter = frozenset({item_key(passage(motion).item)})
    told = (Told(motion, (passage(motion),), proves=True),)
    ruling = Ruling("resolved", "Resolved on 8 May 2024", told, (), of_matter, frozenset({"lean"}))
    draft = answer("was the felling of limes agreed", motion, "The limes lean over the line.", ruling=ruling)
    assert (draft.outcome, draft.summary) == ("resolved", "Resolved on 8 May 2024")
    assert said(draft)[0] == motion
    assert said(draft).count(motion) == 1
    assert [each.proves for each in draft.said] == [True] + [False] * (len(draft.said) - 1)


def test_framing_comes_with_the_passages_that_it_is_about_and_the_trail_comes_last():
    motion = passage("RESOLVED that the limes be felled in June.")
    lead = Told("Minutes of the Planning Committee:", (motion,), quoted=False)
    trail = Told("Also on record: planned for 1 April 2024.", (motion,), quoted=False)
    ruling = Ruling("resolved", "Resolved", (lead, Told(motion.text, (motion,), proves=True)), (trail,))
    draft = answer("was the felling of limes agreed", motion.text, ruling=ruling)
    assert said(draft) == [lead.text, motion.text, trail.text]
    assert [(each.passage, each.about) for each in draft.said][::2] == [(None, (motion,)), (None, (motion,))]


def test_an_answer_keeps_to_a_hundred_and_twenty_words():
    said_of = "Limes by house{0}x{1} lean over wall{0}y{1} near lane{0}z{1}."
    texts = [" ".join(said_of.format(n, at) for at in range(40)) for n in range(6)]
    for asked in ("limes", "list the limes", "what was said of limes", "phone of limes"):
        assert 100 < sum(len(text.split()) for text in said(answer(asked, *texts))) <= 120


def test_what_is_far_worse_than_the_best_is_left_out():
    assert said(answer("limes felled june", "The limes were felled in June.", "Bins go weekly.", scores=[1, 0.2])) == [
        "The limes were felled in June."
    ]


def test_no_evidence_without_passages_or_of_the_time_asked_for():
    for draft in (answer("limes"), answer("limes felled in 1999", "The limes were felled in June.")):
        assert (draft.status, draft.outcome, draft.said, draft.summary) == (
            "no_evidence",
            None,
            (),
            "The papers do not say.",
        )
