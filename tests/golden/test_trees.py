"""What each paper is understood as, frozen: meetings, items, parts and pages. Remade, and then looked over line by line, by

    COMMITTEE_PAPERS_SAMPLES=… python -m tests.golden.test_trees

The trees of the sample PDFs hold numbers, labels and digests alone, for their text is not ours to copy.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from indexer.anatomy import source_file
from indexer.outline import outline
from indexer.pagination import paginate
from indexer.reading import Reader
from indexer.records import Document, Part, SourceFile
from indexer.stamps import find_stamps

TREES = Path(__file__).parent / "trees"
CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))
SAMPLES = os.environ.get("COMMITTEE_PAPERS_SAMPLES")
PDFS = sorted(path for path in Path(SAMPLES).rglob("*.pdf") if path.parent.name != "odd") if SAMPLES else []


def document_of(file: SourceFile) -> Document:
    with Reader(timeout=300) as reader:
        reading = reader.read(file)
    structure = outline(reading)
    return Document(reading, structure, paginate(reading, structure, find_stamps(reading)))


def tree(document: Document, open_text: bool) -> dict[str, Any]:
    def words(text: str | None) -> str | None:
        return text if open_text or not text else sha256(text.encode()).hexdigest()[:12]

    def row(part: Part) -> dict[str, Any]:
        pages = [page for page in document.pages if page.start < part.end and page.end > part.start]
        facts = {
            "part": part.kind,
            "variety": part.variety,
            "meeting": part.meeting and [words(part.meeting.body), str(part.meeting.date)],
            "item": part.item and part.item.number,
            "minute": part.item and part.item.minute,
            "matter": part.item and words(part.item.title),
            "decision": part.item and part.item.decision_number,
            "title": words(part.title),
            "pages": [pages[0].number, pages[-1].number] if pages else None,
            "printed": [pages[0].label, pages[-1].label] if pages else None,
            "basis": sorted({page.basis for page in pages}),
            "opens": words(" ".join(document.text[part.start : part.end].split())[:60]),
        }
        return {name: value for name, value in facts.items() if value}

    structure = document.outline
    meeting = structure.meeting
    return {
        "kind": structure.kind,
        "title": words(structure.title),
        "council": words(structure.council),
        "meeting": meeting and [words(meeting.body), str(meeting.date), words(meeting.venue)],
        "pages": len(document.pages),
        "agenda": [
            [entry.number, words(entry.title), entry.decision_number, entry.first_page, entry.last_page, entry.status]
            for entry in structure.agenda
        ],
        "parts": [row(part) for part in structure.parts],
    }


def written(facts: dict[str, Any]) -> str:
    """The tree as JSON, an entry or a part a line."""
    lines = [
        f"{json.dumps(name)}: {json.dumps(facts[name], ensure_ascii=False)}"
        for name in facts
        if name not in {"agenda", "parts"}
    ]
    for name in ("agenda", "parts"):
        inner = ",\n    ".join(json.dumps(each, ensure_ascii=False) for each in facts[name])
        lines.append(f"{json.dumps(name)}: [\n    {inner}\n  ]" if inner else f"{json.dumps(name)}: []")
    return "{\n  " + ",\n  ".join(lines) + "\n}\n"


def frozen(file: SourceFile) -> Path:
    return TREES / f"{file.document_id}.json"


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem[:10])
def test_a_paper_of_the_corpus_is_understood_as_it_was(path: Path) -> None:
    file = source_file(path)
    assert tree(document_of(file), True) == json.loads(frozen(file).read_text())


def test_a_papers_name_is_no_matter(tmp_path: Path) -> None:
    for name, path in zip("abcdefghij", CORPUS, strict=False):
        renamed = tmp_path / f"{name}.txt"
        renamed.write_bytes(path.read_bytes())
        file = source_file(renamed)
        assert tree(document_of(file), True) == json.loads(frozen(file).read_text())


@pytest.mark.samples
@pytest.mark.slow
@pytest.mark.parametrize("path", PDFS or [None], ids=lambda path: path.stem if path else "none")
def test_a_sample_is_understood_as_it_was(path: Path | None) -> None:
    if path is None:
        pytest.skip("COMMITTEE_PAPERS_SAMPLES names no folder of PDFs")
    file = source_file(path)
    if not frozen(file).exists():
        pytest.skip(f"{path.name} has no frozen tree")
    assert tree(document_of(file), False) == json.loads(frozen(file).read_text())


def remake() -> None:
    for path in (*CORPUS, *PDFS):
        file = source_file(path)
        frozen(file).write_text(written(tree(document_of(file), path in CORPUS)))


if __name__ == "__main__":
    remake()
