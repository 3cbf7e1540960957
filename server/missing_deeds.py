"""What a question asks of somebody's doing that nothing found tells: who bid, was chosen, voted how, what outsiders said."""

from __future__ import annotations

from collections.abc import Callable

from indexer.analysis import analyse
from server.bearing import telling
from server.chosen import asks_who_bid, asks_who_was_chosen, leaves_unnamed, names_chosen, tells_who_bid
from server.finder import Found
from server.outsiders import outsider, tells_of_outsider
from server.quoting import quotes_of
from server.votes import asks_who_voted, tells_of_votes

_LOOKED_AT = 5


def _unbid(found: Found) -> str | None:
    """Where it is asked who bid, how many, for what or how well, and none of the first passages tells of bids."""
    first = [each.passage.text for each in found.ranked[:_LOOKED_AT]]
    if not asks_who_bid(found.look.query.text) or any(tells_who_bid(text) for text in first):
        return None
    return "The papers do not say: nothing that was found tells who bid."


def _unchosen(found: Found) -> str | None:
    """Where it is asked who was awarded or appointed, and the first passages name nobody but "the successful bidder"."""
    query = found.look.query
    first = [each.passage for each in found.ranked[:_LOOKED_AT]]
    if (
        query.intent == "figure"
        or not asks_who_was_chosen(query.text)
        or not any(leaves_unnamed(p.text, query.text) for p in first)
    ):
        return None
    asked = set(analyse(query.text))
    if any(names_chosen(quote.text, asked) for passage in first for quote in quotes_of(passage)):
        return None
    return "The papers do not say: what was found on this names nobody who was chosen."


def _unvoted(found: Found) -> str | None:
    """Where it is asked who voted how, and none of the first passages tells of votes."""
    first = [each.passage.text for each in found.ranked[:_LOOKED_AT]]
    if not asks_who_voted(found.look.query.text) or any(tells_of_votes(text) for text in first):
        return None
    return "The papers do not say: nothing that was found records who voted how."


def _unsaid_outside(found: Found) -> str | None:
    """Where it is asked what a minister, an inspectorate or the like did, and none of the first passages tells it."""
    name = outsider(found.look.query.text)
    asked = frozenset(word.term for word in telling(found.look.query))
    if name is None or any(tells_of_outsider(each.passage, name, asked) for each in found.ranked[:_LOOKED_AT]):
        return None
    return f"The papers do not say: nothing that was found tells what the {name} did on this."


MISSING_DEEDS: tuple[Callable[[Found], str | None], ...] = (_unbid, _unchosen, _unvoted, _unsaid_outside)
"""Each says why what was found cannot answer; None where it may."""
