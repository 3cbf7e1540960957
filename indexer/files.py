"""The folder of papers: which files are papers, which are passed over and why, and where the papers came from."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import logging
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from indexer.errors import CorpusError, UnreadablePaper, UnsupportedPaper
from indexer.records import Format, Skipped, SourceFile
from indexer.released import RELEASED

SOURCES = "sources.csv"

_HEADER_BYTES = 1024
_TEXT_ENDINGS = frozenset({".txt", ".text", ".md"})
_SILENT_STEMS = frozenset({"readme", "license", "licence"})
_ADD_PAPERS = "Put the council's papers there, as PDF or plain text."
_SAVE_AS = "save it as PDF or plain text"
_KINDS = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf"), f"a word processor's file: {_SAVE_AS}"),
    **dict.fromkeys((".xls", ".xlsx", ".ods", ".csv"), f"a spreadsheet: {_SAVE_AS}"),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), f"slides: {_SAVE_AS}"),
    **dict.fromkeys((".htm", ".html", ".mht", ".xml"), f"a web page: {_SAVE_AS}"),
    **dict.fromkeys((".eml", ".msg"), f"an e-mail: {_SAVE_AS}"),
    **dict.fromkeys((".zip", ".7z", ".gz", ".rar", ".tar"), "an archive: unpack it here"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp"), "a picture: save it as PDF"),
}

_log = logging.getLogger(__name__)

Complain = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a paper came from: `file` is its name in the corpus; what is not known is None."""

    file: str
    url: str | None
    retrieved: dt.date | None
    licence: str | None


def walk(corpus: Path) -> tuple[tuple[SourceFile, ...], tuple[Skipped, ...]]:
    """List the papers below a folder and the files that are not indexed, each with its reason, both by name.

    What a file is, its content says before its name does. READMEs, licences, the list of sources and hidden files are passed
    over in silence. Of files with the same bytes the first by name counts.

    Raises:
        CorpusError: the folder is missing, cannot be read, or holds nothing that can be indexed.
    """
    root = _folder(corpus)
    papers: dict[str, SourceFile] = {}
    skipped: list[Skipped] = []
    for path in sorted(_entries(root, skipped), key=lambda path: _name(root, path)):
        name = _name(root, path)
        try:
            file = _source_file(root, path, name)
        except (UnreadablePaper, UnsupportedPaper) as error:
            skipped.append(Skipped(name, error.message))
            continue
        first = papers.setdefault(file.digest, file)
        if first is not file:
            skipped.append(Skipped(name, f"same content as {first.name}"))
    skipped.sort(key=lambda skip: skip.name)
    if not papers:
        reasons = "; ".join(f"{skip.name}: {skip.reason}" for skip in skipped[:3])
        raise CorpusError(f"{corpus} holds nothing to index" + (f" ({reasons})" if reasons else ""), hint=_ADD_PAPERS)
    return tuple(papers.values()), tuple(skipped)


def sources(corpus: Path, complain: Complain = _log.warning) -> dict[str, Source]:
    """Read the folder's optional sources.csv (columns file, url, retrieved, licence), keyed by file name.

    A value that is wrong is left out, and `complain` is called with a message that names row and column; nothing in the list
    stops a build.
    """
    path = corpus / SOURCES
    if not path.is_file():
        return {}
    found: dict[str, Source] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if "file" not in (rows.fieldnames or ()):
                complain(f"{SOURCES}: row 1 names no column 'file' (the columns are file, url, retrieved, licence)")
                return {}
            for row in rows:
                place = f"{SOURCES}: row {rows.line_num}"
                source = _source(
                    {key: value.strip() for key, value in row.items() if isinstance(value, str)}, place, complain
                )
                if source.file in found:
                    complain(f"{place}, column file: {source.file!r} stands in an earlier row, which counts")
                elif source.file and not (corpus / source.file).is_file():
                    complain(f"{place}, column file: there is no {source.file!r} in the folder")
                elif source.file:
                    found[source.file] = source
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        complain(f"{SOURCES}: cannot be read to its end ({error})")
    return found


def _source(row: dict[str, str], place: str, complain: Complain) -> Source:
    if not row.get("file"):
        complain(f"{place}, column file: is empty")
    url = row.get("url") or None
    if url and not _is_web_address(url):
        complain(f"{place}, column url: {url!r} is no http or https address")
        url = None
    retrieved = None
    try:
        retrieved = dt.date.fromisoformat(row["retrieved"]) if row.get("retrieved") else None
    except ValueError:
        complain(f"{place}, column retrieved: {row['retrieved']!r} is no date such as 2025-01-30")
    return Source(row.get("file", ""), url, retrieved, row.get("licence") or None)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isprintable() and " " not in url
    except ValueError:
        return False


def _folder(corpus: Path) -> Path:
    if not corpus.exists():
        raise CorpusError(f"{corpus}: there is no such folder", hint=_ADD_PAPERS)
    if not corpus.is_dir():
        raise CorpusError(f"{corpus} is a file, not a folder", hint="Name the folder that holds the papers.")
    if not os.access(corpus, os.R_OK | os.X_OK):
        raise CorpusError(f"{corpus}: may not be read", hint="Check the folder's permissions.")
    return corpus.resolve()


def _entries(root: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """Every entry below the folder that needs a word: files, and folders that look like papers, lead away or cannot be read."""

    def unreadable(error: OSError) -> None:
        skipped.append(Skipped(_name(root, Path(error.filename)), f"a folder that cannot be read ({error.strerror})"))

    for folder, folders, files in os.walk(root, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = Path(folder)
        yield from (here / name for name in folders if (here / name).is_symlink() or name.lower().endswith(".pdf"))
        yield from (here / name for name in files if not _is_silent(root, here / name))


def _is_silent(root: Path, path: Path) -> bool:
    stem = path.name.split(".")[0].lower()
    return not stem or stem in _SILENT_STEMS or path in {root / SOURCES, root / RELEASED}


def _name(root: Path, path: Path) -> str:
    """The path below the corpus, with "/" between folders; a name that is not UTF-8 is shown with replacement characters."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")


def _source_file(root: Path, path: Path, name: str) -> SourceFile:
    """Look into a file.

    Raises:
        UnsupportedPaper, UnreadablePaper: it is no paper, or cannot be opened; the message is the reason alone.
    """
    try:
        target = path.resolve(strict=True)
        kind = target.stat().st_mode
    except (OSError, RuntimeError) as error:
        raise UnreadablePaper("a link that leads nowhere") from error
    if not target.is_relative_to(root):
        raise UnsupportedPaper("a link that leads out of the folder: copy the file itself here")
    if stat.S_ISDIR(kind):
        raise UnsupportedPaper("a link to a folder" if path.is_symlink() else "a folder named like a file")
    if not stat.S_ISREG(kind):
        raise UnsupportedPaper("no ordinary file")
    try:
        with target.open("rb") as file:
            form = _format(path.suffix.lower(), file.read(_HEADER_BYTES))
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return SourceFile(path, name, digest, file.tell(), form)
    except OSError as error:
        raise UnreadablePaper(f"cannot be opened ({error.strerror})") from error


def _format(ending: str, header: bytes) -> Format:
    if b"%PDF-" in header or (ending == ".pdf" and header):
        return "pdf"
    if not header and (ending == ".pdf" or ending in _TEXT_ENDINGS):
        raise UnreadablePaper("is empty")
    if ending in _TEXT_ENDINGS:
        return "text"
    raise UnsupportedPaper(_KINDS.get(ending, f"not a kind of file that is read: {_SAVE_AS}"))
