"""The words by which minutes show that a result was recorded: "RESOLVED", "It was agreed that", "The report was noted"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = r"(?:^|\n)[ \t]*(?:[-•]\s+)?(?:\(?\w{1,3}[.)]\s+)?"
_SPACE = r"(?:[ \t]+|[ \t]*\n[ \t]*(?!\n))"
_THEN = rf"(?:(?:then|therefore|also|unanimously|formally|accordingly|further){_SPACE})*"
_NAMED = (
    rf"(?:(?:[Tt]he|Full|This|Whole){_SPACE})?(?:[A-Z][\w’'&-]*{_SPACE}(?:(?:and|of|for|on){_SPACE})?){{0,7}}?"
    r"(?:[Cc]ommittee|[Cc]abinet|[Cc]ouncil|Board|Panel|Executive|Forum)"
)
_PAPER = r"(?:reports?|updates?|minutes|presentations?|items?|motion|petition|application|recommendations?|matter|paper|briefing)"
_WORDS = rf"(?:[\w’',()&/-]+{_SPACE})"

_CAPITALS = re.compile(r"\b(?P<cue>RESOLVED|AGREED|NOTED|RECOMMENDED|ENDORSED|APPROVED|DEFERRED|REFERRED|WITHDRAWN)\b")
_RESOLVED = re.compile(
    rf"{_LINE}(?P<start>(?:It{_SPACE}was{_SPACE}|Members{_SPACE}|{_NAMED}{_SPACE}(?:was{_SPACE})?)?{_THEN}(?P<cue>[Rr]esolved))"
    r"(?=\s*(?:that|to|unanimously|the|[:–-]|\())"
)
_LABEL = re.compile(
    rf"{_LINE}(?P<start>(?P<cue>Resolutions?|RESOLUTIONS?|Decisions?|DECISIONS?)[ \t]*(?::|\n))"
    r"(?=\s*(?:That|To|\(|1[.)]|[Aa][.)]))"
)
_AMENDING = re.compile(
    r"\b(?P<start>(?P<cue>(?:agreed|accepted)\s+(?:to\s+)?(?:the|an|this)\s+(?:following\s+)?amendments?"
    r"|following\s+amendments?\s+(?:was|were)\s+(?:agreed|accepted|made)))\b"
)
_AGREED = re.compile(
    rf"{_LINE}(?P<start>(?:It{_SPACE}was{_SPACE}|Members{_SPACE}|{_NAMED}{_SPACE}){_THEN}(?P<cue>agreed|approved|recommended|deferred|endorsed))"
    r"(?=\s+(?:that|to|the|its|a|an)\b)"
)
_NOTING = re.compile(
    rf"{_LINE}(?P<start>(?:Members{_SPACE}|{_NAMED}{_SPACE}){_THEN}(?P<cue>noted|received|considered{_SPACE}and{_SPACE}noted))"
    rf"(?={_SPACE}(?:the|its){_SPACE}{_WORDS}{{0,5}}?{_PAPER}\b)"
)
_STATEMENT = re.compile(
    rf"{_LINE}(?P<start>(?:(?P<that>That){_SPACE})?(?:[Tt]he{_SPACE})?{_WORDS}{{0,12}}?{_PAPER}{_SPACE}{_WORDS}{{0,14}}?"
    rf"(?:was|were|(?(that)be|was)){_SPACE}{_THEN}(?P<cue>noted|approved|agreed|endorsed|adopted|received|accepted|deferred|withdrawn|referred|confirmed))"
    r"(?=\s*(?:[.,;]|\Z|\n|as\b|to\b|with thanks\b|and\b|until\b|from\b|subject\b))"
)
_DEFERRAL = re.compile(
    rf"{_LINE}(?P<start>{_WORDS}{{1,14}}?(?:was|were){_SPACE}{_THEN}(?P<cue>deferred|postponed))"
    rf"(?={_SPACE}(?:to|until){_SPACE}(?:the|a|its)\b{_SPACE}{_WORDS}{{0,3}}?meeting\b)"
)
_ALONE = re.compile(
    rf"{_LINE}(?P<start>(?P<cue>Noted|Agreed|Approved|Endorsed|Deferred|Withdrawn|Referred|Adopted))\.?[ \t]*(?=\n|\Z)"
)

_NOT_A_RESULT = re.compile(
    r"\b(?:be it|had|has|have|having|been|previously|as|if|not|until|when|once|to be|being)\s+(?:further\s+)?$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\s*(?:at|by)\s+(?:its|the|a|an|their)\s+(?:last|previous|earlier|meeting\s+(?:held\s+)?(?:on|in)|council meeting)\b",
    re.IGNORECASE,
)
_LONGEST_QUOTE = 3_000
_BREAK = re.compile(r"(?<!\b[A-Z])[.!?;:][”\"’)]?\s+(?=\S)|\n[ \t]*\n\s*|\n[ \t]*(?:[-•]\s+)?\(?\w{1,3}[.)]\s+")
_NUMBER = re.compile(r"\s*(?:[-•]\s+)?(?:\(?\w{1,3}[.)]\s+)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that show a result: the offset of their sentence, the word that tells, and the offset just past it."""

    start: int
    word: str
    after: int


