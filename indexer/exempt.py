"""What of a paper must be withheld from the public, the paper without it, and what is withheld without the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.exempt_reach import Stretch, find_stretches
from indexer.records import AgendaEntry, Document, Item, Outline, Page, Part, Reading, Stamp, Withheld
from indexer.released import Release
from indexer.stamps import find_stamps

WITHHELD_PAGE = "This page is withheld.\n"
WITHHELD_STRETCH = "Part of this page is withheld.\n"
PUBLIC_PAGE = "This page is public.\n"
PUBLIC_STRETCH = "Part of this page is public.\n"
_NAMELESS_ITEM = "Exempt item"
_NAMELESS_PAPER = "Withheld paper"


def find_exempt(
    document: Document, stamps: Sequence[Stamp] | None = None, released: Sequence[Release] = ()
) -> tuple[Withheld, ...]:
    """The stretches of a document that the public must not see, in order, none overlapping another.

    A mark withholds its page, and what follows up to the next place that is clearly public: the next item, a record of
    decision, an equality impact assessment, a page that says "Unrestricted". Papers under EXEMPT ITEMS and appendices that
    their report calls restricted are withheld whole. A placeholder withholds nothing. A stretch that is among the `released`
    is left out.

    Args:
        document: The paper.
        stamps: Its stamps, as `find_stamps` gives them; found anew where None.
        released: The stretches that a person has read and released.
    """
    found: list[Stretch] = []
    for stretch in find_stretches(document, find_stamps(document.reading) if stamps is None else stamps):
        before = found[-1] if found else None
        if before and stretch.start <= before.end:
            found[-1] = replace(before, end=max(before.end, stretch.end))
        elif stretch.end > stretch.start:
            found.append(stretch)
    digest = document.reading.file.digest
    return tuple(
        _withheld(document, stretch)
        for stretch in found
        if not any(release.covers(digest, document.text[stretch.start : stretch.end]) for release in released)
    )


def _withheld(document: Document, stretch: Stretch) -> Withheld:
    numbers = tuple(p.number for p in document.pages if p.start < stretch.end and stretch.start < p.end)
    return Withheld(stretch.start, stretch.end, stretch.reason, stretch.trigger, numbers)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the old text, from `start` to `end`, and what stands for it in the new one from `new_start` on."""

    start: int
    end: int
    new_start: int
    text: str
    kept: bool
    page: int


def without(document: Document, withheld: Sequence[Withheld]) -> Document:
    """The document without what is withheld: page by page one fixed sentence stands in its place.

    Pages keep their numbers and labels and tile the text; the outline's parts tile it too. Titles, agenda entries and
    bookmarks that stand in withheld text alone are gone. Stamps have to be found anew, by `public_stamps`.
    """
    if not withheld:
        return document
    pieces = _pieces(document, [(w.start, w.end) for w in withheld], (WITHHELD_PAGE, WITHHELD_STRETCH))
    text = "".join(piece.text for piece in pieces)
    pages = _pages(document, pieces, text)
    gone = _folded("\n".join(document.text[w.start : w.end] for w in withheld))
    names = _Names(_folded(text), gone)
    numbers = {number for each in withheld for number in each.page_numbers}
    return Document(
        _reading(document.reading, text, pages, numbers), _outline(document, withheld, pieces, names, len(text)), pages
    )


def public_stamps(document: Document) -> tuple[Stamp, ...]:
    """The stamps of a document that `without` made: those that `find_stamps` sees, and the sentences for what is withheld."""
    return _stamps(document, (WITHHELD_PAGE, WITHHELD_STRETCH))


def withheld_half(document: Document, withheld: Sequence[Withheld]) -> Document:
    """What is withheld of a document, and nothing else: one fixed sentence stands in place of what is public.

    Pages keep their numbers and labels and tile the text; the outline has the parts and agenda entries that stand in withheld
    text, in part or whole. Stamps have to be found anew, by `withheld_stamps`.
    """
    edges = [0, *(edge for each in withheld for edge in (each.start, each.end)), len(document.text)]
    public = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    pieces = _pieces(document, public, (PUBLIC_PAGE, PUBLIC_STRETCH))
    text = "".join(piece.text for piece in pieces)
    pages = _pages(document, pieces, text)
    numbers = {number for each in withheld for number in each.page_numbers}
    left_out = {page.number for page in pages} - numbers
    reading = _reading(document.reading, text, pages, left_out)
    reading = replace(reading, notes=tuple(note for note in reading.notes if note.page in numbers))
    return Document(reading, _withheld_outline(document.outline, withheld, pieces, len(text)), pages)


def withheld_stamps(document: Document) -> tuple[Stamp, ...]:
    """The stamps of a document that `withheld_half` made: those that `find_stamps` sees, and the sentences for what is public."""
    return _stamps(document, (PUBLIC_PAGE, PUBLIC_STRETCH))


