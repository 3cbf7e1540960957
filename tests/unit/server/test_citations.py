from dataclasses import replace

import pytest

from indexer.records import Item, Meeting, Page, PageSpan
from server.citations import Places, pages_in_words
from server.results import PageRef
from tests.fakes import make_paper
from tests.served import passage

ROW = replace(make_paper("pack.txt", ["x"]).row, id="d1", council="Eastvale Borough Council")


class Pages:
    def __init__(self, *pages):
        self._pages = pages

    def page(self, document, number):
        return self._pages[number - 1]


def cite(made, *labels, row=ROW):
    """The citation of a passage on pages of these labels and bases."""
    pages = [Page(number, label, basis, 0, "") for number, (label, basis) in enumerate(labels, 1)]
    return Places({"d1": row}, Pages(*pages)).cite(made)


def item(**fields):
    meeting = Meeting("Planning Committee", ROW.meeting.date)
    return Item(
        **{"meeting": meeting, "number": "5", "minute": None, "title": "Fees", "decision_number": None, **fields}
    )


def test_a_report_is_cited_by_item_decision_number_paragraph_and_page():
    made = passage("The fees.", paragraph="1.3", item=item(decision_number="24/00012"))
    found = cite(made, ("26", "printed"))
    assert found.reference == (
        "Eastvale Borough Council, Planning Committee, 8 May 2024, item 5 (24/00012), “Fees”, para 1.3, p. 26"
    )
    assert found.place == "item 5 (24/00012), “Fees”, para 1.3, p. 26"
    assert found.href.startswith("/documents/d1/pages/1")
    assert found.item.decision_number == "24/00012"


def test_minutes_are_cited_by_minute_and_item():
    made = passage("RESOLVED.", part="minutes", item=item(minute="61"))
    assert cite(made, ("9", "counted")).place == "minute 61, item 5, “Fees”, p. 9"


def test_an_item_without_a_number_is_cited_by_its_decision_number():
    made = passage("x", item=item(number=None, decision_number="24/00012"))
    assert cite(made, ("9", "printed")).place == "24/00012, “Fees”, p. 9"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"part": "appendix", "variety": "risk register"}, "risk register, p. 1"),
        ({"part": "appendix"}, "appendix, p. 1"),
        ({"part": "decision form"}, "decision form, p. 1"),
        ({"part": "agenda"}, "p. 1"),
    ],
)
def test_the_kind_of_part_is_named_where_it_is_not_the_item_itself(fields, named):
    assert cite(passage("x", item=None, **fields), ("1", "printed")).place == named


def test_a_paper_of_no_meeting_is_cited_by_its_title():
    row = replace(ROW, meeting=None, title="Business plan", council=None)
    assert cite(passage("x", meeting=None, item=None), ("4", "printed"), row=row).reference == "Business plan, p. 4"


def test_a_passage_without_a_meeting_of_its_own_is_of_that_of_its_paper():
    found = cite(passage("x", meeting=None, item=None), ("4", "printed"))
    assert (found.body, found.date) == ("Planning Committee", ROW.meeting.date)


def test_a_passage_over_two_pages_is_cited_with_both_whatever_the_order_of_its_spans():
    made = passage("x", (PageSpan(3, 0, 1), PageSpan(2, 4, 9)))
    found = cite(made, ("1", "printed"), ("26", "printed"), ("27", "estimated"))
    assert (found.first_page.label, found.last_page.label) == ("26", "27")
    assert found.place.endswith("about pp. 26–27")
    assert "/pages/2" in found.href


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (PageRef(3, "27", "printed"), PageRef(3, "27", "printed"), "p. 27"),
        (PageRef(3, "27", "counted"), PageRef(3, "27", "counted"), "p. 27"),
        (PageRef(3, "27", "estimated"), PageRef(3, "27", "estimated"), "about p. 27"),
        (PageRef(3, "25", "printed"), PageRef(9, "32", "printed"), "pp. 25–32"),
        (PageRef(3, None, "unknown"), PageRef(3, None, "unknown"), "page 3 of the file"),
        (PageRef(3, "2", "printed"), PageRef(4, None, "unknown"), "pages 3–4 of the file"),
        (PageRef(3, "2", "unknown"), PageRef(3, "2", "unknown"), "page 3 of the file"),
    ],
)
def test_pages_in_words(first, last, words):
    assert pages_in_words(first, last) == words
