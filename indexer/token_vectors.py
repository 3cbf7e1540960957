"""Vectors of single tokens, for late interaction: each word of a question is met by the likeliest word of a passage.

The measure is MaxSim of ColBERT (Khattab and Zaharia, 2020) over the tokens of an ordinary sentence model: for each token
of the question the greatest cosine among the passage's tokens, summed with the token's inverse document frequency as its
weight. Vectors are centred, cut to their first principal components and kept as signed bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexDamaged

KEPT_DIMENSIONS = 128
_SCALE = 127.0
_FILES = (
    "token-vectors.npy",
    "token-ids.npy",
    "token-places.npy",
    "token-bounds.npy",
    "token-weights.npy",
    "token-basis.npz",
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: vocabulary ids (n,), vectors (n, d), and the offsets (n,) of their first characters in it.

    `gains` (n,) say, for those of a question, by how much each counts more or less than by how rare it is; None: all alike.
    """

    ids: NDArray[np.int32]
    vectors: NDArray[np.float32]
    places: NDArray[np.int32]
    gains: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class PackedTokens:
    """Tokens as they are kept: ids, vectors of signed bytes (n, k) and offsets."""

    ids: NDArray[np.int32]
    vectors: NDArray[np.int8]
    places: NDArray[np.int32]

    def to_bytes(self) -> bytes:
        """The tokens as bytes; `from_bytes` reads them."""
        head = np.array(self.vectors.shape, dtype=np.int32).tobytes()
        return head + self.ids.tobytes() + self.places.tobytes() + np.ascontiguousarray(self.vectors).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> PackedTokens:
        """The tokens that `to_bytes` wrote."""
        count, kept = (int(n) for n in np.frombuffer(data, dtype=np.int32, count=2))
        ids = np.frombuffer(data, dtype=np.int32, count=count, offset=8)
        places = np.frombuffer(data, dtype=np.int32, count=count, offset=8 + 4 * count)
        vectors = np.frombuffer(data, dtype=np.int8, offset=8 + 8 * count).reshape(count, kept)
        return cls(ids, vectors, places)


