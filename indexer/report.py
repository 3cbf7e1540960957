"""What a build did, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.manifest import Counts
from indexer.records import Skipped
from indexer.understand import WithheldText


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, by names of files.

    `updated` are files with new contents, or read in another way than before. `kept` are files that could not be read
    this time and of which the earlier version stays; they are among `skipped`, with the reason. `withheld` is what was
    left out of the files read this time because the public must not see it. `generation` is the one that serves
    afterwards, `swapped` says whether it is new. `seconds` is how long it took. `nothing_readable` says that no file of the
    corpus could be read, so that the earlier index went on serving.
    """

    created: tuple[str, ...]
    updated: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    withheld: tuple[WithheldText, ...]
    generation: str
    swapped: bool
    counts: Counts
    seconds: float
    nothing_readable: bool
