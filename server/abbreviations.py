"""What short forms in a question stand for, and which short form stands for words of it: the papers' own definitions first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.analysis import analyse, fold
from indexer.index import Index
from indexer.rows import Abbreviation

MOST_MEANINGS = 3
_FIELDS = ("text", "context")
_COMMON = 0.2  # of the passages; a word that more of them hold tells nothing
_REVIEWED = {
    "cttee": "committee", "cte": "committee", "ctte": "committee", "cmttee": "committee", "ppl": "people",
    "dept": "department", "govt": "government", "yr": "year", "yrs": "years", "mgmt": "management", "mgr": "manager",
    "avg": "average", "approx": "approximately", "rd": "road", "devo": "devolution", "fwd": "forward", "mins": "minutes",
    "info": "information", "jan": "january", "feb": "february", "apr": "april", "aug": "august", "sept": "september",
    "sep": "september", "oct": "october", "nov": "november", "dec": "december", "mth": "month", "mths": "months",
    "wk": "week", "wks": "weeks", "max": "maximum", "min": "minimum", "inc": "including", "thru": "through",
    "tech": "technology", "org": "organisation", "orgs": "organisations", "docs": "documents", "rec": "recommendation",
    "recs": "recommendations", "comms": "communications", "hq": "headquarters",
    "ASB": "Anti-Social Behaviour", "DoL": "Deprivation of Liberty", "FOI": "Freedom of Information",
    "FTE": "Full Time Equivalent", "GP": "General Practitioner", "HMO": "House in Multiple Occupation",
    "HWB": "Health and Wellbeing Board", "LGA": "Local Government Association", "MCA": "Mental Capacity Act",
    "MH": "Mental Health", "NI": "National Insurance", "PCC": "Police and Crime Commissioner",
    "PCR": "Public Contracts Regulations", "PD": "Physical Disability", "SLA": "Service Level Agreement",
    "TEC": "Technology Enabled Care", "TPO": "Tree Preservation Order", "TRO": "Traffic Regulation Order",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a short form stands for. `terms` are the index terms of the long form that tell of it: not those common to all."""

    key: str
    short: str
    long: str
    terms: tuple[str, ...]


class Abbreviations:
    """Short and long forms of one index, and those of a small reviewed list: chat shorthand and what is generally known."""

    def __init__(
        self, defined: Iterable[Abbreviation] = (), telling: Callable[[tuple[str, ...]], tuple[str, ...]] = tuple
    ) -> None:
        """`defined` come the most frequent meaning first; `telling` gives the terms of a long form that tell of it."""
        self._telling = lru_cache(maxsize=4096)(telling)
        self._held: dict[str, dict[tuple[str, ...], Abbreviation]] = {}
        self._phrases: dict[tuple[str, ...], Abbreviation] = {}
        known = (Abbreviation(fold(short), short, long, 0) for short, long in _REVIEWED.items())
        for each in (*defined, *known):
            phrase, held = tuple(analyse(each.long)), self._held.setdefault(each.key, {})
            if phrase and len(held) < MOST_MEANINGS:
                held.setdefault(phrase, each)
                self._phrases.setdefault(phrase, each)
        self._longest = max(map(len, self._phrases))

    @classmethod
    def of(cls, index: Index) -> Abbreviations:
        """Those of an open index. What most of its papers are headed by, and words that many passages hold, tell of nothing."""
        names = Counter((row.council or "", row.body or "") for row in index.catalogue.documents())
        half, most = names.total() / 2, _COMMON * index.terms.passages
        headed = [([analyse(name) for name in both], count) for both, count in names.items()]

        def telling(phrase: tuple[str, ...]) -> tuple[str, ...]:
            if len(phrase) == 1:
                return phrase
            if sum(count for both, count in headed if any(_stands(phrase, name) for name in both)) > half:
                return ()
            held = {term: max(index.terms.frequency(term, field) for field in _FIELDS) for term in phrase}
            return tuple(term for term, count in held.items() if count <= most)

        return cls(index.catalogue.abbreviations(), telling)

    def meanings(self, typed: str, shouted: bool = False) -> tuple[Meaning, ...]:
        """What a word of a question stands for, the most frequent meaning first; none for other words.

        Args:
            typed: The word as it was typed. One that the papers write as an ordinary word too ("safer") is a short form
                only in capitals.
            shouted: Whether the whole question is in capitals, so that they tell nothing.
        """
        key = fold(typed)
        found = self._held.get(key) or self._held.get(key.removesuffix("s"), {})
        capitals = sum(character.isupper() for character in typed) > 1 and not shouted
        return tuple(
            Meaning(each.key, each.short, each.long, self._telling(phrase))
            for phrase, each in found.items()
            if capitals or not each.ordinary
        )

    def written_out(self, terms: Sequence[str]) -> Iterator[tuple[int, int, Meaning]]:
        """The long forms among the terms of a question: from where to where, and of what; the longest at each place."""
        at = 0
        while at < len(terms):
            for end in range(min(len(terms), at + self._longest), at + 1, -1):
                each = self._phrases.get(tuple(terms[at:end]))
                if each is not None:
                    yield at, end, Meaning(each.key, each.short, each.long, self._telling(tuple(terms[at:end])))
                    at = end - 1
                    break
            at += 1


def _stands(phrase: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words stand in a name, one after the other."""
    return any(tuple(name[at : at + len(phrase)]) == tuple(phrase) for at in range(len(name) - len(phrase) + 1))


REVIEWED = Abbreviations()
"""What is known without any paper."""
