"""A run over a set of questions as one page of HTML: its measures, what changed since another run, and what failed and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import get_args

from server.comparison import Change
from server.evaluation import Fault, Measures, Report, Row
from server.rendering import ENVIRONMENT

TEMPLATE = "reports/evaluation.html"

EXPLAINED: Mapping[Fault, str] = {
    "not retrieved": "The place is not among the passages found: the question's words and meaning do not lead to it.",
    "retrieved low": "The place is found, but below the passages that a reader looks at.",
    "abstained wrongly": "The place is found, but no answer is given.",
    "wrong outcome": "The outcome told is not that of the record.",
    "wrong sentence": "The place is found, but the answer does not hold what was asked for.",
    "should have abstained": "The papers do not answer this, and an answer is given.",
}


@dataclass(frozen=True, slots=True)
class FaultView:
    """A kind of failure and the questions that failed so."""

    name: Fault
    explained: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """What the page shows: names and cells of the table of measures, changes, and failures."""

    title: str
    names: tuple[str, ...]
    table: tuple[tuple[str, tuple[str, ...]], ...]
    changes: tuple[Change, ...]
    faults: tuple[FaultView, ...]
    failed: int
    questions: int


def report_page(report: Report, changes: Sequence[Change] = (), title: str = "Evaluation") -> str:
    """The page, with its style and without script or anything to fetch."""
    view = _view(report, changes, title)
    return ENVIRONMENT.get_template(TEMPLATE).render({each.name: getattr(view, each.name) for each in fields(view)})


def _view(report: Report, changes: Sequence[Change], title: str) -> EvaluationView:
    measures = report.measures()
    faults = [
        FaultView(name, EXPLAINED[name], tuple(row for row in report.rows if row.fault == name))
        for name in get_args(Fault)
    ]
    return EvaluationView(
        title=title,
        names=tuple(measures),
        table=(("all", _cells(measures)), *((kind, _cells(held)) for kind, held in report.by_kind().items())),
        changes=tuple(changes),
        faults=tuple(fault for fault in faults if fault.rows),
        failed=sum(len(fault.rows) for fault in faults),
        questions=len(report.rows),
    )


def _cells(measures: Measures) -> tuple[str, ...]:
    return tuple(shown(value) for value in measures.values())


def shown(value: float | None) -> str:
    """A measure as it is printed: three digits, or a dash where no question measures it."""
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
