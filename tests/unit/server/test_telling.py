import pytest

from server.telling import hold_alike, opening, place, proposer
from tests.served import passage
from tests.unit.server.test_rulings import decision


@pytest.mark.parametrize(
    ("quote", "motion", "alike"),
    [
        ("3. RESOLVED that the report be noted.", "RESOLVED that the\nreport be noted.", True),
        (
            "(b) delegate authority to the Director,",
            "RESOLVED to (a) buy; and (b) delegate authority to the Director,",
            True,
        ),
        ("147. Work Programme", "RESOLVED the work programme was noted.", False),
        ("be endorsed.", "RESOLVED that the plan be endorsed.", True),
        ("MAY: Minutes, Annual Report, Budget", "Annual Report", True),
    ],
)
def test_a_quote_is_of_a_motion_whatever_number_stands_before_it(quote, motion, alike):
    assert hold_alike(quote, motion) is alike


@pytest.mark.parametrize(
    "header",
    [
        "From: Ann Bell, Cabinet Member for Culture\n\nTo: Culture Committee",
        "**From:** Ann Bell, Cabinet Member for Culture\nSubject: Hours",
        "From:\n\nAnn Bell, Cabinet Member for Culture\n\nTо:\n\nCulture Committee",
        "By:\tAnn Bell, Cabinet Member for Culture\nTo:\tCulture Committee",
    ],
)
def test_who_a_report_is_from_is_quoted_from_its_header(header):
    found = proposer([passage(header)])
    assert found.text.endswith("Ann Bell, Cabinet Member for Culture")
    assert found.quoted


@pytest.mark.parametrize(
    "text", ["The limes lean.", "From: Ann Bell, Cabinet Member", "From: " + "Ann Bell, " * 40 + "\nTo: C"]
)
def test_no_header_or_one_without_an_end_names_nobody(text):
    assert proposer([passage(text)]) is None
    assert proposer([passage("From: Ann Bell, Member\nTo: C", part="minutes")]) is None


def test_the_place_of_an_item_is_its_title_cut_short_and_its_numbers():
    made = decision("noted")
    assert place(made.item, made) == "“Tree works” (item 5, 24/00012)"
    assert place(None, made) == ""


def test_a_body_is_named_as_people_do():
    assert opening(decision("noted")).startswith("Minutes of the Planning Committee, 8 May 2024, “Tree works”")
