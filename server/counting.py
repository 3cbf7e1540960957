"""What a question asks the number of, and whether a sentence gives it: not only a date, a year or the number of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.analysis import analyse, locate
from indexer.records import Passage
from server.bearing import telling
from server.fitness import is_bare
from server.look import Look
from server.quoting import Quote
from server.weighing import Weighed

_NO_COUNT = re.compile(
    r"\b(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?\b|\b\d\d?/\d\d\b|^\W*(?:\d+(?:\.\d+)+[.)]?|\d+[.)]|\d+(?=\s+(?-i:[A-Z])))\s|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|"
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\s+\d{1,4}|"
    r"\(Item[^)]*\)|\b(?:paragraph|page|section|item|appendix) \d+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,/£-])\d[\d,]*(?:\.\d+)?%?(?![\w/-]|\.\d)|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|"
    r"dozen|half|none|no|couple|quarter|third)\b",
    re.IGNORECASE,
)


_CLOSE = 5
_ODDS = 4.0
_COUNTED = re.compile(
    r"\b(?:how many|number of|proportion of|percentage of|what (?:share|proportion|percentage|number) of)\s+"
    r"((?:[\w'’-]+\s*){1,5}?)(?=\b(?:are|is|were|was|do|does|did|have|has|had|in|at|by|from|for|of|on|who|that|with|"
    r"receiv\w+|came|left|there|got|get|according)\b|[?,]|$)",
    re.IGNORECASE,
)
_ASKED_OTHERWISE = re.compile(
    r"^\W*(?:(?:why|when|where|who|how (?:do|does|did|is|are|was|were|come)|what (?:is|are|was|were|has|have|causes?|caused))\b"
    r"(?!.*[,;]\s*(?:and\s+)?how many)(?! the (?:total |average |overall |current )?(?:number|proportion|percentage|share)\b)|"
    r"(?:is|are|was|were|do|does|did|has|have) the (?:number|proportion|percentage|share)\b)",
    re.IGNORECASE,
)
_MORE_OR_LESS = re.compile(r"\b(?:more|fewer|less)\s+", re.IGNORECASE)
_OF_AN_AGE = re.compile(
    r"\b(?:over|under)[ -]\d\d(?:['’]?s\b|[ -]year[ -]olds)|\b\w+-plus (?:people|year[ -]olds)\b", re.IGNORECASE
)
_DONE = re.compile(
    r"[a-z]{3,}ed(?:\s+(?:to|the|against|up)\b.*)?|took part|read it|(?:is|are|was|were|has|have|had|did|do|does|will|can)\b.*",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"^of (?:the|our|its|their|these|those) ", re.IGNORECASE)
_ANYBODY = frozenset(
    analyse(
        "people persons residents population staff staffing workers employees workforce clients users individuals folk customers"
    )
)
_PEOPLE = _ANYBODY | frozenset(
    analyse(
        "patients adults children carers members men women respondents participants recipients households families survivors"
    )
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a question asks the number of: its words as typed, and for each that tells apart the terms that mean it.

    People and staff are met by any word for somebody.
    """

    typed: str
    things: tuple[frozenset[str], ...]
    people: bool


def counted(look: Look) -> Counted | None:
    """What a question asks the number or the share of; None where it asks for none of something.

    Words of the names of the bodies that met tell nothing apart where there are others.
    """
    typed = _typed(look)
    if not typed:
        return None
    terms = set(analyse(typed))
    people = bool(terms & _ANYBODY)
    words = [word for word in telling(look.query) if word.term in terms and not (people and word.term in _ANYBODY)]
    words = [word for word in words if word.term not in look.bodies] or words
    others = [frozenset({word.term, *word.also}) for word in words]
    every = (*others, _PEOPLE) if people else tuple(others)
    return Counted(typed, every, people) if every else None


def _typed(look: Look) -> str:
    """The words for what is counted, none where they are what was done: "struggled", "were waiting".

    Without "of the", "more" and a period; those of an age are people.
    """
    text = look.query.text
    match = _COUNTED.search(text)
    if match is None or _ASKED_OTHERWISE.search(text):
        return ""
    typed = _OF_AN_AGE.sub("people", _MORE_OR_LESS.sub("", match[1]))
    for period in look.query.periods:
        typed = typed.replace(period.words, "")
    typed = _OF_THE.sub("", " ".join(typed.split()))
    return "" if _DONE.fullmatch(typed) else typed


def counts(passage: Passage, quote: Quote, asked: Counted) -> bool:
    """Whether a quote holds a number close to a word of what is counted, and more than half of these, of people half.

    What a row of a table counts may stand in its caption or in the headings above it.
    """
    numbers = [
        match.start() for match in _NUMBER.finditer(_NO_COUNT.sub(lambda found: " " * len(found[0]), quote.text))
    ]
    if not numbers:
        return False
    in_table = passage.table is not None or "\t" in passage.text[quote.start : quote.end] or is_bare(quote.text)
    held = set(analyse(passage.embedded if in_table else quote.text))
    met = 2 * sum(bool(held & thing) for thing in asked.things)
    enough = met >= len(asked.things) if asked.people else met > len(asked.things)
    return enough and (in_table or _close(quote.text, numbers, asked))


def favoured(weighed: Sequence[Sequence[Weighed]], look: Look) -> Sequence[Sequence[Weighed]]:
    """Sentences as they are weighed, those that give the number asked for with four times the odds."""
    asked = counted(look)
    if asked is None:
        return weighed
    return [
        [replace(w, chance=_likelier(w.chance)) if counts(w.passage, w.quote, asked) else w for w in some]
        for some in weighed
    ]


def _likelier(chance: float) -> float:
    return _ODDS * chance / (1 + (_ODDS - 1) * chance)


def _close(text: str, numbers: Sequence[int], asked: Counted) -> bool:
    """Whether one of some numbers is at most five words from a word of what is counted."""
    terms = frozenset().union(*asked.things)
    words = [len(text[: token.start].split()) for token in locate(text) if token.term in terms]
    places = [len(text[:at].split()) for at in numbers]
    return any(abs(word - place) <= _CLOSE for word in words for place in places)
