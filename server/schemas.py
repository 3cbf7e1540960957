"""The JSON that the HTTP API answers with."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field

from indexer.records import DocumentKind, Outcome, PartKind, TablePlace
from server.results import AnswerStatus, DocumentRef, FacetValue, ItemRef, OutlineEntry, PageRef, Sentence


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True)


class ErrorDetail(_Body):
    """What went wrong: a code for programs, a sentence and a hint for people."""

    code: str
    message: str
    hint: str


class ErrorBody(_Body):
    """The body of every failed request."""

    error: ErrorDetail


class PagesOut(_Body):
    """The first and the last page of a passage."""

    first: PageRef
    last: PageRef


class MeetingOut(_Body):
    """A meeting as a citation names it."""

    body: str | None
    date: dt.date | None


class CitationOut(_Body):
    """Where a passage stands, and its words."""

    id: str
    document: DocumentRef
    meeting: MeetingOut | None
    item: ItemRef | None
    part: PartKind
    variety: str | None
    paragraph: str | None
    heading: tuple[str, ...]
    pages: PagesOut
    outcome: Outcome | None
    table: TablePlace | None
    text: str
    reference: str
    href: str


class ResultOut(_Body):
    """A ranked passage; `highlights` are [start, end) offsets in `text`, in characters."""

    rank: int
    score: float
    text: str
    highlights: tuple[tuple[int, int], ...]
    also_at: tuple[CitationOut, ...]
    citation: CitationOut


class QueryOut(_Body):
    """The question as it was understood."""

    text: str
    filters: dict[str, str | int]
    corrected: str | None


class SearchBody(_Body):
    """The answer to a search."""

    query: QueryOut
    total: int
    facets: dict[str, tuple[FacetValue, ...]]
    results: tuple[ResultOut, ...]
    note: str | None


class CoverageOut(_Body):
    """What was searched."""

    bodies: tuple[str, ...]
    date_from: dt.date | None = Field(serialization_alias="from")
    date_to: dt.date | None = Field(serialization_alias="to")
    meetings_without_minutes: tuple[MeetingOut, ...]
    documents: int
    passages: int


class AnswerBody(_Body):
    """The answer to a question, with the search it rests on."""

    status: AnswerStatus
    outcome: Outcome | None
    summary: str
    answer: tuple[Sentence, ...]
    citations: tuple[CitationOut, ...]
    coverage: CoverageOut
    query: QueryOut
    total: int
    results: tuple[ResultOut, ...]


class OpenedOut(_Body):
    """What a bare resolution refers to: the report's words, or the reason why they are not given."""

    text: str
    citation: CitationOut | None
    link: str | None
    reason: str | None


class DecisionOut(_Body):
    """A line of the register."""

    outcome: Outcome
    advisory: bool
    limb: str | None
    text: str
    proof: str
    number: str | None
    vote: str | None
    mover: str | None
    seconder: str | None
    flags: tuple[str, ...]
    citation: CitationOut
    opened: OpenedOut | None


class DecisionsBody(_Body):
    """The register, or what of it was asked for."""

    total: int
    decisions: tuple[DecisionOut, ...]


class DocumentSummaryOut(_Body):
    """A document of the index."""

    id: str
    title: str
    file: str
    url: str | None
    kind: DocumentKind
    meeting: MeetingOut | None
    pages: int
    format: str
    href: str


class DocumentsBody(_Body):
    """The documents of the index."""

    total: int
    documents: tuple[DocumentSummaryOut, ...]


class PageBody(_Body):
    """One page of a document; `previous` and `next` are page numbers in the file."""

    document: DocumentSummaryOut
    page: PageRef
    text: str
    previous: int | None
    next: int | None
    outline: tuple[OutlineEntry, ...]
    note: str | None


class MeetingSummaryOut(_Body):
    """A meeting, the papers that are there for it, and the items of its business."""

    body: str
    date: dt.date
    venue: str | None
    has_minutes: bool
    documents: tuple[DocumentSummaryOut, ...]
    items: tuple[ItemRef, ...]
    href: str


class MeetingsBody(_Body):
    """The meetings of the index."""

    total: int
    meetings: tuple[MeetingSummaryOut, ...]


class HealthBody(_Body):
    """The process is up."""

    status: str


class ReadyBody(_Body):
    """The index is open and can be asked."""

    status: str
    generation: str
    built_at: dt.datetime
    model: str
    documents: int
    passages: int
