from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from indexer import cli
from indexer.errors import CommitteePapersError
from indexer.folder import locked
from indexer.index import current_generation, open_index
from indexer.settings import Settings
from tests.fakes import HashEmbedder
from tests.small_corpus import found, small_corpus, write


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return small_corpus(tmp_path)


@pytest.fixture(autouse=True)
def hash_embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "make_embedder", lambda settings: HashEmbedder(model_id=settings.model))
    monkeypatch.setenv("COMMITTEE_PAPERS_OCR", "off")


def run(settings: Settings, name: str, *arguments: str) -> Result:
    group = click.Group(commands={command.name or "": command for command in cli.COMMANDS})
    places = ["--corpus", str(settings.corpus), "--index", str(settings.index), "--model", "hash"]
    return CliRunner().invoke(group, [name, *arguments, *places])


def test_index_says_what_it_did(settings: Settings) -> None:
    (settings.corpus / "letter.docx").write_bytes(b"PK")
    result = run(settings, "index")
    assert result.exit_code == 0
    assert "created budget.txt" in result.stdout
    assert "skipped letter.docx: " in result.stdout
    assert "2 created, 0 updated, 0 deleted, 0 unchanged, 0 kept, 1 skipped" in result.stdout
    assert result.stderr == ""
    assert found(settings, "oak trees") == ["trees.txt"]


def test_index_as_json(settings: Settings) -> None:
    report = json.loads(run(settings, "index", "--json").stdout)
    assert report["created"] == ["budget.txt", "trees.txt"]
    assert report["generation"] == current_generation(settings.index)
    assert report["counts"]["documents"] == 2


def test_index_takes_the_corpus_as_an_argument(settings: Settings, tmp_path: Path) -> None:
    settings.corpus.rename(tmp_path / "papers")
    assert run(settings, "index").exit_code == 3
    assert run(settings, "index", str(tmp_path / "papers")).exit_code == 0


def test_settings_come_from_the_environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMITTEE_PAPERS_CORPUS", str(settings.corpus))
    monkeypatch.setenv("COMMITTEE_PAPERS_INDEX", str(settings.index))
    monkeypatch.setenv("COMMITTEE_PAPERS_MODEL", "from-environment")
    assert CliRunner().invoke(cli.index_command, []).exit_code == 0
    assert open_index(settings.index).manifest.model == "from-environment"


def test_a_missing_corpus_is_one_line_with_a_hint(settings: Settings) -> None:
    result = run(settings.model_copy(update={"corpus": settings.corpus / "missing"}), "index")
    assert result.exit_code == 3
    assert result.stderr.startswith("error: ")
    assert result.stderr.rstrip().endswith(")")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_folder_that_cannot_be_made_is_one_line(settings: Settings) -> None:
    result = run(settings.model_copy(update={"index": settings.corpus / "trees.txt" / "index"}), "index")
    assert (result.exit_code, result.stderr[:7], result.stderr.count("\n")) == (3, "error: ", 1)


def test_a_busy_index_is_an_error(settings: Settings) -> None:
    with locked(settings.index):
        result = run(settings, "index")
    assert (result.exit_code, "another build" in result.stderr) == (3, True)


def test_where_nothing_can_be_read_the_index_stays_and_the_exit_code_tells(settings: Settings) -> None:
    run(settings, "index")
    for path in settings.corpus.iterdir():
        path.write_bytes(b"\x00\x01\x02" * 500 + path.name.encode())
    result = run(settings, "index", "--json")
    assert result.exit_code == 3
    assert len(json.loads(result.stdout)["kept"]) == 2
    assert "the index is as it was" in result.stderr


@pytest.mark.parametrize(("name", "value"), [("OCR", "perhaps"), ("READ_TIMEOUT", "soon"), ("EMBED_BATCH", "0")])
def test_a_wrong_setting_is_bad_use(settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"COMMITTEE_PAPERS_{name}", value)
    result = run(settings, "index")
    assert (result.exit_code, name.lower() in result.stderr, value in result.stderr) == (2, True, True)
    assert result.stderr.count("\n") == 1


def test_an_unknown_option_is_bad_use(settings: Settings) -> None:
    assert run(settings, "index", "--fast").exit_code == 2


