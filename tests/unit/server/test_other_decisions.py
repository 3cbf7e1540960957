from dataclasses import replace

import pytest

from server.other_decisions import bodies_named
from tests.unit.server.test_rulings import decision, ruling

ASKED = decision("proposed", text="The Committee is asked to agree that six limes be felled.")
COUNCIL = "The felling of limes was endorsed by County Council on 18 October 2023."
BOARD = "This was agreed by the Parks Governance Board on 2 March 2024, for the limes and their felling."


def account(text, start):
    return replace(decision("reported", text=text, start=start), number=None)


TOLD = (ASKED, account(COUNCIL, 900), account(BOARD, 1800))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("has full council backed the tree works", COUNCIL),
        ("did the county council agree the tree works", COUNCIL),
        ("what did the governance board make of felling six limes", BOARD),
        ("has the parks board agreed the tree works", BOARD),
    ],
)
def test_what_the_body_named_decided_is_told_from_the_report(asked, words):
    told = ruling(TOLD, asked=asked)
    assert told.outcome == "reported"
    assert told.quotes[0][0] == words


@pytest.mark.parametrize(
    "asked",
    ["were the tree works agreed", "did the committee agree the tree works", "did the planning committee agree the tree works",
     "did cabinet agree the tree works"],
)  # fmt: skip
def test_without_such_a_body_it_is_told_what_is_asked_for(asked):
    assert ruling(TOLD, asked=asked).outcome == "proposed"


def test_of_accounts_as_near_it_is_that_of_the_latest_day():
    later = "The felling of limes was endorsed by County Council on 1 February 2024."
    told = ruling((*TOLD, account(later, 2700)), asked="has full council backed the tree works")
    assert told.quotes[0][0] == later


def test_the_bodies_that_a_question_names():
    named = {
        head: set(terms)
        for head, terms in bodies_named("what did the health reform cttee and full council say on council tax")
    }
    assert named == {"committee": {"health", "reform"}, "council": {"full"}}
    assert list(bodies_named("did the committee members agree")) == []
