"""Facts about risks: reference, title, owner and score, from risk registers and lists of risks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.fact import Fact, first_words, lines_of, pieces_of
from indexer.lines import Line
from indexer.records import Document, Part, Stamp, TablePlace
from indexer.table import cells

_REFERENCE = re.compile(r"^\W*(?P<ref>[A-Z]{1,5}[ -]?\d{1,5})\W*$")
_RISK = re.compile(r"\brisks?\b", re.IGNORECASE)
_SCORE = re.compile(r"^(?:[1-9]|1\d|2[0-5])$")
_RATING = re.compile(
    r"^(?:minor|moderate|significant|serious|major|critical|unlikely|possible|likely|very (?:un)?likely|low|"
    r"medium|high)\b.{0,12}$",
    re.IGNORECASE,
)
_REACH = 60
_FEWEST = 3


def find_risks(document: Document, stamps: Sequence[Stamp]) -> Iterator[Fact]:
    """One fact a risk: its row, and in a register also the cells with its scores."""
    for part in document.outline.parts:
        if part.kind in {"report", "appendix", "plan"}:
            yield from _of_part(part, lines_of(document, part, stamps))


def _of_part(part: Part, lines: Sequence[Line]) -> Iterator[Fact]:
    rows = [
        at for at, line in enumerate(lines) if "\t" in line.text and _reference(line) and _among_risks(part, lines, at)
    ]
    if len(rows) < _FEWEST:
        return
    for number, at in enumerate(rows):
        close = min(rows[number + 1] if number + 1 < len(rows) else len(lines), at + _REACH)
        row = cells(lines[at].text)
        filled = [cell for cell in row if cell]
        scored = _scored(lines[at + 1 : close]) if part.variety == "risk register" else []
        told = _explained(lines, at, close) if scored else []
        if part.variety == "risk register":
            about = f"Owner, risk rating, risk level: {first_words('; '.join(filled[2:]), 30)}. {_scores(scored)}"
        elif any(_SCORE.match(cell) for cell in row):
            about = f"Risk rating: {_paired(cells(lines[_top(lines, at)].text), row)}"
        else:
            continue
        about = f"Risk {filled[0]}, {filled[1]}. {about}"
        place = TablePlace(caption=part.title or "risks", row=" ".join(filled[:2]))
        yield Fact(part, pieces_of([lines[at], *told, *scored]), "risk", about, place, lines[rows[0]].start)


def _reference(line: Line) -> bool:
    row = [cell for cell in cells(line.text) if cell]
    return (
        len(row) >= 2
        and bool(_REFERENCE.match(row[0]))
        and len(row[1].split()) >= 1
        and bool(re.search(r"[A-Za-z]{3}", row[1]))
    )


def _among_risks(part: Part, lines: Sequence[Line], at: int) -> bool:
    """Whether the row stands in a risk register, or in a table that the lines above it call one of risks."""
    if part.variety == "risk register":
        return True
    top = _top(lines, at)
    return any(_RISK.search(line.plain) for line in lines[max(0, top - 3) : top + 1])


def _top(lines: Sequence[Line], at: int) -> int:
    """The first line of the table that line `at` stands in."""
    while at and "\t" in lines[at - 1].text:
        at -= 1
    return at


def _paired(header: Sequence[str], row: Sequence[str]) -> str:
    pairs = [f"{name} {cell}" for name, cell in zip(header, row, strict=False) if cell]
    return "; ".join(pairs[2:])


def _explained(lines: Sequence[Line], at: int, close: int) -> list[Line]:
    """The description that follows a register's row, where it is not long."""
    following = lines[at + 1] if at + 1 < close else None
    return [following] if following and len(following.text.split()) <= 120 and not _scored([following]) else []


def _scored(lines: Sequence[Line]) -> list[Line]:
    """The lines of a register's entry that hold its score and what the score is made of."""
    found = []
    for line in lines:
        filled = [cell for cell in cells(line.text) if cell]
        if (
            "\t" in line.text
            and filled
            and (_SCORE.match(filled[0]) or _RATING.match(filled[0]))
            and len(line.text.split()) < 25
        ):
            found.append(line)
    return found[:3]


def _scores(lines: Sequence[Line]) -> str:
    rows = [[cell for cell in cells(line.text) if cell] for line in lines]
    numbers = [cell for row in rows for cell in row if _SCORE.match(cell)]
    made_of = [row[0] for row in rows if _RATING.match(row[0])]
    if not numbers:
        return ""
    target = f" Target risk level {numbers[-1]}." if len(numbers) > 1 else ""
    return f"Current risk score {numbers[0]}, rated {numbers[0]}: {', '.join(made_of)}.{target}"
