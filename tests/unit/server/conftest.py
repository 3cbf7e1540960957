"""Services that many tests ask: one over a few papers made by hand, one over two of the council's own."""

import shutil

import pytest

from indexer.build import build
from indexer.index import open_index
from indexer.settings import Settings
from server.service import Service
from tests.documents import CORPUS
from tests.fakes import HashEmbedder
from tests.served import VILLAGE, serve


@pytest.fixture(scope="session")
def village(tmp_path_factory):
    """The four papers of a village, each text a page."""
    return serve(tmp_path_factory.mktemp("village"), *VILLAGE)


@pytest.fixture(scope="session")
def council_index(tmp_path_factory):
    """The folder of an index of the packs of 9 March 2018 and 13 September 2023."""
    folder = tmp_path_factory.mktemp("council")
    (folder / "corpus").mkdir()
    for prefix in ("2018-03", "2023"):
        (path,) = CORPUS.glob(f"{prefix}*.txt")
        shutil.copy(path, folder / "corpus")
    build(Settings(corpus=folder / "corpus", index=folder / "index", ocr="off"), embedder=HashEmbedder())
    return folder / "index"


@pytest.fixture(scope="session")
def council(council_index):
    """The service over the packs of 9 March 2018 and 13 September 2023."""
    return Service(open_index(council_index, embedder=HashEmbedder()), HashEmbedder())
