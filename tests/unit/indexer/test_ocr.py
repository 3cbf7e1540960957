import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import ocr as ocr_module
from indexer.anatomy import source_file as file_at
from indexer.errors import UnreadablePaper
from indexer.ocr import MAX_FAILURES, NO_WORDS, NOT_REACHED, Limits, Ocr
from indexer.ocr_cache import OcrCache
from indexer.page_picture import Picture
from indexer.pdf import LITTLE_TEXT, NO_TEXT, SOUP, read_pdf
from indexer.reading import Reader
from indexer.records import OWN_TEXT, READ_BY_OCR, PageNote, Reading, SourceFile
from indexer.understand import Rules, understand
from tests.made_pdfs import lines, pdf, source_file
from tests.made_scans import SHOWN, FakePrograms, scanned, unmapped

GREEN = "The bridge is to be painted green.\n"
PROSE = "The Cabinet agreed the budget for the coming year and asked the Director to report in March. "
PICTURE = b"q 595 0 0 842 0 0 cm /Im1 Do Q"
IMAGE = b"/XObject<</Im1<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray>>>>"
MIXED = pdf(lines(PROSE), PICTURE, b"", resources=IMAGE)
EXEMPT = (
    "NOT FOR PUBLICATION\nBy virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972\n\n"
    "The winning bid is that of Zanzibar Limited, at a price nobody may know.\n"
)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePrograms:
    programs = FakePrograms(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(programs.folder))
    return programs


@pytest.fixture
def cache(tmp_path: Path) -> OcrCache:
    return OcrCache(tmp_path / "ocr")


def blank(_file: SourceFile, _page: int) -> Picture:
    return Picture(b"P5 1 1 255\n\xff", 300)


def read(folder: Path, data: bytes, ocr: Ocr) -> Reading:
    return ocr.complete(read_pdf(source_file(folder, "paper.pdf", data)), blank)


def pages(reading: Reading) -> list[str]:
    ends = (*reading.page_starts[1:], len(reading.text))
    return [reading.text[start:end] for start, end in zip(reading.page_starts, ends, strict=True)]


def notes(reading: Reading) -> dict[int, str]:
    return {note.page: note.problem for note in reading.notes}


@pytest.mark.usefixtures("programs")
class TestModes:
    def test_auto_reads_the_pages_without_text_alone(self, tmp_path: Path, programs: FakePrograms) -> None:
        reading = read(tmp_path, MIXED, Ocr("auto"))
        assert pages(reading) == [PROSE.strip() + "\n", GREEN, "\n"]
        assert reading.notes == (PageNote(2, READ_BY_OCR),)
        assert programs.calls == 1

    def test_off_reads_none_and_says_so(self, tmp_path: Path, programs: FakePrograms) -> None:
        reading = read(tmp_path, MIXED, Ocr("off"))
        assert notes(reading) == {2: f"{NO_TEXT}; OCR is off"}
        assert (pages(reading)[1], programs.calls) == ("\n", 0)

    def test_force_reads_every_page(self, tmp_path: Path, programs: FakePrograms) -> None:
        reading = read(tmp_path, MIXED, Ocr("force"))
        assert pages(reading) == [GREEN] * 3
        assert notes(reading) == dict.fromkeys((1, 2, 3), READ_BY_OCR)
        assert programs.calls == 3

    def test_force_keeps_the_own_text_of_a_page_that_fails(self, tmp_path: Path, programs: FakePrograms) -> None:
        programs.remove("ocrmypdf")
        reading = read(tmp_path, pdf(lines(PROSE)), Ocr("force"))
        assert reading.text == PROSE.strip() + "\n"
        (note,) = reading.notes
        assert note.problem.startswith(f"{OWN_TEXT}; install ocrmypdf")
        assert (note.by_ocr, note.unread) == (False, False)

    def test_a_blank_page_that_is_forced_has_no_note(self, tmp_path: Path, programs: FakePrograms) -> None:
        programs.install(says="\f")
        assert read(tmp_path, pdf(b""), Ocr("force")).notes == ()

    def test_a_text_is_left_alone(self, tmp_path: Path, programs: FakePrograms) -> None:
        file = source_file(tmp_path, "paper.txt", b"words\fmore words")
        with Reader(ocr=Ocr("force")) as reader:
            assert reader.read(file).notes == ()
        assert programs.calls == 0


