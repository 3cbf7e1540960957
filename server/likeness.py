"""More like this: the passages of other matters that say something near to what one passage says."""

from __future__ import annotations

import math

import numpy as np

from indexer.filters import TermQuery
from indexer.index import Index
from indexer.records import Passage
from indexer.rows import item_key
from server.finder import Finder
from server.query import understand
from server.rank import Ranked
from server.retriever import POOL, Candidate, Retriever, fuse

_TELLING_WORDS = 12


def find_like(index: Index, finder: Finder, row: int) -> list[Ranked]:
    """Passages near to one in meaning and in its rarest words, best first, near copies folded into one.

    The passage itself, its near copies, what stands on the same characters and what belongs to the same matter are left out.
    """
    (passage,) = finder.retriever.passages([row])
    words = _telling(finder.retriever, passage)
    found = index.terms.search(words, limit=POOL) if words.words else []
    vector = index.vectors.vector(row)
    near, cosines = index.vectors.search(vector, POOL)
    meaning = dict(zip(near.tolist(), cosines.tolist(), strict=True))
    others = np.array(sorted({each for each, _ in found} - set(meaning)), dtype=np.int64)
    if len(others):
        rows, more = index.vectors.search(vector, len(others), others)
        meaning.update(zip(rows.tolist(), more.tolist(), strict=True))
    candidates = _first(fuse(dict(found), meaning), row)
    passages = finder.retriever.passages([candidate.row for candidate in candidates])
    ranked = finder.ranker.order(understand("", lambda word: None), list(zip(candidates, passages, strict=True)))
    return [each for each in ranked if each.row != row and not _same(each.passage, passage)]


def _telling(retriever: Retriever, passage: Passage) -> TermQuery:
    """The rarest words of a passage that stand in other passages too."""
    every = TermQuery.of(passage.text)
    rarity = retriever.rarity(every)
    ordered = sorted(every.words, key=lambda word: -rarity[word.term] if math.isfinite(rarity[word.term]) else 0.0)
    return TermQuery(tuple(ordered[:_TELLING_WORDS]))


def _first(candidates: list[Candidate], row: int) -> list[Candidate]:
    """The candidates with the passage itself in front, so that its near copies fold into it."""
    return [Candidate(row, math.inf, 1.0, 1.0), *(each for each in candidates[:POOL] if each.row != row)]


def _same(one: Passage, other: Passage) -> bool:
    if one.item and other.item and item_key(one.item) == item_key(other.item):
        return True
    if one.document_id != other.document_id:
        return False
    return any(
        a.page_number == b.page_number and a.start < b.end and b.start < a.end for a in one.spans for b in other.spans
    )
