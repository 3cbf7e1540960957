"""What of a question a passage bears out: its number and its telling words."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest

from indexer.analysis import analyse, fold
from indexer.dates import is_month
from indexer.filters import Word
from indexer.records import Passage
from server.finder import Found
from server.look import Look
from server.query import Query
from server.rank import Ranked
from server.weighing import Weighed, held

_PLAIN = frozenset(
    analyse(
        """
        accord account across across actual agenda agree already along altogether amount answer anyone approve around ask author
        away back bad begin behind besides best better between big bring call came change chip cite come comment compare
        concern consider contact cost council councillor count date day deal dealt decide decision detail
        differ down each early eight email end endorse even everyone exact exist explain extra far few figure final
        find finish first five follow formal forward found four fresh full further gave get give given go going got great had
        happen held high hit hold how inc include involve item keep kept kick kind know large last late
        latest lead least leave left less let level like line list long look lot lots low made main make matter max mean
        meant meet meeting member mention min minute miss money month more most move much must name near need new next
        nine none normal note number offer officer old once one onto open opinion order other outcome outside over own paper
        paragraph part pass past pay people percentage phone place plan point possible present price propose proportion pull
        purpose push put question quick quite raise rate rather ready real reason receive recent recommend refer regard
        remain remark report reservation resolution resolve respond result return right round run same save say second see seen
        send sent set settle seven share short show side sign sit six size slot small sort speak spend spent split stand start
        state still stop straight sum take taken talk team tell ten term than them thing think third three through thru
        time times today together told total towards turn two under until up upon use used value versus view vote vs want
        way week what whether whole whom whose within without word wording work worry write written wrong wrote year
        yet
        """
    )
)


def bears(ranked: Ranked, numbers: Sequence[str]) -> bool:
    """Whether a passage is of an item that bears one of some decision numbers."""
    return ranked.passage.item is not None and ranked.passage.item.decision_number in numbers


def telling(query: Query) -> list[Word]:
    """The words of a question that are not of the plain ones with which people ask."""
    return [word for word in query.terms.words if word.term not in _PLAIN and word.weight >= 1]


def undated(query: Query) -> list[Word]:
    """The telling words of a question that are not of dates."""
    dated = {word for period in query.periods for word in fold(period.words).split()}
    return [
        word
        for word in telling(query)
        if (typed := word.exact or word.term).lower() not in dated and not is_month(typed) and not typed.isdigit()
    ]


def share_held(look: Look, words: Sequence[Word], ranked: Ranked) -> float:
    """The share of some words, each counted by its rarity in the papers, that a passage or its context holds."""
    return held(look, set(analyse(ranked.passage.embedded)), words)


def likeliest_passage(found: Found) -> Passage | None:
    """The passage of the sentence that is likeliest to belong to the answer; None where there is no sentence."""
    return next((each.passage for each in likeliest(found)), None)


def likeliest(found: Found, count: int = 1) -> list[Weighed]:
    """The sentences that are likeliest to belong to the answer, so many at most, the likeliest first."""
    return nlargest(count, (weighed for some in found.weighed for weighed in some), key=lambda w: w.chance)
