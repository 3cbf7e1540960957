"""Keyword in context: every place where a word or phrase stands in the papers, with the words before and after it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.analysis import analyse, fold, locate
from indexer.filters import Filter, TermQuery
from indexer.records import Page, Passage
from indexer.terms import Terms

ConcordanceSort = Literal["newest", "oldest", "left", "right", "document"]
PageOf = Callable[[str, int], Page]

MOST_PASSAGES = 5000
MOST_LINES = 2000
_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class KeywordLine:
    """One place: the words before, the words found, the words after, and where they stand.

    `start` is the offset of the words found in the text of page `page` of the document.
    """

    left: str
    word: str
    right: str
    passage: Passage
    page: int
    start: int

    @property
    def date(self) -> dt.date | None:
        """The date of the meeting whose business it is."""
        return self.passage.meeting.date if self.passage.meeting else None


def wanted(text: str) -> TermQuery:
    """What finds the passages that hold the words of `text` one after the other, in any of their forms."""
    terms = tuple(analyse(text))
    return TermQuery(must=terms) if len(terms) < 2 else TermQuery(must_phrases=(terms,))


def find_lines(
    text: str, filters: Filter, terms: Terms, passages: Callable[[list[int]], list[Passage]], page: PageOf
) -> tuple[tuple[KeywordLine, ...], bool]:
    """Every place where the words of `text` stand one after the other, by date and place, and whether that is all.

    At most `MOST_PASSAGES` passages are looked at and `MOST_LINES` places given. A place that stands in several passages is
    given once.
    """
    sought = tuple(analyse(text))
    if not sought:
        return (), True
    rows = [row for row, _ in terms.search(wanted(text), filters, limit=MOST_PASSAGES + 1, order="oldest")]
    found: dict[tuple[str, int, int], KeywordLine] = {}
    for passage in passages(rows[:MOST_PASSAGES]):
        for line in _lines_of(passage, sought, page):
            found.setdefault((passage.document_id, line.page, line.start), line)
        if len(found) > MOST_LINES:
            break
    lines = sorted(found.values(), key=_by_place)
    return tuple(lines[:MOST_LINES]), len(rows) <= MOST_PASSAGES and len(found) <= MOST_LINES


def in_order(lines: Sequence[KeywordLine], sort: ConcordanceSort) -> list[KeywordLine]:
    """The lines by date, by the words before (the nearest first), by the words after, or by document."""
    if sort == "left":
        return sorted(lines, key=lambda line: _words(line.left)[::-1])
    if sort == "right":
        return sorted(lines, key=lambda line: _words(line.right))
    if sort == "document":
        return sorted(lines, key=lambda line: (line.passage.document_id, line.page, line.start))
    dated = sorted((line for line in lines if line.date), key=lambda line: str(line.date), reverse=sort == "newest")
    return [*dated, *(line for line in lines if not line.date)]


def _by_place(line: KeywordLine) -> tuple[dt.date, str, int, int]:
    return (line.date or dt.date.max, line.passage.document_id, line.page, line.start)


def _lines_of(passage: Passage, sought: tuple[str, ...], page: PageOf) -> Iterator[KeywordLine]:
    """The places in a passage, each told by the page that its first word stands on."""
    for span in passage.spans:
        text = page(passage.document_id, span.page_number).text
        for start, end in _places(text[span.start : span.end], sought):
            a, b = span.start + start, span.start + end
            left, right = _folded(text[max(0, a - 4 * _CONTEXT) : a]), _folded(text[b : b + 4 * _CONTEXT])
            yield KeywordLine(_last(left), _folded(text[a:b]), _first(right), passage, span.page_number, a)


def _places(text: str, sought: tuple[str, ...]) -> Iterable[tuple[int, int]]:
    """Where the terms sought follow each other in a text."""
    tokens = list(locate(text))
    for at in range(len(tokens) - len(sought) + 1):
        if all(token.term == term for token, term in zip(tokens[at : at + len(sought)], sought, strict=True)):
            yield tokens[at].start, tokens[at + len(sought) - 1].end


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _folded(text: str) -> str:
    return " ".join(text.replace("**", "").split())


def _last(text: str) -> str:
    """The last words of a text, about `_CONTEXT` characters."""
    return text if len(text) <= _CONTEXT else text[-_CONTEXT:].partition(" ")[2]


def _first(text: str) -> str:
    return text if len(text) <= _CONTEXT else text[:_CONTEXT].rpartition(" ")[0]
