from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from indexer.errors import UnreadablePaper
from indexer.page_picture import DPI, MAX_PIXELS, Picture, draw
from indexer.pdf import PdfFile
from indexer.pdf_worker import PdfWorker
from tests.made_pdfs import lines, pdf, source_file

BOX = b"0 g 0 421 297 421 re f"  # the upper left quarter of the page


def drawn(data: bytes, page: int = 0) -> Picture:
    document = pypdfium2.PdfDocument(data)
    try:
        return draw(document, page)
    finally:
        document.close()


def pixels(picture: Picture) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    head, body = picture.pgm.split(b" 255\n", 1)
    kind, width, height = head.split()
    assert kind == b"P5"
    return np.frombuffer(body, np.uint8).reshape(int(height), int(width))


def test_a_page_is_drawn_upright_in_grey() -> None:
    picture = drawn(pdf(b"", BOX), 1)
    grey = pixels(picture)
    assert picture.dpi == DPI
    assert grey.shape == pytest.approx((842 * DPI / 72, 595 * DPI / 72), abs=2)
    height, width = grey.shape
    assert (grey[height // 4, width // 4], grey[height // 4, -9], grey[-9, width // 4]) == (0, 255, 255)


def test_a_huge_page_is_drawn_coarsely() -> None:
    picture = drawn(pdf(BOX).replace(b"[0 0 595 842]", b"[0 0 9995 9842]"))
    assert 0 < picture.dpi < DPI
    assert pixels(picture).size <= MAX_PIXELS * 1.01


def test_a_worker_draws_a_page_and_goes_on_reading(tmp_path: Path) -> None:
    file = source_file(tmp_path, "a.pdf", pdf(b"", BOX, lines("words")))
    worker = PdfWorker(timeout=60, memory=2**31)
    try:
        assert worker.picture(file, 1) == drawn(file.path.read_bytes(), 1)
        assert [page.text for page in worker.pages(file, 2, 3)] == ["words\n"]
    finally:
        worker.close()


def test_a_page_that_cannot_be_drawn_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_document: object, _index: int) -> Picture:
        raise pypdfium2.PdfiumError("broken")

    monkeypatch.setattr("indexer.page_picture.draw", fail)
    with (
        PdfFile(source_file(tmp_path, "a.pdf", pdf(BOX))) as opened,
        pytest.raises(UnreadablePaper, match=r"a\.pdf: page 1"),
    ):
        opened.picture(0)
