"""Writes the words of passages to tantivy: which fields there are and what goes into each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import tantivy

from indexer.analysis import terms_and_words
from indexer.dates import in_words
from indexer.records import Meeting, Passage
from indexer.references import normal_decision
from indexer.rows import DocumentRow, item_key

TEXT_FIELDS = ("title", "heading", "text", "context", "exact")
RAW_FIELDS = ("body", "kind", "part", "outcome", "document", "item", "decision")
NUMBER_FIELDS = ("row", "date", "year", "newest", "oldest")
READABLE = 0o644  # the user that serves need not be the one that builds
WRITER_BYTES = 256_000_000
UNDATED = 0xFFFF_FFFF


class TermsWriter:
    """Writes passages to a folder of terms; nothing is to be found before `commit`."""

    def __init__(self, folder: Path) -> None:
        """Make the folder, or go on with the terms that it holds."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._index = tantivy.Index(_schema(), path=str(folder))
        self._writer = self._index.writer(WRITER_BYTES, 1)

    def add(self, row: int, passage: Passage, document: DocumentRow) -> None:
        """Add a passage under its row number; `document` is the one it is of."""
        entry = tantivy.Document()
        for name, terms in _texts(passage, document).items():
            entry.add_text(name, " ".join(terms))
        for name, value in _values(passage, document):
            entry.add_text(name, value)
        for name, number in _numbers(row, passage.meeting or document.meeting):
            entry.add_unsigned(name, number)
        self._writer.add_document(entry)

    def delete_document(self, document_id: str) -> None:
        """Take out the passages of a document that were added before."""
        self._writer.delete_documents_by_term("document", document_id)

    def commit(self) -> None:
        """Write everything to disk; the writer is spent afterwards."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        for path in self._folder.iterdir():
            if path.suffix == ".lock":
                path.unlink()
            else:
                path.chmod(READABLE)


def _schema() -> tantivy.Schema:
    """Text fields hold terms of `analysis`, parted by blanks; the others are there for filters, facets and order."""
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in RAW_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in NUMBER_FIELDS:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


def _texts(passage: Passage, document: DocumentRow) -> dict[str, list[str]]:
    """The terms of each text field."""
    title = f"{passage.item.title if passage.item else ''}\n{document.title}"
    heading = "\n".join(passage.heading_path)
    context = "\n".join(filter(None, _context(passage)))
    terms: dict[str, list[str]] = {}
    exact: list[str] = []
    for name, text in (("title", title), ("heading", heading), ("text", passage.text), ("context", context)):
        terms[name], words = terms_and_words(text)
        exact += words
    return {**terms, "context": list(dict.fromkeys(terms["context"])), "exact": exact}


def _context(passage: Passage) -> Iterator[str | None]:
    """What tells a passage's place in words: its context, meeting, item, kind of part and paragraph."""
    yield passage.context
    if passage.meeting:
        yield passage.meeting.body
        yield in_words(passage.meeting.date) if passage.meeting.date else None
    if passage.item:
        yield passage.item.decision_number
        yield passage.item.number and f"item {passage.item.number}"
        yield passage.item.minute and f"minute {passage.item.minute}"
    yield passage.part
    yield passage.variety
    yield passage.paragraph


def _values(passage: Passage, document: DocumentRow) -> Iterator[tuple[str, str]]:
    """The values that a passage is filtered by, with the name of their field."""
    yield "document", document.id
    yield "kind", document.kind
    yield "part", passage.part
    if passage.outcome:
        yield "outcome", passage.outcome
    meeting = passage.meeting or document.meeting
    if meeting:
        yield "body", meeting.body
    if passage.item:
        yield "item", item_key(passage.item)
    if passage.item and passage.item.number:
        yield "item", passage.item.number
    if passage.item and passage.item.decision_number:
        number = passage.item.decision_number
        yield "decision", normal_decision(number) or number.strip()


def _numbers(row: int, meeting: Meeting | None) -> Iterator[tuple[str, int]]:
    """Row, date and the two orders by date, in each of which the undated come last and rows keep their order."""
    date = meeting.date if meeting else None
    yield "row", row
    if date:
        yield "date", date.toordinal()
        yield "year", date.year
    yield "newest", ((date.toordinal() if date else 0) << 32) + (0xFFFF_FFFF - row)
    yield "oldest", ((date.toordinal() if date else UNDATED) << 32) + row
