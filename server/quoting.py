"""Sentences that can be quoted from a passage, and the check that a quote stands word for word on its pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from indexer.lines import TAG
from indexer.records import Page, PageSpan, Passage
from indexer.sentences import split_sentences

_MARKDOWN = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|^#{1,6}\s+|\\(?=[()\[\].*_#-])")
_BULLET = re.compile(r"^(?:[-•●▪◦–*·]\s+|[\uf000-\uf0ff]\s*)+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": ""})
_LINE_HYPHEN = re.compile(r"(?<=\w)- (?=\w)")
_LINK = re.compile(r"https?://|mailto:|\]\(")
_NUMBER_ONLY = re.compile(r"(?:\W|\d|p\s?age\b|agenda item\b)*", re.IGNORECASE)
_FORM_QUESTION = re.compile(r"\W*\d{1,2}[.):]?\s+[A-Z](?s:.*)\?\s*$")
_NO_ANSWER = re.compile(r"\t|\?\s*$|^\W*\d{1,2}(?:\.\d+)*[.):]?\s+[A-Z]|\bRESOLVED\b")
_LONGEST_ANSWER = 12
_LEAST_WORDS = 2
_LONG_SENTENCE = 50
_FULL_LINE = 0.7
_SENTENCES = re.compile(r"[a-z)]\.\s+(?:<[^>]*>\s*)*[A-Z]")
_ROW_WORDS = 4
_LEAST_ROWS = 2
_FIGURE_ENDS = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d\s*$)\d(?:[\d.,]*\d)?[%)]?\s*$")
_ROW_OPENS = re.compile(r"\s*(?:[A-Z\d£$€•●▪◦–*·\uf000-\uf0ff-]|\(?[a-z]\))")


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

    A row of a table is one quote, its cells parted by blanks, but for one of sentences, of more than fifty words. A stretch
    with a tag or a web address in it is cut there, for those are no words of the paper, and so it is where the passage leaves
    words of its page out.
    """
    return _quotes(passage.text, tuple(_joins(passage)))


def _joins(passage: Passage) -> Iterator[tuple[int, int]]:
    """The line breaks in a passage's text, as offsets, that join what does not follow on its pages."""
    at = 0
    for before, span in pairwise(passage.spans):
        at += before.end - before.start
        broken = passage.text[at : at + 1] == "\n"
        if broken and not _follows(before, span):
            yield at, at + 1
        at += broken


def _follows(before: PageSpan, span: PageSpan) -> bool:
    """Whether a span begins the page after the one before it."""
    return span.start == 0 and span.page_number == before.page_number + 1


@lru_cache(maxsize=8192)
def _quotes(text: str, joins: tuple[tuple[int, int], ...]) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    gaps = sorted([*(match.span() for match in TAG.finditer(text)), *joins])
    for start, end in _units(text):
        for a, b in _without(text, start, end, gaps):
            shown = as_shown(text[a:b])
            if len(shown.split()) >= _LEAST_WORDS and not _LINK.search(shown):
                quotes.append(Quote(a, b, shown))
    return tuple(quotes)


def _units(text: str) -> list[tuple[int, int]]:
    """Lines with tabs whole where they are short or hold no sentences, everything else by sentences."""
    units: list[tuple[int, int]] = []
    at = 0
    prose_from = 0
    for line in text.split("\n"):
        end = at + len(line)
        if "\t" in line.strip():
            units += [(prose_from + a, prose_from + b) for a, b in split_sentences(text[prose_from:at])]
            long = len(line.split()) > _LONG_SENTENCE and _SENTENCES.search(line)
            units += [(at + a, at + b) for a, b in split_sentences(line)] if long else [(at, end)]
            prose_from = end
        at = end + 1
    units += [(prose_from + a, prose_from + b) for a, b in split_sentences(text[prose_from:])]
    return _with_answers(text, [piece for start, end in units for piece in _lines(text, start, end)])


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch without an end for fifty words and more, as a table or a chart gives, parted where a row of it seems to end.

    A row ends with a line that ends with a figure, or that is much shorter than the longest, where the next one begins as a
    row does; where there is but one such place it is a sentence.
    """
    unit = text[start:end]
    if "\n" not in unit or "\t" in unit or len(unit.split()) <= _LONG_SENTENCE:
        return [(start, end)]
    lines = unit.split("\n")
    full = _FULL_LINE * max(map(len, lines))
    pieces = []
    opened, at = start, start
    for line, below in pairwise(lines):
        at += len(line) + 1
        ends = _FIGURE_ENDS.search(line) or len(line) < full
        if ends and _ROW_OPENS.match(below) and len(text[opened:at].split()) >= _ROW_WORDS:
            pieces.append((opened, at - 1))
            opened = at
    return [*pieces, (opened, end)] if len(pieces) >= _LEAST_ROWS else [(start, end)]


def _with_answers(text: str, units: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The units, each numbered question of a form together with the few words on the line below that answer it."""
    joined: list[tuple[int, int]] = []
    asked = False
    for start, end in units:
        unit = text[start:end]
        below = bool(joined) and "\n" in text[joined[-1][1] : start]
        answers = asked and below and len(unit.split()) <= _LONGEST_ANSWER and not _NO_ANSWER.search(unit)
        if answers:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        asked = not answers and _FORM_QUESTION.match(unit) is not None
    return joined


def _without(text: str, start: int, end: int, gaps: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of a stretch lies in no gap; a gap may reach over its ends."""
    pieces = []
    at = start
    for opens, closes in gaps:
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
    stretches: list[str] = []
    before: PageSpan | None = None
    for span in passage.spans:
        text = page_of(passage.document_id, span.page_number).text[span.start : span.end]
        between = page_of(passage.document_id, before.page_number).text[before.end :] if before else ""
        if before and _follows(before, span) and _NUMBER_ONLY.fullmatch(between):
            stretches[-1] += f"\n{text}" if between else text
        else:
            stretches.append(text)
        before = span
    words = folded(quote)
    before_it, after_it = (r"(?<!\w)" if words[:1].isalnum() else "", r"(?!\w)" if words[-1:].isalnum() else "")
    whole = re.compile(before_it + re.escape(words) + after_it)
    return any(whole.search(folded(stretch)) for stretch in stretches)
