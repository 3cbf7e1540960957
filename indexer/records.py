"""The shared frozen records, from a file to a passage; offsets count characters, and a document's pages tile its text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Basis = Literal["printed", "counted", "estimated", "unknown"]
Format = Literal["text", "pdf"]
DocumentKind = Literal["pack", "minutes", "report", "plan", "other"]
PartKind = Literal["agenda", "minutes", "report", "appendix", "decision form", "plan"]
Classification = Literal["public", "restricted"]
Outcome = Literal[
    "resolved", "endorsed", "recommended", "amended", "noted", "deferred", "referred", "withdrawn", "lost",
    "proposed", "forthcoming", "reported",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the corpus: where it lies, what it is called in the corpus, and the SHA-256 of its bytes."""

    path: Path
    name: str
    digest: str
    size: int
    format: Format

    @property
    def document_id(self) -> str:
        """Twelve hexadecimal digits that depend on the file's bytes alone, so that renaming changes nothing."""
        return self.digest[:12]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of the corpus that is not indexed, and why, in words for the person who put it there."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of a PDF's outline: its title, the 1-based page it points at, and its depth (0 outermost)."""

    title: str
    page: int
    level: int


READ_BY_OCR = "read by OCR"
OWN_TEXT = "its own text, not OCR's"


@dataclass(frozen=True, slots=True)
class PageNote:
    """What is to be known of one page's text: `page` is 1-based, `problem` a short phrase ("no text: a picture")."""

    page: int
    problem: str

    @property
    def by_ocr(self) -> bool:
        """Whether the page's words were read off its picture, and may hold wrong letters."""
        return self.problem.startswith(READ_BY_OCR)

    @property
    def unread(self) -> bool:
        """Whether the page's words, or some of them, are missing."""
        return not self.problem.startswith((READ_BY_OCR, OWN_TEXT))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one file.

    `page_starts` are the offsets in `text` at which the pages of a PDF begin (the first is 0); a plain text has none, its
    pages are inferred later. `page_labels` are the PDF's own /PageLabels, one a page, empty where the file has none.
    """

    file: SourceFile
    text: str
    page_starts: tuple[int, ...] = ()
    page_labels: tuple[str, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    notes: tuple[PageNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Characters of a page that the pack's maker printed on it and that are no part of the paper.

    `kind` is "page" ("Page 27", `label` "27"), "agenda item" ("Agenda Item 6", `label` "6"), "blank" ("This page is intentionally
    left blank") or "running" (a header or footer of many pages); `start` and `end` are offsets in the document's text.
    """

    kind: Literal["page", "agenda item", "blank", "running"]
    label: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `number` is its 1-based position in the file, `label` the printed page, `basis` how the label is known."""

    number: int
    label: str | None
    basis: Basis
    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset in the document's text just past this page."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a body: "Adult Social Care Cabinet Committee", its date, and its venue where stated."""

    body: str
    date: dt.date | None
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A line of the agenda list: item number, title, decision number, printed page range, and whether a paper is there."""

    number: str
    title: str
    decision_number: str | None
    first_page: int | None
    last_page: int | None
    status: Literal["paper", "to follow", "no paper"]
    exempt: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item of business of one meeting; `minute` is the minute number where the minutes give it one.

    `part` is the part of the agenda it stands in; `status` is what the agenda says of its paper.
    """

    meeting: Meeting
    number: str | None
    minute: str | None
    title: str
    decision_number: str | None
    part: Literal["unrestricted", "exempt"] = "unrestricted"
    status: Literal["paper", "to follow", "no paper"] = "paper"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document of one kind that belongs to one item (or, with `item` None, to the meeting or the document).

    The parts of an outline tile the document's text. `title` names the part where the paper does (an appendix's heading);
    `variety` is what kind of appendix it is ("dashboard", "slides", "risk register", …), None where not known.
    """

    kind: PartKind
    meeting: Meeting | None
    item: Item | None
    title: str
    start: int
    end: int
    variety: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document is: its kind, title, the meeting it was made for, the agenda list and the parts that tile it."""

    kind: DocumentKind
    title: str
    meeting: Meeting | None
    agenda: tuple[AgendaEntry, ...]
    parts: tuple[Part, ...]
    council: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper, read and understood: its text, its outline and its pages."""

    reading: Reading
    outline: Outline
    pages: tuple[Page, ...]

    @property
    def id(self) -> str:
        """The document's identifier: twelve hexadecimal digits of its bytes' digest."""
        return self.reading.file.document_id

    @property
    def text(self) -> str:
        """The whole text; its pages tile it."""
        return self.reading.text


@dataclass(frozen=True, slots=True)
class Withheld:
    """A stretch of a document that the public must not see: `start` to `end` in its text, and the pages it touches.

    `reason` says in words why; `trigger` are the document's own words that say so.
    """

    start: int
    end: int
    reason: str
    trigger: str
    page_numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Characters `start` to `end` (exclusive) of the text of page `page_number`."""

    page_number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where in a table a passage stands; each field is None where the paper does not say."""

    caption: str | None = None
    row: str | None = None
    column: str | None = None
    unit: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable stretch of one part of one document.

    `text` is the page's own words: the spans' characters in page order, joined by a line break where they do not adjoin.
    `context` is what is indexed before the text (body, date, item, headings, table header) and never shown as a quote.
    """

    id: str
    document_id: str
    meeting: Meeting | None
    item: Item | None
    part: PartKind
    variety: str | None
    heading_path: tuple[str, ...]
    paragraph: str | None
    text: str
    spans: tuple[PageSpan, ...]
    context: str
    classification: Classification = "public"
    outcome: Outcome | None = None
    table: TablePlace | None = None

    @property
    def embedded(self) -> str:
        """The string that is embedded: the context, then the text."""
        return f"{self.context}\n{self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True)
class Decision:
    """One outcome of one matter: a resolution in minutes, or what a report or a proposed record of decision asks for.

    `proof` are the exact words that show the outcome, `proof_start` and `proof_end` their offsets in the document's text; `text`
    is the whole motion or proposal. `vote` is "named", "tally" or "unanimous". `also` are other places that say the same.
    """

    document_id: str
    item: Item | None
    meeting: Meeting | None
    outcome: Outcome
    advisory: bool
    limb: str | None
    text: str
    start: int
    end: int
    proof: str
    proof_start: int
    proof_end: int
    number: str | None
    vote: str | None = None
    mover: str | None = None
    seconder: str | None = None
    flags: tuple[str, ...] = ()
    also: tuple[tuple[int, int], ...] = ()
