"""Is an index sound? Every part is there and unchanged, and every passage and proof stands where it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.index import Index, open_index
from indexer.records import Classification
from indexer.rows import Paper


@dataclass(frozen=True, slots=True)
class UnreadPages:
    """The pages of a document, by 1-based number, whose words or some of them are missing for one and the same reason."""

    file: str
    pages: tuple[int, ...]
    problem: str


def unread_pages(catalogue: Catalogue) -> tuple[UnreadPages, ...]:
    """The pages of all documents of which words are missing, by document and reason; nobody will find these by them."""
    found = []
    for row in catalogue.documents():
        notes = sorted((note.problem, note.page) for note in catalogue.notes(row.id) if note.unread)
        for problem, same in groupby(notes, key=lambda note: note[0]):
            found.append(UnreadPages(row.file, tuple(page for _, page in same), problem))
    return tuple(found)


def check_index(folder: Path, role: Classification = "public") -> tuple[Index, tuple[str, ...]]:
    """Open the index of a role that serves and look at everything in it; the problems found, in words.

    Raises:
        BadIndex: It cannot be opened.
    """
    index = open_index(folder, role=role)
    problems = [problem for row in index.catalogue.documents() for problem in _problems(index.catalogue.paper(row.id))]
    held = {row.file: row.digest for row in index.catalogue.documents()}
    if held != dict(index.manifest.sources):
        problems.append("the manifest names other files than the catalogue holds")
    if len(index.catalogue.rows_matching()) != index.manifest.counts.passages:
        problems.append("the catalogue holds another number of passages than the manifest says")
    return index, tuple(problems)


def _problems(paper: Paper | None) -> Iterator[str]:
    """What is wrong in one paper: pages that leave gaps, passages and proofs that their pages do not hold."""
    if paper is None:
        return
    text = "".join(page.text for page in paper.pages)
    starts = {page.number: page for page in paper.pages}
    at = 0
    for page in paper.pages:
        if page.start != at:
            yield f"{paper.row.file}: page {page.number} starts at {page.start}, not at {at}"
        at = page.end
    for passage in paper.passages:
        pieces = [starts[span.page_number].text[span.start : span.end] for span in passage.spans]
        if _bare("".join(pieces)) != _bare(passage.text):
            yield f"{paper.row.file}: passage {passage.id} is not what its pages hold"
    for decision in paper.decisions:
        if text[decision.proof_start : decision.proof_end] != decision.proof:
            yield f"{paper.row.file}: the proof of a decision does not stand at {decision.proof_start}"


def _bare(text: str) -> str:
    return "".join(text.split())
