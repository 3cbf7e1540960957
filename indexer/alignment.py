"""The cheapest way to lay the numbered pages of a paper over its text, by dynamic programming."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.breaks import Break

_TOO_LONG, _TOO_SHORT, _TOO_SHORT_AT_END = 0.35, 0.6, 1.8
_WORST_LENGTH = 9.0
_TALLEST, _ANY_HEIGHT = 6.0, 1e6
_LOST_ODD, _LOST_EVEN, _LOST_BEFORE_OPENING = 5.0, 4.0, 0.6
_TALL_ROW = 0.4
_HIDDEN_BREAK = 3.0
_LOST_BEGUN = 12.0
_LATE_START = 0.8
_EARLY_START = 1.5
_WRONG_SIDE = (4.0, 1.5)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of page labels, in terms of indices of breaks.

    Page p begins at `begins[p]`; words of page p stand at `holds[p]` (from, to). `last` is the label of the last page;
    `odd_openings` tells whether papers begin on odd pages, as they do where packs are printed on both sides.
    """

    begins: Mapping[int, int]
    holds: Mapping[int, tuple[int, int]]
    last: int | None = None
    odd_openings: bool = True

    @property
    def labels(self) -> tuple[int, ...]:
        """The labels of which anything is known."""
        return (*self.begins, *self.holds)

    def counts(self, label: int) -> bool:
        """Whether what is known tells how many pages there are about `label`."""
        labels = self.labels
        return bool(labels) and min(labels) <= label and (label < max(labels) or self.last is not None)

    def may_hide(self, label: int) -> bool:
        """Whether the beginning of page `label` may be hidden from sight, in the middle of a row or a line."""
        return label not in self.begins and label not in self.holds and self.counts(label)


@dataclass(frozen=True, slots=True)
class Laid:
    """A page laid on the text: its label and the indices of the breaks where it begins and ends."""

    label: int
    first: int
    end: int


def lay_pages(breaks: Sequence[Break], height: float, known: Known, tall: Floats) -> tuple[Laid, ...]:
    """Pages over the whole text, in order and without a gap, pages without words left out.

    `height` is the printed lines of the text, `tall[i]` how many a page that begins at break i should have.

    Raises:
        ValueError: what is known of the pages contradicts itself.
    """
    for tallest in (_TALLEST, _ANY_HEIGHT):
        if laid := _lay(breaks, height, known, tall, _reach(breaks, height, tallest * tall)):
            return laid
    raise ValueError("what is known of the pages contradicts itself")


def _lay(breaks: Sequence[Break], height: float, known: Known, tall: Floats, reach: int) -> tuple[Laid, ...]:
    first, last = _label_range(breaks, height, known, tall)
    low, high = _bounds(len(breaks), known, first, last)
    sides = [parity if known.odd_openings else None for parity in (0, 1)]
    pages = [_page_costs(breaks, height, tall, reach, side) for side in sides]
    hidden = _hidden_costs(breaks, height, tall, reach)
    doubles = [_page_costs(breaks, height, 2 * tall, reach, side) + hidden for side in sides]
    lost = _lost_costs(breaks)
    uncounted = _usual_cost(breaks, height, tall)
    cost = np.full(len(breaks) + 1, np.inf)
    earlier = cost
    came: list[tuple[int, npt.NDArray[np.int32]]] = []
    finals: list[float] = []
    for index, label in enumerate(range(first, last + 1)):
        if low[index] == 0 and label <= min(known.labels, default=label):
            cost[0] = min(cost[0], _start_cost(label))
        columns = slice(low[index + 1], high[index + 1] + 1)
        options = _before(cost, columns, reach) + pages[label % 2][:, columns]
        if not known.counts(label):
            options -= uncounted
        step = np.argmin(options, axis=0)
        reached = options[step, np.arange(len(step))]
        skipped = (cost + (_LOST_BEGUN if label in known.begins else lost[label % 2]))[columns]
        step = np.where(skipped <= reached, 0, step + 1)
        best = np.minimum(skipped, reached)
        if known.may_hide(label):
            options = _before(earlier, columns, reach) + doubles[(label - 1) % 2][:, columns]
            double = np.argmin(options, axis=0)
            reached = options[double, np.arange(len(double))]
            step = np.where(reached < best, -1 - double, step)
            best = np.minimum(best, reached)
        came.append((columns.start, step.astype(np.int32)))
        earlier, cost = cost, np.full(len(breaks) + 1, np.inf)
        cost[columns] = best
        finals.append(float(cost[-1]))
    stop = len(finals) - 1 if known.last is not None else int(np.argmin(finals))
    return _trace(came[: stop + 1], first, len(breaks)) if np.isfinite(finals[stop]) else ()


def _before(cost: Floats, columns: slice, reach: int) -> Floats:
    """Row k holds, for each of the columns, the cost of the place k + 1 before it."""
    padded = np.concatenate([np.full(reach, np.inf), cost])[columns.start : columns.stop + reach - 1]
    return np.lib.stride_tricks.sliding_window_view(padded, columns.stop - columns.start)[::-1]


