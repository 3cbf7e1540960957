from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import text as text_module
from indexer.errors import EmptyPaper, PaperError, UnreadablePaper
from indexer.text import read_text
from tests.made_pdfs import source_file

WORDS = "The Council’s budget – £2.3m – was agreed by the Cabinet\n Page 2 begins here"


def read(folder: Path, data: bytes) -> str:
    return read_text(source_file(folder, "paper.txt", data)).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_of_either_order_is_told_by_its_mark(tmp_path: Path, order: str) -> None:
    assert read(tmp_path, ("\ufeff" + WORDS).encode(order)) == WORDS


def test_utf8_that_is_cut_off_is_still_utf8(tmp_path: Path) -> None:
    assert read(tmp_path, "The Council’s – £2.3m – “budget”".encode()[:-1]) == "The Council’s – £2.3m – “budget\ufffd"


def test_only_line_ends_and_control_characters_change(tmp_path: Path) -> None:
    prose = WORDS * 4
    data = f"{prose} a\r\n  b\rc\x00d\x1be\tf\x85\u2028g  \n\n".encode()
    assert read(tmp_path, data) == f"{prose} a\n  b\nc d e\tf \ng  \n\n"


def test_form_feeds_are_page_breaks(tmp_path: Path) -> None:
    reading = read_text(source_file(tmp_path, "paper.txt", b"one\n\ftwo\n\f\fthree\n\f"))
    ends = (*reading.page_starts[1:], len(reading.text))
    pages = [reading.text[start:end] for start, end in zip(reading.page_starts, ends, strict=True)]
    assert pages == ["one\n\n", "two\n\n", "\n", "three\n\n"]


def test_without_form_feeds_the_pages_are_not_known(tmp_path: Path) -> None:
    assert read_text(source_file(tmp_path, "paper.txt", b"one\ntwo\n")).page_starts == ()


@pytest.mark.parametrize("data", [b"", b" \r\n\t\x0c ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_blank_file_is_empty(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(EmptyPaper, match=r"paper\.txt"):
        read(tmp_path, data)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" * 20,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10",
        "The words are spread by NUL characters".encode("utf-16-le"),
        bytes(range(256)),
        ("Мэр и совет города приняли решение о бюджете на следующий год. " * 3).encode("cp1251"),
    ],
)
def test_what_is_no_text_is_refused_with_a_hint(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadablePaper, match=r"paper\.txt") as caught:
        read(tmp_path, data)
    assert "UTF-8" in caught.value.hint


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    file = source_file(tmp_path, "paper.txt", b"words")
    file.path.unlink()
    with pytest.raises(UnreadablePaper, match=r"paper\.txt: cannot be opened"):
        read_text(file)


def test_a_text_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "MAX_BYTES", 4)
    with pytest.raises(UnreadablePaper, match="more than"):
        read(tmp_path, b"words")


@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode) | st.text("ab \f\r\n").map(str.encode))
def test_any_bytes_give_a_reading_whose_pages_tile_it_or_a_paper_error(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    try:
        reading = read_text(source_file(tmp_path_factory.getbasetemp(), "any.txt", data))
    except PaperError:
        return
    starts = reading.page_starts
    assert list(starts) == sorted(set(starts))
    assert not starts or (starts[0] == 0 and starts[-1] < len(reading.text))
    assert reading.text.encode()
    assert not set(reading.text) & set("\x00\r\f\x0b\x1c\x85\u2028\u2029")
