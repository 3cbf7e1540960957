"""The pages of the documents that are being read, kept for a while."""

from __future__ import annotations

from functools import lru_cache

from indexer.catalogue import Catalogue
from indexer.records import Page

_DOCUMENTS_KEPT = 256


class Shelf:
    """Gives the pages of an index's documents; those of the documents asked for last are kept in memory."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.pages = lru_cache(maxsize=_DOCUMENTS_KEPT)(catalogue.pages)

    def page(self, document_id: str, number: int) -> Page:
        """A page by its 1-based position in the file.

        Raises:
            KeyError: There is no such page.
        """
        pages = self.pages(document_id)
        if not 1 <= number <= len(pages):
            raise KeyError((document_id, number))
        return pages[number - 1]
