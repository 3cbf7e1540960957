"""What OCR made of pages, kept so that a page is recognised once and a killed build goes on where it stopped.

A folder a file, named by its SHA-256, with one text a page: `<folder>/<digest>/<page>-<engine>.txt`. Only the owner may look
into it. What is withheld from the public, and what has left the corpus, is not kept.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_DIGEST = re.compile(r"[0-9a-f]{64}")


class OcrCache:
    """Texts of pages under a folder, which is made when the first one is put. What cannot be kept is recognised again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, digest: str, page: int, engine: str | None) -> str | None:
        """What an engine made of a page, or, without one, any engine; None where there is nothing."""
        pattern = f"{page}-{engine or '*'}.txt"
        with suppress(OSError):
            for path in sorted((self._folder / digest).glob(pattern)):
                return path.read_text(encoding="utf-8", errors="replace")
        return None

    def put(self, digest: str, page: int, engine: str, text: str) -> None:
        """Keep what an engine made of a page, in place of what others made of it."""
        folder = self._folder / digest
        path = folder / f"{page}-{engine}.txt"
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            folder.mkdir(exist_ok=True)
            half = path.with_suffix(".half")
            half.write_text(text, encoding="utf-8", errors="replace")
            os.replace(half, path)
            for other in folder.glob(f"{page}-*"):
                if other != path:
                    other.unlink()

    def forget(self, digest: str, pages: Collection[int] | None = None) -> None:
        """Drop what was made of some pages of a file, or of all."""
        folder = self._folder / digest
        if pages is None:
            shutil.rmtree(folder, ignore_errors=True)
            return
        for page in pages:
            for path in folder.glob(f"{page}-*"):
                path.unlink()

    def keep_only(self, digests: Collection[str]) -> None:
        """Drop the pages of all other files."""
        for folder in self._folder.iterdir() if self._folder.is_dir() else ():
            if _DIGEST.fullmatch(folder.name) and folder.name not in digests:
                shutil.rmtree(folder, ignore_errors=True)
