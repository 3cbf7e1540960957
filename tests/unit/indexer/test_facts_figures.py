from indexer.facts_figures import find_figures
from indexer.records import Document
from indexer.stamps import find_stamps
from tests.documents import corpus_document, document_of

HEADER = "From: A Member\n\nTo: Care Cabinet Committee - 14 May 2024\n\nSubject: Home Care\n\n"


def figures(document: Document) -> dict[str, str]:
    found = find_figures(document, find_stamps(document.reading))
    return {fact.table.row or "": " ".join(document.text[a:b] for a, b in fact.pieces) for fact in found if fact.table}


def test_a_row_whose_name_wraps_is_one_row() -> None:
    rows = figures(corpus_document("2018-11"))
    assert rows["East Kent Hospital University Foundation Trust"].endswith("1357 66 22 1445 4.57% 93.9% 1.53%")
    assert rows["Planned move on from refuge accommodation"].endswith("80% 86.5%")
    assert rows["Kent Grand Total"] == "Kent Grand Total 2898 990 135 4023 24.6% 72% 3.4%"


def test_what_stands_above_the_table_is_indexed_with_each_row() -> None:
    document = corpus_document("2018-11")
    fact = next(
        f
        for f in find_figures(document, find_stamps(document.reading))
        if f.table and f.table.row == "Kent Grand Total"
    )
    assert "Attributable to Social Care" in fact.lead


def test_a_list_of_names_and_sums_is_a_table() -> None:
    assert figures(corpus_document("2018-11"))["Kent Fire and Rescue"] == "Kent Fire and Rescue £20,000"


def test_figures_without_names_are_left_alone() -> None:
    assert not [
        text for text in figures(corpus_document("2018-11")).values() if "2,116 2,112" in text or "38,433 N/A" in text
    ]


def test_prose_and_telephone_numbers_are_no_rows() -> None:
    prose = (
        "The cost rose in 2022 and 2023.\nIt was £100 in one year and £200 in 2024\nof which the council paid 30.\n" * 3
    )
    sentences = "Day care cost the council £100.\nHome care cost the council £200.\nMeals cost the council £300.\n"
    telephones = "Telephone: 03000 41 61 61\nText Relay: 18001 03000 41 61 61\nFax line: 03000 41 61 62\n"
    assert figures(document_of(f"{HEADER}1. Costs\n\n{prose}\n{sentences}\n2. Contact us\n\n{telephones}")) == {}
