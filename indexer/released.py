"""The list of withheld stretches that a person has read and released.

`released.toml` beside the papers holds one table a stretch:

    [[released]]
    document = "the SHA-256 of the file"
    starts = "the first words of the stretch, as `inspect` shows them"
    ends = "its last words"
    reviewed = "who read it, when, and why it may be shown"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import CorpusError
from indexer.lines import plain

RELEASED = "released.toml"
_FIELDS = {"document", "starts", "ends", "reviewed"}
_LEAST_WORDS = 3
_FORM = (
    f"Each [[released]] needs {', '.join(sorted(_FIELDS))}; starts and ends hold at least {_LEAST_WORDS} words each."
)


@dataclass(frozen=True, slots=True)
class Release:
    """A stretch of the document with this SHA-256 that begins and ends with these words and may be shown."""

    document: str
    starts: str
    ends: str
    reviewed: str

    def covers(self, digest: str, text: str) -> bool:
        """Whether this releases `text`, a stretch of the document with that digest; case and white space do not count."""
        words = _folded(text)
        return digest == self.document and words.startswith(_folded(self.starts)) and words.endswith(_folded(self.ends))


def read_released(corpus: Path) -> tuple[Release, ...]:
    """The releases listed beside the papers; none where there is no list.

    Raises:
        CorpusError: The list cannot be read, or a release is not complete.
    """
    path = corpus / RELEASED
    if not path.is_file():
        return ()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("released", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(
            f"{path}: cannot be read: {error}", hint="Correct it; nothing is released until then."
        ) from error
    if not isinstance(tables, list):
        raise CorpusError(f"{path}: holds no list of releases", hint=_FORM)
    return tuple(_release(path, number, table) for number, table in enumerate(tables, 1))


def _release(path: Path, number: int, table: object) -> Release:
    if not isinstance(table, dict) or table.keys() != _FIELDS or not all(_is_text(value) for value in table.values()):
        raise CorpusError(f"{path}: release {number} is not complete", hint=_FORM)
    release = Release(**table)
    if not re.fullmatch(r"[0-9a-f]{64}", release.document):
        raise CorpusError(f"{path}: release {number}: {release.document!r} is no SHA-256", hint=_FORM)
    if min(len(_folded(release.starts).split()), len(_folded(release.ends).split())) < _LEAST_WORDS:
        raise CorpusError(f"{path}: release {number} names too few words", hint=_FORM)
    return release


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", plain(text).lower()))
