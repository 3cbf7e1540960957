"""Finds passages: words and meaning searched together, then each word of the question met by the likeliest of a passage."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from indexer.embed import Embedder
from indexer.filters import Boosts, Filter, TermQuery, Word
from indexer.index import Index
from indexer.records import Passage
from indexer.terms import SortOrder
from server.query import Query
from server.results import Filters

POOL = 300
LATE = 100
MATCH_SHARE = 0.6
WORDS_SHARE = 0.5
LATE_SHARE = 0.6
_LEAST_COSINE = 0.3
_KEPT = 20_000
_BOOSTS = Boosts()

QuestionTokens = tuple[NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage found: its row and how it scored, each between 0 and 1; `late` is None where it was not looked at closely."""

    row: int
    score: float
    words: float
    meaning: float
    late: float | None = None


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What a search found, best first, what of the question the closer look used, and the greatest cosine of a passage."""

    candidates: tuple[Candidate, ...]
    question: QuestionTokens | None = None
    nearest: float = 0.0


class Retriever:
    """Searches one open index. Filters are applied before anything is ranked."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self._index = index
        self._embedder = embedder
        self._passages: dict[int, Passage] = {}
        self._dates = {row.id: row.date for row in index.catalogue.documents()}

    def search(self, query: Query, filters: Filters, wanted: int = POOL) -> Retrieved:
        """The best passages for a question among those that the filters let through.

        BM25 over fields and the cosine of the question's vector are brought to one scale and added; the first hundred are
        then scored again by weighted MaxSim of token vectors. As many as are wanted, and the same first ones however many.
        """
        narrowed = as_filter(filters, self._dates)
        rows = self._rows(query, narrowed)
        if rows is not None and not len(rows):
            return Retrieved(())
        depth = POOL * math.ceil(max(1, wanted) / POOL)
        found = self._index.terms.search(query.terms, narrowed, limit=depth, boosts=_BOOSTS)
        vector, tokens = self._embedder.embed_query_closely(query.embedded)
        near, cosines = self._index.vectors.search(vector, depth, rows)
        nearest = float(cosines.max(initial=0.0))
        if not found and nearest < _LEAST_COSINE:
            return Retrieved(())
        candidates: list[Candidate] = []
        for start in range(0, depth, POOL):
            pool = slice(start, start + POOL)
            words = dict(found[pool])
            candidates += _below(candidates, fuse(words, self._cosines(vector, words, near[pool], cosines[pool])))
        store = self._index.tokens
        if store is None:
            return Retrieved(tuple(candidates), nearest=nearest)
        question = store.question(tokens)
        late = store.scores(question, [c.row for c in candidates[:LATE]])
        return Retrieved(tuple(_closer(candidates, late)), question, nearest)

    def _rows(self, query: Query, narrowed: Filter) -> NDArray[np.int64] | None:
        """The rows that may be found, None where all may: what the filters let through and no excluded word stands in."""
        rows = None if narrowed.empty else self._index.catalogue.rows_matching(narrowed)
        if not query.terms.must_not:
            return rows
        shunned = TermQuery(words=tuple(map(Word, query.terms.must_not)))
        holding = self._index.terms.search(shunned, narrowed, limit=self._index.terms.passages)
        every = self._index.catalogue.rows_matching() if rows is None else rows
        return np.setdiff1d(every, np.array([row for row, _ in holding], dtype=np.int64))

    def _cosines(
        self,
        vector: NDArray[np.float32],
        words: Mapping[int, float],
        near: NDArray[np.int64],
        cosines: NDArray[np.float32],
    ) -> dict[int, float]:
        """The cosine of each passage that either search found."""
        meaning = dict(zip(near.tolist(), cosines.tolist(), strict=True))
        others = np.array(sorted(set(words) - set(meaning)), dtype=np.int64)
        if len(others):
            rows, more = self._index.vectors.search(vector, len(others), others)
            meaning.update(zip(rows.tolist(), more.tolist(), strict=True))
        return meaning

    def matching(self, query: Query, filters: Filters, *, limit: int, offset: int, newest: bool) -> list[int]:
        """The rows of the lexical matches by date of the meeting."""
        order: SortOrder = "newest" if newest else "oldest"
        found = self._index.terms.search(
            query.terms, as_filter(filters, self._dates), limit=limit, offset=offset, min_match=MATCH_SHARE, order=order
        )
        return [row for row, _ in found]

    def count(self, query: Query, filters: Filters) -> int:
        """How many passages match the words of the question."""
        return self._index.terms.count(query.terms, as_filter(filters, self._dates), min_match=MATCH_SHARE)

    def facets(self, query: Query, filters: Filters) -> dict[str, list[tuple[str, int]]]:
        """The values of each facet among the lexical matches, with their counts."""
        return self._index.terms.facets(query.terms, as_filter(filters, self._dates), min_match=MATCH_SHARE)

    def rarity(self, terms: TermQuery) -> dict[str, float]:
        """The inverse document frequency of each word, in any of the forms that were looked for; infinite where in none."""
        passages = self._index.terms.passages
        held = {word.term: self._held(word) for word in terms.words}
        return {
            term: math.log(1 + (passages - count + 0.5) / (count + 0.5)) if count else math.inf
            for term, count in held.items()
        }

    def _held(self, word: Word) -> int:
        """In how many passages the commonest form of a word stands."""
        spoken = {term for phrase in word.phrases for term in phrase}
        single = [self._index.terms.frequency(term) for term in (word.term, *word.also) if term not in spoken]
        return max([*single, *(self._index.terms.count(TermQuery(must_phrases=(each,))) for each in word.phrases)])

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """The passages of some rows, in the order asked; what was read once is kept, up to a bound."""
        kept = self._passages
        missing = [row for row in rows if row not in kept]
        if missing:
            if len(kept) + len(missing) > _KEPT:
                kept = self._passages = {row: kept[row] for row in rows if row in kept}
            kept.update(zip(missing, self._index.catalogue.passages(missing), strict=True))
        return [kept[row] for row in rows]

    def facts(self, variety: str, filters: Filters) -> list[Passage]:
        """The typed facts of a variety that the filters let through, in order of the papers' dates."""
        catalogue = self._index.catalogue
        narrowed = as_filter(filters, self._dates)
        allowed = None if narrowed.empty else set(catalogue.rows_matching(narrowed).tolist())
        return [fact for fact in catalogue.facts(variety) if allowed is None or catalogue.row_of(fact.id) in allowed]

    def around(self, row: int, reach: int, filters: Filters) -> list[Passage]:
        """The passages from `reach` rows before a row to `reach` after it that the filters let through, in order."""
        rows = range(max(0, row - reach), min(self._index.terms.passages, row + reach + 1))
        narrowed = as_filter(filters, self._dates)
        if not narrowed.empty:
            allowed = set(self._index.catalogue.rows_matching(narrowed).tolist())
            return self.passages([each for each in rows if each in allowed])
        return self.passages(rows)


