"""What passages and their sentences are weighed by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from indexer.token_vectors import TokenStore
from server.query import Query
from server.retriever import QuestionTokens

IsName = Callable[[str, str], bool]


def _no_name(term: str, word: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Look:
    """The question, and the closer look at words where the index holds one.

    `rarity` gives the inverse document frequency of each of the question's terms, `nearest` the greatest cosine of a passage
    with the question, `is_name` from a term and its unstemmed form whether the papers write it as a name. `councils` are the
    terms of the names of those whose papers these are, and their initials, `bodies` those of the bodies that met.
    """

    query: Query
    question: QuestionTokens | None
    tokens: TokenStore | None
    rarity: Mapping[str, float]
    nearest: float = 0.0
    is_name: IsName = _no_name
    councils: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    def own_council(self, terms: Sequence[str]) -> bool:
        """Whether some terms are of the name of a council whose papers these are."""
        return set(terms) <= self.councils
