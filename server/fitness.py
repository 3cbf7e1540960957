"""Whether a sentence holds the kind of thing that a question asks for."""

from __future__ import annotations

import re

from indexer.dates import find_dates
from server.query import Query

NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Sir|Lord|Councillor)\.?\s+[A-Z]|\b[A-Z][a-z]+\s+(?:[A-Z]\.?\s+)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"
)
_TELEPHONE = re.compile(r"\b0\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b|[\w.+-]+@[\w-]+\.[\w.]+")
_FIGURE = re.compile(
    r"[£$€]\s?\d|\d+(?:\.\d+)?\s?%|\b\d[\d,.]*\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|third|quarter)\b"
)
_ASKS_MONEY = re.compile(
    r"\bhow much\b|[£$€]|\b(?:cost|price|value|budget|spen[dt]|fee|charge|saving|fund|grant)", re.IGNORECASE
)
_ASKS_SHARE = re.compile(r"\b(?:per ?cent|proportion|share|rate)|%", re.IGNORECASE)
_MONEY = re.compile(r"[£$€]\s?\d|\d\s?(?:m|million|k)\b", re.IGNORECASE)
_SHARE = re.compile(r"\d\s?%|\bper ?cent\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{3,}")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:1[89]|20)\d\d)\b"
)
_DURATION = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a|an)[\s-]+"
    r"(?:working )?(?:minute|hour|day|week|fortnight|month|year)s?\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\bat \d{1,2}\.\d\d\b|\bnoon\b|\bmidnight\b|o[’']clock\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_AGAIN = re.compile(
    r"\b(?:daily|weekly|fortnightly|monthly|quarterly|termly|yearly|annual(?:ly)?|every|"
    r"each (?:day|week|month|quarter|term|year)|next (?:week|month|term|year))\b",
    re.IGNORECASE,
)
_ASKS_CLOCK = re.compile(r"\bwhat time\b(?! (?:period|of year|frame|scale|limit))|\btime did\b", re.IGNORECASE)
_MOTION = re.compile(r"\b(?:RESOLVED|Resolved|AGREED?|NOTED|is asked to|propose to|endorsed|Carried|Lost)\b")
_LEAST_WORDS = 0.4
_REASON = re.compile(
    r"\b(?:because|due to|owing to|as a result|so that|in order to|the reasons?|in response to|caused? by|driven by|led to|"
    r"result(?:ed|ing) (?:in|from)|therefore|attributed to|to (?:ensure|enable|allow|avoid))\b",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"\b(?:we mean|means?|meaning|(?:is|are) defined|definition|refers? to|stands? for|known as|(?:is|are) an?)\b",
    re.IGNORECASE,
)

KINDS = frozenset({"contact", "person", "date", "figure", "decision", "reason", "meaning"})
"""The intents that ask for a kind of thing that a text can be seen to hold."""


def fits(query: Query, text: str) -> bool:
    """Whether a text holds what the question asks for: a telephone number, a name, a date, a figure, an outcome, a reason."""
    match query.intent:
        case "contact":
            return bool(_TELEPHONE.search(text))
        case "person":
            return bool(NAME.search(text))
        case "date":
            return _holds_date(query.text, text)
        case "figure":
            return _holds_figure(query.text, text)
        case "decision":
            return bool(_MOTION.search(text))
        case "reason":
            return bool(_REASON.search(text))
        case "meaning":
            return bool(_MEANING.search(text))
        case _:
            return False


def _holds_date(question: str, text: str) -> bool:
    """Whether a text holds a time of day where that is asked for, else a month, a year, a day, a time or a duration."""
    if _ASKS_CLOCK.search(question):
        return bool(_CLOCK.search(text))
    return any(form.search(text) for form in (_MONTH, _DURATION, _CLOCK, _WEEKDAY, _AGAIN)) or bool(find_dates(text))


def _holds_figure(question: str, text: str) -> bool:
    """Whether a text holds a figure: a sum of money where one is asked for, a percentage where a share is, else any."""
    money, share = _ASKS_MONEY.search(question), _ASKS_SHARE.search(question)
    if money or share:
        return bool((money and _MONEY.search(text)) or (share and _SHARE.search(text)))
    return bool(_FIGURE.search(text))


def is_bare(text: str) -> bool:
    """Whether hardly any of a text is words: a row of figures, a scale, a scrap of a chart."""
    return len(_WORD.findall(text)) < _LEAST_WORDS * len(text.split())
