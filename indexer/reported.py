"""One paper's account of a decision taken elsewhere: "endorsed by County Council on 18 October 2018"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.dates import MONTHS
from indexer.references import DECISION
from indexer.sentences import split_sentences

_VERB = (
    r"(?:endorsed|approved|agreed|adopted|resolved|ratified|confirmed|noted|authorised|recommended|taken|took|decided|"
    r"awarded|set)"
)
_BODY = r"(?:[Cc]ommittee|[Cc]ouncil|[Cc]abinet|CABINET|Board|Panel|Executive|Leader|Cabinet Member|Forum|Commission)"
_CARRIED_OUT = (
    r"\b(?:[Ff]ollowing|implementation of|in line with|as a result of|pursuant to|under)\s+(?:\w+\s+){0,3}"
    rf"[Dd]ecisions?\b[^.;]{{0,80}}?{DECISION.pattern}"
)
_SEEDS = re.compile(
    rf"\b(?:was|were|been)\s+(?:\w+\s+and\s+|\w+ly\s+)?{_VERB}\b|\b{_BODY}\s+(?:formally\s+|subsequently\s+)?{_VERB}\b"
    rf"|\b[Dd]ecisions?\s+(?:to\b.{{0,60}}?\b)?(?:was|were|had been)?\s*taken\b"
    rf"|\b[Aa]s\s+(?:agreed|approved|endorsed|set out|resolved)\s+by\b"
    rf"|{_CARRIED_OUT}"
    rf"|\b{_VERB}\s+by\s+(?:the\s+)?(?:\w+\s+){{0,6}}{_BODY}\b"
)
_PAST = re.compile(_CARRIED_OUT)
_ACT = re.compile(rf"\b{_VERB}\b")
_WHO = re.compile(rf"\b{_BODY}\b")
_DECISION_TAKEN = re.compile(r"\b(?:[Kk]ey |[Ee]xecutive )?[Dd]ecision\b")
_WHEN = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{'|'.join(month.capitalize() for month in MONTHS)})\s+(?:19|20)\d\d\b"
    r"|\b\d{1,2}/\d{1,2}/(?:20)?\d\d\b"
)
_NOT_YET = re.compile(
    r"\b(?:will|would|shall|may(?!\s+(?:19|20)\d\d)|might|should|could|can|must|is to|are to|to be|if|subject to|"
    r"proposed to|asked to|seeks?|expected|anticipated|planned|propose[sd]? that|pending|prior to)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*(?:[-•]\s+)?(?:\d{1,2}(?:\.\d{1,2})*\.?\s+|\(?[a-z]\)\s+)?(?:[A-Z][^:.;\d]{3,70}:\s+)?")
_LINK = re.compile(r"\s*https?://\S")
_LONGEST = 700


@dataclass(frozen=True, slots=True)
class Account:
    """A sentence that tells of a decision taken elsewhere: its offsets."""

    start: int
    end: int


def find_accounts(words: str, start: int, end: int) -> tuple[Account, ...]:
    """The sentences between two offsets that say that a body decided something, when (or under which number), as past.

    A sentence that speaks of what is still to come is no account of a decision.
    """
    found: list[Account] = []
    for seed in _SEEDS.finditer(words, start, end):
        if found and seed.start() < found[-1].end:
            continue
        begin, close = _paragraph(words, seed.start(), start, end)
        for a, b in split_sentences(words[begin:close]):
            if begin + a <= seed.start() < begin + b:
                account = _account(words, begin + a, begin + b)
                if account:
                    found.append(account)
                break
    return tuple(found)


def _paragraph(words: str, at: int, start: int, end: int) -> tuple[int, int]:
    low = max(start, at - _LONGEST)
    opened = [
        m.end()
        for m in re.finditer(
            r"\n[ \t]*\n|\n(?=[ \t]*(?:[-•]\s|\d{1,2}(?:\.\d{1,2})+\.?\s|\(?[a-z]\)\s))", words[low:at]
        )
    ]
    begin = low + opened[-1] if opened else low
    closes = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-•]\s|\d{1,2}(?:\.\d{1,2})+\.?\s|\(?[a-z]\)\s))").search(
        words, at, min(end, at + _LONGEST)
    )
    return begin, closes.start() if closes else min(end, at + _LONGEST)


def _account(words: str, start: int, end: int) -> Account | None:
    sentence = words[start:end]
    if "\t" in sentence or len(sentence) > _LONGEST or sentence.rstrip().endswith("?"):
        return None
    if not (_PAST.search(sentence) or _tells(sentence)):
        return None
    label = _LABEL.match(sentence)
    lead = label.end() if label else 0
    link = _LINK.search(sentence)
    return Account(start + lead, start + len(sentence[: link.start() if link else None].rstrip()))


def _tells(sentence: str) -> bool:
    """Whether a sentence says that a body has decided, and when or under which number."""
    act = _ACT.search(sentence)
    if not act or not (_WHEN.search(sentence) or DECISION.search(sentence)):
        return False
    named = _WHO.search(sentence) or (act[0] in {"taken", "took"} and _DECISION_TAKEN.search(sentence))
    return bool(named) and not _NOT_YET.search(sentence, 0, act.end())
