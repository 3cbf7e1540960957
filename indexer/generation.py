"""Writes a generation: papers → catalogue, terms and vectors, then the manifest that vouches for them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.analysis import ANALYSER
from indexer.catalogue import Catalogue
from indexer.catalogue_writer import CatalogueWriter
from indexer.embed import Embedder
from indexer.index import open_generation
from indexer.manifest import CATALOGUE, FORMAT, TERMS, VECTORS, Counts, Manifest, measure_parts, write_manifest
from indexer.records import Skipped
from indexer.rows import Paper
from indexer.terms import Terms
from indexer.vector_cache import VectorCache, vector_key
from indexer.vectors import FaissVectors

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is."""

AT_ONCE = 4096  # vectors that are handed to the store together


@dataclass(frozen=True, slots=True)
class Origin:
    """What a generation is made from, for its manifest."""

    name: str
    previous: str | None
    sources: Mapping[str, str]
    skipped: tuple[Skipped, ...] = ()


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
    """
    counts, texts = _write_words(folder, papers, embedder)
    keys = [key for key, _ in texts]
    _embed_missing(folder / CATALOGUE, texts, embedder, cache, batch, progress)
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
    )
    write_manifest(folder, manifest)
    _to_disk(folder)
    open_generation(folder, embedder=embedder).close()
    cache.start_using(keys)
    return manifest


def _write_words(folder: Path, papers: Iterable[Paper], embedder: Embedder) -> tuple[Counts, list[tuple[bytes, int]]]:
    """Write catalogue and terms; for each row the key of its vector and the length of what is embedded."""
    catalogue = CatalogueWriter(folder / CATALOGUE)
    terms = Terms.create(folder / TERMS)
    texts: list[tuple[bytes, int]] = []
    documents = pages = decisions = 0
    for paper in papers:
        for row, passage in zip(catalogue.add(paper), paper.passages, strict=True):
            terms.add(row, passage, paper.row)
            embedded = passage.embedded
            texts.append((vector_key(embedder.digest, embedder.dtype, embedded), len(embedded)))
        documents, pages, decisions = documents + 1, pages + len(paper.pages), decisions + len(paper.decisions)
    catalogue.finish()
    terms.commit()
    return Counts(documents, pages, len(texts), decisions), texts


def _embed_missing(
    path: Path,
    texts: list[tuple[bytes, int]],
    embedder: Embedder,
    cache: VectorCache,
    batch: int,
    progress: Progress,
) -> None:
    """Embed what the cache lacks, longest first: texts of like length waste no padding, and the first batch is the slowest."""
    missing = cache.missing(key for key, _ in texts)
    rows = {key: row for row, (key, _) in enumerate(texts) if key in missing}
    longest_first = sorted(rows, key=lambda key: (-texts[rows[key]][1], rows[key]))
    catalogue = Catalogue(path)
    for start in range(0, len(longest_first), batch):
        progress("embedding", start, len(longest_first))
        keys = longest_first[start : start + batch]
        passages = catalogue.passages([rows[key] for key in keys])
        cache.put(keys, embedder.embed_passages([passage.embedded for passage in passages]))
    progress("embedding", len(longest_first), len(longest_first))
    catalogue.close()


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
