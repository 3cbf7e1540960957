"""What tables of contents tell of pages: those of the file itself, and those of a plan or a booklet that stands in a pack."""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.heights import line_heights
from indexer.lines import Line, plain, split_lines

_ENTRY = re.compile(r"(?P<title>\S.*?)(?:\t+| *\.{4,} *| {3,}| *…+ *)(?P<page>\d{1,3})")
_LONGEST_ENTRY = 200
_FEWEST = 5
_MOST_OFF = 0.2
_TALLEST_PAGE = 60.0
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading that a table of contents lists, or what opens its paper: the page, and the offset where it stands."""

    page: int
    offset: int
    opens: bool = False


def find_chapters(
    text: str, known: Sequence[tuple[int, int]], openings: Sequence[int], odd_openings: bool
) -> list[Chapter]:
    """The chapters of every table of contents in a text, with the page of the file.

    `known` are places of which the page is known, as pages and offsets in order. A table that stands within them counts
    from where its own paper begins: its chapters are told only where one beginning alone agrees with what is known.
    `openings` are the offsets at which papers begin, in order, and `odd_openings` tells that they do so on odd pages.
    """
    lines = [line for line in split_lines(text) if not line.blank]
    heights = line_heights(text)
    chapters: list[Chapter] = []
    for table in _tables(lines):
        listed = list(_listed(table, lines))
        if not known:
            return listed
        at = lines[table[0][0]].start
        cover = [Chapter(1, o, True) for o in openings if o <= at and _pages_apart(o, at, heights) < 1]
        chapters += _shifted([*cover[-1:], *listed], known, heights, 2 if odd_openings else 1)
    return chapters


def _shifted(
    listed: Sequence[Chapter], known: Sequence[tuple[int, int]], heights: dict[int, float], step: int
) -> list[Chapter]:
    bounds = [_bounds(chapter, known, heights) for chapter in listed]
    shifts = range(0, max((int(most) for _, most in bounds if most < float("inf")), default=-1) + 1, step)
    agreeing = {s: [c for c, (least, most) in zip(listed, bounds, strict=True) if least <= s <= most] for s in shifts}
    enough = [s for s, chapters in agreeing.items() if len(chapters) >= max(_FEWEST, (1 - _MOST_OFF) * len(listed))]
    best = [s for s in enough if len(agreeing[s]) == max(len(agreeing[e]) for e in enough)]
    return [Chapter(c.page + best[0], c.offset, c.opens) for c in agreeing[best[0]]] if len(best) == 1 else []


def _bounds(chapter: Chapter, known: Sequence[tuple[int, int]], heights: dict[int, float]) -> tuple[float, float]:
    """The least and the most pages that may stand before the paper of a chapter: a page holds but so many lines."""
    at = bisect.bisect_right(known, chapter.offset, key=lambda place: place[1])
    least, most = float("-inf"), float("inf")
    if at:
        page, offset = known[at - 1]
        apart = _pages_apart(offset, chapter.offset, heights)
        least = page + (math.ceil(apart) if chapter.opens else int(apart)) - chapter.page
    if at < len(known):
        page, offset = known[at]
        most = page - int(_pages_apart(chapter.offset, offset, heights)) - chapter.page
    return least, most


def _pages_apart(a: int, b: int, heights: dict[int, float]) -> float:
    """How many pages at the least the lines between two offsets fill."""
    starts = list(heights)
    first, last = (starts[bisect.bisect_right(starts, offset) - 1] for offset in (a, b))
    return (heights[last] - heights[first]) / _TALLEST_PAGE


def _listed(table: Sequence[tuple[int, str, int]], lines: Sequence[Line]) -> Iterator[Chapter]:
    """The headings of a table where each stands first after it."""
    at = table[-1][0] + 1
    for _, title, page in table:
        found = next((i for i in range(at, len(lines)) if _folded(lines[i].text) == title), None)
        if found is not None:
            yield Chapter(page, lines[found].start)


def _tables(lines: Sequence[Line]) -> list[list[tuple[int, str, int]]]:
    """The runs of lines with rising page numbers, with at most eight other lines between two of them."""
    runs: list[list[tuple[int, str, int]]] = [[]]
    for i, line in enumerate(lines):
        if (entry := _entry(line)) is not None:
            title, page = entry
            if runs[-1] and (i - runs[-1][-1][0] > 9 or page < runs[-1][-1][2]):
                runs.append([])
            runs[-1].append((i, title, page))
    return [run for run in runs if len(run) >= _FEWEST]


def _entry(line: Line) -> tuple[str, int] | None:
    if len(line.text) > _LONGEST_ENTRY:
        return None
    m = _ENTRY.fullmatch(re.sub(r"<[^<>]*>|\*\*", "", line.text).strip())
    return (_folded(m["title"]), int(m["page"])) if m and any(map(str.isalpha, m["title"])) else None


def _folded(text: str) -> str:
    return _NOT_WORDS.sub(" ", plain(text).casefold()).strip()
