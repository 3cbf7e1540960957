import datetime as dt
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.flags import CUT_OFF, UNSIGNED
from indexer.records import Decision, Item, Meeting, Outcome
from server.look import Look
from server.rank import Ranked
from server.register import DECIDED, Register
from server.rulings import Records, find_ruling, standing_of
from server.summaries import NOT_DECIDED, summary_of
from tests.served import passage, question

MOTION = "RESOLVED that the felling of six limes be agreed."
AGREED = "RESOLVED that the recommendations were agreed as outlined in the report."
OUTCOMES = get_args(Outcome)
QUESTION = "was the felling agreed"
BODY = "Planning Committee"


def decision(outcome, *, text=MOTION, day=8, start=0, document="d1", number="24/00012", limb=None, **fields):
    meeting = Meeting(BODY, dt.date(2024, 5, day))
    item = Item(meeting, "5", None, "Tree works", number)
    end = start + len(text)
    made = Decision(document, item, meeting, outcome, False, limb, text, start, end, text, start, end, number)
    return replace(made, **fields)


def records(decisions, *, texts=None, minutes=(), documents=None):
    def passages_at(document, start, end):
        text = next((d.text for d in decisions if d.document_id == document and d.start <= start < d.end), "")
        return [passage((texts or {}).get(document, text), id=f"{document}:{start}", document_id=document)]

    return Records(
        Register(decisions),
        passages_at,
        lambda meeting: meeting.date in minutes,
        lambda item: (),
        lambda key: None,
        SimpleNamespace(meetings=lambda: []),
        documents,
    )


def ruling(decisions, *, asked=QUESTION, ranked=(), **given):
    query = question(asked)
    look = Look(query, None, None, dict.fromkeys((word.term for word in query.terms.words), 3.0))
    return find_ruling(look, ranked, records(decisions, **given))


def framing(told):
    return [each.text for each in (*told.said, *told.after) if not each.quoted]


@given(st.lists(st.tuples(st.sampled_from(OUTCOMES), st.integers(1, 28), st.integers(0, 99)), max_size=6), st.randoms())
def test_a_proposal_is_never_told_as_decided_nor_a_decision_as_proposed(drawn, random):
    decisions = [decision(outcome, day=day, start=start * 99, document=f"d{day}") for outcome, day, start in drawn]
    told = ruling(decisions)
    newest = max((each.meeting.date for each in decisions), default=None)
    recorded = {each.outcome for each in decisions if each.meeting.date == newest}
    if told is None:
        assert not recorded - {"reported"} or not decisions
    elif told.outcome in DECIDED:
        assert told.outcome in {each.outcome for each in decisions}
        assert "roposed" not in told.summary
    else:
        assert not recorded & DECIDED
        assert told.summary == NOT_DECIDED[told.outcome]
    random.shuffle(decisions)
    if max(Counter((start, day) for _, day, start in drawn).values(), default=0) < 2:
        again = ruling(decisions)
        assert (again and (again.outcome, again.summary, again.said)) == (
            told and (told.outcome, told.summary, told.said)
        )


@pytest.mark.parametrize(
    "asked",
    [
        "was the felling agreed",
        "did the felling of limes go through?",
        "felling of limes - signed off yet?",
        "were the limes thrown out",
        "what happened to the limes",
        "where did we get to with the limes",
        "what's the latest on the felling",
        "outcome of the limes item",
        "has anyone voted on felling?",
        "is felling limes a done deal",
        "24/0012",
    ],
)
def test_a_question_on_what_came_of_a_matter_in_any_wording(asked):
    assert ruling([decision("lost")], asked=asked).outcome == "lost"


@pytest.mark.parametrize("asked", ["how many limes are there", "who wrote the report on limes", "what do limes cost"])
def test_a_question_on_something_else_gets_no_ruling(asked):
    assert ruling([decision("lost")], asked=asked) is None


@pytest.mark.parametrize(
    "asked", ["was the harbour sold", "was it agreed", "was 24/09999 agreed", "was felling agreed in May 2019"]
)
def test_no_ruling_on_another_matter_or_time(asked):
    assert ruling([decision("resolved")], asked=asked) is None


