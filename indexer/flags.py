"""What does not add up in a record of decisions, as it is flagged: kept as printed, never repaired."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from indexer.records import Decision

CUT_OFF = "cut off: the words break off before the motion ends"
CONTRADICTION = "contradiction: the minute records two results"
UNSIGNED = "unsigned: the record of decision bears no signature"
DIFFERS = "its places in the papers differ: not all of them have "
REUSED = "number reused: "

_CONTENT = re.compile(r"[a-z]{4,}")
_EMPTY_WORDS = frozenset(
    {"report", "update", "contract", "service", "services", "proposed", "decision", "with", "from", "adult", "care"}
)


def with_reused_numbers(found: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions, those flagged whose decision number some of them also give to a matter with another title."""
    titles: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for decision in found:
        if decision.number and decision.item and decision.outcome != "reported":
            titles[decision.number][decision.item.title] = _content(decision.item.title)
    reused = {}
    for number, named in titles.items():
        for title, content in named.items():
            strangers = [
                other for other, its in named.items() if other != title and content and its and not content & its
            ]
            if strangers:
                reused[number, title] = f"{REUSED}{number} is also “{strangers[0]}”"
    return tuple(
        replace(d, flags=tuple(dict.fromkeys((*d.flags, reused[d.number, d.item.title]))))
        if d.number and d.item and (d.number, d.item.title) in reused and d.outcome != "reported"
        else d
        for d in found
    )


def _content(title: str) -> set[str]:
    return set(_CONTENT.findall(title.lower())) - _EMPTY_WORDS
