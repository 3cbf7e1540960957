"""The motions of minutes: each in one piece, with the words that show what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer.limbs import find_limbs, is_finished, reach
from indexer.outcomes import Clause, outcome_of_verb, read_clauses
from indexer.votes import VoteWords, find_vote_words, read_count, read_movers

CUT_OFF = "cut off: the words break off before the motion ends"
CONTRADICTION = "contradiction: the minute records two results"

_CAPITALS = re.compile(r"\b(?P<cue>RESOLVED|AGREED|NOTED|RECOMMENDED|ENDORSED|APPROVED|DEFERRED|REFERRED|WITHDRAWN)\b")
_BODY = r"(?:(?:It|[Tt]he|Full|This)\s+)?(?:[A-Z][\w’'&-]*\s+(?:(?:and|of|for)\s+)?){0,6}?(?:[Ii]t|[Cc]ommittee|[Cc]abinet|[Cc]ouncil|Board|Panel|Executive|Members|Sub-[Cc]ommittee|Forum)"
_AT_PARAGRAPH = r"(?:^|\n)[ \t]*(?:[-•]\s+)?(?:\(?\w{1,3}[.)]\s+)?"
_MIXED = re.compile(
    rf"{_AT_PARAGRAPH}(?P<start>(?:It\s+was\s+|{_BODY}\s+(?:was\s+)?(?:then\s+|therefore\s+)?)?(?:unanimously\s+)?(?P<cue>[Rr]esolved))(?=\s*(?:that|to|unanimously|the|[:–-]|\())"
)
_PLAIN = re.compile(
    rf"{_AT_PARAGRAPH}(?P<start>(?:It\s+was\s+|(?:The|Full|This)\s+{_BODY}\s+|Members\s+|Cabinet\s+|Council\s+)(?:then\s+|unanimously\s+|therefore\s+)?"
    r"(?P<cue>agreed|noted|endorsed|approved|recommended|deferred))(?=\s+(?:that|to|the|its|a|an)\b)"
)
_STATEMENT = re.compile(
    rf"{_AT_PARAGRAPH}(?P<start>(?:That\s+)?(?:[Tt]he\s+)?(?:[\w’',()&-]+\s+){{0,12}}?"
    r"(?:reports?|updates?|minutes|presentations?|items?|motion|petition|application|recommendations?|matter|paper|plan|strategy|programme|budget|policy)\s+"
    r"(?:[\w’',()&-]+\s+){0,14}?(?:was|were|be)\s+(?:then\s+|unanimously\s+|therefore\s+|formally\s+)?"
    r"(?P<cue>noted|approved|agreed|endorsed|adopted|received|accepted|deferred|withdrawn|referred|confirmed))(?=\s*(?:[.,;]|$|as\b|to\b|with\b|by\b|and\b|until\b|from\b|subject\b))",
    re.MULTILINE,
)
_WORD_ALONE = re.compile(
    rf"{_AT_PARAGRAPH}(?P<start>(?P<cue>Noted|Agreed|Approved|Endorsed|Deferred|Withdrawn|Referred|Adopted))\.?[ \t]*(?=\n|$)"
)
_AMENDING = re.compile(
    r"\b(?P<cue>(?:agreed|accepted)\s+(?:to\s+)?(?:the|an|this)\s+(?:following\s+)?amendments?|following\s+amendments?\s+(?:was|were)\s+(?:agreed|accepted|made))\b"
)
_NOT_A_RESULT = re.compile(
    r"\b(?:be it|had|has|have|having|been|previously|as|if|not|until|when|once|to be|being)\s+(?:further\s+)?$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\s*(?:at|by)\s+(?:its|the|a|an|their)\s+(?:last|previous|earlier|meeting\s+(?:held\s+)?(?:on|in)|Council meeting)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.!?;:][”\"’)]?\s+(?=\S)|\n[ \t]*\n\s*|\n[ \t]*(?:[-•]\s+)?\(?\w{1,3}[.)]\s+")
_LABEL = re.compile(r"\s*(?:[-•]\s+)?(?:\(?\w{1,3}[.)]\s+)?")
_INTRODUCES = re.compile(
    r"\b(?:propos(?:ed|al)|moved|seconded|motion|amendment|This Council|WHEREAS|Whereas|[A-Z]{1,3}\d{2,4}[-/]\d{1,4})\b"
)
_FURTHER = re.compile(
    r"\s*(?:that\b|and that\b|it was further|carried|lost|unanimous|for\b|against\b|abst|vote|\(?\d+\s*(?:for|votes?|in favour|[–-])|be\s|\()",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion and its result: `start` to `end` the whole of it, `results` one clause for each outcome of its own."""

    start: int
    end: int
    results: tuple[Clause, ...]
    vote: str | None = None
    mover: str | None = None
    seconder: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    word: str
    after: int


