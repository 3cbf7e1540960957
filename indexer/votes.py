"""What minutes say of a vote: carried or lost, by how many, who moved and who seconded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.records import Outcome

_SUBJECT = r"(?P<subject>(?:substantive |original |amended )?motion|amendment|proposal|proposition|recommendations?|resolution|question|vote)"
_ADVERBS = r"(?:(?:then|therefore|accordingly|duly|unanimously|also|subsequently|narrowly|put to the (?:vote|meeting) and(?: was)?)\s+)*"
_RESULT = (
    r"(?P<result>not carried|not agreed|carried|lost|defeated|fell|fails?|failed|passed|rejected|withdrawn|negatived)"
)
_SENTENCE = re.compile(
    rf"\b{_SUBJECT}\b(?P<between>[^.;]{{0,90}}?)\b(?:was|were|is|be|being)?\s*{_ADVERBS}(?:declared\s+)?(?:to be\s+)?{_RESULT}\b",
    re.IGNORECASE,
)
_PUT = re.compile(rf"\bput to the (?:vote|meeting)\b[^.;]{{0,60}}?\b{_RESULT}\b", re.IGNORECASE)
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
_TALLY = (
    re.compile(
        r"(?<![\d/.£])(?P<for>\d{1,3})\s*(?:votes?\s*)?(?:[–—-]|to|v\.?)\s*(?P<against>\d{1,3})(?![\d/%.]\d)(?!\s*(?:January|February|March|April|May|June|July|August|September|October|November|December))"
    ),
    re.compile(
        r"(?:\bfor|in favou?r)\W{0,4}(?P<for>\d{1,3})\b.{0,80}?\bagainst\W{0,4}(?P<against>\d{1,3})\b",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"\b(?P<for>\d{1,3})\s+(?:votes?\s+|members?\s+)?(?:voted\s+)?(?:in favou?r|for)\b.{0,80}?\b(?P<against>\d{1,3})\s+(?:votes?\s+)?(?:voted\s+)?against\b",
        re.IGNORECASE | re.DOTALL,
    ),
)
_TOTAL = re.compile(r"\b(?:total(?: votes?(?: cast)?)?|votes cast)\W{0,3}(\d{1,3})\b", re.IGNORECASE)
_ABSTAIN = re.compile(r"\babst\w+\W{0,4}(\d{1,3})\b|\b(\d{1,3})\s+(?:members?\s+)?abst\w+", re.IGNORECASE)
_UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b|\bnem\.?\s*con\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?P<side>for|in favou?r|against|abstain\w*|abstentions?)\s*(?:\((?P<count>\d{1,3})\))?\s*:\s*"
    r"(?P<names>(?:(?:Councillors?|Cllrs?\.?|Messrs|Mr|Mrs|Ms|Miss|Dr|[A-Z])\b)[^.;\n]*(?:\n(?!\s*(?:for|in favou?r|against|abst|\n))[^.;\n]+)*)",
    re.IGNORECASE,
)
_RECORDED = re.compile(r"\b(?:recorded|named) vote\b", re.IGNORECASE)
_NAME = r"(?:the\s+)?(?:(?:Councillor|Cllr\.?|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Mayor|Leader|Chair(?:man)?|Deputy Leader)\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,3}"
_MOVED = (
    re.compile(rf"\b(?:[Pp]roposed|[Mm]oved|MOVED|PROPOSED)\s*(?:by|:|BY)\s*(?P<mover>{_NAME}).{{0,60}}?\b(?:[Ss]econded|SECONDED)\s*(?:by|:|BY)\s*(?P<seconder>{_NAME})", re.DOTALL),
    re.compile(rf"(?P<mover>{_NAME})\s+(?:proposed|moved)(?:,|\s+and)\s+(?P<seconder>{_NAME})[^.;]{{0,120}}?\bseconded\b", re.DOTALL),
    re.compile(rf"(?P<mover>{_NAME})\s+(?:proposed|moved)\b.{{0,400}}?\b(?P<seconder>{_NAME})\s+seconded\b", re.DOTALL),
    re.compile(rf"^\W*[A-Z]{{0,3}}\d{{2,4}}[-/]\d{{1,4}}\s+(?P<mover>{_NAME}),\s*(?P<seconder>{_NAME})\s*:", re.MULTILINE),
    re.compile(rf"\b(?:[Pp]roposed|[Mm]oved|MOVED|PROPOSED)\s*(?:by|:|BY)\s*(?P<mover>{_NAME})(?P<seconder>)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VoteWords:
    """Words that give a vote's result: their offsets, the outcome, and whether it was on an amendment."""

    start: int
    end: int
    outcome: Outcome
    amendment: bool


