"""Vectors on disk and the nearest ones to a question, by inner product."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, Self

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamaged

faiss: Any = _faiss  # its stubs lack what is loaded at run time

FLAT_UP_TO = 300_000  # passages; above, a graph answers a hundred times faster at about the same recall
FILTER_EXACT_UP_TO = 50_000  # rows of a filter that are looked at one by one where there is a graph
GRAPH_NEIGHBOURS = 32
GRAPH_BUILD_EFFORT = 100
GRAPH_SEARCH_EFFORT = 128

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


class VectorStore(Protocol):
    """Unit vectors by row number; rows are non-negative and each is added once."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    @property
    def count(self) -> int:
        """How many vectors there are."""
        ...

    def add(self, rows: Sequence[int] | Rows, vectors: NDArray[np.float32]) -> None:
        """Add a vector a row; `vectors` has the shape (len(rows), dimension)."""
        ...

    def search(self, vector: NDArray[np.float32], k: int, rows: Rows | None = None) -> tuple[Rows, Scores]:
        """The rows of the at most `k` nearest vectors and their cosines, best first, equal ones by row.

        Args:
            vector: Shape (dimension,).
            k: How many at most.
            rows: Only these rows are looked at; all where None.
        """
        ...

    def vector(self, row: int) -> NDArray[np.float32]:
        """The vector of a row, shape (dimension,).

        Raises:
            KeyError: There is no such row.
        """
        ...

    def save(self, path: Path) -> None:
        """Write the vectors to a file."""
        ...

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        ...


class FaissVectors:
    """Vectors in FAISS: exact to 300,000 of them, a graph (HNSW) above, chosen by the size expected."""

    def __init__(self, dimension: int, expected: int = 0) -> None:
        """Start empty, for about `expected` vectors of length `dimension`."""
        if expected > FLAT_UP_TO:
            graph = faiss.IndexHNSWFlat(dimension, GRAPH_NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
            graph.hnsw.efConstruction = GRAPH_BUILD_EFFORT
            self._index: Any = faiss.IndexIDMap2(graph)
        else:
            self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    @property
    def exact(self) -> bool:
        """Whether every vector is looked at."""
        return isinstance(faiss.downcast_index(self._index.index), faiss.IndexFlat)

    def add(self, rows: Sequence[int] | Rows, vectors: NDArray[np.float32]) -> None:
        """Add a vector a row."""
        numbers = np.asarray(rows, dtype=np.int64)
        if vectors.shape != (len(numbers), self.dimension):
            raise ValueError(f"{len(numbers)} rows of {self.dimension} numbers expected, not {vectors.shape}")
        if len(numbers):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), numbers)

    def search(self, vector: NDArray[np.float32], k: int, rows: Rows | None = None) -> tuple[Rows, Scores]:
        """The rows of the at most `k` nearest vectors and their cosines, best first, equal ones by row."""
        k = min(k, self.count if rows is None else len(rows))
        if k <= 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        if rows is not None and not self.exact and len(rows) <= FILTER_EXACT_UP_TO:
            return self._search_exactly(query[0], k, rows)
        parameters = self._parameters(k, rows)
        faiss.omp_set_num_threads(1)  # per thread in FAISS; a second one slows a single query down
        scores, found = self._index.search(query, k, params=parameters)
        return in_order(found[0], scores[0])

    def vector(self, row: int) -> NDArray[np.float32]:
        """The vector of a row, shape (dimension,).

        Raises:
            KeyError: There is no such row.
        """
        try:
            return np.asarray(self._index.reconstruct(int(row)), dtype=np.float32)
        except RuntimeError as error:
            raise KeyError(row) from error

    def save(self, path: Path) -> None:
        """Write the vectors to a file."""
        faiss.write_index(self._index, str(path))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read what `save` wrote.

        Raises:
            IndexDamaged: The file is missing or no vector index.
        """
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise IndexDamaged(f"{path} is no vector index", hint="run: committee-papers index") from error
        store = cls.__new__(cls)
        store._index = index
        return store

    def _search_exactly(self, query: NDArray[np.float32], k: int, rows: Rows) -> tuple[Rows, Scores]:
        """Look at each of a few rows; a graph would miss most of them on its way."""
        numbers = np.ascontiguousarray(rows, dtype=np.int64)
        found, scores = in_order(numbers, self._index.reconstruct_batch(numbers) @ query)
        return found[:k], scores[:k]

    def _parameters(self, k: int, rows: Rows | None) -> Any:
        selector = None if rows is None else faiss.IDSelectorBatch(np.ascontiguousarray(rows, dtype=np.int64))
        if self.exact:
            return faiss.SearchParameters(sel=selector)
        return faiss.SearchParametersHNSW(sel=selector, efSearch=max(GRAPH_SEARCH_EFFORT, 2 * k))


def in_order(rows: NDArray[Any], scores: NDArray[Any]) -> tuple[Rows, Scores]:
    """Rows and scores, best first and equal ones by row; places that stayed empty (row -1) are left out."""
    rows, scores = np.asarray(rows, dtype=np.int64), np.asarray(scores, dtype=np.float32)
    held = rows >= 0
    rows, scores = rows[held], scores[held]
    order = np.lexsort((rows, -scores))
    return rows[order], scores[order]
