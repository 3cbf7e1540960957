"""Where the pages of a plain text may begin, and how likely each place is."""

from __future__ import annotations

import bisect
import re
import statistics
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from indexer.heights import line_heights
from indexer.lines import Line, split_lines
from indexer.numbering import OWN_NUMBER
from indexer.records import Stamp

_MARK = re.compile(r" \S")
_INTRODUCES = re.compile(r"(?:[:;](?:\s*[-–—])?|Page)\s*$")
_ENDS = re.compile(r"[.!?:;\"”’)\]|>]\W*$")
_GOES_ON = re.compile(r"[a-z(]")
_GOES_ON_IN_TABLE = re.compile(r"\t+[^\t\s]")
_HEADING = re.compile(r"#{1,6} |\*\*[^*]+\*\*\s*$|[A-Z][A-Z ,&–-]{8,}$")
_NUMBERED = re.compile(r" (?:\d{1,2}\.\d|\([a-z]+\))")
_TITLE = re.compile(r"[A-Z][^\t.:;,]{3,60}\??")
_MARKS_PER_CHARACTER = 1 / 10_000
_CLOSE = 12
_SHORTEST_HEADER = 5
_SHORT_PAGE = 30
_HEADER_TIMES = 4
_LONGEST_HEAD, _SHORT_LINE = 3, 40


class _Odds(NamedTuple):
    """What beginning a page costs, what not beginning one costs, whether the text shows a break, the side of the leaf."""

    cost: float
    reject: float
    sure: bool
    parity: int | None = None
    head: bool = False


_NO_MARK = _Odds(4.0, 0.0, False)
_RUNNING_HEAD = _Odds(0.8, 1.0, False, head=True)
_CHAPTER = _Odds(0.8, 0.5, False)
_HEADER_MARK = _Odds(0.0, 4.0, True)
_LONE_MARK = _Odds(0.0, 2.0, True)
_CLOSE_MARK = _Odds(1.5, 0.2, False)
_BULLET = _Odds(3.0, 0.0, False)
_AFTER_STAMP = _Odds(0.2, 3.0, True)
_AFTER_SIDE_STAMP = _Odds(1.5, 0.0, False)
_PAPER = _Odds(0.0, 8.0, True, 1)
_PAPER_PERHAPS = _Odds(0.0, 2.0, True, 1)
_BLANK_PAGE = _Odds(0.0, 8.0, True, 0)


@dataclass(frozen=True, slots=True)
class Break:
    """An offset at which a page may begin.

    `cost` is what beginning one there costs and `reject` what not beginning one there costs, both in nats; `height` is how
    many printed lines stand before it in the text; `sure` tells a break that the text itself shows. `parity` is 1 where a
    paper begins, on an odd page, and 0 at the blank back of a leaf. `head` tells that the head of a page runs there.
    """

    offset: int
    cost: float
    reject: float
    height: float
    sure: bool
    parity: int | None = None
    head: bool = False


def find_breaks(
    text: str, stamps: Sequence[Stamp], fixed: Iterable[int], openings: Iterable[int], chapters: Collection[int] = ()
) -> tuple[Break, ...]:
    """Every place where a page of `text` may begin, in order; the first is 0.

    `fixed` are offsets at which a page begins, `openings` those at which a paper (a report, an appendix) is thought to
    begin, and with it a page; `chapters` those of the headings that a table of contents lists.
    """
    lines = [line for line in split_lines(text) if not line.blank]
    heights = line_heights(text)
    certain = _certain(stamps, fixed, openings, lines)
    marks = _marks([line for line in lines if line.start not in certain], heights, Counter(line.text for line in lines))
    has_marks = sum(odds.sure for odds in marks.values()) >= max(3, len(text) * _MARKS_PER_CHARACTER)
    shown = {**(marks if has_marks else {})}
    shown |= _after_stamps(stamps, lines, heights, shown)
    shown |= certain
    shown |= {lines[foot].start: _NO_MARK for foot in _feet(stamps, lines) if lines[foot].start not in certain}
    heads, feet = _running(lines, heights)
    found = [Break(0, 0.0, 0.0, 0.0, True, 1)]
    for previous, line in pairwise(lines):
        odds = shown.get(line.start)
        if odds is None:
            gap = text.count("\n", previous.end, line.start) - 1
            header = line.text.strip() in heads or previous.text.strip() in feet
            weak = _Odds(_weak(previous, line, gap), 0.0, False)
            odds = _NO_MARK if has_marks else _RUNNING_HEAD if header else _CHAPTER if line.start in chapters else weak
        found.append(Break(line.start, odds.cost, odds.reject, heights[line.start], odds.sure, odds.parity, odds.head))
    return tuple(found)