def _trace(came: list[tuple[int, npt.NDArray[np.int32]]], first: int, end: int) -> tuple[Laid, ...]:
    laid = []
    at, index = end, len(came) - 1
    while at > 0:
        start, steps = came[index]
        step = int(steps[at - start])
        index -= step < 0
        if step:
            laid.append(Laid(first + index, at - abs(step), at))
            at -= abs(step)
        index -= 1
    return tuple(laid[::-1])


def _label_range(breaks: Sequence[Break], height: float, known: Known, tall: Floats) -> tuple[int, int]:
    places = {**{p: at for p, at in known.begins.items()}, **{p: span[0] for p, span in known.holds.items()}}
    if not places:
        return 1, 2 + int(height / (0.3 * tall[0]))
    lowest, highest = min(places), max(places)
    before = breaks[places[lowest]].height
    after = height - breaks[places[highest]].height
    first = min(1, lowest - 1 - int(before / (0.4 * tall[0])))
    return first, known.last if known.last is not None else highest + 2 + int(after / (0.3 * tall[-1]))


def _bounds(count: int, known: Known, first: int, last: int) -> tuple[list[int], list[int]]:
    """The least and greatest index of a break where each page, from `first` to one past `last`, may begin."""
    low, high = [0], [count]
    for label in range(first, last + 2):
        at = known.begins.get(label)
        least = max(
            low[-1], at if at is not None else 0, known.holds[label - 1][1] + 1 if label - 1 in known.holds else 0
        )
        low.append(least)
    for label in range(last + 1, first - 1, -1):
        at = known.begins.get(label)
        most = min(high[-1], at if at is not None else count, known.holds[label][0] if label in known.holds else count)
        high.append(most)
    return low[1:], high[:0:-1]


def _reach(breaks: Sequence[Break], height: float, tallest: Floats) -> int:
    """Over how many candidate places a page of the height `tallest` may stretch."""
    heights = np.array([b.height for b in breaks] + [height])
    ends = np.searchsorted(heights, heights[:-1] + tallest, side="right") - 1
    return max(1, int(np.max(ends - np.arange(len(breaks)))))


def _page_costs(breaks: Sequence[Break], height: float, tall: Floats, reach: int, parity: int | None) -> Floats:
    """`costs[k, j]`: what a page costs that ends at place j and began k + 1 places before it, by its label's parity."""
    size = len(breaks) + 1
    heights = np.array([b.height for b in breaks] + [height])
    starts = np.array(
        [b.cost + (_WRONG_SIDE[b.parity] if parity is not None and b.parity == 1 - parity else 0.0) for b in breaks]
    )
    rejected = np.concatenate([[0.0], np.cumsum([b.reject for b in breaks])])
    closes = np.array([b.parity is not None or b.head for b in breaks] + [True])
    costs = np.full((reach, size), np.inf)
    for k in range(min(reach, size - 1)):
        i, j = np.arange(size - 1 - k), np.arange(k + 1, size)
        ratio = np.log(np.maximum(heights[j] - heights[i], 0.5) / tall[i])
        short = 0.5 * (ratio / np.where(closes[j], _TOO_SHORT_AT_END, _TOO_SHORT)) ** 2
        length = np.where(ratio > 0, 0.5 * (ratio / _TOO_LONG) ** 2, short)
        costs[k, k + 1 :] = np.minimum(length, _WORST_LENGTH) + starts[i] + rejected[j] - rejected[i + 1]
    return costs


def _hidden_costs(breaks: Sequence[Break], height: float, tall: Floats, reach: int) -> Floats:
    """What it costs that another page begins unseen in a page: that takes a row that is as tall as much of a page."""
    size = len(breaks) + 1
    heights = np.array([b.height for b in breaks] + [height])
    rows = np.concatenate([[0], np.cumsum(np.diff(heights) > _TALL_ROW * tall)])
    costs = np.full((reach, size), np.inf)
    for k in range(min(reach, size - 1)):
        costs[k, k + 1 :] = np.where(rows[k + 1 :] > rows[: size - 1 - k], _HIDDEN_BREAK, np.inf)
    return costs


def _lost_costs(breaks: Sequence[Break]) -> tuple[Floats, Floats]:
    """What it costs that an even or an odd page left no words: least for the blank back of a paper's last leaf."""
    opens = np.array([b.parity is not None for b in breaks] + [True])
    return np.where(opens, _LOST_BEFORE_OPENING, _LOST_EVEN), np.full(len(opens), _LOST_ODD)


def _usual_cost(breaks: Sequence[Break], height: float, tall: Floats) -> float:
    """What beginning a page usually costs: where no count of pages is known, having many of them shall cost nothing."""
    weak = [b.cost for b in breaks if not b.sure]
    shows_breaks = 3 * (len(breaks) - len(weak)) * float(np.median(tall)) > height
    return 0.0 if shows_breaks or not weak else statistics.median(weak)


def _start_cost(label: int) -> float:
    return _LATE_START * (label - 1) if label > 0 else _EARLY_START * (1 - label)


__all__ = ["Known", "Laid", "lay_pages"]
