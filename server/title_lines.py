"""The line by which a paper names an item of a meeting: its title, with the numbers and pages beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.records import Passage
from server.quoting import as_shown
from server.telling import Statement

_BEFORE = re.compile(r"(?:\bAgenda item\s+)?(?:\b\d{1,4}[.)]?\s+)?(?:\d\d/\d{4,5}\s*[-–]?\s*)?$", re.IGNORECASE)
_AFTER = re.compile(r"\s*\(\W*(?:Pages?|[Il]tem)\b[^()]*\)|\s+To Follow\b", re.IGNORECASE)


def title_line(title: str, passages: Sequence[Passage]) -> Statement | None:
    """The line of a title in the first passage that holds it, with its number before it and its pages after it.

    None where no passage holds the title.
    """
    words = " ".join(title.split())
    for passage in passages:
        shown = as_shown(passage.text)
        at = shown.casefold().find(words.casefold())
        if at >= 0:
            before, after = _BEFORE.search(shown, 0, at), _AFTER.match(shown, at + len(words))
            start, end = before.start() if before else at, after.end() if after else at + len(words)
            return Statement(shown[start:end].strip(), (passage,))
    return None
