"""The passages' words in tantivy: ranked by BM25 over fields, with phrases, filters, counts and facets."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import tantivy
from tantivy import FieldType, Occur, Order, Query

from indexer.errors import IndexDamaged
from indexer.filters import Boosts, Filter, TermQuery, Word
from indexer.terms_writer import TEXT_FIELDS, UNDATED, TermsWriter

PHRASE_FIELDS = ("title", "heading", "text")
FACETS = ("body", "year", "kind", "part", "outcome")
ANY = Filter()
DEFAULT_BOOSTS = Boosts()
MOST_VALUES = 1000  # of a facet
SortOrder = Literal["relevance", "newest", "oldest"]


class Terms:
    """The terms of a finished index, for reading; usable from several threads."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._schema = index.schema
        self._searcher = index.searcher()

    @staticmethod
    def create(folder: Path) -> TermsWriter:
        """A writer of terms in `folder`."""
        return TermsWriter(folder)

    @classmethod
    def open(cls, folder: Path) -> Terms:
        """Read the terms of a folder.

        Raises:
            IndexDamaged: The folder holds no terms, or damaged ones.
        """
        try:
            with _lockable(folder) as place:
                index = tantivy.Index.open(str(place))
                index.config_reader("manual")
                return cls(index)
        except (ValueError, OSError) as error:
            raise IndexDamaged(f"{folder} holds no terms: {error}", hint="run: committee-papers index") from error

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return int(self._searcher.num_docs)

    def search(
        self,
        query: TermQuery,
        filters: Filter = ANY,
        limit: int = 100,
        *,
        offset: int = 0,
        boosts: Boosts = DEFAULT_BOOSTS,
        min_match: float = 0.0,
        order: SortOrder = "relevance",
    ) -> list[tuple[int, float]]:
        """Rows and scores of the best passages, equal scores by row.

        Args:
            query: What to look for; an empty one finds all that pass the filters.
            filters: What the passages have in common.
            limit: How many at most.
            offset: How many to leave out before.
            boosts: What a word counts by field.
            min_match: The share of the query's words, 0 to 1, that a passage has to hold; one word at least.
            order: By score, or by date of the meeting; then the score is 0.
        """
        if limit <= 0:
            return []
        wanted = self._wanted(query, filters, boosts, min_match)
        if order == "relevance":
            found = self._searcher.search(wanted, limit, count=False, offset=offset)
        else:
            direction = Order.Desc if order == "newest" else Order.Asc
            found = self._searcher.search(
                wanted, limit, count=False, offset=offset, order_by_field=order, order=direction
            )
        rows = self._searcher.fast_field_values("row", [address for _, address in found.hits])
        if order != "relevance":
            return [(int(row or 0), 0.0) for row in rows]
        scored = [(int(row or 0), float(score)) for row, (score, _) in zip(rows, found.hits, strict=True)]
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))

    def count(self, query: TermQuery, filters: Filter = ANY, *, min_match: float = 0.0) -> int:
        """How many passages match; `min_match` as in `search`."""
        wanted = self._wanted(query, filters, DEFAULT_BOOSTS, min_match)
        found: Any = self._searcher.search(wanted, 1, count=True)
        return int(found.count)

    def facets(
        self,
        query: TermQuery,
        filters: Filter = ANY,
        names: Sequence[str] = FACETS,
        *,
        min_match: float = 0.0,
    ) -> dict[str, list[tuple[str, int]]]:
        """For each facet its values among the matches with their counts, most frequent first, equal ones by value."""
        wanted = self._wanted(query, filters, DEFAULT_BOOSTS, min_match)
        asked = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names}
        answer = self._searcher.aggregate(wanted, asked) if asked else {}
        return {name: _buckets(answer[name]["buckets"]) for name in names}

    def vocabulary(self) -> list[tuple[str, int]]:
        """The unstemmed words of the papers with the number of passages that hold them, most frequent first."""
        return [(str(word), int(count)) for word, count in self._searcher.terms_with_prefix("exact", "", limit=None)]

    def frequency(self, term: str, field: str = "text") -> int:
        """In how many passages a term stands in a field."""
        return int(self._searcher.doc_freq(field, term))

    def _wanted(self, query: TermQuery, filters: Filter, boosts: Boosts, min_match: float) -> Query:
        """The whole query: what is looked for, and apart from the score what is required."""
        required = [_unscored(each) for each in self._required(query, filters)]
        forbidden = [(Occur.MustNot, self._anywhere(term)) for term in query.must_not]
        main = self._main(query, boosts, min_match)
        clauses = [(Occur.Must, main or Query.all_query()), *((Occur.Must, each) for each in required), *forbidden]
        return main if main is not None and len(clauses) == 1 else Query.boolean_query(clauses)

    def _main(self, query: TermQuery, boosts: Boosts, min_match: float) -> Query | None:
        """What ranks: words, at least a share of them, and phrases; None where nothing ranks."""
        phrases = [each for phrase in query.phrases for each in self._phrase(phrase, boosts.phrase, boosts)]
        needed = min(len(query.words), max(1, ceil(min_match * len(query.words) - 1e-9)))
        if needed <= 1:  # one level of terms is what tantivy ranks fastest
            flat = [each for word in query.words for each in self._word(word, boosts)] + phrases
            return Query.boolean_query([(Occur.Should, each) for each in flat]) if flat else None
        words = [
            (Occur.Should, Query.boolean_query([(Occur.Should, each) for each in self._word(word, boosts)]))
            for word in query.words
        ]
        share = Query.boolean_query(words, minimum_number_should_match=needed)
        return Query.boolean_query([(Occur.Must, share), *((Occur.Should, each) for each in phrases)])

    def _word(self, word: Word, boosts: Boosts) -> Iterator[Query]:
        """A word in each field, and what says the same."""
        spoken = {term for phrase in word.phrases for term in phrase}
        weight = word.also_weight * word.weight
        for phrase in word.phrases:
            yield from self._phrase(phrase, weight, boosts)
        for name in TEXT_FIELDS:
            term = (word.exact or word.term) if name == "exact" else word.term
            yield self._term(name, term, word.weight * float(getattr(boosts, name)))
            for other in word.also:
                if name != "exact" and other not in spoken:
                    yield self._term(name, other, weight * float(getattr(boosts, name)))

    def _phrase(self, phrase: tuple[str, ...], weight: float, boosts: Boosts) -> Iterator[Query]:
        for name in PHRASE_FIELDS if phrase else ():
            boost = weight * float(getattr(boosts, name))
            if len(phrase) == 1:
                yield self._term(name, phrase[0], boost)
            else:
                yield Query.boost_query(Query.phrase_query(self._schema, name, list(phrase)), boost)

    def _required(self, query: TermQuery, filters: Filter) -> Iterator[Query]:
        yield from (self._anywhere(term) for term in query.must)
        for phrase in query.must_phrases:
            found = [(Occur.Should, each) for each in self._phrase(phrase, DEFAULT_BOOSTS.phrase, DEFAULT_BOOSTS)]
            if found:
                yield Query.boolean_query(found)
        for name in ("body", "kind", "part", "outcome", "item", "document"):
            value = getattr(filters, name)
            if value is not None:
                yield Query.term_query(self._schema, name, value)
        if filters.documents is not None:
            some = [(Occur.Should, Query.term_query(self._schema, "document", each)) for each in filters.documents]
            yield Query.boolean_query(some)
        if filters.decision_number is not None:
            yield Query.term_query(self._schema, "decision", filters.decision_number)
        if filters.year is not None:
            yield Query.term_query(self._schema, "year", filters.year)
        if filters.date_from is not None or filters.date_to is not None:
            first = filters.date_from.toordinal() if filters.date_from else 1
            last = filters.date_to.toordinal() if filters.date_to else UNDATED - 1
            yield Query.range_query(self._schema, "date", FieldType.Unsigned, first, last)

    def _anywhere(self, term: str) -> Query:
        return Query.boolean_query([(Occur.Should, self._term(name, term, 1.0)) for name in TEXT_FIELDS])

    def _term(self, field: str, term: str, boost: float) -> Query:
        return Query.boost_query(Query.term_query(self._schema, field, term), boost)


@contextmanager
def _lockable(folder: Path) -> Iterator[Path]:
    """The folder where this process may lock it; else, for as long as it takes to open it, one that leads to its files."""
    if not folder.is_dir() or os.access(folder, os.W_OK):
        yield folder
        return
    with TemporaryDirectory() as place:
        for path in folder.resolve().iterdir():
            if path.suffix != ".lock":
                (Path(place) / path.name).symlink_to(path)
        yield Path(place)


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _buckets(buckets: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """The values and counts of an aggregation; a year comes as a float."""
    values = [
        (str(int(bucket["key"])) if isinstance(bucket["key"], float) else str(bucket["key"]), int(bucket["doc_count"]))
        for bucket in buckets
    ]
    return sorted(values, key=lambda value: (-value[1], value[0]))
