"""What of a model's reply the papers bear out: its quotes, and the lines of its own that a quote proves."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from indexer.analysis import analyse, locate
from indexer.records import Outcome, Passage
from server.model_prompt import place_of
from server.quoting import Quote, folded, quotes_of
from server.register import DECIDED

LONGEST_LINE = 30
"""Words of a line of a model's own."""

_LEAST_WORDS = 3
_LEAST_SHARE = 0.6
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w'’-]*")
_FOREIGN = re.compile(r"https?:|www\.|[<>\[\]{}|@#`*\\]")
_NEGATION = re.compile(
    r"\b(?:not?|never|nor|none|neither|without|cannot|nobody|nothing|fail\w*|refus\w*|unable)\b|n['’]t\b", re.IGNORECASE
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|would|should|if|unless|until|subject to|up to|at least|circa|approx\w*|about|around|estimat\w*|"
    r"expect\w*|plan\w*|draft|provisional\w*|propos\w*|pending|potential\w*|possibl[ey]|likely)\b",
    re.IGNORECASE,
)
_NUMBERS = frozenset(
    analyse(
        """one two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty sixty seventy eighty
        ninety hundred thousand million billion half third quarter double twice first second once all every only most"""
    )
)
_ALLOWED: tuple[tuple[str, AbstractSet[Outcome]], ...] = (
    (
        r"agree\w*|approv\w*|adopt\w*|resol[uv]\w*|carried\b(?! out)|passed|accepted|ratif\w*|authori[sz]\w*",
        {"resolved"},
    ),
    (r"confirmed|award\w*|signed|granted|green-?l\w*|go-ahead", {"resolved"}),
    (r"endors\w*|backed|supported\b(?! (?:living|accommodation|housing))", {"endorsed"}),
    (r"deci[ds]\w*|settled|finali[sz]\w*", DECIDED),
    (r"note[ds]|noting", {"noted"}),
    (r"amend\w*", {"amended"}),
    (r"defer\w*|postpon\w*", {"deferred"}),
    (r"referred", {"referred"}),
    (r"withdr\w*", {"withdrawn"}),
    (r"reject\w*|lost|defeat\w*|dismiss\w*|turned down", {"lost"}),
    (r"recommend\w*", {"recommended", "proposed"}),
    (r"propos\w*", {"proposed"}),
)
_OUTCOME_WORDS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), outcomes) for words, outcomes in _ALLOWED)


def quoted(words: str, passage: Passage) -> tuple[Quote, ...]:
    """The whole sentences of a passage that a model's quote stands for; none where it does not stand in the passage.

    A part of a sentence stands for all of it, so that nothing is cut off that turns its sense.
    """
    wanted = folded(words).strip()
    if len(wanted.split()) < _LEAST_WORDS:
        return ()
    sentences = quotes_of(passage)
    whole = next((each for each in sentences if wanted in folded(each.text)), None)
    if whole:
        return (whole,)
    if wanted not in folded(passage.text):
        return ()
    return tuple(each for each in sentences if folded(each.text) in wanted)


def proved(line: str, quote: Quote, passage: Passage) -> bool:
    """Whether a quote, with what its citation states, bears out a line of a model's own.

    Each figure, date, name and number word of the line has to stand there, and most of its other words; a "not" has to stand in
    both or in neither; where the quote is in doubt, the line has to be; and a word that tells an outcome has to be one that the
    record of the passage allows. A line that only repeats words of the quote says nothing of its own.
    """
    if not line or len(line.split()) > LONGEST_LINE or _FOREIGN.search(line) or folded(line) in folded(quote.text):
        return False
    if bool(_NEGATION.search(line)) != bool(_NEGATION.search(quote.text)):
        return False
    if _HEDGE.search(quote.text) and not _HEDGE.search(line):
        return False
    ground = set(analyse(f"{quote.text}\n{' '.join(place_of(passage).values())}"))
    terms = analyse(line)
    exact = {*_exact(line), *(term for term in terms if term in _NUMBERS)}
    if not terms or not exact <= ground or not _outcome_allowed(line, ground, passage.outcome):
        return False
    return sum(term in ground for term in terms) >= _LEAST_SHARE * len(terms)


def _exact(line: str) -> set[str]:
    """The terms of a line that have to stand word for word: figures, and whatever has a capital."""
    figures = {token.term for token in locate(line) if any(c.isdigit() for c in token.term)}
    return figures | {term for match in _CAPITAL.finditer(line) for term in analyse(match[0])}


def _outcome_allowed(line: str, ground: set[str], outcome: Outcome | None) -> bool:
    for pattern, outcomes in _OUTCOME_WORDS:
        for match in pattern.finditer(line):
            if outcome not in outcomes or not set(analyse(match[0])) <= ground:
                return False
    return True
