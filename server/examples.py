"""Example questions, made of the items that are indexed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.records import Item

_MOST = 4
_FORMAL = re.compile(
    r"\b(?:minutes|apolog|declaration|introduction|webcast|work programme|verbal update|membership|election)",
    re.IGNORECASE,
)


def make_examples(items: Sequence[Item]) -> tuple[str, ...]:
    """Up to four questions as people ask them, of the newest items of substance, each of another meeting where there are."""
    substance = [item for item in items if item.meeting.date and not _formal(item) and len(item.title.split()) <= 12]
    newest = sorted(substance, key=lambda item: (item.meeting.date or 0, bool(item.decision_number)), reverse=True)
    chosen: dict[str, str] = {}
    for item in newest:
        meeting = str(item.meeting.date)
        if meeting not in chosen:
            chosen[meeting] = _question(item, len(chosen))
        if len(chosen) == _MOST:
            break
    return tuple(chosen.values())


def _question(item: Item, at: int) -> str:
    if item.decision_number and not item.minute:
        return f"What is proposed in {item.decision_number}?"
    if item.minute:
        return f"What was decided on {_plain(item.title)}?"
    return (
        f"Who wrote the report on {_plain(item.title)}?"
        if at % 2
        else f"What does the report on {_plain(item.title)} say?"
    )


def _plain(title: str) -> str:
    return title.split(" - ", maxsplit=1)[0].rstrip(".")


def _formal(item: Item) -> bool:
    return _FORMAL.search(item.title) is not None
