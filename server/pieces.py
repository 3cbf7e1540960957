"""The pieces that pages are made of: links, tags, passages, lines of the register; words and addresses, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows around its own content; `notice` is what a restricted one says of itself."""

    name: str
    stylesheet: str
    script: str
    contact: str
    nav: tuple[Link, ...]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words, its address, and whether it is where the reader stands; `count` is how many things are there."""

    text: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a form: its words, its value, and whether it is chosen."""

    text: str
    value: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """A coloured label: its words, and its tone (decided, noted, open, closed)."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a field of a form: its label, the words, and the address of the field ("" where it is not shown)."""

    field: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Form:
    """A search form: the question, the dates as they were typed, and the rest of the state to carry along.

    `ignored` are the readings of this question that are left unread: they are carried along with it, not to another one.
    """

    q: str
    date_from: str
    date_to: str
    carried: Mapping[str, str]
    as_of: str = ""
    wrong: tuple[Wrong, ...] = ()
    ignored: tuple[str, ...] = ()

    def wrong_with(self, name: str) -> str:
        """What is wrong with a field, or ""."""
        return next((w.text for w in self.wrong if w.field == name), "")


@dataclass(frozen=True, slots=True)
class Source:
    """A citation in words: its number and id in the list, the reference, the page that shows it, its outcome, how to cite."""

    number: int
    id: str
    reference: str
    href: str
    tag: Tag | None
    cite: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an answer, with links to its sources."""

    html: Markup
    markers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences that follow on each other, all quoted or all the system's own."""

    quoted: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The answer: heading, outcome, the system's own line, stretches, sources; why there is none, and what was searched."""

    answered: bool
    heading: str
    tag: Tag | None
    summary: str
    stretches: tuple[Stretch, ...]
    sources: tuple[Source, ...]
    reasons: tuple[str, ...]
    searched: str
    without_minutes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in a list: title, place, tags, its words with the matches marked, and the other places that say the same."""

    title: str
    href: str
    meta: tuple[str, ...]
    place: str
    tag: Tag | None
    html: Markup
    also_at: tuple[Link, ...] = ()
    matter: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet: its name and its values as links."""

    title: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where the reader is among the pages of a list, and the links to the others; a link without an address is a gap."""

    previous: str
    next: str
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A line of the register."""

    tag: Tag
    title: str
    href: str
    meta: tuple[str, ...]
    html: Markup
    proof: Markup | None
    remarks: tuple[str, ...]
    doubts: tuple[str, ...]
    reference: str
    matter: str
    opened: Opened | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The report's words that a bare resolution refers to, with their source; or why they are not shown."""

    html: Markup | None
    reference: str
    href: str
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a matter: when, at what stage, how it is linked, the words that prove the link, and their source."""

    date: str
    stage: str
    tag: Tag
    strength: str
    weak: bool
    proof: Markup
    reference: str
    href: str


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """Something promised or planned: its words, when it is due, its source, and what became of it."""

    html: Markup
    due: str
    reference: str
    href: str
    kept: Link | None
    became: str


@dataclass(frozen=True, slots=True)
class Business:
    """An item of a meeting: its numbers, its page, and what came of it."""

    numbers: str
    link: Link
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in a list."""

    title: str
    href: str
    kind: str
    meta: tuple[str, ...]
    file: str
    published: str


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the links, papers or passages under it."""

    title: str
    links: tuple[Link, ...] = ()
    papers: tuple[Paper, ...] = ()
    passages: tuple[PassageView, ...] = ()
    more: tuple[PassageView, ...] = ()
