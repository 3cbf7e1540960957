"""Builds that are killed: the old index serves, and the next build goes on where the killed one stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build import build
from indexer.errors import IndexMissing
from indexer.index import current_generation, open_index
from indexer.report import BuildReport
from indexer.settings import Settings
from tests.fakes import HashEmbedder
from tests.small_corpus import contents, found, leftovers, small_corpus, write

ROOT = Path(__file__).parents[3]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return small_corpus(tmp_path)


CHILD = """
import os, signal, sys
from pathlib import Path
import indexer.build, indexer.folder, indexer.generation
from indexer.settings import Settings
from tests.fakes import HashEmbedder
from tests.small_corpus import PAPER, found, small_corpus, write

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

point, corpus, index = sys.argv[1:]
if point == "manifest":
    indexer.generation.write_manifest = die
elif point == "check":
    indexer.generation.open_generation = die
elif point == "swap":
    indexer.build.serve = die
elif point == "pointer":
    indexer.folder.os.replace = die
elif point == "clearing":
    indexer.folder.shutil.rmtree = die

def progress(stage, done, total):
    if stage == point and done == 1:
        die()

settings = Settings(corpus=Path(corpus), index=Path(index), cache_batch=1, ocr="off")
indexer.build.build(settings, embedder=HashEmbedder(), progress=progress)
"""


def killed_build(settings: Settings, point: str) -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD, point, str(settings.corpus), str(settings.index)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))},
        check=False,
        capture_output=True,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()


@pytest.mark.slow
class TestKilled:
    @pytest.fixture
    def changed(self, settings: Settings) -> Iterator[Settings]:
        """An index of two generations, and a corpus with news."""
        build(settings, embedder=HashEmbedder())
        write(settings, "meadow.txt", "Meadow", "The meadow is mown in June.")
        build(settings, embedder=HashEmbedder())
        write(settings, "parks.txt", "Parks", "The parks open at dawn.")
        write(settings, "trees.txt", "Tree works", "The elm trees in Mill Road are to be pruned.")
        return settings

    @pytest.mark.parametrize("point", ["reading", "embedding", "manifest", "check", "swap", "pointer"])
    def test_the_old_index_serves_and_the_next_build_goes_on(self, changed: Settings, point: str) -> None:
        before = current_generation(changed.index)
        killed_build(changed, point)
        assert current_generation(changed.index) == before
        assert (found(changed, "oak"), found(changed, "elm")) == (["trees.txt"], [])
        embedder = HashEmbedder()
        report = self.finished(changed, embedder)
        assert (report.created, report.updated) == (("parks.txt",), ("trees.txt",))
        if point not in {"reading", "embedding"}:
            assert embedder.embedded == 0
        elif point == "embedding":
            untouched = changed.model_copy(update={"index": changed.index.parent / "other"})
            everything = HashEmbedder()
            build(untouched, embedder=everything)
            assert 0 < embedder.embedded < everything.embedded

    def test_after_the_swap_the_new_index_serves(self, changed: Settings) -> None:
        before = current_generation(changed.index)
        killed_build(changed, "clearing")
        assert current_generation(changed.index) != before
        assert found(changed, "elm") == ["trees.txt"]
        write(changed, "more.txt", "More", "More of it.")
        assert self.finished(changed, HashEmbedder()).created == ("more.txt",)

    def test_a_first_build_leaves_no_index(self, settings: Settings) -> None:
        killed_build(settings, "swap")
        with pytest.raises(IndexMissing):
            open_index(settings.index)
        assert self.finished(settings, HashEmbedder()).created == ("budget.txt", "trees.txt")

    @staticmethod
    def finished(settings: Settings, embedder: HashEmbedder) -> BuildReport:
        report = build(settings, embedder=embedder)
        assert leftovers(settings) == []
        fresh = settings.model_copy(update={"index": settings.index.parent / "fresh"})
        shutil.rmtree(fresh.index, ignore_errors=True)
        build(fresh, embedder=HashEmbedder())
        assert contents(open_index(settings.index)) == contents(open_index(fresh.index))
        return report
