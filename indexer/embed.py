"""Texts → unit vectors of the embedding model, without asking any hub."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.models import DIGESTS, find_model, load_model, weights_digest
from indexer.question_weights import QuestionWeights
from indexer.settings import DEFAULT_MODEL
from indexer.token_vectors import Tokens

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Dtype = Literal["float32", "bfloat16"]

BFLOAT16_FLAGS = frozenset({"amx_bf16", "avx512_bf16"})
SAMPLE = "the committee agreed to note the report of the director on the budget for adult social care services"
CLOSE_ENOUGH = 0.999  # cosine between a text's bfloat16 and float32 vectors


class Embedder(Protocol):
    """Makes vectors of unit length, so that an inner product is a cosine.

    `model_id` names the model, `digest` is the SHA-256 of its weights, `dtype` the arithmetic that passages are embedded
    in. Vectors of embedders that agree in model and digest can be compared.
    """

    @property
    def model_id(self) -> str:
        """The model's name."""
        ...

    @property
    def digest(self) -> str:
        """The SHA-256 of the model's weights."""
        ...

    @property
    def dtype(self) -> Dtype:
        """The arithmetic that passages are embedded in."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """A row a text, shape (len(texts), dimension); what exceeds the model's window is cut off."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimension,)."""
        ...

    def embed_passages_closely(self, texts: Sequence[str]) -> tuple[Vectors, list[Tokens]]:
        """The vectors of texts as `embed_passages` gives them, and the vectors of their single tokens."""
        ...

    def embed_query_closely(self, text: str) -> tuple[Vectors, Tokens]:
        """The vector of a question, and the vectors of its single tokens."""
        ...

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is one that the model has learned whole: an ordinary word, and no slip of the pen."""
        ...


class SentenceTransformerEmbedder:
    """A sentence-transformers model, found on this machine and loaded when first used."""

    def __init__(
        self,
        model: str = DEFAULT_MODEL,
        *,
        batch: int = 32,
        threads: int = 0,
        dtype: Dtype | Literal["auto"] = "float32",
        learned: bool = True,
    ) -> None:
        """Find the model and check its weights.

        Args:
            model: An installed package's name, a sentence-transformers name, or a folder.
            batch: Texts embedded at once.
            threads: Processor threads; 0 leaves it to the library.
            dtype: "auto" measures, where the processor multiplies bfloat16, whether that is faster and close enough.
            learned: Whether the tokens of questions are read with what was learned of them, where the model is the default one.

        Raises:
            ModelError: The model is not on this machine, or its weights are not the ones expected.
        """
        self.model_id = model
        self._folder = find_model(model)
        self.digest = weights_digest(model, self._folder)
        self._batch = batch
        self._threads = threads
        self._dtype: Dtype | None = "float32" if dtype == "auto" and not cpu_multiplies_bfloat16() else _decided(dtype)
        self._loaded: SentenceTransformer | None = None
        self._learned = learned and self.digest == DIGESTS[DEFAULT_MODEL]
        self._reader: tuple[SentenceTransformer, QuestionWeights] | None = None

    @property
    def dtype(self) -> Dtype:
        """The arithmetic that passages are embedded in; loads the model where it has yet to be measured."""
        if self._dtype is None:
            self._load()
        return self._dtype or "float32"

    @property
    def dimension(self) -> int:
        """The length of a vector; loads the model."""
        return int(self._load().get_embedding_dimension() or 0)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """A unit vector a text, in their order."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return _encode(self._load(), list(texts), self._batch)

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a question."""
        model = self._load()
        vector = model.encode_query(text, normalize_embeddings=True, convert_to_tensor=True, show_progress_bar=False)
        return np.asarray(vector.float().cpu().numpy(), dtype=np.float32)

    def embed_passages_closely(self, texts: Sequence[str]) -> tuple[Vectors, list[Tokens]]:
        """A unit vector a text, in their order, and the vectors of its tokens, out of one run of the model."""
        model = self._load()
        order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        tokens: list[Tokens | None] = [None] * len(texts)
        for start in range(0, len(order), self._batch):
            some = order[start : start + self._batch]
            rows, found = run_closely(model, [texts[at] for at in some])
            vectors[some] = rows
            for at, each in zip(some, found, strict=True):
                tokens[at] = each
        return vectors, [each for each in tokens if each is not None]

    def embed_query_closely(self, text: str) -> tuple[Vectors, Tokens]:
        """The unit vector of a question and the vectors of its tokens."""
        vectors, (tokens,) = run_closely(self._load(), [text])
        if not self._learned:
            return vectors[0], tokens
        reader, weights = self._reader = self._reader or self._reading()
        _, (tokens,) = run_closely(reader, [text])
        return vectors[0], weights.weighed(tokens)

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is a single token of the model."""
        return len(self._load().tokenizer.tokenize(word)) == 1

    def _reading(self) -> tuple[SentenceTransformer, QuestionWeights]:
        """The model that reads the tokens of questions, and what it has learned of them."""
        weights = QuestionWeights.read()
        return weights.adapted(self._load()), weights

    def _load(self) -> SentenceTransformer:
        if self._loaded is None:
            model = load_model(self._folder, self._threads)
            self._dtype = self._dtype or pick_dtype(model, self._batch)
            self._loaded = _cast(model, self._dtype)
        return self._loaded


