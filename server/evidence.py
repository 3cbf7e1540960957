"""Whether what was found speaks of what was asked, or only of something like it."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.analysis import analyse
from indexer.dates import MONTHS
from indexer.records import Passage
from server.look import Look
from server.query import Query
from server.rank import Ranked
from server.when import Period

LEAST_CLOSENESS = 0.5
LEAST_CLOSENESS_UNKNOWN = 0.58
LEAST_HELD = 0.45
_LOOKED_AT = 5


def speaks_of(query: Query, ranked: Sequence[Ranked], look: Look) -> bool:
    """Whether some of the best passages can be about the question.

    They are not where no passage comes close to its words; where some of its words stand nowhere in the papers, one has to
    come closer, or to hold most of the others.
    """
    best = ranked[:_LOOKED_AT]
    if not best:
        return False
    if look.question is None or look.tokens is None:
        return True
    close = float(look.tokens.scores(look.question, [each.row for each in best]).max())
    held = max(_held(look, each.passage) for each in best)
    if query.unknown:
        return close >= LEAST_CLOSENESS_UNKNOWN or held >= LEAST_HELD
    return close >= LEAST_CLOSENESS


def in_time(query: Query, quoted: Sequence[Passage]) -> bool:
    """Whether each period that a question names is one that a quoted passage is of, or that it mentions."""
    return all(any(_of_period(period, passage) for passage in quoted) for period in query.periods)


def _held(look: Look, passage: Passage) -> float:
    """The share of a question's words, each counted by its rarity in the papers, that a passage or its context holds."""
    terms = set(analyse(passage.embedded))
    worth = {word: word.weight * look.rarity.get(word.term, 1.0) for word in look.query.terms.words}
    total = sum(worth.values()) or 1.0
    return sum(value for word, value in worth.items() if terms & {word.term, *word.also}) / total


def _of_period(period: Period, passage: Passage) -> bool:
    """Whether a passage is of a meeting in a period, or names its year, or its municipal year."""
    date = passage.meeting.date if passage.meeting else None
    if date and period.first <= date <= period.last:
        return True
    text = passage.embedded
    years = {str(period.first.year), str(period.last.year)}
    short = f"{MONTHS[period.first.month - 1][:3]}-{period.first.year % 100:02d}"
    return any(year in text for year in years) or short in text.lower()
