"""What a paper itself says of its pages: the agenda's page ranges, the numbers printed on pages, a table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.contents import find_chapters
from indexer.numbering import find_numbered
from indexer.records import AgendaEntry, Outline, Part, Reading, Stamp


@dataclass(frozen=True, slots=True)
class Anchor:
    """Page `page` begins at `offset` (`begins`), or words of it stand there; `printed` where the page itself says so.

    Of anchors that contradict each other the one of less `weight` goes; `chapter` is at a heading of a table of contents.
    """

    page: int
    offset: int
    begins: bool
    weight: float
    printed: bool = False
    chapter: bool = False


def find_anchors(reading: Reading, outline: Outline, stamps: Sequence[Stamp]) -> tuple[Anchor, ...]:
    """The anchors that agree with each other, in order of place; contradicted ones are left out, the lightest first."""
    anchors = [
        Anchor(int(s.label), s.start, False, 3.0, True)
        for s in stamps
        if s.kind == "page" and s.label and s.label.isdigit()
    ]
    anchors += _ranges(outline, reading.text)
    if not reading.page_starts:
        anchors += _told(reading.text, outline, anchors)
    return _agreeing(sorted(anchors, key=_place))


def _ranges(outline: Outline, text: str) -> list[Anchor]:
    """Where each item with a page range begins; and, where no such item follows, where the page after its last would."""
    ranges = [(e, p) for e in outline.agenda if e.first_page is not None and (p := _parts_of(e, outline))]
    starts = [Anchor(entry.first_page or 0, parts[0].start, True, 2.0) for entry, parts in ranges]
    taken = [a.offset for a in starts]
    ends = []
    for entry, parts in ranges:
        end = parts[-1].end
        if entry.last_page is not None and not any(end <= at and not text[end:at].strip() for at in taken):
            ends.append(Anchor(entry.last_page + 1, end, True, 1.0))
    return starts + ends


def _parts_of(entry: AgendaEntry, outline: Outline) -> list[Part]:
    """The parts with an entry's paper; the earlier meeting's minutes are the paper of the entry about minutes."""
    own = [
        part
        for part in outline.parts
        if part.kind not in {"agenda", "minutes"} and part.item is not None and part.item.number == entry.number
        and outline.meeting in {None, part.meeting}
    ]  # fmt: skip
    if own or not entry.title.lower().lstrip("*_ ").startswith("minute"):
        return own
    return [part for part in outline.parts if part.kind == "minutes"]


def _told(text: str, outline: Outline, anchors: Sequence[Anchor]) -> list[Anchor]:
    """What the papers of a pack tell of its pages by numbers of their own."""
    openings = [part.start for part in outline.parts]
    odd = all(a.page % 2 for a in anchors if a.begins and a.weight > 1)
    stamped = [(a.page, a.offset) for a in anchors if a.printed]
    begun = [(a.page, a.offset) for a in anchors if a.begins]
    numbered = [
        Anchor(page, at, False, 1.0)
        for page, at in find_numbered(text, stamped, begun, openings, odd)
        if (page, at) not in stamped
    ]
    known = [(a.page, a.offset) for a in _agreeing(sorted([*anchors, *numbered], key=_place))]
    chapters = find_chapters(text, known, openings, odd)
    return numbered + [Anchor(c.page, c.offset, c.opens, 0.5, chapter=True) for c in chapters]


def _place(anchor: Anchor) -> tuple[int, int]:
    return anchor.offset, anchor.page


def _agreeing(anchors: list[Anchor]) -> tuple[Anchor, ...]:
    """The heaviest chain in which pages rise with offsets."""
    best: list[float] = []
    back: list[int] = []
    for j, b in enumerate(anchors):
        score, origin = b.weight, -1
        for i in range(j):
            if _compatible(anchors[i], b) and best[i] + b.weight > score:
                score, origin = best[i] + b.weight, i
        best.append(score)
        back.append(origin)
    at = max(range(len(best)), key=best.__getitem__, default=-1)
    chain = []
    while at >= 0:
        chain.append(anchors[at])
        at = back[at]
    return tuple(chain[::-1])


def _compatible(a: Anchor, b: Anchor) -> bool:
    """Whether `b` may follow `a`: a page begins once, and holds what comes after its beginning."""
    if b.begins:
        return a.page < b.page or (a.page == b.page and a.offset == b.offset and a.begins)
    return a.page <= b.page


__all__ = ["Anchor", "find_anchors"]
