"""What the service hands to the routes: frozen records, one for each thing that an answer or a page shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from indexer.records import Basis, DocumentKind, Outcome, PageSpan, PartKind, TablePlace
from server.readings import Reading

Sort = Literal["relevance", "newest", "oldest"]
AnswerStatus = Literal["answered", "no_evidence", "no_match", "filtered_out", "bad_question"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader narrowed the search to; None means "any". Dates are those of the meeting, both ends included.

    `as_of` keeps to the papers dated up to that day, whatever meetings they speak of.
    """

    body: str | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    year: int | None = None
    kind: DocumentKind | None = None
    part: PartKind | None = None
    outcome: Outcome | None = None
    item: str | None = None
    decision: str | None = None
    document: str | None = None
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question and how its results are wanted: `limit` results from `offset` on, in the order of `sort`.

    `ignored` are the names of readings of the question that are to have no effect, in order.
    """

    text: str
    filters: Filters = Filters()
    limit: int = 10
    offset: int = 0
    sort: Sort = "relevance"
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page as a citation names it: position in the file, printed label, and how the label is known."""

    number: int
    label: str | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document as a citation names it; `url` is where the council publishes it, None where not known."""

    id: str
    title: str
    file: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ItemRef:
    """An item as a citation names it; `id` is the key of its page, /items/{id}."""

    id: str
    number: str | None
    minute: str | None
    title: str
    decision_number: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a passage stands, and its words. `reference` is the citation in words, `href` the page that shows it.

    `spans` are the passage's characters, each counted in the text of its own page, so that the page can mark them.
    `council` is whose paper it is, None where the paper does not say.
    """

    id: str
    document: DocumentRef
    body: str | None
    date: dt.date | None
    item: ItemRef | None
    part: PartKind
    variety: str | None
    paragraph: str | None
    heading: tuple[str, ...]
    first_page: PageRef
    last_page: PageRef
    outcome: Outcome | None
    table: TablePlace | None
    text: str
    reference: str
    place: str
    href: str
    spans: tuple[PageSpan, ...] = ()
    council: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A ranked passage; `highlights` are [start, end) offsets of the matched words in `text`."""

    rank: int
    score: float
    text: str
    highlights: tuple[tuple[int, int], ...]
    also_at: tuple[Citation, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and the number of lexical matches that have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """The answer to a search: results, how many there are in all, facets by name, and a note where something needs saying.

    `corrected` is the question with its spelling mended, None where nothing was. `readings` are what was read in it.
    """

    request: SearchRequest
    corrected: str | None
    total: int
    facets: dict[str, tuple[FacetValue, ...]]
    results: tuple[Result, ...]
    note: str | None = None
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer; `citations` are positions in the answer's citations. Quoted means word for word."""

    text: str
    quoted: bool
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: bodies, first and last meeting, and the meetings whose minutes are not among the papers."""

    bodies: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    meetings_without_minutes: tuple[tuple[str, dt.date], ...]
    documents: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question; `summary` is the system's own line, `sentences` mostly quotes.

    `lasting` says that the same question gives the same answer as long as the index stands.
    """

    request: SearchRequest
    status: AnswerStatus
    outcome: Outcome | None
    summary: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    coverage: Coverage
    found: SearchOutcome
    lasting: bool = True


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document in a list: what it is, its meeting, its file and number of pages."""

    id: str
    title: str
    file: str
    url: str | None
    kind: DocumentKind
    body: str | None
    date: dt.date | None
    pages: int
    format: str
    whole_offered: bool = True


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of a document's outline: where a part begins."""

    page: PageRef
    title: str
    part: PartKind
    item: ItemRef | None


@dataclass(frozen=True, slots=True)
class PageView:
    """One page as it is read: its text, its neighbours (page numbers in the file), and the document's outline.

    `picture_offered` says that nothing on the page is withheld, so that its picture may be shown too.
    """

    document: DocumentSummary
    page: PageRef
    text: str
    previous: int | None
    next: int | None
    outline: tuple[OutlineEntry, ...]
    note: str | None = None
    picture_offered: bool = False


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """A meeting: the papers that are there for it, and the items of its business."""

    body: str
    date: dt.date
    venue: str | None
    documents: tuple[DocumentSummary, ...]
    has_minutes: bool
    items: tuple[ItemRef, ...] = ()
