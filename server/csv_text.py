"""The register as a table for a spreadsheet: UTF-8 without a mark before it, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from server.matter_views import DecisionView

COLUMNS = (
    "outcome", "advisory", "body", "date", "item", "minute", "title", "decision_number", "limb", "text", "proof",
    "moved_by", "seconded_by", "vote", "flags", "report_says", "report_reference", "reference", "page",
)  # fmt: skip
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def decisions_csv(views: Iterable[DecisionView], base: str = "") -> str:
    """The lines of the register as CSV with a header; `base` is the address of the site before each page's own."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([_cell(value) for value in _row(view, base)] for view in views)
    return out.getvalue()


def _row(view: DecisionView, base: str) -> tuple[str | None, ...]:
    place, item, opened = view.citation, view.citation.item, view.opened
    return (
        view.outcome,
        "yes" if view.advisory else "no",
        place.body,
        place.date.isoformat() if place.date else None,
        item.number if item else None,
        item.minute if item else None,
        item.title if item else None,
        view.number,
        view.limb,
        view.text,
        view.proof,
        view.mover,
        view.seconder,
        view.vote,
        "; ".join(view.flags),
        (opened.text or opened.reason) if opened else None,
        opened.citation.reference if opened and opened.citation else None,
        place.reference,
        base + place.href,
    )


def _cell(value: str | None) -> str:
    """A value as text: white space folded, and an apostrophe before what a spreadsheet would take for a formula."""
    text = " ".join((value or "").split())
    return f"'{text}" if text.startswith(_RUNS) else text
