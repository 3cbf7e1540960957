"""Which matter a question about a decision asks of: its words against titles and motions, and what the search found."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from indexer.analysis import analyse
from indexer.dates import MONTHS
from indexer.filters import Word
from indexer.rows import item_key
from server.asking import LITTLE_CONTENT, NO_CONTENT, asks_ahead, named_days, on_day
from server.dated import met_soon_after, quarter_of
from server.decisions import RECURRING, is_bare
from server.query import Query
from server.rank import Ranked
from server.register import DECIDED, Matter, Register
from server.verdicts import AUTHORITY, asks_of_authority, words_of_asking
from server.when import Period

_TITLE, _TEXT, _FOUND = 1.0, 0.7, 0.45
_WORDS_SHARE, _FOUND_SHARE, _TITLE_SHARE = 0.55, 0.25, 0.2
_OF_TIME, _OUT_OF_TIME, _MADE, _AS_GOOD, _NAMED, _ENTITLED = 0.15, 0.3, 0.04, 0.06, 0.1, 0.15
LEAST_HELD = 0.34
LEAST_FOUND = 0.25
LEAST_TOLD = 0.5
LEAST_SPOKEN = 0.5
_FIRST_FEW = 8
_LOOKED_AT = 40
_READ = 20
_MONTH_OF_DAYS = 31
_PREVAILS = 0.1
_LITTLE = 0.3


@dataclass(frozen=True, slots=True)
class Bearing:
    """A matter, the share of the question's words in its title and motions, and its worth.

    `held` counts a word of the motions less than one of the title, `whole` counts each alike and those of a passage on it too.
    `prevails` tells that most of what the search found first is about it.
    """

    matter: Matter
    held: float
    whole: float
    worth: float
    prevails: bool = False


def content(query: Query, rarity: Mapping[str, float]) -> dict[str, tuple[float, frozenset[str]]]:
    """The words of a question that name its matter: what each is worth, and the terms that say it.

    Left out are the words that ask for an outcome, and those of the periods named; of a quarter only its year is.
    """
    periods = [(period, quarter_of(period)) for period in query.periods]
    dated = {term for each, part in periods for term in analyse(each.words) if not part or term[:2].isdigit()}
    dated |= {term for _, _, named in named_days(query.text) for term in analyse(named)}
    dated |= words_of_asking(query.text)
    most = max((value for value in rarity.values() if not math.isinf(value)), default=1.0)
    return {
        word.term: (_weight(word) * min(most, rarity.get(word.term, 1.0)), _said(word))
        for word in query.terms.words
        if word.term not in NO_CONTENT and word.term not in dated
    }


def _weight(word: Word) -> float:
    """What a word counts for beside its rarity: one of the plain ones with which people ask counts little."""
    return word.weight * (_LITTLE if word.term in LITTLE_CONTENT and not word.also else 1.0)


def _said(word: Word) -> frozenset[str]:
    """The terms that say a word; of a figure also as a percentage and in pounds."""
    figures = (f"{word.term}%", f"£{word.term}") if word.term.replace(".", "").replace(",", "").isdigit() else ()
    return frozenset((word.term, *word.also, *figures))


def share(wanted: Mapping[str, tuple[float, frozenset[str]]], *texts: tuple[float, Set[str]]) -> float:
    """The share of a question's words, each by its worth, that texts hold; the first that does counts, by its weight."""
    total = sum(worth for worth, _ in wanted.values()) or 1.0
    held = sum(
        worth * next((weight for weight, text in texts if terms & text), 0.0) for worth, terms in wanted.values()
    )
    return held / total


def find_matter(
    query: Query,
    rarity: Mapping[str, float],
    ranked: Sequence[Ranked],
    register: Register,
    documents: frozenset[str] | None,
) -> Bearing | None:
    """The matter that a question asks of, weighed; None if none is near.

    It is the newest of those as good and of one name, of one day the best.

    Args:
        query: The question.
        rarity: The inverse document frequency of its terms.
        ranked: The passages found, best first.
        register: The decisions to choose from.
        documents: The papers that may be used; None means all.
    """
    wanted = content(query, rarity)
    if not (wanted or query.decisions or query.minute):
        return None
    near = _nearness(ranked)
    numbered = _numbered(query, register)
    spoken = _spoken(ranked)
    prevailing = _prevailing(ranked)
    candidates = numbered or _candidates(query, wanted, near, register)
    weighed = [
        _weigh(query, wanted, near, spoken, prevailing, matter)
        for matter in candidates
        if documents is None or any(decision.document_id in documents for decision in matter.decisions)
    ]
    fitting = [each for each in weighed if numbered or _fits(query, each)]
    if not fitting:
        return None
    best = max(fitting, key=lambda each: (each.worth, _day(each.matter), *_place(each.matter)))
    as_good = [each for each in fitting if each.worth >= best.worth - _AS_GOOD and _of_one_name(each, best)]
    return max(as_good, key=lambda each: (_day(each.matter), each.worth, *_place(each.matter)))


