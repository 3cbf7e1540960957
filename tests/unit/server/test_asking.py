import datetime as dt

import pytest

from indexer.records import Item, Meeting
from server.asking import asks_ahead, asks_of_decision, on_day, verbs
from tests.served import question
from tests.unit.server.test_rulings import decision


@pytest.mark.parametrize(
    "text",
    [
        "Did the board turn it down or was the scheme rejected?",
        "parking scheme, did it get the nod?",
        "is the parking scheme still only a proposal",
        "who voted against the budget",
        "state of play on the depot",
        "what became of the depot",
        "the depot sale: approved?",
        "any resolution on the depot",
        "24/00012 how much",
        "depot sale - what is the committee asked to do",
        "did the may meeting go along with the sale",
        "what happened at the meeting of 8 May 2024",
    ],
)
def test_questions_that_ask_what_came_of_something(text):
    assert asks_of_decision(question(text))


@pytest.mark.parametrize(
    "text",
    [
        "how many beds were lost to delays",
        "phone number of the clerk",
        "depot floor area",
        "what did councillor bell declare",
        "what were we asked to pay for garden waste",
    ],
)
def test_questions_that_ask_something_else(text):
    assert not asks_of_decision(question(text))


def test_a_question_may_look_ahead():
    assert asks_ahead(question("when will the depot be decided"))
    assert asks_ahead(question("what is lined up on depots"))
    assert not asks_ahead(question("when was the depot decided"))


def test_only_words_for_outcomes_are_verbs():
    assert verbs("Agree to note the county's depot, as delegated") == {"agre", "note", "deleg"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 8 May", True),
        ("8th of may meeting", True),
        ("in May?", True),
        ("9 May", False),
        ("in April", False),
        ("as it may", False),
    ],
)
def test_a_day_or_month_without_its_year_names_a_meeting(text, found):
    held = decision("noted")
    assert on_day(held, question(f"was it agreed {text}")) is found
    undated = Item(Meeting("Board", None), "1", None, "Depot", None)
    assert not on_day(decision("noted", item=undated, meeting=Meeting("Board", None)), question("on 8 May"))
    assert held.meeting.date == dt.date(2024, 5, 8)
