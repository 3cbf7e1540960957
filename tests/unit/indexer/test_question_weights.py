from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.embed import SentenceTransformerEmbedder, run_closely
from indexer.errors import ModelError
from indexer.models import find_model, load_model
from indexer.question_weights import LEARNED, QuestionWeights
from indexer.settings import DEFAULT_MODEL
from indexer.token_vectors import Tokens

QUESTION = "who pays for the day centre in Ashford"
LAYER = "encoder.layer.5.output.dense"


def changes(size: float = 0.1, inputs: int = 1536) -> QuestionWeights:
    random = np.random.default_rng(0)
    down = size * random.standard_normal((2, inputs)).astype(np.float32)
    up = random.standard_normal((384, 2)).astype(np.float32)
    return QuestionWeights({LAYER: (down, up)}, random.standard_normal(384).astype(np.float32))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    changes().write(tmp_path / "weights")
    again = QuestionWeights.read(tmp_path / "weights")
    assert list(again.changes) == [LAYER]
    assert all(
        np.allclose(*pair, rtol=1e-3) for pair in zip(again.changes[LAYER], changes().changes[LAYER], strict=True)
    )
    assert np.allclose(again.gain, changes().gain, rtol=1e-3)


@pytest.mark.parametrize("damage", [lambda data: None, lambda data: data[:1000], lambda data: b"no weights"])
def test_a_file_that_cannot_be_read_is_named(damage, tmp_path: Path) -> None:
    path = tmp_path / "weights"
    held = damage(LEARNED.read_bytes())
    if held is not None:
        path.write_bytes(held)
    with pytest.raises(ModelError, match="weights holds no weights for questions"):
        QuestionWeights.read(path)


def test_tokens_count_by_their_vectors() -> None:
    vectors = np.eye(384, dtype=np.float32)[:2]
    weights = QuestionWeights({}, np.array([1.0, -1.0] + [0.0] * 382, dtype=np.float32))
    gains = weights.weighed(Tokens(np.zeros(2, np.int32), vectors, np.zeros(2, np.int32))).gains
    assert gains is not None
    assert gains.tolist() == pytest.approx([np.e, 1 / np.e])


@pytest.mark.slow
class TestRealModel:
    def test_only_the_copy_is_changed(self) -> None:
        model = load_model(find_model(DEFAULT_MODEL), 1)
        before = run_closely(model, [QUESTION])[1][0].vectors
        copy = changes().adapted(model)
        assert not np.allclose(run_closely(copy, [QUESTION])[1][0].vectors, before, atol=1e-2)
        assert np.array_equal(run_closely(model, [QUESTION])[1][0].vectors, before)
        assert copy[0].model.embeddings.word_embeddings is model[0].model.embeddings.word_embeddings  # type: ignore[union-attr]

    def test_changes_of_another_shape_are_refused(self) -> None:
        with pytest.raises(ModelError, match="do not fit the model"):
            changes(inputs=384).adapted(load_model(find_model(DEFAULT_MODEL), 1))

    def test_questions_are_read_otherwise_and_passages_as_before(self) -> None:
        learned, plain = SentenceTransformerEmbedder(), SentenceTransformerEmbedder(learned=False)
        (vector, tokens), (same, others) = learned.embed_query_closely(QUESTION), plain.embed_query_closely(QUESTION)
        assert np.array_equal(vector, same)
        assert tokens.gains is not None
        assert others.gains is None
        assert (tokens.vectors * others.vectors).sum(axis=1).min() < 0.98
        assert np.array_equal(learned.embed_passages([QUESTION]), plain.embed_passages([QUESTION]))

    def test_another_model_reads_questions_as_it_came(self, tmp_path: Path) -> None:
        load_model(find_model(DEFAULT_MODEL), 1).save(str(tmp_path / "other"))
        weights = tmp_path / "other" / "model.safetensors"
        from safetensors.numpy import load_file, save_file  # noqa: PLC0415

        held = load_file(weights)
        save_file({name: value + (1e-4 if value.dtype == np.float32 else 0) for name, value in held.items()}, weights)
        other = SentenceTransformerEmbedder(str(tmp_path / "other"))
        assert other.embed_query_closely(QUESTION)[1].gains is None
