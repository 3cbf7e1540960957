"""What a question names or asks for and nothing found does: a person, a place, a meeting, a time, a number, who was chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from indexer.analysis import analyse
from indexer.records import Passage
from server.asking import asks_ahead
from server.bearing import bears, likeliest, likeliest_passage, share_held, telling
from server.councils import (
    names_council,
    other_actors,
    other_bodies,
    other_councils,
    places,
    tells_of,
)
from server.counting import counted, counts
from server.dated import bounds, is_short, made_before, made_for, met_in, names_a_paper, of_period, soon_after
from server.finder import Found
from server.fitness import fits
from server.missing_deeds import MISSING_DEEDS
from server.persons import persons
from server.quoting import quotes_of
from server.rank import PLANNED
from server.readings import period_words
from server.when import Period

NOT_SAID = "The papers do not say."
_FIRST = 3
_LOOKED_AT = 5
_LIKELY = 2
_HALF = 0.5
_LEAST_CHANCE = 0.15
_OF_PAPERS = frozenset({"contact", "figure", "discussion", "reason"})
_ASKED_FOR = re.compile(
    r"\b(?:what|which|whose|how much)\s+([^\W\d_][\w'’-]+)\s+(?:will|would|did|do|does|is|was|were|are|has|have|for|can)\b",
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(r"\b(?:apolog\w+|absent|substitut\w+|present|attend\w+|chaired|in the chair)\b", re.IGNORECASE)
_MINUTED = re.compile(rf"\b(?:minuted|minutes of)\b|{_ATTENDANCE.pattern}", re.IGNORECASE)
_MINUTES_OF = re.compile(r"\bminutes of (?:the|a|its|their) .{0,40}?\bmeeting\b", re.IGNORECASE)
_MEETING = r"(?:meeting|committee|cttee|cabinet|council|board)\b(?! (?:member|plan|tax|paper|hous|staff))"
_EXEMPT = re.compile(r"\bexempt\b", re.IGNORECASE)
_BIDS = re.compile(r"\b(?:bids?|bidders?|tenderers?|scored|losing|unsuccessful)\b", re.IGNORECASE)
_OF_CONTENT = re.compile(
    r"\bwho (?:wrote|writes|presented)\b|\bmain (?:points|findings)\b|\bfindings\b|\bsummar(?:y|ise)\b|"
    r"\b(?:what|which)\b.{0,90}?\b(?:say|said|conclude[ds]?|find|found|showed|report(?:ed)?|recommend(?:ed|ing)?|raised?|tell|told)\b",
    re.IGNORECASE,
)
_OF_THEIR_TIME = frozenset({"person", "contact", "discussion"})
_OF_A_DATE = re.compile(
    r"\bwhen (?:did|was|were|will|does|is)\b|\b(?:what|which|opening|start|closing|end) (?:dates?|day|year|month)\b|"
    r"\bdates? of\b",
    re.IGNORECASE,
)
_PARTICULAR = re.compile(
    r"\b(?:who|whom|which|names?|prices?|priced?|value|worth|how much|cost|bid|bidders?|won|amount)\b", re.IGNORECASE
)


def why_missing(found: Found) -> str | None:
    """Why what was found cannot answer the question, for it lacks what the question names; None where it names nothing such."""
    return next((why for missing in _MISSING if (why := missing(found))), None)


def _no_such_number(found: Found) -> str | None:
    query = found.look.query
    for number in query.decisions:
        if number in query.unknown and not any(bears(each, (number,)) for each in found.ranked):
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
        words = [word for word in telling(look.query) if word.term not in named]
        on_it = [each for each in first if not words or share_held(look, words, each) >= _HALF]
        if not any(names_council(each.passage.embedded, council) for each in on_it):
            return f"The papers do not say: nothing that was found on this names {council}."
    for body in other_bodies(look):
        if not any(tells_of(each.passage, body, look.councils) for each in found.ranked[:_LOOKED_AT]):
            return f"The papers do not say: nothing that was found on this names the {body}."
    for actor in other_actors(look):
        if not any(set(analyse(actor.split()[-1])) <= set(analyse(each.passage.embedded)) for each in first):
            return f"The papers do not say: nothing that was found on this names {actor}."
    return None


def _unnamed(found: Found) -> str | None:
    """Where the question names a person whom none of the first passages does: "Mr Bell", or two names side by side."""
    held = [set(analyse(each.passage.embedded)) for each in found.ranked[:_FIRST]]
    for word in persons(found.look):
        if (terms := set(analyse(word))) and not any(terms <= own for own in held):
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
        told = any(met_in(period, p) or (p.variety not in PLANNED and of_period(period, p)) for p in first)
        of_meeting = who or _MINUTES_OF.search(query.text) or _names_meeting(query.text, period)
        strict = period.first == period.last or (is_short(period) and of_meeting)
        if period.named and not told and strict:
            when = "on" if period.first == period.last else "in"
            named = period_words(period.first, period.last)
            return f"The papers do not say: nothing that was found is of a meeting {when} {named}."
    return None


def _names_meeting(question: str, period: Period) -> bool:
    """Whether a question names a meeting by a period: "at the March 2019 committee"."""
    named = rf"{re.escape(period.words)} (?:\w+ ){{0,2}}?{_MEETING}"
    return re.search(named, question, re.IGNORECASE) is not None


def _left_to_exempt(found: Found) -> str | None:
    """Where a particular is asked for that one of the likeliest sentences leaves to an exempt paper."""
    query = found.look.query
    if query.intent == "decision" or not _PARTICULAR.search(query.text):
        return None
    likely = likeliest(found, _FIRST)
    first = [each.passage for each in found.ranked[:_FIRST] if each.passage.classification == "public"]
    bids = _BIDS.search(query.text) and len(first) == _FIRST and any(_EXEMPT.search(each.text) for each in first)
    if not bids and not any(
        each.passage.classification == "public" and _EXEMPT.search(each.quote.text) for each in likely
    ):
        return None
    return "The public papers do not say: they leave it to an exempt paper."


def _unfigured(found: Found) -> str | None:
    """Where it is asked how many there are of something, and no sentence or row of the first passages gives its number."""
    asked = counted(found.look)
    first = [each.passage for each in found.ranked[:_LOOKED_AT]]
    if asked is None or any(counts(p, quote, asked) for p in first for quote in quotes_of(p)):
        return None
    return f"The papers do not say: nothing that was found gives the number of {asked.typed}."


def _undated(found: Found) -> str | None:
    """Where it is asked when something is, and no sentence that gives a date is likely to belong to the answer."""
    query = found.look.query
    first = [each for some in found.weighed[:_LOOKED_AT] for each in some]
    likeliest_date = max((each.chance for each in first if fits(query, each.quote.text)), default=0.0)
    if query.intent != "date" or not _OF_A_DATE.search(query.text) or likeliest_date >= _LEAST_CHANCE:
        return None
    return "The papers do not say: nothing that was found gives a date or a time of this."


def _only_planned(found: Found) -> str | None:
    """Where it is asked what a paper says or what was said on it, and the papers only announce it."""
    query, best = found.look.query, likeliest_passage(found)
    planned = [p for p in (found.ranked[0].passage, best) if p and p.variety in PLANNED]
    if len(planned) < _LIKELY or not _OF_CONTENT.search(query.text) or asks_ahead(query):
        return None
    return "The papers do not say: they only announce this."


def _too_late(found: Found) -> str | None:
    """Where it is asked who is somebody, or what was said, in a time after any meeting of which something was found."""
    query = found.look.query
    dates = [each.passage.meeting.date for each in found.ranked if each.passage.meeting and each.passage.meeting.date]
    for period in query.periods:
        if (
            period.named
            and dates
            and period.first > max(dates)
            and query.intent in _OF_THEIR_TIME
            and not asks_ahead(query)
        ):
            return f"The papers do not say: nothing that was found is of {period_words(period.first, period.last)}."
    return None


def _undecided(found: Found) -> str | None:
    """Where it is asked what was decided in a time of which no meeting is found, nor is it that of the likeliest sentence.

    A sentence on what is planned tells of no decision, whatever times it names.
    """
    query = found.look.query
    best = likeliest_passage(found) if query.intent == "decision" else None
    for period in query.periods:
        met = any(met_in(period, each.passage) for each in found.ranked)
        told = best and best.variety not in PLANNED and of_period(period, best)
        if best and period.named and not met and not told:
            return f"The papers do not say: nothing that was found is of a meeting in {period_words(period.first, period.last)}."
    return None


def _to_follow(found: Found) -> str | None:
    """Where the question is on an item of the agenda whose paper is not there."""
    first = found.ranked[0].passage
    of_paper = found.look.query.intent in _OF_PAPERS or _OF_CONTENT.search(found.look.query.text)
    if not of_paper or first.variety != "agenda entry" or first.item is None:
        return None
    there = "was to follow" if first.item.status == "to follow" else "is not among the papers"
    return (
        None if first.item.status == "paper" else f"The papers do not say: the paper on “{first.item.title}” {there}."
    )


def _nowhere(found: Found) -> str | None:
    """Where the question names a place that none of the first passages does."""
    held = [set(analyse(each.passage.embedded)) for each in found.ranked[:_LOOKED_AT]]
    for place in places(found.look):
        if not any(set(analyse(place)) <= own for own in held):
            return f"The papers do not say: nothing that was found on this names {place}."
    return None


def _unheard_of(found: Found) -> str | None:
    """Where what is asked for is a word that stands in no paper."""
    query = found.look.query
    unknown = {word.term for word in telling(query) if word.term in query.unknown}
    asked = _ASKED_FOR.search(query.text)
    return NOT_SAID if asked and unknown & set(analyse(asked[1])) else None


def _out_of_time(found: Found) -> str | None:
    """Where the question names a period, and none of the first passages is of any that it names, nor writes it.

    Of a month or a day the papers of the meetings soon after it may tell without writing it, and of one from or until which
    something is the papers before it; a plan or a budget of a year is made before it, an account of it after.
    """
    query, first = found.look.query, [each.passage for each in found.ranked[:_LOOKED_AT]]
    if asks_ahead(query):
        return None
    untold = [period for period in query.periods if period.named and not _tells_of(period, query.text, first)]
    if not untold or len(untold) < sum(period.named for period in query.periods):
        return None
    return f"The papers do not say: nothing that was found is of {period_words(untold[0].first, untold[0].last)}."


def _tells_of(period: Period, question: str, passages: Sequence[Passage]) -> bool:
    """Whether one of some passages is of a period, or of a time at which it is told of."""
    told = any(of_period(period, p) or (is_short(period) and soon_after(period, p)) for p in passages)
    return (
        told
        or (names_a_paper(period, question) and any(made_for(period, p) for p in passages))
        or (bounds(period, question) and any(made_before(period, p) for p in passages))
    )


_MISSING: tuple[Callable[[Found], str | None], ...] = (
    _no_such_number,
    _no_such_minute,
    _no_such_council,
    _unnamed,
    _nowhere,
    _unheard_of,
    _left_to_exempt,
    _no_such_meeting,
    _unfigured,
    _undated,
    _too_late,
    *MISSING_DEEDS,
    _undecided,
    _to_follow,
    _only_planned,
    _out_of_time,
)
