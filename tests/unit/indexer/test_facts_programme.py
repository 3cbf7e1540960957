import datetime as dt

import pytest

from indexer.fact import Fact, as_passage
from indexer.facts_programme import find_programme, spellings
from indexer.records import Document
from indexer.stamps import find_stamps
from tests.documents import corpus_document, document_of


def found(document: Document, variety: str) -> list[tuple[Fact, str]]:
    facts = find_programme(document, find_stamps(document.reading))
    return [(f, "\n".join(document.text[a:b] for a, b in f.pieces)) for f in facts if f.variety == variety]


def entry(paper: str, month: str) -> tuple[Fact, str]:
    return next(
        (fact, text) for fact, text in found(corpus_document(paper), "work programme entry") if month in fact.about
    )


def test_a_row_of_a_work_programme_is_paired_with_its_columns() -> None:
    fact, text = entry("2018-03", "September 2018")
    assert text.startswith("18-Sep-18\t")
    assert "Developing Issues: Adult Social Care Green Paper" in fact.about


def test_a_block_below_a_date_is_one_entry_up_to_the_next_date() -> None:
    fact, text = entry("2021", "January 2022")
    assert text.startswith("18 JANUARY 2022\nKey Decision item:")
    assert "21/00102 Residential Care Contracts" in text
    assert "9 MARCH 2022" not in text
    assert "Jan 2022" in fact.about


def test_a_line_that_opens_with_a_date_opens_an_entry() -> None:
    _, text = entry("2018-11", "March 2019")
    assert text.startswith("12-Mar-19 Adults Rates and Charges")
    assert "17-May-19" not in text


def test_dates_in_the_middle_of_a_table_open_entries_and_the_rest_is_told_apart() -> None:
    _, text = entry("2023", "May 2024")
    assert text.startswith("15 MAY 2024 at 2pm")
    unallocated = found(corpus_document("2023"), "work programme entry")[-1]
    assert unallocated[1].startswith("ITEMS FOR CONSIDERATION THAT HAVE NOT YET BEEN ALLOCATED")
    assert "not yet allocated" in unallocated[0].about


def test_lists_of_meeting_dates_are_found_and_other_lists_of_dates_are_not() -> None:
    texts = [text for _, text in found(corpus_document("2018-11"), "meeting date")]
    assert texts[-1].split("\n")[-1].strip() == "22nd May 2020"
    assert not found(corpus_document("2021"), "meeting date")


def test_an_agenda_entry_without_paper_says_what_the_agenda_says_and_cites_its_item() -> None:
    document = corpus_document("2018-11")
    ((fact, text),) = found(document, "agenda entry")
    assert text == "2 Membership\nDr L Sullivan has replaced Mr B Lewis as a Member of the Committee."
    passage = as_passage(document, fact)
    assert passage.item is not None
    assert (passage.item.number, passage.item.title, passage.item.status) == ("2", "Membership", "no paper")


def test_a_paper_to_follow_is_told_so() -> None:
    facts = {fact.item.number: fact for fact, _ in found(corpus_document("2023"), "agenda entry") if fact.item}
    assert "to follow" in facts["12"].about


def test_an_agenda_on_its_own_makes_no_entries() -> None:
    agenda = (
        "CARE COMMITTEE\n\nTuesday, 14 May 2024 at 10.00 am\n\nAGENDA\n\n1 Roads\n2 Bridges\n3 Parks (Pages 3 - 8)\n"
    )
    document = document_of(agenda)
    assert found(document, "agenda entry") == []
    ((_, text),) = found(document, "meeting date")
    assert text.startswith("Tuesday, 14 May 2024 at 10.00 am")


@pytest.mark.parametrize(
    ("date", "spelt"),
    [
        (dt.date(2022, 1, 18), "18 January 2022, January 2022, Jan 2022, 18/01/2022"),
        (dt.date(2020, 5, 2), "2 May 2020, May 2020, 02/05/2020"),
    ],
)
def test_spellings(date: dt.date, spelt: str) -> None:
    assert spellings(date) == spelt
