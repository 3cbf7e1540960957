"""Words of a question that no paper holds, mended after the papers' own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 5
_LONG = 8
_LEAST_PASSAGES = 2
_PREFIXES = ("un", "re", "over", "under", "mis", "non")


def _none(word: str) -> bool:
    return False


class Speller:
    """Mends words after a vocabulary: unstemmed words and the number of passages that hold each."""

    def __init__(self, vocabulary: Iterable[tuple[str, int]], is_word: Callable[[str], bool] = _none) -> None:
        """Take in the papers' words; `is_word` tells ordinary words, which are no slips though no paper holds them."""
        self._known = dict(vocabulary)
        self._is_word = is_word
        self._candidates = [word for word, count in self._known.items() if count >= _LEAST_PASSAGES and _mendable(word)]
        self.mend = lru_cache(maxsize=4096)(self._mend)

    def _mend(self, word: str) -> str | None:
        """The papers' nearest word within one slip (two for eight letters and more), None for a known or a short word.

        The distance is optimal string alignment: a letter dropped, added, changed, or two neighbours swapped.
        """
        if word in self._known or not _mendable(word) or self._ordinary(word):
            return None
        slips = 2 if len(word) >= _LONG else 1
        near = process.extract(word, self._candidates, scorer=OSA.distance, score_cutoff=slips, limit=8)
        if not near:
            return None
        return min(near, key=lambda found: (found[1], found[0][0] != word[0], -self._known[found[0]]))[0]

    def _ordinary(self, word: str) -> bool:
        """Whether a word is an ordinary one, or a known one after a prefix ("unfilled", "overspend")."""
        if self._is_word(word):
            return True
        return any(
            len(rest) >= _SHORTEST and (rest in self._known or self._is_word(rest))
            for rest in (word.removeprefix(prefix) for prefix in _PREFIXES)
            if rest != word
        )


def _mendable(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()
