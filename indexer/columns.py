"""The names of columns above figures that a PDF gives as plain lines, for the passages that begin further down the page."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.records import Document, Passage

_VALUE = re.compile(r"[(+-]?£?(?!(?:19|20)\d\d$)\d[\d,.]*[%)]*|[-–—]")
_NAMES_COLUMN = re.compile(
    r"£(?:'?000s?|m|k)\b|\b(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?\b|\b(?:Year|Quarter|Qtr)\s\d{1,2}\b|\bQ[1-4]\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[-\s]\d\d\b|\b(?:Budget|Actual|Target|Forecast|Variance)\b"
)
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_MOST_WORDS = 40


def with_column_names(document: Document, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages, those that go on with rows of figures indexed with the names of the columns above on their page."""
    if not document.reading.page_starts:
        return passages
    return tuple(_named(document, passage) for passage in passages)


def _named(document: Document, passage: Passage) -> Passage:
    lines = passage.text.splitlines()
    rows = [i for i, line in enumerate(lines) if _is_row(line)]
    if len(rows) < _FEWEST_ROWS or any(_is_head(line) for line in lines[: rows[0]]):
        return passage
    span = passage.spans[0]
    above = document.pages[span.page_number - 1].text[: span.start]
    names = _names(above)
    return replace(passage, context=f"{passage.context}. {names}") if names else passage


def _names(above: str) -> str:
    """The last lines of names of columns in what stands above, each word of them once."""
    heads: list[str] = []
    follows = False
    for line in filter(str.strip, above.splitlines()):
        if head := _is_head(line):
            heads = [*heads, line] if follows else [line]
        follows = head
    return " ".join(list(dict.fromkeys(" ".join(heads).split()))[:_MOST_WORDS])


def _is_row(line: str) -> bool:
    """Whether a line ends with the values of at least three columns."""
    words = line.split()
    return len(words) > _FEWEST_COLUMNS and all(_VALUE.fullmatch(word) for word in words[-_FEWEST_COLUMNS:])


def _is_head(line: str) -> bool:
    """Whether a line names at least three columns, and has no values."""
    return len(_NAMES_COLUMN.findall(line)) >= _FEWEST_COLUMNS and not _is_row(line)
