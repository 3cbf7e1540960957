"""What of a question a passage bears out: its number, its telling words, its time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.analysis import analyse
from indexer.dates import MONTHS
from indexer.filters import Word
from indexer.records import Passage
from server.finder import Found
from server.look import Look
from server.query import Query
from server.rank import Ranked
from server.when import Period

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
_ACT = re.compile(r"\b(?:Act|Regulations?|Order|Code|Bill)\s+(?:of\s+)?(?:19|20)\d\d")


def bears(ranked: Ranked, numbers: Sequence[str]) -> bool:
    """Whether a passage is of an item that bears one of some decision numbers."""
    return ranked.passage.item is not None and ranked.passage.item.decision_number in numbers


def telling(query: Query) -> list[Word]:
    """The words of a question that are not of the plain ones with which people ask."""
    return [word for word in query.terms.words if word.term not in _PLAIN and word.weight >= 1]


def share_held(look: Look, words: Sequence[Word], ranked: Ranked) -> float:
    """The share of some words, each counted by its rarity in the papers, that a passage or its context holds."""
    terms = set(analyse(ranked.passage.embedded))
    worth = {word: look.rarity.get(word.term, 1.0) for word in words}
    total = sum(worth.values()) or 1.0
    return sum(value for word, value in worth.items() if terms & {word.term, *word.also}) / total


def is_short(period: Period) -> bool:
    """Whether a period is of a month at most."""
    return (period.last - period.first).days < 31


def met_in(period: Period, passage: Passage) -> bool:
    """Whether a passage is of a meeting in a period."""
    date = passage.meeting.date if passage.meeting else None
    return bool(date and period.first <= date <= period.last)


def of_period(period: Period, passage: Passage) -> bool:
    """Whether a passage is of a meeting in a period, or writes it; the year of an Act is none."""
    return met_in(period, passage) or bool(_written(period).search(_ACT.sub(" ", passage.embedded)))


@lru_cache(maxsize=512)
def _written(period: Period) -> re.Pattern[str]:
    """How papers write a period: a day, a month, a municipal year or one of its months, a year."""
    first, last = period.first, period.last
    month, year = MONTHS[first.month - 1][:3], first.year
    if first == last:
        written = rf"0?{first.day}(?:st|nd|rd|th)?\s+{month}[a-z]*\.?,?\s+{year}"
        day = rf"{written}|0?{first.day}[/.-]0?{first.month}[/.-](?:20)?{year % 100:02d}"
    elif is_short(period):
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


def likeliest(found: Found) -> Passage | None:
    """The passage of the sentence that is likeliest to belong to the answer."""
    best = max((w for some in found.weighed for w in some), key=lambda w: w.chance, default=None)
    return best.passage if best else None
