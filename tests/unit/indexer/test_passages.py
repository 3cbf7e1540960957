from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.outline import outline
from indexer.passages import cut
from indexer.records import Decision, Document, Passage, Stamp
from indexer.stamps import find_stamps
from tests.made_papers import LETTERED, TABLED, document_of, in_pages, paper_of, reading_of

LINES = (
    "", "", " ", "1. Background", "1.1 The council has a duty to arrange care for those who need it", "(a) AGREE the award;",
    "- a point of a list", "## Heading", "**In bold**", "Cell\tCell\tCell", "7", "Page 7", "This page is intentionally left blank",
    "RESOLVED that the report be noted.", "From: The Director", "To: Planning Committee – 9 March 2018", "Subject: Trees",
    "12. Apologies", "(Item 2)", "and so the sentence goes on over the page", "Mr. A. Smith spoke. He asked why. Nobody knew.",
    "KENT COUNTY COUNCIL – PROPOSED RECORD OF DECISION", "Appendix 1: Figures", "MINUTES of a meeting of the Cabinet held on 1 May 2020",
    "word " * 230, "Agenda Item 6", "\ufeff\u2028 odd \x0b white", "<ul><li>one</li></ul>",
)  # fmt: skip
PAPERS = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)
ANYTHING = st.text(max_size=300)


def whole(text: str, length: int) -> tuple[Document, tuple[Stamp, ...], tuple[Passage, ...]]:
    reading = reading_of(text.replace("\f", ""))
    stamps = find_stamps(reading)
    document = Document(reading, outline(reading), in_pages(reading, length))
    return document, stamps, cut(document, stamps)


def pieces_of(document: Document, passage: Passage) -> list[tuple[int, int]]:
    """The stretches of the document that a passage's spans name, those that touch over a page's end as one."""
    starts = {page.number: page.start for page in document.pages}
    pieces: list[tuple[int, int]] = []
    for span in passage.spans:
        start, end = starts[span.page_number] + span.start, starts[span.page_number] + span.end
        if pieces and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces


def check(document: Document, stamps: Sequence[Stamp], passages: Sequence[Passage]) -> None:
    parts = document.outline.parts
    assert [p.start for p in parts] == [0, *(p.end for p in parts[:-1])][: len(parts)]
    assert not parts or parts[-1].end == len(document.text)
    pages = {page.number: page for page in document.pages}
    free = {at for at, character in enumerate(document.text) if not character.isspace()}
    free -= {at for stamp in stamps for at in range(stamp.start, stamp.end)}
    for passage in passages:
        for span in passage.spans:
            quoted = pages[span.page_number].text[span.start : span.end]
            assert quoted
            assert quoted in passage.text
        pieces = pieces_of(document, passage)
        assert passage.text == "\n".join(document.text[start:end] for start, end in pieces)
        assert any(part.start <= pieces[0][0] and pieces[-1][1] <= part.end for part in parts)
        for start, end in pieces:
            free -= set(range(start, end))
    assert not free, document.text[min(free) :][:80]


@given(PAPERS, st.integers(1, 200))
@settings(max_examples=120, deadline=None)
def test_passages_of_made_papers_quote_their_pages_and_lose_nothing(text: str, length: int) -> None:
    check(*whole(text, length))


@given(ANYTHING, st.integers(1, 60))
@settings(max_examples=150, deadline=None)
def test_passages_of_any_text_quote_their_pages_and_lose_nothing(text: str, length: int) -> None:
    check(*whole(text, length))


@pytest.mark.parametrize("year", ["2016", "2018-03", "2018-11", "2021", "2023"])
def test_passages_of_the_five_papers_quote_their_pages_and_lose_nothing(year: str) -> None:
    document = paper_of(year)
    stamps = find_stamps(document.reading)
    check(document, stamps, cut(document, stamps))
