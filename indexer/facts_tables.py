"""Facts in tables: rows of figures with the names of their columns, and performance indicators month by month."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from indexer.fact import Fact, first_words, lines_of, pieces_of
from indexer.lines import Line
from indexer.records import Document, Part, Stamp, TablePlace
from indexer.sentences import split_sentences
from indexer.table import Row, Table, find_tables, is_value

_MONTH = re.compile(r"^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*[ -]?'?\d{2,4}$", re.IGNORECASE)
_RAG = re.compile(r"^(?:red|amber|green)$", re.IGNORECASE)
_INDICATOR = re.compile(r"\btargets?\b|\bRAG\b|\bindicators?\b|\bfloor\b|\bthreshold\b|\bKPIs?\b", re.IGNORECASE)
_TITLE = re.compile(r"^\W*(?:\d{1,2}(?:\.\d)?\)|[A-Z]{2,6}[ -]?\d{1,3}\b)\s*\S", re.IGNORECASE)
_UNIT = re.compile(r"£\s?(?:000s?|m(?:illions?)?\b|k\b)|£|%|\bdays\b|\bhours\b|\bper (?:week|day|hour)\b")
_PERIOD = re.compile(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4}|"
    r"20\d\d\s?[-/–]\s?(?:20)?\d\d|"
    r"Q[1-4]\s+\d{4}\S*|(?:Quarter|Q)\s?[1-4]|20\d\d)\b"
)
_MONTH_YEAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+20\d\d\b(?!\s+Cabinet)"
)
_TORN = re.compile(r"^[£$€\s]+$")
_LONGEST_LABEL = 32
_LONGEST_VALUE = 16
_MOST_PAIRS = 10
_LONGEST_CAPTION = 35
_FEWEST_ROWS = 3


def find_rows(document: Document, stamps: Sequence[Stamp]) -> Iterator[Fact]:
    """The rows of every table of figures in a document. Tables of words are left to the plain passages."""
    for part in document.outline.parts:
        if part.kind == "agenda" or part.variety in {"work programme", "equality impact assessment", "risk register"}:
            continue
        lines = lines_of(document, part, stamps)
        for table in find_tables(lines):
            if _months(table):
                yield from _month_by_month(part, lines, table)
            else:
                opening = [line.plain for line in lines[:6]] if part.kind == "appendix" else []
                yield from _row_by_row(part, table, opening, [page.start for page in document.pages])


def _months(table: Table) -> bool:
    return sum(bool(_MONTH.match(name)) for name in table.header) >= 4 or any(
        sum(bool(_MONTH.match(cell)) for cell in row.cells) >= 4 for row in table.rows[:1]
    )


def _month_by_month(part: Part, lines: Sequence[Line], table: Table) -> Iterator[Fact]:
    """An indicator's target, value and rating for each month, in one piece with the indicator's title."""
    first = table.header_lines[0] if table.header_lines else table.rows[0].line
    at = next(i for i, line in enumerate(lines) if line is first)
    title = next((line for line in reversed(lines[max(0, at - 14) : at]) if _TITLE.match(line.plain)), None)
    body = [row for row in table.rows if len(row.filled) > 1]
    head = list(table.header)
    if not table.header_lines or not any(_MONTH.match(name) for name in head):
        head, body = list(body[0].cells), body[1:]
    if not body:
        return
    latest = max((i for i, name in enumerate(head) if _MONTH.match(name)), default=0)
    shown = "; ".join(f"{row.cells[0]} {row.cells[latest]}" for row in body if latest < len(row.cells))
    name = title.plain if title else " ".join(line.plain for line in table.caption[-1:])
    about = f"{first_words(name, 25)}: key performance indicator (KPI) month by month, target, actual and RAG rating."
    about += f" {head[latest]}: {shown}"
    block = [*([title] if title else []), *(line for line in (*table.header_lines, *(row.line for row in table.rows)))]
    place = TablePlace(
        first_words(name, 25), None, None, _unit(name), f"{next(n for n in head if _MONTH.match(n))} to {head[latest]}"
    )
    yield Fact(part, pieces_of(block), "KPI", about, place, first.start)


def _row_by_row(part: Part, table: Table, opening: Sequence[str], pages: Sequence[int]) -> Iterator[Fact]:
    """Each row that pairs a name with values, where most rows do, below the names of the columns where its page has them.

    A table with torn cells (a currency sign without its sum) is left alone: what stands in which column is not known.
    """
    wanted = [row for row in table.rows if _pairs_values(row)]
    columns = max((len(row.filled) for row in wanted), default=0)
    figures = any(is_value(cell) and any(c.isdigit() for c in cell) for row in wanted for cell in row.filled[1:])
    if (
        len(wanted) < _FEWEST_ROWS
        or 2 * len(wanted) < len(table.rows)
        or (columns < 3 and len(wanted) < 6)
        or not figures
    ):
        return
    if _is_contents(wanted) or any(_TORN.match(cell) for row in table.rows for cell in row.filled):
        return
    caption = _caption(part, table)
    about_table = f"{caption} {' '.join(table.header)}"
    variety = "KPI" if _is_indicator(table) else "table row"
    dated = next((match[0] for text in (caption, *opening) if (match := _MONTH_YEAR.search(text))), "")
    group, label = "", ""
    for row in table.rows:
        if len(row.filled) == 1 and not is_value(row.filled[0]):
            group = row.filled[0].rstrip(" :")
            continue
        if row not in wanted:
            continue
        label = _label(row) or label
        pairs = _paired(table.header, row, label)
        about = f"{group + ': ' if group else ''}{label}: {pairs}."
        place = TablePlace(
            caption=first_words(caption, 25) or None,
            row=f"{group}: {label}" if group else label or None,
            unit=_unit(" ".join([*table.header, *row.cells, caption])),
            period=dated or _period(about_table),
        )
        header = [
            line
            for line in table.header_lines
            if bisect_right(pages, line.start) == bisect_right(pages, row.line.start)
        ]
        lead = f"{first_words(caption, 30).rstrip('.:')}." if caption != part.title else ""
        lead = f"Key performance indicator (KPI), {dated}. {lead}" if variety == "KPI" else lead
        yield Fact(part, pieces_of([*header, row.line]), variety, about, place, table.rows[0].line.start, lead=lead)


def _is_contents(rows: Sequence[Row]) -> bool:
    """Whether the rows are a table of contents: titles and page numbers that rise."""
    numbers = [row.filled[-1] for row in rows if len(row.filled) == 2]
    pages = [int(number) for number in numbers if number.isdigit()]
    return len(pages) == len(rows) and pages == sorted(pages) and pages[-1] > pages[0]


def _pairs_values(row: Row) -> bool:
    values = [cell for cell in row.filled[1:] if is_value(cell)]
    return (
        len(row.filled) >= 2
        and bool(values)
        and len(row.filled[0].split()) <= _LONGEST_LABEL
        and all(len(cell.split()) <= _LONGEST_VALUE for cell in row.filled[2:])
        and bool(re.search(r"[A-Za-z]{2}", " ".join(row.filled)))
    )


def _label(row: Row) -> str:
    """The words that name a row: its first cells up to its first value, a reference before its title included."""
    names: list[str] = []
    for cell in row.filled[:3]:
        if is_value(cell) and names:
            break
        if re.search(r"[A-Za-z]{2}", cell):
            names.append(cell)
        if len(cell.split()) > 2:
            break
    return " ".join(names)


def _paired(header: Sequence[str], row: Row, label: str) -> str:
    pairs = []
    for at, cell in enumerate(row.cells):
        if not cell or cell in label:
            continue
        name = header[at] if at < len(header) else ""
        pairs.append(f"{name} {cell}" if name else cell)
    return "; ".join(pairs[:_MOST_PAIRS])


def _is_indicator(table: Table) -> bool:
    names = " ".join(table.header)
    return bool(_INDICATOR.search(names)) or any(_RAG.match(cell) for row in table.rows for cell in row.cells)


def _caption(part: Part, table: Table) -> str:
    """What the lines above a table say it is: the nearest of them, sentences cut to their last."""
    above = [line.plain for line in table.caption if len([cell for cell in line.text.split("\t") if cell.strip()]) == 1]
    near = above[-1] if above else ""
    if len(near.split()) < 3 and len(above) > 1:
        near = f"{above[-2]} {near}"
    sentences = [near[start:end] for start, end in split_sentences(near)]
    while len(sentences) > 1 and len(" ".join(sentences).split()) > _LONGEST_CAPTION:
        sentences.pop(0)
    return " ".join(" ".join(sentences).split()[-_LONGEST_CAPTION:]) or part.title


def _unit(text: str) -> str | None:
    match = _UNIT.search(text)
    return match[0] if match else None


def _period(text: str) -> str | None:
    match = _PERIOD.search(text)
    return match[0] if match else None
