"""Reads the catalogue of a generation: papers, pages, items, passages and decisions."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.catalogue_records import (
    DECISIONS,
    DOCUMENTS,
    HEADINGS,
    ITEMS,
    MEETING_PARTS,
    PASSAGES,
    SPANS,
    Known,
    agenda_entry,
    conditions,
)
from indexer.catalogue_schema import FORMAT
from indexer.errors import IndexDamaged, IndexMismatch
from indexer.filters import Filter
from indexer.records import AgendaEntry, Decision, Meeting, Page, PageNote, PageSpan, Part, Passage
from indexer.rows import Abbreviation, DocumentRow, ItemRow, MeetingRow, Paper

ANY = Filter()
AT_ONCE = 500  # rows of one statement
_HINT = "run: committee-papers index"


class Catalogue:
    """The catalogue of a finished generation, for reading; usable from several threads."""

    def __init__(self, path: Path) -> None:
        """Open a finished catalogue.

        Raises:
            IndexDamaged: The file is missing, cut short or no catalogue.
            IndexMismatch: It was written in another format.
        """
        try:
            self._database = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            (version,) = self._database.execute("PRAGMA user_version").fetchone()
            if version != FORMAT:
                raise IndexMismatch(f"{path} has format {version}, this program reads {FORMAT}", hint=_HINT)
            self._known = Known(self._all("SELECT * FROM meetings"), self._all(ITEMS))
        except sqlite3.Error as error:
            raise IndexDamaged(f"{path} is no catalogue: {error}", hint=_HINT) from error

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def documents(self) -> tuple[DocumentRow, ...]:
        """Every document, by date, the undated last."""
        return tuple(self._known.document(row) for row in self._all(f"{DOCUMENTS} ORDER BY position"))

    def document(self, document_id: str) -> DocumentRow | None:
        """A document by its id."""
        rows = self._all(f"{DOCUMENTS} WHERE id = ?", document_id)
        return self._known.document(rows[0]) if rows else None

    def paper(self, document_id: str) -> Paper | None:
        """Everything there is of a document."""
        row = self.document(document_id)
        if row is None:
            return None
        return Paper(
            row,
            self.pages(document_id),
            self.parts(document_id),
            self.agenda(document_id),
            self.notes(document_id),
            self.passages_of_document(document_id),
            self.decisions(Filter(document=document_id)),
        )

    def agenda(self, document_id: str) -> tuple[AgendaEntry, ...]:
        """The lines of a document's agenda list, in order."""
        rows = self._all(
            "SELECT number, title, decision_number, first_page, last_page, status, exempt, start, end FROM agenda"
            " WHERE document = ? ORDER BY position",
            document_id,
        )
        return tuple(agenda_entry(row) for row in rows)

    def page_count(self, document_id: str) -> int:
        """How many pages a document has; 0 where there is no such document."""
        row = self.document(document_id)
        return row.pages if row else 0

    def page(self, document_id: str, number: int) -> Page | None:
        """A page of a document by its 1-based position."""
        rows = self._all(
            "SELECT number, label, basis, start, text FROM pages WHERE document = ? AND number = ?", document_id, number
        )
        return Page(*rows[0]) if rows else None

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """The pages of a document, in order."""
        rows = self._all(
            "SELECT number, label, basis, start, text FROM pages WHERE document = ? ORDER BY number", document_id
        )
        return tuple(Page(*row) for row in rows)

    def notes(self, document_id: str) -> tuple[PageNote, ...]:
        """What is to be known of a document's pages."""
        rows = self._all("SELECT page, problem FROM notes WHERE document = ? ORDER BY position", document_id)
        return tuple(PageNote(*row) for row in rows)

    def parts(self, document_id: str) -> tuple[Part, ...]:
        """The parts that tile a document, in order: its outline."""
        rows = self._all(
            "SELECT kind, meeting, item, title, start, end, variety FROM parts WHERE document = ? ORDER BY position",
            document_id,
        )
        return tuple(self._known.part(row) for row in rows)

    def passages(self, rows: Sequence[int] | NDArray[np.int64]) -> list[Passage]:
        """The passages of some row numbers, in the order asked.

        Raises:
            KeyError: There is no such row.
        """
        wanted = [int(row) for row in rows]
        found: dict[int, Passage] = {}
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            found.update(self._passages(f"row IN ({','.join('?' * len(some))})", *some))
        return [found[row] for row in wanted]

    def passage_by_id(self, passage_id: str) -> Passage | None:
        """A passage by its id."""
        return next((passage for _, passage in self._passages("id = ?", passage_id)), None)

    def row_of(self, passage_id: str) -> int | None:
        """The row number of a passage."""
        rows = self._all("SELECT row FROM passages WHERE id = ?", passage_id)
        return int(rows[0][0]) if rows else None

    def passages_of_document(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document, in order."""
        return tuple(passage for _, passage in self._passages("document = ?", document_id))

    def passages_of_item(self, key: str) -> tuple[Passage, ...]:
        """The passages on one matter from every paper, in order of the papers' dates."""
        return tuple(passage for _, passage in self._passages("item IN (SELECT id FROM items WHERE key = ?)", key))

    def facts(self, *varieties: str) -> tuple[Passage, ...]:
        """The typed facts of some varieties ("contact", "attendance", …), in order of the papers' dates."""
        return tuple(
            passage for _, passage in self._passages(f"variety IN ({','.join('?' * len(varieties))})", *varieties)
        )

    def passages_at(self, document_id: str, start: int, end: int) -> tuple[Passage, ...]:
        """The passages that hold any character from offset `start` to `end` of a document's text, in order."""
        where = "row IN (SELECT passage FROM spans WHERE document = ? AND first < ? AND last > ?)"
        return tuple(passage for _, passage in self._passages(where, document_id, end, start))

    def rows_matching(self, filters: Filter = ANY) -> NDArray[np.int64]:
        """The row numbers of the passages that a filter lets through, ascending."""
        where, values = conditions(filters, "p.part = ?", "p.outcome = ?", "p.body", "p.date", "p.document")
        rows = self._all(
            "SELECT p.row FROM passages p LEFT JOIN items i ON i.id = p.item JOIN documents d ON d.id = p.document"
            f" WHERE {where} ORDER BY p.row",
            *values,
        )
        return np.fromiter((row for (row,) in rows), dtype=np.int64, count=len(rows))

    def decisions(self, filters: Filter = ANY) -> tuple[Decision, ...]:
        """The decisions that a filter lets through, in order of their documents and places."""
        part = "EXISTS (SELECT 1 FROM parts WHERE document = p.document AND start <= p.start AND end > p.start AND kind = ?)"
        where, values = conditions(
            filters, part, "p.outcome = ?", "m.body", "m.date", "p.document", "? IN (i.decision, p.number)"
        )
        rows = self._all(
            f"{DECISIONS} p"
            " LEFT JOIN items i ON i.id = p.item JOIN documents d ON d.id = p.document"
            f" LEFT JOIN meetings m ON m.id = coalesce(p.meeting, d.meeting) WHERE {where} ORDER BY d.position, p.id",
            *values,
        )
        flags: dict[int, list[str]] = {}
        for decision, flag in self._all("SELECT decision, flag FROM decision_flags ORDER BY decision, position"):
            flags.setdefault(decision, []).append(flag)
        also: dict[int, list[tuple[int, int]]] = {}
        for decision, start, end in self._all(
            "SELECT decision, start, end FROM decision_places ORDER BY decision, position"
        ):
            also.setdefault(decision, []).append((start, end))
        return tuple(
            self._known.decision(row, tuple(flags.get(row[0], ())), tuple(also.get(row[0], ()))) for row in rows
        )

    def bodies(self) -> tuple[str, ...]:
        """The names of the bodies whose business is in the passages, in alphabetical order."""
        return tuple(
            body for (body,) in self._all("SELECT DISTINCT body FROM passages WHERE body IS NOT NULL ORDER BY 1")
        )

    def abbreviations(self) -> tuple[Abbreviation, ...]:
        """What the papers say that short forms stand for, by short form, the meaning that most passages give first."""
        rows = self._all("SELECT key, short, long, passages, ordinary FROM abbreviations ORDER BY position")
        return tuple(Abbreviation(key, short, long, count, bool(plain)) for key, short, long, count, plain in rows)

    def items(self, body: str | None = None, date: dt.date | None = None) -> tuple[ItemRow, ...]:
        """The matters of the papers, of one body or one date where given, by date, body and number."""
        rows = (row for row in self._known.matters.values() if body is None or row.item.meeting.body == body)
        return tuple(row for row in rows if date is None or row.item.meeting.date == date)

    def item(self, key: str) -> ItemRow | None:
        """A matter by its key."""
        return self._known.matters.get(key)

    def meetings(self) -> tuple[MeetingRow, ...]:
        """The meetings whose business is in the papers, by date and body; those without a date are left out."""
        papers: dict[tuple[str, str], tuple[Meeting, dict[str, None], dict[str, None]]] = {}
        for number, document, part in self._all(MEETING_PARTS):
            meeting = self._known.meetings[number]
            if meeting.date is None:
                continue
            key = (meeting.date.isoformat(), meeting.body)
            held = papers.setdefault(key, (meeting, {}, {}))
            held[1][document] = None
            if part == "minutes":
                held[2][document] = None
        return tuple(MeetingRow(papers[key][0], tuple(papers[key][1]), tuple(papers[key][2])) for key in sorted(papers))

    def _passages(self, where: str, *values: object) -> Iterator[tuple[int, Passage]]:
        """Row numbers and passages that meet a condition, by row."""
        chosen = f"SELECT row FROM passages WHERE {where}"
        spans: dict[int, list[PageSpan]] = {}
        for row, *span in self._all(f"{SPANS} ({chosen}) ORDER BY passage, position", *values):
            spans.setdefault(row, []).append(PageSpan(*span))
        headings: dict[int, list[str]] = {}
        for row, heading in self._all(f"{HEADINGS} ({chosen}) ORDER BY passage, depth", *values):
            headings.setdefault(row, []).append(heading)
        for each in self._all(f"{PASSAGES} WHERE {where} ORDER BY row", *values):
            row = each[0]
            yield row, self._known.passage(each, tuple(spans.get(row, ())), tuple(headings.get(row, ())))

    def _all(self, statement: str, *values: object) -> list[Any]:
        return self._database.execute(statement, values).fetchall()
