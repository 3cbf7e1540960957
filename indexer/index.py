"""The index on disk: generations in one folder, of which a pointer names the one that serves.

    CURRENT                  the name of the generation that serves
    gen-<n>-<hex>/           catalogue.sqlite, terms/, vectors.faiss, token-*.npy, manifest.json
    vectors-cache.sqlite     vectors by digest of model and text, for the next build
    ocr/                     the words of pages that were read by OCR, but of none that is withheld
    committee-papers.lock    held while a build runs

A generation is complete before the pointer names it, and is never written to afterwards.

What is withheld from the public is no part of such a folder. On request it has an index of its own in another folder, which
only the owner may look into and which a file RESTRICTED marks; it keeps what OCR reads on any page.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.embed import Embedder
from indexer.errors import BadIndex, IndexDamaged, IndexForOthers, IndexMismatch, IndexMissing
from indexer.manifest import CATALOGUE, HINT, TERMS, VECTORS, Manifest, check_parts, read_manifest
from indexer.records import Classification
from indexer.terms import Terms
from indexer.token_vectors import TokenStore, has_tokens
from indexer.vectors import FaissVectors, VectorStore

POINTER = "CURRENT"
GENERATION = "gen-"


@dataclass(frozen=True, slots=True)
class Index:
    """An open generation; it stays readable when a newer one takes its place."""

    manifest: Manifest
    catalogue: Catalogue
    terms: Terms
    vectors: VectorStore
    tokens: TokenStore | None = None

    def close(self) -> None:
        """Let go of the files."""
        self.catalogue.close()


def current_generation(folder: Path) -> str | None:
    """The name of the generation that serves, None where there is none; cheap enough to ask for each request."""
    try:
        return (folder / POINTER).read_text(encoding="ascii").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def open_index(folder: Path, *, embedder: Embedder | None = None, role: Classification = "public") -> Index:
    """Open the generation that serves, after checking that every part is there and unchanged.

    Args:
        folder: The folder of the index.
        embedder: The model that questions will be embedded with; it has to be the one of the index.
        role: For whom the index has to be built; an index for others is not opened.

    Raises:
        IndexMissing: The folder holds no index.
        IndexDamaged: A part is missing, cut short or foreign.
        IndexMismatch: It was written in another format, or with another model.
        IndexForOthers: It is of another role.
    """
    try:
        return _open(folder, embedder, role)
    except BadIndex as error:
        if role == "restricted" and error.hint == HINT:
            error.hint = f"{HINT} --restricted"
        raise


def _open(folder: Path, embedder: Embedder | None, role: Classification) -> Index:
    name = current_generation(folder)
    if name is None:
        raise IndexMissing(f"there is no index in {folder}", hint=HINT)
    generation = folder / name
    if not name.startswith(GENERATION) or "/" in name or not generation.is_dir():
        raise IndexDamaged(f"{folder / POINTER} names {name!r}, which is not there", hint=HINT)
    return open_generation(generation, embedder=embedder, role=role)


def open_generation(generation: Path, *, embedder: Embedder | None = None, role: Classification = "public") -> Index:
    """Open one generation's folder; as `open_index`."""
    manifest = read_manifest(generation)
    if manifest.role != role:
        raise meant_for_others(generation.parent, role)
    check_parts(generation, manifest)
    if embedder is not None and embedder.digest != manifest.model_digest:
        raise IndexMismatch(
            f"{generation.parent} was built with model {manifest.model}, not with {embedder.model_id}",
            hint=f"set --model {manifest.model}, or run: committee-papers index --model {embedder.model_id}",
        )
    catalogue = Catalogue(generation / CATALOGUE)
    terms = Terms.open(generation / TERMS)
    vectors = FaissVectors.open(generation / VECTORS)
    counts = (terms.passages, vectors.count)
    if counts != (manifest.counts.passages,) * 2 or vectors.dimension != manifest.dimension:
        catalogue.close()
        raise IndexDamaged(
            f"{generation} should hold {manifest.counts.passages} passages, but has {counts[0]} in its terms and"
            f" {counts[1]} vectors of {vectors.dimension} numbers",
            hint=HINT,
        )
    tokens = TokenStore(generation) if has_tokens(generation) else None
    return Index(manifest, catalogue, terms, vectors, tokens)


def meant_for_others(folder: Path, role: Classification) -> IndexForOthers:
    """The error for a folder whose index is for other readers than those of `role`."""
    if role == "restricted":
        return IndexForOthers(
            f"{folder} is the public index, not the restricted one",
            hint="choose another folder with COMMITTEE_PAPERS_RESTRICTED, then run: committee-papers index --restricted",
        )
    return IndexForOthers(
        f"{folder} is a restricted index, not for publication",
        hint="name the public index with --index; --restricted uses the restricted one beside it",
    )
