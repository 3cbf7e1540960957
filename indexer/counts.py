"""How a vote was taken, by the words of the minutes: by name, by a tally, unanimously; who moved and who seconded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.records import Outcome

_N = r"(?P<{}>\d{{1,3}})"
_FOR, _AGAINST = _N.format("for"), _N.format("against")
_BETWEEN = r"\s*(?:[–—-]|to|v\.?)\s*"
_TALLY = (
    re.compile(
        rf"\b(?:carried|lost|defeated|fell|rejected|passed|agreed|resolved)\W{{0,4}}(?:by\s+)?{_FOR}{_BETWEEN}{_AGAINST}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_FOR}\s+votes?{_BETWEEN}{_AGAINST}\b", re.IGNORECASE),
    re.compile(
        rf"(?:^|[\n(,;:.]|\bvoted)\s*(?:votes?\s+)?(?:for|in favou?r)\s*[:=–-]?\s*{_FOR}\b.{{0,80}}?"
        rf"\bagainst\s*[:=–-]?\s*{_AGAINST}\b",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        rf"\b{_FOR}\s+(?:votes?\s+|members?\s+)?(?:voted\s+)?(?:in favou?r|for)\b[^.]{{0,80}}?\b"
        rf"{_AGAINST}\s+(?:votes?\s+|members?\s+)?(?:voted\s+)?against\b",
        re.IGNORECASE,
    ),
)
_TOTAL = re.compile(r"\b(?:total(?: votes?(?: cast)?)?|votes cast)\W{0,3}(\d{1,3})\b", re.IGNORECASE)
_ABSTAIN = re.compile(r"\babst\w+\W{0,4}(\d{1,3})\b|\b(\d{1,3})\s+(?:members?\s+)?abst\w+", re.IGNORECASE)
_UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b|\bnem\.?\s*con\b", re.IGNORECASE)
_SIDE = r"(?:for|in favou?r|against|abstain\w*|abstentions?)"
_NAMED = re.compile(
    rf"(?:^|[\n.;])\s*(?P<side>{_SIDE})\s*(?:\((?P<count>\d{{1,3}})\))?\s*:\s*"
    rf"(?P<names>[A-Z][^.;\n]*(?:\n(?!\s*{_SIDE}\b|\s*\n)[^.;\n]+)*)",
    re.IGNORECASE,
)
RECORDED = re.compile(r"\b(?:recorded|named) vote\b", re.IGNORECASE)
_TITLE = r"(?:Councillor|Cllr\.?|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Mayor|Leader|Chair(?:man)?|Deputy Leader)"
_NAME = rf"(?:the\s+)?(?:{_TITLE}\s+)?[A-Z][\w’'.-]*(?:[ \t]+[A-Z][\w’'.-]*){{0,3}}"
_MOVER, _SECONDER = rf"(?P<mover>{_NAME})", rf"(?P<seconder>{_NAME})"
_BY = r"\s*(?:[Bb]y|BY|:)\s*:?\s*"
_MOVED_BY = rf"\b(?:[Pp]roposed|[Mm]oved|MOVED|PROPOSED){_BY}"
_DID = r"(?:proposed|moved|MOVED|PROPOSED)"
_ALSO = r"(?:seconded|SECONDED)"
_MOVED = (
    re.compile(rf"{_MOVED_BY}{_MOVER}.{{0,60}}?\b(?:[Ss]econded|SECONDED){_BY}{_SECONDER}", re.DOTALL),
    re.compile(rf"{_MOVER}\s+{_DID}(?:,|\s+and)\s+{_SECONDER}[^.;]{{0,120}}?\b{_ALSO}\b", re.DOTALL),
    re.compile(rf"{_MOVER}\s+{_DID}\b.{{0,400}}?\b{_SECONDER}\s+{_ALSO}\b", re.DOTALL),
    re.compile(rf"^\W*[A-Z]{{0,3}}\d{{2,4}}[-/]\d{{1,4}}\s+{_MOVER},\s*{_SECONDER}\s*:", re.MULTILINE),
    re.compile(rf"{_MOVED_BY}{_MOVER}(?P<seconder>)"),
)


@dataclass(frozen=True, slots=True)
class Count:
    """What is known of how a vote was taken: "named", "tally" or "unanimous" or None, and what does not add up."""

    kind: str | None
    problems: tuple[str, ...] = ()


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
    if named or RECORDED.search(stretch):
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
