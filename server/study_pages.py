"""The contexts of the pages to work with: a passage, keyword in context, a timeline, people, work programmes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from markupsafe import Markup

from server.pieces import Choice, Form, Group, Link, Pagination, PassageView, Tag
from server.timeline import Picture
from server.views import View


@dataclass(frozen=True, slots=True)
class CitedAs:
    """A citation in one form: the form's name, its words, an id, and the address of the same as a file ("" for none)."""

    name: str
    text: str
    id: str
    file: str


@dataclass(frozen=True, slots=True)
class KeywordRow:
    """A line of the concordance: the words before, found and after, and where."""

    left: str
    word: str
    right: str
    where: Link
    meta: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a matter: number, date, stage, outcome, the words that prove the link, how strong it is, and where."""

    number: int
    date: str
    stage: str
    tag: Tag | None
    proof: str
    strength: str
    where: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePageView(View):
    """One passage: its words, its place, how to cite it, and what is like it."""

    template: ClassVar[str] = "passage.html"

    passage: PassageView = field(metadata={"help": "the passage"})
    words: Markup = field(metadata={"help": "all its words"})
    reference: str = field(metadata={"help": "its place in words"})
    address: str = field(metadata={"help": "its permanent address"})
    stood: str = field(metadata={"help": "the index that it is told from, in words"})
    forms: tuple[CitedAs, ...] = field(metadata={"help": "its citation in each form"})
    also: tuple[PassageView, ...] = field(metadata={"help": "passages of other matters that are like it"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordanceView(View):
    """Keyword in context."""

    template: ClassVar[str] = "concordance.html"

    form: Form = field(metadata={"help": "the words and dates as they were typed"})
    bodies: tuple[Choice, ...] = field(metadata={"help": "the committees to choose from"})
    sorts: tuple[Choice, ...] = field(metadata={"help": "the orders to choose from"})
    found: str = field(metadata={"help": "how many places there are, in words; empty where nothing was asked"})
    complete: bool = field(metadata={"help": "whether those are all"})
    lines: tuple[KeywordRow, ...] = field(metadata={"help": "the places of this page"})
    export: str = field(metadata={"help": "address of the places as CSV"})
    pagination: Pagination | None = field(metadata={"help": "links to the other pages"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView(View):
    """One matter through time."""

    template: ClassVar[str] = "timeline.html"

    asked: str = field(metadata={"help": "the decision number asked for; empty where none was"})
    matter: Link | None = field(metadata={"help": "the item asked for"})
    picture: Picture | None = field(metadata={"help": "where lanes and dots stand; None where no step has a date"})
    told: str = field(metadata={"help": "what the picture shows, in words"})
    steps: tuple[StepRow, ...] = field(metadata={"help": "the steps, by date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView(View):
    """The people whom the papers name."""

    template: ClassVar[str] = "people.html"

    q: str = field(metadata={"help": "the part of a name asked for"})
    counted: str = field(metadata={"help": "how many names there are, in words"})
    people: tuple[tuple[Link, str], ...] = field(metadata={"help": "the names of this page, each with its roles"})
    places: tuple[Group, ...] = field(metadata={"help": "the places of one name, by role; empty for a list of names"})
    pagination: Pagination | None = field(metadata={"help": "links to the other pages"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView(View):
    """What work programmes announce."""

    template: ClassVar[str] = "programme.html"

    counted: str = field(metadata={"help": "how many meetings have entries, in words"})
    groups: tuple[tuple[Link, tuple[PassageView, ...]], ...] = field(metadata={"help": "the entries by meeting date"})
    pagination: Pagination | None = field(metadata={"help": "links to the other pages"})


HELP: Mapping[str, str] = {
    "forthcoming": "announced",
    "proposed": "proposed",
    "committee's view": "committee’s view",
    "decision": "decided",
    "reported": "reported elsewhere",
}
