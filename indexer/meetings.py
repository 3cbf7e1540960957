"""Which meeting a paper belongs to: its body, its date and its venue, as the front sheet, the minutes or a report say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.dates import find_dates
from indexer.lines import Line, plain
from indexer.records import Meeting

MINUTES_OPENING = re.compile(
    r"MINUTES?\s+of\s+(?:(?:an?|the)\s+)?(?:(?:\w+\s+)?(?:meeting|proceedings)\s+of\s+)?(?:the\s+)?"
    r"(?P<body>(?:(?!minutes?\b)[^.;:]){3,160}?)(?:\s+meeting)?\s+(?:held|which)\b(?=(?P<rest>.{0,400}))",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_OPENING = re.compile(
    r"\b(?i:an?)\s+(?:\w+\s+)?meeting\s+of\s+(?:the\s+)?(?P<body>[A-Z].{2,80}?)\s+was\s+held\b(?P<rest>.{0,400})",
    re.DOTALL,
)
_MEETING_OF = re.compile(
    r"^(?:notes of )?(?:at )?(?:an? |the )?(?:\w+ )?meeting of (?:the )?(?P<body>[A-Z].{2,80}?),? (?:was )?held\b(?P<rest>.*)",
    re.IGNORECASE,
)
_MINUTES_LINE = re.compile(r"^(?:draft |public |confirmed )?minutes(?: \(?draft\)?)?$", re.IGNORECASE)
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
            venue = _venue_after([each for each in lines[at + 1 : at + 12] if not each.blank][:3])
        if not is_body(text):
            continue
        if _COUNCIL.match(text) and "committee" not in text.lower():
            council = council or text
        else:
            body = body or text
    body = body or council
    return FrontSheet(title_case(body) if body else None, date, venue, title_case(council) if council else None)


def is_body(text: str) -> bool:
    """Whether a whole line is a body's name: its words capitalised, no sentence, and a body's word among its last."""
    words = text.split()
    capital = all(w[:1].isupper() or w.lower() in _SMALL or not w[:1].isalpha() for w in words)
    last = _BODY_WORD.search(" ".join(words[-4:]))
    named = bool(last) or bool(
        re.match(r"(?i)(the )?(corporation of the )?(township|city|county|borough|town|parish) of ", text)
    )
    return capital and named and not re.search(r"[.:;?]|\d", text) and len(words) <= 12


def _venue_after(lines: Sequence[Line]) -> str | None:
    for line in lines:
        text = line.plain
        if re.search(r"\b(room|hall|chamber|house|centre|online|virtual)\b", text, re.IGNORECASE) and len(text) < 100:
            stated = re.sub(r"^(?:venue|place|location)\b[:\s]*", "", text, flags=re.IGNORECASE)
            return re.split(r"\s*(?:Telephone|Ask for|Email)\b", stated)[0].strip(" ,") or None
    return None


def minutes_meeting(text: str) -> Meeting | None:
    """The meeting whose minutes open in `text` ("MINUTES of a meeting of the … held at … on …"), None where none does."""
    match = MINUTES_OPENING.search(text) or _OTHER_OPENING.search(text)
    if not match or not _BODY_WORD.search(match["body"]):
        return None
    rest = plain(match["rest"])
    found = find_dates(rest)
    if not found:
        return None
    venue = _VENUE.match(rest)
    return Meeting(title_case(plain(match["body"])), found[0].date, venue["venue"].strip(" ,") if venue else None)


def attended_meeting(before: Sequence[Line]) -> tuple[int, Meeting] | None:
    """The meeting that the lines just before "Present:" name, and the offset of the first of them; None where they do not.

    They say "At a meeting of the … held … on …", or give the body and the date a line each.
    """
    start: int | None = None
    body: str | None = None
    date: dt.date | None = None
    for at, line in reversed(list(enumerate(before))):
        text = line.plain
        said = _MEETING_OF.match(" ".join(each.plain for each in before[at : at + 3]))
        found = find_dates(said["rest"]) if said else find_dates(text)
        if said and found:
            return line.start, Meeting(title_case(plain(said["body"])), found[0].date)
        if found and date is None and len(text) < 80:
            date, start = found[0].date, line.start
        elif is_body(text) and (body is None or _COUNCIL.match(text)):
            body, start = body or text, line.start
        elif _MINUTES_LINE.match(text):
            start = line.start
            if body and date:
                break
        elif body and date:
            break
    return (start, Meeting(title_case(body), date)) if body and date and start is not None else None


def addressed_meeting(value: str) -> Meeting | None:
    """The meeting that a report's "To:" names: "Adult Social Care Cabinet Committee – 9 March 2018"."""
    value = plain(value)
    found = find_dates(value)
    match = _TO_BODY.match(value)
    if not found or not match or not _BODY_WORD.search(match["body"]):
        return None
    return Meeting(title_case(match["body"].strip(" ,–-")), found[0].date)
