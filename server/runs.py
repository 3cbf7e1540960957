"""Stretches of a passage that answer together: the likeliest sentence and those beside it that belong to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import analyse
from indexer.dates import find_dates
from indexer.records import Passage
from indexer.token_vectors import TokenStore
from server.query import Query
from server.quoting import Quote, quotes_of
from server.rank import Ranked
from server.retriever import QuestionTokens

_TELEPHONE = re.compile(r"\b0\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b|[\w.+-]+@[\w-]+\.[\w.]+")
_NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Sir|Lord|Councillor)\.?\s+[A-Z]|\b[A-Z][a-z]+\s+(?:[A-Z]\.?\s+)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"
)
_FIGURE = re.compile(r"£\s?\d|\d+(?:\.\d+)?\s?%|\b\d[\d,.]*\b")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|20\d\d)\b"
)
_MOTION = re.compile(r"\b(?:RESOLVED|Resolved|AGREED?|NOTED|is asked to|propose to|endorsed|Carried|Lost)\b")
_STOP = re.compile(r"[.;:!?]\W*$")
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s")
_OPENS_LIST = re.compile(r":\s*$")
_POINT = re.compile(r"^\s*(?:[-•●▪◦–*·\uf000-\uf0ff]|\(?[a-z]{1,2}\)|\(?[ivx]{1,4}\)|\d{1,2}[.)])\s")
_SENSE, _HELD = 0.7, 0.3
_FITS = 0.08
_NEIGHBOUR = 0.5


@dataclass(frozen=True, slots=True)
class Look:
    """What sentences are weighed by: the question, and the closer look at words where the index holds one.

    `rarity` gives the inverse document frequency of each of the question's terms.
    """

    query: Query
    question: QuestionTokens | None
    tokens: TokenStore | None
    rarity: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring quotes of one passage, in order, and their worth; `best` is the likeliest of them."""

    passage: Passage
    quotes: tuple[Quote, ...]
    worth: float

    @property
    def words(self) -> int:
        """The number of words of all quotes."""
        return sum(quote.words for quote in self.quotes)


def best_run(ranked: Ranked, look: Look, room: int) -> Run | None:
    """The stretch of a passage, of at most `room` words, around the sentence that meets the question best.

    It grows over its neighbours, the better one first, while they are worth half as much; the points of a list go with the
    words that open it, and where a list is asked for all that follows goes with it. None where no sentence fits into the room.
    """
    quotes = quotes_of(ranked.passage)
    if not quotes:
        return None
    worths = weigh(ranked, quotes, look)
    order = sorted(range(len(quotes)), key=lambda at: (-worths[at], at))
    seed = next((at for at in order if quotes[at].words <= room), None)
    if seed is None:
        return None
    first = last = seed
    left = room - quotes[seed].words
    floor = worths[seed] * _NEIGHBOUR
    while True:
        before = first - 1 if first > 0 and quotes[first - 1].words <= left else None
        after = last + 1 if last + 1 < len(quotes) and quotes[last + 1].words <= left else None
        step = _better(before, after, worths, quotes, ranked.passage, floor, last, look.query.intent == "list")
        if step is None:
            break
        first, last = min(first, step), max(last, step)
        left -= quotes[step].words
    while last > seed and _heading(quotes[last]):
        last -= 1
    return Run(ranked.passage, tuple(quotes[first : last + 1]), worths[seed])


def _heading(quote: Quote) -> bool:
    """Whether a quote reads as a heading: a few words without a stop, and no figure."""
    return quote.words <= 9 and not _STOP.search(quote.text) and not _FIGURE.search(_NUMBER.sub("", quote.text))


def _better(
    before: int | None,
    after: int | None,
    worths: Sequence[float],
    quotes: Sequence[Quote],
    passage: Passage,
    floor: float,
    last: int,
    whole: bool,
) -> int | None:
    """The neighbour to take in next; a list that is open is followed before all else."""
    if after is not None and (whole or _in_list(quotes, last, after, passage)):
        return after
    fitting = [at for at in (after, before) if at is not None and worths[at] >= floor]
    return max(fitting, key=lambda at: worths[at]) if fitting else None


def _in_list(quotes: Sequence[Quote], last: int, after: int, passage: Passage) -> bool:
    point = bool(_POINT.match(passage.text[quotes[after].start : quotes[after].end]))
    opened = bool(_OPENS_LIST.search(quotes[last].text))
    inside = bool(_POINT.match(passage.text[quotes[last].start : quotes[last].end]))
    return opened or (point and inside)


def weigh(ranked: Ranked, quotes: Sequence[Quote], look: Look) -> list[float]:
    """How well each quote meets the question: MaxSim over its own tokens, the share of its words held, and the kind asked for."""
    places, cosines = _near(ranked, look)
    shift = len(ranked.passage.embedded) - len(ranked.passage.text)
    terms = {term for word in look.query.terms.words for term in (word.term, *word.also)}
    count = max(1, len(look.query.terms.words))
    worths = []
    for quote in quotes:
        held = min(1.0, len(terms & set(analyse(quote.text))) / count)
        sense = held
        if look.question is not None and len(places):
            inside = (places >= quote.start + shift) & (places < quote.end + shift)
            sense = float(cosines[inside].max(axis=0) @ look.question[1]) if inside.any() else 0.0
        worths.append(_SENSE * sense + _HELD * held + _FITS * fits(look.query, quote.text))
    return worths


def _near(ranked: Ranked, look: Look) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    if look.question is None or look.tokens is None:
        return np.zeros(0, dtype=np.int32), np.zeros((0, 1), dtype=np.float32)
    return look.tokens.near(look.question, ranked.row)


def fits(query: Query, text: str) -> bool:
    """Whether a text holds the kind of thing that is asked for: a telephone number, a name, a date, a figure, an outcome."""
    if query.intent == "contact":
        return bool(_TELEPHONE.search(text))
    if query.intent == "person":
        return bool(_NAME.search(text))
    if query.intent == "date":
        return bool(find_dates(text) or _MONTH.search(text))
    if query.intent == "figure":
        return bool(_FIGURE.search(text))
    return query.intent == "decision" and bool(_MOTION.search(text))
