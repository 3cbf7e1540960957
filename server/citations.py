"""Passages → citations: the place in the papers' own terms, in words, and the address of the page that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.dates import in_words
from indexer.records import Passage
from indexer.rows import DocumentRow, item_key
from server.links import page_href
from server.restricted import NOTICE
from server.results import Citation, DocumentRef, ItemRef, PageRef
from server.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of the places that passages stand in: documents by id, and their pages."""

    documents: Mapping[str, DocumentRow]
    shelf: Shelf

    def cite(self, passage: Passage) -> Citation:
        """The citation of a passage: its first and last page are those that its words stand on."""
        row = self.documents[passage.document_id]
        numbers = [span.page_number for span in passage.spans]
        first, last = self._page(row.id, min(numbers)), self._page(row.id, max(numbers))
        meeting = passage.meeting or row.meeting
        item = item_ref(passage)
        place = _place(passage, item, first, last)
        body = meeting.body if meeting else None
        date = meeting.date if meeting else None
        notice = NOTICE if passage.classification == "restricted" else None
        head = [notice, row.council, body if body else row.title, in_words(date) if date else None]
        return Citation(
            id=passage.id,
            document=DocumentRef(row.id, row.title, row.file, row.url),
            body=body,
            date=date,
            item=item,
            part=passage.part,
            variety=passage.variety,
            paragraph=passage.paragraph,
            heading=passage.heading_path,
            first_page=first,
            last_page=last,
            outcome=passage.outcome,
            table=passage.table,
            text=passage.text,
            reference=", ".join([*(each for each in head if each), place]),
            place=place,
            href=page_href(row.id, first.number, passage.id),
            spans=passage.spans,
            council=row.council,
        )

    def _page(self, document: str, number: int) -> PageRef:
        page = self.shelf.page(document, number)
        return PageRef(page.number, page.label, page.basis)


def item_ref(passage: Passage) -> ItemRef | None:
    """The item of a passage as a citation names it, None where it stands in no item."""
    item = passage.item
    if item is None:
        return None
    return ItemRef(item_key(item), item.number, item.minute, item.title, item.decision_number)


def pages_in_words(first: PageRef, last: PageRef) -> str:
    """A span of pages: "p. 27", "about p. 27", "pp. 25–32"; where no label is known, the pages' places in the file."""
    if first.label is None or last.label is None or "unknown" in {first.basis, last.basis}:
        same = first.number == last.number
        return f"page {first.number} of the file" if same else f"pages {first.number}–{last.number} of the file"
    sure = "about " if "estimated" in {first.basis, last.basis} else ""
    if first.label == last.label:
        return f"{sure}p. {first.label}"
    return f"{sure}pp. {first.label}–{last.label}"


def _place(passage: Passage, item: ItemRef | None, first: PageRef, last: PageRef) -> str:
    """The place within a meeting's papers: item 7 (17/00131), “Interim Contracts …”, para 1.3, p. 26."""
    pieces = []
    if item:
        number = f" ({item.decision_number})" if item.decision_number else ""
        named = f"item {item.number}{number}" if item.number else number.strip(" ()")
        pieces += [f"minute {item.minute}" if item.minute else "", named, f"“{item.title}”"]
    if passage.part in {"appendix", "decision form"}:
        pieces.append(passage.variety or passage.part)
    if passage.paragraph:
        pieces.append(f"para {passage.paragraph}")
    pieces.append(pages_in_words(first, last))
    return ", ".join(piece for piece in pieces if piece)
