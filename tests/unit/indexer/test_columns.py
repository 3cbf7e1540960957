from __future__ import annotations

from indexer.columns import with_column_names
from indexer.passages import cut
from tests.made_papers import document_of, reading_of

TITLE = "Bridges of the county\n\nWhat each of them is to cost is set out below.\n\n"
HEAD = "Ref Scheme Total Cost 2025-26 2026-27 2027-28\nYear 1 Year 2 Year 3\n£000s £000s £000s\n"
NAMES = "Ref Scheme Total Cost 2025-26 2026-27 2027-28 Year 1 2 3 £000s"
ROWS = "".join(
    f"{n} Repairs to the bridge over the stream at mile {n} of the road 1,{n:03} 200 (30) -\n" for n in range(40)
)


def contexts(text: str) -> list[str]:
    document = document_of(reading_of(text))
    return [passage.context for passage in with_column_names(document, cut(document))]


def test_rows_that_go_on_down_a_page_are_indexed_with_the_names_of_their_columns() -> None:
    first, *others = contexts(TITLE + HEAD + ROWS + "\f")
    assert not first.endswith(NAMES)
    assert others
    assert all(each.endswith(NAMES) for each in others)


def test_prose_below_figures_is_left_alone() -> None:
    prose = "The bridge is to be closed while it is repaired, and walkers go by the ford.\n\n" * 30
    assert not contexts(TITLE + HEAD + ROWS + "\n" + prose + "\f")[-1].endswith(NAMES)


def test_a_text_without_pages_of_its_own_is_left_alone() -> None:
    assert not any(each.endswith(NAMES) for each in contexts(TITLE + HEAD + ROWS))
