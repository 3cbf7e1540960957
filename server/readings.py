"""What was read in a question beyond its words, and what of it the reader asked to leave unread."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from indexer.dates import in_words

ReadingKind = Literal[
    "date", "body", "decision", "minute", "item", "part", "abbreviation", "spelling", "phrase", "excluded"
]
KINDS: tuple[ReadingKind, ...] = get_args(ReadingKind)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing read in a question.

    `key` names it among those of its kind, `text` says how it was taken ("DoLS = Deprivation of Liberty Safeguards").
    `heeded` tells that it has its effect; one that the reader asked to ignore has none.
    """

    kind: ReadingKind
    key: str
    text: str
    heeded: bool = True

    @property
    def name(self) -> str:
        """What an address calls it: "date:july 2023"."""
        return f"{self.kind}:{self.key}"

    @property
    def excludes(self) -> bool:
        """Whether it leaves passages out; every other one only raises what fits."""
        return self.kind == "excluded"


class Readings:
    """Readings as they are made, each once."""

    def __init__(self, ignored: Iterable[str] = ()) -> None:
        """`ignored` are the names of readings that are to have no effect."""
        self._ignored = frozenset(ignored)
        self._made: dict[str, Reading] = {}

    def heed(self, kind: ReadingKind, key: str, text: str) -> bool:
        """Note a reading; whether it is to have its effect."""
        reading = Reading(kind, " ".join(key.lower().split()), text)
        heeded = reading.name not in self._ignored
        self._made.setdefault(reading.name, Reading(kind, reading.key, text, heeded))
        return heeded

    def all(self) -> tuple[Reading, ...]:
        """What was read, by kind and then in the order of the question."""
        return tuple(sorted(self._made.values(), key=lambda reading: KINDS.index(reading.kind)))


def period_words(first: dt.date, last: dt.date) -> str:
    """A period as people name it: "9 March 2018", "July 2023", "Q1 2018/19", "2021", "2018/19", or from one day to another."""
    if first == last:
        return in_words(first)
    if first.day == 1 and last == last.replace(day=monthrange(last.year, last.month)[1]):
        months = (last.year - first.year) * 12 + last.month - first.month
        if months == 0:
            return f"{first:%B %Y}"
        if months == 2 and first.month % 3 == 1:
            begun = first.year - (first.month < 4)
            return f"Q{(first.month - 4) // 3 % 4 + 1} {begun}/{(begun + 1) % 100:02}"
        if months == 11 and first.month in (1, 4):
            return f"{first.year}" if first.month == 1 else f"{first.year}/{last.year % 100:02}"
    return f"{in_words(first)} to {in_words(last)}"
