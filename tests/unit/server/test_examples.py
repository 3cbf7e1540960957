import datetime as dt

import pytest

from indexer.records import Item, Meeting
from server.examples import make_examples


def item(title, year=2024, number="5", minute=None, decision=None, date=True):
    meeting = Meeting("Planning Committee", dt.date(year, 5, 8) if date else None)
    return Item(meeting, number, minute, title, decision)


def test_one_question_for_each_of_the_newest_meetings():
    items = [item(f"Trees in {year}", year) for year in range(2015, 2021)]
    assert make_examples(items) == (
        "What does the report on Trees in 2020 say?",
        "Who wrote the report on Trees in 2019?",
        "What does the report on Trees in 2018 say?",
        "Who wrote the report on Trees in 2017?",
    )


def test_what_is_asked_fits_what_the_item_is():
    assert make_examples([item("Fees", minute="61")]) == ("What was decided on Fees?",)
    assert make_examples([item("Fees", decision="24/00012")]) == ("What is proposed in 24/00012?",)


@pytest.mark.parametrize(
    "title", ["Minutes of the last meeting", "Apologies for absence", "WORK PROGRAMME", "Election of Chair"]
)
def test_formal_items_and_undated_ones_are_left_out(title):
    assert make_examples([item(title), item("Fees", date=False), item("so many words " * 5)]) == ()


def test_an_item_is_not_formal_for_a_word_within_a_word():
    assert make_examples([item("Selection of a contractor")]) == (
        "What does the report on Selection of a contractor say?",
    )
