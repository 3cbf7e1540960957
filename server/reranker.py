"""An optional second look at the first passages: a cross-encoder reads question and passage together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from indexer.errors import ModelError
from indexer.models import find_model
from indexer.settings import switch_hub_off
from server.rank import Ranked
from server.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

READ = 20
_SHARE = 0.5


class Reranker(Protocol):
    """Says how well texts answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score between 0 and 1 for each text, in their order."""
        ...


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers, from a folder or the local cache of models; nothing is fetched.

    Raises:
        ModelError: It is not on this machine, or its files do not make a cross-encoder.
    """

    def __init__(self, model: str) -> None:
        try:
            folder = find_model(model)
        except ModelError as error:
            raise ModelError(
                str(error), hint="set COMMITTEE_PAPERS_RERANKER to a folder with a cross-encoder"
            ) from error
        switch_hub_off()
        from sentence_transformers import CrossEncoder  # noqa: PLC0415  (seconds to import; only where one is wanted)

        try:
            self._model: CrossEncoder = CrossEncoder(str(folder), local_files_only=True, device="cpu", max_length=512)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(
                f"{folder} cannot be loaded as a cross-encoder: {error}", hint="check the folder's files"
            ) from error

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score between 0 and 1 for each text, in their order."""
        from torch import nn  # noqa: PLC0415  (loaded with the model)

        pairs = [(question, text) for text in texts]
        told = self._model.predict(pairs, activation_fn=nn.Sigmoid(), show_progress_bar=False)
        return [float(score) for score in told]


def make_reranker(settings: Settings) -> Reranker | None:
    """The cross-encoder that the settings name; None where they name none."""
    return CrossEncoderReranker(settings.reranker) if settings.reranker else None


def reread(ranked: Sequence[Ranked], question: str, reranker: Reranker) -> list[Ranked]:
    """The first twenty passages in the order of the mean of both scores, which is their new score; the others follow."""
    first = ranked[:READ]
    scores = reranker.scores(question, [each.passage.embedded for each in first]) if first else []
    mixed = [kept.scored(kept.score + _SHARE * told) for kept, told in zip(unread(first), scores, strict=True)]
    return sorted(mixed, key=lambda each: -each.score) + unread(ranked[READ:])


def unread(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Passages that were not read again: they keep their share of the score, so that scores still fall."""
    return [each.scored((1 - _SHARE) * each.score) for each in ranked]
