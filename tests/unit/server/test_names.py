import pytest

from indexer.index import open_index
from server.names import Names
from tests.fakes import HashEmbedder, make_paper, write_index

PAPER = make_paper(
    "2024-limes.txt",
    [
        "Mr Streatfield said that the limes of Windchimes lean. Bins are emptied weekly, and the bins of Windchimes daily "
        "by the TWB alone.",
        "The limes, said Mr Streatfield, were felled. Bins stand by the gate.",
        "Gates are open.",
    ],
)


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    write_index(folder, (PAPER,))
    return Names(open_index(folder, embedder=HashEmbedder()))


@pytest.mark.parametrize(
    ("term", "word", "is_name"),
    [
        ("streatfield", "streatfield", True),
        ("windchim", "windchimes", True),
        ("lime", "limes", False),
        ("bin", "bins", False),
        ("gate", "gates", False),
        ("twb", "twb", False),
        ("zzyzx", "zzyzx", False),
    ],
)
def test_a_name_is_written_with_a_capital_inside_of_sentences(names, term, word, is_name):
    assert names.is_name(term, word) is is_name
