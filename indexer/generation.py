"""Writes a generation: papers → catalogue, terms and vectors, then the manifest that vouches for them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.abbreviations import Definitions
from indexer.analysis import ANALYSER
from indexer.catalogue import Catalogue
from indexer.catalogue_writer import CatalogueWriter
from indexer.embed import Embedder
from indexer.errors import IndexForOthers
from indexer.index import open_generation
from indexer.manifest import CATALOGUE, FORMAT, HINT, TERMS, VECTORS, Counts, Manifest, measure_parts, write_manifest
from indexer.records import Classification, Skipped
from indexer.rows import Paper
from indexer.terms import Terms
from indexer.token_vectors import Basis, write_tokens
from indexer.vector_cache import VectorCache, vector_key
from indexer.vectors import FaissVectors

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is."""

AT_ONCE = 4096  # vectors that are handed to the store together
CLOSELY_UP_TO = 100_000  # passages; above, the vectors of their tokens would fill gigabytes
SAMPLE = 192  # passages that the basis of token vectors is taken from


@dataclass(frozen=True, slots=True)
class Origin:
    """What a generation is made from and for whom, for its manifest."""

    name: str
    previous: str | None
    sources: Mapping[str, str]
    skipped: tuple[Skipped, ...] = ()
    role: Classification = "public"


def write_generation(
    folder: Path,
    papers: Iterable[Paper],
    origin: Origin,
    *,
    embedder: Embedder,
    cache: VectorCache,
    batch: int = 256,
    progress: Progress = lambda stage, done, total: None,
) -> Manifest:
    """Write papers to an empty folder, in the order given, and check what was written by opening it.

    Args:
        folder: The generation's folder.
        papers: In the order of their rows' `order`.
        origin: What goes into the manifest besides.
        embedder: The model of the vectors.
        cache: Where vectors are kept; only what it lacks is embedded.
        batch: Texts embedded between two commits of the cache.
        progress: Told about each batch.

    Raises:
        IndexDamaged: What was written cannot be read again.
        IndexForOthers: A paper holds a passage for other readers.
    """
    counts, texts = _write_words(folder, papers, embedder, origin.role)
    keys = [key for key, _ in texts]
    closely = 0 < len(texts) <= CLOSELY_UP_TO
    _embed_missing(folder / CATALOGUE, texts, Embedding(embedder, cache, batch, closely), progress)
    if closely:
        _write_tokens(folder, keys, embedder, cache)
    dimension = cache.get(keys[:1]).shape[1] if keys else embedder.dimension
    _write_vectors(folder / VECTORS, keys, dimension, cache)
    manifest = Manifest(
        format=FORMAT,
        generation=origin.name,
        previous=origin.previous,
        built_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        model=embedder.model_id,
        model_digest=embedder.digest,
        dtype=embedder.dtype,
        dimension=dimension,
        analyser=ANALYSER,
        counts=counts,
        sources=dict(sorted(origin.sources.items())),
        skipped=origin.skipped,
        parts=measure_parts(folder),
        role=origin.role,
    )
    write_manifest(folder, manifest)
    _to_disk(folder)
    open_generation(folder, embedder=embedder, role=origin.role).close()
    cache.start_using(keys)
    return manifest