def _place(matter: Matter) -> tuple[str, int]:
    """Where the first of a matter's decisions stands: of equal matters of one paper, the greatest is the earliest."""
    document, start = min((decision.document_id, decision.start) for decision in matter.decisions)
    return document, -start


def _of_one_name(one: Bearing, other: Bearing) -> bool:
    """Whether the titles of two matters share most of the shorter one's words."""
    first, second = one.matter.title, other.matter.title
    return one is other or 2 * len(first & second) > min(len(first), len(second))


def _named(query: Query, matter: Matter) -> bool:
    """Whether a question holds three words of a title that follow on each other there."""
    asked, title = analyse(query.text), analyse(matter.item.title)
    runs = set(zip(asked, asked[1:], asked[2:], strict=False))
    return not runs.isdisjoint(zip(title, title[1:], title[2:], strict=False))


def _numbered(query: Query, register: Register) -> list[Matter]:
    """The matters of the item that a question names by its number and the time of its meeting."""
    if query.decisions or query.minute or not query.item:
        return []
    return [m for m in register.matters if m.item.number == query.item and any(_met(m, p) for p in query.periods)]


def named_by_number(query: Query, rarity: Mapping[str, float], matter: Matter) -> bool:
    """Whether a question names a matter by its item number and the time of its meeting, and beside them by words of it alone."""
    if not query.item or matter.item.number != query.item or not any(_met(matter, p) for p in query.periods):
        return False
    return set(content(query, rarity)) <= matter.title | matter.words | set(analyse(query.item))


def _met(matter: Matter, period: Period) -> bool:
    return any(d.meeting and d.meeting.date and period.first <= d.meeting.date <= period.last for d in matter.decisions)


def _candidates(
    query: Query, wanted: Mapping[str, tuple[float, frozenset[str]]], near: Mapping[str, float], register: Register
) -> list[Matter]:
    if query.decisions:
        return [m for m in register.matters if m.number in query.decisions and m.decisions[0].outcome != "reported"]
    if query.minute:
        minutes = [m for m in register.matters if any(d.item and d.item.minute == query.minute for d in m.decisions)]
        if minutes:
            return minutes
    terms = {term for _, said in wanted.values() for term in said}
    held = register.holding(terms)
    keys = {matter.key for matter in held}
    return held + [m for m in register.matters if m.key in near and m.key not in keys]


def _nearness(ranked: Sequence[Ranked]) -> dict[str, float]:
    """How near the search found each item, the best at 1."""
    near: dict[str, float] = {}
    top = ranked[0].score if ranked else 0.0
    for each in ranked[:_LOOKED_AT]:
        for passage in (each.passage, *each.copies):
            if passage.item:
                near.setdefault(item_key(passage.item), each.score / top if top else 0.0)
    return near


def _spoken(ranked: Sequence[Ranked]) -> dict[str, list[set[str]]]:
    """The terms of each of the best passages on an item; rows of tables, which hold single words of much, are left out."""
    spoken: dict[str, list[set[str]]] = {}
    for each in ranked[:_READ]:
        if each.passage.item and each.passage.table is None:
            spoken.setdefault(item_key(each.passage.item), []).append(set(analyse(each.passage.text)))
    return spoken


def _prevailing(ranked: Sequence[Ranked]) -> str | None:
    """The item that most of the first passages are about, where there is one."""
    first = [item_key(each.passage.item) for each in ranked[:_FIRST_FEW] if each.passage.item]
    key, count = Counter(first).most_common(1)[0] if first else ("", 0)
    return key if count > _FIRST_FEW / 2 else None


