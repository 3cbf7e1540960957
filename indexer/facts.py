"""Facts that people ask for again and again, as passages of their own beside the plain ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.fact import Fact, as_passage
from indexer.facts_figures import find_figures
from indexer.facts_people import find_people
from indexer.facts_programme import find_programme
from indexer.facts_risks import find_risks
from indexer.facts_tables import find_rows
from indexer.records import Document, Passage, Stamp

_WORDS_A_PASSAGE = 105
_SHARE = 0.35
_MOST_ROWS = 5


def find_facts(document: Document, stamps: Sequence[Stamp]) -> tuple[Passage, ...]:
    """The facts of a document as passages: contacts, attendance, work programme, rows of figures, indicators, risks.

    The text of each is the page's own words; its context says in generated words what the fact is and how people ask for
    it. No fact crosses parts. Where a document is full of tables, neighbouring rows are taken together, so that there are
    not many more than a third as many facts as plain passages.
    """
    others = [*find_people(document, stamps), *find_programme(document, stamps), *find_risks(document, stamps)]
    taken = {piece for fact in others for piece in fact.pieces}
    rows = [*find_rows(document, stamps), *find_figures(document, stamps)]
    rows = [fact for fact in rows if not any(piece in taken for piece in fact.pieces)]
    room = int(len(document.text.split()) / _WORDS_A_PASSAGE * _SHARE) - len(others)
    passages: dict[str, Passage] = {}
    for fact in sorted([*others, *_thinned(rows, room)], key=lambda fact: fact.pieces[0]):
        passage = as_passage(document, fact)
        passages.setdefault(passage.id, passage)
    return tuple(passages.values())


def _thinned(rows: Sequence[Fact], room: int) -> list[Fact]:
    """The rows, neighbours of the same table joined two by two, three by three, … until there is room for them."""
    for count in range(1, _MOST_ROWS + 1):
        joined = _joined(rows, count)
        if len(joined) <= room:
            return joined
    return joined if rows else []


def _joined(rows: Sequence[Fact], count: int) -> list[Fact]:
    joined: list[tuple[Fact, int]] = []
    for row in rows:
        before = joined[-1] if joined else None
        same = before is not None and row.variety == "table row" and before[0].group == row.group
        if before and same and before[1] < count:
            joined[-1] = (_both(before[0], row), before[1] + 1)
        else:
            joined.append((row, 1))
    return [fact for fact, _ in joined]


def _both(first: Fact, second: Fact) -> Fact:
    table = first.table
    if table and second.table:
        table = replace(table, row="; ".join(row for row in (table.row, second.table.row) if row) or None)
    pieces = first.pieces + tuple(piece for piece in second.pieces if piece not in first.pieces)
    return replace(first, pieces=pieces, about=f"{first.about} {second.about}", table=table)
