"""Pages that are pictures, scans or glyph soup, read by OCR: a reading in, the same reading with their words out.

No page is lost without a word: each one that was to be read by OCR keeps a note, which says that it was, or why not.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from threading import Event
from typing import Literal

from indexer import pdf_text
from indexer.errors import PaperError
from indexer.ocr_cache import OcrCache
from indexer.ocr_engine import Engine, OcrFailed, find_engine
from indexer.page_picture import Picture
from indexer.quality import health
from indexer.records import OWN_TEXT, READ_BY_OCR, PageNote, Reading, SourceFile

Mode = Literal["auto", "off", "force"]
Draw = Callable[[SourceFile, int], Picture]
"""Draws a page of a file by its 1-based number, or raises a `PaperError`."""

PAGE_SECONDS = 120.0
FILE_SECONDS = 1800.0
MOST_JOBS = 4
MAX_FAILURES = 5

NOT_REACHED = "not reached by OCR in the time for one file: index again to go on"
NO_WORDS = "OCR found no words"
_OFF = "OCR is off"
_LEFT_OUT = f"left out: OCR failed on {MAX_FAILURES} pages of the file, one after the other"
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long OCR may take, in seconds, for a page and for a file."""

    page: float = PAGE_SECONDS
    file: float = FILE_SECONDS


class Ocr:
    """Reads pages by OCR where it is wanted and can be had.

    Args:
        mode: "auto" reads the pages that have a note, "force" all pages of PDFs, "off" none.
        language: Tesseract's name of the language of the papers, or several joined by "+".
        cache: Where the words of pages are kept; nowhere with None.
        limits: How long it may take.
        progress: Told what is being done, how much of it is done and how much there is.
    """

    def __init__(
        self,
        mode: Mode = "auto",
        language: str = "eng",
        *,
        cache: OcrCache | None = None,
        limits: Limits | None = None,
        progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
    ) -> None:
        self.mode = mode
        self._language = language
        self._cache = cache
        self._limits = limits or Limits()
        self._progress = progress

    @cached_property
    def _engine(self) -> Engine | OcrFailed:
        """The programs, or what is missing; looked for when it is first asked for."""
        try:
            return find_engine(self._language)
        except OcrFailed as missing:
            return missing

    def engine_key(self) -> str:
        """Names the programs that would read a page now."""
        return self._engine.key if isinstance(self._engine, Engine) else "none"

    def complete(self, reading: Reading, draw: Draw) -> Reading:
        """The reading of a PDF with the words of the pages that OCR could read; `draw` draws them."""
        wanted = self._wanted(reading)
        if not wanted:
            return reading
        if self.mode == "off":
            return _with(reading, {page: OcrFailed(_OFF) for page in wanted})
        file = reading.file
        results: dict[int, str | OcrFailed] = {}
        job = _Job(file, draw, self._engine, self._cache, self._limits)
        with ThreadPoolExecutor(min(MOST_JOBS, os.cpu_count() or 1)) as threads:
            pages = {threads.submit(job.read, page): page for page in wanted}
            try:
                for done in as_completed(pages):
                    results[pages[done]] = done.result()
                    self._progress(f"OCR of {file.name}", len(results), len(wanted))
            except BaseException:
                job.halt.set()
                threads.shutdown(cancel_futures=True)
                raise
        return _with(reading, results)

    def forget(self, file: SourceFile, pages: Collection[int]) -> None:
        """Keep no words of these pages, which the public must not see."""
        if self._cache and pages:
            self._cache.forget(file.digest, pages)

    def _wanted(self, reading: Reading) -> list[int]:
        """The 1-based numbers of the pages that are to be read."""
        if self.mode == "force":
            return list(range(1, len(reading.page_starts) + 1))
        return sorted({note.page for note in reading.notes})


class _Job:
    """The pages of one file: they share its time, and the rest is left out when many fail one after the other."""

    def __init__(
        self, file: SourceFile, draw: Draw, engine: Engine | OcrFailed, cache: OcrCache | None, limits: Limits
    ) -> None:
        self.halt = Event()
        self._file = file
        self._draw = draw
        self._engine = engine
        self._cache = cache
        self._page_seconds = limits.page
        self._until = time.monotonic() + limits.file
        self._failures = 0

    def read(self, page: int) -> str | OcrFailed:
        """The words of a page, from the cache or from its picture, or why there are none."""
        engine = self._engine
        kept = self._kept(page, engine.key if isinstance(engine, Engine) else None)
        if kept is not None:
            return kept
        if not isinstance(engine, Engine):
            return engine
        if self._failures >= MAX_FAILURES:
            return OcrFailed(_LEFT_OUT)
        try:
            words = self._recognised(page, engine)
        except PaperError as error:
            return self._failed(OcrFailed(f"OCR failed: {error.message}"))
        except OcrFailed as failed:
            return self._failed(failed)
        self._failures = 0
        if self._cache:
            self._cache.put(self._file.digest, page, engine.key, words)
        return words

    def _kept(self, page: int, key: str | None) -> str | None:
        return self._cache.get(self._file.digest, page, key) if self._cache else None

    def _recognised(self, page: int, engine: Engine) -> str:
        if self._left <= 0:
            raise OcrFailed(NOT_REACHED)
        picture = self._draw(self._file, page)
        return engine.read(picture, min(self._page_seconds, max(0.0, self._left)), self.halt)

    def _failed(self, why: OcrFailed) -> OcrFailed:
        if self._left <= 0:
            return OcrFailed(NOT_REACHED)
        self._failures += 1
        return why

    @property
    def _left(self) -> float:
        """Seconds that are left for the file."""
        return self._until - time.monotonic()


def _with(reading: Reading, results: Mapping[int, str | OcrFailed]) -> Reading:
    """The reading with the words that were found, and a note on each page that was to be read."""
    problems = {note.page: note.problem for note in reading.notes}
    texts = [reading.text[start:end] for start, end in pairwise((*reading.page_starts, len(reading.text)))]
    for page, result in results.items():
        problem = problems.get(page)
        text = _readable(result)
        if isinstance(text, str):
            texts[page - 1] = text if problem is None else _joined(texts[page - 1], text)
            problems[page] = READ_BY_OCR
        elif problem is not None:
            problems[page] = f"{problem}; {text}"
        elif str(text) != NO_WORDS:
            problems[page] = f"{OWN_TEXT}; {text}"
    return replace(
        reading,
        text="".join(texts),
        page_starts=tuple(accumulate(map(len, texts), initial=0))[:-1],
        notes=tuple(PageNote(page, problems[page]) for page in sorted(problems)),
    )


def _readable(result: str | OcrFailed) -> str | OcrFailed:
    """The text that the words of a page make, if they are any."""
    if isinstance(result, OcrFailed):
        return result
    text = pdf_text.clean(result).strip("\n") + "\n"
    return text if _WORD.search(text) and health(text) == "good" else OcrFailed(NO_WORDS)


def _joined(own: str, found: str) -> str:
    """The text found on a page after what of its own text, such as a page number, is not in it line for line."""
    known = {_bare(line) for line in found.splitlines()}
    lacking = [line for line in own.splitlines() if _bare(line) and _bare(line) not in known]
    return "".join(f"{line}\n" for line in lacking) + found


def _bare(line: str) -> str:
    return "".join(character for character in line.casefold() if character.isalnum())