def find_motions(words: str, start: int, end: int) -> tuple[Motion, ...]:
    """The motions of one minute in order of their results, `words` being the masked text of the document.

    What a motion's text says of itself ("This Council resolves", "BE IT RESOLVED THAT") is no result. Where the minute has
    no recorded result in so many words, a plain statement of the minute taker ("The report was noted") is one.
    """
    cues = _strong_cues(words, start, end)
    motions = _at_cues(words, cues, start, end)
    votes = [v for v in find_vote_words(words, start, end)]
    motions = _with_votes(words, motions, votes, start, end)
    if not motions:
        motions = _at_cues(words, _weak_cues(words, start, end), start, end)
    return tuple(_contradicting(motions, words))


def _strong_cues(words: str, start: int, end: int) -> list[_Cue]:
    cues = [
        _Cue(_sentence_start(words, start, m.start()), m["cue"], m.end())
        for m in _CAPITALS.finditer(words, start, end)
        if _is_result(words, start, m.start(), m.end())
    ]
    cues += [
        _Cue(m.start("start"), "resolved", m.end("cue"))
        for m in _MIXED.finditer(words, start, end)
        if not _ELSEWHERE.match(words, m.end("cue"))
    ]
    cues += [
        _Cue(_sentence_start(words, start, m.start()), "amended", m.end())
        for m in _AMENDING.finditer(words, start, end)
        if not _NOT_A_RESULT.search(words[max(start, m.start() - 20) : m.start()])
    ]
    return sorted(cues, key=lambda c: c.after)


def _weak_cues(words: str, start: int, end: int) -> list[_Cue]:
    found = [m for pattern in (_PLAIN, _STATEMENT, _WORD_ALONE) for m in pattern.finditer(words, start, end)]
    cues = []
    for m in found:
        if _ELSEWHERE.match(words, m.end("cue")) or "\n\n" in m["start"] or _quoted(words, start, m.start("cue")):
            continue
        statement = m.re is not _PLAIN
        cues.append(
            _Cue(m.start("start"), m["cue"].lower() if statement or m["cue"] != "agreed" else "agreed", m.end("cue"))
        )
    return sorted(cues, key=lambda c: c.after)


def _is_result(words: str, low: int, at: int, after: int) -> bool:
    line_start = words.rfind("\n", 0, at) + 1
    line_end = words.find("\n", at) if "\n" in words[at:] else len(words)
    line = words[line_start:line_end]
    if line.isupper() and len(line.split()) > 3 and not re.search(r"\bRESOLVED\b", line):
        return False
    before = words[max(low, at - 30) : at]
    return not (_NOT_A_RESULT.search(before) or _ELSEWHERE.match(words, after) or _quoted(words, low, at))


def _quoted(words: str, low: int, at: int) -> bool:
    """Whether a place stands between quotation marks that its paragraph opened."""
    paragraph = words[max(low, words.rfind("\n\n", low, at)) : at]
    return (
        paragraph.count("“") > paragraph.count("”")
        or paragraph.rstrip().endswith(("'", '"', "‘"))
        or paragraph.count('"') % 2 == 1
    )


def _sentence_start(words: str, low: int, at: int) -> int:
    floor = max(low, at - 400)
    begin = floor
    for match in _BREAK.finditer(words, floor, at):
        begin = match.end()
    label = _LABEL.match(words, begin, at)
    return label.end() if label else begin


def _at_cues(words: str, cues: list[_Cue], start: int, end: int) -> list[Motion]:
    motions: list[Motion] = []
    low = start
    for at, cue in enumerate(cues):
        if motions and cue.start < motions[-1].end:
            continue
        following = next((c.start for c in cues[at + 1 :] if c.start > cue.after), end)
        motion = _motion(words, cue, low, following)
        if motion:
            motions.append(motion)
            low = motion.end
    return motions


def _motion(words: str, cue: _Cue, low: int, limit: int) -> Motion | None:
    end = _trimmed(words, cue.start, reach(words, cue.start, limit))
    if end < cue.after:
        end = cue.after
    limbs = find_limbs(words, cue.after, end)
    clauses = read_clauses(words, cue.start, cue.word, cue.after, end, limbs)
    cut = not words[end:].strip() and not is_finished(words[cue.start : end])
    if cue.word == "amended":
        clauses = (replace(clauses[0], limb="amendment"),)
    if not clauses:
        cut = True
        clauses = (Clause(None, "proposed", cue.start, end),)
    count = read_count(words, cue.start, end, clauses[0].outcome)
    mover, seconder = read_movers(words, low, end)
    flags = ((CUT_OFF,) if cut else ()) + count.problems
    return Motion(cue.start, end, clauses, count.kind, mover, seconder, flags)


def _trimmed(words: str, start: int, end: int) -> int:
    """The end of a motion without the sentences on its last line that are no part of it."""
    if find_limbs(words, start, end):
        return end
    for match in re.finditer(
        r"(?<![\W\d][A-Z])(?<!\b(?:No|Mr|Ms|Dr|St))(?<!\bMrs)(?<!\bpara)\.[”\"]?\s+(?=[A-Z(\d])", words[start:end]
    ):
        if not _FURTHER.match(words, start + match.end()):
            return start + match.start() + 1
    return end


