"""What a paper itself says of its pages: the agenda's page ranges, the numbers printed on pages, a table of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.contents import find_chapters
from indexer.records import AgendaEntry, Outline, Part, Reading, Stamp

_INNER = re.compile(r"(?m)^[ \t]*Page (?P<page>\d{1,3}) of (?P<of>\d{1,3})[ \t]*$")
_SAME_FOOT = 160


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
        anchors += _inner_numbers(reading.text, anchors)
        anchors += _contents(reading.text, outline, anchors)
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


def _contents(text: str, outline: Outline, anchors: Sequence[Anchor]) -> list[Anchor]:
    """A table of contents gives the page on which each of its headings stands."""
    known = [(a.page, a.offset) for a in _agreeing(sorted(anchors, key=_place))]
    odd = all(a.page % 2 for a in anchors if a.begins and a.weight > 1)
    return [Anchor(c.page, c.offset, c.opens, 0.5, chapter=True) for c in find_chapters(text, known, [p.start for p in outline.parts], odd)]


def _inner_numbers(text: str, anchors: Sequence[Anchor]) -> list[Anchor]:
    """A paper's own "Page 22 of 33" beside a stamp tells what is printed on its other numbered pages."""
    found = [(m.start(), int(m["page"]), m["of"]) for m in _INNER.finditer(text)]
    beside = [
        (at, of, stamp.page - page)
        for at, page, of in found
        for stamp in anchors
        if stamp.printed and abs(stamp.offset - at) < _SAME_FOOT
    ]
    shifts: dict[str, set[int]] = {}
    for _, of, shift in beside:
        shifts.setdefault(of, set()).add(shift)
    stamped = {at for at, _, _ in beside}
    return [
        Anchor(page + shift, at, False, 1.0)
        for at, page, of in found
        for shift in shifts.get(of, ())
        if at not in stamped and len(shifts[of]) == 1
    ]


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
