"""What the catalogue holds of papers, items and meetings, beyond the records that the parsers make."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256

from indexer.records import (
    AgendaEntry,
    Decision,
    DocumentKind,
    Format,
    Item,
    Meeting,
    Page,
    PageNote,
    Part,
    Passage,
)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the index: `file` is its name in the corpus, `pages` their number, `url` where it is published.

    `council` is whose it is, where the paper says so. This index lacks `withheld_pages` in part or whole: they are not
    to be shown as pictures. `fingerprint` names the version of the parsers and the settings that it was read with.
    """

    id: str
    file: str
    digest: str
    size: int
    format: Format
    title: str
    kind: DocumentKind
    meeting: Meeting | None
    pages: int
    url: str | None = None
    council: str | None = None
    withheld_pages: tuple[int, ...] = ()
    fingerprint: str = ""

    @property
    def whole_offered(self) -> bool:
        """Whether the file may be offered as it is: nothing of it is withheld."""
        return not self.withheld_pages

    @property
    def body(self) -> str | None:
        """The body whose meeting the document was made for."""
        return self.meeting.body if self.meeting else None

    @property
    def date(self) -> dt.date | None:
        """The date of that meeting."""
        return self.meeting.date if self.meeting else None

    @property
    def order(self) -> tuple[dt.date, str]:
        """Documents stand in the index by date, the undated last, then by file name."""
        return (self.date or dt.date.max, self.file)


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that the index holds of one document."""

    row: DocumentRow
    pages: tuple[Page, ...]
    parts: tuple[Part, ...] = ()
    agenda: tuple[AgendaEntry, ...] = ()
    notes: tuple[PageNote, ...] = ()
    passages: tuple[Passage, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what the papers say that it stands for.

    `key` is the short form in lower case, `short` and `long` are the two as most passages write them, `passages` is how many
    define it so. `ordinary` says that they also write the same letters as a word of running text ("safer").
    """

    key: str
    short: str
    long: str
    passages: int
    ordinary: bool = False


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One matter of one meeting, brought together from every paper that deals with it; `key` names it for good.

    `item` has the title of its report where there is one, and the minute and decision number of whichever paper has them.
    """

    key: str
    item: Item
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting of the papers: the documents that deal with it, and those that hold its minutes."""

    meeting: Meeting
    documents: tuple[str, ...]
    minutes: tuple[str, ...]

    @property
    def has_minutes(self) -> bool:
        """Whether its minutes are among the papers."""
        return bool(self.minutes)


def item_key(item: Item) -> str:
    """Twelve hexadecimal digits of a matter: its meeting and its number, or its title where it has no number.

    The item of an agenda and the minute of the same meeting with the same item number have the same key.
    """
    date = item.meeting.date.isoformat() if item.meeting.date else ""
    business = item.number.strip().lstrip("0") if item.number and date else ""
    name = business or " ".join((item.minute or "", item.title))
    folded = "\x1f".join(" ".join(part.split()).casefold() for part in (item.meeting.body, date, name))
    return sha256(folded.encode()).hexdigest()[:12]
