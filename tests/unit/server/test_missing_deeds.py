import pytest

from server.evidence import lacking
from server.outsiders import outsider
from tests.served import found_in

LIMES = "The limes in Station Road were felled in June 2024 for £12,400."


def lack(asked, *texts, **fields):
    return lacking(found_in(asked, *texts, **fields))


@pytest.mark.parametrize(
    ("asked", "text", "who"),
    [
        (
            "did the minister agree to fell the limes in Station Road",
            "The Minister has agreed to fell the limes in Station Road.",
            "minister",
        ),
        (
            "what did Ofsted say about Station Road school",
            "Station Road school was judged by Ofsted to be good.",
            "Ofsted",
        ),
        (
            "what did Ofsted say about Station Road school",
            "The office (Ofsted) rating of Station Road school is good.",
            "Ofsted",
        ),
        (
            "has the government said who pays for the limes",
            "Grants for the limes were announced in June, which pays for them.",
            "government",
        ),
    ],
)
def test_what_somebody_outside_did_is_told_by_words_on_that_alone(asked, text, who):
    assert lack(asked, text) is None
    requests = (
        "We will ask the minister, the government and Ofsted about Station Road school and the limes.",
        *[LIMES] * 3,
    )
    assert lack(asked, *requests) == f"The papers do not say: nothing that was found tells what the {who} did on this."


@pytest.mark.parametrize(
    "asked",
    ["did the government grant for the limes get agreed", "has the Ofsted action plan for the limes been approved",
     "did the Treasury Management report on limes get agreed", "did the government's money for the limes get agreed"],
)  # fmt: skip
def test_what_only_bears_the_name_of_somebody_outside_is_none_of_their_doing(asked):
    assert outsider(asked) is None


def test_who_voted_how_is_told_by_words_on_that_alone():
    asked = "which members voted against felling the limes in Station Road"
    assert lack(asked, LIMES) == "The papers do not say: nothing that was found records who voted how."
    assert lack(asked, f"Cllr Bell voted against. {LIMES}") is None


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        ("who won the limes contract", "The limes contract is to go to the successful bidder.", False),
        ("who did we elect to the chair of the limes board", "3 Election of Chair of the limes board", False),
        ("which firm was chosen to fell the limes", "To award it to the preferred supplier of lime felling.", False),
        ("who won the limes contract", "The procurement of the limes contract is under way.", False),
        ("who won the limes contract", "The limes contract was tendered and awarded under the Local Government Act 1972.", False),
        ("who won the limes contract", "The limes contract was tendered. The Felling Grant was awarded before.", False),
        ("who got the limes contract", "The limes contract was procured.", False),
        ("who got the thanks for the limes", "The limes contract was procured.", True),
        ("which company has the limes contract", "The limes contract was procured.", False),
        ("can you tell me who won the limes contract", "The limes contract was procured.", False),
        ("which companies were asked about the limes", "The limes contract was procured.", True),
        ("who was awarded the limes contract", "The limes contract was procured and awarded to Ashdown.", True),
        ("who won the limes contract", "The limes contract was procured. Ashdown won it.", True),
        ("who won the limes contract", "The limes contract was procured. The Felling Trust were awarded it.", True),
        ("who won the limes contract", "The limes contract was procured. It was awarded in May.", False),
        ("who won the prize for the limes", "The limes prize. The head of procurement spoke.", True),
        ("which supplier has been given the limes contract", "The limes contract was procured.", False),
        ("who got the work experience with the limes", "The limes contract was procured.", True),
        ("why can we not see who won the limes contract", "The limes contract was procured.", True),
        ("who won the limes contract", "The successful bidder for the limes contract was Ashdown Trees.", True),
        ("who won the limes contract", "Ida Linfield was appointed. The limes contract is to be awarded.", True),
        ("how much was the limes contract awarded for", "The limes contract goes to the successful bidder for £9.", True),
    ],
)  # fmt: skip
def test_who_was_chosen_is_not_told_where_nobody_is_named(asked, text, told):
    said = "The papers do not say: what was found on this names nobody who was chosen."
    assert lack(asked, text) == (None if told else said)


def test_bids_that_the_papers_of_the_matter_leave_to_an_exempt_one():
    texts = (LIMES, "The bids are in the exempt appendix.", LIMES)
    assert lack("which bidder for the limes in Station Road scored lowest", *texts) == (
        "The public papers do not say: they leave it to an exempt paper."
    )


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        ("who bid for the limes contract and lost", "The limes contract was awarded in June 2024.", False),
        ("how many bidders were there for the limes", "The limes contract drew three bidders.", True),
        ("which bidder for the limes scored lowest", "Of the tenders for the limes Ashdown scored 41%.", True),
        ("who won the limes back", "The limes contract was awarded in June 2024.", True),
    ],
)
def test_who_bid_is_told_only_by_what_tells_of_bids(asked, text, told):
    assert lack(asked, text) == (None if told else "The papers do not say: nothing that was found tells who bid.")