def strong_cues(words: str, start: int, end: int) -> tuple[Cue, ...]:
    """The places that record a result in so many words: RESOLVED, NOTED and the like in capitals, "Resolved that".

    Quoted words, a motion's own "BE IT RESOLVED" and what "had been RESOLVED" elsewhere are none.
    """
    found = [
        Cue(sentence_start(words, start, m.start()), m["cue"], m.end())
        for m in _CAPITALS.finditer(words, start, end)
        if not _is_heading(words, m.start()) and _is_result(words, start, m.start(), m.end())
    ]
    for pattern in (_RESOLVED, _LABEL):
        found += [
            Cue(m.start("start"), "resolved", m.end("start"))
            for m in pattern.finditer(words, start, end)
            if _is_result(words, start, m.start("cue"), m.end("cue"))
        ]
    found += [
        Cue(sentence_start(words, start, m.start()), "amended", m.end())
        for m in _AMENDING.finditer(words, start, end)
        if _is_result(words, start, m.start(), m.end())
    ]
    return tuple(sorted(found, key=lambda cue: (cue.after, cue.start)))


def weak_cues(words: str, start: int, end: int) -> tuple[Cue, ...]:
    """The plain statements of a minute taker that tell a result where none is recorded in so many words."""
    found = []
    for pattern in (_AGREED, _NOTING, _STATEMENT, _DEFERRAL, _ALONE):
        for m in pattern.finditer(words, start, end):
            if _is_result(words, start, m.start("cue"), m.end("cue")):
                found.append(Cue(m.start("start"), m["cue"].split()[-1].lower(), m.end("start")))
    return tuple(sorted(found, key=lambda cue: (cue.after, cue.start)))


def sentence_start(words: str, low: int, at: int) -> int:
    """Where the sentence begins in which `at` stands, its paragraph's number left out; not before `low`."""
    floor = max(low, at - 500)
    begin = floor
    for match in _BREAK.finditer(words, floor, at):
        begin = match.end()
    number = _NUMBER.match(words, begin, at)
    return number.end() if number else begin


def quoted(words: str, low: int, at: int) -> bool:
    """Whether a place stands between quotation marks: one opened before it, and closed after it before another opens."""
    opened = words.rfind("“", max(low, at - _LONGEST_QUOTE), at)
    if opened >= 0 and "”" not in words[opened:at]:
        closing, opening = words.find("”", at, at + _LONGEST_QUOTE), words.find("“", at, at + _LONGEST_QUOTE)
        return closing >= 0 and not 0 <= opening < closing
    paragraph = words[max(low, words.rfind("\n\n", low, at)) : at]
    return paragraph.rstrip().endswith(("'", '"', "‘")) or paragraph.count('"') % 2 == 1


def _is_result(words: str, low: int, at: int, after: int) -> bool:
    before = words[max(low, at - 30) : at]
    return not (_NOT_A_RESULT.search(before) or _ELSEWHERE.match(words, after) or quoted(words, low, at))


def _is_heading(words: str, at: int) -> bool:
    """Whether a word in capitals stands in a line that is all capitals, as a title does."""
    begin = words.rfind("\n", 0, at) + 1
    close = words.find("\n", at)
    line = words[begin : close if close >= 0 else len(words)]
    return line.isupper() and len(line.split()) > 3 and "RESOLVED" not in line
