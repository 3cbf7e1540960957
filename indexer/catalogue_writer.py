"""Writes the catalogue of a generation: one SQLite file, papers in the order in which they are added."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from indexer.catalogue_schema import FORMAT, INDEXES, TABLES
from indexer.records import Decision, Item, Meeting, Page, Part, Passage
from indexer.references import normal_decision
from indexer.rows import Abbreviation, DocumentRow, Paper, item_key


class CatalogueWriter:
    """Adds papers; passages get the next row numbers, from 0 on. Nothing is sound before `finish`."""

    def __init__(self, path: Path) -> None:
        """Make the file, which must not be there yet."""
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(f"PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; {TABLES} BEGIN;")
        self._meetings: dict[Meeting, int] = {}
        self._items: dict[Item, int] = {}
        self._rows = 0
        self._decisions = 0

    def add(self, paper: Paper) -> range:
        """Add a paper; the row numbers of its passages, in their order.

        Raises:
            sqlite3.IntegrityError: A document, file name or passage that is there already.
            KeyError: A passage stands on a page that is not there. Either way nothing of the paper is added.
        """
        known = (len(self._meetings), len(self._items), self._rows, self._decisions)
        self._database.execute("SAVEPOINT paper")
        try:
            return self._add(paper)
        except BaseException:
            self._database.execute("ROLLBACK TO paper")
            self._forget(*known)
            raise
        finally:
            self._database.execute("RELEASE paper")

    def add_abbreviations(self, found: Iterable[Abbreviation]) -> None:
        """Add what short forms stand for, in their order."""
        self._insert("abbreviations", [(None, a.key, a.short, a.long, a.passages, a.ordinary) for a in found])

    def _add(self, paper: Paper) -> range:
        document = paper.row
        self._insert("documents", [self._document(document)])
        self._insert("withheld", [(document.id, page) for page in document.withheld_pages])
        self._insert("pages", [(document.id, p.number, p.label, p.basis, p.start, p.text) for p in paper.pages])
        self._insert("notes", [(document.id, n, note.page, note.problem) for n, note in enumerate(paper.notes)])
        self._insert("agenda", [_agenda(paper, n) for n in range(len(paper.agenda))])
        self._insert("parts", [self._part(document.id, n, part) for n, part in enumerate(paper.parts)])
        for decision in paper.decisions:
            self._add_decision(decision)
        return self._add_passages(document, paper.passages, paper.pages)

    def _forget(self, meetings: int, items: int, rows: int, decisions: int) -> None:
        """Go back to an earlier state of what was numbered."""
        while len(self._meetings) > meetings:
            self._meetings.popitem()
        while len(self._items) > items:
            self._items.popitem()
        self._rows, self._decisions = rows, decisions

    def finish(self) -> None:
        """Write what is left, build the indexes, and leave one file that is only read from then on."""
        self._database.execute("COMMIT")
        self._database.executescript(f"{INDEXES} ANALYZE; PRAGMA user_version = {FORMAT};")
        self.close()

    def close(self) -> None:
        """Close the file as it is; nothing happens where that was done."""
        self._database.close()

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def _document(self, row: DocumentRow) -> tuple[Any, ...]:
        meeting = self._meeting(row.meeting)
        return (
            None, row.id, row.file, row.digest, row.size, row.format, row.title, row.kind, meeting, row.pages, row.url,
            row.council, row.fingerprint,
        )  # fmt: skip

    def _part(self, document: str, position: int, part: Part) -> tuple[Any, ...]:
        meeting, item = self._meeting(part.meeting), self._item(part.item)
        return (document, position, part.kind, meeting, item, part.title, part.start, part.end, part.variety)

    def _meeting(self, meeting: Meeting | None) -> int | None:
        """The number of a meeting's row, which is made when the meeting first turns up."""
        if meeting is None:
            return None
        if meeting not in self._meetings:
            self._meetings[meeting] = number = len(self._meetings) + 1
            self._insert("meetings", [(number, meeting.body, meeting.date and str(meeting.date), meeting.venue)])
        return self._meetings[meeting]

    def _item(self, item: Item | None) -> int | None:
        """The number of an item's row, which is made when the item first turns up."""
        if item is None:
            return None
        if item not in self._items:
            meeting = self._meeting(item.meeting)
            self._items[item] = number = len(self._items) + 1
            decision = item.decision_number and (normal_decision(item.decision_number) or item.decision_number.strip())
            self._insert(
                "items",
                [(
                    number, item_key(item), meeting, item.number, item.minute, item.title, item.decision_number, decision,
                    item.part, item.status,
                )],
            )  # fmt: skip
        return self._items[item]

    def _add_passages(self, document: DocumentRow, passages: Iterable[Passage], pages: Iterable[Page]) -> range:
        page_starts = {page.number: page.start for page in pages}
        first = self._rows
        rows, spans, headings = [], [], []
        for row, passage in enumerate(passages, first):
            rows.append(self._passage(row, document, passage))
            headings += [(row, depth, heading) for depth, heading in enumerate(passage.heading_path)]
            for position, span in enumerate(passage.spans):
                start = page_starts[span.page_number]
                place = (document.id, start + span.start, start + span.end)
                spans.append((row, position, span.page_number, span.start, span.end, *place))
        for table, records in (("passages", rows), ("spans", spans), ("headings", headings)):
            self._insert(table, records)
        self._rows += len(rows)
        return range(first, self._rows)

    def _passage(self, row: int, document: DocumentRow, passage: Passage) -> tuple[Any, ...]:
        meeting = passage.meeting or document.meeting
        table = passage.table
        return (
            row, passage.id, passage.document_id, self._meeting(passage.meeting), self._item(passage.item),
            meeting and meeting.body, meeting and meeting.date and str(meeting.date), passage.part, passage.variety,
            passage.paragraph, passage.text, passage.context, passage.classification, passage.outcome, table is not None,
            *((table.caption, table.row, table.column, table.unit, table.period) if table else (None,) * 5),
        )  # fmt: skip

    def _add_decision(self, decision: Decision) -> None:
        self._decisions += 1
        self._insert(
            "decisions",
            [(
                self._decisions, decision.document_id, self._item(decision.item), self._meeting(decision.meeting),
                decision.outcome, decision.advisory, decision.limb, decision.text, decision.start, decision.end,
                decision.proof, decision.proof_start, decision.proof_end, decision.number, decision.vote, decision.mover,
                decision.seconder,
            )],
        )  # fmt: skip
        self._insert("decision_flags", [(self._decisions, n, flag) for n, flag in enumerate(decision.flags)])
        self._insert("decision_places", [(self._decisions, n, *place) for n, place in enumerate(decision.also)])


def _agenda(paper: Paper, position: int) -> tuple[Any, ...]:
    entry = paper.agenda[position]
    return (
        paper.row.id, position, entry.number, entry.title, entry.decision_number, entry.first_page, entry.last_page,
        entry.status, entry.exempt, entry.start, entry.end,
    )  # fmt: skip
