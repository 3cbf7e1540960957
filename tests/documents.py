"""Documents for tests: the council's papers of the corpus, and papers written in the council's style."""

import hashlib
from functools import cache
from pathlib import Path

from indexer.outline import outline
from indexer.pagination import paginate
from indexer.records import Bookmark, Document, Reading, SourceFile
from indexer.stamps import find_stamps

CORPUS = Path(__file__).parents[1] / "corpus"


@cache
def corpus_document(prefix: str) -> Document:
    """The paper of the corpus whose file name begins with `prefix`."""
    (path,) = CORPUS.glob(f"{prefix}*.txt")
    return document_of(path.read_text(encoding="utf-8"), paged=False, name=path.name)


def document_of(
    *pages: str, bookmarks: tuple[Bookmark, ...] = (), paged: bool = True, name: str = "pack.pdf"
) -> Document:
    """A document of these pages; with `paged` False, of one plain text that they make together."""
    closed = [page if page.endswith("\n") else page + "\n" for page in pages]
    starts = [sum(map(len, closed[:at])) for at in range(len(closed))]
    text = "".join(closed)
    file = SourceFile(
        Path(name), name, hashlib.sha256(text.encode()).hexdigest(), len(text), "pdf" if paged else "text"
    )
    reading = Reading(file, text, tuple(starts) if paged else (), bookmarks=bookmarks if paged else ())
    structure = outline(reading)
    return Document(reading, structure, paginate(reading, structure, find_stamps(reading)))
