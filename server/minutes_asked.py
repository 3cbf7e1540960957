"""Questions about minutes themselves: whether those of a meeting were accepted, and the resolution that did."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial

from indexer.analysis import analyse
from indexer.dates import find_dates
from indexer.records import Decision
from server.asking import named_days
from server.look import Look
from server.matters import content
from server.other_decisions import bodies_named, is_body
from server.register import Register
from server.when import Period

NO_MINUTES = "The papers do not say: no resolution on the minutes of such a meeting is among them."
_MINUTES = re.compile(r"\b(?:minutes|mins)\b|\b(?:record|notes?) (?:of|from|for)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"^\W*(?:what|how|who|which|when|where|why)\b|\b(?:in|to|from|per|by) the (?:\w+ ){0,3}?(?:minutes|mins|record|notes)\b|"
    r"\b(?:did|do|does) the (?:[\w'’-]+ ){0,5}?(?:minutes|mins|record|notes)\b|"
    r"\b(?:minutes|mins|record|notes)\b.{0,60}?\b(?:say|said|show|state|mention|tell|note (?:that|what|who))\b",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(
    r"\b(?:agree[ds]?|accept\w*|approv\w+|adopt\w*|sign(?:ed)?|confirm\w*|pass(?:ed)?|correct\w*|right|accura\w+|amend\w*|noted?)\b",
    re.IGNORECASE,
)
_OF_MINUTES = frozenset(
    analyse(
        "minutes mins record recorded notes meeting meetings met meet correct correctly corrected correction right accurate "
        "accuracy true stood stand previous last before earlier published written sign chair chairman change changes time"
    )
)
_MEETING_MINUTED = re.compile(
    r"\b(?:minutes|mins|record|notes?) (?:of|from|for)\b"
    r"(?:(?!\b(?:at|by|when|in|on the|agreed?|accept\w*|approv\w*|adopt\w*|sign\w*|confirm\w*)\b).)*",
    re.IGNORECASE,
)
_RECORDED = re.compile(r"\bminutes\b.{0,80}\bmeetings?\b", re.IGNORECASE | re.DOTALL)


IsOf = Callable[[dt.date], bool]


def asks_of_minutes(look: Look) -> bool:
    """Whether a question asks whether minutes were accepted, and names no other matter."""
    text = look.query.text
    if not _MINUTES.search(text) or not _ACCEPTED.search(text) or _TELLS.search(text):
        return False
    own = _OF_MINUTES | look.bodies | look.councils | {term for _, named in bodies_named(text) for term in named}
    left = content(look.query, look.rarity)
    return all(term in own or _names_body(term, said, look) for term, (_, said) in left.items())


def _names_body(term: str, said: frozenset[str], look: Look) -> bool:
    """Whether a word, or what it is short for, is of the name of a body that met."""
    meant = said - {term}
    return bool(meant) and meant <= look.bodies


def accepted_minutes(look: Look, register: Register, documents: frozenset[str] | None) -> Decision | None:
    """The resolution on the minutes that a question asks of: of the newest meeting of each time that it names.

    It is of the body named, if any is. The time that stands beside "minutes of" is that of the meeting minuted, another that of
    either meeting; where none is named it is the last.
    """
    text = look.query.text
    recorded = [d for d in register.recorded(documents) if _RECORDED.search(d.text)]
    beside = _MEETING_MINUTED.search(text)
    times = list(_times(look))
    bodies = list(bodies_named(text))
    fitting = [
        decision
        for decision in recorded
        if all(is_body(body, decision.meeting, look) for body in bodies)
        and all(
            _minuted(decision, is_of) or (not (beside and words in beside[0]) and _met(decision, is_of))
            for words, is_of in times
        )
    ]
    return max(fitting, key=lambda d: (sum(_minuted(d, is_of) for _, is_of in times), _day(d)), default=None)


def _times(look: Look) -> Iterator[tuple[str, IsOf]]:
    """The times that a question names, a day or a month without its year too: their words, and what is of them."""
    named = [period for period in look.query.periods if period.named]
    for period in named:
        yield period.words, partial(_within, period)
    for day, month, words in named_days(look.query.text):
        if not any(words in period.words for period in named):
            yield words, partial(_on, day, month)


def _within(period: Period, date: dt.date) -> bool:
    return period.first <= date <= period.last


def _on(day: int | None, month: int, date: dt.date) -> bool:
    return date.month == month and day in {None, date.day}


def _day(decision: Decision) -> dt.date:
    return (decision.meeting.date if decision.meeting else None) or dt.date.min


def _met(decision: Decision, is_of: IsOf) -> bool:
    return is_of(_day(decision))


def _minuted(decision: Decision, is_of: IsOf) -> bool:
    """Whether a resolution names a day of some time."""
    return any(is_of(found.date) for found in find_dates(decision.text))
