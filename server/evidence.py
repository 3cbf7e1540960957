"""Whether what was found speaks of what was asked, or only of something like it; and what is missing where it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import analyse, locate
from indexer.dates import MONTHS
from indexer.filters import Word
from indexer.records import Passage
from server.councils import names_council, other_actors, other_councils, places
from server.finder import Found
from server.look import Look
from server.query import Query
from server.rank import PLANNED, Ranked
from server.when import Period

NOT_SAID = "The papers do not say."
SIGNS = ("held", "near", "score", "unknown", "dated", "time", "own time", "meeting", "figure")
_WEIGHTS = np.array([1.6, 4.5, 15.5, -0.75, -1.0, -0.95, -0.3, -0.55, -1.2])
_LEAST = 14.55
_FIRST = 3
_ENOUGH = 20
_HALF, _TWO_THIRDS, _POOR = 0.5, 0.66, 0.8
_FAR = 0.36
_LOOKED_AT = 5
_MOST_UNKNOWN = 2
_RARE = 3.0
_OF_MEETINGS = frozenset({"decision", "discussion", "person"})
_PLAIN = frozenset(
    analyse(
        """
        accord account across across actual agenda agree already along altogether amount answer anyone approve around ask author
        away back bad begin behind besides best better between big bring call came cant change chip cite come comment compare
        concern consider contact cost council councillor count couldnt date day deal dealt decide decision detail didnt
        differ doesnt dont down each early eight email end endorse even everyone exact exist explain extra far few figure final
        find finish first five follow formal forward found four fresh full further gave get give given go going got great had
        hadnt happen hasnt held high hit hold how inc include inside involve isnt item keep kept kick kind know large last late
        latest lead least leave left less let level like line list long look lot lots low made main make matter max mean
        meant meet meeting member mention min minute miss money month more most move much must name near need new next
        nine none normal note number offer officer old once one onto open opinion order other outcome outside over own paper
        paragraph part pass past pay people percentage phone place plan point possible present price propose proportion pull
        purpose push put question quick quite raise rate rather ready real reason receive recent recommend refer regard
        remain remark report reservation resolution resolve respond result return right round run same save say second see seen
        send sent set settle seven share short show side sign sit six size slot small sort speak spend spent split stand start
        state still stop straight sum take taken talk team tell ten term than them thing think third three through thru
        time times today together told total towards turn two under until up upon use used value versus view vote vs want
        way week what whats whether whole whom whose within without word wording work worry write written wrong wrote year
        yet
        """
    )
)
_TITLED = re.compile(r"\b(?:mr|mrs|ms|miss|dr|cllr|councillor|sir)\.?\s+([a-z][\w'-]+)", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:how many|number of|proportion of|percentage of|what (?:share|proportion|percentage|number) of)\s+"
    r"((?:[\w'’-]+\s*){1,5}?)(?=\b(?:are|is|were|was|do|does|did|have|has|had|in|at|by|from|for|of|on|who|that|with|"
    r"receiv\w+|came|left|there|got|get|according)\b|[?,]|$)",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(r"\b(?:what|which|whose|how much)\s+([^\W\d_][\w'’-]+)", re.IGNORECASE)
_ACT = re.compile(r"\b(?:Act|Regulations?|Order|Code|Bill)\s+(?:of\s+)?(?:19|20)\d\d")
_ATTENDANCE = re.compile(r"\b(?:apolog\w+|absent|substitut\w+|present|attend\w+|chaired|in the chair)\b", re.IGNORECASE)
_MINUTED = re.compile(rf"\b(?:minuted|minutes of)\b|{_ATTENDANCE.pattern}", re.IGNORECASE)
_MINUTES_OF = re.compile(r"\bminutes of (?:the|a|its|their) .{0,40}?\bmeeting\b", re.IGNORECASE)
_EXEMPT = re.compile(r"\bexempt\b", re.IGNORECASE)
_BIDS = re.compile(r"\b(?:bids?|bidders?|tenderers?|scored|losing|unsuccessful)\b", re.IGNORECASE)
_PARTICULAR = re.compile(
    r"\b(?:who|whom|which|names?|prices?|priced?|value|worth|how much|cost|bid|bidders?|won|amount)\b", re.IGNORECASE
)


def lacking(found: Found) -> str | None:
    """Why what was found does not answer the question, in a sentence; None where it may.

    Said outright where a decision number, a minute, a person or another council that the question names is in none of it,
    where it leaves the particular asked for to an exempt paper, or is of no such meeting. Nothing is lacking where a paper
    of the decision number asked for is found. Else by a weighted sum of `SIGNS`, fitted to questions that the papers answer
    and to others.
    """
    ranked, query = found.ranked[:_LOOKED_AT], found.look.query
    if not ranked:
        return NOT_SAID
    for missing in _MISSING:
        if why := missing(found):
            return why
    if any(_bears(each, query.decisions) for each in ranked) or float(signs(found) @ _WEIGHTS) >= _LEAST:
        return None
    return NOT_SAID


def _bears(ranked: Ranked, numbers: Sequence[str]) -> bool:
    return ranked.passage.item is not None and ranked.passage.item.decision_number in numbers


def holds_little(found: Found) -> bool:
    """Whether the first passages hold less than half of the words that name the question's matter."""
    return bool(signs(found)[SIGNS.index("held")] < _HALF)


