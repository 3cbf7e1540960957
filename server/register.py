"""Every decision of an index, brought together by matter, and what only a look over all papers shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.analysis import analyse
from indexer.dates import in_words
from indexer.flags import with_reused_numbers
from indexer.records import Decision, Item, Outcome
from indexer.rows import item_key
from server.decisions import Link, trail

DECIDED: frozenset[Outcome] = frozenset(
    {"resolved", "endorsed", "recommended", "amended", "noted", "deferred", "referred", "withdrawn", "lost"}
)
DISPUTED = "contradiction: another paper records this minute as "


@dataclass(frozen=True, slots=True)
class Matter:
    """What one item, or one account of a decision taken elsewhere, holds; its terms by where they stand.

    `key` is the item's key in the catalogue; an account has that of the report that gives it.
    """

    key: str
    item: Item
    decisions: tuple[Decision, ...]
    title: frozenset[str]
    words: frozenset[str]

    @property
    def number(self) -> str | None:
        """The decision number of the matter, where it has one."""
        return next((decision.number for decision in self.decisions if decision.number), None)


class Register:
    """The decisions of an index; what papers contradict each other in is flagged, not mended."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._all = with_reused_numbers(_with_disputes(decisions))
        self._of_item: dict[str, list[int]] = defaultdict(list)
        self._of_number: dict[str, list[int]] = defaultdict(list)
        for at, decision in enumerate(self._all):
            if decision.item:
                self._of_item[item_key(decision.item)].append(at)
            if decision.number:
                self._of_number[decision.number].append(at)
        self.matters = tuple(self._matters())
        self._holding: dict[str, list[int]] = defaultdict(list)
        for at, matter in enumerate(self.matters):
            for term in matter.title | matter.words:
                self._holding[term].append(at)
        self._flagged = {_place(decision): decision for decision in self._all}

    def flagged(self, decision: Decision) -> Decision:
        """A decision with what the other papers say against it."""
        return self._flagged.get(_place(decision), decision)

    def of_matter(self, item: Item, number: str | None = None) -> list[Decision]:
        """The decisions of an item, and those with the same decision number, in order of the papers."""
        places = set(self._of_item.get(item_key(item), ()))
        for each in {number, item.decision_number} - {None}:
            places |= set(self._of_number.get(str(each), ()))
        return [self._all[at] for at in sorted(places)]

    def holding(self, terms: Iterable[str]) -> list[Matter]:
        """The matters whose title or words hold one of some terms, in order of the papers."""
        return [self.matters[at] for at in sorted({at for term in terms for at in self._holding.get(term, ())})]

    def trail(self, item: Item, documents: Collection[str] | None = None) -> tuple[Link, ...]:
        """How a matter went, as far as some papers tell; None means all papers."""
        known = self._all if documents is None else [d for d in self._all if d.document_id in documents]
        return trail(item, known)

    def recorded(self, documents: Collection[str] | None = None) -> list[Decision]:
        """What the minutes in some papers record; None means all papers."""
        return [d for d in self._all if d.outcome in DECIDED and (documents is None or d.document_id in documents)]

    def proposals(self, documents: Collection[str] | None = None) -> list[Decision]:
        """What reports of some papers ask for; None means all papers."""
        return [d for d in self._all if d.outcome == "proposed" and (documents is None or d.document_id in documents)]

    def _matters(self) -> Iterable[Matter]:
        for key, places in self._of_item.items():
            held = [self._all[at] for at in places]
            told = tuple(decision for decision in held if decision.outcome != "reported")
            item = held[0].item
            if told and item:
                title = frozenset(analyse(" ".join({d.item.title for d in told if d.item})))
                yield Matter(key, item, told, title, _words(told))
            for decision in held:
                if decision.outcome == "reported" and decision.item:
                    yield Matter(key, decision.item, (decision,), frozenset(), _words([decision]))


def _words(decisions: Sequence[Decision]) -> frozenset[str]:
    return frozenset(analyse(" ".join(dict.fromkeys(decision.text for decision in decisions))))


def _place(decision: Decision) -> tuple[object, ...]:
    return (decision.document_id, decision.start, decision.proof_start, decision.proof_end, decision.outcome)


def _with_disputes(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions, those flagged that another paper's copy of the same minute tells otherwise."""
    told: Mapping[tuple[str, str | None], dict[str, dict[Outcome, None]]] = defaultdict(dict)
    for d in decisions:
        if d.item and d.outcome in DECIDED:
            told[item_key(d.item), d.item.minute].setdefault(d.document_id, {})[d.outcome] = None
    flagged = []
    for d in decisions:
        copies = told.get((item_key(d.item), d.item.minute), {}) if d.item and d.outcome in DECIDED else {}
        own = set(copies.get(d.document_id, ()))
        other = next((list(those) for those in copies.values() if set(those) != own), None)
        flagged.append(replace(d, flags=(*d.flags, DISPUTED + ", ".join(other))) if other else d)
    return flagged


def meeting_in_words(decision: Decision) -> str:
    """When a decision was taken or asked for: "6 July 2023"; empty where no paper says."""
    meeting = decision.meeting or (decision.item.meeting if decision.item else None)
    return in_words(meeting.date) if meeting and meeting.date else ""
