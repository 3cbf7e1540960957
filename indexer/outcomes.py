"""The ladder of outcomes: what a motion's own verb says, and whether the body that used it decides or advises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.cues import quoted
from indexer.limbs import Limb
from indexer.records import Outcome

LADDER: tuple[Outcome, ...] = (
    "resolved", "endorsed", "recommended", "amended", "noted", "deferred", "referred", "withdrawn", "lost",
    "proposed", "forthcoming", "reported",
)  # fmt: skip

_SPECIAL: dict[str, Outcome] = {
    "note": "noted", "notes": "noted", "noted": "noted", "receive": "noted", "receives": "noted", "received": "noted",
    "consider": "noted", "considered": "noted", "endorse": "endorsed", "endorses": "endorsed", "endorsed": "endorsed",
    "support": "endorsed", "supports": "endorsed", "supported": "endorsed", "recommend": "recommended",
    "recommends": "recommended", "recommended": "recommended", "defer": "deferred", "defers": "deferred",
    "deferred": "deferred", "postpone": "deferred", "postponed": "deferred", "adjourned": "deferred",
    "refer": "referred", "refers": "referred", "referred": "referred", "withdraw": "withdrawn",
    "withdrawn": "withdrawn", "amend": "amended", "amended": "amended",
}  # fmt: skip
_DECIDING = (
    "agree|agrees|approve|approves|adopt|adopts|accept|accepts|confirm|confirms|authorise|authorises|authorize|authorizes|"
    "delegate|delegates|appoint|appoints|award|awards|grant|grants|refuse|refuses|reject|rejects|request|requests|"
    "allocate|ratify|make|extend|commission|procure|implement|proceed|establish|undertake|elect|instruct|enter|pass|set"
)
_APPROVING = frozenset({"approved", "agreed", "adopted", "accepted", "endorsed", "supported", "carried", "recommended"})
_NOUNS_TOO = frozenset(
    {"request", "requests", "support", "supports", "award", "awards", "grant", "grants", "set", "pass", "notes"}
)
_BASE = "|".join(word for word in _SPECIAL if not word.endswith(("ed", "wn")))
_VERB = rf"(?P<verb>(?i:{_BASE}|{_DECIDING}))\b"
_SUBJECT = (
    r"(?:(?:(?:[Tt]he|[Tt]his|[Oo]ur|[Ff]ull)\s+)*(?:[A-Z][\w’'&-]*|members|committee|council|cabinet|board|panel|we)"
    r"(?:,?\s+(?:and|of|for|the|on|&|[A-Z][\w’'&-]*)){0,12}?\s+)??"
)
_ACTIVE = re.compile(
    rf"[\s,:;–-]*(?:(?i:unanimously\b|nem\.?\s*con\.?))?[\s,:;–-]*(?:(?i:that)\b)?[\s,:;–-]*{_SUBJECT}"
    rf"(?:(?i:should|hereby|also|formally|unanimously|do|does)\s+)*(?:[Tt]o\s+)?{_VERB}"
)
_AND_VERB = re.compile(
    rf"(?P<joint>[,;]?\s+and\s+|;\s+)(?:also\s+|further\s+|that\s+)?(?:to\s+)?{_VERB}"
    r"(?=\s+(?:the|that|to|a|an|this|these|its|any|all|option|recommendations?|in|with|\w+ing)\b)"
)
_PASSIVE = re.compile(
    r"\b(?P<aux>be|is|are|was|were)\s+(?P<not>not\s+)?(?:(?:now|hereby|formally|duly|also|all|both|therefore|then|unanimously|further)\s+)*"
    r"(?P<verb>[a-z]+(?:ed|en|wn))\b",
    re.IGNORECASE,
)
_SECOND_CUE = re.compile(r"[,;]?\s+and\s+(?:\w+\s+)?(?P<cue>RESOLVED|AGREED|NOTED|ENDORSED|RECOMMENDED|APPROVED)\b")
_DONE = re.compile(
    r"\W*(?:That\s+)?(?P<verb>Noted|Approved|Agreed|Endorsed|Recommended|Deferred|Referred|Adopted|Delegated)\b"
)
_NO_VERDICT_BEFORE = re.compile(
    r"\b(?:to|will|would|should|could|can|may|might|must|shall|cannot|which|who|that)\s*$", re.IGNORECASE
)
_CONJUNCTION = re.compile(r";|,|\band\b", re.IGNORECASE)
_PROPOSED_DECISION = re.compile(
    r"\bdecisions?\s+proposed\s+to\s+be\s+taken\b|\bproposed\s+(?:key\s+)?decisions?\b", re.IGNORECASE
)
_MEETING = re.compile(r"\bmeeting\s*$", re.IGNORECASE)
_ADVISORY = re.compile(
    r"\b(?:cabinet committee|advisory|scrutiny|overview|consultative|consultation|forum|liaison|working (?:group|party)|"
    r"select committee|task (?:group|and finish)|reference group|panel)\b",
    re.IGNORECASE,
)
_OWN_BUSINESS = re.compile(
    r"\b(?:minutes\b.*\b(?:record(?:ed)?|signed|approved|confirmed)|elected|(?:vice-)?chair(?:man)?\b.*\bappointed|"
    r"press and public be excluded|public be excluded|meeting be adjourned)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a motion with an outcome of its own: `limb` its mark, None where the motion has one outcome."""

    limb: str | None
    outcome: Outcome
    start: int
    end: int


