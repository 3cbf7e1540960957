"""One file → its paper: the steps from bytes to passages and decisions, in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from indexer.columns import with_column_names
from indexer.decisions import find_decisions
from indexer.errors import NothingWithheld
from indexer.exempt import find_exempt, public_stamps, withheld_half, withheld_stamps, without
from indexer.facts import find_facts
from indexer.ocr import NOT_REACHED
from indexer.outline import outline
from indexer.pagination import paginate
from indexer.passages import cut
from indexer.plan import NOTHING_WITHHELD
from indexer.reading import Reader
from indexer.records import Classification, Decision, Document, PageNote, Passage, SourceFile, Withheld
from indexer.released import Release
from indexer.rows import DocumentRow, Paper
from indexer.stamps import find_stamps

_STORAGE = """
    __init__ abbreviations analysis anatomy build catalogue catalogue_records catalogue_schema catalogue_writer check
    cli embed filters folder generation index manifest models plan removal report settings spelling staging terms
    terms_writer token_vectors vector_cache vectors
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
    """What the public or the restricted index holds of a file, and what is withheld of it."""

    paper: Paper
    withheld: tuple[WithheldText, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a file is read by, besides this program: the settings of the parsers, and what a person has released.

    `engine` names the OCR programs that are there; it is asked only where a file has pages for them. `role` says which half
    of a file is wanted: what is public, or what is withheld.
    """

    ocr: str = "auto"
    released: tuple[Release, ...] = ()
    engine: Callable[[], str] = lambda: "none"
    role: Classification = "public"

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
    """Read a file and make of it everything that the index of a role holds.

    Args:
        file: The file.
        reader: Reads it.
        rules: What it is read by.

    Raises:
        NothingWithheld: The restricted half is wanted of a file that is public as a whole.
        PaperError: The file cannot be used.
    """
    reading = reader.read(file)
    stamps = find_stamps(reading)
    structure = outline(reading)
    pages = paginate(reading, structure, stamps)
    document = Document(reading, structure, pages)
    withheld = find_exempt(document, stamps, rules.released)
    touched = {number for each in withheld for number in each.page_numbers}
    if rules.role == "restricted":
        if not withheld:
            raise NothingWithheld(NOTHING_WITHHELD)
        half = withheld_half(document, withheld)
        kept_stamps, left_out = withheld_stamps(half), {page.number for page in pages} - touched
    else:
        reader.forget(file, touched)
        half = without(document, withheld)
        kept_stamps, left_out = public_stamps(half) if withheld else stamps, touched
    decisions = find_decisions(half)
    found = (*with_column_names(half, cut(half, kept_stamps, decisions)), *find_facts(half, kept_stamps))
    passages = (replace(passage, classification=rules.role) for passage in found)
    paper = paper_of(half, passages, decisions, left_out, rules.way_of(file.digest, reading.notes))
    return Understood(paper, tuple(_withheld_text(document, each) for each in withheld))


def paper_of(
    document: Document,
    passages: Iterable[Passage],
    decisions: Iterable[Decision],
    left_out: Collection[int],
    fingerprint: str,
) -> Paper:
    """What the index holds of a document of which pages are left out in part or whole; a passage given twice is held once."""
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
        withheld_pages=tuple(sorted(left_out)),
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
