"""Vectors by what they were made from, so that a text is embedded once and a killed build goes on where it stopped."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.token_vectors import Basis, PackedTokens

AT_ONCE = 500  # keys of one statement


class VectorCache:
    """A file of vectors; what is put is on disk when `put` returns. A damaged file is started afresh."""

    def __init__(self, path: Path) -> None:
        """Open or make the file."""
        try:
            self._database = _connect(path)
        except sqlite3.DatabaseError:
            for leftover in path.parent.glob(f"{path.name}*"):
                leftover.unlink()
            self._database = _connect(path)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def missing(self, keys: Iterable[bytes], *, closely: bool = False) -> set[bytes]:
        """The keys that have no vector, or, `closely`, no vectors of their tokens."""
        column = "tokens" if closely else "vector"
        wanted = list(dict.fromkeys(keys))
        held: set[bytes] = set()
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            held.update(
                key
                for (key,) in self._database.execute(
                    f"SELECT key FROM vectors WHERE {column} IS NOT NULL AND key IN ({marks})", some
                )
            )
        return set(wanted) - held

    def get(self, keys: Sequence[bytes]) -> NDArray[np.float32]:
        """The vectors of some keys, in their order.

        Raises:
            KeyError: A key has none.
        """
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            found.update(
                self._database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some).fetchall()
            )
        return np.stack([np.frombuffer(found[key], dtype=np.float32) for key in keys])

    def put(
        self, keys: Sequence[bytes], vectors: NDArray[np.float32], tokens: Sequence[PackedTokens] | None = None
    ) -> None:
        """Keep vectors under their keys, with the vectors of the texts' tokens where these are wanted."""
        packed = [each.to_bytes() for each in tokens] if tokens is not None else [None] * len(keys)
        rows = [(key, vector.tobytes(), data) for key, vector, data in zip(keys, vectors, packed, strict=True)]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, 0)", rows)

    def tokens(self, keys: Iterable[bytes]) -> Iterator[PackedTokens]:
        """The tokens of some keys, in their order.

        Raises:
            KeyError: A key has none.
        """
        for key in keys:
            row = self._database.execute("SELECT tokens FROM vectors WHERE key = ?", (key,)).fetchone()
            if row is None or row[0] is None:
                raise KeyError(key)
            yield PackedTokens.from_bytes(row[0])

    def basis(self, name: str) -> Basis | None:
        """The basis of token vectors kept under a name, None where there is none."""
        row = self._database.execute("SELECT mean, components FROM bases WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        mean = np.frombuffer(row[0], dtype=np.float32)
        return Basis(mean, np.frombuffer(row[1], dtype=np.float32).reshape(len(mean), -1))

    def put_basis(self, name: str, basis: Basis) -> None:
        """Keep a basis under a name; what was packed in another one under that name is to be packed anew."""
        mean, components = basis.mean.tobytes(), np.ascontiguousarray(basis.components).tobytes()
        with self._database:
            self._database.execute("INSERT OR REPLACE INTO bases VALUES (?, ?, ?)", (name, mean, components))

    def start_using(self, keys: Iterable[bytes]) -> None:
        """Count a generation: its keys are in use, and those that neither it nor the one before it has are dropped."""
        with self._database:
            self._database.execute("UPDATE vectors SET age = age + 1")
            self._database.executemany("UPDATE vectors SET age = 0 WHERE key = ?", ((key,) for key in keys))
            self._database.execute("DELETE FROM vectors WHERE age > 1")

    def drop_unused(self) -> None:
        """Drop all keys that the generation counted last does not use."""
        with self._database:
            self._database.execute("DELETE FROM vectors WHERE age > 0")

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM vectors").fetchone()[0])


def vector_key(model_digest: str, dtype: str, text: str) -> bytes:
    """The digest that a text's vector is kept under."""
    return sha256(f"{model_digest}\n{dtype}\n{text}".encode()).digest()


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, tokens BLOB, age INTEGER NOT NULL)"
        )
        database.execute(
            "CREATE TABLE IF NOT EXISTS bases (name TEXT PRIMARY KEY, mean BLOB NOT NULL, components BLOB NOT NULL)"
        )
        database.execute("SELECT key, vector, tokens, age FROM vectors LIMIT 1").fetchall()
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
