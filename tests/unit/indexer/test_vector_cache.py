from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.vector_cache import VectorCache, vector_key

KEYS = [vector_key("model", "float32", f"text {number}") for number in range(1200)]
VECTORS = np.arange(2400, dtype=np.float32).reshape(1200, 2)


def test_vectors_come_back_in_the_order_asked(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "cache")
    cache.put(KEYS, VECTORS)
    assert (cache.get(KEYS[::-1]) == VECTORS[::-1]).all()
    assert (cache.get([KEYS[3], KEYS[3]]) == VECTORS[[3, 3]]).all()
    with pytest.raises(KeyError):
        cache.get([b"unknown"])


def test_what_is_missing_is_told_once(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "cache")
    cache.put(KEYS[:600], VECTORS[:600])
    assert cache.missing(KEYS + KEYS) == set(KEYS[600:])


def test_what_was_put_is_there_for_the_next_one_to_open(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "cache")
    cache.put(KEYS[:1], VECTORS[:1])
    assert len(VectorCache(tmp_path / "cache")) == 1  # the first was not closed, as when a build is killed


def test_vectors_unused_by_two_generations_are_dropped(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "cache")
    cache.put(KEYS[:3], VECTORS[:3])
    cache.start_using(KEYS[:2])
    assert len(cache) == 3
    cache.start_using(KEYS[:1])
    assert cache.missing(KEYS[:3]) == {KEYS[2]}
    cache.drop_unused()
    assert cache.missing(KEYS[:3]) == {KEYS[1], KEYS[2]}


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_file_is_started_afresh(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "cache").write_bytes(content)
    cache = VectorCache(tmp_path / "cache")
    cache.put(KEYS[:1], VECTORS[:1])
    assert len(cache) == 1


def test_keys_tell_model_arithmetic_and_text_apart() -> None:
    keys = {
        vector_key(*parts)
        for parts in (("a", "float32", "t"), ("b", "float32", "t"), ("a", "bfloat16", "t"), ("a", "float32", "u"))
    }
    assert len(keys) == 4
