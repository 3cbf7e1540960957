"""The restricted index: what is withheld and nothing else, in a folder of its own, and only on request."""

from __future__ import annotations

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from indexer.build import build
from indexer.check import check_index
from indexer.errors import IndexForOthers
from indexer.folder import OCR, RESTRICTED
from indexer.index import open_index
from indexer.ocr_cache import OcrCache
from indexer.plan import NOTHING_WITHHELD
from indexer.records import Skipped
from indexer.released import RELEASED
from indexer.removal import remove
from indexer.report import BuildReport
from indexer.settings import Settings
from tests.fakes import HashEmbedder
from tests.small_corpus import small_corpus, write

SECRET = "NOT FOR PUBLICATION\n\nThe winning bid is that of Zanzibar Limited, at a price nobody may know.\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A corpus of two public papers and one whose second page is exempt."""
    made = small_corpus(tmp_path)
    write(made, "bids.txt", "Bids", "The bids for the works are in.")
    path = made.corpus / "bids.txt"
    path.write_text(f"{path.read_text()}\x0c{SECRET}")
    return made


def make(settings: Settings) -> BuildReport:
    return build(settings, embedder=HashEmbedder(), role="restricted")


def texts(settings: Settings) -> str:
    """All that the restricted index shows and searches."""
    with closing(open_index(settings.folder_of("restricted"), role="restricted")) as index:
        papers = [index.catalogue.paper(row.id) for row in index.catalogue.documents()]
        shown = [each.text for paper in papers if paper for each in (*paper.pages, *paper.passages)]
        return " ".join([*shown, *(word for word, _ in index.terms.vocabulary())])


def files(folder: Path) -> dict[str, str]:
    """The digest of every file of a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in paths}


def test_it_holds_what_is_withheld_and_nothing_else(settings: Settings) -> None:
    report = make(settings)
    assert report.created == ("bids.txt",)
    assert report.skipped == (Skipped("budget.txt", NOTHING_WITHHELD), Skipped("trees.txt", NOTHING_WITHHELD))
    assert not report.nothing_readable
    held = texts(settings)
    assert "Zanzibar" in held
    assert not [word for word in ("bids for the works", "oak", "1,767,800") if word in held]
    index, problems = check_index(settings.folder_of("restricted"), "restricted")
    assert (index.manifest.role, problems) == ("restricted", ())
    index.close()


def test_nothing_restricted_is_written_unless_it_is_asked_for(settings: Settings) -> None:
    build(settings, embedder=HashEmbedder())
    assert not settings.folder_of("restricted").exists()
    assert not [path for path in settings.index.rglob(RESTRICTED)]


def test_the_public_index_is_neither_read_nor_written(settings: Settings) -> None:
    make(settings)
    assert not settings.index.exists()
    build(settings, embedder=HashEmbedder())
    before = files(settings.index)
    (settings.corpus / "trees.txt").unlink()
    write(settings, "parks.txt", "Parks", "The parks open at dawn.")
    make(settings)
    assert files(settings.index) == before


def test_a_folder_of_the_other_role_is_left_as_it_is(settings: Settings) -> None:
    build(settings, embedder=HashEmbedder())
    before = files(settings.index)
    with pytest.raises(IndexForOthers):
        make(settings.model_copy(update={"restricted": settings.index}))
    assert files(settings.index) == before
    make(settings)
    folder = settings.folder_of("restricted")
    before = files(folder)
    with pytest.raises(IndexForOthers):
        build(settings.model_copy(update={"index": folder}), embedder=HashEmbedder())
    (folder / RESTRICTED).unlink()
    with pytest.raises(IndexForOthers):
        build(settings.model_copy(update={"index": folder}), embedder=HashEmbedder())
    assert files(folder) == {name: digest for name, digest in before.items() if name != RESTRICTED}


def test_a_second_build_writes_nothing(settings: Settings) -> None:
    first = make(settings)
    again = make(settings)
    assert (again.unchanged, again.swapped, again.generation) == (("bids.txt",), False, first.generation)


def test_what_is_released_leaves_it(settings: Settings) -> None:
    make(settings)
    digest = sha256((settings.corpus / "bids.txt").read_bytes()).hexdigest()
    (settings.corpus / RELEASED).write_text(
        f'[[released]]\ndocument = "{digest}"\nstarts = "NOT FOR PUBLICATION The"\nends = "nobody may know."\nreviewed = "x"\n'
    )
    report = make(settings)
    assert (report.deleted, report.swapped, report.counts.documents) == (("bids.txt",), True, 0)
    assert "Zanzibar" not in texts(settings)


def test_where_nothing_is_withheld_it_is_empty(settings: Settings) -> None:
    (settings.corpus / "bids.txt").unlink()
    report = make(settings)
    assert (report.counts.documents, report.nothing_readable) == (0, False)
    assert not make(settings).swapped


def test_a_document_is_removed_from_the_index_that_is_named(settings: Settings) -> None:
    build(settings, embedder=HashEmbedder())
    make(settings)
    before = files(settings.index)
    digest = sha256((settings.corpus / "bids.txt").read_bytes()).hexdigest()
    OcrCache(settings.folder_of("restricted") / OCR).put(digest, 2, "engine", SECRET)
    removed = remove(settings, "bids.txt", embedder_of=lambda manifest: HashEmbedder(), role="restricted")
    assert removed
    assert removed.file == "bids.txt"
    assert files(settings.index) == before
    assert not [
        path
        for path in settings.folder_of("restricted").rglob("*")
        if path.is_file() and b"zanzibar" in path.read_bytes().lower()
    ]
