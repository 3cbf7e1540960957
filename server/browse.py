"""What there is to read: documents, pages, meetings, items and decisions of one open index."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from functools import cached_property

from indexer.filters import Filter
from indexer.index import Index
from indexer.records import Meeting, Outcome, Page, Part, Passage
from indexer.rows import DocumentRow, MeetingRow
from server.citations import Places
from server.errors import NotFound
from server.examples import make_examples
from server.links import body_slug
from server.matter_views import CommitmentView, DecisionView, ItemView
from server.recorded import Recorded, item_ref
from server.results import Citation, Coverage, DocumentSummary, Filters, MeetingSummary, OutlineEntry, PageRef, PageView
from server.retriever import as_filter
from server.shelf import Shelf

_GONE = "It may have been removed, or its file replaced by a newer version."


class Library:
    """The reading side of an index; everything it gives is a frozen record."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._documents = {row.id: row for row in index.catalogue.documents()}
        self._dates = {key: row.date for key, row in self._documents.items()}
        self._shelf = Shelf(index.catalogue)
        self._places = Places(self._documents, self._shelf)
        self.recorded = Recorded(index.catalogue, self.cite, self._dates)
        self.generation = index.manifest.generation
        self.built_at = dt.datetime.fromisoformat(index.manifest.built_at)
        self.model = index.manifest.model

    def cite(self, passage: Passage) -> Citation:
        """The citation of a passage of this index."""
        return self._places.cite(passage)

    def coverage(self) -> Coverage:
        """What is indexed: bodies, first and last meeting, and the meetings whose minutes are not among the papers."""
        return self._coverage

    @cached_property
    def _coverage(self) -> Coverage:
        meetings = self._index.catalogue.meetings()
        dates = [each.meeting.date for each in meetings if each.meeting.date]
        missing = tuple((m.meeting.body, m.meeting.date) for m in meetings if not m.has_minutes and m.meeting.date)
        counts = self._index.manifest.counts
        return Coverage(
            self._index.catalogue.bodies(),
            min(dates, default=None),
            max(dates, default=None),
            missing,
            counts.documents,
            counts.passages,
        )

    def _narrowed(self, filters: Filters) -> Filter:
        return as_filter(filters, self._dates)

    def _papers(self, filters: Filters) -> frozenset[str] | None:
        """The papers that the day asked for leaves; None where no day is."""
        documents = self._narrowed(filters).documents
        return None if documents is None else frozenset(documents)

    def _has_minutes(self, meeting: Meeting, documents: frozenset[str] | None) -> bool:
        """Whether the minutes of a meeting are among some papers (None: all)."""
        held = self._minutes.get((meeting.body.casefold(), meeting.date), frozenset())
        return bool(held if documents is None else held & documents)

    @cached_property
    def _minutes(self) -> dict[tuple[str, dt.date | None], frozenset[str]]:
        """The papers that hold each meeting's minutes."""
        rows = self._index.catalogue.meetings()
        return {(row.meeting.body.casefold(), row.meeting.date): frozenset(row.minutes) for row in rows}

    def examples(self) -> tuple[str, ...]:
        """Questions that the indexed papers can answer, made of their own items."""
        return make_examples([row.item for row in self._index.catalogue.items() if row.documents])

    def documents(self) -> tuple[DocumentSummary, ...]:
        """Every document, the newest first."""
        rows = sorted(self._documents.values(), key=lambda row: (row.date or dt.date.min, row.title), reverse=True)
        return tuple(_summary(row) for row in rows)

    def document(self, document_id: str) -> DocumentSummary:
        """A document by its id.

        Raises:
            NotFound: There is none of that id.
        """
        return _summary(self._row(document_id))

    def _row(self, document_id: str) -> DocumentRow:
        row = self._documents.get(document_id)
        if row is None:
            raise NotFound(f"There is no document {document_id} in the index.", hint=_GONE)
        return row

    def page(self, document_id: str, number: int) -> PageView:
        """A page of a document by its 1-based position in the file.

        Raises:
            NotFound: There is no such document, or it has no such page.
        """
        row = self._row(document_id)
        if not 1 <= number <= row.pages:
            wrong = f"{row.title} has {row.pages} pages; there is no page {number}."
            raise NotFound(wrong, hint="Choose a page from its outline.")
        page = self._shelf.page(document_id, number)
        notes = [note.problem for note in self._index.catalogue.notes(document_id) if note.page == number]
        return PageView(
            document=_summary(row),
            page=_page_ref(page),
            text=page.text,
            previous=number - 1 if number > 1 else None,
            next=number + 1 if number < row.pages else None,
            outline=self._outline(document_id),
            note="; ".join(notes) or None,
            picture_offered=row.format == "pdf" and number not in row.withheld_pages,
        )

    def _outline(self, document_id: str) -> tuple[OutlineEntry, ...]:
        pages = self._shelf.pages(document_id)
        starts = [page.start for page in pages]
        entries = []
        for part in self._index.catalogue.parts(document_id):
            page = pages[bisect_right(starts, part.start) - 1]
            entries.append(OutlineEntry(_page_ref(page), _part_title(part), part.kind, item_ref(part.item)))
        return tuple(entries)

    def passage(self, passage_id: str) -> Citation:
        """The citation of a passage by its id.

        Raises:
            NotFound: There is none of that id.
        """
        found = self._index.catalogue.passage_by_id(passage_id)
        if found is None:
            raise NotFound(f"There is no passage {passage_id} in the index.", hint=_GONE)
        return self.cite(found)

    def meetings(self) -> tuple[MeetingSummary, ...]:
        """Every meeting that the papers deal with, the newest first."""
        return tuple(self._meeting(row) for row in reversed(self._index.catalogue.meetings()) if row.meeting.date)

    def meeting(self, date: dt.date, body: str) -> MeetingSummary:
        """The meeting of a body on a day; `body` is its name in small letters joined by dashes.

        Raises:
            NotFound: The papers know of none.
        """
        for row in self._index.catalogue.meetings():
            if row.meeting.date == date and body_slug(row.meeting.body) == body:
                return self._meeting(row)
        raise NotFound(f"The papers know of no such meeting on {date}.", hint="See the list of meetings.")

    def _meeting(self, row: MeetingRow) -> MeetingSummary:
        items = self._index.catalogue.items(row.meeting.body, row.meeting.date)
        return MeetingSummary(
            row.meeting.body,
            row.meeting.date or dt.date.min,
            row.meeting.venue,
            tuple(_summary(self._documents[each]) for each in row.documents),
            row.has_minutes,
            tuple(filter(None, (item_ref(each.item) for each in items if each.documents))),
        )

    def item(self, item_id: str) -> ItemView:
        """One matter: what its report, appendices, decision form and minute say, and its decisions.

        Raises:
            NotFound: There is no item of that key.
        """
        row = self._index.catalogue.item(item_id)
        ref = item_ref(row.item) if row else None
        if row is None or ref is None:
            raise NotFound(f"There is no item {item_id} in the index.", hint=_GONE)
        parts: dict[str, list[Citation]] = {}
        for passage in self._index.catalogue.passages_of_item(item_id):
            parts.setdefault(passage.part, []).append(self.cite(passage))
        meeting = row.item.meeting
        return ItemView(
            ref,
            meeting.body,
            meeting.date,
            {k: tuple(v) for k, v in parts.items()},
            self.recorded.of_item(item_id),
            self.recorded.trail(row.item),
            tuple(
                each for each in self.recorded.commitments if each.citation.item and each.citation.item.id == item_id
            ),
            self.recorded.papers_to,
        )

    @property
    def papers_to(self) -> dt.date | None:
        """The date of the newest paper."""
        return self.recorded.papers_to

    def commitments(self) -> tuple[CommitmentView, ...]:
        """What minutes promise and work programmes plan, each with the later item that brought it; the newest first."""
        return self.recorded.commitments

    def decisions(
        self,
        *,
        text: str | None = None,
        body: str | None = None,
        date_from: dt.date | None = None,
        date_to: dt.date | None = None,
        outcome: Outcome | None = None,
        number: str | None = None,
    ) -> tuple[DecisionView, ...]:
        """The register: every decision that fits, the newest meeting first."""
        filters = Filters(body=body, date_from=date_from, date_to=date_to, outcome=outcome, decision=number)
        views = self.recorded.views(self._index.catalogue.decisions(self._narrowed(filters)))
        wanted = (text or "").lower().split()
        fitting = [v for v in views if all(word in f"{v.text} {v.citation.reference}".lower() for word in wanted)]
        return tuple(sorted(fitting, key=lambda view: view.citation.date or dt.date.min, reverse=True))


def _page_ref(page: Page) -> PageRef:
    return PageRef(page.number, page.label, page.basis)


def _part_title(part: Part) -> str:
    if part.kind == "minutes" and part.item:
        return f"{part.item.minute}. {part.item.title}" if part.item.minute else part.item.title
    if part.kind == "decision form":
        return "Proposed record of decision"
    if part.kind == "report" and part.item:
        return f"{part.item.number}. {part.item.title}" if part.item.number else part.item.title
    return part.title or part.kind.capitalize()


def _summary(row: DocumentRow) -> DocumentSummary:
    return DocumentSummary(
        row.id, row.title, row.file, row.url, row.kind, row.body, row.date, row.pages, row.format, row.whole_offered
    )
