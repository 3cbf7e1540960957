"""Facts in tables that lost their tabs: lines that end in several figures, as a PDF gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.fact import Fact, first_words, lines_of, pieces_of
from indexer.lines import Line
from indexer.records import Document, Part, Stamp, TablePlace

_FIGURE = re.compile(r"[£$€(+–-]*\d[\d,.]*(?:%|k|m|bn)?\)?|N/A|n/a|tbc|TBC|[+–-]")
_AMOUNT = re.compile(r"[£%]|\d[.,]\d|^[+–-]\d")
_TELEPHONE = re.compile(r"0\d{3,}$")
_WORD = re.compile(r"[A-Za-z]{3}")
_UNIT = re.compile(r"£\s?(?:000s?|m(?:illions?)?\b|k\b)|£|%|\bdays\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4}|20\d\d\s?[-/–]\s?(?:20)?\d\d)\b",
    re.IGNORECASE,
)
_FEWEST_ROWS = 3
_FEWEST_FIGURES = 2
_MOST_WRAPPED = 3
_LONGEST_LABEL = 40
_LONGEST_NAME = 16
_MOST_HEADER_LINES = 14


@dataclass(frozen=True, slots=True)
class _Row:
    first: int
    last: int
    label: str


def find_figures(document: Document, stamps: Sequence[Stamp]) -> Iterator[Fact]:
    """Rows of figures without tabs, each with what stands above its table; which figure is whose is not told."""
    for part in document.outline.parts:
        if part.kind not in {"report", "appendix", "plan"} or part.variety in {
            "equality impact assessment",
            "work programme",
        }:
            continue
        lines = lines_of(document, part, stamps)
        for rows in _tables(lines):
            yield from _facts(part, lines, rows)


def _tables(lines: Sequence[Line]) -> list[list[_Row]]:
    """Runs of rows; a row's name may wrap over the lines before its figures, or stand there alone."""
    tables: list[list[_Row]] = []
    for at, line in enumerate(lines):
        last = tables[-1][-1].last if tables else -10
        near = at - last <= _MOST_WRAPPED + 1
        label, figures = _label(line)
        if figures < (1 if _is_amount(line, label, near) else _FEWEST_FIGURES):
            continue
        above = _name_above(lines, last + 1 if near else at - (0 if label else _MOST_WRAPPED), at, bool(label))
        row = _Row(at - len(above), at, " ".join([*(each.plain for each in above), label]).strip())
        if not _WORD.search(row.label):
            continue
        if near:
            tables[-1].append(row)
        else:
            tables.append([row])
    return [rows for rows in tables if len(rows) >= _FEWEST_ROWS]


def _is_amount(line: Line, label: str, near: bool) -> bool:
    """Whether a line is a name and one amount: of any kind within a table, a sum of money or percentage to open one."""
    last = line.text.split()[-1]
    opens = bool(re.search(r"[£%]", last)) and label[:1].isupper() and len(label.split()) <= _LONGEST_NAME
    return bool(label) and (opens or (near and bool(_AMOUNT.search(last))))


def _name_above(lines: Sequence[Line], first: int, at: int, named: bool) -> list[Line]:
    """The lines above line `at` that begin its name: short ones without figures or a stop, no blank line between them."""
    taken: list[Line] = []
    for back in range(at - 1, max(first, 0) - 1, -1):
        line = lines[back]
        words = line.text.split()
        parted = lines[back + 1].start - line.end > (1 if taken and not named else 2)
        if len(words) > _LONGEST_NAME or line.text.rstrip().endswith((".", ":")) or (parted and (named or taken)):
            break
        if sum(any(c.isdigit() for c in word) for word in words) > 1:
            break
        taken.insert(0, line)
    return taken


def _label(line: Line) -> tuple[str, int]:
    """The words that name a row and the number of figures after them; nothing where the line is no row."""
    words = line.text.split()
    count = len(words)
    while count and _FIGURE.fullmatch(words[count - 1]):
        count -= 1
    figures = sum(any(c.isdigit() for c in word) for word in words[count:])
    sentence = words[-1].endswith(".") or any(_TELEPHONE.match(word) for word in words[count:])
    if "\t" in line.text or count > _LONGEST_LABEL or not figures or sentence:
        return "", 0
    return " ".join(words[:count]), figures


def _facts(part: Part, lines: Sequence[Line], rows: Sequence[_Row]) -> Iterator[Fact]:
    header = _header(lines, rows[0].first)
    words = first_words(" ".join(line.plain for line in header), 45)
    for row in rows:
        about = f"{row.label}."
        place = TablePlace(
            first_words(words, 25) or None, row.label, None, _found(_UNIT, words), _found(_PERIOD, words)
        )
        yield Fact(
            part,
            pieces_of(lines[row.first : row.last + 1]),
            "table row",
            about,
            place,
            lines[rows[0].first].start,
            lead=f"{words}.",
        )


def _header(lines: Sequence[Line], at: int) -> list[Line]:
    """The short lines above a table, up to the prose that ends before them."""
    header: list[Line] = []
    for line in reversed(lines[max(0, at - _MOST_HEADER_LINES) : at]):
        if _label(line)[1] >= _FEWEST_FIGURES:
            break
        header.insert(0, line)
        if len(line.text.split()) > 12 or line.text.rstrip().endswith("."):
            break
    return header


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[0] if match else None
