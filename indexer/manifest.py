"""A generation's manifest: what it was made of, by what, and the digests that its parts are checked against."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import file_digest
from pathlib import Path
from typing import Any

from indexer.analysis import ANALYSER
from indexer.errors import IndexDamaged, IndexMismatch
from indexer.records import Classification, Skipped

FORMAT = 3
"""The version of the whole layout; one that differs is not read."""

MANIFEST = "manifest.json"
CATALOGUE = "catalogue.sqlite"
TERMS = "terms"
VECTORS = "vectors.faiss"
HINT = "run: committee-papers index"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an index holds; of its pages, those whose words OCR read, and those of which words are missing."""

    documents: int
    pages: int
    passages: int
    decisions: int
    pages_by_ocr: int = 0
    pages_unread: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index is.

    `role` says who may read it: a public index holds no word of what is withheld, a restricted one nothing else.
    `sources` gives the SHA-256 of each file of the corpus by its name, `skipped` the files that are not in the index and
    why, `parts` size and SHA-256 of each file of the generation. `built_at` is in UTC, ISO 8601. `previous` is the
    generation that served before.
    """

    format: int
    generation: str
    previous: str | None
    built_at: str
    model: str
    model_digest: str
    dtype: str
    dimension: int
    analyser: str
    counts: Counts
    sources: Mapping[str, str]
    skipped: tuple[Skipped, ...]
    parts: Mapping[str, tuple[int, str]]
    role: Classification


def measure_parts(generation: Path) -> dict[str, tuple[int, str]]:
    """Size and SHA-256 of every file of a generation but its manifest, by path within it."""
    files = sorted(
        path for path in generation.rglob("*") if path.is_file() and path.name != MANIFEST and path.suffix != ".lock"
    )
    return {path.relative_to(generation).as_posix(): (path.stat().st_size, _digest(path)) for path in files}


def check_parts(generation: Path, manifest: Manifest) -> None:
    """Compare a generation's files with its manifest.

    Raises:
        IndexDamaged: A file is missing or not as it was written.
    """
    for name, (size, digest) in manifest.parts.items():
        path = generation / name
        if not path.is_file():
            raise IndexDamaged(f"{path} is missing", hint=HINT)
        if path.stat().st_size != size:
            raise IndexDamaged(f"{path} has {path.stat().st_size} bytes instead of {size}", hint=HINT)
        if _digest(path) != digest:
            raise IndexDamaged(f"{path} is not as it was written (SHA-256 differs)", hint=HINT)


def write_manifest(generation: Path, manifest: Manifest) -> None:
    """Write the manifest into a generation's folder."""
    text = json.dumps(asdict(manifest), indent=1, ensure_ascii=False)
    (generation / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(generation: Path) -> Manifest:
    """Read a generation's manifest.

    Raises:
        IndexDamaged: It is missing or no manifest.
        IndexMismatch: It is of another format, or its terms were made by another analysis.
    """
    path = generation / MANIFEST
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        version = data["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{path} is missing or no manifest", hint=HINT) from error
    if version != FORMAT:
        raise IndexMismatch(f"{generation} has format {version}, this program reads {FORMAT}", hint=HINT)
    try:
        data["counts"] = Counts(**data["counts"])
        data["skipped"] = tuple(Skipped(**each) for each in data["skipped"])
        data["parts"] = {name: (int(size), str(digest)) for name, (size, digest) in data["parts"].items()}
        manifest = Manifest(**{field.name: data[field.name] for field in fields(Manifest)})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise IndexDamaged(f"{path} lacks or garbles a field: {error}", hint=HINT) from error
    if manifest.analyser != ANALYSER:
        raise IndexMismatch(f"{generation} was analysed by {manifest.analyser}, this program by {ANALYSER}", hint=HINT)
    return manifest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
