from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import IndexBusy, IndexDamaged, IndexForOthers
from indexer.folder import (
    LOCK,
    RESTRICTED,
    forget_removed,
    locked,
    new_generation,
    note_removed,
    removed_digests,
    serve,
)
from indexer.index import POINTER, current_generation
from indexer.records import Classification


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("gen-*"))


def test_only_one_build_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path / "index"), pytest.raises(IndexBusy), locked(tmp_path / "index"):
        pytest.fail("entered twice")
    with locked(tmp_path / "index"):
        pass


@pytest.mark.parametrize("name", ["notes.txt", "CURRENT", "gen-1-00000000/catalogue.sqlite"])
def test_a_folder_of_others_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(IndexDamaged, match="not an index's") as caught, locked(tmp_path):
        pytest.fail("entered")
    assert "--index" in caught.value.hint
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name]
    assert (tmp_path / name).read_text() == "mine"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")
    with pytest.raises(IndexDamaged, match="is a file"), locked(tmp_path / "index"):
        pytest.fail("entered")


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    with locked(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [LOCK]


@pytest.mark.parametrize(("first", "other"), [("public", "restricted"), ("restricted", "public")])
def test_a_folder_is_for_one_role_for_good(tmp_path: Path, first: Classification, other: Classification) -> None:
    with locked(tmp_path, first):
        pass
    before = sorted(tmp_path.iterdir())
    with pytest.raises(IndexForOthers, match=str(tmp_path)), locked(tmp_path, other):
        pytest.fail("entered")
    assert sorted(tmp_path.iterdir()) == before
    with locked(tmp_path, first):
        pass


def test_only_the_owner_may_look_into_a_restricted_folder_and_it_says_what_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "index-restricted"
    with locked(folder, "restricted"):
        assert folder.stat().st_mode & 0o777 == 0o700
        assert "not for publication" in (folder / RESTRICTED).read_text()


def test_a_restricted_folder_whose_making_was_killed_is_still_restricted(tmp_path: Path) -> None:
    (tmp_path / RESTRICTED).touch()
    with pytest.raises(IndexForOthers), locked(tmp_path):
        pytest.fail("entered")
    with locked(tmp_path, "restricted"):
        pass


def test_the_generation_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    names = []
    for _ in range(4):
        names.append(new_generation(tmp_path).name)
        serve(tmp_path, names[-1])
        assert current_generation(tmp_path) == names[-1]
        assert generations(tmp_path) == sorted(names[-2:])


def test_the_generation_before_can_go_too(tmp_path: Path) -> None:
    serve(tmp_path, new_generation(tmp_path).name)
    last = new_generation(tmp_path).name
    serve(tmp_path, last, keep_before=False)
    assert generations(tmp_path) == [last]


def test_leftovers_of_killed_builds_are_cleared_away(tmp_path: Path) -> None:
    before, serving = new_generation(tmp_path).name, ""
    serve(tmp_path, before)
    serving = new_generation(tmp_path).name
    serve(tmp_path, serving)
    leftover = new_generation(tmp_path)
    (leftover / "catalogue.sqlite").write_bytes(b"half")
    (tmp_path / "notes").mkdir()
    (tmp_path / f"{POINTER}.tmp").write_text("gen")
    fresh = new_generation(tmp_path).name
    assert generations(tmp_path) == sorted([before, serving, fresh])
    assert (tmp_path / "notes").is_dir()
    serve(tmp_path, fresh)
    assert not (tmp_path / f"{POINTER}.tmp").exists()


def test_removed_files_are_remembered_until_forgotten(tmp_path: Path) -> None:
    assert removed_digests(tmp_path) == frozenset()
    note_removed(tmp_path, "a" * 64, "one paper.txt")
    note_removed(tmp_path, "b" * 64, "two.txt")
    assert removed_digests(tmp_path) == {"a" * 64, "b" * 64}
    forget_removed(tmp_path)
    forget_removed(tmp_path)
    assert removed_digests(tmp_path) == frozenset()
