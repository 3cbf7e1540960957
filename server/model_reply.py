"""A model's reply: which sentences of which passages it picked, and what it says of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MOST_PICKS = 8
_MOST_TRIES = 20
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence that a model picked: the token of its passage, its words, and a line of the model's own or ""."""

    token: str
    quote: str
    say: str


def picks_of(reply: str) -> tuple[Pick, ...] | None:
    """The sentences that a reply names, in its order; None where it holds no such object.

    A model may think aloud before the object, or wrap it in a code block; an entry without a token or a quote is passed over.
    """
    held = next(_objects(reply), None)
    if held is None:
        return None
    return tuple(pick for pick in map(_pick, held[:_MOST_PICKS]) if pick)


def _objects(reply: str) -> Iterator[list[Any]]:
    for brace in list(re.finditer(r"\{", reply))[:_MOST_TRIES]:
        try:
            held, _ = _DECODER.raw_decode(reply, brace.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(held, dict) and isinstance(held.get("sentences"), list):
            yield held["sentences"]


def _pick(held: Any) -> Pick | None:
    if not isinstance(held, dict):
        return None
    token, quote, say = (held.get(name, "") for name in ("token", "quote", "say"))
    if not (isinstance(token, str) and isinstance(quote, str) and quote.strip()):
        return None
    return Pick(token.strip(), quote, " ".join(say.split()) if isinstance(say, str) else "")
