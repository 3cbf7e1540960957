"""All that minutes record of one meeting, where a question names its time and no matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.records import Decision
from server.asking import on_day
from server.query import Query
from server.register import Register
from server.telling import PassagesAt, Scale, Told, meeting_of, quoted, when

_ROOM = 230
_LAST = {"noted": 1, "deferred": 1}


def outcomes_of_meeting(query: Query, register: Register, documents: frozenset[str] | None) -> list[Decision]:
    """What minutes record of the newest meeting of the time that a question names, what is merely noted last."""
    held = [d for d in register.recorded(documents) if _of_time(d, query)]
    newest = max((d.meeting.date for d in held if d.meeting and d.meeting.date), default=None)
    chosen = [d for d in held if d.meeting and d.meeting.date == newest]
    return sorted(chosen, key=lambda d: _LAST.get(d.outcome, 0))


def _of_time(decision: Decision, query: Query) -> bool:
    date = decision.meeting.date if decision.meeting else None
    if query.periods:
        return date is not None and any(period.first <= date <= period.last for period in query.periods)
    return on_day(decision, query)


def list_outcomes(decisions: Sequence[Decision], passages_at: PassagesAt, scale: Scale) -> tuple[str, tuple[Told, ...]]:
    """One line that counts the outcomes of a meeting, and as many of its motions as there is room for, each once."""
    counts = Counter(decision.outcome for decision in decisions)
    counted = ", ".join(f"{count} {outcome}" for outcome, count in counts.most_common())
    said: list[Told] = []
    opened: set[str] = set()
    room = _ROOM
    for decision in decisions:
        told, _ = quoted(decision, passages_at, scale, proves=True)
        words = sum(len(each.text.split()) for each in told)
        if told and words <= room and told[0].text not in opened:
            opened.add(told[0].text)
            said += told
            room -= words
    summary = f"{len(decisions)} outcomes recorded on {when(decisions[0])}: {counted}"
    if not said:
        return summary, ()
    lead = f"The minutes of {meeting_of(decisions[0])}, record, among others:"
    return summary, (Told(lead, said[0].passages, quoted=False), *said)
