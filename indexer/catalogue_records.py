"""Rows of the catalogue → the records that they were written from, and filters → conditions."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from indexer.filters import Filter
from indexer.records import AgendaEntry, Decision, Item, Meeting, PageSpan, Part, Passage, TablePlace
from indexer.rows import DocumentRow, ItemRow

DOCUMENTS = (
    "SELECT id, file, digest, size, format, title, kind, meeting, pages, url, council,"
    " (SELECT group_concat(page) FROM withheld WHERE document = id), fingerprint FROM documents"
)
ITEMS = """
    SELECT i.id, i.key, i.meeting, i.number, i.minute, i.title, i.decision_number, i.part, i.status,
        (SELECT group_concat(document) FROM (SELECT p.document FROM parts p JOIN documents d ON d.id = p.document
                                              WHERE p.item = i.id GROUP BY p.document ORDER BY d.position))
    FROM items i LEFT JOIN meetings m ON m.id = i.meeting
    ORDER BY m.date, m.body, cast(i.number AS INTEGER), i.minute IS NOT NULL, i.number, i.id
"""
MEETING_PARTS = """
    SELECT p.meeting, p.document, p.kind FROM parts p JOIN documents d ON d.id = p.document WHERE p.meeting IS NOT NULL
    GROUP BY p.meeting, p.document, p.kind ORDER BY d.position, p.position
"""
PASSAGES = (
    "SELECT row, id, document, meeting, item, part, variety, paragraph, text, context, classification, outcome, in_table,"
    " caption, table_row, table_column, unit, period FROM passages"
)
SPANS = "SELECT passage, page, start, end FROM spans WHERE passage IN"
HEADINGS = "SELECT passage, heading FROM headings WHERE passage IN"
DECISIONS = (
    "SELECT p.id, p.document, p.item, p.meeting, p.outcome, p.advisory, p.limb, p.text, p.start, p.end, p.proof,"
    " p.proof_start, p.proof_end, p.number, p.vote, p.mover, p.seconder FROM decisions"
)


class Known:
    """The meetings and items of a catalogue, by their row numbers, and the matters that the items are about, by key."""

    def __init__(self, meetings: Iterable[Any], items: Iterable[Any]) -> None:
        self.meetings = {
            number: Meeting(body, dt.date.fromisoformat(date) if date else None, venue)
            for number, body, date, venue in meetings
        }
        self.items: dict[int, Item] = {}
        self.matters: dict[str, ItemRow] = {}
        for number, key, meeting, *facts, documents in items:
            item = self.items[number] = Item(self.meetings[meeting], *facts)
            row = ItemRow(key, item, tuple(documents.split(",")) if documents else ())
            self.matters[key] = _joined(self.matters[key], row) if key in self.matters else row

    def document(self, row: Any) -> DocumentRow:
        """A row of DOCUMENTS."""
        key, file, digest, size, form, title, kind, meeting, pages, url, council, withheld, fingerprint = row
        return DocumentRow(
            key,
            file,
            digest,
            size,
            form,
            title,
            kind,
            self.meetings.get(meeting),
            pages,
            url,
            council,
            tuple(sorted(map(int, withheld.split(",")))) if withheld else (),
            fingerprint,
        )

    def part(self, row: Any) -> Part:
        """A row of parts."""
        kind, meeting, item, *rest = row
        return Part(kind, self.meetings.get(meeting), self.items.get(item), *rest)

    def passage(self, row: Any, spans: tuple[PageSpan, ...], headings: tuple[str, ...]) -> Passage:
        """A row of PASSAGES, with what stands in other tables."""
        _, key, document, meeting, item, part, variety, paragraph, text, context, *rest = row
        classification, outcome, in_table, *table = rest
        return Passage(
            key,
            document,
            self.meetings.get(meeting),
            self.items.get(item),
            part,
            variety,
            headings,
            paragraph,
            text,
            spans,
            context,
            classification,
            outcome,
            TablePlace(*table) if in_table else None,
        )

    def decision(self, row: Any, flags: tuple[str, ...], also: tuple[tuple[int, int], ...]) -> Decision:
        """A row of DECISIONS, with its flags and the other places that say the same."""
        _, document, item, meeting, outcome, advisory, *rest = row
        item, meeting = self.items.get(item), self.meetings.get(meeting)
        return replace(Decision(document, item, meeting, outcome, bool(advisory), *rest), flags=flags, also=also)


def agenda_entry(row: Any) -> AgendaEntry:
    """A row of the agenda."""
    number, title, decision, first, last, status, exempt, start, end = row
    return AgendaEntry(number, title, decision, first, last, status, bool(exempt), start, end)


def conditions(
    filters: Filter, part: str, outcome: str, body: str, date: str, document: str, number: str = "i.decision = ?"
) -> tuple[str, tuple[object, ...]]:
    """A filter as the condition of a statement in which `i` are items and `d` documents, and its values.

    The other arguments are the conditions or columns of the rows chosen.
    """
    asked: list[tuple[str, object]] = [
        (f"{body} = ?", filters.body),
        (f"{date} >= ?", filters.date_from and filters.date_from.isoformat()),
        (f"{date} <= ?", filters.date_to and filters.date_to.isoformat()),
        (f"substr({date}, 1, 4) = ?", filters.year and f"{filters.year:04d}"),
        ("d.kind = ?", filters.kind),
        (part, filters.part),
        (outcome, filters.outcome),
        ("? IN (i.number, i.key)", filters.item),
        (number, filters.decision_number),
        (f"{document} = ?", filters.document),
    ]
    set_ones = [(clause, value) for clause, value in asked if value is not None]
    clauses, values = [clause for clause, _ in set_ones], [value for _, value in set_ones]
    if filters.documents is not None:
        clauses.append(f"{document} IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(filters.documents))
    return " AND ".join(clauses) or "1", tuple(values)


def _joined(one: ItemRow, other: ItemRow) -> ItemRow:
    """Two accounts of one matter as one; what the first lacks is taken from the second."""
    first, second = one.item, other.item
    item = replace(
        first,
        number=first.number or second.number,
        minute=first.minute or second.minute,
        decision_number=first.decision_number or second.decision_number,
        status="paper" if "paper" in {first.status, second.status} else first.status,
    )
    return ItemRow(one.key, item, tuple(dict.fromkeys((*one.documents, *other.documents))))
