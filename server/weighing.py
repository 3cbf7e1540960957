"""How likely each sentence of a passage found is to belong to the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import analyse
from indexer.filters import Word
from indexer.records import Passage
from server.dated import elsewhen
from server.fitness import NAME, fits, is_bare
from server.look import Look
from server.quoting import Quote, quotes_of
from server.rank import Ranked

_POINT = re.compile(r"\s*(?:[-•●▪◦–*·\uf000-\uf0ff]|\(?[a-z]{1,2}\)|\(?[ivx]{1,4}\)|\d{1,2}[.)])\s")
FEATURES = (
    "sense", "behind", "held", "next", "passage", "rank", "row", "point", "name", "opens", "fits", "bare", "stray", "elsewhen",
    "before", "near", "opened", "listed point", "listed row", "listed opened",
)  # fmt: skip
_WEIGHTS = np.array(
    [
        2.13,
        2.09,
        1.41,
        -0.67,
        2.94,
        1.86,
        0.33,
        0.23,
        -0.1,
        -0.27,
        0.8,
        1.42,
        -0.97,
        -0.58,
        0.9,
        1.23,
        0.18,
        1.65,
        1.28,
        1.32,
    ]
)
_WHOLE = re.compile(r"[\d.;:!?)%]\W*$")
_DIGIT = re.compile(r"\d")
_REST = 0.7
_SENSE, _HELD, _FITS = 0.7, 0.3, 0.08
_BIAS = -8.1


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence that can be quoted, its passage, its place in it, and the chance that it belongs to the answer."""

    passage: Passage
    at: int
    quote: Quote
    chance: float


def weigh(ranked: Sequence[Ranked], look: Look) -> list[list[Weighed]]:
    """The sentences of each passage with their chances, in the order of the passages.

    The chance is a logistic regression on `FEATURES`. Its weights were fitted to questions whose answering sentences are
    known; `python -m tests.quality.fit` fits them again and prints what they gain on papers left out. The rest of a sentence or
    a row that is broken off is nearly as likely as what it goes on with.
    """
    weighed: list[list[Weighed]] = []
    for each, values in zip(ranked, features(ranked, look), strict=True):
        quotes = quotes_of(each.passage)
        chances = 1 / (1 + np.exp(-(values @ _WEIGHTS + _BIAS)))
        for at in range(1, len(quotes)):
            if _goes_on(quotes[at - 1], quotes[at], look):
                chances[at] = max(chances[at], _REST * chances[at - 1])
        weighed.append([Weighed(each.passage, at, q, float(chances[at])) for at, q in enumerate(quotes)])
    return weighed


def _goes_on(before: Quote, quote: Quote, look: Look) -> bool:
    """Whether a quote is the rest of what the one before it breaks off; where a figure is asked for, a rest with one."""
    broken = not _WHOLE.search(before.text)
    return broken and (
        quote.text[:1].islower() or (look.query.intent == "figure" and _DIGIT.search(quote.text) is not None)
    )


def worths(ranked: Ranked, quotes: Sequence[Quote], look: Look) -> list[float]:
    """How well sentences of one passage meet the question, apart from where they stand: comparable among any sentences."""
    shift = len(ranked.passage.embedded) - len(ranked.passage.text)
    holding = [_share(look, set(analyse(quote.text))) for quote in quotes]
    sense = _senses(ranked, quotes, look, shift) or holding
    fitting = [fits(look.query, quote.text) for quote in quotes]
    return [_SENSE * s + _HELD * h + _FITS * f for s, h, f in zip(sense, holding, fitting, strict=True)]


def features(ranked: Sequence[Ranked], look: Look) -> list[NDArray[np.float64]]:
    """The features (n, 20) of the n sentences of each passage, as `FEATURES` names them.

    How closely its words meet the question's, how far it is behind the passage's closest sentence, the share of the
    question's words held by it and its headings, the closeness of the sentence after it, the score and rank of its passage;
    whether it is a row of a table, a point of a list, holds a name, opens a list; whether it holds the kind
    of thing that is asked for; whether it is figures without words, and that though no figure is asked for;
    whether its passage is not of the period named, though another one is; the closeness of the sentence before it, how near it
    stands to the passage's closest one, whether the one before it opens a list; where a list is asked for, whether it is a point
    of one, a row of a table, or the first after what opens it.
    """
    others = elsewhen(look.query.periods, [each.passage for each in ranked])
    return [_features(each, rank, look, others[rank]) for rank, each in enumerate(ranked)]


def _features(ranked: Ranked, rank: int, look: Look, apart: bool) -> NDArray[np.float64]:
    quotes = quotes_of(ranked.passage)
    if not quotes:
        return np.zeros((0, len(FEATURES)))
    passage = ranked.passage
    shift = len(passage.embedded) - len(passage.text)
    terms = [set(analyse(quote.text)) for quote in quotes]
    above = set(analyse(passage.context))
    holding = [held(look, own | above) for own in terms]
    sense = _senses(ranked, quotes, look, shift) or [held(look, own) for own in terms]
    best = max(sense)
    closest = sense.index(best)
    listed = look.query.intent == "list"
    rows = []
    for at, quote in enumerate(quotes):
        row, point = "\t" in passage.text[quote.start : quote.end], opens_point(passage, quote)
        opened = at > 0 and quotes[at - 1].text.endswith(":")
        rows.append(
            [
                sense[at],
                sense[at] - best,
                holding[at],
                sense[at + 1] if at + 1 < len(quotes) else 0.0,
                ranked.score,
                1 / (1 + rank),
                row,
                point,
                bool(NAME.search(quote.text)),
                quote.text.endswith(":"),
                fits(look.query, quote.text),
                bare := is_bare(quote.text),
                bare and look.query.intent != "figure",
                apart,
                sense[at - 1] if at else 0.0,
                1 / (1 + abs(at - closest)),
                opened,
                listed and point,
                listed and row,
                listed and opened,
            ]
        )
    return np.array(rows, dtype=np.float64)


def opens_point(passage: Passage, quote: Quote) -> bool:
    """Whether a quote is where a point of a list, or a lettered or numbered point of a minute, begins."""
    return _POINT.match(passage.text, quote.start) is not None


def _senses(ranked: Ranked, quotes: Sequence[Quote], look: Look, shift: int) -> list[float]:
    """The weighted MaxSim of the question with each quote's own tokens; empty where the index holds no token vectors."""
    if look.question is None or look.tokens is None:
        return []
    places, cosines = look.tokens.near(look.question, ranked.row)
    senses = []
    for quote in quotes:
        inside = (places >= quote.start + shift) & (places < quote.end + shift)
        senses.append(float(cosines[inside].max(axis=0) @ look.question[1]) if inside.any() else 0.0)
    return senses


def held(look: Look, terms: set[str], words: Sequence[Word] | None = None) -> float:
    """The share of some of a question's words, by rarity in the papers, that are among some terms; None means all words."""
    asked = look.query.terms.words if words is None else words
    worth = {word: word.weight * look.rarity.get(word.term, 1.0) for word in asked}
    total = sum(worth.values()) or 1.0
    return sum(value for word, value in worth.items() if terms & {word.term, *word.also}) / total


def _share(look: Look, terms: set[str]) -> float:
    """How many of a question's words, or of what says the same, are among some terms, at most one for each word."""
    asked = {term for word in look.query.terms.words for term in (word.term, *word.also)}
    return min(1.0, len(asked & terms) / max(1, len(look.query.terms.words)))
