"""A page of a PDF as a picture, with the words of a passage marked."""

from __future__ import annotations

import ctypes
import struct
import threading
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from server.errors import NotFound

WIDTH = 1000
_TALLEST = 3000
_SHORTEST = 8
_TINT = np.array([255, 236, 120], dtype=np.uint16)
_LOCK = threading.Lock()

Box = tuple[float, float, float, float]


@lru_cache(maxsize=64)
def page_png(path: Path, digest: str, number: int, marked: tuple[str, ...] = ()) -> bytes:
    """Page `number` (from 1) of a PDF as a PNG about `WIDTH` pixels wide, the words of `marked` tinted.

    `digest` keeps pictures of a changed file apart. Words that are not found on the page are left unmarked.

    Raises:
        NotFound: The file cannot be opened, or has no such page.
    """
    try:
        with _LOCK, pdfium.PdfDocument(path) as document:
            return _drawn(document, number, marked)
    except pdfium.PdfiumError as error:
        raise NotFound("There is no picture of this page.", hint="Read the page's text instead.") from error


def _drawn(document: Any, number: int, marked: tuple[str, ...]) -> bytes:
    if not 1 <= number <= len(document):
        raise NotFound("The paper has no such page.", hint="Read the page's text instead.")
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(WIDTH / max(width, 1), _TALLEST / max(height, 1))
    bitmap = page.render(scale=scale, rev_byteorder=True, draw_annots=False)
    pixels = bitmap.to_numpy()[:, :, :3].copy()
    for words in marked:
        for box in _boxes(page, words):
            _tint(pixels, _on_picture(page, box, bitmap.width, bitmap.height))
    return png(pixels)


def _boxes(page: Any, words: str) -> list[Box]:
    """The rectangles that hold `words` on the page, in its points; of words that are not found in one piece, line by line.

    Readers of PDFs differ in white space and hyphens, so the letters and digits alone are compared.
    """
    text_page = page.get_textpage()
    letters, places = _letters(text_page.get_text_range())
    boxes: list[Box] = []
    for piece in (words,) if _letters(words)[0] in letters else words.splitlines():
        wanted, _ = _letters(piece)
        at = letters.find(wanted)
        if at < 0 or len(wanted) < _SHORTEST:
            continue
        first, last = places[at], places[at + len(wanted) - 1]
        boxes += [text_page.get_rect(i) for i in range(text_page.count_rects(first, last - first + 1))]
    return boxes


def _on_picture(page: Any, box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """A rectangle of the page in pixels of its picture, whichever way the page is turned: left, top, right, bottom."""
    left, bottom, right, top = box
    corners: list[tuple[int, int]] = []
    for x, y in ((left, bottom), (right, top)):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        corners.append((across.value, down.value))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text in lower case, and where each stands in it."""
    kept = [
        (character, i) for i, original in enumerate(text) if original.isalnum() for character in original.casefold()
    ]
    return "".join(character for character, _ in kept), [i for _, i in kept]


def _tint(pixels: Any, box: tuple[int, int, int, int]) -> None:
    """Colour a rectangle as a marker pen would: what is dark stays dark."""
    left, top, right, bottom = (max(0, edge) for edge in box)
    region = pixels[max(0, top - 1) : bottom + 2, max(0, left - 1) : right + 2]
    region[:] = (region.astype(np.uint16) * _TINT // 255).astype(np.uint8)


def png(pixels: Any) -> bytes:
    """An array of rows of RGB bytes as a PNG file."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + width * 3), dtype=np.uint8)
    flat = pixels.reshape(height, width * 3)
    rows[0, 1:] = flat[0]
    rows[1:, 0] = 2
    rows[1:, 1:] = flat[1:] - flat[:-1]
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
