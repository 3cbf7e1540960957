"""All that minutes record of one meeting, where a question names its time and no matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from indexer.records import Decision, Item, Passage
from server.asking import on_day
from server.query import Query
from server.register import Register
from server.telling import PassagesAt, Scale, Statement, meeting_of, quoted, when
from server.title_lines import title_line
from server.when import asks_of_last

_ROOM = 230
_LONG = 45
_LAST = {"noted": 1, "deferred": 1}


def outcomes_of_meeting(query: Query, register: Register, documents: frozenset[str] | None) -> list[Decision]:
    """What minutes record of the newest meeting of the time that a question names, what is merely noted last.

    The last meeting is the last of which there are minutes.
    """
    recorded = register.recorded(documents)
    held = recorded if asks_of_last(query.text) else [d for d in recorded if _of_time(d, query)]
    newest = max((d.meeting.date for d in held if d.meeting and d.meeting.date), default=None)
    chosen = [d for d in held if d.meeting and d.meeting.date == newest]
    return sorted(chosen, key=lambda d: _LAST.get(d.outcome, 0))


def _of_time(decision: Decision, query: Query) -> bool:
    date = decision.meeting.date if decision.meeting else None
    if query.periods:
        return date is not None and any(period.first <= date <= period.last for period in query.periods)
    return on_day(decision, query)


def _brief(told: Sequence[Statement]) -> list[Statement]:
    """The sentences of a motion, of a long one only the first and the last."""
    long = sum(len(each.text.split()) for each in told) > _LONG
    return [told[0], told[-1]] if long and len(told) > 1 else list(told)


def _repeats(line: Statement, told: Sequence[Statement]) -> bool:
    """Whether the sentences of a motion give its title too."""
    return any(line.text in each.text or each.text in line.text for each in told)


def list_outcomes(
    decisions: Sequence[Decision],
    passages_at: PassagesAt,
    passages_of: Callable[[Item], Sequence[Passage]],
    scale: Scale,
) -> tuple[str, tuple[Statement, ...]]:
    """One line that counts the outcomes of a meeting, and as many of its motions as there is room for, each under its title."""
    counts = Counter(decision.outcome for decision in decisions)
    counted = ", ".join(f"{count} {outcome}" for outcome, count in counts.most_common())
    said: list[Statement] = []
    titled: set[str] = set()
    room = _ROOM
    for decision in decisions:
        told = _brief(quoted(decision, passages_at, scale, proves=True)[0])
        line = title_line(decision.item.title, passages_of(decision.item)) if decision.item else None
        lines = [line] if line and line.text not in titled and not _repeats(line, told) else []
        words = sum(len(each.text.split()) for each in (*lines, *told))
        if told and words <= room and (lines or told[0].text not in {each.text for each in said}):
            titled |= {each.text for each in lines}
            said += [*lines, *told]
            room -= words
    summary = f"{len(decisions)} outcomes recorded on {when(decisions[0])}: {counted}"
    if not said:
        return summary, ()
    lead = f"The minutes of {meeting_of(decisions[0])}, record, among others:"
    return summary, (Statement(lead, said[0].passages, quoted=False), *said)
