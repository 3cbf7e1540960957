"""Which meeting a paper belongs to: its body, its date and its venue, as the front sheet, the minutes or a report say."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from indexer.dates import find_dates
from indexer.lines import Line, plain
from indexer.records import Meeting

MINUTES_OPENING = re.compile(
    r"MINUTES\s+of\s+(?:an?|the)\s+(?:\w+\s+)?meeting\s+of\s+(?:the\s+)?(?P<body>.+?)\s+(?:held|which)\b(?P<rest>.{0,400})",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_OPENING = re.compile(
    r"\b(?i:an?)\s+(?:\w+\s+)?meeting\s+of\s+(?:the\s+)?(?P<body>[A-Z].{2,80}?)\s+was\s+held\b(?P<rest>.{0,400})",
    re.DOTALL,
)
_BODY_WORD = re.compile(
    r"\b(committee|cabinet|council|board|panel|forum|commission|executive|assembly|authority|trust|group)\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"^(?:the\s+)?(?:corporation of the\s+)?[\w\s&'-]*\b(?:council|township of [\w\s]+|city of [\w\s]+)$", re.IGNORECASE
)
_TO_BODY = re.compile(r"^(?P<body>[A-Z][^–—\d]*?)\s*(?:[–—,-]\s*)+(?P<rest>.*\d.*)$", re.DOTALL)
_SMALL = {"and", "of", "the", "for", "in", "on", "to", "with"}
_VENUE = re.compile(r"^(?:at|in)\s+(?:the\s+)?(?P<venue>.+?)\s+on\s+\w+day\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class FrontSheet:
    """What stands before the agenda list: body and date of the meeting, and the council whose body it is."""

    body: str | None
    date: dt.date | None
    venue: str | None
    council: str | None


def title_case(text: str) -> str:
    """A name in capitals as a sentence would write it: "ADULT SOCIAL CARE CABINET COMMITTEE" → title case."""
    if text != text.upper():
        return text
    words = text.lower().split()
    return " ".join(w if i and w in _SMALL else w[:1].upper() + w[1:] for i, w in enumerate(words))


def front_sheet(lines: tuple[Line, ...]) -> FrontSheet:
    """Read the lines before the agenda list. A body is a short line that ends in a body's word, near a date."""
    body = council = None
    date: dt.date | None = None
    venue = None
    for at, line in enumerate(lines):
        text = line.plain.strip("* ")
        if not text or len(text) > 120:
            continue
        found = find_dates(text)
        if found and date is None:
            date = found[0].date
            venue = _venue_after(lines[at + 1 : at + 4])
        if not _is_body(text):
            continue
        if _COUNCIL.match(text) and "committee" not in text.lower():
            council = council or text
        else:
            body = body or text
    body = body or council
    return FrontSheet(title_case(body) if body else None, date, venue, title_case(council) if council else None)


def _is_body(text: str) -> bool:
    """Whether a whole line is a body's name: its words capitalised, no sentence, and a body's word among its last."""
    words = text.split()
    capital = all(w[:1].isupper() or w.lower() in _SMALL or not w[:1].isalpha() for w in words)
    last = _BODY_WORD.search(" ".join(words[-4:]))
    named = bool(last) or bool(
        re.match(r"(?i)(the )?(corporation of the )?(township|city|county|borough|town|parish) of ", text)
    )
    return capital and named and not re.search(r"[.:;?]|\d", text) and len(words) <= 12


def _venue_after(lines: tuple[Line, ...]) -> str | None:
    for line in lines:
        text = line.plain
        if re.search(r"\b(room|hall|chamber|house|centre|online|virtual)\b", text, re.IGNORECASE) and len(text) < 100:
            return re.split(r"\s*(?:Telephone|Ask for|Email)\b", text)[0].strip(" ,") or None
    return None


def minutes_meeting(text: str) -> Meeting | None:
    """The meeting whose minutes open in `text` ("MINUTES of a meeting of the … held at … on …"), None where none does."""
    match = MINUTES_OPENING.search(text) or _OTHER_OPENING.search(text)
    if not match:
        return None
    rest = plain(match["rest"])
    found = find_dates(rest)
    if not found:
        return None
    venue = _VENUE.match(rest)
    return Meeting(title_case(plain(match["body"])), found[0].date, venue["venue"].strip(" ,") if venue else None)


def addressed_meeting(value: str) -> Meeting | None:
    """The meeting that a report's "To:" names: "Adult Social Care Cabinet Committee – 9 March 2018"."""
    value = plain(value)
    found = find_dates(value)
    match = _TO_BODY.match(value)
    if not found or not match or not _BODY_WORD.search(match["body"]):
        return None
    return Meeting(title_case(match["body"].strip(" ,–-")), found[0].date)
