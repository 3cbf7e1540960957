"""PDF papers: text per page, the file's own page labels and bookmarks, and what is wrong with each page.

pypdf reads; PDFium gives a second opinion where pypdf fails or its text is soup. A page that neither can read is kept, empty
and with a note, so that page numbers stay true.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import pypdf
import pypdfium2

from indexer import page_picture, pdf_text
from indexer.errors import EmptyPaper, EncryptedPaper, UnreadablePaper
from indexer.page_picture import Picture
from indexer.quality import broken_words, health
from indexer.records import Bookmark, PageNote, Reading, SourceFile
from indexer.time_limit import OutOfTime, time_limit

PAGE_SECONDS = 10.0
MAX_SLOW_PAGES = 3
MAX_BOOKMARKS = 10_000

NO_TEXT = "no text: a picture or scan"
LITTLE_TEXT = "hardly any text: a picture or scan"
SOUP = "glyph soup: its letters cannot be told"


@dataclass(frozen=True, slots=True)
class PdfFront:
    """What is known of a PDF before its pages are read; `labels` is empty where the file has none of its own."""

    pages: int
    labels: tuple[str, ...]
    bookmarks: tuple[Bookmark, ...]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The clean text of a page, ending in a line end, and what is wrong with it, None where nothing is."""

    text: str
    problem: str | None = None


class PdfFile(AbstractContextManager["PdfFile"]):
    """An open PDF.

    Raises:
        EncryptedPaper: it needs a password.
        EmptyPaper: it has no pages.
        UnreadablePaper: neither pypdf nor PDFium can open it.
    """

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self._second: pypdfium2.PdfDocument | None = None
        self._reader: pypdf.PdfReader | None = None
        self._slow_pages = 0
        try:
            self._reader = pypdf.PdfReader(file.path)  # which tries the empty password by itself
            pages = len(self._reader.pages)
        except Exception as error:
            self._reader = None
            pages = len(self._second_opinion_instead(error))
        if not pages:
            self.close()
            raise EmptyPaper(f"{file.name}: a PDF without pages", hint="Save it as PDF again from its source.")
        self._pages = pages

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._second is not None:
            self._second.close()
            self._second = None
        self._reader = None

    def front(self) -> PdfFront:
        """The number of pages, the page labels and the bookmarks."""
        if self._reader is None:
            return PdfFront(self._pages, (), ())
        return PdfFront(self._pages, _labels(self._reader, self._pages), tuple(_bookmarks(self._reader, self._pages)))

    def page(self, index: int) -> PdfPage:
        """The page at 0-based `index`; a page that cannot be read comes back empty, with the problem named."""
        raw, has_picture, failure = self._first_opinion(index)
        state = health(raw)
        if (state != "good" and (raw or has_picture or failure)) or _cut_up(raw):
            raw = _better(raw, self._second_opinion(index))
            state = health(raw)
        if state == "soup":
            return PdfPage("\n", SOUP)
        text = pdf_text.clean(raw)
        if state == "empty":
            return PdfPage(text, failure or (NO_TEXT if has_picture else None))
        if has_picture and sum(map(str.isalnum, text)) < 40:
            return PdfPage(text, LITTLE_TEXT)
        return PdfPage(text)

    def picture(self, index: int) -> Picture:
        """The page at 0-based `index` as a picture.

        Raises:
            UnreadablePaper: it cannot be drawn.
        """
        try:
            return page_picture.draw(self._by_pdfium(), index)
        except (pypdfium2.PdfiumError, OSError, MemoryError) as error:
            raise UnreadablePaper(
                f"{self.file.name}: page {index + 1} cannot be drawn",
                hint="Save the file as PDF again from its source.",
            ) from error

    def _first_opinion(self, index: int) -> tuple[str, bool, str | None]:
        """The text by pypdf, whether the page has a picture, and why there is no text where reading failed."""
        if self._reader is None:
            return "", False, NO_TEXT
        if self._slow_pages >= MAX_SLOW_PAGES:
            return "", False, "left out: too many pages of the file are slow to read"
        try:
            with time_limit(PAGE_SECONDS):
                text, has_picture = pdf_text.extract(self._reader.pages[index])
        except OutOfTime:
            self._slow_pages += 1
            return "", False, f"could not be read within {PAGE_SECONDS:.0f} seconds"
        except Exception as error:
            return "", False, f"could not be read: {type(error).__name__}"
        return text, has_picture, None

    def _second_opinion(self, index: int) -> str:
        """The page's text by PDFium; empty where that fails too, or where it counts other pages."""
        with suppress(pypdfium2.PdfiumError, OSError):
            return _pdfium_text(self._by_pdfium(), index)
        return ""

    def _by_pdfium(self) -> pypdfium2.PdfDocument:
        """The file as PDFium opens it.

        Raises:
            pypdfium2.PdfiumError, OSError: it does not, or counts other pages.
        """
        if self._second is None:
            self._second = pypdfium2.PdfDocument(self.file.path)
        if len(self._second) != self._pages:
            raise pypdfium2.PdfiumError("PDFium counts other pages")
        return self._second

    def _second_opinion_instead(self, error: Exception) -> pypdfium2.PdfDocument:
        """Open by PDFium alone, after pypdf could not."""
        try:
            self._second = pypdfium2.PdfDocument(self.file.path)
        except (pypdfium2.PdfiumError, OSError) as second:
            locked = isinstance(error, pypdf.errors.FileNotDecryptedError) or "assword" in str(second)
            if locked:
                raise EncryptedPaper(
                    f"{self.file.name}: needs a password", hint="Save a copy without the password, and index that."
                ) from error
            raise UnreadablePaper(
                f"{self.file.name}: damaged, cut short or no PDF ({error or type(error).__name__})",
                hint="Fetch the file again, or save it as PDF again from its source.",
            ) from error
        return self._second


