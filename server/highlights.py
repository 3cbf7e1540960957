"""Which words of a passage matched a question."""

from __future__ import annotations

from functools import lru_cache

from indexer.analysis import Token, locate
from indexer.filters import TermQuery

_LEAST_WEIGHT = 0.5


def highlights(text: str, query: TermQuery) -> tuple[tuple[int, int], ...]:
    """The [start, end) offsets in `text` of the words that a question looked for, in any of their forms, in order."""
    wanted = {term for word in query.words if word.weight >= _LEAST_WEIGHT for term in (word.term, *word.also)}
    wanted |= {term for phrase in query.phrases for term in phrase}
    marks: list[tuple[int, int]] = []
    for token in locate(text):
        if token.term in wanted and (not marks or token.start >= marks[-1][1]):  # one character may be two words: ¼
            marks.append((token.start, token.end))
    return tuple(marks)


@lru_cache(maxsize=4096)
def _located(text: str) -> tuple[Token, ...]:
    return tuple(locate(text))
