"""The index's folder while a build writes to it: the lock, new generations, the swap, and what is cleared away."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import IndexBusy, IndexDamaged
from indexer.index import GENERATION, POINTER, current_generation, meant_for_others
from indexer.records import Classification

LOCK = "committee-papers.lock"
CACHE = "vectors-cache.sqlite"
STAGING = "staging.sqlite"
OCR = "ocr"
REMOVED = "removed.txt"
RESTRICTED = "RESTRICTED"
_NAME = re.compile(rf"{GENERATION}(\d+)-[0-9a-f]{{8}}")


@contextmanager
def locked(folder: Path, role: Classification = "public") -> Iterator[None]:
    """Hold the folder for one build; it is made where it is not there, and is for one role for good.

    Raises:
        IndexForOthers: It is for another role.
        IndexBusy: Another build holds it.
        IndexDamaged: It is no folder, or holds files that are not an index's.
    """
    _claim(folder, role)
    with (folder / LOCK).open("a", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexBusy(f"another build is writing to {folder}", hint="wait until it has ended") from error
        yield


def being_built(folder: Path) -> bool:
    """Whether a build is writing the folder's first index just now."""
    begun = (folder / STAGING).exists() or (folder.is_dir() and bool(_generations(folder)))
    if current_generation(folder) is not None or not begun or not (folder / LOCK).exists():
        return False
    with (folder / LOCK).open(encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def new_generation(folder: Path) -> Path:
    """Make the folder of the next generation, after clearing away what killed builds left."""
    serving = current_generation(folder)
    for name in _generations(folder):
        if name != serving and name != _before(folder, serving):
            shutil.rmtree(folder / name)
    numbers = [_number(name) for name in _generations(folder)]
    path = folder / f"{GENERATION}{max(numbers, default=0) + 1}-{secrets.token_hex(4)}"
    path.mkdir()
    return path


def serve(folder: Path, generation: str, *, keep_before: bool = True) -> None:
    """Let the pointer name a generation, at once and for good, and drop all others but the one that served before.

    Args:
        folder: The folder of the index.
        generation: The name of a complete generation in it.
        keep_before: Whether the one that served before stays, for a server that is just opening it.
    """
    before = current_generation(folder) if keep_before else None
    pointer = folder / f"{POINTER}.tmp"
    with pointer.open("w", encoding="ascii") as file:
        file.write(generation + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(pointer, folder / POINTER)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    for name in _generations(folder):
        if name not in {generation, before}:
            shutil.rmtree(folder / name)


def removed_digests(folder: Path) -> frozenset[str]:
    """The SHA-256 of the files that were removed from the index by hand and stay out of it."""
    path = folder / REMOVED
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(line.split(maxsplit=1)[0] for line in lines if line.strip())


def note_removed(folder: Path, digest: str, file: str) -> None:
    """Keep a file out of the index from now on."""
    with (folder / REMOVED).open("a", encoding="utf-8") as removed:
        removed.write(f"{digest}  {file}\n")
        removed.flush()
        os.fsync(removed.fileno())


def forget_removed(folder: Path) -> None:
    """Let in again what was removed by hand."""
    (folder / REMOVED).unlink(missing_ok=True)


def _before(folder: Path, serving: str | None) -> str | None:
    """The newest generation older than the one that serves; a server may still read it."""
    older = [name for name in _generations(folder) if serving and _number(name) < _number(serving)]
    return max(older, key=_number, default=None)


def _claim(folder: Path, role: Classification) -> None:
    """Make the folder, or make sure that it is an index's of this role."""
    hint = "choose another folder with --index"
    if folder.exists() and not folder.is_dir():
        raise IndexDamaged(f"{folder} is a file, not a folder", hint=hint)
    held = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if held - {RESTRICTED} and LOCK not in held:
        raise IndexDamaged(f"{folder} holds files that are not an index's; nothing was written", hint=hint)
    if held and (RESTRICTED in held) != (role == "restricted"):
        raise meant_for_others(folder, role)
    folder.mkdir(parents=True, exist_ok=True)
    if role == "restricted":
        folder.chmod(0o700)
        (folder / RESTRICTED).write_text("What this folder holds is not for publication.\n", encoding="utf-8")


def _generations(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_dir() and _NAME.fullmatch(path.name)]


def _number(name: str) -> int:
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else 0
