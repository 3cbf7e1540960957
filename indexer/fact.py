"""A fact: words of a paper that answer a question people ask again and again, with a sentence on how they ask it."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indexer.lines import Line, split_lines
from indexer.passages import adjoined, context_of, spans_of
from indexer.records import Document, Item, Part, Passage, Stamp, TablePlace

_MOST_CONTEXT = 110


@dataclass(frozen=True, slots=True)
class Fact:
    """Words of one part, by the offsets of their pieces; `about` is for the index alone, in the words of those who ask.

    `variety` names the kind of fact. `table` is the place in a table, and `group` the offset at which that table begins.
    `item` is the item of business where the part has none of its own. `lead` opens what is indexed, the caption of a table.
    """

    part: Part
    pieces: tuple[tuple[int, int], ...]
    variety: str
    about: str
    table: TablePlace | None = None
    group: int | None = None
    item: Item | None = None
    lead: str = ""


def as_passage(document: Document, fact: Fact) -> Passage:
    """The passage that quotes a fact's words from their pages."""
    part = replace(fact.part, item=fact.part.item or fact.item)
    pieces = adjoined(document.text, fact.pieces)
    spans = tuple(span for piece in pieces for span in spans_of(document.pages, piece))
    text = "\n".join(document.text[start:end] for start, end in pieces)
    digest = hashlib.sha256(f"{document.id}\0{fact.variety}\0{spans}\0{text}".encode())
    return Passage(
        id=digest.hexdigest()[:16],
        document_id=document.id,
        meeting=part.meeting,
        item=part.item,
        part=part.kind,
        variety=fact.variety,
        heading_path=(),
        paragraph=None,
        text=text,
        spans=spans,
        context=f"{context_of(document, part, ())}. {first_words(f'{fact.lead} {fact.about}', _MOST_CONTEXT)}",
        table=fact.table,
    )


def lines_of(document: Document, part: Part, stamps: Sequence[Stamp]) -> tuple[Line, ...]:
    """The lines of a part that are not blank, without what is stamped on them."""
    spans = tuple((s.start, s.end) for s in stamps if s.end > part.start and s.start < part.end and s.end > s.start)
    return _lines(document.text, part.start, part.end, spans)


@lru_cache(maxsize=256)
def _lines(text: str, start: int, end: int, spans: tuple[tuple[int, int], ...]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for line in split_lines(text, start, end):
        if not line.blank:
            lines += _unstamped(line, spans)
    return tuple(lines)


def _unstamped(line: Line, spans: Sequence[tuple[int, int]]) -> Iterator[Line]:
    at = line.start
    first = max(0, bisect_left(spans, (line.start, line.start)) - 1)
    for start, end in spans[first : first + 4]:
        if start < line.end and end > line.start:
            yield from _piece(line, at, max(at, start))
            at = max(at, end)
    yield from _piece(line, at, line.end)


def _piece(line: Line, start: int, end: int) -> Iterator[Line]:
    text = line.text[start - line.start : end - line.start]
    if text.strip():
        yield Line(start, end, text)


def pieces_of(lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """The offsets of lines without their outer blanks."""
    return tuple(
        (line.start + len(line.text) - len(line.text.lstrip()), line.start + len(line.text.rstrip())) for line in lines
    )


def first_words(text: str, most: int) -> str:
    """The first words of a text, white space folded."""
    return " ".join(text.split()[:most])


def named(part: Part) -> str:
    """An item as people name it: its title, number and decision number."""
    if part.item is None:
        return part.title or "this meeting"
    marks = [f"item {part.item.number}" if part.item.number else "", part.item.decision_number or ""]
    shown = ", ".join(mark for mark in marks if mark)
    return f"{part.item.title} ({shown})" if shown else part.item.title
