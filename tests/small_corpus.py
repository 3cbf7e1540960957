"""A corpus of two short papers to build an index from."""

from __future__ import annotations

from pathlib import Path

from indexer.filters import TermQuery
from indexer.folder import CACHE
from indexer.index import POINTER, Index, open_index
from indexer.settings import Settings
from tests.fakes import HashEmbedder

PAPER = """Planning Committee

Wednesday, 8 May 2024

AGENDA

5. {title}

From: Director of Planning
To: Planning Committee - 8 May 2024
Subject: {title}

1. Introduction

1.1 {text}

2. Recommendation

2.1 The Committee is asked to NOTE this report.
"""


def small_corpus(folder: Path) -> Settings:
    """Settings for a corpus of two papers and an index beside it that is not there yet."""
    (folder / "corpus").mkdir()
    settings = Settings(corpus=folder / "corpus", index=folder / "index", cache_batch=1, ocr="off")
    write(settings, "trees.txt", "Tree works", "The oak trees in Church Lane are to be felled in the autumn.")
    write(settings, "budget.txt", "Budget", "The budget for highways is £1,767,800 in the year 2024/25.")
    return settings


def write(settings: Settings, name: str, title: str, text: str) -> None:
    """Put a paper with one report into the corpus."""
    (settings.corpus / name).write_text(PAPER.format(title=title, text=text), encoding="utf-8")


def found(settings: Settings, question: str) -> list[str]:
    """The files in which all words of a question stand."""
    index = open_index(settings.index)
    rows = [row for row, _ in index.terms.search(TermQuery.of(question), min_match=1.0)]
    files = [index.catalogue.document(passage.document_id) for passage in index.catalogue.passages(rows)]
    index.close()
    return sorted({row.file for row in files if row})


def leftovers(settings: Settings) -> list[str]:
    """What lies in the index's folder beside its two generations and what always is there."""
    lasting = {POINTER, CACHE, "committee-papers.lock"}
    names = {path.name for path in settings.index.iterdir()} - lasting
    assert len({name for name in names if name.startswith("gen-")}) <= 2
    return sorted(name for name in names if not name.startswith("gen-"))


def contents(index: Index) -> tuple[object, ...]:
    """Everything that an index answers with."""
    catalogue = index.catalogue
    papers = [catalogue.paper(row.id) for row in catalogue.documents()]
    words = [word for word, _ in index.terms.vocabulary()]
    answers = [index.terms.search(TermQuery.of(word)) for word in words]
    vector = HashEmbedder().embed_query("oak trees and the budget")
    rows, scores = index.vectors.search(vector, index.vectors.count)
    return papers, index.terms.vocabulary(), answers, list(rows), list(scores)
