"""Whether a passage is of a period that a question names: of a meeting in it, or with words of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.dates import MONTHS
from indexer.records import Meeting, Passage
from server.when import Period, quarter

_SOON = 125
_YEAR_OF_DAYS = 366
_PAPER = re.compile(
    r"['’]?s? (?:(?!(?:did|on|and|which|in|was|were|is|are)\b)[\w'’-]+ ){0,2}?"
    r"(?:plans?|budgets?|strateg(?:y|ies)|programmes?|accounts?|statements?|reviews?|dashboards?|packs?|"
    r"booklets?|registers?|reports?|policy|policies)\b",
    re.IGNORECASE,
)
_PAPER_OR_ACCOUNT = re.compile(
    r"(?:updates?|letters?|reports?|papers?|minutes|meetings?|complaints?|figures?|data|results?|surveys?|statements?|notes?|"
    r"presentations?|slides?|emails?|plans?|decisions?)\s",
    re.IGNORECASE,
)
_ACT = re.compile(r"\b(?:Act|Regulations?|Order|Code|Bill)\s+(?:of\s+)?(?:19|20)\d\d")


def is_short(period: Period) -> bool:
    """Whether a period is of a month at most."""
    return (period.last - period.first).days < 31


def met_in(period: Period, passage: Passage) -> bool:
    """Whether a passage is of a meeting in a period."""
    date = passage.meeting.date if passage.meeting else None
    return bool(date and period.first <= date <= period.last)


def of_period(period: Period, passage: Passage) -> bool:
    """Whether a passage is of a meeting in a period, or writes it; the year of an Act is none.

    One that writes a quarter has to write its year too, or to be of a meeting in the four months after it.
    """
    text = _ACT.sub(" ", passage.embedded)
    written = bool(_written(period).search(text))
    if written and quarter_of(period):
        return soon_after(period, passage) or _years_of(period).search(text) is not None
    return written or met_in(period, passage)


def soon_after(period: Period, passage: Passage) -> bool:
    """Whether a passage is of a meeting in the four months after a period."""
    return met_soon_after(period, passage.meeting)


def met_soon_after(period: Period, meeting: Meeting | None) -> bool:
    """Whether a meeting was in the four months after a period."""
    date = meeting.date if meeting else None
    return bool(date and 0 <= (date - period.last).days <= _SOON)


def names_a_paper(period: Period, question: str) -> bool:
    """Whether a question's words for a period of more than a month name a paper of it: "the 2018-19 plan"."""
    places = re.finditer(re.escape(period.words), question, re.IGNORECASE)
    return not is_short(period) and any(_PAPER.match(question, place.end()) for place in places)


def bounds(period: Period, question: str) -> bool:
    """Whether a question names a month or a day as when something begins or ends: "from April 2018", "until the end of March".

    A letter or a report from a month is none that begins then.
    """
    before = (
        r"(?P<word>\b\w+\s+)?\b(?P<bound>from|until|till)\s+(?:the )?(?:(?:start|end|\d\d?(?:st|nd|rd|th)?) of\s+)?"
    )
    match = re.search(before + re.escape(period.words), question, re.IGNORECASE) if is_short(period) else None
    return match is not None and not (match["bound"].lower() == "from" and _PAPER_OR_ACCOUNT.match(match["word"] or ""))


def made_before(period: Period, passage: Passage) -> bool:
    """Whether a passage is of a meeting within a year before a period."""
    date = passage.meeting.date if passage.meeting else None
    return bool(date and 0 <= (period.first - date).days <= _YEAR_OF_DAYS)


def made_for(period: Period, passage: Passage) -> bool:
    """Whether a passage is of a meeting in a period, or within a year before or after it."""
    date = passage.meeting.date if passage.meeting else None
    return bool(date and (period.first - date).days <= _YEAR_OF_DAYS and (date - period.last).days <= _YEAR_OF_DAYS)


def quarter_of(period: Period) -> int | None:
    """Which quarter of a municipal year a period is, from 1 to 4; None where it is none."""
    year = period.first.year - (period.first.month < 4)
    return next((n for n in range(1, 5) if (period.first, period.last) == quarter(year, n)), None)


def _municipal(year: int) -> str:
    return rf"(?:20)?{year % 100:02d}\s?[/–-]\s?(?:20)?{(year + 1) % 100:02d}"


def _years_of(period: Period) -> re.Pattern[str]:
    """How papers write the municipal year of a quarter, or its months with their year."""
    begun = period.first.year - (period.first.month < 4)
    months = _months(MONTHS[period.first.month - 1 : period.last.month], period.first.year)
    return re.compile(rf"(?<!\d)(?:{_municipal(begun)}|{months})(?!\d)", re.IGNORECASE)


def _months(months: Sequence[str], year: int) -> str:
    """How papers write one of some months of a year: "January 2017", "Jan-17", "Sept '17"."""
    named = "|".join(rf"{month[:3]}(?:{month[3:]}|t)?" for month in months)
    return rf"\b(?:{named})\.?(?:,?[\s-]+{year}|\s?['’‘–-]\s?{year % 100:02d})"


@lru_cache(maxsize=512)
def _written(period: Period) -> re.Pattern[str]:
    """How papers write a period: a day, a month, a quarter, a municipal year or one of its months, a year."""
    first, last = period.first, period.last
    month, year = MONTHS[first.month - 1][:3], first.year
    if first == last:
        written = rf"0?{first.day}(?:st|nd|rd|th)?\s+{month}[a-z]*\.?,?\s+{year}"
        day = rf"{written}|0?{first.day}[/.-]0?{first.month}[/.-](?:20)?{year % 100:02d}"
    elif is_short(period):
        year_written = rf"(?:'|20)?{year % 100:02d}"
        day = (
            rf"{month}[a-z]*\.?[\s,-]+{year_written}|0?\d{{1,2}}[/.-]0?{first.month}[/.-]{year_written}|"
            rf"{month}[a-z]*\.?\s+(?:to|and|[–-])\s+(?:\d{{1,2}}[a-z]{{0,2}}\s+)?[a-z]+\s+{year_written}"
        )
    elif number := quarter_of(period):
        months = _months(MONTHS[first.month - 1 : last.month], year)
        count = ("one|first|1st", "two|second|2nd", "three|third|3rd", "four|fourth|4th")[number - 1]
        day = rf"(?:q|quarter\s)\s?(?:{number}|{count})|(?:{count})\s+quarter|{months}"
    elif last.year == year:
        day = rf"{year}|\d\d[/-]{year % 100:02d}|{_months(MONTHS, year)}"
    else:
        day = rf"{_municipal(year)}|{_months(MONTHS[3:], year)}|{_months(MONTHS[:3], last.year)}"
    return re.compile(rf"(?<!\d)(?:{day})(?!\d)", re.IGNORECASE)


def elsewhen(periods: Sequence[Period], passages: Sequence[Passage]) -> list[bool]:
    """For each passage, whether it is not of the periods named, though another one is."""
    named = [period for period in periods if period.named]
    of_them = [all(of_period(period, each) for period in named) for each in passages]
    return [any(of_them) and not each for each in of_them]
