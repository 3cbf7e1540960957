"""What work programmes and forward plans announce: a matter, the meeting it is planned for, its decision number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.dates import MONTHS, find_dates
from indexer.lines import TAG, Line, plain, split_lines
from indexer.records import Part
from indexer.references import decision_numbers

_PLAN = re.compile(
    r"work programme|forward plan|forthcoming (?:executive )?decisions|key decisions? (?:notice|list)|future (?:work|items)",
    re.IGNORECASE,
)
_UNALLOCATED = re.compile(
    r"\b(?:not yet (?:been )?(?:allocated|programmed|scheduled)|to be (?:allocated|programmed|scheduled)|unallocated items"
    r"|date to be confirmed)\b",
    re.IGNORECASE,
)
_MARKS = "•●▪◦\uf000-\uf0ff"
_PIECE = re.compile(rf"[{_MARKS}]|<[^<>]{{1,40}}>|(?<=\s)(?=\d{{2}}/\d{{4,5}}\s+[-–]\s)")
_BULLET = re.compile(rf"^\s*(?:[{_MARKS}]|\d{{1,2}}[.)])\s+")
_BARE_BULLET = re.compile(rf"^\s*[{_MARKS}]\s*$")
_ROW = re.compile(r"^\s*\d{1,2}\s+[A-Z]|\s(?:Item\s+)?\d{1,2}\s*$")
_LOST_BULLET = re.compile(r"^ (?=[^\W\d_]|\d{2}/\d{4,5}\b)")
_RUN_TOGETHER = re.compile(r"\s(?:Standing Items?|Annual Items?|\d{1,2})(?=\s|$)")
_FUTURE = re.compile(r"^\W*future items\b\W*", re.IGNORECASE)
_STANDING = re.compile(
    r"^(?:(?:\d{1,2}\s+)?(?:intro\b|introduction|apolog|declaration|minutes\b|verbal updates?\b|work programme|standing items?"
    r"|annual(?:ly)? items?|annually|annual report$|(?:non[- ])?key decisions?(?: items?)?:?$|n/?a\b|none\b|items?\b:?$"
    r"|cabinet committee to receive)|[^\n]*\bwork programme \d{4})",
    re.IGNORECASE,
)
_STANDING_CELL = re.compile(r"^standing item\b", re.IGNORECASE)
_TRAILING = re.compile(
    r"\s+(?:Standing Items?|Annual Items?|Verbal Updates? by\b.*)(?:\s+\d{1,2})?\s*$", re.IGNORECASE | re.DOTALL
)
_NOTE = re.compile(
    r"^(?:requested|suggested|added|arose|follow(?:s|ing)? on|to be (?:reported|brought)|discussed|moved|not ready|possibly|"
    r"updated on|\(?page\b|\*|(?:Mr|Mrs|Ms|Cllr)\b.*\b(?:requested|asked)|\w+ (?:mtg|meeting)\b|in \d{4}\b|and not\b)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Announced:
    """An entry of a plan: `start` to `end` its words, the meeting's date where it is given, title and decision number."""

    start: int
    end: int
    date: dt.date | None
    title: str
    number: str | None


def announces(part: Part) -> bool:
    """Whether a part of a paper is a work programme or a forward plan."""
    titles = [part.title, part.variety or "", part.item.title if part.item and part.kind == "appendix" else ""]
    return part.kind in {"appendix", "plan", "report"} and any(_PLAN.search(t) for t in titles)


def find_announced(text: str, words: str, start: int, end: int) -> tuple[Announced, ...]:
    """The entries between two offsets that stand under or beside a meeting's date, standing items left out.

    `words` is the masked text. Where the layout keeps an entry's lines together they are one entry.
    """
    lines = split_lines(text, start, end)
    found: list[Announced] = []
    for date, group in _dated(lines, words):
        for first, last in _entries(group):
            entry = _announced(text, first, last, date)
            if entry and not any(entry.start < f.end and f.start < entry.end for f in found):
                found.append(entry)
    return tuple(found)


def _dated(lines: tuple[Line, ...], words: str) -> Iterator[tuple[dt.date | None, list[Line]]]:
    """Groups of lines that belong to one meeting's date; what stands before the first date is left out."""
    date: dt.date | None = None
    group: list[Line] = []
    opened = False
    for line in lines:
        if not line.blank and not words[line.start : line.end].strip() and not TAG.search(line.text):
            continue
        heading = _heading(line)
        future = _FUTURE.match(line.text)
        if not (heading or future or _UNALLOCATED.search(line.text)):
            if opened:
                group.append(line)
            continue
        if opened:
            yield date, group
        date, rest = heading or (None, _after(line, future.end()) if future else None)
        group, opened = [rest] if rest else [], True
    if opened:
        yield date, group


