"""What the papers hold of meetings as such, within a reader's filters: their agendas, who was there, what is planned."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.catalogue import Catalogue
from indexer.dates import first_date
from indexer.filters import Filter
from indexer.records import Item, Meeting, Passage
from indexer.rows import item_key

PROGRAMME_ENTRY = "work programme entry"
_PLANNED_FOR = re.compile(r"Work programme for the meeting of ([^,]+),")


@dataclass(frozen=True, slots=True)
class Line:
    """An item of a meeting: its number and title, and the passages that may hold its line, the likeliest first."""

    number: str
    title: str
    passages: tuple[Passage, ...]


def planned_for(passage: Passage) -> dt.date | None:
    """The day of the meeting that an entry of a work programme is for, None where it has none."""
    named = _PLANNED_FOR.search(passage.context)
    return first_date(named[1]) if named else None


class Sittings:
    """Reads what belongs to meetings out of one catalogue, and only what a filter lets through."""

    def __init__(self, catalogue: Catalogue, filters: Filter) -> None:
        self._catalogue = catalogue
        self._filters = filters
        self._allowed = None if filters.empty else frozenset(catalogue.rows_matching(filters).tolist())

    def meetings(self) -> list[Meeting]:
        """The meetings with business in the papers, by date."""
        rows = self._catalogue.meetings()
        papers = self._filters.documents
        return [row.meeting for row in rows if papers is None or set(papers) & set(row.documents)]

    def facts(self, *varieties: str) -> tuple[Passage, ...]:
        """The typed facts of some varieties, in order of the papers' dates."""
        return self._let_through(self._catalogue.facts(*varieties))

    def facts_of(self, meeting: Meeting, *varieties: str) -> list[Passage]:
        """The typed facts of one meeting."""
        return [fact for fact in self.facts(*varieties) if fact.meeting and _same(fact.meeting, meeting)]

    def has_minutes(self, meeting: Meeting) -> bool:
        """Whether the papers hold minutes of a meeting."""
        return any(row.has_minutes for row in self._catalogue.meetings() if _same(row.meeting, meeting))

    def lines(self, meeting: Meeting) -> list[Line]:
        """The items of a meeting in order: those of its agenda list, else those that its papers or minutes deal with."""
        for row in self._catalogue.documents():
            agenda = self._catalogue.agenda(row.id) if row.meeting and _same(row.meeting, meeting) else ()
            if agenda:
                return [
                    Line(e.number, e.title, self._let_through(self._catalogue.passages_at(row.id, e.start, e.end)))
                    for e in agenda
                ]
        held = [row.item for row in self._catalogue.items(meeting.body, meeting.date) if row.documents]
        return [Line(i.number or "", i.title, self._of_item(i)) for i in sorted(held, key=_order) if i.number]

    def _of_item(self, item: Item) -> tuple[Passage, ...]:
        return self._let_through(self._catalogue.passages_of_item(item_key(item)))

    def _let_through(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        if self._allowed is None:
            return tuple(passages)
        return tuple(each for each in passages if self._catalogue.row_of(each.id) in self._allowed)


def _same(one: Meeting, other: Meeting) -> bool:
    return one.date == other.date and one.body.casefold() == other.body.casefold()


def _order(item: Item) -> tuple[int, str]:
    number = re.search(r"\d+", item.number or "")
    return (int(number[0]) if number else 0, item.number or "")