def test_what_minutes_record_comes_before_a_later_proposal_of_the_same_number():
    told = ruling(
        [decision("proposed", day=20, document="d2"), decision("endorsed", day=8)], asked="was 24/00012 agreed"
    )
    assert (told.outcome, told.summary) == ("endorsed", "Endorsed on 8 May 2024, decision 24/00012")
    assert [(text, quoted.document_id) for text, quoted in told.quotes] == [(MOTION, "d1")]


def test_of_two_matters_of_one_name_the_newest_is_told():
    old = decision("noted", number=None)
    new = decision("proposed", day=20, document="d2", number=None)
    new = replace(new, item=replace(new.item, meeting=new.meeting))
    assert ruling([old, new]).outcome == "proposed"


def test_the_limb_that_is_asked_of_gives_the_outcome():
    text = "RESOLVED that (a) the felling of six limes be agreed; and (b) the survey of bats be noted."
    first = decision("resolved", text=text, limb="a", proof=text[:55], proof_end=55)
    second = decision("noted", text=text, limb="b", proof=text[55:], proof_start=55, proof_end=len(text))
    assert ruling([second, first]).outcome == "resolved"
    told = ruling([first, second], asked="was the survey of bats agreed")
    assert (told.outcome, told.summary) == ("noted", "Resolved, noted on 8 May 2024, decision 24/00012")


def test_an_amendment_is_told_where_it_is_asked_of_and_else_the_motion():
    carried = decision("amended", text="The amendment on felling was carried.", limb="amendment")
    lost = decision("lost", text="The substantive motion on felling was lost.", start=500)
    told = ruling([carried, lost])
    assert (told.outcome, framing(told)[-1]) == ("lost", "Another motion on this item is recorded as amended.")
    assert ruling([carried, lost], asked="was the amendment on felling agreed").outcome == "amended"


def test_a_proposal_says_who_was_asked_when_and_which_minutes_are_missing():
    asks = "The Committee is asked to agree the felling of six limes."
    told = ruling([decision("proposed", text=asks, flags=(UNSIGNED,))])
    assert (told.outcome, told.summary) == ("proposed", "Proposed, not decided in these papers")
    assert framing(told) == [
        "Put to the Planning Committee on 8 May 2024 under “Tree works” (item 5, 24/00012):",
        "The minutes of the meeting of 8 May 2024 are not in these papers.",
    ]
    told = ruling([decision("proposed", text=asks)], minutes={dt.date(2024, 5, 8)})
    assert framing(told)[1] == "The minutes of the meeting of 8 May 2024 are here, but record no decision on it."


def test_what_is_planned_or_told_elsewhere_is_neither_proposed_nor_decided():
    planned = ruling([decision("forthcoming", text="Felling of limes")])
    assert (planned.outcome, planned.summary) == ("forthcoming", "Planned, not decided in these papers")
    account = decision("reported", text="On 3 May 2023 the Cabinet agreed the felling of six limes.")
    told = ruling([account], asked="was the felling of six limes agreed")
    assert (told.outcome, told.summary[:24]) == ("reported", "Reported in these papers")


def test_a_bare_resolution_is_told_with_the_report_s_words_said_to_be_its_own():
    asks = "The Committee is asked to agree the felling of six limes."
    told = ruling(
        [decision("resolved", text=AGREED), decision("proposed", text=asks, document="d2")],
        asked="were tree works agreed",
    )
    assert told.outcome == "resolved"
    assert [text for text, _ in told.quotes] == [AGREED, asks]
    assert [passage.document_id for _, passage in told.quotes] == ["d1", "d2"]
    assert "The report, not the minutes, says what was recommended:" in framing(told)
    assert [each.proves for each in told.said if each.quoted] == [True, False]


def test_a_bare_resolution_without_its_report_says_so():
    told = ruling([decision("resolved", text=AGREED)], asked="were tree works agreed")
    assert framing(told)[1] == "The report is not among these papers: they hold no report to the meeting of 8 May 2024."


def test_what_does_not_add_up_is_said():
    told = ruling([decision("resolved", flags=("vote does not add up: 5 votes, 7 in total",))])
    assert "Flagged in the record: vote does not add up: 5 votes, 7 in total." in framing(told)


