"""The motions of minutes: each in one piece, with the words that show what became of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.counts import RECORDED, read_count, read_movers
from indexer.cues import Cue, sentence_start, strong_cues, weak_cues
from indexer.flags import CONTRADICTION, CUT_OFF
from indexer.limbs import find_limbs, is_finished, reach
from indexer.outcomes import Clause, outcome_of_verb, read_clauses
from indexer.votes import VoteWords, find_vote_words

_INTRODUCES = re.compile(
    r"\b(?:propos(?:ed|al)|[Mm]oved|MOVED|[Ss]econded|SECONDED|[Mm]otion|amendment|"
    r"This Council|WHEREAS|Whereas|[A-Z]{1,3}\d{2,4}[-/]\d{1,4})\b"
)
_FURTHER = re.compile(
    r"\s*(?:that\b|and that\b|it was further|carried|lost|unanimous|for\b|against\b|abst|vote|be\s|\("
    r"|\(?\d+\s*(?:for|votes?|in favour|[–-]))",
    re.IGNORECASE,
)


_NEAR = 300
_NOTHING = re.compile(r"[\s.]*(?:\(?\w{1,3}[.)])?\s*")
_COUNTED = re.compile(
    r"(?:\s*(?:\(?\d{1,3}\s*(?:[–-]|votes|for\b|in favour)"
    r"|(?:for|in favour|against|abst\w+|total|recorded vote|named vote)\s*(?:\(\d{1,3}\))?\s*[:–-])[^\n]*){1,8}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<![\W\d][A-Z])(?<!\b(?:No|Mr|Ms|Dr|St))(?<!\bMrs)(?<!\bpara)\.[”\"]?\s+(?=[A-Z(\d])")


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


def find_motions(words: str, start: int, end: int) -> tuple[Motion, ...]:
    """The motions of one minute in order of their results, `words` being the masked text of the document.

    What a motion's text says of itself ("This Council resolves", "BE IT RESOLVED THAT") is no result. Where the minute has
    no recorded result in so many words, a plain statement of the minute taker ("The report was noted") is one.
    """
    cues = strong_cues(words, start, end)
    motions = _at_cues(words, cues, start, end)
    motions = _with_votes(words, motions, find_vote_words(words, start, end), start, end)
    if not motions:
        motions = _at_cues(words, weak_cues(words, start, end), start, end)
    return tuple(_contradicting(motions, words))


def _at_cues(words: str, cues: Sequence[Cue], start: int, end: int) -> list[Motion]:
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


def _motion(words: str, cue: Cue, low: int, limit: int) -> Motion | None:
    end = max(cue.after, _trimmed(words, cue.start, reach(words, cue.start, limit)))
    limbs = find_limbs(words, cue.after, end)
    clauses = read_clauses(words, cue.start, cue.word, cue.after, end, limbs)
    cut = not words[end:].strip() and not is_finished(words[cue.start : end])
    end = _count_end(words, end, limit)
    if cue.word == "amended":
        clauses = (replace(clauses[0], limb="amendment"),)
    if not clauses:
        cut = True
        clauses = (Clause(None, "proposed", cue.start, end),)
    recorded = RECORDED.search(words, low, cue.start)
    count = read_count(words, recorded.start() if recorded else cue.start, end, clauses[0].outcome)
    mover, seconder = read_movers(words, low, end)
    flags = ((CUT_OFF,) if cut else ()) + count.problems
    return Motion(cue.start, end, clauses, count.kind, mover, seconder, flags)


def _trimmed(words: str, start: int, end: int) -> int:
    """The end of a motion without the sentences on its last line that are no part of it."""
    if find_limbs(words, start, end):
        return end
    for match in _SENTENCE.finditer(words, start, end):
        if not _FURTHER.match(words, match.end()):
            return match.start() + 1
    return end


def _with_votes(words: str, recorded: list[Motion], votes: Sequence[VoteWords], start: int, end: int) -> list[Motion]:
    """The motions recorded in so many words and those told by their vote alone; a vote beside the former is told with it."""
    told = list(recorded)
    voted: list[Motion] = []
    floor = last = start
    for vote in votes:
        before, last = last, vote.end
        if any(m.start <= vote.start < m.end for m in (*told, *voted[-1:])):
            continue
        beside = None if vote.amendment else _beside(words, told, vote)
        if beside is None:
            voted.append(_voted(words, vote, floor, before, end))
            floor = floor if vote.amendment else vote.end
        else:
            told[beside] = _told_of(words, told[beside], vote, floor)
    return sorted([*told, *voted], key=lambda m: (m.end, m.start))


def _beside(words: str, told: Sequence[Motion], vote: VoteWords) -> int | None:
    """Which recorded motion a vote was on: the next one where nothing new is brought in between, or the one just before."""
    after = next((k for k, m in enumerate(told) if m.start >= vote.end), None)
    if after is not None and vote.outcome == "resolved" and not _INTRODUCES.search(words, vote.end, told[after].start):
        return after
    return next(
        (k for k, m in enumerate(told) if m.end <= vote.start and _NOTHING.fullmatch(words, m.end, vote.start)), None
    )


def _told_of(words: str, motion: Motion, vote: VoteWords, low: int) -> Motion:
    count = read_count(words, vote.start, vote.end, vote.outcome)
    mover, seconder = read_movers(words, low, vote.end)
    opposed = vote.outcome in {"lost", "withdrawn"} and motion.results[0].outcome not in {"lost", "withdrawn"}
    return replace(
        motion,
        end=max(motion.end, vote.end) if vote.start >= motion.end else motion.end,
        vote=motion.vote or count.kind,
        mover=motion.mover or mover,
        seconder=motion.seconder or seconder,
        flags=motion.flags + count.problems + ((CONTRADICTION,) if opposed else ()),
    )


def _voted(words: str, vote: VoteWords, floor: int, last: int, end: int) -> Motion:
    """The motion that a vote was on, brought in after `floor`: from those words to the ones that give its result.

    Its count is looked for after the `last` vote before it.
    """
    begin = _introduction(words, vote, floor)
    close = _count_end(words, vote.end, end)
    count = read_count(words, max(begin, last, vote.start - _NEAR), close, vote.outcome)
    mover, seconder = read_movers(words, begin, close)
    proof = begin if len(words[begin:close].split()) <= 60 and not vote.amendment else vote.start
    clause = Clause("amendment" if vote.amendment else None, vote.outcome, proof, close)
    return Motion(begin, close, (clause,), count.kind, mover, seconder, count.problems)


def _count_end(words: str, at: int, limit: int) -> int:
    """Past the count that follows a result: "For: 18, Against: 41" on the next lines."""
    match = _COUNTED.match(words, at, limit)
    return len(words[: match.end()].rstrip()) if match else at


def _introduction(words: str, vote: VoteWords, low: int) -> int:
    """Where the motion, or the amendment, was brought in that a vote was on; not before `low`."""
    if vote.amendment:
        match = re.compile(r"\b[Aa]mendment\b").search(words, low, vote.start)
    else:
        match = _INTRODUCES.search(words, low, vote.start)
    at = match.start() if match else vote.start
    return min(max(low, sentence_start(words, low, at)), vote.start)


def _contradicting(motions: Sequence[Motion], words: str) -> Iterator[Motion]:
    """The motions, those flagged that say different things of the same words."""
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    cores = [_core(words, motion) for motion in motions]
    for core, motion in zip(cores, motions, strict=True):
        told[core].add(motion.results[0].outcome)
    for core, motion in zip(cores, motions, strict=True):
        opposed = len(told[core]) > 1 and CONTRADICTION not in motion.flags
        yield replace(motion, flags=(*motion.flags, CONTRADICTION)) if opposed else motion


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