@dataclass(frozen=True, slots=True)
class Count:
    """What is known of how a vote was taken: "named", "tally" or "unanimous" or None, and what does not add up."""

    kind: str | None
    problems: tuple[str, ...] = ()


def find_vote_words(words: str, start: int, end: int) -> tuple[VoteWords, ...]:
    """The places between two offsets at which a motion or an amendment is said to be carried, lost or withdrawn."""
    found: list[VoteWords] = []
    for match in [
        *_SENTENCE.finditer(words, start, end),
        *_PUT.finditer(words, start, end),
        *_ALONE.finditer(words, start, end),
    ]:
        if _SUPPOSED.search(words[max(start, match.start("result") - 24) : match.start("result")].split("\n\n")[-1]):
            continue
        begin = _sentence_start(words, start, match.start())
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
    if result == "withdrawn":
        return "withdrawn"
    if result in {"carried", "passed"}:
        return "amended" if amendment else "resolved"
    return "lost"


def _sentence_start(words: str, low: int, at: int) -> int:
    begin = low
    for match in re.finditer(
        r"[.!?;][”\"’]?\s+(?=\S)|\n[ \t]*\n|\n\s*\(?\w{1,3}[.)]\s+", words[max(low, at - 500) : at]
    ):
        begin = max(low, at - 500) + match.end()
    return begin + len(words[begin:at]) - len(words[begin:at].lstrip())


def _sentence_end(words: str, at: int, high: int) -> int:
    match = re.compile(r"[.;](?=\s|$)|\n[ \t]*\n|\Z").search(words, at, min(high, at + 300))
    if not match:
        return at
    return match.end() if match[0] in {".", ";"} else len(words[: match.start()].rstrip())


def _line_before(words: str, low: int, at: int) -> str:
    return words[max(low, at - 120) : at]


def read_count(words: str, start: int, end: int, outcome: Outcome) -> Count:
    """How the vote between two offsets was taken; a tally that contradicts the result, or its own sum, is a problem."""
    stretch = words[start:end]
    problems: list[str] = []
    named = list(_NAMED.finditer(stretch))
    for side in named:
        count = len([n for n in re.split(r",|\band\b|\n", side["names"]) if re.search(r"[A-Za-z]{2}", n)])
        if side["count"] and int(side["count"]) != count:
            problems.append(f"vote does not add up: {side['count']} {side['side'].lower()}, {count} named")
    tally = next((m for pattern in _TALLY for m in [pattern.search(stretch)] if m), None)
    if tally:
        problems += _sums(stretch, int(tally["for"]), int(tally["against"]), outcome)
    if named or _RECORDED.search(stretch):
        return Count("named", tuple(problems))
    if tally:
        return Count("tally", tuple(problems))
    return Count("unanimous" if _UNANIMOUS.search(stretch) else None, tuple(problems))


def _sums(stretch: str, ayes: int, noes: int, outcome: Outcome) -> list[str]:
    problems = []
    if (outcome == "lost" and ayes > noes) or (outcome in {"resolved", "amended"} and noes > ayes):
        problems.append(
            f"vote does not add up: {'lost' if outcome == 'lost' else 'carried'} with {ayes} for and {noes} against"
        )
    total, abstained = _TOTAL.search(stretch), _ABSTAIN.search(stretch)
    sum_of = ayes + noes + (int(abstained[1] or abstained[2]) if abstained else 0)
    if total and int(total[1]) != sum_of:
        problems.append(f"vote does not add up: {sum_of} votes, {total[1]} in total")
    return problems


def read_movers(words: str, start: int, end: int) -> tuple[str | None, str | None]:
    """Who moved and who seconded, as the words between two offsets last say it."""
    for pattern in _MOVED:
        found = list(pattern.finditer(words, start, end))
        if found:
            return _name(found[-1]["mover"]), _name(found[-1]["seconder"])
    return None, None


def _name(words: str) -> str | None:
    return " ".join(words.split()).strip(" ,.:") or None
