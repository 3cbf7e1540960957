import os
import select
from pathlib import Path
from threading import Event

import pytest

from indexer.ocr_engine import OcrFailed, find_engine
from indexer.page_picture import Picture
from tests.made_scans import FakePrograms

PICTURE = Picture(b"P5 1 1 255\n\xff", 150)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePrograms:
    programs = FakePrograms(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(programs.folder))
    return programs


def test_programs_are_named_by_version_and_language(programs: FakePrograms) -> None:
    engine = find_engine("eng")
    assert (engine.version, engine.language) == ("ocrmypdf 99.1, tesseract 5", "eng")
    assert find_engine("eng").key == engine.key != find_engine("eng+osd").key
    programs.install(version="99.2")
    assert find_engine("eng").key != engine.key


def test_a_program_beside_python_is_found(
    programs: FakePrograms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "venv").mkdir()
    (programs.folder / "ocrmypdf").rename(tmp_path / "venv" / "ocrmypdf")
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    with pytest.raises(OcrFailed, match="install ocrmypdf"):
        find_engine("eng")
    monkeypatch.setattr("sys.executable", str(tmp_path / "venv" / "python"))
    assert find_engine("eng").program == str(tmp_path / "venv" / "ocrmypdf")


def test_a_missing_language_is_named(programs: FakePrograms) -> None:
    with pytest.raises(OcrFailed, match="install tesseract-ocr-cym to"):
        find_engine("eng+cym")


@pytest.mark.parametrize("body", ["exit 1", "exit 0"])
def test_a_program_that_does_not_start_is_named(programs: FakePrograms, body: str) -> None:
    (programs.folder / "ocrmypdf").write_text(f"#!/bin/sh\n{body}\n")
    with pytest.raises(OcrFailed, match="ocrmypdf is installed but"):
        find_engine("eng")


def test_the_picture_and_its_resolution_are_handed_over(programs: FakePrograms, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    programs.install(does=f'for each; do case "$each" in *.pgm) /bin/cat "$each" > "{seen}";; esac; done')
    assert find_engine("eng").read(PICTURE, 30, Event()) == "The bridge is to be painted green."
    assert seen.read_bytes() == PICTURE.pgm


def test_what_hangs_is_ended_with_all_that_it_started(programs: FakePrograms, tmp_path: Path) -> None:
    held = tmp_path / "held"  # a pipe that the program's child holds open as long as it lives
    os.mkfifo(held)
    reading = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    programs.install(does=f'/bin/sleep 1000 > "{held}" & wait')
    engine = find_engine("eng")
    with pytest.raises(OcrFailed, match="took longer than 3 seconds"):
        engine.read(PICTURE, 3, Event())
    end = select.poll()
    end.register(reading, select.POLLHUP)
    assert end.poll(30_000) == [(reading, select.POLLHUP)]
    os.close(reading)


def test_a_halt_ends_it(programs: FakePrograms) -> None:
    programs.install(does="exec /bin/sleep 1000")
    halt = Event()
    halt.set()
    with pytest.raises(OcrFailed):
        find_engine("eng").read(PICTURE, 1000, halt)


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("exit 3", "exit code 3"),
        ("echo one >&2; echo the last one >&2; echo >&2; exit 1", "OCR failed: the last one"),
        ("exit 0", "wrote no text"),
    ],
)
def test_a_failure_is_told_in_the_programs_words(programs: FakePrograms, does: str, said: str) -> None:
    programs.install(does=does)
    with pytest.raises(OcrFailed, match=said):
        find_engine("eng").read(PICTURE, 30, Event())


def test_a_program_that_vanished_is_a_failure(programs: FakePrograms) -> None:
    engine = find_engine("eng")
    programs.remove("ocrmypdf")
    with pytest.raises(OcrFailed, match="does not start"):
        engine.read(PICTURE, 30, Event())


def test_nothing_is_left_in_the_temporary_folder(
    programs: FakePrograms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "bin"))
    before = set(os.listdir(tmp_path / "bin"))
    find_engine("eng").read(PICTURE, 30, Event())
    assert set(os.listdir(tmp_path / "bin")) - before == {"calls"}
