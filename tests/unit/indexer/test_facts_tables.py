from indexer.fact import Fact
from indexer.facts_tables import find_rows
from indexer.records import Document, TablePlace
from indexer.stamps import find_stamps
from tests.documents import corpus_document, document_of

HEADER = "From: A Member\n\nTo: Care Cabinet Committee - 14 May 2024\n\nSubject: Home Care\n\n"


def rows(document: Document) -> list[tuple[Fact, str]]:
    found = find_rows(document, find_stamps(document.reading))
    return [(fact, "\n".join(document.text[a:b] for a, b in fact.pieces)) for fact in found]


def row(paper: str, label: str) -> tuple[Fact, TablePlace, str]:
    fact, text = next((f, text) for f, text in rows(corpus_document(paper)) if f.table and label in (f.table.row or ""))
    assert fact.table is not None
    return fact, fact.table, text


def test_a_row_is_paired_with_a_header_of_two_rows_and_told_its_caption_and_period() -> None:
    fact, place, text = row("2018-03", "Darent Valley")
    assert "DToC Days NHS 351; Social Care 133" in fact.about
    assert "% Attributable to Social Care 28.1%" in fact.about
    assert place.period == "December 2017"
    assert text.endswith("Darent Valley\t351\t133\t14\t140\t498\t28.1%")


def test_an_indicator_has_its_target_position_and_rating() -> None:
    fact, place, _ = row("2018-03", "(ASC02)")
    assert fact.variety == "KPI"
    assert "Current 2017-18 Target 7,400; Current Position 7,064; Data Period Cumulative; RAG AMBER" in fact.about
    assert place.period == "December 2017"


def test_months_of_an_indicator_stand_together_with_its_title() -> None:
    fact, text = next(
        (f, text) for f, text in rows(corpus_document("2018-03")) if "month by month" in f.about and "Telecare" in text
    )
    assert text.startswith("2) Number of adult social care clients receiving a Telecare service (ASC02)")
    assert "Dec-17: Target 7,400; Telecare 7,064; RAG Rating AMBER" in fact.about
    assert fact.table is not None
    assert fact.table.period == "Jan-17 to Dec-17"


def test_a_row_without_a_name_of_its_own_has_that_of_its_group() -> None:
    fact, place, _ = row("2018-03", "Blue Badges (2.17)")
    assert place.unit is not None
    assert "2018-19 Proposed Rates & Charges £ 10.00" in fact.about


def test_rows_after_a_page_break_belong_to_the_table_before_it() -> None:
    fact, _, _ = row("2016", "SCS03")
    assert "2016-17 Target 426 days" in fact.about


def test_a_register_of_contracts_pairs_services_with_end_dates() -> None:
    _, _, text = row("2018-03", "Kent Advocacy")
    assert "Kent Advocacy\tExternal\tMar 2019 + 2" in text
    assert "Contract end date Mar 2019 + 2" in row("2018-03", "Kent Advocacy")[0].about


def test_budget_figures_are_in_thousands() -> None:
    fact, place, _ = row("2016", "Public Health (Andrew Scott-Clark)")
    assert "Grants £000s -71,166.1" in fact.about
    assert place.unit == "£000s"


def test_tables_of_words_contents_and_torn_tables_are_left_alone() -> None:
    assert not [
        text
        for _, text in rows(corpus_document("2023"))
        if "Hub and" in text or "Glossary" in text or "4,979.1" in text
    ]
    wordy = "Option\tReason\nLeave\tIt is what most people asked for\nStay\tIt is what few people asked for\nWait\tIt is cheap\n"
    assert rows(document_of(f"{HEADER}1. Options\n\nThese are the options:\n\n{wordy}")) == []


def test_a_small_table_is_left_to_its_passage() -> None:
    assert (
        rows(
            document_of(f"{HEADER}1. Costs\n\nThe costs are:\n\n\tCost\nYear one\t£100\nYear two\t£200\nTotal\t£300\n")
        )
        == []
    )