class TestText:
    def test_a_page_number_printed_on_a_scan_stays(self, tmp_path: Path, programs: FakePrograms) -> None:
        data = pdf(PICTURE + b" " + lines("Page 61", "the BRIDGE is to be painted green"), resources=IMAGE)
        reading = read(tmp_path, data, Ocr())
        assert reading.text == "Page 61\n" + GREEN
        assert notes(reading) == {1: READ_BY_OCR}

    @pytest.mark.parametrize("says", ["", "\f", "~ | . -\n", "\ufffd" * 40 + " the"])
    def test_what_holds_no_words_is_not_taken(self, tmp_path: Path, programs: FakePrograms, says: str) -> None:
        programs.install(says=says)
        reading = read(tmp_path, MIXED, Ocr())
        assert notes(reading) == {2: f"{NO_TEXT}; {NO_WORDS}"}
        assert pages(reading)[1] == "\n"

    def test_later_pages_move_by_what_was_found(self, tmp_path: Path, programs: FakePrograms) -> None:
        programs.install(says="one two three\n\n four\r\n\f")
        reading = read(tmp_path, pdf(PICTURE, lines("last"), resources=IMAGE), Ocr())
        assert pages(reading) == ["one two three\n\n four\n", "last\n"]


class TestCache:
    def test_a_page_is_read_once(self, tmp_path: Path, programs: FakePrograms, cache: OcrCache) -> None:
        first = read(tmp_path, MIXED, Ocr(cache=cache))
        assert read(tmp_path, MIXED, Ocr(cache=cache)) == first
        assert programs.calls == 1

    def test_without_words_too(self, tmp_path: Path, programs: FakePrograms, cache: OcrCache) -> None:
        programs.install(says="")
        assert read(tmp_path, MIXED, Ocr(cache=cache)) == read(tmp_path, MIXED, Ocr(cache=cache))
        assert programs.calls == 1

    def test_another_version_reads_it_again(self, tmp_path: Path, programs: FakePrograms, cache: OcrCache) -> None:
        read(tmp_path, MIXED, Ocr(cache=cache))
        programs.install(version="99.2", says="Blue words")
        assert pages(read(tmp_path, MIXED, Ocr(cache=cache)))[1] == "Blue words\n"

    def test_what_was_read_outlasts_the_programs(self, tmp_path: Path, programs: FakePrograms, cache: OcrCache) -> None:
        first = read(tmp_path, MIXED, Ocr(cache=cache))
        programs.remove("tesseract")
        assert read(tmp_path, MIXED, Ocr(cache=cache)) == first

    def test_a_failure_is_tried_again(self, tmp_path: Path, programs: FakePrograms, cache: OcrCache) -> None:
        programs.install(does="exit 1")
        assert "failed" in notes(read(tmp_path, MIXED, Ocr(cache=cache)))[2]
        programs.install()
        assert notes(read(tmp_path, MIXED, Ocr(cache=cache)))[2] == READ_BY_OCR


class TestFailures:
    @pytest.mark.parametrize(
        ("gone", "said"),
        [
            (["ocrmypdf"], "install ocrmypdf to"),
            (["tesseract"], "install tesseract-ocr to"),
            (["ocrmypdf", "tesseract"], "install ocrmypdf and tesseract-ocr to"),
        ],
    )
    def test_a_missing_program_is_named(
        self, tmp_path: Path, programs: FakePrograms, monkeypatch: pytest.MonkeyPatch, gone: list[str], said: str
    ) -> None:
        monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
        for name in gone:
            programs.remove(name)
        assert notes(read(tmp_path, MIXED, Ocr()))[2].startswith(f"{NO_TEXT}; {said}")

    def test_a_failing_page_is_noted_with_the_programs_last_words(self, tmp_path: Path, programs: FakePrograms) -> None:
        programs.install(does="echo starting >&2; echo no space left >&2; exit 4")
        assert notes(read(tmp_path, MIXED, Ocr())) == {2: f"{NO_TEXT}; OCR failed: no space left"}

    def test_a_page_that_takes_too_long_is_noted(self, tmp_path: Path, programs: FakePrograms) -> None:
        programs.install(does="/bin/sleep 60")
        reading = read(tmp_path, MIXED, Ocr(limits=Limits(page=0.3)))
        assert notes(reading)[2].startswith(f"{NO_TEXT}; OCR took longer than")

    def test_a_page_that_cannot_be_drawn_is_noted(self, tmp_path: Path, programs: FakePrograms) -> None:
        def fail(_file: SourceFile, page: int) -> Picture:
            raise UnreadablePaper(f"page {page} cannot be drawn")

        reading = Ocr().complete(read_pdf(source_file(tmp_path, "paper.pdf", MIXED)), fail)
        assert notes(reading) == {2: f"{NO_TEXT}; OCR failed: page 2 cannot be drawn"}

    def test_a_file_on_which_every_page_fails_is_left(
        self, tmp_path: Path, programs: FakePrograms, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ocr_module, "MOST_JOBS", 1)
        programs.install(does="exit 1")
        reading = read(tmp_path, pdf(*[PICTURE] * (MAX_FAILURES + 3), resources=IMAGE), Ocr())
        assert programs.calls == MAX_FAILURES
        assert sum("left out" in note.problem for note in reading.notes) == 3

    def test_pages_beyond_the_time_for_the_file_are_noted(self, tmp_path: Path, programs: FakePrograms) -> None:
        reading = read(tmp_path, MIXED, Ocr(limits=Limits(file=0.0)))
        assert notes(reading) == {2: f"{NO_TEXT}; {NOT_REACHED}"}
        assert programs.calls == 0

    def test_a_page_that_the_time_for_the_file_cuts_off_was_not_reached(
        self, tmp_path: Path, programs: FakePrograms
    ) -> None:
        programs.install(does="/bin/sleep 60")
        reading = read(tmp_path, MIXED, Ocr(limits=Limits(file=0.3)))
        assert notes(reading) == {2: f"{NO_TEXT}; {NOT_REACHED}"}

    def test_an_interruption_ends_the_programs(self, tmp_path: Path, programs: FakePrograms) -> None:
        first = programs.folder / "first"
        programs.install(does=f'[ -e "{first}" ] && exec /bin/sleep 100; : > "{first}"')

        def interrupt(_stage: str, done: int, total: int) -> None:
            assert (done, total) == (1, 3)
            raise KeyboardInterrupt

        ocr = Ocr(limits=Limits(page=90.0), progress=interrupt)
        started = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            read(tmp_path, pdf(*[PICTURE] * 3, resources=IMAGE), ocr)
        assert time.monotonic() - started < 60


