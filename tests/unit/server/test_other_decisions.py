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
        ("has full council backed the felling of the limes", COUNCIL),
        ("did the county council agree the felling", COUNCIL),
        ("what did the governance board make of felling six limes", BOARD),
        ("has the parks board agreed to the felling of limes", BOARD),
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


@pytest.mark.parametrize(
    ("asked", "account_of"),
    [
        (
            "has full council approved the tree works budget for 2025-26",
            "The Allowances Scheme for 2021-2025 was agreed by County Council.",
        ),
        (
            "has full council agreed the felling of limes for 2025-26",
            "The felling of limes for 2024-25 was agreed by County Council.",
        ),
        ("has full council agreed the tree works", "The pay award was agreed by County Council on 20 February 2024."),
        (
            "has full council agreed to fell the limes",
            "The new depot was agreed by County Council on 20 February 2024.",
        ),
        ("has full council agreed to fell the limes", "The proposal to sell the depot was agreed by County Council."),
        (
            "has full council agreed the felling for 25-26",
            "The felling of limes for 2024-25 was agreed by County Council.",
        ),
    ],
)
def test_an_account_of_something_else_is_not_told_for_the_proposal(asked, account_of):
    told = ruling((ASKED, account(account_of, 900)), asked=asked)
    assert told.outcome == "proposed"


def test_an_account_of_the_proposed_decision_itself_is_on_the_matter():
    words = "The proposed decision was endorsed by the Parks Governance Board on 2 March 2024."
    told = ruling(
        (ASKED, account(words, 900)), asked="what did the governance board make of the tree works and six limes"
    )
    assert told.quotes[0][0] == words


def test_an_account_is_told_from_the_papers_allowed_alone():
    asked = "has full council backed the felling of the limes"
    apart = replace(account(COUNCIL, 900), document_id="d9")
    assert ruling((ASKED, apart), asked=asked, documents=frozenset({"d1", "d9"})).outcome == "reported"
    assert ruling((ASKED, apart), asked=asked, documents=frozenset({"d1"})).outcome == "proposed"


def test_of_accounts_as_near_it_is_that_of_the_latest_day():
    later = "The felling of limes was endorsed by County Council on 1 February 2024."
    told = ruling((*TOLD, account(later, 2700)), asked="has full council backed the felling of limes")
    assert told.quotes[0][0] == later


def test_the_bodies_that_a_question_names():
    named = {
        head: set(terms)
        for head, terms in bodies_named("what did the health reform cttee and full council say on council tax")
    }
    assert named == {"committee": {"health", "reform"}, "council": {"full"}}
    assert list(bodies_named("did the committee members agree")) == []
    long = "endorsed by the Health Reform and Public Health Cabinet Committee"
    assert [(head, "health" in terms) for head, terms in bodies_named(long)] == [("committee", True)]
