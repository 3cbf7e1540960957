"""Which printed page each stretch of a paper stands on, and how that is known."""

from __future__ import annotations

import bisect
import statistics
from collections.abc import Sequence

import numpy as np

from indexer.alignment import Floats, Known, Laid, lay_pages
from indexer.anchors import Anchor, find_anchors
from indexer.breaks import Break, find_breaks
from indexer.heights import line_heights
from indexer.records import Basis, Outline, Page, Reading, Stamp

_FULL_PAGE = 48.0
_GRAIN = 16


def paginate(reading: Reading, outline: Outline, stamps: Sequence[Stamp]) -> tuple[Page, ...]:
    """The pages of a paper, which tile its text.

    A PDF's pages are its own; a plain text's are inferred from what `find_anchors` and `find_breaks` see in it. A label is
    "printed" where the page carries it, "counted" where nothing but one count of pages fits between two that are known,
    "estimated" where the page was placed by length, and None ("unknown") where nothing is known.
    """
    if not reading.text:
        return ()
    if reading.page_starts:
        return _pdf_pages(reading, stamps)
    return _text_pages(reading, outline, stamps)


def _pdf_pages(reading: Reading, stamps: Sequence[Stamp]) -> tuple[Page, ...]:
    starts = reading.page_starts
    ends = (*starts[1:], len(reading.text))
    labels = _pdf_labels(reading, stamps)
    return tuple(
        Page(number, label, basis, start, reading.text[start:end])
        for number, (start, end, (label, basis)) in enumerate(zip(starts, ends, labels, strict=True), 1)
    )


def _pdf_labels(reading: Reading, stamps: Sequence[Stamp]) -> list[tuple[str | None, Basis]]:
    count = len(reading.page_starts)
    printed: dict[int, int] = {}
    for stamp in stamps:
        if stamp.kind == "page" and stamp.label is not None and stamp.label.isdigit():
            printed.setdefault(bisect.bisect_right(reading.page_starts, stamp.start) - 1, int(stamp.label))
    if not printed:
        return _own_labels(reading.page_labels, count)
    labels: list[tuple[str | None, Basis]] = [(None, "unknown")] * count
    known = sorted(printed.items())
    for index, label in known:
        labels[index] = (str(label), "printed")
    for (i, a), (j, b) in zip(known, known[1:], strict=False):
        if b - a == j - i:
            for index in range(i + 1, j):
                labels[index] = (str(a + index - i), "counted")
    first_index, first_label = known[0]
    for index in range(max(0, first_index - first_label + 1), first_index):
        labels[index] = (str(first_label - first_index + index), "counted")
    last_index, last_label = known[-1]
    for index in range(last_index + 1, count):
        labels[index] = (str(last_label + index - last_index), "counted")
    return labels


def _own_labels(own: Sequence[str], count: int) -> list[tuple[str | None, Basis]]:
    """The PDF's own labels, where it has one for every page and none twice."""
    if len(own) == count and len(set(own)) == count and all(own):
        return [(label, "printed") for label in own]
    return [(None, "unknown")] * count


def _text_pages(reading: Reading, outline: Outline, stamps: Sequence[Stamp]) -> tuple[Page, ...]:
    text = reading.text
    anchors = find_anchors(reading, outline, stamps)
    begun = [a.offset for a in anchors if a.begins and a.offset < len(text)]
    breaks = find_breaks(text, stamps, begun, _openings(outline))
    height = line_heights(text)[len(text)]
    tall = _tall(breaks, height, anchors, len(text))
    fixed = [a.offset for a in anchors]
    kept = _thinned(breaks, tall, fixed)
    breaks = [breaks[i] for i in kept]
    tall = tall[kept]
    known = _known(anchors, breaks, len(text))
    laid = lay_pages(breaks, height, known, tall)
    if laid is None:
        laid = lay_pages(breaks, height, Known({}, {}), tall)
    assert laid is not None
    labels = _labels(laid, anchors, breaks)
    ends = [b.offset for b in breaks] + [len(text)]
    return tuple(
        Page(n, label, basis, ends[page.first], text[ends[page.first] : ends[page.end]])
        for n, (page, (label, basis)) in enumerate(zip(laid, labels, strict=True), 1)
    )


def _openings(outline: Outline) -> list[int]:
    """Where a paper begins: at every part, but not at one minute after another."""
    kinds = [None, *(p.kind for p in outline.parts)]
    return [p.start for p, before in zip(outline.parts, kinds, strict=False) if p.kind != "minutes" or before != "minutes"]


