"""What a question about an outcome asks for beside it: the figure or the date, quoted from the papers on the same matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.rows import item_key
from server.choosing import choose
from server.finder import Found
from server.fitness import fits
from server.rulings import Ruling
from server.verdicts import asked_beside
from server.weighing import Weighed, weigh

_READ = 20


def tell_beside(found: Found, ruling: Ruling, room: int, told: Sequence[str]) -> list[Weighed]:
    """The sentences that give what is asked for beside the outcome, of at most `room` words; none where nothing is.

    Only passages on the ruling's own matter are read, and of them only sentences that hold a thing of the kind asked for.
    """
    kind = asked_beside(found.look.query.text)
    if kind is None:
        return []
    look = replace(found.look, query=replace(found.look.query, intent=kind))
    same = [r for r in found.ranked[:_READ] if r.passage.item and item_key(r.passage.item) in ruling.matter]
    fitting = [[w for w in some if fits(look.query, w.quote.text)] for some in weigh(same, look)]
    return choose(fitting, room, told)