def _weigh(
    query: Query,
    wanted: Mapping[str, tuple[float, frozenset[str]]],
    near: Mapping[str, float],
    spoken: Mapping[str, Sequence[set[str]]],
    prevailing: str | None,
    matter: Matter,
) -> Bearing:
    own = share(wanted, (_TITLE, matter.title), (_TEXT, matter.words))
    formal = RECURRING.search(matter.item.title) is not None and not own
    apart = formal or matter.decisions[0].outcome == "reported"
    found: Sequence[set[str]] = () if apart else spoken.get(matter.key, ())
    if any(is_bare(decision) for decision in matter.decisions):
        own = max(own, share(wanted, (_TITLE, matter.title), *((_TEXT, terms) for terms in found)))
    held = share(wanted, (_TITLE, matter.title), (_TEXT, matter.words), *((_FOUND, terms) for terms in found))
    said = matter.title | matter.words
    whole = max(share(wanted, (1.0, said | terms)) for terms in (*found, frozenset[str]()))
    worth = _WORDS_SHARE * held + (0.0 if formal else _FOUND_SHARE * near.get(matter.key, 0.0))
    titled = share(wanted, (1.0, matter.title))
    worth += _TITLE_SHARE * titled + (_NAMED if _named(query, matter) else 0.0)
    worth += _ENTITLED if titled == 1.0 and len(wanted) > 1 else 0.0
    if any(on_day(decision, query) for decision in matter.decisions):
        worth += _OF_TIME
    if query.periods:
        worth += _OF_TIME if of_time(query, matter) else -_OUT_OF_TIME
    worth += _PREVAILS if matter.key == prevailing else 0.0
    if asks_of_authority(query.text):
        worth -= _OF_TIME if AUTHORITY.isdisjoint(matter.words) else 0.0
    elif any(decision.outcome in DECIDED for decision in matter.decisions):
        worth += _MADE
    first = matter.decisions[0].outcome
    if first == "forthcoming":
        worth += 2 * _OF_TIME if asks_ahead(query) else -_MADE
    elif first == "reported":
        worth -= 2 * _MADE
    return Bearing(matter, own, whole, worth, matter.key == prevailing)


def _fits(query: Query, weighed: Bearing) -> bool:
    if query.decisions or query.minute:
        return True
    strict = any((period.last - period.first).days <= _MONTH_OF_DAYS for period in query.periods)
    if strict and not of_time(query, weighed.matter):
        return False
    if not query.periods and not _of_days(query, weighed.matter):
        return False
    if weighed.matter.decisions[0].outcome == "reported":
        return weighed.held >= LEAST_TOLD
    if weighed.prevails and weighed.whole >= LEAST_FOUND:
        return True
    return weighed.held >= LEAST_HELD and weighed.whole >= LEAST_SPOKEN


def _of_days(query: Query, matter: Matter) -> bool:
    """Whether a matter was met on each day that a question names without its year, or speaks of it; of months none need be."""
    met = [decision.meeting.date for decision in matter.decisions if decision.meeting]
    return all(
        any(each and (each.month, each.day) == (month, day) for each in met)
        or set(analyse(named)) <= matter.title | matter.words
        for day, month, named in named_days(query.text)
        if day is not None
    )


def of_time(query: Query, matter: Matter) -> bool:
    """Whether a matter is of a period that the question names, or speaks of it; one of a quarter comes in the months after."""
    for period in query.periods:
        if _met(matter, period):
            return True
        if quarter_of(period) and any(met_soon_after(period, decision.meeting) for decision in matter.decisions):
            return True
        if any(named <= matter.title | matter.words for named in _names(period)):
            return True
    return False


def _names(period: Period) -> list[frozenset[str]]:
    """The terms by which a paper may name a period."""
    first, last = period.first, period.last
    named = [frozenset(analyse(period.words))]
    if (first.year, first.month) == (last.year, last.month):
        day = f"{first.day} " if first == last else ""
        named.append(frozenset(analyse(f"{day}{MONTHS[first.month - 1]} {first.year}")))
    elif first.year != last.year:
        named.append(frozenset(analyse(f"{first.year} {last.year}")))
    return [each for each in named if each]


def _day(matter: Matter) -> int:
    return max((d.meeting.date.toordinal() for d in matter.decisions if d.meeting and d.meeting.date), default=0)
