"""A page of a PDF as a grey picture, for whatever reads letters off pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pypdfium2

DPI = 300
MAX_PIXELS = 20_000_000  # two A4 pages at 300 dpi; a larger page is drawn more coarsely


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a binary PGM file, and its resolution in dots per inch."""

    pgm: bytes
    dpi: int


def draw(document: pypdfium2.PdfDocument, index: int) -> Picture:
    """The page at 0-based `index`, upright, at `DPI` or as fine as `MAX_PIXELS` allow.

    Raises:
        pypdfium2.PdfiumError: it cannot be drawn.
    """
    page = document[index]
    try:
        width, height = page.get_size()
        dpi = max(1, min(DPI, int(72 * math.sqrt(MAX_PIXELS / max(1.0, width * height)))))
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        try:
            pixels = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width]
            return Picture(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + pixels.tobytes(), dpi)
        finally:
            bitmap.close()
    finally:
        page.close()
