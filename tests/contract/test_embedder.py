"""What every embedder does."""

from __future__ import annotations

import re

import numpy as np
import pytest

from indexer.embed import Embedder, SentenceTransformerEmbedder
from tests.fakes import HashEmbedder

TEXTS = [
    "The Committee agreed to fund carers' respite breaks.",
    "Oak trees in Church Lane are to be felled.",
    "",
    "a long text " * 400,
    "The Committee agreed to fund carers' respite breaks.",
]


@pytest.fixture(scope="module", params=["hash", pytest.param("sentence-transformers", marks=pytest.mark.slow)])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return HashEmbedder() if request.param == "hash" else SentenceTransformerEmbedder(batch=4)


def test_passages_have_a_unit_vector_each(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(TEXTS)
    assert (vectors.shape, vectors.dtype) == ((len(TEXTS), embedder.dimension), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_no_passages_have_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


def test_a_question_has_a_unit_vector(embedder: Embedder) -> None:
    vector = embedder.embed_query("respite for carers")
    assert (vector.shape, vector.dtype) == ((embedder.dimension,), np.float32)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_the_same_text_has_the_same_vector_in_any_company(embedder: Embedder) -> None:
    together = embedder.embed_passages(TEXTS)
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    assert together == pytest.approx(alone, abs=1e-4)


def test_order_does_not_matter(embedder: Embedder) -> None:
    assert embedder.embed_passages(TEXTS[::-1])[::-1] == pytest.approx(embedder.embed_passages(TEXTS), abs=1e-4)


def test_a_question_is_nearest_to_what_answers_it(embedder: Embedder) -> None:
    scores = embedder.embed_passages(TEXTS) @ embedder.embed_query("which trees in Church Lane are felled?")
    assert int(scores.argmax()) == 1


def test_the_model_is_named_by_a_digest(embedder: Embedder) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", embedder.digest)
    assert embedder.model_id
    assert embedder.dtype in {"float32", "bfloat16"}


def test_a_scrap_of_letters_is_no_word(embedder: Embedder) -> None:
    assert not embedder.knows("xqvzkkt")


@pytest.mark.slow
def test_a_model_knows_ordinary_words_and_no_slips() -> None:
    model = SentenceTransformerEmbedder(batch=4)
    assert all(model.knows(word) for word in ("unwanted", "voted", "locks"))
    assert not any(model.knows(word) for word in ("lonliness", "assesor"))
