"""A process that reads PDFs, so that a file that hangs, crashes or eats memory costs only that process.

It is a fresh interpreter that runs this module, not a copy of the caller: it works from a script, a test or a server alike, and
imports nothing but what reads PDFs. Jobs go to it and answers come back, pickled, over a pair of sockets.
"""

from __future__ import annotations

import gc
import logging
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from indexer.errors import PaperError
from indexer.page_picture import Picture
from indexer.pdf import PdfFile, PdfFront, PdfPage
from indexer.records import SourceFile

_Answer = TypeVar("_Answer")

START = "from indexer.pdf_worker import serve; serve()"


@dataclass(frozen=True, slots=True)
class Job:
    """What to read of a file: with `stop` 0 its front alone, else the pages from 0-based `first` up to `stop`, exclusive.

    `drawn` asks for pictures of those pages instead of their texts.
    """

    file: SourceFile
    first: int = 0
    stop: int = 0
    drawn: bool = False


class WorkerLost(Exception):
    """The worker gave no sign of life for as long as it may (`hung`), or died."""

    def __init__(self, *, hung: bool) -> None:
        super().__init__("hung" if hung else "died")
        self.hung = hung


class PdfWorker:
    """The caller's end of a reading process.

    Args:
        timeout: the longest wait for a sign of life, in seconds: a file opened, or one page read.
        memory: the most address space the process may take, in bytes.
    """

    def __init__(self, *, timeout: float, memory: int) -> None:
        self._timeout = timeout
        self._pipe, theirs = Pipe()
        packages = [str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH", "")]
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-c", START, str(theirs.fileno()), str(memory)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, packages))},
            )

    def front(self, file: SourceFile) -> PdfFront:
        """The file's page count, labels and bookmarks.

        Raises:
            PaperError: the file cannot be used.
            WorkerLost: no answer came.
        """
        self._send(Job(file))
        return self._receive(PdfFront)

    def pages(self, file: SourceFile, first: int, stop: int) -> Iterator[PdfPage]:
        """The pages from 0-based `first` up to `stop`, each as soon as it is read.

        Raises:
            PaperError: the file cannot be used.
            WorkerLost: a page did not come.
        """
        self._send(Job(file, first, stop))
        for _ in range(first, stop):
            yield self._receive(PdfPage)

    def picture(self, file: SourceFile, index: int) -> Picture:
        """The page at 0-based `index` as a picture.

        Raises:
            PaperError: the file cannot be used, or the page cannot be drawn.
            WorkerLost: no answer came.
        """
        self._send(Job(file, index, index + 1, drawn=True))
        return self._receive(Picture)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._pipe.close()
        self._process.kill()
        self._process.wait()

    def _send(self, job: Job) -> None:
        try:
            self._pipe.send(job)
        except OSError as error:
            raise WorkerLost(hung=False) from error

    def _receive(self, kind: type[_Answer]) -> _Answer:
        try:
            if not self._pipe.poll(self._timeout):
                raise WorkerLost(hung=True)
            answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise WorkerLost(hung=False) from error
        if isinstance(answer, PaperError):
            raise answer
        assert isinstance(answer, kind)
        return answer


def serve() -> None:
    """The process's own life: answer jobs until the caller hangs up. Arguments: the socket's number, the memory limit."""
    descriptor, memory = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    logging.disable(logging.CRITICAL)
    gc.disable()
    with Connection(descriptor) as pipe:
        opened: PdfFile | None = None
        while True:
            try:
                job: Job = pipe.recv()
            except EOFError:
                return
            try:
                if opened is None or opened.file != job.file:
                    opened = _open_instead(opened, job.file)
                for answer in _answers(opened, job):
                    pipe.send(answer)
            except PaperError as error:
                pipe.send(error)
            gc.collect()


def _open_instead(opened: PdfFile | None, file: SourceFile) -> PdfFile:
    if opened is not None:
        opened.close()
    return PdfFile(file)


def _answers(pdf: PdfFile, job: Job) -> Iterator[PdfFront | PdfPage | Picture]:
    if not job.stop:
        yield pdf.front()
    for index in range(job.first, job.stop):
        yield pdf.picture(index) if job.drawn else pdf.page(index)
