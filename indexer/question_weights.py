"""What a sentence model has learned of how people ask: small changes to its weights for reading a question.

The changes are of low rank (LoRA: Hu et al., 2021): to a matrix of weights the product of two narrow ones is added. Passages
are read by the model as it came, so that no index depends on the changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from indexer.errors import ModelError
from indexer.token_vectors import Tokens

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

LEARNED = Path(__file__).parent / "weights" / "questions.safetensors"
_GAIN, _DOWN, _UP = "gain", ".down", ".up"


@dataclass(frozen=True, slots=True)
class QuestionWeights:
    """Changes to the weights of the default model.

    `changes` are by the name of a linear layer: a matrix (r, inputs) and one (outputs, r), whose product is added to the
    layer's own. `gain` (d,) says how much a token of a question counts: its weight is multiplied by exp(vector · gain).
    """

    changes: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]
    gain: NDArray[np.float32]

    @classmethod
    def read(cls, path: Path = LEARNED) -> Self:
        """The changes that `write` wrote.

        Raises:
            ModelError: The file is missing, cut short, or not one of these.
        """
        from safetensors import SafetensorError, safe_open  # noqa: PLC0415  (slow to import)

        try:
            with safe_open(path, "numpy") as file:
                held = {name: file.get_tensor(name).astype(np.float32) for name in file.keys()}  # noqa: SIM118
            layers = [name.removesuffix(_DOWN) for name in held if name.endswith(_DOWN)]
            return cls({name: (held[name + _DOWN], held[name + _UP]) for name in layers}, held[_GAIN])
        except (OSError, KeyError, SafetensorError) as error:
            raise ModelError(
                f"{path} holds no weights for questions: {error!r}", hint="install committee-papers again"
            ) from error

    def write(self, path: Path) -> None:
        """Write the changes in half precision."""
        from safetensors.numpy import save_file  # noqa: PLC0415  (slow to import)

        held = {_GAIN: self.gain}
        for name, (down, up) in self.changes.items():
            held |= {name + _DOWN: down, name + _UP: up}
        save_file({name: held[name].astype(np.float16) for name in sorted(held)}, path)

    def adapted(self, model: SentenceTransformer) -> SentenceTransformer:
        """A copy of a model that reads questions; the embeddings of its vocabulary are the model's own, not copied.

        Raises:
            ModelError: The model lacks a layer that is to be changed, or has it in another shape.
        """
        import torch  # noqa: PLC0415

        shared = {id(part): part for part in model.modules() if isinstance(part, torch.nn.Embedding)}
        copy = deepcopy(model, dict[int, Any](shared))
        encoder: Any = copy[0].model
        try:
            for name, (down, up) in self.changes.items():
                weight = encoder.get_submodule(name).weight
                weight.data += torch.from_numpy(up @ down).to(weight.dtype)
        except (AttributeError, RuntimeError) as error:
            raise ModelError(
                f"the weights for questions do not fit the model: {error}", hint="install committee-papers again"
            ) from error
        return copy

    def weighed(self, tokens: Tokens) -> Tokens:
        """The tokens of a question with how much each counts."""
        return replace(tokens, gains=np.exp(tokens.vectors @ self.gain).astype(np.float32))
