"""What each template shows: one frozen context a template, every field with a word of help.

The templates see nothing else: a name that stands in no context here is an error when the page is rendered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from markupsafe import Markup

from server.pieces import (
    AnswerView,
    Business,
    Choice,
    CommitmentLine,
    DecisionLine,
    FacetView,
    Form,
    Group,
    Link,
    Pagination,
    Paper,
    PassageView,
    Site,
    Step,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What every template has."""

    template: ClassVar[str] = ""

    title: str = field(metadata={"help": "title of the page, its heading too"})
    section: str = field(metadata={"help": "address of the section of the site that the page belongs to"})
    site: Site = field(metadata={"help": "name, stylesheet, navigation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """The first page."""

    template: ClassVar[str] = "home.html"

    covered: str = field(metadata={"help": "the period covered, in words"})
    bodies: tuple[Link, ...] = field(
        metadata={"help": "the bodies whose papers are indexed, each linking to its papers"}
    )
    counted: str = field(metadata={"help": "how many papers and passages there are, in words"})
    examples: tuple[Link, ...] = field(metadata={"help": "questions that the papers answer"})
    without_minutes: tuple[Link, ...] = field(metadata={"help": "the meetings whose minutes are not among the papers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(View):
    """The answer to a question and the passages found."""

    template: ClassVar[str] = "search.html"

    form: Form = field(metadata={"help": "the question and the dates as they were typed"})
    answer: AnswerView | None = field(metadata={"help": "the answer, on the first page of results"})
    found: str = field(metadata={"help": "how many passages were found, in words"})
    results: tuple[PassageView, ...] = field(metadata={"help": "the passages of this page"})
    first: int = field(metadata={"help": "rank of the first of them"})
    raising: tuple[Link, ...] = field(
        metadata={"help": "what was read in the question and raises what fits, each linking to the search without it"}
    )
    excluding: tuple[Link, ...] = field(metadata={"help": "the same for what leaves passages out"})
    unread: tuple[Link, ...] = field(
        metadata={"help": "what the reader asked to ignore, each linking to the search that heeds it again"}
    )
    note: str = field(metadata={"help": "what the service has to say about the search"})
    empty: tuple[str, ...] = field(metadata={"help": "why there is nothing to show, and what to do"})
    facets: tuple[FacetView, ...] = field(metadata={"help": "ways to narrow the search"})
    active: tuple[Link, ...] = field(metadata={"help": "the filters in force, each linking to the search without it"})
    clear: str = field(metadata={"help": "the search without any filter"})
    sorts: tuple[Link, ...] = field(metadata={"help": "the orders to choose from"})
    pagination: Pagination | None = field(metadata={"help": "links to the other pages of results"})
    feed: str = field(metadata={"help": "address of the search as a feed"})
    exports: tuple[Link, ...] = field(metadata={"help": "the results as files"})
    stood: str = field(metadata={"help": "which index tells the answer, in words"})
    permalink: str = field(metadata={"help": "the permanent address of the answer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView(View):
    """A search as an Atom feed."""

    template: ClassVar[str] = "search.atom"

    id: str = field(metadata={"help": "what the feed is known by"})
    updated: str = field(metadata={"help": "when the index was built, as RFC 3339 writes it"})
    base: str = field(metadata={"help": "address of the site"})
    here: str = field(metadata={"help": "address of the feed"})
    page: str = field(metadata={"help": "address of the search page"})
    entries: tuple[tuple[PassageView, str, str], ...] = field(
        metadata={"help": "passages, each with its id and the day of its meeting"}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsView(View):
    """The papers that are indexed."""

    template: ClassVar[str] = "documents.html"

    groups: tuple[Group, ...] = field(metadata={"help": "the papers by body, newest first"})
    counted: str = field(metadata={"help": "how many there are, in words"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOfPaperView(View):
    """One page of a paper."""

    template: ClassVar[str] = "page.html"

    paper: Paper = field(metadata={"help": "the paper"})
    page: str = field(metadata={"help": "the page's name"})
    basis: str = field(metadata={"help": "how the page number is known"})
    number: int = field(metadata={"help": "the page's number in the file"})
    html: Markup = field(metadata={"help": "the text of the page, the passage marked"})
    passage: str = field(metadata={"help": "the citation of the passage that is marked; empty where none is"})
    cite: str = field(metadata={"help": "where to cite that passage; empty where none is marked"})
    astray: Link | None = field(metadata={"help": "where the passage asked for stands, if it is not on this page"})
    note: str = field(metadata={"help": "what is to be known of the page"})
    previous: str = field(metadata={"help": "address of the page before"})
    next: str = field(metadata={"help": "address of the page after"})
    outline: tuple[Link, ...] = field(metadata={"help": "the parts of the paper"})
    picture: str = field(metadata={"help": "address of the page's picture; empty where there is none"})
    file: str = field(metadata={"help": "address of the original file; empty where it is not offered"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsView(View):
    """The meetings whose papers are indexed."""

    template: ClassVar[str] = "meetings.html"

    groups: tuple[Group, ...] = field(metadata={"help": "the meetings by body, newest first"})
    counted: str = field(metadata={"help": "how many there are, in words"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView(View):
    """One meeting."""

    template: ClassVar[str] = "meeting.html"

    body: str = field(metadata={"help": "the body that met"})
    venue: str = field(metadata={"help": "where; empty where not known"})
    minutes: str = field(metadata={"help": "whether its minutes are among the papers"})
    items: tuple[Business, ...] = field(metadata={"help": "its business, and what came of it"})
    papers: tuple[Paper, ...] = field(metadata={"help": "the papers made for it"})
    decisions: str = field(metadata={"help": "address of its lines in the register"})
    attendance: tuple[PassageView, ...] = field(metadata={"help": "who was there, who was not, who had an interest"})
    planned: tuple[PassageView, ...] = field(metadata={"help": "what work programmes announced for it"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPageView(View):
    """One matter: report, minutes and decision together."""

    template: ClassVar[str] = "item.html"

    meta: tuple[str, ...] = field(metadata={"help": "number, minute and decision number, in words"})
    meeting: Link | None = field(metadata={"help": "the meeting"})
    related: Link | None = field(metadata={"help": "the register's lines of the same decision number"})
    timeline: str = field(metadata={"help": "the matter through time"})
    decisions: tuple[DecisionLine, ...] = field(metadata={"help": "what was decided or proposed"})
    trail: tuple[Step, ...] = field(metadata={"help": "how the matter went from paper to paper, by date"})
    promises: tuple[CommitmentLine, ...] = field(metadata={"help": "what its minute promised to bring back"})
    parts: tuple[Group, ...] = field(metadata={"help": "the passages by part"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsView(View):
    """The register of decisions."""

    template: ClassVar[str] = "decisions.html"

    form: Form = field(metadata={"help": "the words and the dates as they were typed"})
    fields: Mapping[str, str] = field(metadata={"help": "the fields of the form as they were filled in"})
    bodies: tuple[Choice, ...] = field(metadata={"help": "the bodies to choose from"})
    outcomes: tuple[Choice, ...] = field(metadata={"help": "the outcomes to choose from"})
    found: str = field(metadata={"help": "how many decisions there are, in words"})
    decisions: tuple[DecisionLine, ...] = field(metadata={"help": "the decisions of this page"})
    clear: str = field(metadata={"help": "the register without any filter; empty where none is in force"})
    csv: str = field(metadata={"help": "address of the same lines as a table to download"})
    pagination: Pagination | None = field(metadata={"help": "links to the other pages of the register"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsView(View):
    """What minutes promise to bring back and work programmes plan."""

    template: ClassVar[str] = "commitments.html"

    promises: tuple[CommitmentLine, ...] = field(metadata={"help": "what minutes promise, the newest meeting first"})
    plans: tuple[CommitmentLine, ...] = field(metadata={"help": "what work programmes plan, likewise"})
    papers_to: str = field(metadata={"help": "the date of the newest paper, in words"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView(View):
    """What the service is, covers and cannot do."""

    template: ClassVar[str] = "about.html"

    covered: str = field(metadata={"help": "the period covered, in words"})
    bodies: tuple[str, ...] = field(metadata={"help": "the bodies whose papers are indexed"})
    counted: str = field(metadata={"help": "how many papers and passages there are, in words"})
    without_minutes: tuple[Link, ...] = field(metadata={"help": "the meetings whose minutes are not among the papers"})
    built: str = field(metadata={"help": "when the index was built"})
    model: str = field(metadata={"help": "the embedding model"})
    questions_logged: bool = field(metadata={"help": "whether the words of questions go into the log"})
    licence: str = field(metadata={"help": "the licence of the papers; empty where it is not known"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorView(View):
    """A request that failed."""

    template: ClassVar[str] = "error.html"

    status: int = field(metadata={"help": "the HTTP status"})
    message: str = field(metadata={"help": "what went wrong"})
    hint: str = field(metadata={"help": "what to do about it"})
    request_id: str = field(metadata={"help": "the id to quote; empty where it helps nobody"})
