"""The sentences that answer together: the likeliest first, those beside them sooner than others, as many as there is room for."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from indexer.analysis import analyse
from server.weighing import Weighed, opens_point

_BESIDE = 1.25
_CARRIED = 0.85
_LENGTH = 0.5
_FIRST = 3
_SHORTEST_FIRST = 50
_LEAST_SHARE = 0.02
_SAME_WORDS = 0.8
_HEADING = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z](?:\S*\s+){0,4}\S*[^\s.;:!?\d]$")

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """Texts that an answer holds already, so that nothing is said twice."""

    terms: list[frozenset[str]]

    def holds(self, text: str) -> bool:
        """Whether four fifths of a text's words stand in one of the texts told."""
        own = set(analyse(text))
        return bool(own) and any(len(own & other) >= _SAME_WORDS * len(own) for other in self.terms)

    def add(self, text: str) -> None:
        """Take a text in."""
        self.terms.append(frozenset(analyse(text)))


def choose(passages: Sequence[Sequence[Weighed]], room: int, told: Collection[str] = ()) -> list[Weighed]:
    """The sentences to quote, of at most `room` words together, passage by passage, the one with the likeliest first.

    Taken one after the other by chance over the root of the length, so that two short ones may stand for a long one; the
    length of the first three counts only beyond fifty words, so that scraps do not push out the likeliest. A
    neighbour of one taken counts for a quarter more, and one that goes on with the same point of the minutes is nearly as
    likely as that: what a speaker says next belongs to what was said. What is far less likely than the best, was told, or
    is a numbered heading is left out.
    """
    left = {(p, w.at): w for p, some in enumerate(passages) for w in some if not _is_heading(w)}
    least = _LEAST_SHARE * max((w.chance for w in left.values()), default=0.0)
    known = Told([frozenset(analyse(text)) for text in told])
    taken: dict[_Place, Weighed] = {}
    chances = {key: weighed.chance for key, weighed in left.items()}
    while likely := [key for key in left if chances[key] >= least]:
        shortest = _SHORTEST_FIRST if len(taken) < _FIRST else 1
        key = max(likely, key=lambda k: (_worth(chances[k], left[k], shortest), -k[0], -k[1]))
        weighed = left.pop(key)
        if weighed.quote.words > room or known.holds(weighed.quote.text):
            continue
        taken[key] = replace(weighed, chance=chances[key])
        known.add(weighed.quote.text)
        room -= weighed.quote.words
        for beside in ((key[0], key[1] - 1), (key[0], key[1] + 1)):
            if beside in left:
                chances[beside] = max(chances[beside], _chance_beside(left[beside], taken[key]))
    strongest = {p: max(w.chance for (q, _), w in taken.items() if q == p) for p, _ in taken}
    return [taken[key] for key in sorted(taken, key=lambda k: (-strongest[k[0]], k))]


def _is_heading(weighed: Weighed) -> bool:
    """Whether a sentence is no more than a numbered heading; in an agenda such lines are its items."""
    return weighed.passage.part != "agenda" and _HEADING.match(weighed.quote.text) is not None


def _chance_beside(weighed: Weighed, taken: Weighed) -> float:
    """The chance of a sentence beside one that was taken."""
    later = max(weighed, taken, key=lambda w: w.at)
    goes_on = later.passage.part == "minutes" and not opens_point(later.passage, later.quote)
    return max(_BESIDE * weighed.chance, _CARRIED * taken.chance if goes_on else 0.0)


def _worth(chance: float, weighed: Weighed, shortest: int) -> float:
    return chance / math.pow(max(shortest, weighed.quote.words), _LENGTH)
