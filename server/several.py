"""Questions that ask for several things at once: "who had the contract, and when did it end"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from server.fitness import fits
from server.intent import Intent, read_intent
from server.query import Query
from server.weighing import Weighed

_NEXT = re.compile(
    r"(?:[,;–-]\s*)?\b(?:and|but|so|then)\s+(?=(?:what|when|who|how|why|which|where|by|until|from)\b)|"
    r"(?:[?;]|\s[–-])\s+(?=(?:what|when|who|how|why|which|where)\b)",
    re.IGNORECASE,
)
_TELLING: frozenset[Intent] = frozenset({"person", "contact", "date", "figure", "reason"})
_FAVOUR = 1.6
_MOST = 0.99


def things_asked(query: Query) -> list[Query]:
    """Of a question that asks for several things, those of a kind that a sentence can be seen to hold."""
    parts = [part for part in _NEXT.split(query.text) if len(part.split()) > 1]
    asked = [replace(query, text=part, intent=read_intent(part)) for part in parts] if len(parts) > 1 else []
    return [each for each in asked if each.intent in _TELLING]


def with_each_thing(passages: Sequence[Sequence[Weighed]], query: Query) -> Sequence[Sequence[Weighed]]:
    """The sentences weighed, those likelier that hold one of several things asked for."""
    asked = things_asked(query)
    if not asked:
        return passages
    return [
        [
            replace(w, chance=min(_MOST, _FAVOUR * w.chance)) if any(fits(each, w.quote.text) for each in asked) else w
            for w in some
        ]
        for some in passages
    ]