def outcome_of_verb(verb: str) -> Outcome:
    """The rung of the ladder that a verb stands on; a body that resolves to do anything not on it has resolved."""
    return _SPECIAL.get(verb.lower(), "resolved")


def read_clauses(words: str, start: int, cue: str, after: int, end: int, limbs: tuple[Limb, ...]) -> tuple[Clause, ...]:
    """What a motion from `start` to `end` came to: one clause, or one for each limb where their outcomes differ.

    `cue` is the word that shows that a result was recorded ("RESOLVED") and `after` the offset just past it. Empty where
    the words break off before the verb that would tell.
    """
    fixed = _SPECIAL.get(cue.lower())
    if fixed:
        return _joined(words, start, fixed, after, end)
    head_end = limbs[0].at if limbs else end
    if _PROPOSED_DECISION.search(words, after, head_end) and not _ACTIVE.match(words, after, head_end):
        verdict = _last_verdict(words, after, end)
        return (Clause(None, verdict, start, end),) if verdict else ()
    if limbs:
        return _limbed(words, start, after, end, limbs)
    return _prose(words, start, after, end)


def _joined(words: str, start: int, outcome: Outcome, after: int, end: int) -> tuple[Clause, ...]:
    """A result told by the cue itself, and the one that a second cue in the same sentence adds ("NOTED … and AGREED …")."""
    second = _SECOND_CUE.search(words, after, end)
    other = outcome_of_verb(second["cue"]) if second else outcome
    if second is None or other == outcome:
        return (Clause(None, outcome, start, end),)
    at = second.start("cue")
    return Clause("1", outcome, start, len(words[: second.start()].rstrip(" ,;\n"))), Clause("2", other, at, end)


def _last_verdict(words: str, start: int, end: int) -> Outcome | None:
    """What became of a proposed decision: the last "be endorsed" after it, or "was endorsed"."""
    verdicts = _passives(words, start, end)
    chosen = [m for m in verdicts if m["aux"].lower() == "be"] or verdicts
    return _passive_outcome(chosen[-1]) if chosen else None


def _limbed(words: str, start: int, after: int, end: int, limbs: tuple[Limb, ...]) -> tuple[Clause, ...]:
    head = _verdict(words, after, limbs[0].at)
    tail = _trailing_verdict(words, limbs[-1])
    if tail and head is None:
        return (Clause(None, tail, start, end),)
    if head and head != "resolved":
        return (Clause(None, head, start, end),)
    own = [_verdict(words, limb.start, limb.end) or "resolved" for limb in limbs]
    if len(set(own)) == 1:
        return (Clause(None, own[0], start, end),)
    firsts = [start, *(_mark_start(words, limb) for limb in limbs[1:])]
    return tuple(
        Clause(limb.mark, outcome, first, len(words[: limb.end].rstrip()))
        for limb, outcome, first in zip(limbs, own, firsts, strict=True)
    )


def _mark_start(words: str, limb: Limb) -> int:
    return limb.at - 1 if words[limb.at - 1 : limb.at] == "(" else limb.at


