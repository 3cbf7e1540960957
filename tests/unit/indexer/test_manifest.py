from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import IndexDamaged
from indexer.manifest import MANIFEST, check_parts, measure_parts, read_manifest, write_manifest
from indexer.records import Skipped
from tests.fakes import make_paper, write_index


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = write_index(tmp_path / "index", [make_paper("a – ä.txt", ["one"])])
    generation = tmp_path / "index" / written.generation
    assert read_manifest(generation) == written
    other = replace(written, skipped=(Skipped("b.docx", "a word processor’s file"),), previous=None)
    write_manifest(generation, other)
    assert read_manifest(generation) == other


def test_parts_are_every_file_but_the_manifest_and_locks(tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    for name in ("a", "terms/b", "terms/.hidden", "terms/c.lock", MANIFEST):
        (tmp_path / name).write_text(name)
    assert list(measure_parts(tmp_path)) == ["a", "terms/.hidden", "terms/b"]


def test_parts_are_compared_by_name_size_and_digest(tmp_path: Path) -> None:
    manifest = write_index(tmp_path / "index", [make_paper("a.txt", ["one"])])
    (tmp_path / "a").write_text("text")
    measured = replace(manifest, parts={"a": measure_parts(tmp_path)["a"]})
    check_parts(tmp_path, measured)
    for content, problem in (("texts", "5 bytes instead of 4"), ("tex7", "not as it was written")):
        (tmp_path / "a").write_text(content)
        with pytest.raises(IndexDamaged, match=problem):
            check_parts(tmp_path, measured)
    (tmp_path / "a").unlink()
    with pytest.raises(IndexDamaged, match="is missing"):
        check_parts(tmp_path, measured)
