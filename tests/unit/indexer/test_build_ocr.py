from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from indexer import cli
from indexer.build import build
from indexer.check import UnreadPages, unread_pages
from indexer.folder import OCR
from indexer.index import open_index
from indexer.pdf import NO_TEXT
from indexer.report import BuildReport
from indexer.settings import Settings
from tests.fakes import HashEmbedder
from tests.made_pdfs import lines, pdf
from tests.made_scans import FakePrograms
from tests.small_corpus import found, small_corpus
from tests.unit.indexer.test_ocr import IMAGE, PICTURE, PROSE

SCAN = pdf(lines(PROSE), PICTURE, PICTURE, resources=IMAGE)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePrograms:
    programs = FakePrograms(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(programs.folder))
    monkeypatch.setattr("sys.executable", str(_beside_python(tmp_path)))
    return programs


def _beside_python(folder: Path) -> Path:
    """This Python in a folder with nothing beside it."""
    (folder / "python-alone").mkdir()
    python = folder / "python-alone" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return python


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = small_corpus(tmp_path)
    (settings.corpus / "scan.pdf").write_bytes(SCAN)
    (settings.corpus / "plain.pdf").write_bytes(pdf(lines("1.1 A plain page about hedgehogs.")))
    return settings.model_copy(update={"ocr": "auto"})


def built(settings: Settings) -> BuildReport:
    return build(settings, embedder=HashEmbedder())


def counted(report: BuildReport) -> tuple[int, int]:
    return report.counts.pages_by_ocr, report.counts.pages_unread


def run(settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str, *arguments: str) -> Result:
    monkeypatch.setattr(cli, "make_embedder", lambda settings: HashEmbedder(model_id=settings.model))
    group = click.Group(commands={command.name or "": command for command in cli.COMMANDS})
    places = ["--corpus", str(settings.corpus), "--index", str(settings.index), "--model", "hash"]
    return CliRunner().invoke(group, [name, *arguments, *places])


def test_pages_read_by_ocr_are_found_and_counted(settings: Settings, programs: FakePrograms) -> None:
    report = built(settings)
    assert counted(report) == (2, 0)
    assert found(settings, "bridge painted green") == ["scan.pdf"]
    with closing(open_index(settings.index)) as index:
        assert unread_pages(index.catalogue) == ()
    assert counted(built(settings)) == (2, 0)
    assert programs.calls == 2


def test_programs_that_come_later_read_the_files_that_need_them(settings: Settings, programs: FakePrograms) -> None:
    programs.remove("tesseract")
    assert counted(built(settings)) == (0, 2)
    assert built(settings).updated == ()
    with closing(open_index(settings.index)) as index:
        (unread,) = unread_pages(index.catalogue)
    problem = f"{NO_TEXT}; install tesseract-ocr to have it read"
    assert unread == UnreadPages("scan.pdf", (2, 3), problem)
    programs.install()
    report = built(settings)
    assert (report.updated, counted(report)) == (("scan.pdf",), (2, 0))
    assert built(settings).updated == ()


def test_what_was_not_reached_is_gone_on_with_until_it_is_done(settings: Settings, programs: FakePrograms) -> None:
    hurried = settings.model_copy(update={"ocr_timeout": 1e-9})
    assert counted(built(hurried)) == (0, 2)
    assert counted(built(hurried)) == (0, 2)
    report = built(settings)
    assert (report.updated, counted(report)) == (("scan.pdf",), (2, 0))
    assert built(settings).updated == ()


def test_words_of_a_file_that_is_gone_or_removed_are_not_kept(
    settings: Settings, programs: FakePrograms, monkeypatch: pytest.MonkeyPatch
) -> None:
    (settings.corpus / "other.pdf").write_bytes(pdf(PICTURE, resources=IMAGE))
    built(settings)
    assert len(list((settings.index / OCR).iterdir())) == 2
    (settings.corpus / "other.pdf").unlink()
    built(settings)
    assert len(list((settings.index / OCR).iterdir())) == 1
    assert run(settings, monkeypatch, "remove", "scan.pdf").exit_code == 0
    assert list((settings.index / OCR).iterdir()) == []


class TestCommands:
    def test_index_and_check_tell(
        self, settings: Settings, programs: FakePrograms, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        programs.install(says="")
        result = run(settings, monkeypatch, "index")
        assert "2 pages unreadable" in result.stdout
        assert "`check` lists" in result.stdout
        checked = run(settings, monkeypatch, "check")
        assert checked.exit_code == 0
        assert f"  scan.pdf, pages 2–3: {NO_TEXT}; OCR found no words\n" in checked.stdout
        (unread,) = json.loads(run(settings, monkeypatch, "check", "--json").stdout)["unread"]
        assert (unread["file"], unread["pages"]) == ("scan.pdf", [2, 3])

    def test_the_option_is_the_setting(
        self, settings: Settings, programs: FakePrograms, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "2 pages unreadable" in run(settings, monkeypatch, "index", "--ocr=off").stdout
        assert programs.calls == 0
        assert "4 pages read by OCR" in run(settings, monkeypatch, "index", "--ocr=force").stdout
        monkeypatch.setenv("COMMITTEE_PAPERS_OCR", "auto")
        assert "2 pages read by OCR" in run(settings, monkeypatch, "index").stdout
        assert run(settings, monkeypatch, "index", "--ocr=perhaps").exit_code == 2

    def test_inspect_shows_the_pages(
        self, settings: Settings, programs: FakePrograms, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = str(settings.corpus / "scan.pdf")
        assert "  pages 2–3: read by OCR\n" in run(settings, monkeypatch, "inspect", file).stdout
        assert not settings.index.exists()
        assert (
            f"  pages 2–3: {NO_TEXT}; OCR is off\n" in run(settings, monkeypatch, "inspect", "--ocr=off", file).stdout
        )