def _with_votes(words: str, motions: list[Motion], votes: list[VoteWords], start: int, end: int) -> list[Motion]:
    """The motions and what was voted on: a vote on a motion that is RESOLVED beside it is told with it, once."""
    result = list(motions)
    floor = start
    for vote in votes:
        if any(m.start <= vote.start < m.end for m in motions):
            continue
        before = next((m for m in reversed(result) if m.end <= vote.start), None)
        after = next((m for m in motions if m.start >= vote.end), None)
        if (
            not vote.amendment
            and after
            and vote.outcome == "resolved"
            and not _INTRODUCES.search(words, vote.end, after.start)
        ):
            result[result.index(after)] = _told_of(words, after, vote, floor)
        elif not vote.amendment and before in motions and before and not words[before.end : vote.start].strip(" \n."):
            result[result.index(before)] = _joined(words, before, vote)
        else:
            motion = _voted(words, vote, floor, start, end)
            result.append(motion)
            result.sort(key=lambda m: m.end)
            floor = vote.end if not vote.amendment else floor
    return result


def _told_of(words: str, motion: Motion, vote: VoteWords, low: int) -> Motion:
    count = read_count(words, vote.start, vote.end, vote.outcome)
    mover, seconder = read_movers(words, low, vote.end)
    return replace(
        motion,
        vote=motion.vote or count.kind,
        mover=motion.mover or mover,
        seconder=motion.seconder or seconder,
        flags=motion.flags + count.problems,
    )


def _joined(words: str, motion: Motion, vote: VoteWords) -> Motion:
    """A motion with the vote that follows it; a vote that says the opposite contradicts it."""
    told = _told_of(words, motion, vote, motion.start)
    opposed = vote.outcome in {"lost", "withdrawn"} and motion.results[0].outcome not in {"lost", "withdrawn"}
    return replace(told, end=vote.end, flags=told.flags + ((CONTRADICTION,) if opposed else ()))


def _voted(words: str, vote: VoteWords, floor: int, start: int, end: int) -> Motion:
    """The motion that a vote was on: from the words that brought it in to those that give its result."""
    begin = _introduction(words, vote, floor, start)
    close = _count_end(words, vote, end)
    count = read_count(words, vote.start, close, vote.outcome)
    mover, seconder = read_movers(words, begin, close)
    proof = begin if len(words[begin:close].split()) <= 60 and not vote.amendment else vote.start
    clause = Clause("amendment" if vote.amendment else None, vote.outcome, proof, close)
    return Motion(begin, close, (clause,), count.kind, mover, seconder, count.problems)


def _count_end(words: str, vote: VoteWords, end: int) -> int:
    """Past the count that follows a result: "For: 18, Against: 41" on the next lines."""
    match = re.compile(
        r"(?:\s*(?:\(?\d{1,3}\s*(?:[–-]|votes|for|in favour)|(?:for|in favour|against|abst\w+|total|recorded vote|named vote)\b\W)[^\n]*){1,6}",
        re.IGNORECASE,
    ).match(words, vote.end, end)
    return len(words[: match.end()].rstrip()) if match else vote.end


def _introduction(words: str, vote: VoteWords, floor: int, start: int) -> int:
    low = max(floor, start)
    if vote.amendment:
        found = [m for m in re.finditer(r"\b[Aa]mendment\b", words[low : vote.start])]
        at = low + found[0].start() if found else vote.start
    else:
        match = _INTRODUCES.search(words, low, vote.start)
        at = match.start() if match else vote.start
    return (
        min(_sentence_start(words, low, at), vote.start)
        if at > low
        else low + len(words[low:at]) - len(words[low:at].lstrip())
    )


def _contradicting(motions: list[Motion], words: str) -> list[Motion]:
    """The motions, those flagged that say different things of the same words."""
    flagged = list(motions)
    for i, one in enumerate(motions):
        for j in range(i + 1, len(motions)):
            other = motions[j]
            if _core(words, one) == _core(words, other) and one.results[0].outcome != other.results[0].outcome:
                for k in (i, j):
                    flagged[k] = replace(flagged[k], flags=(*flagged[k].flags, CONTRADICTION))
    return flagged


def _core(words: str, motion: Motion) -> tuple[str, ...]:
    """A motion's words without those that tell its result."""
    bare = re.sub(
        r"\b(?:it was|resolved|that|be|was|were|not)\b", " ", words[motion.start : motion.end], flags=re.IGNORECASE
    )
    return tuple(
        w
        for w in re.findall(r"[a-z0-9/]+", bare.lower())
        if outcome_of_verb(w) == "resolved" and w not in {"approved", "agreed", "rejected", "adopted", "refused"}
    )
