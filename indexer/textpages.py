"""The pages of a plain text that kept only traces of them."""

from __future__ import annotations

import bisect
import statistics
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from indexer.alignment import Floats, Known, Laid, lay_pages
from indexer.anchors import Anchor
from indexer.breaks import Break, find_breaks
from indexer.heights import line_heights
from indexer.records import Basis, Outline, Page, Stamp

_FULL_PAGE = 48.0
_LEAST_PAGE = 14.0
_GRAIN = 16
_SAMPLE = 6


def infer_pages(text: str, outline: Outline, stamps: Sequence[Stamp], anchors: Sequence[Anchor]) -> tuple[Page, ...]:
    """The pages of a text, in order and without a gap, from what `anchors` and `find_breaks` see in it."""
    if not text.strip():
        return (Page(1, None, "unknown", 0, text),) if text else ()
    begun = [a.offset for a in anchors if a.begins and a.offset < len(text)]
    every = find_breaks(text, stamps, begun, _openings(outline), {a.offset for a in anchors if a.chapter})
    height = line_heights(text)[len(text)]
    tall = _tall(every, height, anchors, len(text))
    kept = _thinned(every, tall, [a.offset for a in anchors])
    breaks = [every[i] for i in kept]
    known = _known(anchors, breaks, text)
    laid = lay_pages(breaks, height, known, tall[kept])
    labels = _labels(laid, anchors, breaks)
    offsets = [b.offset for b in breaks] + [len(text)]
    return tuple(
        Page(number, label, basis, offsets[page.first], text[offsets[page.first] : offsets[page.end]])
        for number, (page, (label, basis)) in enumerate(zip(laid, labels, strict=True), 1)
    )


def _openings(outline: Outline) -> list[int]:
    """Where a paper begins: at every part, but not at one minute after another."""
    kinds = [None, *(p.kind for p in outline.parts)]
    return [
        p.start for p, before in zip(outline.parts, kinds, strict=False) if p.kind != "minutes" or before != "minutes"
    ]


def _tall(breaks: Sequence[Break], height: float, anchors: Sequence[Anchor], length: int) -> Floats:
    """How many printed lines a page that begins at each break should have: the mean between the anchors about it."""
    offsets = [b.offset for b in breaks] + [length]
    heights = [b.height for b in breaks] + [height]
    shown = _shown(heights[:-1], breaks)
    usual = _FULL_PAGE if shown is None else min(max(shown, 0.5 * _FULL_PAGE), 1.5 * _FULL_PAGE)
    tall = np.full(len(breaks), usual)
    places = [(a.page, min(bisect.bisect_left(offsets, a.offset), len(breaks)), a.begins) for a in anchors]
    places = _apart(places) if shown is None else [place for place in places if place[2]]
    for (p, i, _), (q, j, _) in pairwise(places):
        if q > p and j > i:
            mean = (heights[j] - heights[i]) / (q - p)
            tall[i:j] = min(max(1.1 * mean, 0.4 * usual), max(2.5 * usual, mean / 2))
    return tall


def _apart(places: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """The places where a page begins, and between them those where words of one stand that are some pages from the rest."""
    kept: list[tuple[int, int, bool]] = []
    for at, place in enumerate(places):
        following = next((p for p, _, begins in places[at + 1 :] if begins), None)
        if place[2] or (
            (not kept or place[0] - kept[-1][0] >= _SAMPLE) and (following is None or following - place[0] >= _SAMPLE)
        ):
            kept.append(place)
    return kept


def _shown(heights: Sequence[float], breaks: Sequence[Break]) -> float | None:
    """The printed lines of a usual page: the median between breaks that the text shows; None where it shows too few."""
    shown = [height for height, b in zip(heights, breaks, strict=True) if b.sure]
    gaps = [b - a for a, b in pairwise(shown) if b - a > _LEAST_PAGE]
    return None if len(gaps) < len(breaks) / 100 else statistics.median(gaps)


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


def _known(anchors: Sequence[Anchor], breaks: Sequence[Break], text: str) -> Known:
    """The anchors in terms of breaks; one that no break sets off from the page before it is let go."""
    offsets = [b.offset for b in breaks]
    begins: dict[int, int] = {}
    holds: dict[int, tuple[int, int]] = {}
    last = None
    page, place = -1, -1
    for anchor in anchors:
        at = bisect.bisect_right(offsets, anchor.offset) - 1
        if anchor.begins and text[offsets[at] : anchor.offset].strip():
            at += 1
        if anchor.begins and at == len(breaks) and anchor.offset < len(text):
            continue
        if at < place or (at == place and anchor.page != page):
            continue
        page, place = anchor.page, at
        if anchor.begins and anchor.offset >= len(text):
            last = page - 1
        elif anchor.begins:
            begins[page] = at
        else:
            holds[page] = (holds.get(page, (at, at))[0], at)
    return Known(begins, holds, last, all(page % 2 for page in begins))


def _labels(laid: Sequence[Laid], anchors: Sequence[Anchor], breaks: Sequence[Break]) -> list[tuple[str | None, Basis]]:
    if not anchors:
        return [(None, "unknown")] * len(laid)
    printed = {a.page for a in anchors if a.printed}
    counted = _counted(laid, anchors, breaks)
    labels: list[tuple[str | None, Basis]] = []
    for page in laid:
        if page.label < 1:
            labels.append((None, "unknown"))
        elif page.label in printed:
            labels.append((str(page.label), "printed"))
        else:
            labels.append((str(page.label), "counted" if page.label in counted else "estimated"))
    return labels


def _counted(laid: Sequence[Laid], anchors: Sequence[Anchor], breaks: Sequence[Break]) -> set[int]:
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
    """Whether the pages of a stretch follow each other, but for the blank backs of leaves, up to the page `following`."""
    labels = [laid[i].label for i in stretch] + [following]
    return all(clean[i] for i in stretch) and all(
        b - a == 1 or (b - a == 2 and a % 2 == 1) for a, b in pairwise(labels)
    )
