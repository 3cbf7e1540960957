"""Words of a question that no paper holds, mended after the papers' own words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 5
_LONG = 8
_LEAST_PASSAGES = 2


class Speller:
    """Mends words after a vocabulary: unstemmed words and the number of passages that hold each."""

    def __init__(self, vocabulary: Iterable[tuple[str, int]]) -> None:
        self._known = dict(vocabulary)
        self._candidates = [word for word, count in self._known.items() if count >= _LEAST_PASSAGES and _mendable(word)]
        self.mend = lru_cache(maxsize=4096)(self._mend)

    def _mend(self, word: str) -> str | None:
        """The papers' nearest word within one slip (two for eight letters and more), None for a known or a short word.

        The distance is optimal string alignment: a letter dropped, added, changed, or two neighbours swapped.
        """
        if word in self._known or not _mendable(word):
            return None
        slips = 2 if len(word) >= _LONG else 1
        near = process.extract(word, self._candidates, scorer=OSA.distance, score_cutoff=slips, limit=8)
        if not near:
            return None
        return min(near, key=lambda found: (found[1], found[0][0] != word[0], -self._known[found[0]]))[0]


def _mendable(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()