def _tall(breaks: Sequence[Break], height: float, anchors: Sequence[Anchor], length: int) -> Floats:
    """How many printed lines a page that begins at each break should have: the mean between the anchors about it."""
    offsets = [b.offset for b in breaks] + [length]
    heights = [b.height for b in breaks] + [height]
    begins = [a for a in anchors if a.begins]
    places = [(a.page, min(bisect.bisect_left(offsets, a.offset), len(breaks))) for a in begins]
    means = [
        (i, j, (heights[j] - heights[i]) / (q - p)) for (p, i), (q, j) in zip(places, places[1:], strict=False) if q > p and j > i
    ]
    shown = [b.height for b in breaks if b.sure]
    gaps = [b - a for a, b in zip(shown, shown[1:], strict=False) if b - a > 0.3 * _FULL_PAGE]
    usual = statistics.median(gaps) if len(gaps) > len(breaks) / 100 else _FULL_PAGE
    usual = min(max(usual, 0.5 * _FULL_PAGE), 1.5 * _FULL_PAGE)
    tall = np.full(len(breaks), usual)
    for i, j, mean in means:
        tall[i:j] = min(max(mean * 1.1, 0.4 * usual), max(2.5 * usual, mean / 2))
    return tall


def _thinned(breaks: Sequence[Break], tall: Floats, fixed: Sequence[int]) -> list[int]:
    """The breaks worth weighing: every sure one, and the likeliest of the others in each sixteenth of a page."""
    kept: dict[tuple[int, int], int] = {}
    sure = []
    for i, b in enumerate(breaks):
        if b.sure:
            sure.append(i)
            continue
        bucket = (bisect.bisect_right(fixed, b.offset), int(b.height * _GRAIN / tall[i]))
        if bucket not in kept or b.cost < breaks[kept[bucket]].cost:
            kept[bucket] = i
    return sorted({*sure, *kept.values()})


def _known(anchors: Sequence[Anchor], breaks: Sequence[Break], length: int) -> Known:
    offsets = [b.offset for b in breaks]
    begins: dict[int, int] = {}
    holds: dict[int, tuple[int, int]] = {}
    last = None
    for anchor in anchors:
        if anchor.begins and anchor.offset >= length:
            last = anchor.page - 1
        elif anchor.begins:
            begins[anchor.page] = bisect.bisect_left(offsets, anchor.offset)
        else:
            at = bisect.bisect_right(offsets, anchor.offset) - 1
            holds[anchor.page] = (holds.get(anchor.page, (at, at))[0], at)
    odd = all(a.page % 2 for a in anchors if a.begins)
    return Known(begins, holds, last, odd)


def _labels(laid: Sequence[Laid], anchors: Sequence[Anchor], breaks: Sequence[Break]) -> list[tuple[str | None, Basis]]:
    if not anchors:
        return [(None, "unknown")] * len(laid)
    offsets = [b.offset for b in breaks]
    printed = {a.page for a in anchors if a.printed}
    counted = _counted(laid, anchors, breaks, offsets)
    labels: list[tuple[str | None, Basis]] = []
    for page in laid:
        if page.label < 1:
            labels.append((None, "unknown"))
        elif page.label in printed:
            labels.append((str(page.label), "printed"))
        else:
            labels.append((str(page.label), "counted" if page.label in counted else "estimated"))
    return labels


def _counted(laid: Sequence[Laid], anchors: Sequence[Anchor], breaks: Sequence[Break], offsets: Sequence[int]) -> set[int]:
    """Labels of pages in stretches between two known places where the text shows just as many breaks as there are pages."""
    printed = {a.page for a in anchors if a.printed}
    begun = {a.page for a in anchors if a.begins}
    sure = np.concatenate([[0], np.cumsum([b.sure for b in breaks])])
    clean = [sure[page.end] - sure[page.first] == 1 == breaks[page.first].sure for page in laid]
    counted: set[int] = set()
    stretch: list[int] | None = None
    for k, page in enumerate(laid):
        if page.label in begun or page.label in printed:
            if stretch is not None and _agrees(stretch, laid, clean, page.label):
                counted.update(laid[i].label for i in stretch)
            stretch = [] if clean[k] or page.label in begun else None
        if stretch is not None:
            stretch.append(k)
    if stretch is not None and anchors[-1].begins and _agrees(stretch, laid, clean, anchors[-1].page):
        counted.update(laid[i].label for i in stretch)
    return counted


def _agrees(stretch: Sequence[int], laid: Sequence[Laid], clean: Sequence[bool], following: int) -> bool:
    labels = [laid[i].label for i in stretch]
    unbroken = labels == list(range(labels[0], labels[0] + len(labels)))
    lost = following - labels[-1] - 1
    return unbroken and all(clean[i] for i in stretch) and (lost == 0 or (lost == 1 and labels[-1] % 2 == 1))
