"""The dates that a question names, as ranges: a day, a month, a year, a municipal year; and those that it only points at."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.dates import find_dates, month_number

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_YEAR = re.compile(
    rf"\b{_MONTH}\.?,?\s+(?P<year>(?:19|20)\d\d|(?!31)\d\d(?![\d/]|[.,]\d|\s?%)|'\d\d(?!\d))\b",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"(?<![\d/.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b|"
    rf"\b{_MONTH.replace('month', 'before')}\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(rf"\b(?:in|of|for|the|by|during|last|this|from|on)\s+{_MONTH}\b(?!\s+\d)", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?P<side>since|after|from|before|until|up to)\s+(?P<year>(?:19|20)\d\d)\b(?![/-]\d)", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?P<which>last|this|next)\s+year\b", re.IGNORECASE)
_LAST_MEETING = re.compile(
    r"\b(?:last|latest|most recent|previous)\s+(?:\w+\s+)?(?:meeting|minutes|committee|papers?|pack)\b", re.IGNORECASE
)
_MUNICIPAL = re.compile(r"(?<![\d/.,£-])(?:20)?(\d\d)\s?[/–-]\s?(?:20)?(\d\d)(?![\d/%-]|[.,]\d)")
_QUARTER = re.compile(
    r"\b(?:q(?:uarter)?\s?(?P<number>[1-4])|quarter (?P<counted>one|two|three|four)|"
    r"(?P<order>first|second|third|fourth|last|final|1st|2nd|3rd|4th) quarter)\b"
    r",?(?: (?:of|in|for))?(?: the)?(?: (?:financial )?year)?,?\s*(?:20)?"
    r"(?P<begin>\d\d)(?:\s?[/–-]\s?| to )(?:20)?(?P<close>\d\d)(?![\d/%-]|[.,]\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"(?<![\d/.,£-])(?:20)?(?P<begin>\d\d)\s?[/–-]\s?(?:20)?(?P<close>\d\d),?:?\s+q(?:uarter)?\s?(?P<number>[1-4])\b",
    re.IGNORECASE,
)
_QUARTERS = tuple(
    words.split()
    for words in ("1 one first 1st", "2 two second 2nd", "3 three third 3rd", "4 four fourth 4th last final")
)
_YEAR = re.compile(r"(?<![\d/.,£-])((?:19|20)\d\d)(?![\d/%-]|[.,]\d)")
_COUNTED = re.compile(r"\b(?:aged?|ages|pages?|pp?\.?|items?|para(?:graph)?s?\.?|minutes?|risks?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, and the words that name it.

    `named` tells that the question names it in full; one that it only points at ("in March", "last year") was read off the
    dates of the papers and raises what it fits, but asks for nothing.
    """

    first: dt.date
    last: dt.date
    words: str
    named: bool = True


class _Periods:
    """Periods as they are found, none over the words of another."""

    def __init__(self, question: str) -> None:
        self._question = question
        self._taken: list[tuple[int, int]] = []
        self._found: list[tuple[int, Period]] = []

    def keep(self, span: tuple[int, int], *ranges: tuple[dt.date, dt.date], named: bool = True) -> None:
        """Take in what a stretch of the question names, unless its words are taken."""
        start, end = span
        if ranges and not any(a < end and start < b for a, b in self._taken):
            self._taken.append(span)
            words = self._question[start:end]
            self._found += [(start, Period(first, last, words, named)) for first, last in ranges]

    def all(self) -> tuple[Period, ...]:
        """What was found, in the order of the question."""
        return tuple(period for _, period in sorted(self._found, key=lambda each: each[0]))


def find_periods(question: str, meetings: Sequence[dt.date] = ()) -> tuple[Period, ...]:
    """The periods of a question, each once.

    "9 March 2018" names a day, "july 2023" a month, "Q1 2023/24" April to June, "2018/19" April to March, "2021" a year; "pages
    16-17" and the like count something else. "13 March" and "in March" point at the days of meetings on that day or in that
    month, "last year" and "since 2021" are counted from the newest meeting.

    Args:
        question: The question.
        meetings: The days of the meetings whose papers there are.
    """
    periods = _Periods(question)
    for date in find_dates(question):
        periods.keep((date.start, date.end), (date.date, date.date))
    for match in _MONTH_YEAR.finditer(question):
        digits = match["year"].lstrip("'")
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
        periods.keep(match.span(), _month(year, month_number(match["month"])))
    for match in (*_QUARTER.finditer(question), *_YEAR_FIRST.finditer(question)):
        held = match.groupdict()
        begin, named = int(held["begin"]), (held["number"] or held.get("counted") or held["order"]).lower()
        number = next(n for n, words in enumerate(_QUARTERS, 1) if named in words)
        if (begin + 1) % 100 == int(held["close"]):
            periods.keep(match.span(), quarter(2000 + begin, number))
    for match in _MUNICIPAL.finditer(question):
        begin, close = int(match[1]), int(match[2])
        if (begin + 1) % 100 == close and not _COUNTED.search(question, 0, match.start()):
            periods.keep(match.span(), (dt.date(2000 + begin, 4, 1), dt.date(2001 + begin, 3, 31)))
    if meetings:
        _pointed_at(question, periods, sorted(set(meetings)))
    for match in _YEAR.finditer(question):
        periods.keep(match.span(), _year(int(match[1])))
    return periods.all()


def asks_of_last(question: str) -> bool:
    """Whether a question points at the last meeting."""
    return _LAST_MEETING.search(question) is not None


def _pointed_at(question: str, periods: _Periods, meetings: Sequence[dt.date]) -> None:
    """Take in what is meant by the days of the meetings."""
    newest = meetings[-1]
    for match in _OPEN.finditer(question):
        side = match["side"].lower()
        first, last = _year(int(match["year"]) + {"after": 1, "before": -1}.get(side, 0))
        later = side in ("since", "after", "from")
        periods.keep(match.span(), (first, max(newest, last)) if later else (meetings[0], last), named=False)
    for match in _DAY_MONTH.finditer(question):
        day, month = int(match["day"] or match["after"]), month_number(match["month"] or match["before"])
        on = [date for date in meetings if (date.day, date.month) == (day, month)]
        periods.keep(match.span(), *((date, date) for date in on), named=False)
    for match in _BARE_MONTH.finditer(question):
        month = month_number(match["month"])
        years = sorted({date.year for date in meetings if date.month == month})
        periods.keep(match.span(), *(_month(year, month) for year in years), named=False)
    for match in _RELATIVE.finditer(question):
        year = newest.year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
        periods.keep(match.span(), _year(year), named=False)
    for match in _LAST_MEETING.finditer(question):
        periods.keep(match.span(), (newest, newest), named=False)


def quarter(year: int, number: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of a quarter, 1 to 4, of the municipal year that begins in April of a year."""
    month = 3 * number + 1
    year, month = (year + 1, month - 12) if month > 12 else (year, month)
    return dt.date(year, month, 1), _month(year, month + 2)[1]


def _year(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
