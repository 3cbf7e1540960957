import datetime as dt

import pytest

from server.query import understand
from server.unruled import why_unruled
from tests.unit.server.test_rulings import decision


def why(asked, outcome):
    query = understand(asked, lambda word: None, [dt.date(2024, 5, 8)])
    return why_unruled(query, outcome, "Told so", [decision(outcome)])


def test_a_refusal_taken_for_granted_that_no_paper_records():
    assert why("why did the committee reject the tree works", "resolved") == (
        "The papers record no refusal of “Tree works”: told so."
    )
    assert why("why did the committee reject the tree works", "lost") is None


@pytest.mark.parametrize(
    "asked", ["what did the committee decide on trees in May 2024", "trees, 8 May 2024: resolution"]
)
def test_what_is_only_planned_was_decided_by_no_meeting(asked):
    assert why(asked, "forthcoming") == "The papers do not say: they have “Tree works” only as planned for 8 May 2024."
    assert why(asked, "resolved") is None


@pytest.mark.parametrize("asked", ["are the tree works agreed", "when is the tree item due to be decided in May 2024"])
def test_what_is_planned_answers_where_no_meeting_is_named_or_it_is_to_come(asked):
    assert why(asked, "forthcoming") is None


@pytest.mark.parametrize("asked", ["who voted against the tree works", "how many members voted for the tree works"])
def test_votes_that_no_minute_records_are_not_told(asked):
    assert why(asked, "resolved") == "The papers record no votes on “Tree works”: told so."
    query = understand(asked, lambda word: None, [dt.date(2024, 5, 8)])
    counted = decision("resolved", vote="tally")
    assert why_unruled(query, "resolved", "Told so", [counted]) is None
