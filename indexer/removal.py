"""Takes a document out of the index for good: no page, passage, term or vector of it stays on disk."""

from __future__ import annotations

from collections.abc import Callable

from indexer.build import write_and_serve
from indexer.embed import Embedder
from indexer.folder import OCR, locked, note_removed
from indexer.index import open_index
from indexer.manifest import Manifest
from indexer.ocr_cache import OcrCache
from indexer.records import Classification
from indexer.rows import DocumentRow
from indexer.settings import Settings


def remove(
    settings: Settings,
    document: str,
    *,
    embedder_of: Callable[[Manifest], Embedder],
    role: Classification = "public",
) -> DocumentRow | None:
    """Remove a document, and keep its file out of later builds.

    The generation that served before goes too; a server that reads it goes on reading until it takes up the new one.

    Args:
        settings: Where the index is.
        document: The id or the file name of a document.
        embedder_of: Makes the model that an index was built with; it is used only where vectors have to be made again.
        role: Which index it is removed from; the other keeps what it holds.

    Returns:
        The document that was removed, None where there is no such document.

    Raises:
        BadIndex: There is no index, it is damaged, or a build is at it.
    """
    folder = settings.folder_of(role)
    with locked(folder, role):
        index = open_index(folder, role=role)
        try:
            rows = index.catalogue.documents()
            found = next((row for row in rows if document in {row.id, row.file}), None)
            if found is None:
                return None
            note_removed(folder, found.digest, found.file)
            left = tuple(row for row in rows if row.id != found.id)
            papers = (paper for row in left if (paper := index.catalogue.paper(row.id)))
            write_and_serve(
                settings,
                left,
                papers,
                index.manifest.skipped,
                embedder=embedder_of(index.manifest),
                keep_before=False,
                role=role,
            )
            OcrCache(folder / OCR).forget(found.digest)
            return found
        finally:
            index.close()
