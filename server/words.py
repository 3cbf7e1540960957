"""The words that pages use for what the records say in codes."""

from __future__ import annotations

import datetime as dt

from indexer.dates import in_words
from indexer.records import Outcome
from server.readings import Reading, ReadingKind
from server.results import AnswerStatus, Coverage, PageRef

OUTCOMES: dict[Outcome, tuple[str, str]] = {
    "resolved": ("Resolved", "decided"),
    "endorsed": ("Endorsed", "decided"),
    "recommended": ("Recommended", "decided"),
    "amended": ("Amended", "decided"),
    "noted": ("Noted", "noted"),
    "deferred": ("Deferred", "open"),
    "referred": ("Referred", "open"),
    "withdrawn": ("Withdrawn", "closed"),
    "lost": ("Lost", "closed"),
    "proposed": ("Proposed, not decided", "open"),
    "forthcoming": ("Forthcoming", "open"),
    "reported": ("Reported elsewhere", "noted"),
}
PARTS = {
    "agenda": "Agenda",
    "minutes": "Minutes",
    "report": "Report",
    "appendix": "Appendix",
    "decision form": "Decision form",
    "plan": "Plan",
}
FORMATS = {"text": "text file", "pdf": "PDF"}
KINDS = {"pack": "Agenda pack", "minutes": "Minutes", "report": "Report", "plan": "Plan", "other": "Other paper"}
FACETS = {
    "body": "Committee",
    "year": "Year",
    "kind": "Kind of paper",
    "part": "Part of the paper",
    "outcome": "Outcome",
}
FILTERS = {
    **FACETS,
    "from": "From",
    "to": "To",
    "item": "Item",
    "decision": "Decision number",
    "document": "Paper",
    "as_of": "Papers dated up to",
}
READINGS: dict[ReadingKind, str] = {
    "date": "Date",
    "body": "Committee",
    "decision": "Decision number",
    "minute": "Minute",
    "item": "Item",
    "part": "Part",
    "abbreviation": "Short form",
    "spelling": "Spelling",
    "phrase": "Exact words",
    "excluded": "Passages with",
}
SORTS = {"relevance": "Most relevant", "newest": "Newest first", "oldest": "Oldest first"}
STAGES = {
    "forthcoming": "Planned",
    "proposed": "Put forward",
    "committee's view": "The committee’s view",
    "decision": "Decided",
    "reported": "Told of in a paper",
}
STRENGTHS = {
    "same item": "the same item",
    "same decision number": "the same decision number",
    "explicit cross-reference": "a cross-reference",
    "same title and body": "the same title and committee",
}
ANSWERS: dict[AnswerStatus, str] = {
    "answered": "Answer",
    "no_evidence": "These papers do not say",
    "no_match": "Nothing matches",
    "filtered_out": "Nothing matches with these filters",
    "bad_question": "There is nothing to search for",
}
BASES = {
    "printed": "The page number is printed on the page.",
    "counted": "The page number is counted from the page breaks; it is not printed on the page.",
    "estimated": "The page number is estimated from the length of the text, so it can be a little out.",
    "unknown": "The printed page number is not known; this is the page’s place in the file.",
}


def outcome(code: str) -> str:
    """An outcome as a page names it."""
    return next((label for name, (label, _) in OUTCOMES.items() if name == code), code.capitalize())


def value(facet: str, code: str) -> str:
    """A facet's or filter's value as a page names it."""
    if facet == "outcome":
        return outcome(code)
    if facet in {"from", "to", "as_of"}:
        return in_words(dt.date.fromisoformat(code))
    return {"part": PARTS, "kind": KINDS}.get(facet, {}).get(code, code)


def reading(read: Reading) -> str:
    """What was read in a question, in words: "Date: July 2023"."""
    return f"{READINGS[read.kind]}: {value(read.kind, read.text)}"


def page(ref: PageRef) -> str:
    """A page's name: "page 27", "about page 27", "page 3 of the file"."""
    if ref.label is None or ref.basis == "unknown":
        return f"page {ref.number} of the file"
    return f"about page {ref.label}" if ref.basis == "estimated" else f"page {ref.label}"


def capitalized(text: str) -> str:
    """A text with its first letter made a capital, the others as they were."""
    return text[:1].upper() + text[1:]


def count(number: int, one: str, many: str) -> str:
    """A number and its noun: "1 result", "1,204 results"."""
    return f"{number:,} {one if number == 1 else many}"


def period(coverage: Coverage) -> str:
    """The days that the papers cover, in words; empty where there are none."""
    if coverage.first is None or coverage.last is None:
        return ""
    if coverage.first == coverage.last:
        return in_words(coverage.first)
    return f"{in_words(coverage.first)} to {in_words(coverage.last)}"
