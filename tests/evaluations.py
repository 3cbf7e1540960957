"""Sets of questions, and rows of runs, made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from server.evaluation import Row
from tests.served import VILLAGE

QUESTIONS = [
    {
        "id": "q1", "question": "was the felling of limes in Station Road agreed", "kind": "decision", "outcome": "resolved",
        "must_include": ["hornbeams"], "gold": [{"doc": "2024-trees-minutes.pdf", "quote": VILLAGE[1].passages[1].text}],
    },
    {
        "id": 2, "question": "when does the library open on Sundays", "must_include": ["9 am"],
        "gold": [{"doc": "2022-library", "quote": "Words that stand in none of the papers"}],
    },
    {"id": "q3", "question": "cost of the railway viaduct in 1931", "answerable": False},
]  # fmt: skip


def write(path: Path, *lines: Any) -> Path:
    """A file of these lines, each a string or what becomes JSON."""
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def row(name: str, rank: int = 0, right: bool = False, **fields: Any) -> Row:
    """What came of a question."""
    made = {
        "kind": "",
        "question": "",
        "answerable": True,
        "status": "answered",
        "cited": False,
        "outcome": None,
        "answer": "",
    }
    return Row(**{"id": name, "rank": rank, "right": right, **made, **fields})