def test_a_motion_cut_off_is_told_as_moved_and_no_more():
    told = ruling([decision("proposed", text="This Council resolves the felling of limes and", flags=(CUT_OFF,))])
    assert told.summary == "Moved, its result not in these papers"
    assert "the minutes break off" in framing(told)[0]


def test_two_papers_that_contradict_each_other_are_both_told_of():
    told = ruling([decision("resolved"), decision("lost", document="d2")])
    assert any("another paper records this minute as" in line for line in framing(told))


def test_how_it_was_voted_is_said_where_it_is_asked():
    moved = decision("resolved", mover="Mr Cole", seconder="Ms Dane")
    assert "The minutes record no vote; moved by Mr Cole, seconded by Ms Dane." in framing(
        ruling([moved], asked="who moved the felling and was it agreed")
    )
    assert not any("vote" in line for line in framing(ruling([moved])))


def test_the_other_steps_are_told_last_and_weak_ones_not():
    planned = decision("forthcoming", text="24/00012 Tree works", day=1, document="d0")
    told = ruling([decision("endorsed"), planned], asked="was 24/00012 agreed")
    assert [each.text for each in told.after] == ["Also on record: planned for 1 May 2024."]
    assert [passage.document_id for passage in told.after[0].passages] == ["d0"]


def test_the_system_s_own_words_keep_to_sixty():
    flags = tuple(f"vote does not add up: {n} votes, seven in total, as it is printed there" for n in range(9))
    assert sum(len(line.split()) for line in framing(ruling([decision("resolved", flags=flags)]))) <= 60


def test_only_papers_allowed_are_told_of():
    decided = [decision("proposed"), decision("resolved", day=20, document="d2")]
    assert ruling(decided, asked="was 24/00012 agreed").outcome == "resolved"
    assert ruling(decided, asked="was 24/00012 agreed", documents=frozenset({"d1"})).outcome == "proposed"


def test_no_ruling_where_its_words_cannot_be_quoted():
    assert ruling([decision("resolved")], texts={"d1": "Something else was said."}) is None


def test_the_line_says_that_a_body_only_advises():
    advises = decision("endorsed", number=None, advisory=True)
    assert summary_of(advises, [advises]) == "Endorsed on 8 May 2024; the body advises, someone else decides"
    bare = replace(decision("noted", number=None, advisory=True), meeting=None, item=None)
    assert summary_of(bare, [bare]) == "Noted"


def test_words_of_a_proposal_are_told_with_how_far_it_got():
    asks = "The Committee is asked to agree the felling of six limes."
    look = Look(question("when are limes felled"), None, None, {})
    item = decision("proposed").item
    found = standing_of(look, asks, passage(asks, item=item), records([decision("proposed", text=asks)]))
    assert (found.outcome, found.summary) == ("proposed", "Proposed, not decided in these papers")
    both = records([decision("proposed", text=asks), decision("lost", document="d2", day=20)])
    assert standing_of(look, asks, passage(asks, item=item), both).outcome == "lost"
    assert standing_of(look, "Limes lean.", passage("Limes lean.", item=item), both) is None
    assert standing_of(look, asks, passage(asks, item=None), both) is None
    formal = replace(item, title="Minutes of the meeting held on 4 April 2024")
    assert standing_of(look, asks, passage(asks, item=formal), both) is None


@pytest.mark.parametrize(("length", "kept"), [(100, 1), (300, 1), (301, 0)])
def test_a_motion_of_one_long_sentence_is_told_whole_up_to_three_hundred_words(length, kept):
    motion = "RESOLVED that " + "felling " * (length - 3) + "stop."
    told = ruling([decision("resolved", text=motion)])
    assert (len(told.quotes) if told else 0) == kept


def test_of_a_long_motion_its_opening_and_the_limb_asked_of_are_told():
    limbs = [
        f"({letter}) " + f"{letter * 5} " * 30 + ("bats end;" if letter == "g" else "end;") for letter in "abcdefgh"
    ]
    motion = "RESOLVED that Cabinet agree the felling of limes and:\n" + "\n".join(limbs)
    told = ruling([decision("resolved", text=motion)], asked="was the felling with bats agreed")
    quotes = [text for text, _ in told.quotes]
    assert quotes[0].startswith("RESOLVED that Cabinet")
    assert any(text.startswith("(g)") for text in quotes)
    assert sum(len(text.split()) for text in quotes) <= 105
    assert "Not all of its parts are quoted here." in framing(told)