@dataclass(frozen=True, slots=True)
class Basis:
    """The mean (d,) and the first principal components (d, k) of a model's token vectors."""

    mean: NDArray[np.float32]
    components: NDArray[np.float32]

    @classmethod
    def fit(cls, sample: Sequence[Tokens], kept: int = KEPT_DIMENSIONS) -> Basis:
        """The basis of a sample of texts; fewer than `kept` components where the vectors have no more."""
        vectors = np.concatenate([tokens.vectors for tokens in sample]).astype(np.float64)
        mean = vectors.mean(axis=0)
        centred = vectors - mean
        _, axes = np.linalg.eigh(centred.T @ centred)
        components = axes[:, ::-1][:, : min(kept, axes.shape[1])]
        signs = np.sign(components[np.abs(components).argmax(axis=0), np.arange(components.shape[1])])
        return cls(mean.astype(np.float32), (components * signs).astype(np.float32))

    def project(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Vectors (n, d) as unit vectors (n, k) in this basis."""
        cut = (vectors - self.mean) @ self.components
        return np.asarray(cut / np.maximum(np.linalg.norm(cut, axis=1, keepdims=True), 1e-6), dtype=np.float32)

    def pack(self, tokens: Tokens) -> PackedTokens:
        """Tokens projected and rounded to bytes."""
        packed = np.rint(self.project(tokens.vectors) * _SCALE).astype(np.int8)
        return PackedTokens(tokens.ids, packed, tokens.places)


def write_tokens(folder: Path, basis: Basis, passages: Iterable[PackedTokens]) -> None:
    """Write the tokens of all passages, in the order of their rows, and the weight of each vocabulary id among them.

    The weight is the inverse document frequency ln(1 + (N - n + 0.5) / (n + 0.5)) of BM25 (Robertson and Zaragoza, 2009).
    """
    every = list(passages)
    bounds = np.zeros(len(every) + 1, dtype=np.int64)
    bounds[1:] = np.cumsum([len(tokens.ids) for tokens in every])
    kept = basis.components.shape[1]
    np.save(folder / _FILES[0], np.concatenate([t.vectors for t in every] or [np.zeros((0, kept), np.int8)]))
    np.save(folder / _FILES[1], np.concatenate([t.ids for t in every] or [np.zeros(0, np.int32)]))
    np.save(folder / _FILES[2], np.concatenate([t.places for t in every] or [np.zeros(0, np.int32)]))
    np.save(folder / _FILES[3], bounds)
    highest = max((int(t.ids.max()) for t in every if len(t.ids)), default=0)
    holding = np.zeros(highest + 1, dtype=np.float64)
    for tokens in every:
        holding[np.unique(tokens.ids)] += 1
    weights = np.log(1 + (len(every) - holding + 0.5) / (holding + 0.5))
    np.save(folder / _FILES[4], weights.astype(np.float32))
    with (folder / _FILES[5]).open("wb") as file:
        np.savez(file, mean=basis.mean, components=basis.components)


def has_tokens(folder: Path) -> bool:
    """Whether a generation's folder holds token vectors."""
    return (folder / _FILES[0]).exists()


class TokenStore:
    """The tokens of an index's passages, memory-mapped; usable from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open what `write_tokens` wrote.

        Raises:
            IndexDamaged: A file is missing, cut short, or of another shape.
        """
        try:
            self._vectors = np.load(folder / _FILES[0], mmap_mode="r")
            self._places = np.load(folder / _FILES[2], mmap_mode="r")
            self._bounds = np.load(folder / _FILES[3])
            self._weights = np.load(folder / _FILES[4])
            with (folder / _FILES[5]).open("rb") as file, np.load(file) as held:
                self._basis = Basis(held["mean"], held["components"])
            self._check()
        except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as error:
            raise IndexDamaged(
                f"{folder} holds no token vectors: {error}", hint="run: committee-papers index"
            ) from error

    def _check(self) -> None:
        count, kept = self._vectors.shape
        if self._bounds[-1] != count or len(self._places) != count or self._basis.components.shape[1] != kept:
            raise ValueError(f"{count} vectors of {kept} dimensions do not agree with the other files")

    def question(self, tokens: Tokens) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """A question's token vectors (q, k) in the store's basis and their weights (q,), which sum to one."""
        known = np.minimum(tokens.ids, len(self._weights) - 1)
        unseen = float(self._weights.max(initial=1.0))
        weights = np.where(tokens.ids < len(self._weights), self._weights[known], unseen).astype(np.float32)
        if tokens.gains is not None:
            weights = weights * tokens.gains
        total = float(weights.sum())
        return self._basis.project(tokens.vectors), weights / total if total > 0 else weights

    @property
    def basis(self) -> Basis:
        """The basis that the vectors are kept in."""
        return self._basis

    def tokens(self, row: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The offsets (t,) of one passage's tokens in the embedded string, and their vectors (t, k)."""
        begin, end = int(self._bounds[row]), int(self._bounds[row + 1])
        return np.asarray(self._places[begin:end]), np.asarray(self._vectors[begin:end], dtype=np.float32) / _SCALE

    def scores(
        self, question: tuple[NDArray[np.float32], NDArray[np.float32]], rows: Sequence[int]
    ) -> NDArray[np.float32]:
        """The weighted MaxSim, between -1 and 1, of a question with each of the passages `rows`."""
        vectors, weights = question
        if not len(rows) or not len(weights):
            return np.zeros(len(rows), dtype=np.float32)
        stretches = [self._vectors[self._bounds[row] : self._bounds[row + 1]] for row in rows]
        counts = np.array([max(1, len(stretch)) for stretch in stretches])
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        filled = [s if len(s) else np.zeros((1, vectors.shape[1]), np.int8) for s in stretches]
        every = np.concatenate(filled).astype(np.float32)
        met = every @ (vectors.T / _SCALE)
        best = np.maximum.reduceat(met, starts, axis=0)
        return np.asarray(best @ weights, dtype=np.float32)

    def near(
        self, question: tuple[NDArray[np.float32], NDArray[np.float32]], row: int
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """For one passage the offsets (t,) of its tokens in the embedded string, and their cosines (t, q) with the question's."""
        places, vectors = self.tokens(row)
        return places, np.asarray(vectors @ question[0].T, dtype=np.float32)
