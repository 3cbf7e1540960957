"""Every outcome in the minutes of the five papers and of the sample PDFs, listed by reading them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.decisions import find_decisions
from indexer.outline import outline
from indexer.reading import Reader
from indexer.records import Decision, Document, Format, SourceFile

ROOT = Path(__file__).parents[2]
GOLDEN: dict[str, list[dict[str, Any]]] = json.loads((Path(__file__).parent / "decisions.json").read_text())
PROPOSED = {"proposed", "forthcoming", "reported"}


def recorded(path: Path, form: Format, reader: Reader) -> list[Decision]:
    data = path.read_bytes()
    reading = reader.read(SourceFile(path, path.name, hashlib.sha256(data).hexdigest(), len(data), form))
    document = Document(reading, outline(reading), ())
    return [d for d in find_decisions(document) if d.outcome not in PROPOSED]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


def placed(d: Decision) -> tuple[object, ...]:
    return (d.document_id, d.item and d.item.minute, d.item and d.item.number, d.limb, d.outcome, d.advisory)


def listed(row: dict[str, Any]) -> tuple[object, ...]:
    return tuple(row[key] for key in ("document", "minute", "item", "limb", "outcome", "advisory"))


def test_the_register_of_the_corpus_has_every_outcome_once_and_no_other(reader: Reader) -> None:
    found = [d for path in sorted((ROOT / "corpus").glob("*.txt")) for d in recorded(path, "text", reader)]
    assert [placed(d) for d in found] == [listed(row) for row in GOLDEN["corpus"]]
    for decision, row in zip(found, GOLDEN["corpus"], strict=True):
        assert " ".join(decision.proof.split()).startswith(row["proof"])
        assert not decision.flags


@pytest.mark.samples
@pytest.mark.slow
@pytest.mark.parametrize("file", ["2025-01-30-cabinet-pack.pdf", "another-council/minutes-2025-02-18.pdf"])
def test_the_register_of_the_samples_has_every_outcome_once_and_no_other(file: str, reader: Reader) -> None:
    if not (folder := os.environ.get("COMMITTEE_PAPERS_SAMPLES")):
        pytest.skip("COMMITTEE_PAPERS_SAMPLES is not set")
    path = Path(folder) / file
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    found = recorded(path, "pdf", reader)
    rows = [row for row in GOLDEN["samples"] if row["document"] == found[0].document_id]
    assert [placed(d) for d in found] == [listed(row) for row in rows]
    for decision, row in zip(found, rows, strict=True):
        words = " ".join(decision.proof.split())
        assert hashlib.sha256(words.encode()).hexdigest()[:12] == row["proof"], words
        assert (decision.mover, decision.seconder) == (row["mover"], row["seconder"])
