"""Orders what was found: what the question points at rises, boilerplate sinks, and copies are folded into one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from indexer.dates import find_dates
from indexer.records import Passage
from server.dated import is_short
from server.query import Query
from server.retriever import Candidate

_SKETCH = 24
_KEPT = 20_000
_ALIKE = 0.7
_SIZES_ALIKE = 0.6
_SOUP_LINE = 3.2
_FACTS = {
    "contact": re.compile(r"\b(?:wrote|written|authors?|phone|telephone|tel|e-?mail|contact)\b", re.IGNORECASE),
    "declaration": re.compile(r"\bdeclar(?:e[ds]?|ations?|ing)\b|\binterests?\b", re.IGNORECASE),
    "apologies": re.compile(r"\bapolog|\babsent|\babsence|\bsubstitut", re.IGNORECASE),
    "attendance": re.compile(r"\b(?:present|attend(?:ed|ance|ing)?|in the chair|chaired)\b", re.IGNORECASE),
    "work programme entry": re.compile(
        r"\b(?:work programme|forward plan|fwd plan|lined up|coming up|planned for)\b", re.IGNORECASE
    ),
    "membership": re.compile(r"\bmember(?:s|ship)?\b.*\bcommittee\b|\bmembership\b", re.IGNORECASE),
}
PLANNED = frozenset({"work programme entry", "work programme", "meeting date"})
"""Varieties of passages that tell of meetings to come."""
_OPEN = frozenset({"proposed", "forthcoming", "reported"})
_FIGURE = re.compile(r"\d[\d.,]*\d{2}")
_FIGURES_ALIKE = 0.6
_ASSESSMENTS = {
    "equality impact assessment": re.compile(r"equalit|eqia|impact", re.IGNORECASE),
    "data protection impact assessment": re.compile(r"data|dpia|privacy|impact", re.IGNORECASE),
}
_BOILER = re.compile(r"\b(?:not completed|not applicable|intentionally left blank|webcast|filmed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage in its place, with the passages that say the same."""

    row: int
    score: float
    passage: Passage
    copies: tuple[Passage, ...] = ()

    def scored(self, score: float) -> Ranked:
        """The same passage with another score."""
        return replace(self, score=score)


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a passage does not depend on the question: a sketch of its wording, its length, figures, how empty it is.

    The sketch is the least 24 hashes of its runs of three words: the share that two sketches have in common estimates the
    share of the runs that two passages have in common (Broder, 1997).
    """

    sketch: frozenset[int]
    words: int
    figures: frozenset[str]
    emptiness: float

    @classmethod
    def of(cls, passage: Passage) -> Traits:
        """The traits of a passage."""
        words = passage.text.lower().replace("*", "").split()
        runs = {crc32(" ".join(run).encode()) for run in zip(words, words[1:], words[2:], strict=False)}
        figures = frozenset(_FIGURE.findall(passage.text))
        return cls(frozenset(sorted(runs)[:_SKETCH]), len(words), figures, _emptiness(passage))

    def copies(self, other: Traits) -> bool:
        """Whether two passages of like wording are near copies: as long, and with the same figures."""
        shorter, longer = sorted((self.words, other.words))
        common, most = len(self.figures & other.figures), max(len(self.figures), len(other.figures))
        return shorter >= _SIZES_ALIKE * longer and common >= _FIGURES_ALIKE * most


class Ranker:
    """Orders passages; what it needs to know of each is kept, up to a bound."""

    def __init__(self) -> None:
        self._traits: dict[str, Traits] = {}

    def order(self, query: Query, found: Sequence[tuple[Candidate, Passage]]) -> list[Ranked]:
        """The passages best first, each once: near copies stand with the first of them."""
        weighed = sorted(
            ((candidate.score + self._nudge(query, passage), candidate.row, passage) for candidate, passage in found),
            key=lambda each: (-each[0], each[1]),
        )
        ranked: list[Ranked] = []
        homes: dict[int, int] = {}
        for score, row, passage in weighed:
            traits = self._of(passage)
            home = self._home(traits, homes, ranked)
            if home is None:
                homes.update(dict.fromkeys(traits.sketch, len(ranked)))
                ranked.append(Ranked(row, max(0.0, score), passage))
            else:
                first = ranked[home]
                ranked[home] = Ranked(first.row, first.score, first.passage, (*first.copies, passage))
        return ranked

    def _home(self, traits: Traits, homes: dict[int, int], ranked: Sequence[Ranked]) -> int | None:
        """Where a near copy of a passage stands already."""
        shared = Counter(homes[mark] for mark in traits.sketch if mark in homes)
        if not shared:
            return None
        home, count = shared.most_common(1)[0]
        other = self._of(ranked[home].passage)
        alike = count >= _ALIKE * min(len(traits.sketch), len(other.sketch))
        return home if alike and traits.copies(other) else None

    def _of(self, passage: Passage) -> Traits:
        traits = self._traits.get(passage.id)
        if traits is None:
            if len(self._traits) >= _KEPT:
                self._traits = {}
            traits = self._traits[passage.id] = Traits.of(passage)
        return traits

    def _nudge(self, query: Query, passage: Passage) -> float:
        """What a passage gains or loses by where it stands, beside what it says."""
        gain = _references(query, passage) + _time(query, passage) + _body(query, passage) + _kind(query, passage)
        return gain - self._of(passage).emptiness - _unasked(query, passage)


def _references(query: Query, passage: Passage) -> float:
    item = passage.item
    gain = 0.0
    if query.decisions:
        own = item is not None and item.decision_number in query.decisions
        gain += 0.15 if own else 0.0
    if query.minute and item and item.minute == query.minute:
        gain += 0.25
    if query.item and item and item.number == query.item and not item.minute:
        gain += 0.08
    return gain


def _time(query: Query, passage: Passage) -> float:
    """Whether the passage is of a meeting in a period that the question names, or names its years."""
    if not query.periods:
        return 0.0
    date = passage.meeting.date if passage.meeting else None
    if passage.variety in PLANNED:
        return 0.1 if due(query, passage) else -0.1
    met = [period for period in query.periods if date and period.first <= date <= period.last]
    if met:
        named = passage.meeting is not None and passage.meeting.body in query.bodies
        exact = any(period.first == period.last or (named and is_short(period)) for period in met)
        return 0.4 if exact else 0.12
    years = {str(period.first.year) for period in query.periods} | {str(period.last.year) for period in query.periods}
    if not date and any(year in passage.context for year in years):
        return 0.06
    return 0.0


def _body(query: Query, passage: Passage) -> float:
    """Whether the passage is of the business of a body that the question names."""
    return 0.06 if passage.meeting and passage.meeting.body in query.bodies else 0.0


def due(query: Query, passage: Passage) -> bool:
    """Whether a passage writes a day of a period that the question names."""
    days = [found.date for found in find_dates(passage.text)]
    return any(period.first <= day <= period.last for day in days for period in query.periods)


def _kind(query: Query, passage: Passage) -> float:
    fact = _FACTS.get(passage.variety or "")
    if fact and fact.search(query.text):
        return 0.05
    if passage.part in query.parts or (passage.variety and passage.variety in query.text.lower()):
        return 0.02
    if query.intent == "decision" and passage.outcome:
        return 0.03 if passage.outcome in _OPEN else 0.05
    if query.intent == "discussion" and passage.part == "minutes":
        return 0.025
    return 0.0


def _unasked(query: Query, passage: Passage) -> float:
    """How much a passage sinks that is of a formal kind, unless the question asks for such."""
    if passage.part == "agenda" and "agenda" not in query.parts:
        return 0.03
    asked = _ASSESSMENTS.get(passage.variety or "")
    if asked and not asked.search(query.text):
        return 0.05
    return 0.04 if query.intent == "decision" and passage.part == "appendix" and "appendix" not in query.parts else 0.0


def _emptiness(passage: Passage) -> float:
    """How much a passage sinks that is a form not filled in, or word soup."""
    loss = 0.08 if len(_BOILER.findall(passage.text)) >= 2 else 0.0
    lines = [line for line in passage.text.split("\n") if line.strip()]
    soup = len(lines) > 12 and sum(len(line.split()) for line in lines) / len(lines) < _SOUP_LINE
    return loss + (0.04 if soup else 0.0)
