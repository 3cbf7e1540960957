"""Tables of a paper whose cells are parted by tabs: their caption, header and rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.lines import Line, plain

_VALUE = re.compile(r"^\W*(?:\d|tbc\b|n/?a\b|none\b|green\b|amber\b|red\b|internal\b|external\b)", re.IGNORECASE)
_NUMBER = re.compile(r"^[\s£$€+<>(~*-]*\d[\d,. ]*\s*(?:%|k|m|bn|million|days?|weeks?|hours?)?[\s)*]*$", re.IGNORECASE)
_RULE = re.compile(r"^[\s:|-]+$")
_GAP = 3
_LONGEST_CELL = 30
_MOST_HEADER_ROWS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line, and its cells without markup."""

    line: Line
    cells: tuple[str, ...]

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that hold anything."""
        return tuple(cell for cell in self.cells if cell)

    @property
    def figures(self) -> int:
        """How many cells are numbers."""
        return sum(bool(_NUMBER.match(cell)) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the lines before it that say what it is, the names of its columns, and its rows."""

    caption: tuple[Line, ...]
    header: tuple[str, ...]
    header_lines: tuple[Line, ...]
    rows: tuple[Row, ...]


def cells(text: str) -> list[str]:
    """The cells of a line."""
    return [plain(cell).strip(" •") for cell in text.strip("\n").split("\t")]


def is_value(cell: str) -> bool:
    """Whether a cell is a figure, a date or a word that stands in a figure's place."""
    return bool(_VALUE.match(cell)) or bool(re.search(r"\b(?:19|20)\d\d\b", cell) and len(cell.split()) <= 6)


def find_tables(lines: Sequence[Line]) -> list[Table]:
    """The tables among the lines of a part, in order; rows that go on after a page break belong to the table before it."""
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        if "\t" not in lines[at].text:
            at += 1
            continue
        close = at
        while (
            close < len(lines) and "\t" in lines[close].text and (close == at or _same(lines[close - 1], lines[close]))
        ):
            close += 1
        rows = [Row(line, tuple(cells(line.text))) for line in lines[at:close] if not _RULE.match(line.text)]
        before = tables[-1] if tables else None
        if before and before.rows and rows and _goes_on(before, rows[0], lines, at):
            tables[-1] = Table(before.caption, before.header, before.header_lines, (*before.rows, *rows))
        elif rows:
            tables.append(_table(lines[max(0, at - 3) : at], rows))
        at = close
    return tables


def _same(above: Line, line: Line) -> bool:
    """Whether a row belongs to the table of the row above it: no blank line parts them, or both have as many cells."""
    return line.start - above.end <= 1 or line.text.count("\t") == above.text.count("\t")


def _goes_on(before: Table, row: Row, lines: Sequence[Line], at: int) -> bool:
    """Whether a row stands right after a table and is no header of its own."""
    gap = next((back for back in range(1, at + 1) if lines[at - back] is before.rows[-1].line), at)
    width = len(before.rows[-1].cells)
    return (
        gap <= _GAP and len(row.cells) == width and (row.figures > 0 or bool(row.filled and is_value(row.filled[-1])))
    )


def _table(above: Sequence[Line], rows: Sequence[Row]) -> Table:
    rows = list(rows)
    while len(rows) > _MOST_HEADER_ROWS and len(rows[0].filled) == 1 and not is_value(rows[0].filled[0]):
        above = [*above, rows.pop(0).line]
    count = 0
    while count < min(_MOST_HEADER_ROWS, len(rows) - 1) and _is_header(rows[count], count):
        count += 1
    width = max(len(row.cells) for row in rows)
    columns = [[row.cells[i] for row in rows[:count] if i < len(row.cells) and row.cells[i]] for i in range(width)]
    header = tuple(" ".join(dict.fromkeys(names)) for names in columns)
    return Table(tuple(above), header, tuple(row.line for row in rows[:count]), tuple(rows[count:]))


def _is_header(row: Row, above: int) -> bool:
    """Whether a row names columns: no figures in it, and it fills more than its first cell (or has none)."""
    if row.figures or any(len(cell.split()) > _LONGEST_CELL for cell in row.cells):
        return False
    if len(row.filled) < 2:
        return False
    return above == 0 or not row.cells[0]