def _no_such_number(found: Found) -> str | None:
    query = found.look.query
    for number in query.decisions:
        if number in query.unknown and not any(_bears(each, (number,)) for each in found.ranked):
            return f"The papers do not say: none of them bears the number {number}."
    return None


def _no_such_minute(found: Found) -> str | None:
    minute = found.look.query.minute
    if not minute or any(r.passage.item and r.passage.item.minute == minute for r in found.ranked):
        return None
    return f"The papers do not say: no minute {minute} is among them."


def _no_such_council(found: Found) -> str | None:
    """Where the question is of another council's or of somebody's doing, whom nothing that was found on the matter names."""
    look, first = found.look, found.ranked[:_FIRST]
    for council in other_councils(look):
        named = set(analyse(council))
        words = [word for word in _telling(look.query) if word.term not in named]
        on_it = [each for each in first if not words or _held(look, words, each) >= _HALF]
        if not any(names_council(each.passage.embedded, council) for each in on_it):
            return f"The papers do not say: nothing that was found on this names {council}."
    for actor in other_actors(look):
        if not any(set(analyse(actor.split()[-1])) <= set(analyse(each.passage.embedded)) for each in first):
            return f"The papers do not say: nothing that was found on this names {actor}."
    return None


def _telling(query: Query) -> list[Word]:
    """The words of a question that are not of the plain ones with which people ask."""
    return [word for word in query.terms.words if word.term not in _PLAIN and word.weight >= 1]


def signs(found: Found) -> NDArray[np.float64]:
    """The signs (9,) that what was found speaks of the question, as `SIGNS` names them.

    The share of the question's words, weighed by rarity, that the first three passages hold on average; the greatest
    cosine of a passage with the question; the score of the first passage, or of few whether one holds half the words; how many of
    the words (two at most) stand in no paper; whether a period is named; whether it is not that of a passage found, not that
    of the likeliest sentence's passage, and not that of any meeting found where meetings are asked of; whether a figure is
    asked for.
    """
    ranked, look = found.ranked[:_LOOKED_AT], found.look
    query = look.query
    words = _telling(query) or list(query.terms.words)
    unknown = sum(word.term in query.unknown for word in words)
    named = [period for period in query.periods if period.named]
    best = likeliest(found)
    apart = [p for p in named if not any(_of_period(p, r.passage) for r in ranked)]
    elsewhere = best is not None and any(not _of_period(p, best) for p in named)
    unmet = query.intent in _OF_MEETINGS and any(
        not any(_met_in(p, r.passage) for r in ranked) and not (_short(p) and best and _of_period(p, best))
        for p in named
    )
    shares = [_held(look, words, each) for each in ranked[:_FIRST]]
    return np.array(
        [
            float(np.mean(shares)),
            look.nearest,
            ranked[0].score if len(found.ranked) >= _ENOUGH else _score_of_few(shares),
            min(_MOST_UNKNOWN, unknown),
            bool(named),
            bool(apart),
            elsewhere,
            unmet,
            query.intent == "figure",
        ],
        dtype=np.float64,
    )


