import datetime as dt
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Decision, Item, Meeting, Outcome
from server.rank import Ranked
from server.rulings import DECIDED, find_ruling, summary_of
from tests.served import passage, question

MOTION = "RESOLVED that the felling of six limes be agreed."
OUTCOMES = get_args(Outcome)
QUESTION = question("was the felling agreed")


def decision(outcome, *, text=MOTION, day=8, start=0, document="d1", number="24/00012", limb=None):
    meeting = Meeting("Planning Committee", dt.date(2024, 5, day))
    item = Item(meeting, "5", None, "Tree works", number)
    end = start + len(text)
    return Decision(document, item, meeting, outcome, False, limb, text, start, end, text, start, end, number)


def ruling(decisions, *, asked=QUESTION, ranked=None, motion=MOTION):
    ranked = ranked or [Ranked(0, 1.0, passage("The limes."))]
    return find_ruling(asked, ranked, lambda item: decisions, lambda *place: [passage(motion, document_id=place[0])])


@given(st.lists(st.tuples(st.sampled_from(OUTCOMES), st.integers(1, 28), st.integers(0, 99)), max_size=6), st.randoms())
def test_a_proposal_is_never_told_as_decided_nor_a_decision_as_proposed(drawn, random):
    decisions = [decision(outcome, day=day, start=start, document=f"d{day}") for outcome, day, start in drawn]
    told = ruling(decisions)
    recorded = {each.outcome for each in decisions}
    if recorded & DECIDED:
        assert told.outcome in recorded & DECIDED
        assert "roposed" not in told.summary
    elif "proposed" in recorded:
        assert told.outcome == "proposed"
        assert told.summary.startswith("Proposed on ")
        assert told.summary.endswith("; not decided in these papers")
    else:
        assert told is None
    random.shuffle(decisions)
    assert len({start for _, _, start in drawn}) < len(drawn) or ruling(decisions) == told


def test_what_minutes_record_comes_before_a_later_proposal_of_the_same_number():
    told = ruling([decision("proposed", day=20, document="d2"), decision("endorsed", day=8)])
    assert (told.outcome, told.summary) == ("endorsed", "Endorsed on 8 May 2024, decision 24/00012")
    assert [(text, quoted.document_id) for text, quoted in told.quotes] == [(MOTION, "d1")]


def test_the_newest_record_is_told():
    told = ruling([decision("deferred", day=8), decision("resolved", day=22, document="d2")])
    assert told.summary == "Resolved on 22 May 2024, decision 24/00012"


def test_the_limbs_of_one_motion_are_told_together_in_their_order():
    told = ruling([decision("noted", start=90, limb="b"), decision("resolved", limb="a")])
    assert (told.outcome, told.summary) == ("resolved", "Resolved, noted on 8 May 2024, decision 24/00012")


def test_the_line_states_only_what_is_recorded():
    bare = replace(decision("noted", number=None), meeting=Meeting("Planning Committee", None))
    assert summary_of(bare, [bare]) == "Noted"
    asks = replace(decision("proposed", number=None), meeting=None)
    assert summary_of(asks, [asks]) == "Proposed; not decided in these papers"


def test_no_ruling_where_none_is_asked_for_or_the_passage_is_of_no_item():
    assert ruling([decision("resolved")], asked=question("how many limes")) is None
    assert ruling([decision("resolved")], ranked=[Ranked(0, 1.0, passage("x", item=None))]) is None
    assert ruling([]) is None
    assert find_ruling(QUESTION, [], lambda item: [], lambda *place: []) is None


def test_no_ruling_where_its_words_cannot_be_quoted():
    assert ruling([decision("resolved")], motion="Something else was said.") is None


def test_a_number_in_the_question_names_the_matter_and_no_other_is_told_instead():
    meeting = Meeting("Planning Committee", dt.date(2024, 5, 8))
    other = Ranked(0, 1.0, passage("x", item=Item(meeting, "4", None, "Fees", "24/00001")))
    named = Ranked(1, 0.5, passage("x", item=Item(meeting, "5", None, "Trees", "24/00012")))

    def told(text, *ranked):
        kept = {"24/00001": [decision("noted", number="24/00001")], "24/00012": [decision("lost")]}
        number_of = lambda item: kept[item.decision_number]  # noqa: E731
        return find_ruling(question(text), ranked, number_of, lambda *place: [passage(MOTION)])

    assert told("was 24/0012 agreed", other, named).outcome == "lost"
    assert told("24/00012", other, named).outcome == "lost"
    assert told("was it agreed", other, named).outcome == "noted"
    assert told("was 24/09999 agreed", other, named) is None


@pytest.mark.parametrize(("length", "kept"), [(120, 1), (300, 1), (301, 0)])
def test_a_motion_of_one_long_sentence_is_told_whole_up_to_three_hundred_words(length, kept):
    motion = "RESOLVED that " + "felling " * (length - 3) + "stop."
    told = ruling([decision("resolved", text=motion)], motion=motion)
    assert (len(told.quotes) if told else 0) == kept


def test_a_motion_of_many_sentences_is_told_as_far_as_there_is_room():
    motion = "\n".join(f"({letter}) " + "word " * 58 + "end;" for letter in "abcdefgh")
    told = ruling([decision("resolved", text=motion)], motion=motion)
    assert 120 <= sum(len(text.split()) for text, _ in told.quotes) <= 220
    assert told.quotes[0][0].startswith("(a)")