def test_the_number_asked_for_is_given_in_the_paper_s_words():
    own = passage("Key decision no: 24/00012 Tree works")
    other = passage("Felling began under decision 23/00007 of last year.", id="p2")
    ranked = [Ranked(0, 1.0, own), Ranked(1, 0.9, other)]
    told = ruling([decision("proposed")], asked="decision number of the tree works", ranked=ranked)
    assert (told.outcome, [text for text, _ in told.quotes]) == (None, [own.text])
    told = ruling([decision("proposed")], asked="ref of the earlier decision on felling", ranked=ranked)
    assert [text for text, _ in told.quotes] == [other.text]
    assert ruling([], asked="decision number of the harbour", ranked=[Ranked(0, 1.0, passage("The limes."))]) is None


def test_a_meeting_named_by_its_day_alone_is_told_motion_by_motion_what_is_noted_last():
    noted = decision("noted", text="RESOLVED that the survey be noted.")
    agreed = decision("resolved", start=200)
    other = decision("lost", day=9, document="d2", text="The motion on the harbour was lost.")
    for asked in ("what was decided on 8 May 2024", "was anything agreed at the meeting of 8 May"):
        told = ruling([noted, agreed, other], asked=asked)
        assert (told.outcome, told.summary) == ("resolved", "2 outcomes recorded on 8 May 2024: 1 resolved, 1 noted")
        assert [text for text, _ in told.quotes] == [MOTION, noted.text]
        assert framing(told) == ["The minutes of the Planning Committee, 8 May 2024, record, among others:"]
    assert ruling([noted, agreed], asked="what was decided on 9 May 2024") is None
    assert ruling([noted, agreed, other], asked="was anything decided on 9 May").outcome == "lost"


@pytest.mark.parametrize(
    "asked", ["when was the felling agreed", "when did the committee approve the felling of limes"]
)
def test_when_something_was_decided_is_told_by_its_record(asked):
    told = ruling([decision("resolved")], asked=asked)
    assert (told.outcome, told.summary) == ("resolved", "Resolved on 8 May 2024, decision 24/00012")


@pytest.mark.parametrize(
    "asked", ["why did the committee reject the tree works", "when did members vote against the tree works"]
)
def test_a_refusal_that_no_paper_records_is_not_told_of(asked):
    told = ruling([decision("resolved")], asked=asked)
    assert told.sure
    assert not told.said
    assert told.summary == "The papers record no refusal of “Tree works”: resolved on 8 May 2024, decision 24/00012."
    assert ruling([decision("lost")], asked=asked).outcome == "lost"


def test_a_number_beside_what_no_words_of_the_decision_tell_asks_for_no_outcome():
    made = [decision("proposed")]
    assert ruling(made, asked="is a full bat survey under way for 24/00012 or was the first look enough") is None
    assert ruling(made, asked="24/00012 felling").outcome == "proposed"
    assert ruling(made, asked="who may sell the timber if 24/00012 goes through").outcome == "proposed"


def test_the_recitals_of_a_long_motion_are_left_out():
    recitals = "\n".join(
        f"AND WHEREAS the lime of {name} " + "leans badly " * 12 + "over the felling;" for name in "ABCDE"
    )
    motion = f"WHEREAS limes lean;\n{recitals}\nTHEREFORE BE IT RESOLVED THAT the felling be agreed;\nAND THAT the clerk be told."
    told = ruling([decision("resolved", text=motion)])
    assert [text for text, _ in told.quotes] == [
        "THEREFORE BE IT RESOLVED THAT the felling be agreed;",
        "AND THAT the clerk be told.",
    ]
    short = ruling([decision("resolved", text="WHEREAS limes lean;\nBE IT RESOLVED THAT the felling be agreed.")])
    assert short.quotes[0][0] == "WHEREAS limes lean;"
