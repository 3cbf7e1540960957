"""Why what the papers hold on a matter does not answer a question about its outcome."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.records import Decision, Outcome
from server.asking import asks_ahead, asks_outcome, asks_why_refused
from server.query import Query
from server.telling import when
from server.votes import asks_who_voted, tells_of_votes

_REFUSED: frozenset[Outcome] = frozenset({"lost", "withdrawn", "deferred", "amended", "referred"})
_HARDLY_HELD, _SEVERAL = 0.25, 4


def asks_beside(query: Query, held: float, words: int) -> bool:
    """Whether a question names a decision by its number only to ask for what no words of the decision tell.

    Args:
        query: The question.
        held: The share of its words that the decision's title and motions hold.
        words: How many words of it name a matter.
    """
    return held < _HARDLY_HELD and words >= _SEVERAL and not asks_outcome(query)


def why_unruled(query: Query, outcome: Outcome, summary: str, decisions: Sequence[Decision]) -> str | None:
    """The line that says why there is no such outcome as is asked for; None where the outcome answers.

    A question that takes a refusal for granted has none where none is recorded; one that asks what a meeting of a named time
    decided has none where the papers only plan the matter; one that asks who voted how has none where no vote is recorded.

    Args:
        query: The question.
        outcome: The outcome that the papers hold.
        summary: The line that tells it.
        decisions: The decisions of the matter.
    """
    planned = decisions[0]
    title = planned.item.title if planned.item else ""
    if asks_why_refused(query) and outcome not in _REFUSED:
        return f"The papers record no refusal of “{title}”: {summary[:1].lower()}{summary[1:]}."
    if asks_who_voted(query.text) and not any(
        decision.vote or tells_of_votes(decision.proof) for decision in decisions
    ):
        return f"The papers record no votes on “{title}”: {summary[:1].lower()}{summary[1:]}."
    if outcome == "forthcoming" and any(period.named for period in query.periods) and not asks_ahead(query):
        day = f" for {when(planned)}" if when(planned) else ""
        return f"The papers do not say: they have “{title}” only as planned{day}."
    return None
