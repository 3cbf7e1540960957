"""Answers made of the papers' own sentences: the `Answerer` seam and the extractive answerer, the default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from indexer.analysis import analyse
from indexer.records import Outcome, Passage
from server.evidence import in_time, speaks_of
from server.query import Query
from server.rank import Ranked
from server.results import AnswerStatus
from server.rulings import Ruling
from server.runs import Look, Run, best_run
from server.telling import Told

NOT_SAID = "The papers do not say."
_ROOM = 116
_FIRST_ROOM = {"list": 116, "discussion": 110, "contact": 60}
_OTHER_FIRST_ROOM = 85
_LEAST_ROOM = 18
_PASSAGES = 6
_RANK_SHARE = 0.5
_BEHIND = 0.28
_SAME_WORDS = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """What an answerer may use: the ranked passages, what weighs their sentences, and the ruling on the matter asked of."""

    ranked: Sequence[Ranked]
    look: Look
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer: its words, and the passage that it is quoted from (None for the system's own framing).

    `proves` tells that the outcome and the system's own line rest on it; `about` are the passages that framing is about.
    """

    text: str
    passage: Passage | None
    proves: bool = False
    about: tuple[Passage, ...] = ()

    @classmethod
    def of(cls, told: Told) -> Said:
        """A sentence of a ruling."""
        return cls(told.text, told.passages[0] if told.quoted else None, told.proves, told.passages)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its quotes are checked: status, outcome, the system's own line, and what is said."""

    status: AnswerStatus
    outcome: Outcome | None
    summary: str
    said: tuple[Said, ...]


class Answerer(Protocol):
    """Makes an answer of what was found; it never says what no passage says."""

    def answer(self, query: Query, found: Found) -> Draft:
        """The answer to a question, or the reason why there is none."""
        ...


class ExtractiveAnswerer:
    """Quotes the ruling where one is asked for, and the stretches of the best passages that meet the question best."""

    def answer(self, query: Query, found: Found) -> Draft:
        """The papers' own words, at most 120 of them, or "no_evidence"."""
        if not speaks_of(query, found.ranked, found.look):
            return Draft("no_evidence", None, NOT_SAID, ())
        said: list[Said] = []
        ruling = found.ruling
        if ruling:
            said += map(Said.of, ruling.said)
            found = replace(found, ranked=ruling.of_use(found.ranked))
        room = _ROOM - sum(len(each.text.split()) for each in said)
        for run in _runs(query, found, room, said):
            said += [Said(quote.text, run.passage) for quote in run.quotes]
        said += map(Said.of, ruling.after if ruling else ())
        if not said or not in_time(query, [each.passage for each in said if each.passage]):
            return Draft("no_evidence", None, NOT_SAID, ())
        return Draft("answered", ruling.outcome if ruling else None, ruling.summary if ruling else "", tuple(said))


def _runs(query: Query, found: Found, room: int, said: Sequence[Said]) -> list[Run]:
    """The best stretch of the worthiest passage, then of others as long as there is room and they add something."""
    chosen: list[Run] = []
    told = [set(analyse(each.text)) for each in said]
    first = _FIRST_ROOM.get(query.intent, _OTHER_FIRST_ROOM)
    left = list(found.ranked[:_PASSAGES])
    best = 0.0
    while left and room >= _LEAST_ROOM:
        runs = [
            (each, run) for each in left if (run := best_run(each, found.look, min(room, room if chosen else first)))
        ]
        if not runs:
            break
        ranked, run = max(runs, key=lambda pair: pair[1].worth + _RANK_SHARE * pair[0].score)
        worth = run.worth + _RANK_SHARE * ranked.score
        left.remove(ranked)
        best = best or worth
        if worth < best - _BEHIND:
            break
        fresh = tuple(quote for quote in run.quotes if not _told(set(analyse(quote.text)), told))
        if not fresh:
            continue
        told += [set(analyse(quote.text)) for quote in fresh]
        chosen.append(Run(run.passage, fresh, run.worth))
        room -= sum(quote.words for quote in fresh)
    return chosen


def _told(terms: set[str], told: Sequence[set[str]]) -> bool:
    return bool(terms) and any(len(terms & other) >= _SAME_WORDS * len(terms) for other in told)