class TestRemove:
    def test_nothing_of_a_removed_document_is_left(self, settings: Settings) -> None:
        write(settings, "secret.txt", "Secret", "The zanzibar contract is let.")
        run(settings, "index")
        result = run(settings, "remove", "secret.txt")
        assert result.exit_code == 0
        assert "removed secret.txt" in result.stdout
        assert found(settings, "zanzibar") == []
        for path in settings.index.rglob("*"):
            assert path.is_dir() or b"zanzibar" not in path.read_bytes().lower(), path

    def test_it_stays_out_until_it_is_restored(self, settings: Settings) -> None:
        run(settings, "index")
        trees = next(row.id for row in open_index(settings.index).catalogue.documents() if row.file == "trees.txt")
        assert json.loads(run(settings, "remove", trees, "--json").stdout) == {
            "removed": {"id": trees, "file": "trees.txt"}
        }
        report = json.loads(run(settings, "index", "--json").stdout)
        assert report["unchanged"] == ["budget.txt"]
        assert report["skipped"] == [{"name": "trees.txt", "reason": "removed from the index by hand"}]
        assert found(settings, "oak trees") == []
        assert json.loads(run(settings, "index", "--restore", "--json").stdout)["created"] == ["trees.txt"]
        assert found(settings, "oak trees") == ["trees.txt"]

    def test_the_last_document_can_go(self, settings: Settings) -> None:
        run(settings, "index")
        assert [run(settings, "remove", name).exit_code for name in ("trees.txt", "budget.txt")] == [0, 0]
        assert open_index(settings.index).manifest.counts.documents == 0
        assert run(settings, "check").exit_code == 0

    def test_an_unknown_document_is_not_found(self, settings: Settings) -> None:
        run(settings, "index")
        result = run(settings, "remove", "other.txt")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"error: {settings.index} holds no document 'other.txt'\n"

    def test_without_an_index_it_is_an_error(self, settings: Settings) -> None:
        result = run(settings, "remove", "other.txt")
        assert (result.exit_code, "committee-papers index" in result.stderr) == (3, True)


class TestCheck:
    def test_a_sound_index(self, settings: Settings) -> None:
        run(settings, "index")
        result = run(settings, "check")
        assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "sound")
        facts = json.loads(run(settings, "check", "--json").stdout)
        assert (facts["sound"], facts["problems"]) == (True, [])
        assert facts["manifest"]["model"] == "hash"

    def test_a_damaged_index(self, settings: Settings) -> None:
        run(settings, "index")
        with (settings.index / str(current_generation(settings.index)) / "catalogue.sqlite").open("ab") as file:
            file.write(b"more")
        result = run(settings, "check")
        assert result.exit_code == 3
        assert "bytes instead of" in result.stderr

    def test_no_index(self, settings: Settings) -> None:
        assert run(settings, "check").exit_code == 3


class TestInspect:
    def test_shows_the_tree(self, settings: Settings) -> None:
        result = run(settings, "inspect", str(settings.corpus / "trees.txt"))
        assert result.exit_code == 0
        assert result.stdout.startswith("trees.txt: ")
        assert "Planning Committee, 8 May 2024" in result.stdout
        assert not settings.index.exists()

    def test_as_json(self, settings: Settings) -> None:
        facts = json.loads(run(settings, "inspect", str(settings.corpus / "trees.txt"), "--json").stdout)
        assert facts["document"]["file"] == "trees.txt"
        assert facts["parts"]
        assert facts["withheld"] == []

    @pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02" * 500])
    def test_what_cannot_be_read_is_an_error(self, settings: Settings, tmp_path: Path, content: bytes | None) -> None:
        if content is not None:
            (tmp_path / "paper.txt").write_bytes(content)
        result = run(settings, "inspect", str(tmp_path / "paper.txt"))
        assert (result.exit_code, result.stderr[:7], result.stdout) == (3, "error: ", "")


def test_every_command_and_option_has_help() -> None:
    for command in cli.COMMANDS:
        assert command.help
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        assert all(option.help for option in options)
        assert {"--json", "--corpus", "--index", "--model"} <= {name for option in options for name in option.opts}


def test_friendly_shows_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    @cli.friendly
    def command() -> None:
        raise CommitteePapersError("something is wrong", hint="mend it")

    with pytest.raises(SystemExit) as caught:
        command()
    assert caught.value.code == 3
    assert capsys.readouterr().err == "error: something is wrong (mend it)\n"