def as_filter(filters: Filters, dates: Mapping[str, dt.date | None]) -> Filter:
    """The reader's filters as the index takes them; `dates` are those of the papers, by id."""
    given = {field.name: getattr(filters, field.name) for field in fields(filters) if field.name != "as_of"}
    last = filters.as_of
    documents = tuple(key for key, date in dates.items() if date and date <= last) if last else None
    return Filter(**given, documents=documents)


def fuse(words: Mapping[int, float], meaning: Mapping[int, float]) -> list[Candidate]:
    """Scores of words and of meaning on one scale, weighted and added, best first, equal ones by row.

    BM25 is taken as a share of its greatest value; a cosine by where it lies between the least and the greatest found.
    """
    best_words = max(words.values(), default=0.0) or 1.0
    low, reach = _scale(tuple(meaning.values()))
    candidates = []
    for row in meaning.keys() | words.keys():
        word = words.get(row, 0.0) / best_words
        sense = max(0.0, (meaning.get(row, low) - low) / reach)
        candidates.append(Candidate(row, WORDS_SHARE * word + (1 - WORDS_SHARE) * sense, word, sense))
    return sorted(candidates, key=lambda c: (-c.score, c.row))


def _scale(values: Sequence[float]) -> tuple[float, float]:
    """The least value and the reach of values, so that the greatest lies one reach above; where all are the same, each does."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    return (low, high - low) if high > low else (high - 1.0, 1.0)


def _below(before: Sequence[Candidate], more: Sequence[Candidate]) -> list[Candidate]:
    """Those of `more` that are not among the ones before, with scores below theirs."""
    known = {candidate.row for candidate in before}
    floor = before[-1].score if before else 1.0
    return [replace(each, score=floor * each.score) for each in more if each.row not in known]


def _closer(candidates: Sequence[Candidate], late: NDArray[np.float32]) -> list[Candidate]:
    """The candidates that were looked at closely by their mixed score, then the others as they were."""
    first, rest = candidates[: len(late)], candidates[len(late) :]
    low, reach = _scale(late.tolist())
    mixed = [
        Candidate(
            c.row, LATE_SHARE * (float(s) - low) / reach + (1 - LATE_SHARE) * c.score, c.words, c.meaning, float(s)
        )
        for c, s in zip(first, late, strict=True)
    ]
    floor = min((c.score for c in mixed), default=0.0)
    after = [Candidate(c.row, min(c.score, floor), c.words, c.meaning) for c in rest]
    return sorted(mixed, key=lambda c: (-c.score, c.row)) + after
