from __future__ import annotations

from pathlib import Path

import pytest

from indexer import understand as module
from indexer.anatomy import source_file
from indexer.check import check_index
from indexer.errors import NothingWithheld, PaperError
from indexer.reading import Reader
from indexer.released import Release
from indexer.understand import END_WORDS, STORAGE, Rules, understand
from tests.fakes import write_index

ROOT = Path(__file__).parents[3]
EXEMPT = """Planning Committee

Wednesday, 8 May 2024

1.1 A contract was let in the spring.

\x0cNOT FOR PUBLICATION
By virtue of paragraph 3 of Part 1 of Schedule 12A

The winning bid is that of Zanzibar Limited, at a price nobody may know.
"""


class TestRules:
    def test_a_way_of_reading_is_named_by_source_settings_and_releases(self, monkeypatch: pytest.MonkeyPatch) -> None:
        digest, other = "a" * 64, "b" * 64
        own = Release(digest, "one two three", "four five six", "me")
        foreign = Release(other, "one two three", "four five six", "me")
        plain = Rules().way_of(digest)
        assert plain == Rules().way_of(other) == Rules(released=(foreign,)).way_of(digest)
        assert len({plain, Rules("off").way_of(digest), Rules(released=(own,)).way_of(digest)}) == 3
        monkeypatch.setattr(module, "_source", lambda: b"another version")
        assert Rules().way_of(digest) != plain

    def test_storage_modules_are_modules(self) -> None:
        assert {path.stem for path in (ROOT / "indexer").glob("*.py")} >= STORAGE
        assert not STORAGE & {"passages", "outline", "exempt", "decisions", "reading", "pagination", "records"}


def test_a_paper_has_what_its_file_holds(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text("Planning Committee\n\n8 May 2024\n\n1.1 A contract was let in the spring.\n")
    file = source_file(tmp_path / "paper.txt")
    with Reader() as reader:
        understood = understand(file, reader, Rules("off"))
    row = understood.paper.row
    assert (row.id, row.file, row.digest, row.size) == (file.document_id, "paper.txt", file.digest, file.size)
    assert (row.pages, row.whole_offered, row.fingerprint) == (
        len(understood.paper.pages),
        True,
        Rules("off").way_of(file.digest),
    )
    assert any("contract was let" in passage.text for passage in understood.paper.passages)
    assert understood.withheld == ()


def test_what_is_withheld_is_told_apart_from_the_paper(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(EXEMPT)
    with Reader() as reader:
        understood = understand(source_file(tmp_path / "paper.txt"), reader, Rules())
    (stretch,) = understood.withheld
    assert "Zanzibar" not in repr(understood.paper)
    assert understood.paper.row.withheld_pages == stretch.pages
    assert not understood.paper.row.whole_offered
    assert stretch.ends.split()[-1] == "know."
    assert len(stretch.starts.split()) == len(stretch.ends.split()) == END_WORDS


def test_the_restricted_half_is_what_is_withheld_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(EXEMPT)
    with Reader() as reader:
        understood = understand(source_file(tmp_path / "paper.txt"), reader, Rules(role="restricted"))
    paper = understood.paper
    assert "Zanzibar" in " ".join(passage.text for passage in paper.passages)
    assert {passage.classification for passage in paper.passages} == {"restricted"}
    assert "let in the spring" not in " ".join(each.text for each in (*paper.pages, *paper.passages))
    pages = {span.page_number for passage in paper.passages for span in passage.spans}
    assert not pages & set(paper.row.withheld_pages)
    assert pages | set(paper.row.withheld_pages) == {page.number for page in paper.pages}


def test_a_public_file_has_no_restricted_half(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text("Planning Committee\n\n8 May 2024\n\n1.1 A contract was let in the spring.\n")
    with Reader() as reader, pytest.raises(NothingWithheld):
        understand(source_file(tmp_path / "paper.txt"), reader, Rules(role="restricted"))


def test_a_file_that_cannot_be_read_is_a_paper_error(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7 nothing")
    with Reader() as reader, pytest.raises(PaperError):
        understand(source_file(tmp_path / "paper.pdf"), reader, Rules())


@pytest.mark.slow
def test_the_published_papers_make_a_sound_index(tmp_path: Path) -> None:
    with Reader() as reader:
        papers = [
            understand(source_file(path), reader, Rules()).paper for path in sorted((ROOT / "corpus").glob("*.txt"))
        ]
    write_index(tmp_path / "index", papers)
    index, problems = check_index(tmp_path / "index")
    assert problems == ()
    assert index.catalogue.decisions()
    assert [index.catalogue.paper(paper.row.id) for paper in papers] == papers
