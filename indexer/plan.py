"""What a build has to do, and what the index holds when it is done: which files are new, changed, gone or as they were."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.records import Skipped, SourceFile
from indexer.rows import DocumentRow

REMOVED = "removed from the index by hand"
NOTHING_WITHHELD = "nothing of it is withheld"
STAYS = "the version read earlier stays in the index"
_OUT = {REMOVED, NOTHING_WITHHELD}


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of a corpus, sorted by what is to be done.

    `read` are new or changed and have to be read, `unchanged` the documents that are taken over, `skipped` the files that
    are no papers or were removed by hand. `held` are all documents that the index holds so far, by file name.
    """

    read: tuple[SourceFile, ...]
    unchanged: tuple[DocumentRow, ...]
    skipped: tuple[Skipped, ...]
    held: Mapping[str, DocumentRow]


@dataclass(frozen=True, slots=True)
class Content:
    """What the index is to hold, in its order, and how that differs from before, by names of files.

    `kept` are documents whose files could not be read this time; `skipped` tells why, as of every file that is left out.
    """

    rows: tuple[DocumentRow, ...]
    created: tuple[str, ...]
    updated: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    skipped: tuple[Skipped, ...]

    @property
    def read_any(self) -> bool:
        """Whether at least one file of the corpus could be read, now or earlier."""
        public = any(skip.reason == NOTHING_WITHHELD for skip in self.skipped)
        return public or bool(self.created or self.updated or self.unchanged)

    @property
    def changed(self) -> bool:
        """Whether a document was added, changed or taken out."""
        return bool(self.created or self.updated or self.deleted)


def make_plan(
    files: Sequence[SourceFile],
    unwanted: Sequence[Skipped],
    held: Mapping[str, DocumentRow],
    still_read: Callable[[DocumentRow], bool],
    removed: Collection[str],
) -> Plan:
    """Compare a corpus with what the index holds of it, by file name.

    Args:
        files: The papers of the corpus.
        unwanted: Files that are no papers.
        held: The documents of the index, by file name.
        still_read: Tells whether a document would be read now as it was then.
        removed: The digests of files that were removed from the index by hand.
    """
    wanted = [file for file in files if file.digest not in removed]
    out = [Skipped(file.name, REMOVED) for file in files if file.digest in removed]
    same = {file.name for file in wanted if _same(file, held.get(file.name), still_read)}
    return Plan(
        read=tuple(file for file in wanted if file.name not in same),
        unchanged=tuple(held[file.name] for file in wanted if file.name in same),
        skipped=(*unwanted, *out),
        held=held,
    )


def settle(plan: Plan, read: Sequence[DocumentRow], failed: Sequence[Skipped]) -> Content:
    """What the index holds after reading: `read` are the new versions, `failed` the files that could not be read."""
    out = (*plan.skipped, *failed)
    taken = {row.id for row in (*read, *plan.unchanged)}
    kept = {
        skip.name: plan.held[skip.name]
        for skip in out
        if skip.name in plan.held and skip.reason not in _OUT and plan.held[skip.name].id not in taken
    }
    rows = (*read, *plan.unchanged, *kept.values())
    names = {row.file for row in rows}
    skipped = (replace(skip, reason=f"{skip.reason}; {STAYS}") if skip.name in kept else skip for skip in out)
    return Content(
        rows=tuple(sorted(rows, key=lambda row: row.order)),
        created=_names(row for row in read if row.file not in plan.held),
        updated=_names(row for row in read if row.file in plan.held),
        deleted=tuple(sorted(set(plan.held) - names)),
        unchanged=_names(plan.unchanged),
        kept=_names(kept.values()),
        skipped=tuple(sorted(skipped, key=lambda skip: (skip.name, skip.reason))),
    )


def _names(rows: Iterable[DocumentRow]) -> tuple[str, ...]:
    return tuple(sorted(row.file for row in rows))


def _same(file: SourceFile, row: DocumentRow | None, still_read: Callable[[DocumentRow], bool]) -> bool:
    return row is not None and row.digest == file.digest and still_read(row)