def _write_words(
    folder: Path, papers: Iterable[Paper], embedder: Embedder, role: Classification
) -> tuple[Counts, list[tuple[bytes, int]]]:
    """Write catalogue, abbreviations and terms; for each row the key of its vector and the length of what is embedded."""
    catalogue = CatalogueWriter(folder / CATALOGUE)
    terms = Terms.create(folder / TERMS)
    definitions = Definitions()
    texts: list[tuple[bytes, int]] = []
    documents = pages = decisions = by_ocr = unread = 0
    for paper in papers:
        if any(passage.classification != role for passage in paper.passages):
            raise IndexForOthers(f"{paper.row.file} holds passages that are not for a {role} index", hint=HINT)
        for row, passage in zip(catalogue.add(paper), paper.passages, strict=True):
            terms.add(row, passage, paper.row)
            definitions.add(passage.text)
            embedded = passage.embedded
            texts.append((vector_key(embedder.digest, embedder.dtype, embedded), len(embedded)))
        documents, pages, decisions = documents + 1, pages + len(paper.pages), decisions + len(paper.decisions)
        by_ocr += sum(note.by_ocr for note in paper.notes)
        unread += sum(note.unread for note in paper.notes)
    catalogue.add_abbreviations(definitions.settled())
    catalogue.finish()
    terms.commit()
    return Counts(documents, pages, len(texts), decisions, by_ocr, unread), texts


def _embed_missing(path: Path, texts: list[tuple[bytes, int]], how: Embedding, progress: Progress) -> None:
    """Embed what the cache lacks, longest first: texts of like length waste no padding, and the first batch is the slowest."""
    missing = how.cache.missing((key for key, _ in texts), closely=how.closely)
    rows = {key: row for row, (key, _) in enumerate(texts) if key in missing}
    longest_first = sorted(rows, key=lambda key: (-texts[rows[key]][1], rows[key]))
    total = len(longest_first)
    with closing(Catalogue(path)) as catalogue:
        if how.closely and how.basis is None:
            progress("embedding", 0, total)
            sample = {texts[row][0]: row for row in range(0, len(texts), max(1, len(texts) // SAMPLE))}
            how.fit(list(sample), [passage.embedded for passage in catalogue.passages(list(sample.values()))])
            longest_first = [key for key in longest_first if key not in sample]
        for start in range(0, len(longest_first), how.batch):
            progress("embedding", total - len(longest_first) + start, total)
            keys = longest_first[start : start + how.batch]
            how.keep(keys, [passage.embedded for passage in catalogue.passages([rows[key] for key in keys])])
    progress("embedding", total, total)


class Embedding:
    """How texts are embedded and kept: with the vectors of their tokens where a closer look is wanted."""

    def __init__(self, embedder: Embedder, cache: VectorCache, batch: int, closely: bool) -> None:
        self.cache = cache
        self.batch = batch
        self.closely = closely
        self._embedder = embedder
        self._name = basis_name(embedder)
        self.basis = cache.basis(self._name)

    def fit(self, keys: list[bytes], texts: list[str]) -> None:
        """Embed a sample and take the basis of its token vectors for good."""
        vectors, tokens = self._embedder.embed_passages_closely(texts)
        self.basis = Basis.fit(tokens)
        self.cache.put_basis(self._name, self.basis)
        self.cache.put(keys, vectors, [self.basis.pack(each) for each in tokens])

    def keep(self, keys: list[bytes], texts: list[str]) -> None:
        """Embed texts and keep what comes of them."""
        if self.basis is None or not self.closely:
            self.cache.put(keys, self._embedder.embed_passages(texts))
            return
        vectors, tokens = self._embedder.embed_passages_closely(texts)
        self.cache.put(keys, vectors, [self.basis.pack(each) for each in tokens])


def basis_name(embedder: Embedder) -> str:
    """The name that the basis of a model's token vectors is kept under."""
    return f"{embedder.digest} {embedder.dtype}"


def _write_tokens(folder: Path, keys: list[bytes], embedder: Embedder, cache: VectorCache) -> None:
    basis = cache.basis(basis_name(embedder))
    if basis is not None:
        write_tokens(folder, basis, cache.tokens(keys))


def _write_vectors(path: Path, keys: list[bytes], dimension: int, cache: VectorCache) -> None:
    store = FaissVectors(dimension, expected=len(keys))
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        store.add(np.arange(start, start + len(some), dtype=np.int64), cache.get(some))
    store.save(path)


def _to_disk(folder: Path) -> None:
    """Wait until every file and folder of a generation is on the disk."""
    for path in (*folder.rglob("*"), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
