"""Headers and footers that run through the pages of a PDF."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from indexer.lines import Line, split_lines
from indexer.records import Reading, Stamp

_NUMBERING = re.compile(r"(?:page )?#(?: of #)?|- ?# ?-", re.I)
_OF = re.compile(r"(?m)^[ \t]*(Page (?P<n>\d{1,4}) of (?P<of>\d{1,4}))[ \t]*$")
_FEWEST_LETTERS = 6


def find_running(reading: Reading, stamps: Sequence[Stamp]) -> Iterator[Stamp]:
    """Lines at the head or foot of at least three pages running (two pages apart at most), digits folded.

    A paper's own numbering ("Page 4 of 44") counts wherever it stands. The first of a run of words stays: it may be the
    heading that the others repeat.
    """
    taken = sorted((s.start, s.end) for s in stamps)
    own = list(_own_numbering(reading.text, taken))
    yield from own
    taken = sorted(taken + [(s.start, s.end) for s in own])
    places: dict[tuple[str, str], list[tuple[int, Line]]] = defaultdict(list)
    ends = (*reading.page_starts[1:], len(reading.text))
    for number, (start, end) in enumerate(zip(reading.page_starts, ends, strict=True)):
        lines = [
            line for line in split_lines(reading.text, start, end) if not line.blank and not _overlaps(line, taken)
        ]
        edges = [("head", line) for line in lines[:2]] + [("foot", line) for line in lines[2:][-2:]]
        for edge, line in edges:
            key = re.sub(r"\d+", "#", " ".join(line.text.split()))
            if _NUMBERING.fullmatch(key) or len(re.findall(r"[^\W\d_]", key)) >= _FEWEST_LETTERS:
                places[edge, key].append((number, line))
    for (_, key), seen in places.items():
        numbering = _NUMBERING.fullmatch(key) is not None
        for run in _runs(seen):
            if _repeats(run):
                for _, line in run if numbering else run[1:]:
                    yield Stamp("running", None, line.start, line.end)


def _own_numbering(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Stamp]:
    """Lines "Page 4 of 44" wherever on their pages extraction left them, where three and more of one length rise."""
    found: dict[int, list[re.Match[str]]] = defaultdict(list)
    for match in _OF.finditer(text):
        if not any(start < match.end() and end > match.start() for start, end in taken):
            found[int(match["of"])].append(match)
    for length, matches in found.items():
        numbers = [int(match["n"]) for match in matches]
        if len(matches) > 2 and numbers == sorted(numbers) and numbers[-1] <= length:
            yield from (Stamp("running", None, match.start(1), match.end(1)) for match in matches)


def _overlaps(line: Line, taken: list[tuple[int, int]]) -> bool:
    at = bisect.bisect_left(taken, (line.start, line.start))
    return any(start < line.end and end > line.start for start, end in taken[max(0, at - 1) : at + 1])


def _runs(seen: list[tuple[int, Line]]) -> Iterator[list[tuple[int, Line]]]:
    run: list[tuple[int, Line]] = []
    for place in seen:
        if run and place[0] - run[-1][0] > 2:
            if len(run) > 2:
                yield run
            run = []
        run.append(place)
    if len(run) > 2:
        yield run


def _repeats(run: list[tuple[int, Line]]) -> bool:
    """Whether each number of the lines is the same on all, or counts up with the pages: a table's figures do neither."""
    numbers = [(number, [int(n) for n in re.findall(r"\d+", line.text)]) for number, line in run]
    columns = zip(*(values for _, values in numbers), strict=True)
    pages = [number for number, _ in numbers]
    return all(
        _constant(column) or _constant([n - p for n, p in zip(column, pages, strict=True)]) for column in columns
    )


def _constant(values: Sequence[int]) -> bool:
    return len(set(values)) < 2
