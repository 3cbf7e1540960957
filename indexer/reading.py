"""Reading any paper of the corpus: plain text in this process, PDFs in worker processes.

A worker that hangs or dies is replaced. The page it was at is lost and noted, and the rest of the file is read on, until too many
pages of one file are lost: then the file is given up.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from queue import LifoQueue
from types import TracebackType

from indexer.errors import PaperError, SlowPaper, UnreadablePaper
from indexer.ocr import Ocr
from indexer.page_picture import Picture
from indexer.pdf import PdfFront, PdfPage, assemble
from indexer.pdf_worker import PdfWorker, WorkerLost
from indexer.records import Reading, SourceFile
from indexer.text import read_text

TIMEOUT_SECONDS = 60.0
MEMORY_BYTES = 1536 * 1024 * 1024
PAGES_A_JOB = 24
MAX_LOST_PAGES = 2


class Reader(AbstractContextManager["Reader"]):
    """Reads papers; a context manager that ends its processes when it is left. May be used from several threads.

    Args:
        timeout: the longest wait for a PDF to open or for one of its pages, in seconds.
        workers: the most processes to read PDFs with; they start when they are needed. Two, or one on a single core.
        memory: the most memory (address space) each may take, in bytes.
        ocr: reads the pages that have no text of their own; they stay without with None.
    """

    def __init__(
        self,
        *,
        timeout: float = TIMEOUT_SECONDS,
        workers: int | None = None,
        memory: int = MEMORY_BYTES,
        ocr: Ocr | None = None,
    ) -> None:
        self._timeout = timeout
        self._ocr = ocr
        self._memory = memory
        self._count = workers or min(2, os.cpu_count() or 1)
        self._places: LifoQueue[PdfWorker | None] = LifoQueue()
        for _ in range(self._count):
            self._places.put(None)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker processes."""
        self.close()

    def close(self) -> None:
        """End the worker processes; a later `read` starts new ones."""
        places = [self._places.get() for _ in range(self._count)]
        for place in places:
            if place is not None:
                place.close()
            self._places.put(None)

    def read(self, file: SourceFile) -> Reading:
        """Read one paper.

        Raises:
            PaperError: the file cannot be used; the message says why, the hint what to do.
        """
        if file.format == "text":
            return read_text(file)
        reading = self._read_pdf(file)
        return self._ocr.complete(reading, self.picture) if self._ocr else reading

    def forget(self, file: SourceFile, pages: Collection[int]) -> None:
        """Keep nothing of these pages of a file, which the public must not see."""
        if self._ocr:
            self._ocr.forget(file, pages)

    def _read_pdf(self, file: SourceFile) -> Reading:
        """Read a PDF's own text."""
        front = self._front(file)
        losses = _Losses(file, min(MAX_LOST_PAGES, front.pages - 1))
        ranges = [(first, min(first + PAGES_A_JOB, front.pages)) for first in range(0, front.pages, PAGES_A_JOB)]
        with ThreadPoolExecutor(self._count) as threads:
            jobs = [threads.submit(self._pages, file, first, stop, losses) for first, stop in ranges]
            try:
                return assemble(file, front, (page for job in jobs for page in job.result()))
            finally:
                threads.shutdown(cancel_futures=True)

    def _front(self, file: SourceFile) -> PdfFront:
        """The file's front; asked for twice, for a worker may have died since its last job."""
        try:
            with suppress(WorkerLost), self._worker() as worker:
                return worker.front(file)
            with self._worker() as worker:
                return worker.front(file)
        except WorkerLost as lost:
            raise _given_up(file, lost, "opening it") from lost

    def _pages(self, file: SourceFile, first: int, stop: int, losses: _Losses) -> list[PdfPage]:
        pages: list[PdfPage] = []
        while first + len(pages) < stop:
            try:
                with self._worker() as worker:
                    for page in worker.pages(file, first + len(pages), stop):
                        pages.append(page)
            except WorkerLost as lost:
                pages.append(losses.add(first + len(pages) + 1, lost))
        return pages

    def picture(self, file: SourceFile, page: int) -> Picture:
        """A page of a PDF by its 1-based number as a picture.

        Raises:
            PaperError: it cannot be drawn.
        """
        try:
            with self._worker() as worker:
                return worker.picture(file, page - 1)
        except WorkerLost as lost:
            raise _given_up(file, lost, f"drawing page {page}") from lost

    @contextmanager
    def _worker(self) -> Iterator[PdfWorker]:
        """A worker for one job; one that is not done with it is ended, so that no late answer meets the next job."""
        worker = self._places.get()
        try:
            worker = worker or PdfWorker(timeout=self._timeout, memory=self._memory)
            yield worker
        except PaperError:
            raise
        except BaseException:
            if worker is not None:
                worker.close()
            worker = None
            raise
        finally:
            self._places.put(worker)


class _Losses:
    """The pages of one file that cost a worker."""

    def __init__(self, file: SourceFile, allowed: int) -> None:
        self._file = file
        self._allowed = allowed
        self._pages: list[int] = []

    def add(self, page: int, lost: WorkerLost) -> PdfPage:
        """An empty page in place of the lost one.

        Raises:
            SlowPaper, UnreadablePaper: too many pages are lost, or all of them.
        """
        self._pages.append(page)
        if len(self._pages) > self._allowed:
            raise _given_up(self._file, lost, f"reading page {page}") from lost
        return PdfPage("\n", "took too long to read" if lost.hung else "stopped the process that read it")


def _given_up(file: SourceFile, lost: WorkerLost, doing: str) -> SlowPaper | UnreadablePaper:
    hint = "Save it as PDF again from its source, or split it."
    if lost.hung:
        return SlowPaper(f"{file.name}: {doing} took longer than the limit", hint=hint)
    return UnreadablePaper(f"{file.name}: {doing} broke off (damaged, or needs too much memory)", hint=hint)
