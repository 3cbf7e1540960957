"""The original files of the papers: found in the corpus, and given out only while they are what was indexed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from server.errors import NotFound
from server.results import DocumentSummary


class Originals:
    """The files of one corpus. A file that was changed since it was indexed may hold what must not be shown: it is not found."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus.resolve()
        self._known: dict[Path, tuple[int, int, str]] = {}

    def path(self, document: DocumentSummary) -> Path:
        """Where the document's file lies.

        Raises:
            NotFound: It is gone, lies outside the corpus, or is no longer the file that was indexed.
        """
        path = (self._corpus / document.file).resolve()
        if not path.is_relative_to(self._corpus) or not path.is_file():
            raise NotFound("The original file of this paper is not here.", hint="Read the paper's text instead.")
        if not self._digest(path).startswith(document.id):
            raise NotFound("The file has changed since it was indexed.", hint="Read the paper's text instead.")
        return path

    def _digest(self, path: Path) -> str:
        """The SHA-256 of a file, computed again only when the file's size or time of change is another."""
        stat = path.stat()
        known = self._known.get(path)
        if known and known[:2] == (stat.st_mtime_ns, stat.st_size):
            return known[2]
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._known[path] = (stat.st_mtime_ns, stat.st_size, digest)
        return digest
