"""What reports and proposed records of decision ask for: the recommendation with its limbs, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.flags import CUT_OFF, DIFFERS, UNSIGNED
from indexer.limbs import find_limbs, is_finished, reach
from indexer.lines import split_lines
from indexer.records import Outcome, Part

_NUMBER = r"[ \t]*(?:[-•]\s+)?(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?"
_LABEL = r"(?:(?:Officer\s+)?(?:Recommendations?(?:\(s\))?|RECOMMENDATIONS?(?:\(S\))?)[ \t]*:?[ \t]*)"
_GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*)"
_BODY = (
    r"(?:Committee|Cabinet|Council|Board|Panel|Executive|Members?|Leader|Forum|Partnership|Mayor|Commissioner|Authority|"
    r"Governors|Trustees)"
)
_WHO = (
    rf"(?:(?:That{_GAP})?(?:[Tt]he{_GAP})?(?:[A-Z][\w’'&,()-]*{_GAP}(?:(?:and|of|for|the|on){_GAP})*){{0,9}}?{_BODY}{_GAP}"
    rf"(?:for{_GAP}(?:[A-Z][\w’'&,()-]*{_GAP}(?:and{_GAP})?){{1,8}})?)"
)
_ASKED = (
    r"(?:is|are)\s+(?:therefore\s+|now\s+|hereby\s+)?(?:asked|invited|requested|recommended)\s+to\b"
    r"|is\s+to\s+(?=CONSIDER|ENDORSE|NOTE|AGREE|APPROVE|COMMENT)"
)
_ASK = re.compile(
    rf"^{_NUMBER}(?P<label>{_LABEL})?(?P<start>{_WHO}(?:{_ASKED})|It\s+is\s+(?:therefore\s+)?recommended\s+(?:that|to)\b)",
    re.MULTILINE,
)
_HEADED = re.compile(rf"^{_NUMBER}(?P<start>{_LABEL})(?P<rest>[ \t]*(?:\S[^\n]*)?)$", re.MULTILINE)
_OPENS_LIST = re.compile(r"(?:\s*\n)*[ \t]*(?:[-•]\s+)?(?:That\b|To\b|\(?(?:a|1|i)[.)]\s+\S|\d{1,2}\.1\s+That\b)")
_DECISION = re.compile(
    r"^[ \t]*(?:[-•]\s+)?(?P<start>(?:(?:The\s+)?Proposed\s+)?Decisions?(?:\s+(?:proposed|to be taken))?[ \t]*:)",
    re.MULTILINE | re.IGNORECASE,
)
_NEXT_LABEL = re.compile(
    r"^[ \t]*(?:Reasons?(?:\(s\))?\s+for|Governance\b[^\n]*:|Background\b|(?:Financial|Legal|Equalit\w+)\s+Implications|"
    r"Cabinet Committee recommendations|Any (?:alternatives|interest)|Signed\b|Date\b|Status\b|Key decision\b|"
    r"Decision\s+(?:maker|date|status|type|number|no)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_IMPERSONAL = re.compile(r"It\s+is\b")
_TAKEN = re.compile(
    r"\bI\s+(?:have\s+|hereby\s+)?(?:agreed?|approved?|decided?|resolved?)\b"
    r"|\b(?:was|were|has been|have been)\s+(?:agreed|approved|taken)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(r"\bpropos(?:e|es|ed|al)\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"^[ \t.…_]*signed(?:\s+by)?[ \t]*:?[ \t.…_]*(?P<name>[^\n]*)", re.IGNORECASE | re.MULTILINE)
_BARE = re.compile(
    r"\bproposed\s+decision\b[^.;]{0,60}\b(?:attached|detailed|set out|PROD|Appendix)\b"
    r"|\bas (?:detailed|set out) in\b[^.;]{0,40}\bPROD\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(20\d\d)\s*[-/–]\s*(?:20)?(\d\d)\b")
_FIGURE = re.compile(r"(?<![\w.])£?\d[\d,]*(?:\.\d+)?[a-z]?\b")
_WORD = re.compile(r"[a-z]{3,}")
_FAR = 4_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A thing asked for: `start` to `end` its words, `proof_end` just past those that show that it is asked."""

    start: int
    end: int
    proof_end: int
    outcome: Outcome
    flags: tuple[str, ...] = ()
    also: tuple[tuple[int, int], ...] = ()


def find_proposals(words: str, parts: Sequence[Part]) -> tuple[Proposal, ...]:
    """What the papers of one item ask for, in order; places that say the same are one proposal, the fullest first.

    `words` is the masked text of the document. A record of decision that says in so many words that the decision was
    taken, and bears a signature, is no proposal: its outcome is "resolved".
    """
    found: list[Proposal] = []
    for part in parts:
        if part.kind == "decision form":
            found += _forms(words, part.start, part.end)
        found += [
            p
            for p in _asked(words, part.start, part.end)
            if not any(p.start < q.end and q.start < p.end for q in found)
        ]
    asked = [p for p in found if not _IMPERSONAL.match(words, p.start)]
    return tuple(_as_one(words, sorted(asked or found, key=lambda p: p.start)))


