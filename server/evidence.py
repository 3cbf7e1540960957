"""Whether what was found speaks of what was asked, or only of something like it; and what is missing where it does not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.records import Passage
from server.bearing import bears, likeliest_passage, share_held, telling, undated
from server.dated import of_period
from server.finder import Found
from server.look import Look
from server.missing import NOT_SAID, why_missing
from server.query import Query

SIGNS = ("near", "score", "ahead", "held", "words", "own time", "figure", "met", "apart", "length")
_WEIGHTS = np.array([1.1, 5.21, 2.94, -0.17, 0.03, -1.17, -0.71, 4.74, 4.52, 0.12])
_LEAST = 8.8
_FIRST = 3
_ENOUGH = 20
_HALF, _POOR = 0.5, 0.8
_LOOKED_AT = 5
_TENTH = 9
_MOST_WORDS = 8
_USUAL = (0.58, 0.09, 14)


def lacking(found: Found) -> str | None:
    """Why what was found does not answer the question, in a sentence; None where it may.

    Said outright where it lacks what the question names, as `server.missing` tells. Nothing is lacking where a paper
    of the decision number asked for is found. Else by a weighted sum of `SIGNS`, fitted to questions that the papers answer
    and to others, and by the least that all but one to two in a hundred of the former have: a higher one declines more
    questions that have an answer than ones that have none.
    """
    ranked, query = found.ranked[:_LOOKED_AT], found.look.query
    if not ranked:
        return NOT_SAID
    if why := why_missing(found):
        return why
    if any(bears(each, query.decisions) for each in ranked) or float(signs(found) @ _WEIGHTS) >= _LEAST:
        return None
    return NOT_SAID


def holds_little(found: Found) -> bool:
    """Whether the first passages hold on average less than half of the words that name the question's matter."""
    query = found.look.query
    words = telling(query) or list(query.terms.words)
    return float(np.mean([share_held(found.look, words, each) for each in found.ranked[:_FIRST]])) < _HALF


def signs(found: Found) -> NDArray[np.float64]:
    """The signs (10,) that what was found speaks of the question, as `SIGNS` names them.

    The greatest cosine of a passage with the question; the score of the first passage, or of few whether one holds half the
    words; how far the first is ahead of the tenth, or of nothing; the share of the question's words, weighed by rarity and
    those of dates left out, that the first holds; how many these are, eight at most; whether a period is named that is not
    that of the likeliest sentence's passage; whether a figure is asked for; how closely the words of one of the first ten
    passages meet the question's, at best, and how far that is above what these ten do on average; the tokens of the question.
    """
    ranked, look = found.ranked, found.look
    query = look.query
    words = undated(query) or list(query.terms.words)
    best = likeliest_passage(found)
    elsewhere = best is not None and any(not of_period(p, best) for p in query.periods if p.named)
    shares = [share_held(look, words, each) for each in ranked[:_FIRST]]
    return np.array(
        [
            look.nearest,
            ranked[0].score if len(ranked) >= _ENOUGH else _score_of_few(shares),
            ranked[0].score - (ranked[_TENTH].score if len(ranked) > _TENTH else 0.0),
            shares[0],
            min(_MOST_WORDS, len(words)),
            elsewhere,
            query.intent == "figure",
            *_met(look, [each.row for each in ranked[: _TENTH + 1]]),
        ],
        dtype=np.float64,
    )


def _met(look: Look, rows: Sequence[int]) -> tuple[float, float, int]:
    """The greatest weighted MaxSim of some passages, how far it is above their mean, and over how many tokens it is taken.

    Where the index holds no token vectors, what is usual.
    """
    if look.tokens is None or look.question is None:
        return _USUAL
    met = look.tokens.scores(look.question, rows)
    return float(met.max()), float(met.max() - met.mean()), len(look.question[1])


def _score_of_few(shares: Sequence[float]) -> float:
    """Where few passages are found their scores say little: one that holds half of the words counts as a good one."""
    return 1.0 if max(shares) >= _HALF else _POOR


def in_time(query: Query, quoted: Sequence[Passage]) -> bool:
    """Whether each period that a question names is that of a quoted passage."""
    return all(any(of_period(period, each) for each in quoted) for period in query.periods if period.named)