def _stamps(document: Document, sentences: tuple[str, str]) -> tuple[Stamp, ...]:
    sentence = re.compile(f"(?m)^(?:{'|'.join(re.escape(each.strip()) for each in sentences)})$")
    found = [Stamp("blank", None, m.start(), m.end()) for m in sentence.finditer(document.text)]
    return tuple(sorted([*find_stamps(document.reading), *found], key=lambda stamp: (stamp.start, stamp.end)))


def _pages(document: Document, pieces: Sequence[_Piece], text: str) -> tuple[Page, ...]:
    """The pages of a document in the new text that pieces make."""
    starts = [_new_offset(pieces, page.start) for page in document.pages]
    return tuple(
        Page(page.number, page.label, page.basis, start, text[start:end])
        for page, start, end in zip(document.pages, starts, [*starts[1:], len(text)], strict=True)
    )


def _pieces(document: Document, hidden: Sequence[tuple[int, int]], sentences: tuple[str, str]) -> list[_Piece]:
    """The old text cut at pages and hidden stretches, in order; `sentences` stand for a page and a stretch of one."""
    pieces: list[_Piece] = []
    length = 0
    for page in document.pages:
        inside = [
            (max(start, page.start), min(end, page.end))
            for start, end in hidden
            if start < page.end and page.start < end
        ]
        edges = {page.start, page.end, *(edge for stretch in inside for edge in stretch)}
        for start, end in pairwise(sorted(edges)):
            kept = not any(first <= start < last for first, last in inside)
            sentence = sentences[0] if end - start == len(page.text) else sentences[1]
            new = document.text[start:end] if kept else sentence
            if not kept and pieces and not pieces[-1].text.endswith("\n"):
                new = "\n" + new
            pieces.append(_Piece(start, end, length, new, kept, page.number))
            length += len(new)
    return pieces


def _new_offset(pieces: Sequence[_Piece], offset: int) -> int:
    """Where an offset of the old text lies in the new one; an offset in withheld text, at the sentence that stands for it."""
    for piece in pieces:
        if piece.start <= offset < piece.end:
            return piece.new_start + (offset - piece.start if piece.kept else 0)
    return pieces[-1].new_start + len(pieces[-1].text) if pieces else 0


def _reading(reading: Reading, text: str, pages: Sequence[Page], withheld_pages: set[int]) -> Reading:
    return replace(
        reading,
        text=text,
        page_starts=tuple(page.start for page in pages) if reading.page_starts else (),
        bookmarks=tuple(mark for mark in reading.bookmarks if mark.page not in withheld_pages),
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """Tells which names may be shown: those that the public text holds, or that the withheld text does not."""

    public: str
    withheld: str

    def shown(self, name: str | None) -> bool:
        """Whether a name may be shown."""
        folded = _folded(name or "")
        return folded in self.public or folded not in self.withheld


def _outline(
    document: Document, withheld: Sequence[Withheld], pieces: Sequence[_Piece], names: _Names, length: int
) -> Outline:
    outline = document.outline
    starts = [_new_offset(pieces, part.start) for part in outline.parts]
    parts = [
        _part(part, start, end, names, any(w.start < part.end and part.start < w.end for w in withheld))
        for part, start, end in zip(outline.parts, starts, [*starts[1:], length], strict=True)
    ]
    agenda = [
        _entry(entry, pieces)
        for entry in outline.agenda
        if not any(w.start < entry.end and entry.start < w.end for w in withheld)
    ]
    title = outline.title if names.shown(outline.title) else _NAMELESS_PAPER
    return replace(
        outline, title=title, agenda=tuple(agenda), parts=tuple(part for part in parts if part.end > part.start)
    )


def _withheld_outline(outline: Outline, withheld: Sequence[Withheld], pieces: Sequence[_Piece], length: int) -> Outline:
    def stands(start: int, end: int) -> bool:
        return any(w.start < end and start < w.end for w in withheld)

    starts = [_new_offset(pieces, part.start) for part in outline.parts]
    parts = tuple(
        replace(part, start=start, end=end)
        for part, start, end in zip(outline.parts, starts, [*starts[1:], length], strict=True)
        if stands(part.start, part.end) and end > start
    )
    agenda = tuple(_entry(entry, pieces) for entry in outline.agenda if stands(entry.start, entry.end))
    return replace(outline, agenda=agenda, parts=parts)


def _entry(entry: AgendaEntry, pieces: Sequence[_Piece]) -> AgendaEntry:
    start = _new_offset(pieces, entry.start)
    return replace(entry, start=start, end=start + entry.end - entry.start)


def _part(part: Part, start: int, end: int, names: _Names, touched: bool) -> Part:
    """A part in its new place; one that is withheld in part or whole keeps no title that the public text does not hold."""
    title = part.title if names.shown(part.title) and (not touched or _folded(part.title) in names.public) else ""
    return replace(part, start=start, end=end, title=title, item=_item(part.item, names) if part.item else None)


def _item(item: Item, names: _Names) -> Item:
    return replace(
        item,
        title=item.title if names.shown(item.title) else _NAMELESS_ITEM,
        decision_number=item.decision_number if names.shown(item.decision_number) else None,
    )


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