def read_pdf(file: SourceFile) -> Reading:
    """Read a PDF in this process, page by page.

    Raises:
        PaperError: see `PdfFile`; a page that cannot be read is a note, not an error.
    """
    with PdfFile(file) as pdf:
        front = pdf.front()
        return assemble(file, front, (pdf.page(index) for index in range(front.pages)))


def assemble(file: SourceFile, front: PdfFront, pages: Iterable[PdfPage]) -> Reading:
    """Put the pages of a PDF together, in order, to its reading."""
    pages = tuple(pages)
    ends = itertools.accumulate((len(page.text) for page in pages), initial=0)
    return Reading(
        file=file,
        text="".join(page.text for page in pages),
        page_starts=tuple(ends)[:-1],
        page_labels=front.labels,
        bookmarks=front.bookmarks,
        notes=tuple(PageNote(number, page.problem) for number, page in enumerate(pages, 1) if page.problem),
    )


def _labels(reader: pypdf.PdfReader, pages: int) -> tuple[str, ...]:
    """The file's own page labels, where its catalogue has them; "i", "ii", "1" … made up by the library are no labels."""
    with suppress(Exception):
        if "/PageLabels" in reader.root_object:
            labels = tuple(_one_line(label) for label in reader.page_labels)
            return labels if len(labels) == pages else ()
    return ()


def _bookmarks(reader: pypdf.PdfReader, pages: int) -> Iterator[Bookmark]:
    """The outline, depth first; an entry without title or page is dropped, and with a broken outline all of it."""
    outline: list[Any] = []
    with suppress(Exception):
        outline = reader.outline
    for entry, level in itertools.islice(_flat(outline, 0), MAX_BOOKMARKS):
        with suppress(Exception):
            index = reader.get_destination_page_number(entry)
            title = _one_line(entry.title or "")
            if title and index is not None and 0 <= index < pages:
                yield Bookmark(title, index + 1, level)


def _flat(outline: list[Any], level: int) -> Iterator[tuple[Any, int]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry, level + 1)
        else:
            yield entry, level


def _one_line(text: str) -> str:
    return " ".join(pdf_text.clean(text).split())


def _pdfium_text(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            return str(textpage.get_text_bounded())
        finally:
            textpage.close()
    finally:
        page.close()


def _cut_up(text: str) -> bool:
    """Do so many letters stand alone that the words may have been cut up?"""
    return broken_words(text) > max(8, 0.04 * len(text.split()))


def _better(first: str, second: str) -> str:
    """Of two readings of one page the healthier; of two healthy ones the first, unless it has twice the letters alone."""
    ranks = {"good": 2, "soup": 1, "empty": 0}
    if ranks[health(first)] != ranks[health(second)]:
        return max(first, second, key=lambda text: ranks[health(text)])
    return second if broken_words(first) > 2 * broken_words(second) + 4 else first
