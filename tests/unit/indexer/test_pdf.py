import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import pdf as pdf_module
from indexer import pdf_text
from indexer.errors import EmptyPaper, EncryptedPaper, PaperError, UnreadablePaper
from indexer.pdf import LITTLE_TEXT, NO_TEXT, SOUP, read_pdf
from indexer.records import Bookmark, PageNote, Reading
from indexer.time_limit import OutOfTime
from tests.made_pdfs import lines, pdf, rewritten, source_file

PROSE = "The Cabinet agreed the budget for the coming year and asked the Director to report in March. "
THREE = pdf(lines("CABINET", "30 January 2025"), lines("1. Apologies"), lines("RESOLVED that it be noted."))
IMAGE = b"/XObject<</Im1<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray>>>>"
PICTURE = b"q 595 0 0 842 0 0 cm /Im1 Do Q"
GLYPHS = "".join(chr(ord(character) - 29) for character in PROSE * 2).replace("(", r"\(").replace(")", r"\)")


def read(folder: Path, data: bytes) -> Reading:
    return read_pdf(source_file(folder, "paper.pdf", data))


def pages(reading: Reading) -> list[str]:
    ends = (*reading.page_starts[1:], len(reading.text))
    return [reading.text[start:end] for start, end in zip(reading.page_starts, ends, strict=True)]


def test_pages_tile_the_text_and_end_in_a_line_feed(tmp_path: Path) -> None:
    reading = read(tmp_path, THREE)
    assert pages(reading) == ["CABINET\n30 January 2025\n", "1. Apologies\n", "RESOLVED that it be noted.\n"]
    assert reading.page_labels == ()
    assert reading.bookmarks == ()
    assert reading.notes == ()


def test_labels_are_the_files_own(tmp_path: Path) -> None:
    assert read(tmp_path, rewritten(THREE, labels="A-")).page_labels == ("A-7", "A-8", "A-9")


def test_bookmarks_name_the_page_and_depth_and_broken_ones_are_dropped(tmp_path: Path) -> None:
    data = rewritten(THREE, outline=[("Agenda\r\n list", 0), ("Item\x003", 2), (" ", 1)])
    assert read(tmp_path, data).bookmarks == (Bookmark("Agenda list", 1, 0), Bookmark("Item 3", 3, 1))
    to_a_font = data.replace(b"/D [ 3 0 R", b"/D [ 5 0 R")
    assert read(tmp_path, to_a_font).bookmarks == (Bookmark("Item 3", 3, 1),)
    assert read(tmp_path, re.sub(rb"/Outlines \d+", b"/Outlines 5", data)).bookmarks == ()


def test_a_page_without_text_is_kept_and_a_picture_noted(tmp_path: Path) -> None:
    data = pdf(lines(PROSE), b"", PICTURE, PICTURE + b" " + lines("Page 61"), resources=IMAGE)
    reading = read(tmp_path, data)
    assert [page.strip() for page in pages(reading)] == [PROSE.strip(), "", "", "Page 61"]
    assert reading.notes == (PageNote(3, NO_TEXT), PageNote(4, LITTLE_TEXT))


def test_a_file_of_pictures_alone_is_a_reading(tmp_path: Path) -> None:
    reading = read(tmp_path, pdf(PICTURE, PICTURE, resources=IMAGE))
    assert reading.text == "\n\n"
    assert [note.page for note in reading.notes] == [1, 2]


def test_letters_drawn_as_outlines_are_a_picture_and_a_few_curves_are_not(tmp_path: Path) -> None:
    outlines = b"0 0 m\n" + b"1 2 3 4 5 6 c\n" * 200 + b"f\n"
    reading = read(tmp_path, pdf(outlines, b"0 0 m 1 2 3 4 5 6 c f", outlines + lines(PROSE)))
    assert reading.notes == (PageNote(1, NO_TEXT),)


def test_glyph_soup_is_noted_and_not_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, pdf(lines(PROSE), lines(GLYPHS)))
    assert pages(reading)[1] == "\n"
    assert reading.notes == (PageNote(2, SOUP),)


