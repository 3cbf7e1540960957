"""What minutes promise and work programmes plan to bring, and the later item that brought it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.dates import MONTHS
from indexer.records import Decision, Item, Passage
from indexer.references import normal_decision, without_decision
from indexer.sentences import split_sentences

_BROUGHT = r"(?:brought|presented|submitted|reported|provided|taken)"
_PROMISE = re.compile(
    rf"\b(?:would|will|should|could|can|to)\s+(?:also\s+)?be\s+{_BROUGHT}\s+(?:back\s+)?(?:to|at|before)\s+(?:the|this|a|its)\b"
    r"[^.;]{0,60}?\b(?:committee|cabinet|board|panel|meeting)\b"
    rf"|\b(?:would|will|should|could)\s+come\s+back\s+to\b|\bto be brought back\b|\b(?:would|will)\s+report\s+back\b"
    rf"|\b(?:would|will|should)\s+be\s+reported\s+back\b|\bwithin the next (?:\w+|\d+) (?:weeks|months)\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\bwithin the next (?:\w+|\d+) (?:weeks|months)\b|\bthe next meeting\b|"
    rf"\b(?:in|by|on) (?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|"
    r"\bin due course\b|\bin the future\b|\bwhen ready\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
# fmt: off
_COMMON = frozenset({
    "report", "update", "committee", "cabinet", "meeting", "would", "brought", "back", "said", "that", "with",
    "from", "this", "item", "future", "next", "service", "services", "proposed", "member", "members", "regarding",
    "further", "term", "long", "plan", "should", "could", "county", "council", "chair", "information", "programme",
    "work", "strategy", "annual", "contract", "contracts",
})
# fmt: on
_OFTEN = 4
_AHEAD = dt.timedelta(days=60)
_STANDING = re.compile(
    r"\b(?:performance dashboard|budget monitoring|work programme|verbal updates?|minutes)\b", re.IGNORECASE
)
_RECURRING = re.compile(
    r"\b(?:work programme|minutes\b|verbal updates?|apologies|declarations? of|membership|webcast\w*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise of a minute: its sentence, `due` the words that say when, and the later item that discharges it, if any.

    `shared` are the words that the promise, or its minute's title, has in common with that item's title.
    """

    passage_id: str
    item: Item
    text: str
    due: str | None
    discharged_by: Item | None
    shared: tuple[str, ...] = ()


def find_commitments(passages: Iterable[Passage], items: Iterable[Item]) -> tuple[Commitment, ...]:
    """The promises in the minutes among `passages`, each with the first later item of the same body about it, or None.

    An item is about a promise where it shares two words of content with it (or all it has, where its title has but one);
    words that many titles hold are no content.
    """
    later = [item for item in items if item.meeting.date and item.minute is None and not _RECURRING.search(item.title)]
    later.sort(key=lambda item: item.meeting.date or item.meeting.date.max)  # type: ignore[union-attr]
    often = Counter(word for title in {item.title for item in later} for word in _content(title))
    common = {word for word, count in often.items() if count >= max(_OFTEN, len(later) // 12)}
    found: dict[tuple[str, str], Commitment] = {}
    for passage in passages:
        if passage.part != "minutes" or passage.item is None:
            continue
        for start, end in split_sentences(passage.text):
            sentence = passage.text[start:end]
            if _PROMISE.search(" ".join(sentence.split())):
                commitment = _commitment(passage, passage.item, sentence, later, common)
                found.setdefault((passage.document_id, " ".join(sentence.split())), commitment)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry of a work programme, and the later item that brought it, if any; `shared` as of a commitment."""

    decision: Decision
    brought_by: Item | None
    shared: tuple[str, ...] = ()


def find_planned(
    decisions: Iterable[Decision], items: Iterable[Item], dates: Mapping[str, dt.date | None]
) -> tuple[Planned, ...]:
    """The entries of work programmes, each with the first item of the same body about it, or None.

    An item is about an entry where it has its decision number, or one's title holds all content of the other's; it is of
    a meeting no earlier than the paper that announces it, nor much earlier than the one it is planned for. Of equal
    entries the first announced is given.

    Args:
        decisions: Of all kinds; those that are forthcoming are taken.
        items: The items that papers or minutes are there for.
        dates: The dates of the papers, by id.
    """
    brought = sorted((item for item in items if item.meeting.date), key=lambda item: item.meeting.date or dt.date.max)
    found: dict[tuple[str, dt.date | None], Planned] = {}
    for decision in decisions:
        if decision.outcome != "forthcoming" or decision.item is None or _STANDING.search(decision.item.title):
            continue
        title = " ".join(decision.item.title.casefold().split())
        day = decision.meeting.date if decision.meeting else None
        found.setdefault((title, day), _planned(decision, decision.item, brought, dates.get(decision.document_id)))
    return tuple(found.values())


def _planned(decision: Decision, entry: Item, brought: Sequence[Item], announced: dt.date | None) -> Planned:
    wanted = _content(without_decision(entry.title))
    planned = decision.meeting.date if decision.meeting else None
    earliest = max((day for day in (announced, planned - _AHEAD if planned else None) if day), default=dt.date.max)
    for item in brought:
        if (
            item.meeting.date or dt.date.min
        ) < earliest or item.meeting.body.casefold() != entry.meeting.body.casefold():
            continue
        if decision.number and item.decision_number and normal_decision(item.decision_number) == decision.number:
            return Planned(decision, item, (decision.number,))
        title = _content(without_decision(item.title))
        shared = wanted & title
        if shared and len(shared) >= min(len(wanted), len(title), 2) and (wanted <= title or title <= wanted):
            return Planned(decision, item, tuple(sorted(shared)))
    return Planned(decision, None)


def _commitment(passage: Passage, item: Item, sentence: str, later: Sequence[Item], common: set[str]) -> Commitment:
    words = " ".join(sentence.split())
    due = _DUE.search(words)
    promised = _content(words)
    about = promised | (_content(item.title) if not _RECURRING.search(item.title) else set())
    for candidate in later:
        if not _follows(candidate, item):
            continue
        title = _content(candidate.title) - common
        shared = title & about
        if title and len(shared) >= min(2, len(title)):
            return Commitment(passage.id, item, sentence, due[0] if due else None, candidate, tuple(sorted(shared)))
    return Commitment(passage.id, item, sentence, due[0] if due else None, None)


def _follows(candidate: Item, item: Item) -> bool:
    if candidate.meeting.body.casefold() != item.meeting.body.casefold() or item.meeting.date is None:
        return False
    return candidate.meeting.date is not None and candidate.meeting.date > item.meeting.date


def _content(words: str) -> set[str]:
    """The words of content, plurals and possessives folded: "carers'" is "carer"."""
    return {
        word.rstrip("s")
        for word in _WORD.findall(words.casefold())
        if word not in _COMMON and word.rstrip("s") not in _COMMON
    }