def _score_of_few(shares: Sequence[float]) -> float:
    """Where few passages are found their scores say little: one that holds half of the words counts as a good one."""
    return 1.0 if max(shares) >= _HALF else _POOR


def in_time(query: Query, quoted: Sequence[Passage]) -> bool:
    """Whether each period that a question names is that of a quoted passage."""
    return all(any(_of_period(period, each) for each in quoted) for period in query.periods if period.named)


def likeliest(found: Found) -> Passage | None:
    """The passage of the sentence that is likeliest to belong to the answer."""
    best = max((w for some in found.weighed for w in some), key=lambda w: w.chance, default=None)
    return best.passage if best else None


def _held(look: Look, words: Sequence[Word], ranked: Ranked) -> float:
    """The share of some words, each counted by its rarity in the papers, that a passage or its context holds."""
    terms = set(analyse(ranked.passage.embedded))
    worth = {word: look.rarity.get(word.term, 1.0) for word in words}
    total = sum(worth.values()) or 1.0
    return sum(value for word, value in worth.items() if terms & {word.term, *word.also}) / total


def _unnamed(found: Found) -> str | None:
    """Where the question names a person whom none of the first passages does: "Mr Bell", or two names side by side."""
    is_name, text = found.look.is_name, found.look.query.text
    people = [(analyse(match[1]), match[1]) for match in _TITLED.finditer(text)]
    tokens = list(locate(text))
    for first, second in pairwise(tokens):
        rare = min(found.look.rarity.get(token.term, 0.0) for token in (first, second)) >= _RARE
        beside = rare and not text[first.end : second.start].strip()
        if beside and is_name(first.term, first.word) and is_name(second.term, second.word):
            people.append(([second.term], second.word))
    held = [set(analyse(each.passage.embedded)) for each in found.ranked[:_FIRST]]
    for terms, word in people:
        if terms and not any(set(terms) <= own for own in held):
            return f"The papers do not say: nothing that was found on this names {word.title()}."
    return None


def _no_such_meeting(found: Found) -> str | None:
    """Where it is asked what a meeting did on a day of which no passage is, nor gives an account."""
    query = found.look.query
    if query.intent not in ("decision", "discussion") and not _MINUTED.search(query.text):
        return None
    who = _ATTENDANCE.search(query.text) is not None
    first = [each.passage for each in found.ranked[:_LOOKED_AT] if not who or each.passage.part == "minutes"]
    for period in query.periods:
        told = any(_met_in(period, p) or (p.variety not in PLANNED and _of_period(period, p)) for p in first)
        strict = period.first == period.last or (_short(period) and (who or _MINUTES_OF.search(query.text)))
        if period.named and not told and strict:
            when = "on" if period.first == period.last else "in"
            return f"The papers do not say: nothing that was found is of a meeting {when} {period.words}."
    return None


def _left_to_exempt(found: Found) -> str | None:
    """Where a particular is asked for that the likeliest sentence leaves to an exempt paper."""
    query = found.look.query
    if query.intent == "decision" or not _PARTICULAR.search(query.text):
        return None
    best = max((w for some in found.weighed for w in some), key=lambda w: w.chance, default=None)
    bids = _BIDS.search(query.text) and any(_EXEMPT.search(each.passage.text) for each in found.ranked[:_FIRST])
    if not bids and (best is None or not _EXEMPT.search(best.quote.text)):
        return None
    return "The public papers do not say: they leave it to an exempt paper."


def _uncounted(found: Found) -> str | None:
    """Where it is asked how many there are of something of which the first passages have no word."""
    look = found.look
    match = _COUNTED.search(look.query.text)
    if match is None:
        return None
    counted = set(analyse(match[1]))
    held = [set(analyse(each.passage.embedded)) for each in found.ranked[:_FIRST]]
    for word in _telling(look.query):
        if word.term in counted and not any(own & {word.term, *word.also} for own in held):
            return f"The papers do not say: nothing that was found on this has the word “{word.exact}”."
    return None