def _asked(words: str, start: int, end: int) -> list[Proposal]:
    found: list[Proposal] = []
    for match in _ASK.finditer(words, start, end):
        begin = match.start("start")
        if match["label"] and "\n" not in words[match.start("label") : begin]:
            begin = match.start("label")
        if not found or begin >= found[-1].end:
            found.append(_proposal(words, begin, end))
    for match in _HEADED.finditer(words, start, end):
        begin = match.start("start")
        opens = _OPENS_LIST.match(words, match.end() if not match["rest"].strip() else match.start("rest"), end)
        if opens and not any(p.start <= begin < p.end or begin <= p.start <= opens.end() for p in found):
            found.append(_listed(words, begin, opens.end() - len(opens[0].lstrip()), end))
    return found


def _proposal(words: str, start: int, limit: int) -> Proposal:
    end = reach(words, start, min(limit, start + _FAR))
    limbs = find_limbs(words, start, end)
    head = len(words[: limbs[0].at].rstrip(" \n\t(-•")) if limbs else _sentence(words, start, end)
    close = end if limbs else head
    cut = not words[end:].strip() and not is_finished(words[start:end])
    return Proposal(start, close, min(head, close), "proposed", (CUT_OFF,) if cut else ())


def _sentence(words: str, start: int, end: int) -> int:
    """The end of the first sentence, and of those after it that go on asking."""
    match = re.compile(r"(?<!\b[A-Z])\.(?=\s+[A-Z])").search(words, start + 20, end)
    return match.end() if match else end


def _listed(words: str, start: int, first: int, limit: int) -> Proposal:
    """A recommendation that is nothing but a list under its heading."""
    end = reach(words, first, min(limit, start + _FAR))
    return Proposal(start, end, min(end, _sentence(words, first, end)), "proposed")


def _forms(words: str, start: int, end: int) -> list[Proposal]:
    found: list[Proposal] = []
    for match in _DECISION.finditer(words, start, end):
        stop = _NEXT_LABEL.search(words, match.end(), end)
        close = len(words[: stop.start() if stop else min(reach(words, match.start("start"), end), end)].rstrip())
        if len(words[match.end() : close].split()) < 3 or (found and match.start() < found[-1].end):
            continue
        begin = match.start("start")
        limbs = find_limbs(words, begin, close)
        head = len(words[: limbs[0].at].rstrip(" \n\t(-•")) if limbs else close
        outcome, flags = _standing(words[start:end], words[begin:close])
        found.append(Proposal(begin, close, head, outcome, flags))
    return found


def _standing(form: str, decision: str) -> tuple[Outcome, tuple[str, ...]]:
    """Whether a record of decision is a proposal or was taken: only a signed one that does not propose was."""
    title = next((line.plain for line in split_lines(form) if "RECORD OF" in line.text.upper()), "")
    signature = next(iter(list(_SIGNATURE.finditer(form))[::-1]), None)
    signed = bool(
        signature and re.search(r"[A-Za-z]{2}", re.sub(r"\bdated?\b", "", signature["name"], flags=re.IGNORECASE))
    )
    if _PROPOSED.search(title) or _PROPOSED.search(decision.split("\n", 1)[0]) or not _TAKEN.search(decision):
        return "proposed", () if signed else (UNSIGNED,)
    return ("resolved", ()) if signed else ("proposed", (UNSIGNED,))


def _as_one(words: str, found: list[Proposal]) -> list[Proposal]:
    groups: list[list[Proposal]] = []
    for proposal in found:
        group = next((g for g in groups if any(_same(words, proposal, other) for other in g)), None)
        if group is None:
            groups.append([proposal])
        else:
            group.append(proposal)
    return sorted((_fullest(words, group) for group in groups), key=lambda p: p.start)


def _same(words: str, one: Proposal, other: Proposal) -> bool:
    if one.outcome != other.outcome:
        return False
    first, second = words[one.start : one.end], words[other.start : other.end]
    if _BARE.search(first) and not find_limbs(words, one.start, one.end):
        return True
    if _BARE.search(second) and not find_limbs(words, other.start, other.end):
        return True
    a, b = set(_WORD.findall(first.lower())), set(_WORD.findall(second.lower()))
    return len(a & b) >= 0.72 * max(1, min(len(a), len(b))) and len(a & b) >= 0.35 * max(len(a), len(b))


def _fullest(words: str, group: list[Proposal]) -> Proposal:
    fullest = max(group, key=lambda p: (len(words[p.start : p.end].split()), -p.start))
    others = [p for p in group if p is not fullest]
    differing = _differing(words, [p for p in group if find_limbs(words, p.start, p.end)])
    flags = [flag for p in (fullest, *others) for flag in p.flags]
    if differing:
        flags.append(DIFFERS + ", ".join(differing[:6]))
    also = tuple((p.start, p.end) for p in others)
    return Proposal(fullest.start, fullest.end, fullest.proof_end, fullest.outcome, tuple(dict.fromkeys(flags)), also)


def _differing(words: str, places: list[Proposal]) -> list[str]:
    """The figures that stand in some of the places and not in others."""
    sets = []
    for place in places:
        limbs = find_limbs(words, place.start, place.end)
        stretch = words[limbs[0].start : place.end]
        marks = {limb.mark for limb in limbs}
        sets.append({f for f in _FIGURE.findall(_YEARS.sub("", stretch)) if f.strip(".") not in marks})
    if len(sets) < 2:
        return []
    common = set.intersection(*sets)
    return sorted(set.union(*sets) - common)
