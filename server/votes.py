"""Who voted how: whether a question asks it, and whether a text tells it."""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"\bwho (?:else |all )?(?:voted|abstained|opposed it|was against)\b|"
    r"\bwhich (?:\w+ ){0,2}?(?:members?|councillors?|cllrs?|party|parties|groups?) "
    r"(?:voted|abstained|opposed|(?:was|were) against)\b|"
    r"\bhow many (?:\w+ ){0,4}?(?:votes?|voted|abstained|abstentions?)\b|\bvotes? for and against\b|"
    r"\bhow did (?:each|every|individual|all|the \d+) (?:\w+ ){0,3}?vote\b",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_TOLD = re.compile(
    rf"\b{_NUMBER} (?:(?:votes?|members?|councillors?) )?(?:voted|abstain\w*|abstentions?|votes? to|against|in favour)\b|"
    r"\bvoted (?:for|against|in favour)|\bvotes? (?:for|against|in favour)\b|\b(?:carried|lost|passed|defeated) by \d|"
    r"\brecorded vote\b|\babstained\b|\b(?:for|against|abstentions?) ?[:(] ?\d",
    re.IGNORECASE,
)


def asks_who_voted(question: str) -> bool:
    """Whether a question asks who voted how, or how many did."""
    return _ASKED.search(question) is not None


def tells_of_votes(text: str) -> bool:
    """Whether a text counts or names votes."""
    return _TOLD.search(text) is not None
