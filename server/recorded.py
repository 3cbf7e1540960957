"""The decisions of an index as pages and lists show them: with their places, what they refer to, their trail, their promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Literal

from indexer.catalogue import Catalogue
from indexer.dates import in_words
from indexer.filters import Filter
from indexer.records import Decision, Item, Outcome, Passage
from indexer.rows import item_key
from server.commitments import find_commitments, find_planned
from server.decisions import Link, is_bare, opened
from server.matter_views import CommitmentView, DecisionView, OpenedView, StepView
from server.register import Register
from server.results import Citation, ItemRef

_LATER: Mapping[Outcome, int] = {"proposed": 1, "forthcoming": 2, "reported": 3}
_NO_WORDS = "The report’s recommendation stands on no page that may be shown."


class Recorded:
    """Makes views of the decisions of one index; what is read once is kept."""

    def __init__(
        self, catalogue: Catalogue, cite: Callable[[Passage], Citation], dates: Mapping[str, dt.date | None]
    ) -> None:
        self._catalogue = catalogue
        self._cite = cite
        self._dates = dates

    @cached_property
    def register(self) -> Register:
        """Every decision of the index."""
        return Register(self._catalogue.decisions())

    @cached_property
    def papers_to(self) -> dt.date | None:
        """The date of the newest paper."""
        return max((date for date in self._dates.values() if date), default=None)

    def views(self, decisions: Sequence[Decision]) -> tuple[DecisionView, ...]:
        """Lines of the register; what stands on no page that may be shown is left out."""
        return tuple(view for decision in decisions if (view := self._view(self.register.flagged(decision))))

    def of_item(self, item_id: str) -> tuple[DecisionView, ...]:
        """The lines of one item: what minutes record, then what is asked for, planned, and told of elsewhere."""
        known = self._catalogue.decisions(Filter(item=item_id))
        return self.views(sorted(known, key=lambda d: _LATER.get(d.outcome, 0)))

    def _view(self, decision: Decision) -> DecisionView | None:
        citation = self._at(decision, decision.proof_start, decision.proof_end)
        if citation is None:
            return None
        return DecisionView(
            decision.outcome,
            decision.advisory,
            decision.limb,
            decision.text,
            decision.proof,
            decision.number,
            decision.vote,
            decision.mover,
            decision.seconder,
            decision.flags,
            citation,
            self._opened(decision) if is_bare(decision) else None,
        )

    def _opened(self, decision: Decision) -> OpenedView:
        found = opened(decision, self.register.proposals())
        if found.proposal is None:
            return OpenedView("", None, None, found.reason)
        citation = self._at(found.proposal, found.proposal.proof_start, found.proposal.proof_end)
        if citation is None:
            return OpenedView("", None, None, _NO_WORDS)
        return OpenedView(found.proposal.text, citation, found.strength, None)

    def trail(self, item: Item) -> tuple[StepView, ...]:
        """How the matter of an item went, by date; where a step is told more than once, its strongest account."""
        steps: dict[tuple[object, ...], StepView] = {}
        for link in self.register.trail(item):
            step = self._step(link)
            if step:
                steps.setdefault((step.stage, step.outcome, step.date, step.citation.item, step.strength), step)
        return tuple(steps.values())

    def _step(self, link: Link) -> StepView | None:
        decision = link.decision
        citation = self._at(decision, decision.proof_start, decision.proof_end)
        meeting = decision.meeting or (decision.item.meeting if decision.item else None)
        if citation is None:
            return None
        date = meeting.date if meeting else None
        return StepView(link.stage, decision.outcome, date, link.strength, link.proof, citation)

    def _at(self, decision: Decision, start: int, end: int) -> Citation | None:
        places = self._catalogue.passages_at(decision.document_id, start, end)
        return self._cite(places[0]) if places else None

    @cached_property
    def commitments(self) -> tuple[CommitmentView, ...]:
        """What minutes promise and work programmes plan, the newest meeting first."""
        items = [row.item for row in self._catalogue.items() if row.documents]
        minutes = self._catalogue.passages(self._catalogue.rows_matching(Filter(part="minutes")))
        passages = {passage.id: passage for passage in minutes}
        found = [
            self._commitment("promise", each.text, each.due, passages[each.passage_id], each.discharged_by, each.shared)
            for each in find_commitments(minutes, items)
        ]
        for plan in find_planned(self._catalogue.decisions(), items, self._dates):
            decision = plan.decision
            places = self._catalogue.passages_at(decision.document_id, decision.start, decision.end)
            when = in_words(decision.meeting.date) if decision.meeting and decision.meeting.date else None
            if places:
                found.append(self._commitment("plan", decision.text, when, places[0], plan.brought_by, plan.shared))
        return tuple(sorted(found, key=lambda each: each.citation.date or dt.date.min, reverse=True))

    def _commitment(
        self,
        kind: Literal["promise", "plan"],
        text: str,
        due: str | None,
        passage: Passage,
        kept_by: Item | None,
        shared: tuple[str, ...],
    ) -> CommitmentView:
        at = (kept_by.meeting.body, kept_by.meeting.date) if kept_by and kept_by.meeting.date else None
        return CommitmentView(kind, text, due, self._cite(passage), item_ref(kept_by), at, shared)


def item_ref(item: Item | None) -> ItemRef | None:
    """An item as pages name it."""
    if item is None:
        return None
    return ItemRef(item_key(item), item.number, item.minute, item.title, item.decision_number)
