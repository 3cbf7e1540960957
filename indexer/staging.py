"""Reads the files of a build into a catalogue of their own, from which the next generation is then put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.catalogue_writer import CatalogueWriter
from indexer.errors import PaperError
from indexer.records import Skipped, SourceFile
from indexer.understand import Understood, WithheldText


@dataclass(frozen=True, slots=True)
class Staged:
    """What was read: the papers, the files that cannot be used, and what was withheld."""

    catalogue: Catalogue
    failed: tuple[Skipped, ...]
    withheld: tuple[WithheldText, ...]


@contextmanager
def staged(
    path: Path,
    files: Sequence[SourceFile],
    understand: Callable[[SourceFile], Understood],
    progress: Callable[[str, int, int], None],
) -> Iterator[Staged]:
    """Read files one by one; whatever one of them does to the parsers, the others are read.

    Args:
        path: Where to put the catalogue, which is gone afterwards.
        files: The files.
        understand: Makes a paper of a file.
        progress: Told before each file.
    """
    path.unlink(missing_ok=True)
    writer = CatalogueWriter(path)
    failed: list[Skipped] = []
    withheld: list[WithheldText] = []
    try:
        for number, file in enumerate(files):
            progress("reading", number, len(files))
            try:
                understood = understand(file)
                writer.add(understood.paper)
            except PaperError as error:
                failed.append(Skipped(file.name, error.message))
            except Exception as error:  # a parser's own mistake costs its file, not the build
                failed.append(Skipped(file.name, f"this program fails on it ({type(error).__name__}: {error})"))
            else:
                withheld.extend(understood.withheld)
        progress("reading", len(files), len(files))
        writer.finish()
        with closing(Catalogue(path)) as catalogue:
            yield Staged(catalogue, tuple(failed), tuple(withheld))
    finally:
        writer.close()
        path.unlink(missing_ok=True)
