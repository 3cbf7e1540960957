from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import BadIndex, IndexDamaged, IndexForOthers, IndexMismatch, IndexMissing
from indexer.filters import TermQuery
from indexer.index import POINTER, current_generation, open_index
from indexer.manifest import MANIFEST
from indexer.records import Classification
from indexer.rows import Paper
from tests.fakes import HashEmbedder, make_paper, restricted, write_index
from tests.small_papers import CARERS, TREES, UNDATED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_index(tmp_path / "index", [TREES, CARERS])
    return tmp_path / "index"


def generation_of(folder: Path) -> Path:
    name = current_generation(folder)
    assert name
    return folder / name


def test_an_index_holds_what_its_passages_define(tmp_path: Path) -> None:
    papers = [make_paper(name, ["A Tree Preservation Order (TPO) was made."]) for name in ("a.txt", "b.txt")]
    write_index(tmp_path, [*papers, TREES])
    (found,) = open_index(tmp_path).catalogue.abbreviations()
    assert (found.key, found.long, found.passages) == ("tpo", "Tree Preservation Order", 2)


def test_an_index_has_its_parts(folder: Path) -> None:
    index = open_index(folder, embedder=HashEmbedder())
    assert index.manifest.generation == current_generation(folder)
    assert index.manifest.counts.passages == index.terms.passages == index.vectors.count == 5
    assert (index.manifest.model, index.manifest.dimension, index.manifest.dtype) == ("hash", 64, "float32")
    assert index.manifest.sources == {"carers.txt": CARERS.row.digest, "trees.txt": TREES.row.digest}
    rows, _ = index.vectors.search(HashEmbedder().embed_query(TREES.passages[0].embedded), 1)
    assert index.catalogue.passages(rows) == [TREES.passages[0]]
    assert index.catalogue.passages([index.terms.search(TermQuery.of("oak"))[0][0]]) == [TREES.passages[0]]
    index.close()


def test_there_is_none(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing"):
        assert current_generation(place) is None
        with pytest.raises(IndexMissing) as caught:
            open_index(place)
        assert "committee-papers index" in caught.value.hint


@pytest.mark.parametrize("name", ["gen-9-00000000", "../index", "/etc", "something", "gen-1/../../x"])
def test_a_pointer_to_nowhere_is_damage(folder: Path, name: str) -> None:
    (folder / POINTER).write_text(name)
    with pytest.raises(IndexDamaged, match="not there"):
        open_index(folder)


def test_every_file_that_is_missing_cut_short_or_altered_is_damage(folder: Path, tmp_path: Path) -> None:
    generation = generation_of(folder)
    files = [path.relative_to(folder) for path in generation.rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert {path.name for path in files} > {"catalogue.sqlite", "vectors.faiss", "manifest.json", "meta.json"}
    for path in files:
        whole = (folder / path).read_bytes()
        altered = bytes([whole[0] ^ 1]) + whole[1:] if whole else b"x"
        for damage in (None, whole[: len(whole) // 2], altered):
            copy = tmp_path / "copy"
            shutil.copytree(folder, copy)
            if damage is None:
                (copy / path).unlink()
            else:
                (copy / path).write_bytes(damage)
            if damage is None or damage != whole:
                with pytest.raises(BadIndex) as caught:
                    open_index(copy)
                assert "committee-papers index" in caught.value.hint
            shutil.rmtree(copy)


@pytest.mark.parametrize(("field", "value"), [("format", 99), ("analyser", "another")])
def test_another_format_is_a_mismatch(folder: Path, field: str, value: object) -> None:
    path = generation_of(folder) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), field: value}))
    with pytest.raises(IndexMismatch) as caught:
        open_index(folder)
    assert "committee-papers index" in caught.value.hint


def test_another_model_is_a_mismatch_that_says_what_to_do(folder: Path) -> None:
    with pytest.raises(IndexMismatch, match="hash") as caught:
        open_index(folder, embedder=HashEmbedder(model_id="other"))
    assert "--model hash" in caught.value.hint
    assert "committee-papers index --model other" in caught.value.hint


def test_an_index_is_not_opened_for_others(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexForOthers, match="public") as caught:
        open_index(folder, role="restricted")
    assert "committee-papers index --restricted" in caught.value.hint
    write_index(tmp_path / "other", [restricted(TREES)], role="restricted")
    for embedder in (None, HashEmbedder()):
        with pytest.raises(IndexForOthers, match="not for publication") as caught:
            open_index(tmp_path / "other", embedder=embedder)
        assert "--restricted" in caught.value.hint
    index = open_index(tmp_path / "other", role="restricted")
    assert {passage.classification for passage in index.catalogue.passages(range(3))} == {"restricted"}
    index.close()


@pytest.mark.parametrize(("paper", "role"), [(TREES, "restricted"), (restricted(TREES), "public")])
def test_no_index_takes_passages_for_others(tmp_path: Path, paper: Paper, role: Classification) -> None:
    with pytest.raises(IndexForOthers, match=r"trees\.txt"):
        write_index(tmp_path / "index", [paper], role=role)
    assert current_generation(tmp_path / "index") is None


def test_what_to_run_for_a_restricted_index_says_so(tmp_path: Path) -> None:
    for spoil in (None, "gen-9-00000000"):
        if spoil:
            (tmp_path / POINTER).write_text(spoil)
        with pytest.raises(BadIndex) as caught:
            open_index(tmp_path, role="restricted")
        assert caught.value.hint == "run: committee-papers index --restricted"


@pytest.mark.parametrize("content", ["", "[]", "{", '"text"', "null", '{"format": 3}', '{"format": 3, "counts": 3}'])
def test_what_is_no_manifest_is_damage(folder: Path, content: str) -> None:
    (generation_of(folder) / MANIFEST).write_text(content)
    with pytest.raises(IndexDamaged):
        open_index(folder)


def test_an_open_index_outlives_its_folder(folder: Path) -> None:
    index = open_index(folder)
    shutil.rmtree(folder)
    assert index.terms.search(TermQuery.of("oak"))[0][0] == 2
    assert index.catalogue.passages([2]) == [TREES.passages[0]]


PAPERS = [
    TREES,
    CARERS,
    UNDATED,
    make_paper("same.txt", ["Oak trees in Church Lane.", "Oak trees in Church Lane."]),
    make_paper("copy.txt", ["Oak trees in Church Lane."]),
]


@given(
    st.permutations(PAPERS),
    st.sampled_from(["oak trees church lane", "resolved", "carers contracts", "plan for trees"]),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_results_do_not_depend_on_the_order_of_the_papers(
    tmp_path_factory: pytest.TempPathFactory, papers: list[object], question: str
) -> None:
    results = []
    for order in (PAPERS, papers):
        folder = tmp_path_factory.mktemp("order")
        write_index(folder, order)  # type: ignore[arg-type]
        index = open_index(folder)
        words = index.terms.search(TermQuery.of(question))
        near, cosines = index.vectors.search(HashEmbedder().embed_query(question), 20)
        results.append(
            (
                [
                    (passage.id, score)
                    for passage, (_, score) in zip(index.catalogue.passages([r for r, _ in words]), words, strict=True)
                ],
                [passage.id for passage in index.catalogue.passages(near)],
                list(cosines),
            )
        )
        index.close()
    assert results[0] == results[1]
