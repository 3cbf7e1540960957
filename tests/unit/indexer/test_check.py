from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.check import check_index
from indexer.errors import IndexMissing
from indexer.rows import Paper
from tests.fakes import write_index
from tests.small_papers import CARERS, TREES


def test_a_sound_index_has_no_problems(tmp_path: Path) -> None:
    write_index(tmp_path / "index", [TREES, CARERS])
    index, problems = check_index(tmp_path / "index")
    assert problems == ()
    index.close()


@pytest.mark.parametrize(
    ("paper", "problem"),
    [
        (replace(TREES, passages=(replace(TREES.passages[0], text="Other words"),)), "is not what its pages hold"),
        (replace(TREES, decisions=(replace(TREES.decisions[0], proof="Other words"),)), "the proof of a decision"),
        (replace(TREES, pages=(TREES.pages[0], *TREES.pages[2:]), passages=(), decisions=()), "page 3 starts at"),
    ],
)
def test_what_does_not_stand_where_it_says_is_a_problem(tmp_path: Path, paper: Paper, problem: str) -> None:
    write_index(tmp_path / "index", [paper, CARERS])
    index, problems = check_index(tmp_path / "index")
    index.close()
    assert len(problems) == 1
    assert problem in problems[0]
    assert problems[0].startswith("trees.txt: ")


def test_no_index_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        check_index(tmp_path)
