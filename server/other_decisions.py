"""What reports tell of another body's decision on their matter, where a question names that body."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from indexer.analysis import analyse
from indexer.dates import find_dates
from indexer.records import Meeting
from server.look import Look
from server.matters import content, share
from server.register import Matter, Register

_AS_NEAR = 0.5
_HEAD = "committee|cttee|ctte|cmte|council|board|panel|cabinet"
_ASKED = re.compile(
    rf"(?P<words>(?:[\w&'’-]+ ){{0,5}})(?P<head>{_HEAD})\b(?! (?:members?|tax|hous\w+|own|staff|papers?|reports?)\b)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?P<words>(?:(?:[A-Z][\w&'’-]*|and|of|for|&)\s+){0,9})(?P<head>Committee|Council|Board|Panel|Cabinet)\b"
    r"(?!\s+(?:Members?|Tax|Committee)\b)"
)
_BEFORE = frozenset(
    [
        "the",
        "our",
        "a",
        "an",
        "that",
        "this",
        "did",
        "do",
        "does",
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "by",
        "at",
        "to",
        "in",
        "of",
        "on",
        "from",
        "with",
        "what",
        "which",
        "how",
        "why",
        "when",
        "where",
        "who",
        "and",
        "or",
        "but",
        "so",
        "if",
        "whether",
        "before",
        "after",
        "for",
        "their",
        "its",
        "your",
        "my",
        "any",
        "other",
        "another",
        "same",
        "yet",
        "already",
    ]
)
_SHORT = {"cttee": "committee", "ctte": "committee", "cmte": "committee"}
_WHOLE = frozenset(analyse("full county borough city district town parish"))

_Body = tuple[str, frozenset[str]]


def bodies_named(text: str) -> Iterator[_Body]:
    """The bodies that a question names by more than "the committee": what each is, and the terms of its own name."""
    for match in _ASKED.finditer(text):
        words: list[str] = []
        for word in reversed(match["words"].lower().split()):
            if word in _BEFORE:
                break
            words.append(word)
        head = _SHORT.get(match["head"].lower(), match["head"].lower())
        named = frozenset(analyse(" ".join(words)))
        if named or head == "cabinet":
            yield head, named


def told_of_body(look: Look, matter: Matter, register: Register) -> Matter | None:
    """The account of what a body that a question names decided on a matter, where that is not the body that met on it.

    Of accounts that are about as near to the words of the question it is the one of the latest day.
    """
    words = content(look.query, look.rarity)
    wanted = {term: each for term, each in words.items() if not each[1] & matter.title} or words
    others = [
        body
        for body in bodies_named(look.query.text)
        if not _is(body, matter.decisions[0].meeting or matter.item.meeting)
    ]
    accounts = [m for m in register.matters if m.key == matter.key and m.decisions[0].outcome == "reported"]
    told = [m for m in accounts if any(_names(m.decisions[0].proof, body) for body in others)]
    best = max((share(wanted, (1.0, m.words)) for m in told), default=0.0)
    near = [m for m in told if share(wanted, (1.0, m.words)) >= _AS_NEAR * best]
    return max(near, key=lambda m: (_last_day(m), share(wanted, (1.0, m.words)), -m.decisions[0].start), default=None)


def _last_day(account: Matter) -> dt.date:
    """The last day that an account names."""
    return max((found.date for found in find_dates(account.decisions[0].proof)), default=dt.date.min)


def _is(body: _Body, meeting: Meeting | None) -> bool:
    """Whether a body is the one that met."""
    head, named = body
    own = analyse(meeting.body) if meeting else []
    return named <= set(own) and analyse(head) == own[-1:]


def _names(proof: str, body: _Body) -> bool:
    """Whether the words of an account name a body; the full council is any that is called a council."""
    head, named = body
    for match in _TOLD.finditer(" ".join(proof.split())):
        if match["head"].lower() == head and named - (_WHOLE if head == "council" else frozenset()) <= set(
            analyse(match["words"])
        ):
            return True
    return False
