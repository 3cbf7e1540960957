"""What a researcher does with an index: keyword in context, a matter through time, the people named, what was planned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from indexer.filters import Filter
from indexer.index import Index
from server.browse import Library
from server.concordance import KeywordLine, find_lines
from server.decisions import Link, trail
from server.errors import NotFound
from server.links import page_href
from server.people import VARIETIES, Person, find_people
from server.results import Citation, Filters
from server.sittings import PROGRAMME_ENTRY, planned_for

_ATTENDANCE = ("attendance", "apologies", "declaration")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a matter and where it stands; the citation is None where its words are in no passage."""

    link: Link
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry of a work programme: the day of the meeting that it is for, None where it has none, and its place."""

    date: dt.date | None
    citation: Citation


class Study(Library):
    """Ways to work with the papers of one open index."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._lines = lru_cache(maxsize=16)(self._find_lines)

    def concordance(self, text: str, filters: Filters) -> tuple[tuple[KeywordLine, ...], bool]:
        """Every place where the words of `text` stand one after the other, and whether there are no more than those."""
        return self._lines(text, self._narrowed(filters))

    def _find_lines(self, text: str, filters: Filter) -> tuple[tuple[KeywordLine, ...], bool]:
        return find_lines(text, filters, self._index.terms, self._index.catalogue.passages, self._shelf.page)

    def cite_line(self, line: KeywordLine) -> Citation:
        """The citation of a place in the concordance; its address is that of the page of the words found."""
        href = page_href(line.passage.document_id, line.page, line.passage.id)
        return replace(self.cite(line.passage), href=href)

    def timeline(self, *, decision: str | None = None, item: str | None = None) -> tuple[Step, ...]:
        """How a matter went, by its decision number or by the key of an item, in order of time.

        Raises:
            NotFound: There is no item of that key.
        """
        catalogue = self._index.catalogue
        row = catalogue.item(item) if item else None
        if item and row is None:
            raise NotFound(f"There is no item {item} in the index.", hint="Start from a meeting.")
        matter = row.item if row else decision
        if not matter:
            return ()
        links = trail(matter, catalogue.decisions(), (each.item for each in catalogue.items()))
        return tuple(Step(link, self._proof_of(link)) for link in links)

    def _proof_of(self, link: Link) -> Citation | None:
        decision = link.decision
        places = self._index.catalogue.passages_at(decision.document_id, decision.proof_start, decision.proof_end)
        return self.cite(places[0]) if places else None

    @cached_property
    def _people(self) -> tuple[Person, ...]:
        return find_people(self._index.catalogue.facts(*VARIETIES))

    def people(self) -> tuple[Person, ...]:
        """Whom the papers name as author, present, absent or speaking, by surname."""
        return self._people

    @cached_property
    def _planned(self) -> tuple[Planned, ...]:
        entries = [Planned(planned_for(p), self.cite(p)) for p in self._index.catalogue.facts(PROGRAMME_ENTRY)]
        return tuple(sorted(entries, key=lambda entry: entry.date or dt.date.min, reverse=True))

    def programme(self) -> tuple[Planned, ...]:
        """What work programmes announce, the latest meeting first, what has no date last."""
        return self._planned

    def attendance(self, body: str, date: dt.date) -> tuple[Citation, ...]:
        """What the minutes of a meeting say of who was there, who was not, and who declared an interest."""
        facts = self._index.catalogue.facts(*_ATTENDANCE)
        return tuple(
            self.cite(fact)
            for fact in facts
            if fact.part == "minutes" and fact.meeting and (fact.meeting.body, fact.meeting.date) == (body, date)
        )
