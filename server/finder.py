"""Finds what a question may be answered from: passages in order, and the sentences of the first of them weighed."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.analysis import analyse
from indexer.embed import Embedder
from indexer.index import Index
from indexer.records import Passage
from server.fitness import KINDS, fits
from server.look import Look
from server.names import Names
from server.query import Query
from server.rank import Ranked, Ranker
from server.reranker import Reranker, reread, unread
from server.results import SearchRequest
from server.retriever import LATE, POOL, Candidate, Retrieved, Retriever
from server.weighing import Weighed, held, weigh

_HELD = 20
_HELD_SHARE = 0.15
_WEIGHED = 8
_SENTENCE_SHARE = 0.2


PassagesAround = Callable[[int, int], Sequence[Passage]]
"""Gives the passages beside a row, in order: a row, and how many rows before and after it."""


FactsOf = Callable[[str], Sequence[Passage]]
"""Gives the passages of typed facts of a variety."""


def _nothing_around(row: int, reach: int) -> Sequence[Passage]:
    return ()


def _no_facts(variety: str) -> Sequence[Passage]:
    return ()


@dataclass(frozen=True, slots=True)
class Found:
    """The passages found, best first, what they were weighed by, and the weighed sentences of the first ones.

    `weighed` holds a list for each of the first passages, in their order; `around` gives what stands beside a passage, `facts`
    the typed facts that the filters let through.
    """

    ranked: Sequence[Ranked]
    look: Look
    weighed: Sequence[Sequence[Weighed]] = ()
    around: PassagesAround = _nothing_around
    facts: FactsOf = _no_facts


class Finder:
    """Searches, orders and weighs over one open index; usable from several threads."""

    def __init__(self, index: Index, embedder: Embedder, reranker: Reranker | None = None) -> None:
        self.retriever = Retriever(index, embedder)
        self._index = index
        self._reranker = reranker
        self.ranker = Ranker()
        self._names = Names(index)
        self._bodies = frozenset(analyse(" ".join(index.catalogue.bodies())))
        self._councils = _names_of({row.council for row in index.catalogue.documents() if row.council})

    def find(self, query: Query, request: SearchRequest) -> Found:
        """As many passages as a page and those before it need, and the same first ones for each page.

        The first eight are put in order once more by the likeliest sentence of each.
        """
        wanted = request.offset + request.limit
        if request.sort != "relevance":
            rows = self.retriever.matching(
                query, request.filters, limit=wanted, offset=0, newest=request.sort == "newest"
            )
            passages = self.retriever.passages(rows)
            ranked = [Ranked(row, 0.0, passage) for row, passage in zip(rows, passages, strict=True)]
            return Found(ranked, Look(query, None, None, {}))
        found = self._searched(query, request, wanted)
        return replace(
            found,
            around=lambda row, reach: self.retriever.around(row, reach, request.filters),
            facts=lambda variety: self.retriever.facts(variety, request.filters),
        )

    def _look(self, query: Query, retrieved: Retrieved) -> Look:
        rarity = self.retriever.rarity(query.terms)
        unknown = tuple(term for term, rare in rarity.items() if math.isinf(rare))
        query = replace(query, unknown=unknown)
        return Look(
            query,
            retrieved.question,
            self._index.tokens,
            _bounded(rarity),
            retrieved.nearest,
            self._names.is_name,
            self._councils,
            self._bodies,
        )

    def _searched(self, query: Query, request: SearchRequest, wanted: int) -> Found:
        depth = max(POOL, wanted)
        while True:
            retrieved = self.retriever.search(query, request.filters, depth)
            count = len(retrieved.candidates)
            every = count < depth
            candidates = retrieved.candidates[: count if every else count - count % LATE]
            found = self._in_order(self._look(query, retrieved), candidates, wanted)
            if every or len(found.ranked) >= wanted:
                return found
            depth *= 2

    def _in_order(self, look: Look, candidates: Sequence[Candidate], wanted: int) -> Found:
        """The candidates in order, a hundred after the other, so that what comes later changes nothing before it."""
        first = by_what_they_hold(self._batch(look.query, candidates[:LATE]), look)
        if self._reranker:
            first = reread(first, look.query.text, self._reranker)
        found = _reordered(first, look)
        ranked = list(found.ranked)
        for start in range(LATE, len(candidates), LATE):
            if len(ranked) >= wanted:
                break
            more = self._batch(look.query, candidates[start : start + LATE])
            if self._reranker:
                more = unread(more)
            ranked += [_mixed(each, 0.0) for each in more]
        return replace(found, ranked=ranked)

    def _batch(self, query: Query, candidates: Sequence[Candidate]) -> list[Ranked]:
        passages = self.retriever.passages([c.row for c in candidates])
        return at_most_one(self.ranker.order(query, list(zip(candidates, passages, strict=True))))


def at_most_one(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The passages with scores of at most one: where the best has more, all sink by as much and keep their distances."""
    over = max((each.score for each in ranked), default=0.0) - 1.0
    return [each.scored(max(0.0, each.score - over)) for each in ranked] if over > 0 else list(ranked)


def _names_of(councils: Collection[str]) -> frozenset[str]:
    """The terms of the names of councils and of their initials: "Kent County Council", "KCC"."""
    initials = ("".join(word[0] for word in council.split()) for council in councils)
    return frozenset(analyse(" ".join((*councils, *initials))))


def _bounded(rarity: Mapping[str, float]) -> dict[str, float]:
    """What stands in no paper counts as the rarest of the others."""
    most = max((rare for rare in rarity.values() if not math.isinf(rare)), default=1.0)
    return {term: min(rare, most) for term, rare in rarity.items()}


def by_what_they_hold(ranked: Sequence[Ranked], look: Look) -> list[Ranked]:
    """The passages, the first of them in order of their score and of what they hold of what is asked for.

    That is how much of the question's words, context counted, and whether something of the kind asked for, if any is. The
    scores stay the same, each with its place: the best passage has the best.
    """
    first = ranked[:_HELD]
    worth = [each.score + _HELD_SHARE * _held(each.passage, look) for each in first]
    order = sorted(range(len(first)), key=lambda at: (-worth[at], at))
    scores = sorted((each.score for each in first), reverse=True)
    placed = [first[at].scored(score) for at, score in zip(order, scores, strict=True)]
    return placed + list(ranked[len(first) :])


def _held(passage: Passage, look: Look) -> float:
    """How much of what a question asks for a passage holds, of its words and of the kind of thing: between 0 and 2."""
    fitting = look.query.intent not in KINDS or fits(look.query, passage.text)
    return held(look, set(analyse(passage.embedded))) + fitting


def _reordered(ranked: Sequence[Ranked], look: Look) -> Found:
    """The first passages in the order of their score and their likeliest sentence; all scores stay between 0 and 1."""
    first = ranked[:_WEIGHED]
    weighed = weigh(first, look)
    chances = [max((w.chance for w in some), default=0.0) for some in weighed]
    chances += [0.0] * (len(ranked) - len(chances))
    mixed = [_mixed(each, chance) for each, chance in zip(ranked, chances, strict=True)]
    order = sorted(range(len(first)), key=lambda at: (-mixed[at].score, at))
    return Found([mixed[at] for at in order] + mixed[len(first) :], look, [weighed[at] for at in order])


def _mixed(ranked: Ranked, chance: float) -> Ranked:
    return ranked.scored((ranked.score + _SENTENCE_SHARE * chance) / (1 + _SENTENCE_SHARE))
