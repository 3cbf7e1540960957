"""Orders what was found: what the question points at rises, boilerplate sinks, and copies are folded into one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.analysis import analyse
from indexer.records import Passage
from server.query import Query
from server.retriever import Candidate

_ALIKE = 0.8
_FOLD_REACH = 60
_SOUP_LINE = 3.2
_BOILER = re.compile(r"\b(?:not completed|not applicable|intentionally left blank|webcast|filmed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage in its place, with the passages that say the same."""

    row: int
    score: float
    passage: Passage
    copies: tuple[Passage, ...] = ()


def order(query: Query, found: Sequence[tuple[Candidate, Passage]]) -> list[Ranked]:
    """The passages best first, each once: near copies stand with the first of them."""
    weighed = sorted(
        ((candidate.score + nudge(query, passage), candidate.row, passage) for candidate, passage in found),
        key=lambda each: (-each[0], each[1]),
    )
    ranked: list[Ranked] = []
    shingles: list[frozenset[tuple[str, ...]]] = []
    for score, row, passage in weighed:
        marks = _shingles(passage.text)
        home = next((at for at, other in enumerate(shingles[:_FOLD_REACH]) if _alike(marks, other)), None)
        if home is None:
            ranked.append(Ranked(row, max(0.0, min(1.0, score)), passage))
            shingles.append(marks)
        else:
            first = ranked[home]
            ranked[home] = Ranked(first.row, first.score, first.passage, (*first.copies, passage))
    return ranked


def nudge(query: Query, passage: Passage) -> float:
    """What a passage gains or loses by where it stands, beside what it says."""
    return _references(query, passage) + _time(query, passage) + _kind(query, passage) - _emptiness(query, passage)


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
    if date and any(period.first <= date <= period.last for period in query.periods):
        return 0.06
    years = {str(period.first.year) for period in query.periods} | {str(period.last.year) for period in query.periods}
    if not date and any(year in passage.context for year in years):
        return 0.06
    return 0.0


def _kind(query: Query, passage: Passage) -> float:
    if passage.part in query.parts or (passage.variety and passage.variety in query.text.lower()):
        return 0.04
    if query.intent == "decision" and passage.outcome:
        return 0.04
    if query.intent == "discussion" and passage.part == "minutes":
        return 0.05
    return 0.0


def _emptiness(query: Query, passage: Passage) -> float:
    """How much a passage sinks that is form, list of headings or word soup, unless the question asks for such."""
    loss = 0.0
    if passage.part == "agenda" and "agenda" not in query.parts:
        loss += 0.06
    if passage.variety == "equality impact assessment" and not re.search(
        r"equalit|eqia|impact", query.text, re.IGNORECASE
    ):
        loss += 0.05
    if len(_BOILER.findall(passage.text)) >= 2:
        loss += 0.08
    lines = [line for line in passage.text.split("\n") if line.strip()]
    if len(lines) > 12 and sum(len(line.split()) for line in lines) / len(lines) < _SOUP_LINE:
        loss += 0.04
    return loss


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = analyse(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False)) or frozenset({tuple(words)})


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    smaller, larger = sorted((one, other), key=len)
    if len(smaller) < 0.6 * len(larger):
        return False
    return len(smaller & larger) >= _ALIKE * len(smaller)
