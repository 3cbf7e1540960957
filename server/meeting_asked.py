"""Questions about a meeting itself: what is on its agenda, who was there, who chaired it, when the next one is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from indexer.analysis import analyse
from indexer.records import Meeting
from server.matters import content
from server.query import Query
from server.when import asks_of_last

Topic = Literal["agenda", "planned", "present", "officers", "absent", "chair", "next"]

_ABSENT = re.compile(
    r"\b(?:apolog\w+|absent|absence|absentees?|substitut\w+|missed|missing|not (?:there|present|attend))\b",
    re.IGNORECASE,
)
_CHAIR = re.compile(r"\bchair(?:ed|ing|man|woman|person)?\b|\bpresided\b", re.IGNORECASE)
_OFFICERS = re.compile(r"\b(?:officers?|officials|staff|in attendance)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:attend\w*|present|turned up|there|at the (?:[\w ]+ )?meeting|came|took part)\b", re.IGNORECASE
)
_WHO = re.compile(
    r"\bwho(?:m|se)?\b|\b(?:attendance|attendees?|absentees?|apologies)\b|"
    r"\b(?:which|what|list|names?|the|of|any) (?:\w+ )?(?:members|councillors|cllrs|officers|officials|people|staff)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:when|what (?:date|day|time)|date)\b.*\b(?:next|following|upcoming)\b|\b(?:next|following|upcoming) meeting date\b|"
    r"\bwhen (?:does|will|do|is) .{0,60}\b(?:meet|meets|meeting|sit)\b(?: again| next)?\W*$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:next|upcoming|future|forthcoming|planned|scheduled|due|will|expected|lined up|coming|to come|work program\w*|"
    r"forward plan)\b",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"\b(?:agenda|items?|business|topics?|subjects?|discuss\w*|consider\w*|(?:talked?|spoke) about|on the table|"
    r"come (?:to|up|before)|coming (?:to|up|before)|planned|scheduled|look(?:ed|ing)? at|work program\w*|forward plan|"
    r"(?:papers?|reports?) (?:of|for|at|to)|debate[ds]?|cover(?:ed|s)?|deal(?:t|ing)? with|happen(?:s|ing)?|lined up)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:decisions?|decid\w*|agreed|resol\w*|outcomes?|approv\w*|endors\w*|noted|vot\w*)\b", re.IGNORECASE
)
_OF_MEETINGS = frozenset(
    analyse(
        """
        agenda agendas item items business topic topics subject subjects discuss discussed discussion consider considered talk
        talked about table come coming comes came planned plan scheduled schedule programme program forward look looked looking
        debate debated cover covered deal dealt happening happens lined line list name names show give full complete order whole
        attend attended attending attendance attendees absent absence absentee apology apologies apologised substitute
        substitutes substituted missing missed present there turned up chair chaired chairing chairman chairwoman chairperson
        presided officer officers official staff members member councillor councillors cllr cllrs people who whom which
        last latest recent most previous next following upcoming future forthcoming due will expected date dates day time meet
        meets meeting meetings session sent gave give given send sends received took part place after since again during held
        """
    )
)


def topic_of(query: Query) -> Topic | None:
    """What a question may ask of a meeting as a whole, by its wording; None where it asks for something else."""
    if query.decisions or query.minute or query.item:
        return None
    text = query.text
    if _NEXT.search(text):
        return "next"
    if _WHO.search(text):
        for pattern, topic in _PEOPLE:
            if pattern.search(text):
                return topic
    if _DECIDED.search(text) or not _AGENDA.search(text):
        return None
    return "planned" if _AHEAD.search(text) else "agenda"


_PEOPLE: tuple[tuple[re.Pattern[str], Topic], ...] = (
    (_ABSENT, "absent"),
    (_CHAIR, "chair"),
    (_OFFICERS, "officers"),
    (_PRESENT, "present"),
)


def names_matter(query: Query, rarity: Mapping[str, float], bodies: Collection[str]) -> bool:
    """Whether a question has words beside those that ask of meetings and name a body or a time.

    Args:
        query: The question.
        rarity: The inverse document frequency of its terms.
        bodies: The names of the bodies that meet.
    """
    known = _OF_MEETINGS | {term for body in bodies for term in analyse(body)}
    return bool(set(content(query, rarity)) - known)


def meetings_meant(query: Query, meetings: Sequence[Meeting]) -> list[Meeting]:
    """The meetings of the periods and of the bodies that a question names, the newest first; all where it names none.

    The last meeting is looked for among all: of the newest one the minutes may not be there yet.
    """
    chosen = [m for m in meetings if m.date and (not query.bodies or m.body in query.bodies)]
    if query.periods and not asks_of_last(query.text):
        chosen = [m for m in chosen if m.date and any(p.first <= m.date <= p.last for p in query.periods)]
    return sorted(chosen, key=lambda meeting: str(meeting.date), reverse=True)
