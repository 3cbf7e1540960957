"""What the maker of a pack printed on its pages: page numbers, item numbers, blank-page notices, running headers."""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.lines import plain, split_lines
from indexer.records import Reading, Stamp
from indexer.running import find_running

_FORMS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"(?m)^[ \t*]*(Page (?P<n>\d{1,4}))[ \t*]*$"), 1.0),
    (re.compile(r"(?m)^(P\n{1,2}age (?P<n>\d{1,4}))[ \t]*$"), 1.0),
    (re.compile(r"(?m)^(Page[ \t]*\n{1,2}(?P<n>\d{1,4}))[ \t]*$"), 0.8),
    (re.compile(r">(Page (?P<n>\d{1,4}))<"), 0.9),
    (re.compile(r"(?m)^(Page (?P<n>\d{1,4}))(?=\s+\S)(?!\s+(?:of|/|to|and|-|–)\s*\d)"), 0.5),
    (re.compile(r"(?m)(?<=[^\W\d_])(Page (?P<n>\d{1,4}))[ \t]*$"), 0.7),
)
_OF = re.compile(r"(?m)^[ \t]*(Page (?P<n>\d{1,4}) of (?P<of>\d{1,4}))[ \t]*$")
_MARGIN = re.compile(r"(?m)(?<=[ \t])(Page (?P<n>\d{1,4}))[ \t]*$")
_RUNNING = re.compile(
    r"(?=[^\n]*(?:\b(?:19|20)\d\d\b|\bminutes\b|\bagenda\b|\bcouncil\b|\bcommittee\b|\bboard\b))[^\n]{3,60}[-–—|·]\s*$",
    re.IGNORECASE,
)
_LOST_BREAK = re.compile(r"(?m)(?<=\w)Page\n(?:.*\n){0,2}(?P<n>\d{1,4})\b")
_DAMAGED = re.compile(r"P[a-z]?a[a-z]?g[a-z]?e[a-z]{0,2} ?(?P<n>\d{1,4})(?!\d)")
_UNDAMAGED = re.compile(r"Pages?[ ]?\d|Pa?ges")
_BLANK = re.compile(
    r"this page (?:is|has been|was) (?:intentionally |deliberately )?(?:left )?(?:intentionally )?blank\.?", re.I
)
_AGENDA_ITEM = re.compile(r"Agenda Item (?:No\.? ?)?(?P<n>\d{1,3}[A-Za-z]?)")
_RANGE = re.compile(r"\(Pages? (\d{1,4})\s*(?:[-–—]|to|\s)\s*(\d{1,4})\)", re.I)