def _nowhere(found: Found) -> str | None:
    """Where the question names a place that none of the first passages does."""
    held = [set(analyse(each.passage.embedded)) for each in found.ranked[:_LOOKED_AT]]
    for place in places(found.look):
        if not any(set(analyse(place)) <= own for own in held):
            return f"The papers do not say: nothing that was found on this names {place}."
    return None


def _unheard_of(found: Found) -> str | None:
    """Where what is asked for, whose telephone number, or what is to be explained, is a word that stands in no paper."""
    query = found.look.query
    unknown = {word.term for word in _telling(query) if word.term in query.unknown}
    asked = _ASKED_FOR.search(query.text)
    if unknown and (query.intent in ("contact", "reason") or (asked and unknown & set(analyse(asked[1])))):
        return NOT_SAID
    return None


def _out_of_time(found: Found) -> str | None:
    """Where the question names a period that none of the first passages is of, nor writes."""
    first = found.ranked[:_LOOKED_AT]
    for period in found.look.query.periods:
        if period.named and not any(_of_period(period, each.passage) for each in first):
            return f"The papers do not say: nothing that was found is of {period.words}."
    return None


def _far_off(found: Found) -> str | None:
    """Where nothing found is near in meaning, nor holds two thirds of the words that tell the matter."""
    look = found.look
    words = _telling(look.query)
    if look.nearest >= _FAR or not words or look.question is None:
        return None
    most = max(_held(look, words, each) for each in found.ranked[:_LOOKED_AT])
    return NOT_SAID if most < _TWO_THIRDS else None


_MISSING: tuple[Callable[[Found], str | None], ...] = (
    _no_such_number,
    _no_such_minute,
    _no_such_council,
    _unnamed,
    _nowhere,
    _unheard_of,
    _left_to_exempt,
    _no_such_meeting,
    _uncounted,
    _out_of_time,
    _far_off,
)


def _short(period: Period) -> bool:
    return (period.last - period.first).days < 31


def _met_in(period: Period, passage: Passage) -> bool:
    date = passage.meeting.date if passage.meeting else None
    return bool(date and period.first <= date <= period.last)


def _of_period(period: Period, passage: Passage) -> bool:
    """Whether a passage is of a meeting in a period, or writes it; the year of an Act is none."""
    return _met_in(period, passage) or bool(_written(period).search(_ACT.sub(" ", passage.embedded)))


@lru_cache(maxsize=512)
def _written(period: Period) -> re.Pattern[str]:
    """How papers write a period: a day, a month, a municipal year or one of its months, a year."""
    first, last = period.first, period.last
    month, year = MONTHS[first.month - 1][:3], first.year
    if first == last:
        written = rf"0?{first.day}(?:st|nd|rd|th)?\s+{month}[a-z]*\.?,?\s+{year}"
        day = rf"{written}|0?{first.day}[/.-]0?{first.month}[/.-](?:20)?{year % 100:02d}"
    elif _short(period):
        year_written = rf"(?:'|20)?{year % 100:02d}"
        day = (
            rf"{month}[a-z]*\.?[\s,-]+{year_written}|0?\d{{1,2}}[/.-]0?{first.month}[/.-]{year_written}|"
            rf"{month}[a-z]*\.?\s+(?:to|and|[–-])\s+(?:\d{{1,2}}[a-z]{{0,2}}\s+)?[a-z]+\s+{year_written}"
        )
    elif last.year == year:
        day = rf"{year}|\d\d[/-]{year % 100:02d}"
    else:
        halves = ("|".join(MONTHS[3:]), "|".join(MONTHS[:3]))
        day = (
            rf"(?:20)?{year % 100:02d}\s?[/–-]\s?(?:20)?{last.year % 100:02d}|"
            rf"(?:{halves[0]})\s+{year}|(?:{halves[1]})\s+{last.year}"
        )
    return re.compile(rf"(?<!\d)(?:{day})(?!\d)", re.IGNORECASE)