def test_a_page_that_fails_is_read_by_the_second_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_page: object) -> tuple[str, bool]:
        raise RecursionError

    monkeypatch.setattr(pdf_text, "extract", fail)
    assert pages(read(tmp_path, THREE)) == [
        "CABINET\n30 January 2025\n",
        "1. Apologies\n",
        "RESOLVED that it be noted.\n",
    ]


def test_a_page_that_neither_can_read_is_empty_and_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(lines("one page"), b"[(x) (y) Tj] TJ BT (")
    monkeypatch.setattr(pdf_module, "_pdfium_text", lambda _document, _index: "")
    reading = read(tmp_path, data)
    assert pages(reading) == ["one page\n", "\n"]
    assert [note.page for note in reading.notes] == [2]
    assert reading.notes[0].problem.startswith("could not be read: ")


def test_slow_pages_are_left_to_the_second_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def dawdle(page: object) -> tuple[str, bool]:
        asked.append(page)
        raise OutOfTime

    monkeypatch.setattr(pdf_text, "extract", dawdle)
    reading = read(tmp_path, pdf(*(lines(f"page {number}") for number in range(1, 7))))
    assert len(pages(reading)) == 6
    assert "page 6" in reading.text
    assert len(asked) == pdf_module.MAX_SLOW_PAGES


def test_cut_up_words_are_replaced_by_the_second_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ["children and young people choose care that they can plan"] * 3
    cut_up = re.sub(r"\b([cyp])", r"\1\n", "\n".join(whole))
    monkeypatch.setattr(pdf_text, "extract", lambda _page: (cut_up, False))
    assert read(tmp_path, pdf(lines(*whole))).text == "\n".join(whole) + "\n"


def test_an_empty_password_opens_and_another_does_not(tmp_path: Path) -> None:
    assert len(pages(read(tmp_path, rewritten(THREE, password=("", "owner"))))) == 3
    with pytest.raises(EncryptedPaper, match=r"paper\.pdf") as caught:
        read(tmp_path, rewritten(THREE, password=("user", "owner")))
    assert "password" in caught.value.hint


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", THREE[:300], b"<html>not found</html>", b"\x00" * 2000])
def test_what_cannot_be_opened_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadablePaper, match=r"paper\.pdf"):
        read(tmp_path, data)


def test_a_pdf_without_pages_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyPaper, match=r"paper\.pdf"):
        read(tmp_path, pdf())


def test_a_file_whose_table_of_objects_is_wrong_is_still_read(tmp_path: Path) -> None:
    table = THREE.index(b"xref\n")
    broken = THREE[:table] + THREE[table:].replace(b"startxref\n", b"startxref\n9").replace(b"00000 n", b"00009 n")
    assert "RESOLVED" in read(tmp_path, broken).text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a \r\nb\t\r", "a\nb\n"),
        ("", "\n"),
        ("\n\n one\n\n", "\n\n one\n"),
        ("the o\ufb03cer\u2019s \ufb01le", "the officer\u2019s file\n"),
        ("in\x02house\x00and\x1b\x02", "in-house and\n"),
        ("co\xadoperate with co\xad\noperation", "cooperate with co-\noperation\n"),
        ("\uf0d8 Further\n  \uf0b7\tdetails", "• Further\n  •\tdetails\n"),
        ("\ud83d\ude00 \ud800", "\U0001f600 \ufffd\n"),
        ("a\x0bb\x85c\u2028d", "a\nb\nc\nd\n"),
    ],
)
def test_characters_are_put_right(raw: str, clean: str) -> None:
    assert pdf_text.clean(raw) == clean


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 12))
def test_a_damaged_file_gives_pages_that_tile_or_a_paper_error(
    seed: int, count: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    data = bytearray(THREE)
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.choice(b"\x00 ()<>[]/019x\xff")
    try:
        reading = read_pdf(source_file(tmp_path_factory.getbasetemp(), "any.pdf", bytes(data)))
    except PaperError:
        return
    assert "".join(pages(reading)) == reading.text
    assert all(page.endswith("\n") for page in pages(reading))
    assert reading.text.encode()
