"""What reports tell of another body's decision on their matter, where a question names that body."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from indexer.analysis import analyse
from indexer.dates import find_dates, is_month
from indexer.records import Meeting
from server.look import Look
from server.matters import content, share
from server.register import Matter, Register

_HALF, _MOST = 0.5, 0.75
_YEARS = re.compile(r"(?<!\d)(?:20)?(\d\d)\s?[/–-]\s?(?:20)?(\d\d)(?![\d/-])")
_OF_THE_MATTER = re.compile(
    r"\b(?:the proposed decision|this (?:decision|proposal|paper|report|recommendation))\b(?! (?:to|that|for|of)\b)",
    re.IGNORECASE,
)
_HEAD = "committee|cttee|ctte|cmte|council|board|panel|cabinet"
_ASKED = re.compile(
    rf"(?<![\w&'’-])(?P<words>(?:[\w&'’-]+ ){{0,6}}?)(?P<head>{_HEAD})\b"
    r"(?! (?:committee|cttee|ctte|cmte|members?|tax|hous\w+|own|staff|papers?|reports?)\b)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?P<words>(?:(?:[A-Z][\w&'’-]*|and|of|for|&)\s+){0,9})(?P<head>Committee|Council|Board|Panel|Cabinet)\b"
    r"(?!\s+(?:Members?|Tax|Committee)\b)"
)
_STOPS = """
    the our a an that this did do does has have had was were is are by at to in of on from with what which how why when where
    who or but so if whether before after for their its your my any other another same yet already
    last latest previous next recent
"""
_BEFORE = frozenset(_STOPS.split())
_SHORT = {"cttee": "committee", "ctte": "committee", "cmte": "committee"}
_WHOLE = frozenset(analyse("full county borough city district town parish"))

_Body = tuple[str, frozenset[str]]


def bodies_named(text: str) -> Iterator[_Body]:
    """The bodies that a question names by more than "the committee": what each is, and the terms of its own name."""
    for match in _ASKED.finditer(text):
        words: list[str] = []
        for word in reversed(match["words"].lower().split()):
            if word in _BEFORE or word[0].isdigit() or is_month(word):
                break
            words.append(word)
        head = _SHORT.get(match["head"].lower(), match["head"].lower())
        named = frozenset(analyse(" ".join(words)))
        if named or head == "cabinet":
            yield head, named


def told_of_body(
    look: Look, matter: Matter, register: Register, documents: frozenset[str] | None = None
) -> Matter | None:
    """The account of what a body that a question names decided on a matter, where that is not the body that met on it.

    None of another paper than `documents` (None: any) is told.

    An account is on the matter where it holds half of the question's words that the matter's title does not, where there are
    none most of the others, or where it tells of "the proposed decision"; one of other years than those asked for is not. Of
    several it is the one of the latest day.
    """
    named = list(bodies_named(look.query.text))
    own = {term for head, terms in named for term in (*analyse(head), *terms)}
    words = {term: each for term, each in content(look.query, look.rarity).items() if term not in own}
    others = {term: each for term, each in words.items() if not each[1] & matter.title}
    wanted, least = (others, _HALF) if others else (words, _MOST)
    met = matter.decisions[0].meeting or matter.item.meeting
    bodies = [body for body in named if not is_body(body, met, look) and not _is_council(body, look)]
    accounts = [m for m in register.matters if m.key == matter.key and m.decisions[0].outcome == "reported"]
    told = [
        m
        for m in accounts
        if (documents is None or m.decisions[0].document_id in documents)
        and any(_names(m.decisions[0].proof, body) for body in bodies)
        and (share(wanted, (1.0, m.words)) >= least or _OF_THE_MATTER.search(m.decisions[0].proof))
        and not _of_other_years(look.query.text, m.decisions[0].proof)
    ]
    return max(told, key=lambda m: (_last_day(m), share(wanted, (1.0, m.words)), -m.decisions[0].start), default=None)


def _of_other_years(asked: str, told: str) -> bool:
    """Whether both name years, and none that is the same."""
    wanted, own = set(_YEARS.findall(asked)), set(_YEARS.findall(told))
    return bool(wanted and own) and wanted.isdisjoint(own)


def _is_council(body: _Body, look: Look) -> bool:
    """Whether a body is the papers' own council, called by its own name: "Kent County Council"."""
    head, named = body
    return head == "council" and bool(named - _WHOLE) and named <= look.councils


def _last_day(account: Matter) -> dt.date:
    """The last day that an account names."""
    return max((found.date for found in find_dates(account.decisions[0].proof)), default=dt.date.min)


def is_body(body: _Body, meeting: Meeting | None, look: Look) -> bool:
    """Whether a body is the one that met; a word of its name may be short for others, or the first initials of it."""
    if meeting is None:
        return False
    head, named = body
    own = analyse(meeting.body)
    initials = "".join(word[0] for word in meeting.body.lower().split())
    short = {word.term: set(word.also) for word in look.query.terms.words if word.also}
    known = [
        term in own or short.get(term, {""}) <= set(own) or (len(term) > 1 and initials.startswith(term))
        for term in named
    ]
    return analyse(head) == own[-1:] and all(known)


def _names(proof: str, body: _Body) -> bool:
    """Whether the words of an account name a body; the full council is any that is called a council."""
    head, named = body
    for match in _TOLD.finditer(" ".join(proof.split())):
        if match["head"].lower() == head and named - (_WHOLE if head == "council" else frozenset()) <= set(
            analyse(match["words"])
        ):
            return True
    return False
