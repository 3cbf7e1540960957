"""Facts about people: who wrote a report and how to reach them, who sits on a body, who came, who declared an interest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.dates import in_words
from indexer.fact import Fact, lines_of, named, pieces_of
from indexer.lines import Line
from indexer.records import Document, Part, Stamp

_CONTACTS = re.compile(
    r"^\W*(?:\d{1,2}\.?\s*)?\W*(?:report\s+authors?|contacts?\s*(?:details|officers?)?|"
    r"(?:lead|responsible)\s+(?:officers?|directors?)|"
    r"relevant\s+directors?|authors?)\b[^.]{0,60}$|^\W*(?:report author|contact officer|lead officer)\W*:",
    re.IGNORECASE,
)
_REACHED = re.compile(r"[\w.+-]+@[\w:-]+\.[\w.]+(?:</\w+>)?|\b0\d{2,4}[\s-]?\d{3}[\s-]?\d{2,4}\b|\b\d{3}-\d{3}-\d{4}\b")
_ASK_FOR = re.compile(r"\bask for\b|\bclerk\b.*:|\bcontact officer\b", re.IGNORECASE)
_MEMBERSHIP = re.compile(
    r"^\W*(?:membership|members of the (?:committee|cabinet|panel|board))\b(?!.*\d{4})", re.IGNORECASE
)
_AFTER_MEMBERS = re.compile(
    r"^\W*(?:webcast|unrestricted|please note|quorum|agenda|a g e n d a|\(during|\d{1,2}[.\s]+[A-Z])", re.IGNORECASE
)
_PRESENT = re.compile(r"^\W*(?:members )?present\b", re.IGNORECASE)
_ATTENDING = re.compile(
    r"^\W*(?:also (?:present|in attendance)|in attendance|officers?(?: in attendance| present)?|other members|"
    r"virtual attendance|guests?|staff)\b.*:",
    re.IGNORECASE,
)
_APOLOGIES = re.compile(r"^\W*(?:apologies|absent|regrets)\b[^.]*:", re.IGNORECASE)
_END_OF_HEAD = re.compile(r"^\W*(?:unrestricted items|exempt items|\d{1,4}\.\s|call to order)", re.IGNORECASE)
_INTEREST = re.compile(
    r"\bdeclar(?:ed|ation)\b.{0,60}\b(?:interests?|conflict)\b|\bdisclosure of pecuniary interest",
    re.IGNORECASE | re.DOTALL,
)
_IN_THE_CHAIR = re.compile(r"\b(?:chairing|chaired|took the chair|in the chair)\b", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"\b(?:introduced|presented|gave (?:a|an|the)\b.{0,30}\b(?:update|overview|presentation)|"
    r"(?:in attendance|present) for this item)\b",
    re.IGNORECASE,
)
_MINUTE_KINDS = (
    ("apologies", re.compile(r"\bapolog|substitut|absen", re.IGNORECASE),
     "Apologies for absence and substitutes: who was absent, who stood in for whom"),
    ("declaration", re.compile(r"\bdeclarations?\b|\binterests?\b", re.IGNORECASE),
     "Declarations of interest: which member declared an interest, and why"),
    ("membership", re.compile(r"^membership|\belection of\b|appointment of (?:the )?(?:chair|vice)", re.IGNORECASE),
     "Changes of membership: who joined, left or replaced a member; who was elected chairman"),
)  # fmt: skip
_LINK = re.compile(r"^\W*(?:mailto|https?):", re.IGNORECASE)
_OPENS = re.compile(r"^\W*(?:\d{1,2}|[a-z])[.)]\s")
_QUIET_LINES = 6
_MOST_LINES = 40
_WRAPPED = 4
_OPENING_LINES = 14


def find_people(document: Document, stamps: Sequence[Stamp]) -> Iterator[Fact]:
    """The facts about people in every part of a document."""
    for part in document.outline.parts:
        lines = lines_of(document, part, stamps)
        if part.kind == "report":
            yield from _contacts(part, lines)
        elif part.kind == "agenda":
            yield from _front_sheet(part, lines)
        elif part.kind == "minutes" and part.item is None:
            yield from _heads_of_minutes(part, lines)
        elif part.kind == "minutes":
            yield from _minute(part, lines)


def _contacts(part: Part, lines: Sequence[Line]) -> Iterator[Fact]:
    """The whole contact block of a report: from its first heading to its last telephone number or e-mail address."""
    first = next(
        (
            at
            for at, line in enumerate(lines)
            if _CONTACTS.match(line.plain) and any(_REACHED.search(each.text) for each in lines[at : at + 8])
        ),
        None,
    )
    if first is None:
        return
    last, quiet = first, 0
    for at in range(first, min(len(lines), first + _MOST_LINES)):
        if _REACHED.search(lines[at].text) and not _LINK.match(lines[at].text):
            last, quiet = at, 0
        quiet += 1
        if quiet > _QUIET_LINES:
            break
    block = list(lines[first : last + 1])
    if not _REACHED.search(block[-1].text):
        return
    end = block[-1].start + max(match.end() for match in _REACHED.finditer(block[-1].text))
    pieces = pieces_of(block)
    pieces = (*pieces[:-1], (pieces[-1][0], end))
    yield Fact(
        part,
        pieces,
        "contact",
        f"Who wrote the report {named(part)}: report author, lead officer and director, contact details, telephone number, "
        f"phone, e-mail address. {_names(block)}",
    )


def _names(lines: Sequence[Line]) -> str:
    """The lines of a block that may be names or posts, as they stand."""
    return "; ".join(line.plain for line in lines if not _REACHED.search(line.text) and not _CONTACTS.match(line.plain))


def _when(part: Part) -> str:
    meeting = part.meeting
    if meeting is None:
        return "this meeting"
    return f"{meeting.body}, {in_words(meeting.date)}" if meeting.date else meeting.body


def _front_sheet(part: Part, lines: Sequence[Line]) -> Iterator[Fact]:
    for at, line in enumerate(lines[:_MOST_LINES]):
        if _ASK_FOR.search(line.plain):
            reach = [each for each in lines[at : at + 5] if each is line or _REACHED.search(each.text)]
            if any(_REACHED.search(each.text) for each in reach):
                about = "Clerk of the committee, democratic services officer: whom to ask, telephone number, e-mail"
                yield Fact(part, pieces_of(reach), "contact", f"{about}. {_when(part)}")
                break
    start = next((at for at, line in enumerate(lines[:60]) if _MEMBERSHIP.match(line.plain)), None)
    if start is None:
        return
    end = next((at for at in range(start + 1, len(lines)) if _ends_membership(lines[at])), len(lines))
    if 1 < end - start <= _MOST_LINES:
        about = "Membership: the members, councillors of each party or group, chairman and vice-chairman"
        yield Fact(part, pieces_of(lines[start:end]), "membership", f"{about} of the {_when(part)}")


def _ends_membership(line: Line) -> bool:
    return bool(_AFTER_MEMBERS.match(line.plain)) or len(line.text.split()) > 30


def _heads_of_minutes(part: Part, lines: Sequence[Line]) -> Iterator[Fact]:
    """The paragraphs that say who was present, who was in attendance and who was absent."""
    kinds = (
        (_PRESENT, "attendance", "Present: which members and councillors were at the meeting, who was in the chair"),
        (_ATTENDING, "attendance", "In attendance: which officers, staff and other members were at the meeting"),
        (_APOLOGIES, "apologies", "Apologies for absence: who was absent from the meeting"),
    )
    openings = [(at, kind) for at, line in enumerate(lines) for kind in kinds if kind[0].match(line.plain)][:6]
    stop = next(
        (at for at, line in enumerate(lines) if openings and at > openings[0][0] and _END_OF_HEAD.match(line.plain)),
        len(lines),
    )
    openings = [(at, kind) for at, kind in openings if at < stop]
    for number, (at, (_, variety, about)) in enumerate(openings):
        close = min(openings[number + 1][0] if number + 1 < len(openings) else stop, at + _MOST_LINES)
        if number and openings[number - 1][0] == at:
            continue
        yield Fact(part, pieces_of(lines[at:close]), variety, f"{about}. {_when(part)}")


def _minute(part: Part, lines: Sequence[Line]) -> Iterator[Fact]:
    """A minute on apologies, interests or membership as a whole; else its words on interests, and on who introduced it."""
    title = part.item.title if part.item else part.title
    words = sum(len(line.text.split()) for line in lines)
    for variety, pattern, about in _MINUTE_KINDS:
        if pattern.search(title) and words <= 250 and len(lines) > 1:
            yield Fact(part, pieces_of(lines), variety, f"{about}. {_when(part)}")
            return
    for variety, pattern, about in (
        ("declaration", _INTEREST, "Declaration of interest: which member or councillor declared an interest in"),
        ("speaker", _INTRODUCED, "Speakers: who introduced, presented or attended for"),
        ("attendance", _IN_THE_CHAIR, "In the chair: who chaired the meeting, in whose place, at"),
    ):
        found = next((at for at, line in enumerate(lines) if pattern.search(line.plain)), None)
        if found is not None and (variety != "speaker" or found < _OPENING_LINES):
            yield Fact(part, pieces_of(_sentence(lines, found)), variety, f"{about} {named(part)}. {_when(part)}")


def _sentence(lines: Sequence[Line], at: int) -> list[Line]:
    """The line from the start of its sentence on, and those after it up to the end of one, at most four each."""
    first = at
    while first and at - first < _WRAPPED and not _OPENS.match(lines[first].text) and _carries_on(lines[first - 1]):
        first -= 1
    taken = list(lines[first : at + 1])
    for line in lines[at + 1 : at + _WRAPPED]:
        if taken[-1].text.rstrip().endswith((".", ";", ":")):
            break
        taken.append(line)
    return taken


def _carries_on(line: Line) -> bool:
    """Whether the sentence of a line goes on in the next."""
    return not re.search(r"[.;:)]\W*$", line.text) and len(line.text.split()) > 5