def _weak(previous: Line, line: Line, gap: int) -> float:
    """The cost of a break that nothing but the setting of the text speaks for."""
    if not gap:
        return 3.5
    if _GOES_ON_IN_TABLE.match(line.text) or (not _ENDS.search(previous.text) and _GOES_ON.match(line.text.strip())):
        return 1.0
    if _HEADING.match(line.text) or (_TITLE.fullmatch(line.text) and _ENDS.search(previous.text)):
        return 1.4
    return 1.8 if gap > 1 else 2.4


def _running(lines: Sequence[Line], heights: Mapping[int, float]) -> tuple[set[str], set[str]]:
    """The lines at which the head of a paper's pages begins, and those that stand at the foot of the page before it.

    Both come again and again, and with the same line after them; but a head comes without the foot too, where the line
    after a head never comes without it. A head is set off from what stands before it, and far from the next.
    """
    words = Counter(line.text.strip() for line in lines if len(line.text) > 8 and "\t" not in line.text)
    pairs = Counter((a.text.strip(), b.text.strip()) for a, b in pairwise(lines))
    often = {(a, b): n for (a, b), n in pairs.items() if n >= _HEADER_TIMES and 2 * n >= words[a] > 0}
    apart = _apart(lines, heights, {a for a, _ in often})
    feet = {a for (a, b), times in often.items() if b in apart and 2 * times < words[b]}
    carried = {b for a, b in often if a not in feet}
    return apart - carried - feet, feet


def _apart(lines: Sequence[Line], heights: Mapping[int, float], repeated: Collection[str]) -> set[str]:
    """Those of the repeated lines that mostly stand below a blank line, and not close to each other."""
    places: dict[str, list[float]] = {}
    below_blank: Counter[str] = Counter()
    for previous, line in pairwise(lines):
        words = line.text.strip()
        if words in repeated:
            places.setdefault(words, []).append(heights[line.start])
            below_blank[words] += line.start - previous.end > 1
    return {
        words
        for words, at in places.items()
        if 4 * below_blank[words] >= 3 * len(at) and statistics.median(b - a for a, b in pairwise(at)) > _CLOSE
    }


def _marks(lines: Sequence[Line], heights: Mapping[int, float], times: Mapping[str, int]) -> dict[int, _Odds]:
    """Lines that start with the one blank that a form feed leaves, told from bullets whose glyph was lost."""
    marked = [i for i, line in enumerate(lines) if i and _MARK.match(line.text)]
    bullets = {i for last, i in pairwise([-9, *marked]) if _is_bullet(lines[i - 1], lines[i], i - last)}
    kept = [i for i in marked if i not in bullets]
    places = [-99.0, *(heights[lines[i].start] for i in kept), float("inf")]
    odds = {lines[i].start: _BULLET for i in bullets}
    for i, (before, height, after) in zip(kept, zip(places, places[1:], places[2:], strict=False), strict=False):
        close = min(height - before, after - height) < _CLOSE and not _goes_on(lines[i - 1].text, lines[i].text)
        header = len(lines[i].text) > _SHORTEST_HEADER and times[lines[i].text] > 1
        odds[lines[i].start] = _HEADER_MARK if header else _CLOSE_MARK if close else _LONE_MARK
    return odds


def _is_bullet(previous: Line, line: Line, distance: int) -> bool:
    """Whether a marked line, so many lines after the last one, goes with a list: set off, introduced, or one of many."""
    if line.start - previous.end > 1 or _INTRODUCES.search(previous.text):
        return True
    return distance == 1 or (distance == 2 and not _goes_on(previous.text, line.text))


