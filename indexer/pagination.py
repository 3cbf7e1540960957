"""Which printed page each stretch of a paper stands on, and how that is known."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from indexer.anchors import Anchor, find_anchors
from indexer.records import Basis, Outline, Page, Reading, Stamp
from indexer.textpages import infer_pages


def paginate(reading: Reading, outline: Outline, stamps: Sequence[Stamp]) -> tuple[Page, ...]:
    """The pages of a paper, which tile its text.

    Pages that the reader saw (of a PDF, of a text with form feeds) are kept; those of any other text are inferred. A label is
    "printed" where the page carries it, "counted" where nothing but one count of pages fits between two that are known,
    "estimated" where the page was placed by length, and None ("unknown") where nothing is known.
    """
    anchors = find_anchors(reading, outline, stamps)
    starts = reading.page_starts
    if not starts:
        return infer_pages(reading.text, outline, stamps, anchors)
    ends = (*starts[1:], len(reading.text))
    labels = _labels(starts, reading.page_labels, stamps, anchors)
    return tuple(
        Page(number, label, basis, start, reading.text[start:end])
        for number, (start, end, (label, basis)) in enumerate(zip(starts, ends, labels, strict=True), 1)
    )


def _labels(
    starts: Sequence[int], own: Sequence[str], stamps: Sequence[Stamp], anchors: Sequence[Anchor]
) -> list[tuple[str | None, Basis]]:
    """Each page's own stamp; else the file's own labels; else a count from the pages that the agenda names."""
    printed: dict[int, int] = {}
    for stamp in stamps:
        if stamp.kind == "page" and stamp.label is not None and stamp.label.isdigit():
            printed.setdefault(bisect.bisect_right(starts, stamp.start) - 1, int(stamp.label))
    if not printed and len(own) == len(starts) == len(set(own)) and all(own):
        return [(label, "printed") for label in own]
    labels: list[tuple[str | None, Basis]] = [(None, "unknown")] * len(starts)
    known = printed or _named(starts, anchors)
    for index, label in _counted(sorted(known.items()), len(starts)):
        labels[index] = (str(label), "printed" if index in printed else "counted")
    return labels


def _named(starts: Sequence[int], anchors: Sequence[Anchor]) -> dict[int, int]:
    """The pages on which the agenda says that items begin, where at least two of them tell the same count."""
    begun = {bisect.bisect_right(starts, a.offset) - 1: a.page for a in anchors if a.begins}
    shifts = Counter(label - index for index, label in begun.items()).most_common(1)
    if not shifts or shifts[0][1] < 2:
        return {}
    return {index: label for index, label in begun.items() if label - index == shifts[0][0]}


def _counted(known: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """Index and label of each page that is known, that lies between two known ones which agree, or before or after all."""
    if not known:
        return []
    labels = list(known)
    for (i, a), (j, b) in pairwise(known):
        if b - a == j - i:
            labels += [(index, a + index - i) for index in range(i + 1, j)]
    (first, label), (last, last_label) = known[0], known[-1]
    labels += [(index, label - first + index) for index in range(max(0, first - label + 1), first)]
    return labels + [(index, last_label + index - last) for index in range(last + 1, count)]
