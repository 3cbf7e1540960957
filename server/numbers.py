"""The decision number that a question asks for: the sentence of the papers that gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.references import decision_numbers
from server.quoting import Quote, quotes_of
from server.rank import Ranked
from server.telling import Scale, Statement

_ASKED = re.compile(
    r"\b(?:decision|reference) (?:number|no\b\.?|ref\b\.?)|\b(?:ref(?:erence)?|number) (?:of|for) (?:the |that |an? |our )?"
    r"(?:\w+ ){0,2}decision\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:earlier|previous|prior|original|former|existing|old|current|before|preceding|started|led to)\b",
    re.IGNORECASE,
)
_READ = 25


def asks_for_number(question: str) -> bool:
    """Whether a question asks for the number of a decision, and gives none itself."""
    return _ASKED.search(question) is not None and not decision_numbers(question)


def find_number(ranked: Sequence[Ranked], scale: Scale) -> Statement | None:
    """The sentence with a decision number that meets the question best; None where the best passages give none.

    Where the question asks for an earlier decision the number of the passage's own item does not count.
    """
    another = _ANOTHER.search(scale.look.query.text) is not None
    best: tuple[float, Statement] | None = None
    for each in ranked[:_READ]:
        own = each.passage.item.decision_number if each.passage.item else None
        quotes = [quote for quote in quotes_of(each.passage) if _gives(quote, own if another else None)]
        for quote, sense in zip(quotes, scale.quotes(each.passage, quotes), strict=True):
            worth = sense + scale.overlap(quote.text)
            if best is None or worth > best[0]:
                best = worth, Statement(quote.text, (each.passage,))
    return best[1] if best else None


def _gives(quote: Quote, own: str | None) -> bool:
    return any(number != own for number in decision_numbers(quote.text))