def cpu_multiplies_bfloat16(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether the processor has instructions for bfloat16 products (AMX or AVX512-BF16)."""
    try:
        text = cpuinfo.read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return any(BFLOAT16_FLAGS & set(line.split()) for line in text.splitlines() if line.startswith("flags"))


def pick_dtype(model: SentenceTransformer, batch: int) -> Dtype:
    """bfloat16 where a sample is embedded faster in it and hardly moves; float32 elsewhere.

    Args:
        model: A model in float32; it is in float32 again afterwards.
        batch: Texts embedded at once.
    """
    words = SAMPLE.split()
    sample = [" ".join((words * 9)[start : start + 140]) for start in range(16)]
    exact, slow = _timed(model, sample, batch)
    rough, fast = _timed(_cast(model, "bfloat16"), sample, batch)
    _cast(model, "float32")
    close = float((exact * rough).sum(axis=1).min()) >= CLOSE_ENOUGH
    return "bfloat16" if close and fast < slow else "float32"


def _decided(dtype: Dtype | Literal["auto"]) -> Dtype | None:
    return None if dtype == "auto" else dtype


def _timed(model: SentenceTransformer, texts: list[str], batch: int) -> tuple[Vectors, float]:
    """The vectors of some texts, and the seconds that a second run over them took."""
    _encode(model, texts[:4], batch)
    start = time.perf_counter()
    vectors = _encode(model, texts, batch)
    return vectors, time.perf_counter() - start


def _cast(model: SentenceTransformer, dtype: Dtype) -> Any:
    import torch  # noqa: PLC0415

    return model.to(torch.bfloat16 if dtype == "bfloat16" else torch.float32)


def run_closely(model: SentenceTransformer, texts: list[str]) -> tuple[Vectors, list[Tokens]]:
    """One run of a model: unit vectors of texts, shape (n, d), and of their tokens; marks and punctuation are left out."""
    import torch  # noqa: PLC0415

    features, kept, places = kept_tokens(model.tokenizer, texts, int(model.get_max_seq_length() or 512))
    with torch.inference_mode():
        output = model({name: tensor.to(model.device) for name, tensor in features.items()})
    sentence = output["sentence_embedding"].float().cpu().numpy()
    words = torch.nn.functional.normalize(output["token_embeddings"].float(), dim=-1).cpu().numpy()
    ids = features["input_ids"].numpy()
    tokens = [
        Tokens(ids[at, own].astype(np.int32), words[at, own], places[at, own, 0].astype(np.int32))
        for at, own in enumerate(kept)
    ]
    return np.asarray(sentence / np.linalg.norm(sentence, axis=1, keepdims=True), dtype=np.float32), tokens


def kept_tokens(tokenizer: Any, texts: list[str], longest: int) -> tuple[dict[str, Any], list[list[int]], Any]:
    """What a model is given of some texts: features, each text's places (in its row) that hold words, and offsets (n, t, 2)."""
    features = tokenizer(
        texts, padding=True, truncation=True, max_length=longest, return_tensors="pt", return_offsets_mapping=True
    )
    offsets = features.pop("offset_mapping").numpy()
    mask = features["attention_mask"].numpy().astype(bool) & (offsets[:, :, 1] > offsets[:, :, 0])
    kept = [
        [
            int(i)
            for i in np.flatnonzero(mask[at])
            if any(c.isalnum() or c in "£%" for c in text[slice(*offsets[at, i])])
        ]
        for at, text in enumerate(texts)
    ]
    return dict(features), kept, offsets


def _encode(model: SentenceTransformer, texts: list[str], batch: int) -> Vectors:
    tensor = model.encode_document(
        texts, batch_size=batch, normalize_embeddings=True, convert_to_tensor=True, show_progress_bar=False
    )
    vectors = tensor.float().cpu().numpy()
    return np.ascontiguousarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
