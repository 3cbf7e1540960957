"""What a question about an outcome asks for beside it: the figure or the date, quoted from the papers on the same matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.rows import item_key
from server.choosing import choose
from server.finder import Found
from server.fitness import fits
from server.query import Query
from server.rulings import Ruling
from server.verdicts import asked_beside
from server.weighing import Weighed, weigh

_READ = 20
_LEAST = 4
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?\b")
_SUM = re.compile(r"\b\d[\d,]*\.\d\d\b")


def tell_beside(found: Found, ruling: Ruling, room: int, told: Sequence[str]) -> list[Weighed]:
    """The sentences that give what is asked for beside the outcome, of at most `room` words; none where nothing is.

    Only passages on the ruling's own matter are read, and of them only sentences that hold a thing of the kind asked for; where
    the ruling's own words give a date and one is asked for, nothing more is.
    """
    kind = asked_beside(found.look.query.text)
    if kind is None:
        return []
    look = replace(found.look, query=replace(found.look.query, intent=kind))
    if kind == "date" and any(fits(look.query, text) for text in told):
        return []
    same = [r for r in found.ranked[:_READ] if r.passage.item and item_key(r.passage.item) in ruling.matter]
    fitting = [
        [w for w in some if w.quote.words >= _LEAST and _gives(look.query, w.quote.text)] for some in weigh(same, look)
    ]
    return choose(fitting, room, told)


def _gives(query: Query, text: str) -> bool:
    """Whether a text holds the kind of thing asked for; a sum in a table has no sign of its own, and a year is no figure."""
    if query.intent == "figure":
        text = _YEARS.sub("", text)
        return fits(query, text) or _SUM.search(text) is not None
    return fits(query, text)
