from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import IndexDamaged
from indexer.token_vectors import Basis, PackedTokens, Tokens, TokenStore, has_tokens, write_tokens
from tests.fakes import HashEmbedder

TEXTS = (
    "the carers contract ends in March",
    "the limes of Mill Lane are felled",
    "",
    "the budget for carers is larger",
)
EMBEDDER = HashEmbedder()


def tokens(text: str) -> Tokens:
    return EMBEDDER.embed_query_closely(text)[1]


BASIS = Basis.fit([tokens(text) for text in TEXTS], 16)


@pytest.fixture
def store(tmp_path: Path) -> TokenStore:
    write_tokens(tmp_path, BASIS, [BASIS.pack(tokens(text)) for text in TEXTS])
    return TokenStore(tmp_path)


def test_a_basis_keeps_what_tells_vectors_apart() -> None:
    rng = np.random.default_rng(0)
    wide = rng.normal(size=(40, 1)).astype(np.float32) @ np.ones((1, 8), np.float32)
    narrow = rng.normal(size=(40, 8)).astype(np.float32) * 0.01
    empty = np.zeros(40, np.int32)
    basis = Basis.fit([Tokens(empty, wide + narrow, empty)], 1)
    assert basis.components.shape == (8, 1)
    assert np.allclose(np.abs(basis.components), 8**-0.5, atol=0.01)


def test_a_basis_has_no_more_components_than_the_vectors() -> None:
    assert Basis.fit([tokens(TEXTS[0])], 1000).components.shape == (64, 64)


def test_projected_vectors_are_of_length_one() -> None:
    assert np.allclose(np.linalg.norm(BASIS.project(tokens(TEXTS[0]).vectors), axis=1), 1, atol=1e-5)


@given(st.integers(0, 5), st.integers(1, 9))
def test_packed_tokens_survive_their_bytes(count: int, kept: int) -> None:
    rng = np.random.default_rng(count * 10 + kept)
    packed = PackedTokens(
        rng.integers(0, 99, count).astype(np.int32),
        rng.integers(-127, 128, (count, kept)).astype(np.int8),
        rng.integers(0, 99, count).astype(np.int32),
    )
    again = PackedTokens.from_bytes(packed.to_bytes())
    assert again.vectors.shape == (count, kept)
    assert all(np.array_equal(getattr(packed, name), getattr(again, name)) for name in ("ids", "vectors", "places"))


def test_packing_loses_little() -> None:
    packed = BASIS.pack(tokens(TEXTS[1]))
    exact = BASIS.project(tokens(TEXTS[1]).vectors)
    assert np.abs(packed.vectors / 127 - exact).max() < 0.005


def test_the_passage_that_has_the_words_scores_best(store: TokenStore) -> None:
    scores = store.scores(store.question(tokens("limes felled")), [0, 1, 2, 3])
    assert scores.argmax() == 1
    assert scores[1] > 0.95
    assert scores.shape == (4,)
    assert scores[2] == 0
    assert np.all((scores >= -1.01) & (scores <= 1.01))


def test_scores_come_in_the_order_of_the_rows_asked(store: TokenStore) -> None:
    question = store.question(tokens("carers contract"))
    assert np.allclose(store.scores(question, [3, 0]), store.scores(question, [0, 3])[::-1])


def test_a_rare_word_weighs_more_than_a_common_one(store: TokenStore) -> None:
    vectors, weights = store.question(tokens("carers limes"))
    assert weights.sum() == pytest.approx(1)
    assert weights[1] > weights[0]
    assert len(vectors) == len(weights)


def test_a_word_never_seen_weighs_as_the_rarest(store: TokenStore) -> None:
    seen = store.question(Tokens(tokens("limes").ids, tokens("limes").vectors, tokens("limes").places))
    unseen = Tokens(np.array([10**6], np.int32), tokens("limes").vectors[:1], np.zeros(1, np.int32))
    assert store.question(unseen)[1].tolist() == [1.0]
    assert seen[1].sum() == pytest.approx(1)


def test_a_word_that_counts_more_weighs_more(store: TokenStore) -> None:
    asked = tokens("carers contract")
    _, plain = store.question(asked)
    _, weights = store.question(replace(asked, gains=np.array([3.0, 1.0], np.float32)))
    assert weights.sum() == pytest.approx(1)
    assert weights[0] / weights[1] == pytest.approx(3 * plain[0] / plain[1])


def test_no_rows_and_no_words_score_nothing(store: TokenStore) -> None:
    assert store.scores(store.question(tokens("limes")), []).shape == (0,)
    assert store.scores(store.question(tokens("")), [0, 1]).tolist() == [0.0, 0.0]


def test_the_places_of_near_tokens_are_those_of_the_text(store: TokenStore) -> None:
    places, cosines = store.near(store.question(tokens("felled")), 1)
    assert cosines.shape == (len(places), 1)
    assert TEXTS[1][places[cosines[:, 0].argmax()] :].startswith("felled")


def test_no_passages_at_all(tmp_path: Path) -> None:
    write_tokens(tmp_path, BASIS, [])
    assert has_tokens(tmp_path)
    assert TokenStore(tmp_path).scores(TokenStore(tmp_path).question(tokens("limes")), []).shape == (0,)


def test_a_folder_without_tokens_is_damaged(tmp_path: Path) -> None:
    assert not has_tokens(tmp_path)
    with pytest.raises(IndexDamaged, match="no token vectors"):
        TokenStore(tmp_path)


@pytest.mark.parametrize("name", ["token-vectors.npy", "token-bounds.npy", "token-weights.npy", "token-basis.npz"])
def test_a_file_cut_short_is_damage(tmp_path: Path, name: str) -> None:
    write_tokens(tmp_path, BASIS, [BASIS.pack(tokens(text)) for text in TEXTS])
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(IndexDamaged):
        TokenStore(tmp_path)


def test_files_of_two_indexes_do_not_agree(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write_tokens(tmp_path, BASIS, [BASIS.pack(tokens(text)) for text in TEXTS])
    write_tokens(other, BASIS, [BASIS.pack(tokens(text)) for text in TEXTS[:2]])
    (other / "token-bounds.npy").replace(tmp_path / "token-bounds.npy")
    with pytest.raises(IndexDamaged, match="do not agree"):
        TokenStore(tmp_path)
