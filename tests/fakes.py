"""Stand-ins for what is slow or random, and papers made by hand."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import analyse, locate
from indexer.embed import Dtype
from indexer.folder import CACHE, locked, new_generation, serve
from indexer.generation import Origin, write_generation
from indexer.index import current_generation
from indexer.manifest import Manifest
from indexer.records import Classification, Decision, Item, Meeting, Page, PageSpan, Part, PartKind, Passage
from indexer.rows import DocumentRow, Paper
from indexer.token_vectors import Tokens
from indexer.vector_cache import VectorCache
from indexer.vectors import Rows, Scores, in_order


class HashEmbedder:
    """Unit vectors out of hashed words and word pairs: the same everywhere, and near where texts share words."""

    def __init__(self, dimension: int = 64, model_id: str = "hash") -> None:
        self.model_id = model_id
        self.dimension = dimension
        self.dtype: Dtype = "float32"
        self.digest = sha256(f"{model_id} {dimension}".encode()).hexdigest()
        self.embedded = 0

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += len(texts)
        return (
            np.stack([self.embed_query(text) for text in texts]) if texts else np.zeros((0, self.dimension), np.float32)
        )

    def embed_query(self, text: str) -> NDArray[np.float32]:
        words = analyse(text)
        vector = self._direction("") * np.float32(0.1)
        for gram in (*words, *(" ".join(pair) for pair in itertools.pairwise(words))):
            vector = vector + self._direction(gram)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def embed_passages_closely(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], list[Tokens]]:
        return self.embed_passages(texts), [self._tokens(text) for text in texts]

    def embed_query_closely(self, text: str) -> tuple[NDArray[np.float32], Tokens]:
        return self.embed_query(text), self._tokens(text)

    def knows(self, word: str) -> bool:
        return False

    def _tokens(self, text: str) -> Tokens:
        found = list(locate(text))
        ids = np.array([int(sha256(t.term.encode()).hexdigest()[:3], 16) for t in found], dtype=np.int32)
        rows = [self._direction(t.term) for t in found]
        vectors = np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32).reshape(
            len(found), self.dimension
        )
        return Tokens(ids, vectors, np.array([t.start for t in found], dtype=np.int32))

    def _direction(self, gram: str) -> NDArray[np.float32]:
        return _direction(gram, self.dimension)


@lru_cache(maxsize=1 << 16)
def _direction(gram: str, dimension: int) -> NDArray[np.float32]:
    """A direction of its own for a word or pair: the bits of its digests, as far as they are needed."""
    bits = b"".join(sha256(f"{block} {gram}".encode()).digest() for block in range(dimension // 32 + 1))
    return (np.frombuffer(bits, dtype=np.uint8)[:dimension].astype(np.float32) - 127.5) / np.float32(127.5)


class MemoryVectors:
    """The vector store in plain numpy: every vector is compared, nothing is clever."""

    def __init__(self, dimension: int, expected: int = 0) -> None:
        self.dimension = dimension
        self._rows: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._vectors: NDArray[np.float32] = np.zeros((0, dimension), dtype=np.float32)

    @property
    def count(self) -> int:
        return len(self._rows)

    def add(self, rows: Sequence[int] | Rows, vectors: NDArray[np.float32]) -> None:
        if vectors.shape != (len(rows), self.dimension):
            raise ValueError("shape")
        self._rows = np.concatenate([self._rows, np.asarray(rows, dtype=np.int64)])
        self._vectors = np.concatenate([self._vectors, vectors])

    def search(self, vector: NDArray[np.float32], k: int, rows: Rows | None = None) -> tuple[Rows, Scores]:
        wanted = np.ones(self.count, dtype=bool) if rows is None else np.isin(self._rows, rows)
        found, scores = in_order(self._rows[wanted], self._vectors[wanted] @ vector)
        return found[: max(k, 0)], scores[: max(k, 0)]

    def vector(self, row: int) -> NDArray[np.float32]:
        places = np.flatnonzero(self._rows == row)
        if not len(places):
            raise KeyError(row)
        return np.asarray(self._vectors[places[0]])

    def save(self, path: Path) -> None:
        with path.open("wb") as file:
            np.savez(file, rows=self._rows, vectors=self._vectors)

    @classmethod
    def open(cls, path: Path) -> Self:
        with np.load(path) as held:
            store = cls(held["vectors"].shape[1])
            store.add(held["rows"], held["vectors"])
        return store


def make_paper(
    name: str,
    texts: Sequence[str],
    *,
    body: str = "Planning Committee",
    date: dt.date | None = dt.date(2024, 5, 8),
    item: str | None = "5",
    decision: str | None = None,
    title: str = "Tree works",
    kind: Any = "pack",
    part: PartKind = "report",
    outcomes: dict[int, Any] | None = None,
) -> Paper:
    """A paper of one meeting and one item; each text is a page and a passage. `outcomes` are those of texts, by position."""
    meeting = Meeting(body, date)
    matter = Item(meeting, item, None, title, decision) if item else None
    digest = sha256(f"{name}{texts}".encode()).hexdigest()
    pages, passages, decisions, start = [], [], [], 0
    for number, text in enumerate(texts, 1):
        page = f"{text}\n"
        outcome = (outcomes or {}).get(number - 1)
        pages.append(Page(number, str(number), "printed", start, page))
        key = sha256(f"{digest}{number}".encode()).hexdigest()[:16]
        spans = (PageSpan(number, 0, len(text)),)
        context = f"{body}, {date}: {title}"
        passages.append(
            Passage(
                key,
                digest[:12],
                meeting,
                matter,
                part,
                None,
                (title,),
                f"1.{number}",
                text,
                spans,
                context,
                outcome=outcome,
            )
        )
        if outcome:
            place = (text, start, start + len(text), text, start, start + len(text))
            decisions.append(Decision(digest[:12], matter, meeting, outcome, False, None, *place, decision))
        start += len(page)
    row = DocumentRow(
        digest[:12], name, digest, start, "text", title=f"{body} papers", kind=kind, meeting=meeting, pages=len(pages)
    )
    parts = (Part(part, meeting, matter, title, 0, start),)
    return Paper(row, tuple(pages), parts, (), (), tuple(passages), tuple(decisions))


def restricted(paper: Paper) -> Paper:
    """The same paper for the restricted index."""
    return replace(paper, passages=tuple(replace(each, classification="restricted") for each in paper.passages))


def write_index(
    folder: Path, papers: Sequence[Paper], embedder: HashEmbedder | None = None, role: Classification = "public"
) -> Manifest:
    """Make an index of papers in `folder`, as a build does, and let it serve."""
    with locked(folder, role):
        generation = new_generation(folder)
        cache = VectorCache(folder / CACHE)
        sources = {paper.row.file: paper.row.digest for paper in papers}
        origin = Origin(generation.name, current_generation(folder), sources, (), role)
        ordered = sorted(papers, key=lambda paper: paper.row.order)
        manifest = write_generation(generation, ordered, origin, embedder=embedder or HashEmbedder(), cache=cache)
        cache.close()
        serve(folder, generation.name)
    return manifest
