"""What every vector store does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from indexer import vectors
from indexer.vectors import FaissVectors, VectorStore
from tests.fakes import MemoryVectors

DIMENSION = 16
STORES = {
    "memory": lambda: MemoryVectors(DIMENSION),
    "flat": lambda: FaissVectors(DIMENSION),
    "graph": lambda: FaissVectors(DIMENSION, 10**6),
}


def unit_vectors(count: int, seed: int = 1) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(params=list(STORES))
def store(request: pytest.FixtureRequest) -> VectorStore:
    made: VectorStore = STORES[request.param]()
    return made


def test_gives_back_the_vector_of_a_row(store: VectorStore) -> None:
    held = unit_vectors(5)
    store.add(range(0, 50, 10), held)
    np.testing.assert_allclose(store.vector(30), held[3], rtol=1e-6)
    with pytest.raises(KeyError):
        store.vector(31)


def test_finds_the_nearest_first(store: VectorStore) -> None:
    held = unit_vectors(50)
    store.add(range(0, 500, 10), held)
    rows, scores = store.search(held[7], 5)
    assert rows[0] == 70
    assert scores[0] == pytest.approx(1.0, abs=1e-5)
    assert list(scores) == sorted(scores, reverse=True)
    assert set(rows) == set(10 * np.argsort(-(held @ held[7]))[:5])
    assert (rows.dtype, scores.dtype) == (np.int64, np.float32)


def test_looks_only_at_the_rows_of_a_filter(store: VectorStore) -> None:
    held = unit_vectors(200)
    store.add(np.arange(200), held)
    wanted = np.array([3, 50, 199])
    rows, scores = store.search(held[0], 10, wanted)
    assert sorted(rows) == [3, 50, 199]
    assert scores == pytest.approx(held[rows] @ held[0], abs=1e-5)


def test_is_searchable_when_empty(store: VectorStore) -> None:
    assert store.count == 0
    assert len(store.search(unit_vectors(1)[0], 5)[0]) == 0


def test_finds_nothing_where_nothing_is_wanted(store: VectorStore) -> None:
    held = unit_vectors(3)
    store.add([0, 1, 2], held)
    assert len(store.search(held[0], 0)[0]) == 0
    assert len(store.search(held[0], 3, np.zeros(0, dtype=np.int64))[0]) == 0


def test_equal_vectors_come_by_row(store: VectorStore) -> None:
    vector = unit_vectors(1)[0]
    store.add([9, 4, 6], np.stack([vector] * 3))
    assert list(store.search(vector, 3)[0]) == [4, 6, 9]


def test_refuses_vectors_of_another_length(store: VectorStore) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        store.add([1], np.zeros((1, DIMENSION + 1), dtype=np.float32))


def test_is_the_same_after_saving(store: VectorStore, tmp_path: Path) -> None:
    held = unit_vectors(40)
    store.add(np.arange(40) * 3, held)
    store.save(tmp_path / "vectors")
    again = type(store).open(tmp_path / "vectors")
    assert (again.count, again.dimension) == (40, DIMENSION)
    for vector in unit_vectors(5, seed=2):
        for one, other in zip(store.search(vector, 7), again.search(vector, 7), strict=True):
            assert list(one) == list(other)


@given(st.integers(0, 60), st.integers(0, 20), st.integers(0, 2**32 - 1), st.booleans())
def test_faiss_finds_what_plain_numpy_finds(count: int, k: int, seed: int, filtered: bool) -> None:
    held = unit_vectors(count, seed)
    question = unit_vectors(1, seed + 1)[0]
    rows = np.random.default_rng(seed).permutation(count)[: count // 2].astype(np.int64) if filtered else None
    fast, plain = FaissVectors(DIMENSION), MemoryVectors(DIMENSION)
    fast.add(np.arange(count), held)
    plain.add(np.arange(count), held)
    found, scores = fast.search(question, k, rows)
    expected, expected_scores = plain.search(question, k, rows)
    assert list(found) == list(expected)
    assert scores == pytest.approx(expected_scores, abs=1e-5)


def test_size_chooses_between_exact_and_graph() -> None:
    assert FaissVectors(DIMENSION, vectors.FLAT_UP_TO).exact
    assert not FaissVectors(DIMENSION, vectors.FLAT_UP_TO + 1).exact
