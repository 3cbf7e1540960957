"""The dates that council papers write, found in running text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_DIGIT = re.compile(r"\d")
_LONG = re.compile(rf"(?<!\d){_DAY}(?:\s+of)?[\s-]+{_MONTH}\.?,?[\s-]+(\d{{4}}|\d{{2}}(?!\d))", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\.?\s+{_DAY},?\s+(\d{{4}})", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?![\d/])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, and the offsets of the words that name it."""

    start: int
    end: int
    date: dt.date


def month_number(name: str) -> int:
    """The number of a month by its name or its first three letters; 0 where it is none."""
    prefix = name.lower()[:3]
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(prefix)), 0) if len(prefix) == 3 else 0


def is_month(word: str) -> bool:
    """Whether a word is the name of a month or a short form of it."""
    return re.fullmatch(_MONTH, word, re.IGNORECASE) is not None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _made(match: re.Match[str], year: str, month: int, day: str) -> FoundDate | None:
    try:
        return FoundDate(match.start(), match.end(), dt.date(_year(year), month, int(day)))
    except ValueError:
        return None


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """The full dates in `text`, in order: "Friday, 9th March, 2018", "March 9, 2018", "09/03/2018" (day first), "2018-03-09".

    Two-digit years are of this century. What is no day of the calendar ("31 February 2018") is left out.
    """
    if not _DIGIT.search(text):
        return ()
    found = [_made(m, m[3], month_number(m[2]), m[1]) for m in _LONG.finditer(text)]
    found += [_made(m, m[3], month_number(m[1]), m[2]) for m in _MONTH_FIRST.finditer(text)]
    found += [_made(m, m[3], int(m[2]), m[1]) for m in _NUMERIC.finditer(text)]
    found += [_made(m, m[1], int(m[2]), m[3]) for m in _ISO.finditer(text)]
    return tuple(sorted((f for f in found if f), key=lambda f: (f.start, -f.end)))


def first_date(text: str) -> dt.date | None:
    """The first full date in `text`, or None."""
    found = find_dates(text)
    return found[0].date if found else None


def in_words(date: dt.date) -> str:
    """A date as the papers write it: "9 March 2018"."""
    return f"{date.day} {MONTHS[date.month - 1].capitalize()} {date.year}"
