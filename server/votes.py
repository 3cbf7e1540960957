"""Who voted how: whether a question asks it, and whether a text tells it."""

from __future__ import annotations

import re

_VOTERS = (
    r"(?:(?:of (?:the )?)?(?:county |borough |district |city |town |parish |committee |cabinet |board )?"
    r"(?:members|councill?ors|cllrs))"
)
_ASKED = re.compile(
    r"^\W*(?:(?:so|and|ok|then) )?(?:who (?:else |all )?(?:voted|abstained|opposed it|was against)\b|"
    rf"which (?:\w+ )?{_VOTERS} (?:voted|abstained|opposed|were against)\b|"
    r"which (?:party|parties|groups?) (?:voted|abstained|opposed)\b|"
    r"votes? for and against\b|"
    rf"how many (?:{_VOTERS} )?(?:voted|abstained)\b|how many (?:votes (?:for|against|were)|abstentions)\b|"
    rf"how did (?:each|every|individual|all) (?:of )?(?:the )?(?:{_VOTERS}|member|councill?or|cllr) vote\b)",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_TOLD = re.compile(
    rf"\b{_NUMBER} (?:(?:votes?|members?|councillors?) )?(?:voted|abstain\w*|abstentions?|votes? to|in favour)\b|"
    rf"\b{_NUMBER} against(?! (?:an?|the|target|budget|plan|\d))\b|\bvot(?:ed|es?) (?:for|against|in favour)\b|"
    r"\b(?:carried|lost|passed|defeated)(?: by)? \d|\brecorded vote\b|\babstain(?:ed|ing)\b|\bunanimous|\bcasting vote\b|"
    r"\b(?:for|against|abstentions?)(?: the motion)? ?[:(] ?\d|\b(?:ayes?|nays?|noes|yeas?)\W{1,3}\d|"
    r"\b(?:opposition|dissent|objection|vote)s? (?:to \w+ )?(?:be |was |were )?(?:recorded|minuted|noted)\b|"
    r"\b(?:minuted|recorded) that (?:\w+ ){1,5}(?:did not support|voted|opposed|abstained)\b",
    re.IGNORECASE,
)


def asks_who_voted(question: str) -> bool:
    """Whether a question asks who of a body voted how or how many did, and opens with that."""
    return _ASKED.search(question) is not None


def tells_of_votes(text: str) -> bool:
    """Whether a text counts or names votes."""
    return _TOLD.search(text) is not None
