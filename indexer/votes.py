"""What minutes say of a vote: carried, lost or withdrawn, and whether it was on an amendment."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.cues import sentence_start
from indexer.records import Outcome

_SUBJECT = r"(?P<subject>(?:substantive |original |amended )?motion|amendment|proposition|resolution|vote)"
_ADVERBS = (
    r"(?:(?:then|therefore|accordingly|duly|unanimously|also|subsequently|narrowly"
    r"|put to the (?:vote|meeting) and(?: was)?)\s+)*"
)
_RESULT = (
    r"(?P<result>not carried|not agreed|carried|lost|defeated|fell|fails?|failed|passed|rejected|withdrawn|negatived)"
)
_SENTENCE = re.compile(
    rf"\b{_SUBJECT}\b(?P<between>[^.;]{{0,90}}?)\b(?:was|were|is|be|being)?\s*{_ADVERBS}(?:declared\s+)?(?:to be\s+)?{_RESULT}\b",
    re.IGNORECASE,
)
_PUT = re.compile(rf"\bput to the (?:vote|meeting)\b[^.;]{{0,60}}?\b{_RESULT}\b", re.IGNORECASE)
_WITHDREW = re.compile(
    r"\b(?P<result>withdrew)\s+(?:the|his|her|their)\s+(?P<subject>motion|amendment)\b", re.IGNORECASE
)
_ALONE = re.compile(
    r"(?:(?<=[.;:)”\"])[ \t]*|^[ \t]*|(?<=\s)(?=[A-Z]{4}))"
    r"(?P<result>Carried|CARRIED|Lost|LOST|Defeated|DEFEATED|Withdrawn|WITHDRAWN)"
    r"(?=[ \t]*(?:[.;,(–-]|unanimously|by\b|$))(?![ \t]*[,(–-]?[ \t]*(?:forward|over|out|property)\b)",
    re.MULTILINE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|should|would|could|might|may|unless|whether|until|had|has|have|been|can|will|to)\s*(?:be\s*)?(?:the\s*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class VoteWords:
    """Words that give a vote's result: their offsets, the outcome, and whether it was on an amendment."""

    start: int
    end: int
    outcome: Outcome
    amendment: bool


def find_vote_words(words: str, start: int, end: int) -> tuple[VoteWords, ...]:
    """The places between two offsets at which a motion or an amendment is said to be carried, lost or withdrawn."""
    found: list[VoteWords] = []
    for match in [
        *_WITHDREW.finditer(words, start, end),
        *_SENTENCE.finditer(words, start, end),
        *_PUT.finditer(words, start, end),
        *_ALONE.finditer(words, start, end),
    ]:
        if _SUPPOSED.search(words[max(start, match.start("result") - 24) : match.start("result")]):
            continue
        begin = sentence_start(words, start, match.start())
        sentence = words[begin : match.end()]
        alone = "subject" not in match.groupdict() and match.re is _ALONE
        close = _sentence_end(words, match.end(), end)
        result = match["result"].lower()
        amendment = "amendment" in (sentence if not alone else _line_before(words, start, match.start())).lower()
        found.append(
            VoteWords(match.start("result") if alone else begin, close, _outcome(result, amendment), amendment)
        )
    found.sort(key=lambda v: (v.end, v.start))
    kept: list[VoteWords] = []
    for vote in found:
        if not kept or vote.start >= kept[-1].end:
            kept.append(vote)
    return tuple(kept)


def _outcome(result: str, amendment: bool) -> Outcome:
    if result in {"withdrawn", "withdrew"}:
        return "withdrawn"
    if result in {"carried", "passed"}:
        return "amended" if amendment else "resolved"
    return "lost"


def _sentence_end(words: str, at: int, high: int) -> int:
    match = re.compile(r"[.;](?=\s|$)|\n[ \t]*\n|\Z").search(words, at, min(high, at + 300))
    if not match:
        return at
    return match.end() if match[0] in {".", ";"} else len(words[: match.start()].rstrip())


def _line_before(words: str, low: int, at: int) -> str:
    return words[max(low, at - 120) : at]