def _goes_on(previous: str, line: str) -> bool:
    """Whether a line goes on with the sentence or the numbering before it, as no bullet does."""
    return bool(_NUMBERED.match(line) or (_GOES_ON.match(line.strip()) and not _ENDS.search(previous)))


def _certain(
    stamps: Sequence[Stamp], fixed: Iterable[int], openings: Iterable[int], lines: Sequence[Line]
) -> dict[int, _Odds]:
    """Offsets that begin a page almost beyond doubt.

    A notice of a blank page is a page; a paper's page begins with the item number stamped on it.
    """
    feet = _feet(stamps, lines)
    items = {at for at in (_line_at(lines, s.start) for s in stamps if s.kind == "agenda item") if at - 1 not in feet}
    certain: dict[int, _Odds] = {}
    for offset in openings:
        at = _line_at(lines, offset)
        at = at - 1 if at - 1 in items else _head(lines, at)
        marked = at > 0 and _marked(lines, at)
        certain[lines[at].start] = _PAPER if marked else _PAPER_PERHAPS
    for at in (_line_at(lines, s.start) for s in stamps if s.kind == "blank"):
        certain[lines[at].start] = _BLANK_PAGE
        if at + 1 < len(lines):
            certain[lines[at + 1].start] = _PAPER
    for at in (*items, *(_line_at(lines, offset) for offset in fixed)):
        certain[lines[at].start] = _PAPER
    return certain


def _marked(lines: Sequence[Line], at: int) -> bool:
    return _MARK.match(lines[at].text) is not None and lines[at].start - lines[at - 1].end == 1


def _head(lines: Sequence[Line], at: int) -> int:
    """The marked line, where the line at which a paper begins has no mark but stands under the short head of its page."""
    for before in range(at, max(0, at - _LONGEST_HEAD), -1):
        if _marked(lines, before):
            return before
        if len(lines[before - 1].text) > _SHORT_LINE:
            break
    return at


def _after_stamps(
    stamps: Sequence[Stamp], lines: Sequence[Line], heights: Mapping[int, float], marks: Mapping[int, _Odds]
) -> dict[int, _Odds]:
    """The lines after page numbers.

    Page numbers stand at the foot, but beside the text of a page that lies on its side: so they seem to where their page
    has only just begun.
    """
    items = {_line_at(lines, stamp.start) for stamp in stamps if stamp.kind == "agenda item"}
    begun = sorted(heights[start] for start, odds in marks.items() if odds.sure)
    odds = {}
    for foot in _last_of_each(_feet(stamps, lines)):
        at = foot + 2 if foot + 1 in items and lines[foot + 1].start - lines[foot].end < 2 else foot + 1
        if at < len(lines):
            height = heights[lines[foot].start]
            before = bisect.bisect_right(begun, height) - 1
            beside = before >= 0 and height - begun[before] < _SHORT_PAGE
            odds[lines[at].start] = _AFTER_SIDE_STAMP if beside else _AFTER_STAMP
    return odds


def _feet(stamps: Sequence[Stamp], lines: Sequence[Line]) -> set[int]:
    """The lines that hold a page number, of the pack or of a paper in it, and nothing else."""
    feet = {i for i, line in enumerate(lines) if OWN_NUMBER.fullmatch(line.text)}
    for stamp in stamps:
        if stamp.kind == "page" and stamp.start < stamp.end:
            first, last = _line_at(lines, stamp.start), _line_at(lines, stamp.end - 1)
            if not lines[first].text[: stamp.start - lines[first].start].strip() and lines[last].end - stamp.end < 3:
                feet.add(last)
    return feet


def _last_of_each(feet: Collection[int]) -> list[int]:
    """The last line of each foot: the numbers of a pack and of a paper in it stand there with at most a line between."""
    return [at for at in sorted(feet) if not {at + 1, at + 2} & set(feet)]


def _line_at(lines: Sequence[Line], offset: int) -> int:
    """The index of the line that holds `offset`, or of the next line where white space does."""
    return min(bisect.bisect_right(lines, offset, key=lambda line: line.end), len(lines) - 1)


__all__ = ["Break", "find_breaks"]
