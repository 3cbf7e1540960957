"""One file → its paper: the steps from bytes to passages and decisions, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from indexer.decisions import find_decisions
from indexer.exempt import find_exempt, public_stamps, without
from indexer.facts import find_facts
from indexer.ocr import NOT_REACHED
from indexer.outline import outline
from indexer.pagination import paginate
from indexer.passages import cut
from indexer.reading import Reader
from indexer.records import Decision, Document, PageNote, Passage, SourceFile, Withheld
from indexer.released import Release
from indexer.rows import DocumentRow, Paper
from indexer.stamps import find_stamps

_STORAGE = """
    __init__ analysis anatomy build catalogue catalogue_records catalogue_schema catalogue_writer check cli embed filters folder
    generation index manifest models plan removal report settings spelling staging terms terms_writer token_vectors
    vector_cache vectors
"""
STORAGE = frozenset(_STORAGE.split())
"""The modules that have no say in what a paper is read as."""

END_WORDS = 8  # of a withheld stretch, to know it by


@dataclass(frozen=True, slots=True)
class WithheldText:
    """What is withheld of a file, for whoever runs the index: pages, why, the words that say so, and how it begins and ends."""

    file: str
    pages: tuple[int, ...]
    reason: str
    trigger: str
    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A file's public paper, and what the paper was made without."""

    paper: Paper
    withheld: tuple[WithheldText, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a file is read by, besides this program: the settings of the parsers, and what a person has released.

    `engine` names the OCR programs that are there; it is asked only where a file has pages for them.
    """

    ocr: str = "auto"
    released: tuple[Release, ...] = ()
    engine: Callable[[], str] = lambda: "none"

    def way_of(self, digest: str, notes: Sequence[PageNote] = ()) -> str:
        """Names the way in which the file with this SHA-256 is read: the parsers' source, the settings, its releases.

        Where pages of it are noted, the OCR programs count too; where some were not reached, it is read again next time.
        """
        own = sorted((release.starts, release.ends) for release in self.released if release.document == digest)
        way = sha256(_source() + f"{self.ocr} {own}".encode()).hexdigest()[:16]
        if self.ocr == "off" or not notes:
            return way
        unfinished = any(note.problem.endswith(NOT_REACHED) for note in notes)
        return f"{way}-{'unfinished' if unfinished else self.engine()}"

    def still_read(self, row: DocumentRow) -> bool:
        """Whether a document would be read now as it was then."""
        way, _, engine = row.fingerprint.partition("-")
        return way == self.way_of(row.digest) and (not engine or engine == self.engine())


def understand(file: SourceFile, reader: Reader, rules: Rules) -> Understood:
    """Read a file and make of it everything that the index holds.

    Args:
        file: The file.
        reader: Reads it.
        rules: What it is read by.

    Raises:
        PaperError: The file cannot be used.
    """
    reading = reader.read(file)
    stamps = find_stamps(reading)
    structure = outline(reading)
    pages = paginate(reading, structure, stamps)
    document = Document(reading, structure, pages)
    withheld = find_exempt(document, stamps, rules.released)
    reader.forget(file, {number for each in withheld for number in each.page_numbers})
    public = without(document, withheld)
    kept_stamps = public_stamps(public) if withheld else stamps
    decisions = find_decisions(public)
    passages = (*cut(public, kept_stamps, decisions), *find_facts(public, kept_stamps))
    paper = paper_of(public, passages, decisions, withheld, rules.way_of(file.digest, reading.notes))
    return Understood(paper, tuple(_withheld_text(document, each) for each in withheld))


def paper_of(
    document: Document,
    passages: Iterable[Passage],
    decisions: Iterable[Decision],
    withheld: Iterable[Withheld],
    fingerprint: str,
) -> Paper:
    """What the index holds of a public document; a passage that is given twice is held once."""
    file, structure = document.reading.file, document.outline
    row = DocumentRow(
        id=document.id,
        file=file.name,
        digest=file.digest,
        size=file.size,
        format=file.format,
        title=structure.title,
        kind=structure.kind,
        meeting=structure.meeting,
        pages=len(document.pages),
        council=structure.council,
        withheld_pages=tuple(sorted({number for each in withheld for number in each.page_numbers})),
        fingerprint=fingerprint,
    )
    distinct = tuple({passage.id: passage for passage in passages}.values())
    notes = document.reading.notes
    return Paper(row, document.pages, structure.parts, structure.agenda, notes, distinct, tuple(decisions))


def _withheld_text(document: Document, withheld: Withheld) -> WithheldText:
    words = document.text[withheld.start : withheld.end].split()
    starts, ends = " ".join(words[:END_WORDS]), " ".join(words[-END_WORDS:])
    return WithheldText(
        document.reading.file.name, withheld.page_numbers, withheld.reason, withheld.trigger, starts, ends
    )


@cache
def _source() -> bytes:
    """The source of the modules that have a say in what a paper is read as."""
    modules = sorted(path for path in Path(__file__).parent.glob("*.py") if path.stem not in STORAGE)
    return b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in modules)
