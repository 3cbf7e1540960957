"""The dates that a question names, as ranges: a day, a month, a year, a municipal year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from indexer.dates import find_dates, month_number

_MONTH_YEAR = re.compile(
    r"\b(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\.?,?\s+(?P<year>(?:19|20)\d\d|(?!31)\d\d(?![\d/]|[.,]\d|\s?%)|'\d\d(?!\d))\b",
    re.IGNORECASE,
)
_MUNICIPAL = re.compile(r"(?<![\d/.,£-])(?:20)?(\d\d)\s?[/–-]\s?(?:20)?(\d\d)(?![\d/%-]|[.,]\d)")
_YEAR = re.compile(r"(?<![\d/.,£-])((?:19|20)\d\d)(?![\d/%-]|[.,]\d)")
_COUNTED = re.compile(r"\b(?:aged?|ages|pages?|pp?\.?|items?|para(?:graph)?s?\.?|minutes?|risks?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days that a question names, both ends included, and the words that name it."""

    first: dt.date
    last: dt.date
    words: str


def find_periods(question: str) -> tuple[Period, ...]:
    """The periods named: "9 March 2018" a day, "july 2023" a month, "2018/19" April to March, "2021" a year, each once.

    "pages 16-17" and the like count something else.
    """
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Period]] = []

    def keep(start: int, end: int, first: dt.date, last: dt.date) -> None:
        if not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            found.append((start, Period(first, last, question[start:end])))

    for date in find_dates(question):
        keep(date.start, date.end, date.date, date.date)
    for match in _MONTH_YEAR.finditer(question):
        month, digits = month_number(match["month"]), match["year"].lstrip("'")
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
        keep(*match.span(), dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
    for match in _MUNICIPAL.finditer(question):
        begin, close = int(match[1]), int(match[2])
        if (begin + 1) % 100 == close and not _COUNTED.search(question, 0, match.start()):
            keep(*match.span(), dt.date(2000 + begin, 4, 1), dt.date(2001 + begin, 3, 31))
    for match in _YEAR.finditer(question):
        year = int(match[1])
        keep(*match.span(), dt.date(year, 1, 1), dt.date(year, 12, 31))
    return tuple(period for _, period in sorted(found, key=lambda each: each[0]))
