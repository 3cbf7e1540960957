"""What came of the matter that a question about a decision asks of: the ruling, told no stronger than its proof."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.dates import in_words
from indexer.records import Decision, Item, Outcome, Passage
from indexer.rows import item_key
from server.query import Query
from server.quoting import folded, quotes_of
from server.rank import Ranked

DECIDED: frozenset[Outcome] = frozenset(
    {"resolved", "endorsed", "recommended", "amended", "noted", "deferred", "referred", "withdrawn", "lost"}
)
_LOOKED_AT = 4
_ROOM = 220
_LONGEST = 300

DecisionsOf = Callable[[Item], Sequence[Decision]]
PassagesAt = Callable[[str, int, int], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Ruling:
    """The outcome that answers a question, one line that tells it, and the words that prove it with their passages."""

    outcome: Outcome
    summary: str
    quotes: tuple[tuple[str, Passage], ...]


def find_ruling(
    query: Query, ranked: Sequence[Ranked], decisions_of: DecisionsOf, passages_at: PassagesAt
) -> Ruling | None:
    """The ruling on the matter that a question about a decision asks of; None where it asks of none.

    The matter is that of a decision number in the question, else that of the best passage with a decision. A decision in
    minutes comes before a proposal on the same matter; a proposal is told as that, whatever it is called.

    Args:
        query: The question.
        ranked: The passages found, best first.
        decisions_of: Gives the decisions on the matter of an item, in any paper.
        passages_at: Gives the passages of a document that hold a stretch of its text.
    """
    if query.intent != "decision" and not query.decisions:
        return None
    named = [r for r in ranked if r.passage.item and r.passage.item.decision_number in query.decisions]
    for each in (named if query.decisions else ranked)[:_LOOKED_AT]:
        item = each.passage.item
        if item is None:
            continue
        decisions = decisions_of(item)
        made = [d for d in decisions if d.outcome in DECIDED]
        asked = [d for d in decisions if d.outcome == "proposed"]
        chosen = made or asked
        if chosen:
            return _told(query, chosen, passages_at)
    return None


def _told(query: Query, decisions: Sequence[Decision], passages_at: PassagesAt) -> Ruling | None:
    newest = max(decisions, key=lambda d: (d.meeting.date.toordinal() if d.meeting and d.meeting.date else 0, -d.start))
    beside = [d for d in decisions if d.document_id == newest.document_id and _matter(d) == _matter(newest)]
    same = sorted(beside, key=lambda d: d.start)
    quotes = _quotes(same[0], passages_at)
    return Ruling(same[0].outcome, summary_of(same[0], same), quotes) if quotes else None


def _matter(decision: Decision) -> str | None:
    return item_key(decision.item) if decision.item else None


def _quotes(decision: Decision, passages_at: PassagesAt) -> tuple[tuple[str, Passage], ...]:
    """The sentences of the motion or proposal that fit into the room; where the first is longer, it alone."""
    motion = folded(decision.text)
    found: list[tuple[str, Passage]] = []
    room = _ROOM
    for passage in passages_at(decision.document_id, decision.start, decision.end):
        for quote in quotes_of(passage):
            if folded(quote.text) not in motion and motion not in folded(quote.text):
                continue
            if quote.words > (room if found else _LONGEST):
                return tuple(found)
            found.append((quote.text, passage))
            room -= quote.words
    return tuple(found)


def summary_of(decision: Decision, same: Sequence[Decision]) -> str:
    """The system's own line on a ruling: outcome, date and number, as the record holds them."""
    number = f", decision {decision.number}" if decision.number else ""
    when = f" on {in_words(decision.meeting.date)}" if decision.meeting and decision.meeting.date else ""
    if decision.outcome == "proposed":
        return f"Proposed{when}{number}; not decided in these papers"
    outcomes = list(dict.fromkeys(d.outcome for d in same)) or [decision.outcome]
    return f"{', '.join(outcomes).capitalize()}{when}{number}"
