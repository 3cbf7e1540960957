"""Sentences that can be quoted from a passage, and the check that a quote stands word for word on its pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.lines import TAG
from indexer.records import Page, PageSpan, Passage
from indexer.sentences import split_sentences

_MARKDOWN = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|^#{1,6}\s+|\\(?=[()\[\].*_#-])")
_BULLET = re.compile(r"^(?:[-•●▪◦–*·]\s+|[\uf000-\uf0ff]\s*)+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": ""})
_LINE_HYPHEN = re.compile(r"(?<=\w)- (?=\w)")
_LINK = re.compile(r"https?://|mailto:|\]\(")
_LEAST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a passage's text that can be quoted: its offsets there, and its words as they are shown."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """The number of words shown."""
        return len(self.text.split())


def quotes_of(passage: Passage) -> Sequence[Quote]:
    """The sentences, list points and table rows of a passage, in order.

    A row of a table is one quote, its cells parted by blanks. A stretch with a tag or a web address in it is cut there, for
    those are no words of the paper.
    """
    return _quotes(passage.text)


@lru_cache(maxsize=8192)
def _quotes(text: str) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    tags = [match.span() for match in TAG.finditer(text)]
    for start, end in _units(text):
        for a, b in _without_tags(text, start, end, tags):
            shown = as_shown(text[a:b])
            if len(shown.split()) >= _LEAST_WORDS and not _LINK.search(shown):
                quotes.append(Quote(a, b, shown))
    return tuple(quotes)


def _units(text: str) -> list[tuple[int, int]]:
    """Lines with tabs whole, everything else by sentences."""
    units: list[tuple[int, int]] = []
    at = 0
    prose_from = 0
    for line in text.split("\n"):
        end = at + len(line)
        if "\t" in line.strip():
            units += [(prose_from + a, prose_from + b) for a, b in split_sentences(text[prose_from:at])]
            units.append((at, end))
            prose_from = end
        at = end + 1
    units += [(prose_from + a, prose_from + b) for a, b in split_sentences(text[prose_from:])]
    return units


def _without_tags(text: str, start: int, end: int, tags: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of a stretch lies in no tag; a tag may reach over its ends."""
    pieces = []
    at = start
    for opens, closes in tags:
        if opens < end and closes > at:
            pieces.append((at, opens))
            at = closes
    pieces.append((at, end))
    return [(a, b) for a, b in pieces if text[a:b].strip()]


def as_shown(text: str) -> str:
    """A stretch of a page as it is shown in an answer: white space folded, Markdown and opening bullets left out."""
    return _BULLET.sub("", " ".join(_MARKDOWN.sub("", text).split())).strip()


def folded(text: str) -> str:
    """A text for comparison: white space, line-break hyphens, quote marks and Markdown folded."""
    words = " ".join(_MARKDOWN.sub("", text.translate(_QUOTES)).split())
    return _LINE_HYPHEN.sub("-", words).lower()


def stands(quote: str, passage: Passage, page_of: Callable[[str, int], Page]) -> bool:
    """Whether a quote stands word for word on the pages that its passage cites, read anew from those pages.

    Args:
        quote: The words as shown.
        passage: The passage that they are quoted from.
        page_of: Gives a page by its document's id and its number.
    """
    on_pages = ""
    before: PageSpan | None = None
    for span in passage.spans:
        page = page_of(passage.document_id, span.page_number)
        goes_on = before is not None and span.start == 0 and span.page_number == before.page_number + 1
        on_pages += ("" if goes_on or before is None else "\n") + page.text[span.start : span.end]
        before = span
    return folded(quote) in folded(on_pages)
