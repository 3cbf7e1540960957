import datetime as dt
from dataclasses import replace

import pytest

from indexer.records import Meeting
from server.look import Look
from server.minutes_asked import NO_MINUTES, asks_of_minutes
from server.query import understand
from server.rulings import find_ruling
from tests.unit.server.test_rulings import BODY, decision, records


def accepted(minuted, day, document):
    """A resolution of a day of 2024 on the minutes of another."""
    text = f"RESOLVED that the minutes of the meeting held on {minuted} be signed as a correct record."
    made = decision("resolved", text=text, number=None, document=document)
    meeting = Meeting(BODY, day)
    return replace(
        made, meeting=meeting, item=replace(made.item, meeting=meeting, title=f"Minutes of {minuted}", number="3")
    )


MAY = accepted("10 April 2024", dt.date(2024, 5, 8), "d1")
JUNE = accepted("8 May 2024", dt.date(2024, 6, 12), "d2")
TREES = decision("resolved", document="d3")


def look_at(asked):
    query = understand(asked, lambda word: None, [dt.date(2024, 5, 8), dt.date(2024, 6, 12)])
    rarity = dict.fromkeys((word.term for word in query.terms.words), 3.0)
    return Look(query, None, None, rarity, bodies=frozenset({"plan", "committe"}))


def told(asked, *decisions):
    return find_ruling(look_at(asked), (), records(decisions or (MAY, JUNE, TREES)))


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("were the minutes of 8 May 2024 agreed?", "8 May 2024"),
        ("mins of 10 april 2024 planning committee accepted?", "10 April 2024"),
        ("was the record of the April 2024 meeting accepted as right when we met in May", "10 April 2024"),
        ("were the minutes of the last meeting signed", "8 May 2024"),
        ("did the meeting of 8 May 2024 sign the minutes?", "8 May 2024"),
        ("were the minutes of 10 April corrected?", "10 April 2024"),
    ],
)
def test_the_resolution_on_the_minutes_asked_for(asked, held):
    ruling = told(asked)
    assert (ruling.outcome, ruling.sure) == ("resolved", True)
    assert f"held on {held}" in ruling.quotes[0][0]


def test_minutes_that_no_resolution_is_on():
    ruling = told("were the minutes of 12 June 2024 agreed?")
    assert (ruling.outcome, ruling.summary, ruling.said) == (None, NO_MINUTES, ())
    assert told("were the minutes of 8 May 2024 agreed?", MAY).summary == NO_MINUTES


def test_the_minutes_of_the_body_named():
    council = replace(JUNE, document_id="d4", meeting=Meeting("Culture Cabinet Committee", dt.date(2024, 7, 3)))
    cabinet = replace(JUNE, document_id="d5", meeting=Meeting("Cabinet", dt.date(2024, 8, 3)))
    asked = "were the minutes of the last {} meeting approved"
    for named, document in (
        ("culture cabinet committee", "d4"),
        ("cabinet", "d5"),
        ("planning committee", "d2"),
        ("CC cttee", "d4"),
    ):
        ruling = told(asked.format(named), MAY, JUNE, council, cabinet)
        assert ruling.quotes[0][1].document_id == document
    assert told(asked.format("personnel committee"), MAY, JUNE, council, cabinet).summary == NO_MINUTES


@pytest.mark.parametrize(
    "asked",
    [
        "What was agreed in the minutes of 8 May 2024?",
        "What did the minutes of the 8 May 2024 meeting confirm?",
        "Did the minutes of 8 May 2024 note what was agreed?",
        "Did the minutes record that the Chairman was right?",
        "do the minutes of 8 May 2024 say that the limes were agreed",
        "minutes of 8 May 2024",
        "were the limes agreed",
        "who took notes of the meeting",
    ],
)
def test_other_questions_are_not_of_minutes(asked):
    assert not asks_of_minutes(look_at(asked))
