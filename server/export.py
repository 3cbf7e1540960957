"""A list of results as a file to work on: CSV for a spreadsheet, JSON lines, RIS, Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from server import citing, payloads, words
from server.results import Result

MOST_ROWS = 500
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
COLUMNS = (
    "rank", "score", "outcome", "body", "date", "item", "minute", "decision_number", "title", "part", "paragraph",
    "first_page", "last_page", "page_basis", "text", "reference", "paper", "file", "address",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV, RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows({name: _harmless(row[name]) for name in columns} for row in rows)
    return out.getvalue()


def _harmless(value: object) -> str:
    text = "" if value is None else str(value)
    bare = text.lstrip(" \u00a0")
    return f"'{text}" if bare.startswith(_FORMULA) or text.startswith(_FORMULA) else text


def as_csv(results: Sequence[Result], base: str) -> str:
    """The results as a table; `base` is the address of the site."""
    return table(COLUMNS, (_row(result, base) for result in results))


def _row(result: Result, base: str) -> dict[str, object]:
    citation, item = result.citation, result.citation.item
    return {
        "rank": result.rank,
        "score": result.score,
        "outcome": citation.outcome,
        "body": citation.body,
        "date": citation.date,
        "item": item.number if item else None,
        "minute": item.minute if item else None,
        "decision_number": item.decision_number if item else None,
        "title": citing.title(citation),
        "part": citation.part,
        "paragraph": citation.paragraph,
        "first_page": citation.first_page.label,
        "last_page": citation.last_page.label,
        "page_basis": citation.first_page.basis,
        "text": result.text,
        "reference": citation.reference,
        "paper": citation.document.title,
        "file": citation.document.file,
        "address": base + citation.href,
    }


def as_jsonl(results: Sequence[Result], base: str) -> str:
    """The results one JSON object a line, as /api/search gives them."""
    del base  # the addresses of the API are relative
    return "".join(f"{payloads.result(result).model_dump_json(by_alias=True)}\n" for result in results)


def as_ris(results: Sequence[Result], base: str) -> str:
    """The results as entries for a reference manager."""
    return "".join(citing.ris(result.citation, base + result.citation.href) for result in results)


def as_markdown(results: Sequence[Result], base: str) -> str:
    """The results as quotes, each with its reference and outcome."""
    return "\n".join(_quote(result, base) for result in results)


def _quote(result: Result, base: str) -> str:
    citation = result.citation
    lines = "\n".join(f"> {line}".rstrip() for line in result.text.splitlines())
    outcome = f" ({words.outcome(citation.outcome)})" if citation.outcome else ""
    return f"{lines}\n\n{result.rank}. [{_escaped(citation.reference)}]({base}{citation.href}){outcome}\n"


def _escaped(text: str) -> str:
    return text.replace("[", r"\[").replace("]", r"\]")


FORMS = {"csv": as_csv, "jsonl": as_jsonl, "ris": as_ris, "md": as_markdown}