def _trailing_verdict(words: str, limb: Limb) -> Outcome | None:
    """The verb that stands after the last limb and speaks for all: ", be endorsed."."""
    match = re.search(
        r"(?:[,;.)]|\n)\s*be\s+(?:\w+ly\s+)?([a-z]+(?:ed|en|wn))\b[^.;:]{0,80}\.?\s*$", words[limb.start : limb.end]
    )
    return outcome_of_verb(match[1]) if match else None


def _verdict(words: str, start: int, end: int) -> Outcome | None:
    """The one outcome that a limb or a list's head shows; of two joined verbs the more binding ("note and agree")."""
    done = _DONE.match(words, start, end)
    if done:
        return outcome_of_verb(done["verb"])
    clauses = _split(words, start, end)
    if not clauses:
        return None
    outcomes = {outcome for outcome, _ in clauses}
    if outcomes == {"endorsed", "recommended"}:
        return "recommended"
    return min(outcomes, key=LADDER.index)


def _prose(words: str, start: int, after: int, end: int) -> tuple[Clause, ...]:
    clauses = _split(words, after, end) or [("resolved", after)]
    merged = [clauses[0]]
    for outcome, at in clauses[1:]:
        if outcome != merged[-1][0]:
            merged.append((outcome, at))
    if len(merged) == 1:
        return (Clause(None, merged[0][0], start, end),)
    closes = [len(words[:at].rstrip(" \n;,")) for _, at in merged[1:]] + [end]
    begins = [start, *(at for _, at in merged[1:])]
    return tuple(
        Clause(str(n), outcome, begin, close)
        for n, ((outcome, _), begin, close) in enumerate(zip(merged, begins, closes, strict=True), 1)
    )


def _split(words: str, start: int, end: int) -> list[tuple[Outcome, int]]:
    """The outcomes that a stretch of prose shows, each with the offset at which its clause begins."""
    active = _ACTIVE.match(words, start, end)
    verdicts = _passives(words, start, end)
    if active and not (active["verb"].lower() in _NOUNS_TOO and verdicts):
        return _actives(words, active, start, end)
    bes = [m for m in verdicts if m["aux"].lower() == "be"]
    chosen = bes or verdicts[:1]
    clauses: list[tuple[Outcome, int]] = []
    at = start
    for match in chosen:
        outcome = _passive_outcome(match)
        if match["verb"].lower() == "adjourned" and _MEETING.search(words, start, match.start()):
            outcome = "resolved"
        if not clauses:
            clauses.append((outcome, start))
        elif joint := list(_CONJUNCTION.finditer(words, at, match.start())):
            clauses.append((outcome, joint[0].end() + (words[joint[0].end() : joint[0].end() + 1] == " ")))
        at = match.end()
    return clauses


def _passive_outcome(match: re.Match[str]) -> Outcome:
    """What "be approved" says; what is "not approved" or "not supported" is lost."""
    if match["not"] and match["verb"].lower() in _APPROVING:
        return "lost"
    return outcome_of_verb(match["verb"])


def _actives(words: str, active: re.Match[str], start: int, end: int) -> list[tuple[Outcome, int]]:
    clauses: list[tuple[Outcome, int]] = [(outcome_of_verb(active["verb"]), start)]
    last = active.end()
    for match in _AND_VERB.finditer(words, active.end(), end):
        outcome = outcome_of_verb(match["verb"])
        if not words[last : match.start()].strip():
            clauses[-1] = (min(clauses[-1][0], outcome, key=LADDER.index), clauses[-1][1])
        else:
            clauses.append((outcome, match.end("joint")))
        last = match.end()
    return clauses


def _passives(words: str, start: int, end: int) -> list[re.Match[str]]:
    return [
        m
        for m in _PASSIVE.finditer(words, start, end)
        if not _NO_VERDICT_BEFORE.search(words[max(start, m.start() - 24) : m.start()])
        and not quoted(words, start, m.start())
    ]


def advises(body: str, outcome: Outcome, motion: str) -> bool:
    """Whether an outcome only advises: the body has no power to decide, or its words leave the decision to another.

    A committee's noting binds nobody; its own business (its minutes, its chairman) it does decide.
    """
    if outcome == "recommended" or _PROPOSED_DECISION.search(motion):
        return True
    if outcome == "noted" and re.search(r"\bcommittee\b", body, re.IGNORECASE):
        return True
    return bool(_ADVISORY.search(body)) and not _OWN_BUSINESS.search(motion)
