from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from indexer import build as building
from indexer.build import build
from indexer.errors import CorpusError, IndexBusy, IndexDamaged, ModelError
from indexer.folder import CACHE, locked
from indexer.index import current_generation, open_index
from indexer.plan import STAYS
from indexer.records import SourceFile
from indexer.settings import Settings
from indexer.vector_cache import VectorCache
from indexer.vectors import FaissVectors
from tests.fakes import HashEmbedder
from tests.small_corpus import PAPER, contents, found, leftovers, small_corpus, write


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return small_corpus(tmp_path)


class TestChanges:
    def test_first_build_indexes_everything(self, settings: Settings) -> None:
        report = build(settings, embedder=HashEmbedder())
        assert report.created == ("budget.txt", "trees.txt")
        assert (report.updated, report.deleted, report.unchanged, report.skipped) == ((), (), (), ())
        assert report.swapped
        assert report.generation == current_generation(settings.index)
        assert report.counts == open_index(settings.index).manifest.counts
        assert found(settings, "oak trees") == ["trees.txt"]
        assert leftovers(settings) == []

    def test_nothing_new_writes_nothing(self, settings: Settings) -> None:
        first = build(settings, embedder=HashEmbedder())
        embedder = HashEmbedder()
        report = build(settings, embedder=embedder)
        assert report.unchanged == ("budget.txt", "trees.txt")
        assert (report.swapped, report.generation, embedder.embedded) == (False, first.generation, 0)

    def test_only_what_is_new_is_read_and_embedded(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        build(settings, embedder=HashEmbedder())
        write(settings, "trees.txt", "Tree works", "The elm trees in Mill Road are to be pruned.")
        write(settings, "parks.txt", "Parks", "The parks open at dawn.")
        (settings.corpus / "budget.txt").rename(settings.corpus / "accounts.txt")
        read: list[str] = []
        understand = building.understand
        monkeypatch.setattr(
            building, "understand", lambda file, *rest: (read.append(file.name), understand(file, *rest))[1]
        )
        embedder = HashEmbedder()
        report = build(settings, embedder=embedder)
        assert (report.created, report.updated) == (("accounts.txt", "parks.txt"), ("trees.txt",))
        assert report.deleted == ("budget.txt",)
        assert sorted(read) == ["accounts.txt", "parks.txt", "trees.txt"]
        assert 0 < embedder.embedded < report.counts.passages
        assert (found(settings, "oak"), found(settings, "elm"), found(settings, "dawn")) == (
            [],
            ["trees.txt"],
            ["parks.txt"],
        )
        assert found(settings, "£1,767,800") == ["accounts.txt"]

    def test_an_updated_index_answers_as_a_fresh_one(self, settings: Settings, tmp_path: Path) -> None:
        build(settings, embedder=HashEmbedder())
        write(settings, "parks.txt", "Parks", "The parks open at dawn.")
        write(settings, "trees.txt", "Tree works", "The elm trees in Mill Road are to be pruned.")
        (settings.corpus / "budget.txt").unlink()
        build(settings, embedder=HashEmbedder())
        fresh = settings.model_copy(update={"index": tmp_path / "fresh"})
        build(fresh, embedder=HashEmbedder())
        assert contents(open_index(settings.index)) == contents(open_index(fresh.index))

    def test_another_model_embeds_again_and_reads_nothing(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build(settings, embedder=HashEmbedder())
        monkeypatch.setattr(building, "understand", lambda *_: pytest.fail("read"))
        embedder = HashEmbedder(dimension=32, model_id="other")
        report = build(settings, embedder=embedder)
        assert (report.swapped, report.unchanged) == (True, ("budget.txt", "trees.txt"))
        assert embedder.embedded == report.counts.passages
        assert open_index(settings.index, embedder=embedder).vectors.dimension == 32

    def test_papers_are_read_again_by_another_program(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        build(settings, embedder=HashEmbedder())
        monkeypatch.setattr("indexer.understand._source", lambda: b"another version of the parsers")
        embedder = HashEmbedder()
        assert build(settings, embedder=embedder).updated == ("budget.txt", "trees.txt")
        assert embedder.embedded == 0

    def test_addresses_come_from_the_list_of_sources(self, settings: Settings) -> None:
        build(settings, embedder=HashEmbedder())
        (settings.corpus / "sources.csv").write_text("file,url\ntrees.txt,https://council.example/trees\n")
        report = build(settings, embedder=HashEmbedder())
        assert (report.swapped, report.updated) == (True, ())
        urls = {row.file: row.url for row in open_index(settings.index).catalogue.documents()}
        assert urls == {"trees.txt": "https://council.example/trees", "budget.txt": None}

    def test_progress_is_told(self, settings: Settings) -> None:
        told: list[tuple[str, int, int]] = []
        report = build(settings, embedder=HashEmbedder(), progress=lambda *each: told.append(each))
        assert ("reading", 1, 2) in told
        assert told[-1] == ("embedding", report.counts.passages, report.counts.passages)


class TestBadFiles:
    def test_bad_files_are_skipped_with_a_reason(self, settings: Settings) -> None:
        (settings.corpus / "letter.docx").write_bytes(b"PK\x03\x04")
        (settings.corpus / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
        (settings.corpus / "empty.txt").write_bytes(b"")
        report = build(settings, embedder=HashEmbedder())
        assert report.created == ("budget.txt", "trees.txt")
        assert [skip.name for skip in report.skipped] == ["broken.pdf", "empty.txt", "letter.docx"]
        assert all(skip.reason for skip in report.skipped)
        assert open_index(settings.index).manifest.skipped == report.skipped

    def test_a_new_bad_file_is_told_by_the_index_too(self, settings: Settings) -> None:
        build(settings, embedder=HashEmbedder())
        (settings.corpus / "letter.docx").write_bytes(b"PK\x03\x04")
        report = build(settings, embedder=HashEmbedder())
        assert (report.swapped, report.unchanged) == (True, ("budget.txt", "trees.txt"))
        assert [skip.name for skip in open_index(settings.index).manifest.skipped] == ["letter.docx"]

    def test_a_mistake_of_the_parsers_costs_its_file_alone(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        understand = building.understand

        def stumble(file: SourceFile, *rest: object) -> object:
            if file.name == "budget.txt":
                raise IndexError("list index out of range")
            return understand(file, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(building, "understand", stumble)
        report = build(settings, embedder=HashEmbedder())
        assert report.created == ("trees.txt",)
        assert "IndexError: list index out of range" in report.skipped[0].reason

    def test_the_version_read_before_stays(self, settings: Settings) -> None:
        build(settings, embedder=HashEmbedder())
        (settings.corpus / "trees.txt").write_bytes(b"\x00\x01\x02" * 500)
        report = build(settings, embedder=HashEmbedder())
        assert (report.kept, report.deleted, report.unchanged) == (("trees.txt",), (), ("budget.txt",))
        assert report.skipped[0].reason.endswith(STAYS)
        assert found(settings, "oak trees") == ["trees.txt"]
        write(settings, "trees.txt", "Tree works", "The elm trees stand.")
        assert build(settings, embedder=HashEmbedder()).updated == ("trees.txt",)
        assert found(settings, "oak") == []

    def test_where_nothing_can_be_read_the_index_stays(self, settings: Settings) -> None:
        first = build(settings, embedder=HashEmbedder())
        for path in settings.corpus.iterdir():
            path.write_bytes(b"\x00\x01\x02" * 500)
        report = build(settings, embedder=HashEmbedder())
        assert report.nothing_readable
        assert (report.swapped, report.generation, report.deleted) == (False, first.generation, ())
        assert found(settings, "oak trees") == ["trees.txt"]

    def test_an_empty_or_missing_corpus_leaves_the_index_alone(self, settings: Settings) -> None:
        build(settings, embedder=HashEmbedder())
        for path in settings.corpus.iterdir():
            path.unlink()
        with pytest.raises(CorpusError):
            build(settings, embedder=HashEmbedder())
        settings.corpus.rmdir()
        with pytest.raises(CorpusError):
            build(settings, embedder=HashEmbedder())
        assert found(settings, "oak trees") == ["trees.txt"]

    def test_nothing_readable_and_no_index_is_an_error_with_reasons(self, settings: Settings) -> None:
        for path in settings.corpus.iterdir():
            path.write_bytes(b"\x00\x01\x02" * 500 + path.name.encode())
        with pytest.raises(CorpusError, match=r"budget\.txt"):
            build(settings, embedder=HashEmbedder())
        assert current_generation(settings.index) is None
        assert leftovers(settings) == []


class TestExempt:
    EXEMPT = (
        PAPER
        + "\n\x0cNOT FOR PUBLICATION\nBy virtue of paragraph 3 of Part 1 of Schedule 12A\n\nThe winning bid is zanzibar.\n"
    )

    def test_exempt_text_is_nowhere_in_the_index(self, settings: Settings) -> None:
        (settings.corpus / "contract.txt").write_text(self.EXEMPT.format(title="Contract", text="A contract was let."))
        report = build(settings, embedder=HashEmbedder())
        assert [each.file for each in report.withheld] == ["contract.txt"]
        assert found(settings, "contract was let") == ["contract.txt"]
        index = open_index(settings.index)
        rows = {row.file: row for row in index.catalogue.documents()}
        assert rows["contract.txt"].withheld_pages
        assert not rows["contract.txt"].whole_offered
        assert rows["trees.txt"].whole_offered
        for path in settings.index.rglob("*"):
            assert path.is_dir() or b"zanzibar" not in path.read_bytes().lower(), path


class TestTrouble:
    def test_two_builds_at_once(self, settings: Settings) -> None:
        with locked(settings.index), pytest.raises(IndexBusy):
            build(settings, embedder=HashEmbedder())

    def test_a_model_that_fails_leaves_the_index_as_it_was(self, settings: Settings) -> None:
        build(settings, embedder=HashEmbedder())
        before = {path.name for path in settings.index.iterdir()}
        write(settings, "parks.txt", "Parks", "The parks open at dawn.")

        class Broken(HashEmbedder):
            def embed_passages(self, texts: object) -> object:  # type: ignore[override]
                raise ModelError("out of order")

        with pytest.raises(ModelError):
            build(settings, embedder=Broken())
        assert {path.name for path in settings.index.iterdir()} == before
        assert found(settings, "oak trees") == ["trees.txt"]

    def test_what_cannot_be_read_again_never_serves(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        build(settings, embedder=HashEmbedder())
        write(settings, "parks.txt", "Parks", "The parks open at dawn.")
        monkeypatch.setattr(FaissVectors, "save", lambda self, path: path.write_bytes(b"nothing of use"))
        with pytest.raises(IndexDamaged):
            build(settings, embedder=HashEmbedder())
        assert found(settings, "oak trees") == ["trees.txt"]

    def test_vectors_that_no_generation_uses_are_dropped(self, settings: Settings) -> None:
        for text in ("first", "second", "third", "fourth"):
            write(settings, "trees.txt", "Tree works", f"The {text} version of this paper.")
            report = build(settings, embedder=HashEmbedder())
        keys = [report.counts.passages, 2 * report.counts.passages]
        with closing(VectorCache(settings.index / CACHE)) as cache:
            assert keys[0] <= len(cache) <= keys[1]
            before = len(cache)
        write(settings, "trees.txt", "Tree works", "The last version of this paper.")
        build(settings, embedder=HashEmbedder())
        with closing(VectorCache(settings.index / CACHE)) as cache:
            assert len(cache) == before

    @pytest.mark.parametrize("part", ["catalogue.sqlite", "manifest.json", "vectors.faiss"])
    def test_a_damaged_index_is_built_anew_from_vectors_that_are_kept(self, settings: Settings, part: str) -> None:
        first = build(settings, embedder=HashEmbedder())
        (settings.index / first.generation / part).write_bytes(b"damaged")
        embedder = HashEmbedder()
        report = build(settings, embedder=embedder)
        assert (report.created, embedder.embedded) == (("budget.txt", "trees.txt"), 0)
        assert found(settings, "oak trees") == ["trees.txt"]

    def test_a_lost_cache_is_made_again(self, settings: Settings) -> None:
        build(settings, embedder=HashEmbedder())
        (settings.index / CACHE).write_bytes(b"damaged")
        write(settings, "parks.txt", "Parks", "The parks open at dawn.")
        embedder = HashEmbedder()
        assert build(settings, embedder=embedder).counts.passages == embedder.embedded

    def test_an_open_index_serves_through_later_builds(self, settings: Settings) -> None:
        build(settings, embedder=HashEmbedder())
        index = open_index(settings.index)
        before = contents(index)
        for name in ("a", "b", "c"):
            write(settings, f"{name}.txt", name, f"Paper {name} is new.")
            build(settings, embedder=HashEmbedder())
        assert not (settings.index / index.manifest.generation).exists()
        assert contents(index) == before