class TestUnderstanding:
    def test_a_withheld_page_is_known_in_words_read_by_ocr_and_not_kept(
        self, tmp_path: Path, programs: FakePrograms, cache: OcrCache
    ) -> None:
        programs.install(says=EXEMPT)
        (tmp_path / "paper.pdf").write_bytes(
            pdf(lines("Planning Committee", "8 May 2024", "1.1 A contract was let."), PICTURE, resources=IMAGE)
        )
        with Reader(ocr=Ocr(cache=cache)) as reader:
            understood = understand(file_at(tmp_path / "paper.pdf"), reader, Rules())
        assert programs.calls == 1
        assert understood.paper.row.withheld_pages == (2,)
        assert "Zanzibar" not in repr(understood.paper)
        assert [path for path in (tmp_path / "ocr").rglob("*") if path.is_file()] == []

    def test_the_programs_count_only_where_pages_are_noted(self) -> None:
        rules, noted = Rules(engine=lambda: "abc"), [PageNote(1, READ_BY_OCR)]
        plain = rules.way_of("d")
        assert rules.way_of("d", noted) == f"{plain}-abc"
        assert Rules("off", engine=lambda: "abc").way_of("d", noted) == Rules("off").way_of("d")
        assert rules.way_of("d", [*noted, PageNote(2, f"{NO_TEXT}; {NOT_REACHED}")]) == f"{plain}-unfinished"


def has_programs() -> bool:
    return bool(shutil.which("ocrmypdf") and shutil.which("tesseract"))


needs_programs = pytest.mark.skipif(not has_programs(), reason="ocrmypdf and tesseract are not installed")


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(workers=1, ocr=Ocr()) as reader:
        yield reader


@pytest.mark.slow
@needs_programs
class TestRealPrograms:
    def test_a_scan_is_read(self, tmp_path: Path, reader: Reader) -> None:
        file = source_file(tmp_path, "scan.pdf", scanned(pdf(lines("", "", *SHOWN)), overlay=lines("Page 7")))
        reading = reader.read(file)
        assert notes(read_pdf(file)) == {1: LITTLE_TEXT}
        assert notes(reading) == {1: READ_BY_OCR}
        assert all(words in " ".join(reading.text.split()) for words in (*SHOWN, "Page 7"))

    def test_a_scan_that_lies_on_its_side_is_read(self, tmp_path: Path, reader: Reader) -> None:
        turned = scanned(pdf(lines(*SHOWN * 12)), turns=1)
        reading = reader.read(source_file(tmp_path, "turned.pdf", turned))
        assert SHOWN[1] in " ".join(reading.text.split())

    def test_glyph_soup_is_read(self, tmp_path: Path, reader: Reader) -> None:
        file = source_file(tmp_path, "soup.pdf", unmapped(pdf(lines(*SHOWN))))
        assert notes(read_pdf(file)) == {1: SOUP}
        reading = reader.read(file)
        assert notes(reading) == {1: READ_BY_OCR}
        assert all(words in " ".join(reading.text.split()) for words in SHOWN)

    @pytest.mark.samples
    def test_a_page_of_a_scanned_package_is_read(self) -> None:
        if not (folder := os.environ.get("COMMITTEE_PAPERS_SAMPLES")):
            pytest.skip("COMMITTEE_PAPERS_SAMPLES is not set")
        path = Path(folder) / "another-council" / "scanned-agenda-package-2025-02-18.pdf"
        if not path.is_file():
            pytest.skip(f"{path} is not there")
        with Reader() as reader:
            whole = reader.read(file_at(path))
            third = Reading(whole.file, "\n\n\n", (0, 1, 2), notes=(PageNote(3, whole.notes[2].problem),))
            reading = Ocr().complete(third, reader.picture)
        assert len(whole.notes) == 19
        assert len(reading.text.split()) > 150
        assert "Council" in reading.text
