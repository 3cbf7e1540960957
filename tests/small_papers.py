"""Three papers of a few passages each, and their terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from indexer.rows import Paper
from indexer.terms import Terms
from tests.fakes import make_paper

TREES = make_paper(
    "trees.txt",
    [
        "Oak trees in Church Lane are to be felled under a s.106 agreement.",
        "RESOLVED that 22/0081 be agreed.",
        "It costs £1,767,800.",
    ],
    decision="22/0081",
    outcomes={1: "resolved"},
)
CARERS = make_paper(
    "carers.txt",
    ["Carers contracts run until 31 March 2019.", "The organization of services for Mr Brooker."],
    body="Social Care Committee",
    date=dt.date(2018, 3, 9),
    item="7",
    title="Interim contracts",
    kind="minutes",
    part="minutes",
)
UNDATED = make_paper("plan.txt", ["A plan for trees."], date=None, item=None, kind="plan", part="plan")


def write_terms(folder: Path, papers: Sequence[Paper]) -> Terms:
    writer, row = Terms.create(folder), 0
    for paper in papers:
        for passage in paper.passages:
            writer.add(row, passage, paper.row)
            row += 1
    writer.commit()
    return Terms.open(folder)
