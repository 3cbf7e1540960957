"""Pages of PDFs as pictures."""

import struct
import zlib

import numpy as np
import pytest
from pypdf import PdfWriter

from server.errors import NotFound
from server.pictures import WIDTH, page_png, png
from tests.made_pdfs import lines, pdf

TINT = (255, 236, 120)


def pixels(data):
    """The rows of RGB of a PNG as `png` writes them."""
    width, height = struct.unpack(">II", data[16:24])
    idat = data[data.index(b"IDAT") + 4 : data.index(b"IEND") - 8]
    rows = np.frombuffer(zlib.decompress(idat), np.uint8).reshape(height, 1 + width * 3)
    out = rows[:, 1:].copy()
    for i in range(1, height):
        if rows[i, 0] == 2:
            out[i] += out[i - 1]
    return out.reshape(height, width, 3)


def tinted(data):
    """The rows and columns in which a pixel has the colour of a mark: (top, bottom, left, right), None where there is none."""
    rows, columns = np.nonzero((pixels(data) == TINT).all(axis=2))
    return (rows.min(), rows.max(), columns.min(), columns.max()) if len(rows) else None


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(pdf(lines("Agenda"), lines("The flood scheme", "be endorsed at once", "and reported back")))
    return path


def turned(path, angle):
    writer = PdfWriter(clone_from=path)
    for page in writer.pages:
        page.rotate(angle)
    writer.write(path)
    return path


def test_a_picture_is_as_wide_as_promised(paper):
    assert pixels(page_png(paper, "1", 1)).shape == (1416, WIDTH, 3)


def test_marked_words_are_tinted_where_they_stand(paper):
    top, bottom, left, right = tinted(page_png(paper, "1", 2, ("be endorsed\nat once",)))
    scale = WIDTH / 595
    assert (842 - 800) * scale < top < bottom < (842 - 780) * scale
    assert 70 * scale < left < right < 200 * scale


def test_the_words_stay_dark_under_the_tint(paper):
    picture = pixels(page_png(paper, "1", 2, ("be endorsed at once",)))
    top, bottom, left, right = tinted(page_png(paper, "1", 2, ("be endorsed at once",)))
    assert picture[top:bottom, left:right].min() < 60


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_marked_on_its_words(paper, angle):
    upright = tinted(page_png(paper, "upright", 2, ("The flood scheme",)))
    data = page_png(turned(paper, angle), f"turned {angle}", 2, ("The flood scheme",))
    top, bottom, left, right = tinted(data)
    assert (bottom - top > right - left) == (angle != 180)
    ratio = pixels(data).shape[1] / pixels(page_png(paper, "1", 1)).shape[1]
    assert 0 < (bottom - top + right - left) < 2 * ratio * sum(upright)


def test_words_in_another_order_are_found_line_by_line(paper):
    top, bottom, _, _ = tinted(page_png(paper, "1", 2, ("and reported back\nThe flood scheme",)))
    assert bottom - top > 50


@pytest.mark.parametrize("words", ["not on this page", "", "\n", "at"])
def test_words_that_are_not_there_or_too_few_are_left_unmarked(paper, words):
    assert tinted(page_png(paper, "1", 2, (words,))) is None


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_page_that_is_not_there_is_not_found(paper, number):
    with pytest.raises(NotFound):
        page_png(paper, "1", number)


@pytest.mark.parametrize(("old", "new"), [(b"%PDF", b"%XXX"), (b"/MediaBox", b" " * 20)], ids=["the file", "a page"])
def test_what_is_damaged_is_not_found(paper, old, new):
    paper.write_bytes(paper.read_bytes().replace(old, new))
    with pytest.raises(NotFound):
        page_png(paper, "1", 2)


def test_a_strip_of_a_page_makes_no_giant_picture(tmp_path):
    path = tmp_path / "strip.pdf"
    path.write_bytes(pdf(lines("x")).replace(b"[0 0 595 842]", b"[0 0 005 842]"))
    height, width, _ = pixels(page_png(path, "1", 1)).shape
    assert height <= 3001
    assert width < 50


def test_rows_survive_the_packing():
    rows = np.arange(5 * 4 * 3, dtype=np.uint8).reshape(5, 4, 3)
    assert (pixels(png(rows)) == rows).all()