def _heading(line: Line) -> tuple[dt.date, Line | None] | None:
    """The date that opens a line, and what follows it there."""
    dates = find_dates(line.text[:60])
    if not dates:
        return None
    before = line.text[: dates[0].start].strip(" *|\t#")
    if before and not re.fullmatch(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|\d{1,2}", before, re.IGNORECASE):
        return None
    after = re.match(r"\s*(?:[*,]+|at \d{1,2}(?:[.:]\d\d)?\s?[ap]m|\([^)]*\))*[ *]*", line.text[dates[0].end :])
    return dates[0].date, _after(line, dates[0].end + (after.end() if after else 0))


def _after(line: Line, at: int) -> Line | None:
    rest = Line(line.start + at, line.end, line.text[at:])
    return None if rest.blank else rest


def _entries(group: list[Line]) -> Iterator[tuple[int, int]]:
    """The offsets of the entries of one date: table cells, numbered rows, bullets, or lines that stand together."""
    lost = sum(_LOST_BULLET.match(line.text) is not None for line in group) >= 2
    bulleted = lost or any(_BULLET.match(line.text) and "\t" not in line.text for line in group)
    rows = sum("\t" not in line.text and _ROW.search(line.text) is not None for line in group) >= 3
    open_start = open_end = -1
    titled = False
    for line in group:
        run = list(_RUN_TOGETHER.finditer(line.text))
        if "\t" in line.text or _PIECE.search(line.text.strip()[1:]) or len(run) >= 4:
            if open_start >= 0:
                yield open_start, open_end
            open_start = -1
            yield from _cells(line) if len(run) < 4 or "\t" in line.text else _between(line, run)
            continue
        if line.blank or _BARE_BULLET.match(line.text):
            if open_start >= 0:
                yield open_start, open_end
            open_start = -1
            continue
        opens = _BULLET.match(line.text) or (_LOST_BULLET.match(line.text) if lost else None)
        begins = opens or rows or open_start < 0 or (bulleted and line.text.strip()[:1].isupper() and not titled)
        if begins:
            if open_start >= 0:
                yield open_start, open_end
            open_start = line.start + (opens.end() if opens else len(line.text) - len(line.text.lstrip()))
        titled = opens is not None and len(line.text) > 50
        open_end = line.start + len(line.text.rstrip())
    if open_start >= 0:
        yield open_start, open_end


def _cells(line: Line) -> Iterator[tuple[int, int]]:
    cells = [(m.start(), m.end()) for m in re.finditer(r"[^\t]+", line.text)]
    texts = [plain(line.text[a:b]) for a, b in cells]
    listed = any(_PIECE.search(line.text[a:b]) for a, b in cells)
    if any(_STANDING_CELL.match(t) for t in texts) and not listed:
        return
    named = [(a, b) for (a, b), t in zip(cells, texts, strict=True) if _LETTERS.search(t)]
    for a, b in named if listed or line.text.startswith("\t") else named[:1]:
        at = a
        for mark in [*_PIECE.finditer(line.text, a, b), None]:
            close = mark.start() if mark else b
            if line.text[at:close].strip():
                lead = len(line.text[at:close]) - len(line.text[at:close].lstrip())
                yield line.start + at + lead, line.start + at + len(line.text[at:close].rstrip())
            at = mark.end() if mark else b


def _between(line: Line, marks: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """The entries of a table whose rows ran together: what stands between their numbers and remarks."""
    at = 0
    for mark in [*marks, None]:
        close = mark.start() if mark else len(line.text)
        if stretch := line.text[at:close].strip():
            begin = line.text.index(stretch, at)
            yield line.start + begin, line.start + begin + len(stretch)
        at = mark.end() if mark else close


def _announced(text: str, start: int, end: int, date: dt.date | None) -> Announced | None:
    trailing = _TRAILING.search(text[start:end])
    close = start + trailing.start() if trailing else end
    words = plain(text[start:close])
    if _STANDING.match(words) or _NOTE.match(words) or not _reads_as_title(words):
        return None
    numbers = decision_numbers(words)
    title = re.sub(r"\(?\b\d{2}/\d{4,5}\)?\s*[-–:]?\s*", "", words).strip(" -–:") or words
    title = re.sub(r"^\d{1,2}\s+(?=[A-Z])|(?<=[a-zA-Z])\s+\d{1,2}$", "", title)
    return Announced(start, close, date, title, numbers[0] if numbers else None)


def _reads_as_title(words: str) -> bool:
    """Whether an entry may be a title: a remark's end, a sentence or a month alone is none."""
    if words.endswith(".") or words.count(")") > words.count("(") or len(words.split()) > 40:
        return False
    return any(word.lower() not in {*MONTHS, "or", "and"} for word in _LETTERS.findall(words))
