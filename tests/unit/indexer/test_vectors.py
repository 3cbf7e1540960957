from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer import vectors
from indexer.errors import IndexDamaged
from indexer.vectors import FaissVectors, in_order


def test_what_is_no_index_is_damage(tmp_path: Path) -> None:
    (tmp_path / "vectors.faiss").write_bytes(b"something else")
    for name in ("vectors.faiss", "missing"):
        with pytest.raises(IndexDamaged, match=name):
            FaissVectors.open(tmp_path / name)


def test_places_that_stayed_empty_are_left_out() -> None:
    rows, scores = in_order(np.array([5, -1, 2]), np.array([0.5, -3.0, 0.5]))
    assert (list(rows), list(scores)) == ([2, 5], [0.5, 0.5])


def test_a_graph_misses_no_row_of_a_narrow_filter() -> None:
    held = np.random.default_rng(1).standard_normal((3000, 16)).astype(np.float32)
    store = FaissVectors(16, vectors.FLAT_UP_TO + 1)
    store.add(np.arange(3000), held)
    assert sorted(store.search(held[0], 5, np.array([7, 900, 1500, 2200, 2999]))[0]) == [7, 900, 1500, 2200, 2999]


def test_a_graph_answers_wide_filters_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "FILTER_EXACT_UP_TO", 10)
    held = np.eye(64, dtype=np.float32)
    store = FaissVectors(64, vectors.FLAT_UP_TO + 1)
    store.add(np.arange(64), held)
    rows, _ = store.search(held[40], 1, np.arange(0, 64, 2))
    assert list(rows) == [40]
