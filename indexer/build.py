"""Builds the index: what is new in the corpus is read, the rest is taken over, and the result serves at once or not at all."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.embed import Embedder
from indexer.errors import BadIndex, CorpusError, IndexForOthers
from indexer.files import sources, walk
from indexer.folder import CACHE, OCR, STAGING, forget_removed, locked, new_generation, removed_digests, serve
from indexer.generation import Origin, Progress, write_generation
from indexer.index import Index, current_generation, open_index
from indexer.manifest import Manifest
from indexer.ocr import Limits, Ocr
from indexer.ocr_cache import OcrCache
from indexer.plan import Content, make_plan, settle
from indexer.reading import Reader
from indexer.records import Classification, Skipped
from indexer.released import read_released
from indexer.report import BuildReport
from indexer.rows import DocumentRow, Paper
from indexer.settings import Settings
from indexer.staging import staged
from indexer.understand import Rules, WithheldText, understand
from indexer.vector_cache import VectorCache


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def build(
    settings: Settings,
    *,
    embedder: Embedder,
    progress: Progress = silent,
    restore: bool = False,
    role: Classification = "public",
) -> BuildReport:
    """Bring the index up to date with the corpus.

    A file that cannot be read is skipped with the reason, and its earlier version stays where there is one. Where no
    file at all can be read, the index stays as it is. Where nothing changed, nothing is written.

    Args:
        settings: Where corpus and index are, and how to read and embed.
        embedder: The model.
        progress: Told what is being done.
        restore: Take in again what was removed by hand.
        role: "restricted" brings the restricted index up to date, which holds what is withheld and nothing else; the
            public one is neither read nor written then. Files of which nothing is withheld are read again each time.

    Raises:
        CorpusError: The corpus is missing, or nothing of it can be read and there is no index yet.
        BadIndex: The index's folder is not to be written to: another build is at it, or it is no index's.
        ModelError: The model cannot be had.
    """
    started = time.monotonic()
    files, unwanted = walk(settings.corpus)
    urls = {name: source.url for name, source in sources(settings.corpus).items()}
    folder = settings.folder_of(role)
    kept = OcrCache(folder / OCR)
    ocr = make_ocr(settings, kept, progress)
    rules = Rules(settings.ocr, read_released(settings.corpus), ocr.engine_key, role)
    with locked(folder, role), ExitStack() as opened:
        if restore:
            forget_removed(folder)
        before = opened.enter_context(serving(folder, role))
        held = {row.file: row for row in before.catalogue.documents()} if before else {}
        plan = make_plan(files, unwanted, held, rules.still_read, removed_digests(folder))
        reader = opened.enter_context(Reader(timeout=settings.read_timeout, ocr=ocr))
        read = opened.enter_context(
            staged(folder / STAGING, plan.read, lambda file: understand(file, reader, rules), progress)
        )
        content = settle(plan, read.catalogue.documents(), read.failed)
        if not (content.rows or content.read_any):
            reasons = "; ".join(f"{skip.name}: {skip.reason}" for skip in content.skipped[:3])
            raise CorpusError(f"nothing in {settings.corpus} can be read ({reasons})", hint="put papers there that can")
        rows = tuple(replace(row, url=urls.get(row.file)) for row in content.rows)
        if before is None or (content.read_any and not _as_before(rows, content, before, embedder)):
            papers = _papers(rows, read.catalogue, before)
            manifest = write_and_serve(
                settings, rows, papers, content.skipped, embedder=embedder, progress=progress, role=role
            )
        else:
            manifest = before.manifest
        kept.keep_only({file.digest for file in plan.read} | {row.digest for row in rows})
        return _report(content, read.withheld, manifest, before, time.monotonic() - started)


def make_ocr(settings: Settings, cache: OcrCache | None, progress: Progress = silent) -> Ocr:
    """OCR as it is set."""
    limits = Limits(file=settings.ocr_timeout)
    return Ocr(settings.ocr, settings.ocr_language, cache=cache, limits=limits, progress=progress)


@contextmanager
def serving(folder: Path, role: Classification) -> Iterator[Index | None]:
    """The generation that serves, for taking over what did not change; None where there is none that can be used.

    Raises:
        IndexForOthers: It is of another role.
    """
    try:
        index = open_index(folder, role=role)
    except IndexForOthers:
        raise
    except BadIndex:
        yield None
        return
    with closing(index):
        yield index


def write_and_serve(
    settings: Settings,
    rows: Sequence[DocumentRow],
    papers: Iterator[Paper],
    skipped: tuple[Skipped, ...],
    *,
    embedder: Embedder,
    progress: Progress = silent,
    keep_before: bool = True,
    role: Classification = "public",
) -> Manifest:
    """Write a generation of some papers and let it serve; where that fails, the one before goes on serving."""
    folder = settings.folder_of(role)
    generation = new_generation(folder)
    names = {row.file: row.digest for row in rows}
    origin = Origin(generation.name, current_generation(folder), names, skipped, role)
    try:
        with closing(VectorCache(folder / CACHE)) as cache:
            manifest = write_generation(
                generation,
                papers,
                origin,
                embedder=embedder,
                cache=cache,
                batch=settings.cache_batch,
                progress=progress,
            )
            if not keep_before:
                cache.drop_unused()
        serve(folder, generation.name, keep_before=keep_before)
    except BaseException:
        shutil.rmtree(generation, ignore_errors=True)
        raise
    return manifest


def _papers(rows: Sequence[DocumentRow], staged: Catalogue, before: Index | None) -> Iterator[Paper]:
    """The papers of some rows, from what was read now or else from the index as it was."""
    for row in rows:
        paper = staged.paper(row.id) or (before.catalogue.paper(row.id) if before else None)
        if paper is not None:
            yield replace(paper, row=row)


def _as_before(rows: Sequence[DocumentRow], content: Content, before: Index | None, embedder: Embedder) -> bool:
    """Whether an index of these documents would be the one that serves."""
    if before is None or content.changed:
        return False
    manifest = before.manifest
    model = (manifest.model, manifest.model_digest, manifest.dtype)
    return (
        model == (embedder.model_id, embedder.digest, embedder.dtype)
        and manifest.skipped == content.skipped
        and before.catalogue.documents() == tuple(rows)
    )


def _report(
    content: Content, withheld: tuple[WithheldText, ...], manifest: Manifest, before: Index | None, seconds: float
) -> BuildReport:
    return BuildReport(
        created=content.created,
        updated=content.updated,
        deleted=content.deleted if content.read_any else (),
        unchanged=content.unchanged,
        kept=content.kept,
        skipped=content.skipped,
        withheld=withheld,
        generation=manifest.generation,
        swapped=before is None or manifest.generation != before.manifest.generation,
        counts=manifest.counts,
        seconds=round(seconds, 3),
        nothing_readable=not content.read_any,
    )
