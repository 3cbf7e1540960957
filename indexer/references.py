"""Decision numbers and other references as councils write them, brought to one spelling."""

from __future__ import annotations

import re

DECISION = re.compile(r"(?<![\d/.])(\d{2})\s?[/-]\s?(\d{4,5})(?![\d/])")


def decision_numbers(text: str) -> tuple[str, ...]:
    """The decision numbers that stand in `text`, each once, in order: "22/0081" and "22-00081" are "22/00081".

    A number is two digits of the year, a stroke (or, in file titles, a dash) and four or five digits of a sequence. Four
    digits after a dash are a span of years ("16-2017") and no decision.
    """
    found: dict[str, None] = {}
    for match in DECISION.finditer(text):
        dashed = "/" not in match[0]
        if dashed and len(match[2]) == 4:
            continue
        found[f"{match[1]}/{match[2].zfill(5)}"] = None
    return tuple(found)


def normal_decision(text: str) -> str | None:
    """The one decision number that `text` is, or None."""
    found = decision_numbers(text)
    return found[0] if found else None


def without_decision(title: str) -> str:
    """A title without the decision number that opens it."""
    match = DECISION.match(title)
    if match and decision_numbers(match[0]):
        return title[match.end() :].lstrip(" -–—:") or title
    return title
