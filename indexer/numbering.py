"""What a paper's own "Page 22 of 33" tells of the pages of the pack that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

OWN_NUMBER = re.compile(r"(?m)^[ \t]*Page (?P<page>\d{1,3}) of (?P<of>\d{1,3})[ \t]*$")
_SAME_FOOT = 160


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper of `of` pages, and the offsets and numbers of those of its pages that carry one."""

    of: int
    numbered: tuple[tuple[int, int], ...]


def find_numbered(
    text: str,
    stamped: Sequence[tuple[int, int]],
    begun: Sequence[tuple[int, int]],
    openings: Sequence[int],
    odd_openings: bool,
) -> list[tuple[int, int]]:
    """The pages, with an offset on each, that papers in the pack tell by their own numbers.

    `stamped` are pages of the pack with the offsets of their stamps, `begun` those with the offset at which each begins.
    A paper's first page is told by a stamp beside one of its numbers; else by where it begins; else it follows the
    numbered paper before it. None is told where another paper opens in between, at one of `openings`.
    """
    found: list[tuple[int, int]] = []
    origins = [(offset, page - 1) for page, offset in begun]
    for paper in _papers(text):
        beside = {page - number for at, number in paper.numbered for page, o in stamped if abs(o - at) < _SAME_FOOT}
        first, last = paper.numbered[0][0], paper.numbered[-1][0]
        shift = beside.pop() if len(beside) == 1 else None if beside else _shift(origins, first, openings)
        if shift is None:
            continue
        end = shift + paper.of
        origins.append((last, end + end % 2 if odd_openings else end))
        found += [(number + shift, at) for at, number in paper.numbered]
    return found


def _shift(origins: Sequence[tuple[int, int]], first: int, openings: Sequence[int]) -> int | None:
    """The pages before a paper that follows on what is known last before its first number."""
    offset, shift = max((origin for origin in origins if origin[0] <= first), default=(-1, 0))
    return None if offset < 0 or any(offset < o <= first for o in openings) else shift


def _papers(text: str) -> list[_Paper]:
    """Runs of numbers that rise and are of the same whole."""
    numbers = [(m.start(), int(m["page"]), int(m["of"])) for m in OWN_NUMBER.finditer(text)]
    cuts = [i for i, (a, b) in enumerate(pairwise(numbers), 1) if a[2] != b[2] or b[1] <= a[1]]
    runs = [numbers[i:j] for i, j in pairwise([0, *cuts, len(numbers)]) if i < j]
    return [_Paper(run[0][2], tuple((at, page) for at, page, _ in run)) for run in runs]
