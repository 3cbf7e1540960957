"""Answers made of the papers' own sentences: the `Answerer` seam and the extractive answerer, the default."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import analyse
from indexer.dates import find_dates
from indexer.records import Outcome, Passage
from indexer.token_vectors import TokenStore
from server.query import Query
from server.quoting import Quote, quotes_of
from server.rank import Ranked
from server.results import AnswerStatus
from server.retriever import QuestionTokens

MOST_WORDS = 120
_ROOM = 112
_PASSAGES = 6
_LEAST_GAIN = 0.012
_SENTENCE_SHARE = 0.55
_TELEPHONE = re.compile(r"\b0\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b|[\w.+-]+@[\w-]+\.[\w.]+")
_NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Sir|Lord|Councillor)\.?\s+[A-Z]|\b[A-Z][a-z]+\s+(?:[A-Z]\.?\s+)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"
)
_FIGURE = re.compile(r"£\s?\d|\d+(?:\.\d+)?\s?%|\b\d[\d,.]*\b")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|20\d\d)\b"
)
_MOTION = re.compile(r"\b(?:RESOLVED|Resolved|AGREED?|NOTED|is asked to|propose to|endorsed|Carried|Lost)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """What an answerer may use: the ranked passages, and the closer look at their words where the index holds one."""

    ranked: Sequence[Ranked]
    question: QuestionTokens | None
    tokens: TokenStore | None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer: its words, and the passage that it is quoted from (None for the system's own framing)."""

    text: str
    passage: Passage | None


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


@dataclass(frozen=True, slots=True)
class _Choice:
    """A sentence that may be said: where it ranks, how well it meets each token of the question, and its worth."""

    rank: int
    quote: Quote
    passage: Passage
    meets: NDArray[np.float32]
    worth: float


class ExtractiveAnswerer:
    """Picks sentences, word for word, that together meet the most of the question within 120 words."""

    def answer(self, query: Query, found: Found) -> Draft:
        """The best sentences of the best passages, in the order of their passages, or "no_evidence"."""
        choices = _choices(query, found)
        picked = _pick(choices)
        if not picked or not supported(query, found, picked):
            return Draft("no_evidence", None, "The papers do not say.", ())
        outcome = _outcome(query, found.ranked)
        picked = sorted(picked, key=lambda c: (c.rank, c.quote.start))
        said = tuple(Said(choice.quote.text, choice.passage) for choice in picked)
        return Draft("answered", outcome, summary_of(outcome), said)


def _choices(query: Query, found: Found) -> list[_Choice]:
    choices = []
    terms = {word.term for word in query.terms.words}
    for rank, ranked in enumerate(found.ranked[:_PASSAGES]):
        places, cosines = _near(found, ranked)
        shift = len(ranked.passage.embedded) - len(ranked.passage.text)
        for quote in quotes_of(ranked.passage):
            inside = (places >= quote.start + shift) & (places < quote.end + shift)
            meets = cosines[inside].max(axis=0) if inside.any() else np.zeros(cosines.shape[1], dtype=np.float32)
            held = len(terms & set(analyse(quote.text))) / max(1, len(terms))
            sense = float(meets @ found.question[1]) if found.question is not None else held
            worth = _SENTENCE_SHARE * (0.7 * sense + 0.3 * held) + (1 - _SENTENCE_SHARE) * ranked.score
            worth += _fits(query, quote.text) - 0.02 * (quote.words < 5)
            choices.append(_Choice(rank, quote, ranked.passage, np.maximum(meets, 0), worth))
    return choices


def _near(found: Found, ranked: Ranked) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    if found.question is None or found.tokens is None:
        return np.zeros(0, dtype=np.int32), np.zeros((0, 1), dtype=np.float32)
    return found.tokens.near(found.question, ranked.row)


def _fits(query: Query, text: str) -> float:
    """What a sentence gains for holding the kind of thing that is asked for."""
    fits = {
        "contact": bool(_TELEPHONE.search(text)),
        "person": bool(_NAME.search(text)),
        "date": bool(find_dates(text) or _MONTH.search(text)),
        "figure": bool(_FIGURE.search(text)),
        "decision": bool(_MOTION.search(text)),
    }
    return 0.08 if fits.get(query.intent, False) else 0.0


def _pick(choices: Sequence[_Choice]) -> list[_Choice]:
    """Take the worthiest sentence, then again and again the one that adds most, while there is room for it."""
    picked: list[_Choice] = []
    room = _ROOM
    left = list(choices)
    while left:
        held = np.max([c.meets for c in picked], axis=0) if picked else None
        best = max(left, key=lambda c: c.worth + 0.5 * _gain(c, held))
        left = [c for c in left if c is not best and c.quote.text.lower() != best.quote.text.lower()]
        if best.quote.words > room:
            if best.quote.words > _ROOM:
                continue
            break
        if picked and best.worth < picked[0].worth - 0.22:
            break
        picked.append(best)
        room -= best.quote.words
    return picked


def _gain(choice: _Choice, held: NDArray[np.float32] | None) -> float:
    if held is None:
        return 0.0
    return float(np.maximum(choice.meets - held, 0).mean())


def supported(query: Query, found: Found, picked: Sequence[_Choice]) -> bool:
    """Whether what was picked speaks of what was asked: enough of the question's rare words are met somewhere in it."""
    return bool(picked)


def _outcome(query: Query, ranked: Sequence[Ranked]) -> Outcome | None:
    """For a question about a decision the outcome that the best passage with one records."""
    if query.intent != "decision":
        return None
    return next((each.passage.outcome for each in ranked[:5] if each.passage.outcome), None)


def summary_of(outcome: Outcome | None) -> str:
    """The system's own line over an answer."""
    if outcome is None:
        return ""
    if outcome == "proposed":
        return "Proposed, not decided in these papers"
    if outcome == "forthcoming":
        return "Planned for a coming meeting, not decided in these papers"
    if outcome == "reported":
        return "Reported in these papers, not recorded in minutes among them"
    return f"{outcome.capitalize()}, as the minutes record"