_FEWEST_CHARACTERS = 120
_MOST_CHARACTERS = 9_000
_LOOK_BACK = 400
_LONGEST_NOTICE = 80


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Something that may be a page stamp: `place` is its PDF page (0-based) or, in a text, its offset."""

    place: int
    label: int
    weight: float
    start: int
    end: int


@lru_cache(maxsize=2)
def find_stamps(reading: Reading) -> tuple[Stamp, ...]:
    """The stamps of a paper in order of place, none overlapping another.

    A page stamp counts only within the chain of stamps whose numbers rise with their place, so that an inner document's
    own numbering is left alone. A stamp fused into a word has an empty span: its characters cannot be told from the paper's.
    """
    found = [*_page_stamps(reading), *_line_stamps(reading.text)]
    if reading.page_starts:
        found += find_running(reading, found)
    found.sort(key=lambda s: (s.start, s.end))
    kept: list[Stamp] = []
    for stamp in found:
        if not kept or stamp.start >= kept[-1].end:
            kept.append(stamp)
    return tuple(kept)


def _line_stamps(text: str) -> Iterator[Stamp]:
    for line in split_lines(text):
        if len(line.text) > _LONGEST_NOTICE or ("age" not in line.text and "genda" not in line.text):
            continue
        words = plain(line.text)
        start = line.start + len(line.text) - len(line.text.lstrip())
        end = line.start + len(line.text.rstrip())
        if _BLANK.fullmatch(words):
            yield Stamp("blank", None, start, end)
        elif item := _AGENDA_ITEM.fullmatch(words):
            yield Stamp("agenda item", item["n"], start, end)


def _page_stamps(reading: Reading) -> list[Stamp]:
    if not reading.page_starts:
        limit = _last_page(reading.text)
        chain = _chain([c for c in _candidates(reading.text) if c.label <= limit], _text_step)
    else:
        chain = max(
            _chain(_on_pages(reading, _candidates(reading.text)), _page_step),
            _chain(_on_pages(reading, _of_whole(reading)), _page_step),
            key=len,
        )
    if sum(c.weight for c in chain) < 1:
        return []
    return [Stamp("page", str(c.label), c.start, c.end) for c in chain]


def _last_page(text: str) -> int:
    ranges = [int(m[2]) for m in _RANGE.finditer(text[:40_000])]
    return max(ranges) if len(ranges) > 2 else 9_999


def _candidates(text: str) -> list[_Candidate]:
    found: dict[int, list[_Candidate]] = {}
    for form, weight in _FORMS:
        for m in form.finditer(text):
            found.setdefault(m.start(1), [_Candidate(m.start(1), int(m["n"]), weight, m.start(1), m.end(1))])
    for m in _LOST_BREAK.finditer(text):
        found.setdefault(m.start(), [_Candidate(m.start(), int(m["n"]), 0.6, m.start(), m.start())])
    for m in _DAMAGED.finditer(text):
        if not _UNDAMAGED.match(m[0]):
            found.setdefault(m.start(), list(_readings(m)))
    return [c for start in sorted(found) for c in found[start]]


def _readings(m: re.Match[str]) -> Iterator[_Candidate]:
    """A damaged stamp's digits may run into the next word's: every beginning of them is a number it may have been."""
    for length in range(len(m["n"]), 0, -1):
        weight = 0.5 if length == len(m["n"]) else 0.4
        yield _Candidate(m.start(), int(m["n"][:length]), weight, m.start(), m.start())


def _of_whole(reading: Reading) -> list[_Candidate]:
    """The file's own numbering: "Page 3 of 12" where the file has twelve pages, "- Page 3" that agrees with the page's place."""
    pages = len(reading.page_starts)
    whole = [m for m in _OF.finditer(reading.text) if int(m["of"]) == pages]
    margins = [m for m in _MARGIN.finditer(reading.text) if _at_edge(reading, m.start()) and _in_place(reading, m)]
    return [
        _Candidate(m.start(1), int(m["n"]), 1.0, _header_start(reading.text, m.start(1)), m.end(1))
        for m in whole or margins
    ]


def _header_start(text: str, at: int) -> int:
    """Where the running header begins that a page number ends, as in "Minutes – 4 May 2023 – Page 2"."""
    line = text.rfind("\n", 0, at) + 1
    return line if _RUNNING.fullmatch(text, line, at) else at


def _in_place(reading: Reading, m: re.Match[str]) -> bool:
    return bisect.bisect_right(reading.page_starts, m.start()) == int(m["n"])


def _at_edge(reading: Reading, offset: int) -> bool:
    number = bisect.bisect_right(reading.page_starts, offset) - 1
    start = reading.page_starts[number]
    end = (*reading.page_starts[1:], len(reading.text))[number]
    before, after = reading.text[start:offset].strip(), reading.text[offset:end].strip()
    return "\n" not in before or "\n" not in after


def _on_pages(reading: Reading, candidates: list[_Candidate]) -> list[_Candidate]:
    return [
        _Candidate(bisect.bisect_right(reading.page_starts, c.start) - 1, c.label, c.weight, c.start, c.end)
        for c in candidates
    ]


def _page_step(a: _Candidate, b: _Candidate) -> float:
    """What it costs to take `b` for the next stamp after `a` in a PDF, where every page counts."""
    if b.place == a.place:
        return math.inf
    return 0.0 if b.label - a.label == b.place - a.place else 3.0


def _text_step(a: _Candidate, b: _Candidate) -> float:
    """What it costs to take `b` for the next stamp after `a` in a text: a page holds neither a line nor a booklet."""
    share = max(1, b.place - a.place) / (b.label - a.label)
    return 0.5 * (max(0.0, math.log(_FEWEST_CHARACTERS / share)) + max(0.0, math.log(share / _MOST_CHARACTERS)))


def _chain(candidates: list[_Candidate], step: Callable[[_Candidate, _Candidate], float]) -> list[_Candidate]:
    """The heaviest chain of candidates whose labels rise with their places."""
    best: list[float] = []
    back: list[int] = []
    for j, b in enumerate(candidates):
        score, origin = b.weight, -1
        for i in range(max(0, j - _LOOK_BACK), j):
            a = candidates[i]
            if a.label < b.label and a.start < b.start and (s := best[i] + b.weight - step(a, b)) > score:
                score, origin = s, i
        best.append(score)
        back.append(origin)
    at = max(range(len(best)), key=best.__getitem__, default=-1)
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = back[at]
    return chain[::-1]
