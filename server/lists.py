"""A list that a question asks for, found whole: the points of one counting, in order, wherever in the item they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.analysis import analyse
from indexer.records import Passage
from server.finder import Found
from server.quoting import Quote, as_shown, quotes_of
from server.weighing import held

_LABELLED = re.compile(r"^([A-Z][A-Za-z]+(?: [a-z]+){0,2}) (\d{1,2})\s*[:.–-]")
_SECTION = re.compile(r"^(\d{1,2})\.(\d{1,2})\.?\s+(?=[A-Z])")
_NUMBERED = re.compile(r"^(\d{1,2})[.)]\s")
_LETTERED = re.compile(r"^\(?([a-z])\)\s")
_BULLET = re.compile(r"^\s*(?:[-•●▪◦–*·\uf000-\uf0ff]|<li>)\s*\S")
_STOP = re.compile(r"[.;:!?]\W*$")
_CLAUSE = re.compile(r"[,;:–(]|\s-\s")
_NEW_LINE = re.compile(r"\n\s*(?=[A-Z•●▪-])")
_COUNT = re.compile(r"\b(?:(\d{1,2})|(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b", re.IGNORECASE)
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ANCHORS = 3
_AROUND = 16
_LEAST_POINTS = 3
_LEAST_WORTH = 1.1
_LONGEST_HEADING = 9
_LONGEST_OPENING = 30


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a list: the counting it belongs to, its number there, and the words that it stands in."""

    counting: tuple[str, str]
    number: int
    at: int
    quote: Quote
    passage: Passage


@dataclass(frozen=True, slots=True)
class Listed:
    """A list found: the words that open it, where some do, and its points in order, with their passages."""

    opening: tuple[str, Passage] | None
    points: tuple[tuple[str, Passage], ...]


def find_list(found: Found, room: int) -> Listed | None:
    """The list that a question asks for, of at most `room` words; None where no counting of three points meets it.

    A counting meets the question by its label ("Priority 1" for priorities), by the words that open it and the headings
    above them, and by the number of its points where the question gives one; it loses where its first points are missing. Points
    too long for the room are cut at the end of a clause.
    """
    best: tuple[float, list[tuple[Quote, Passage]], list[Point]] | None = None
    for ranked in found.ranked[:_ANCHORS]:
        item, document = ranked.passage.item, ranked.passage.document_id
        units = [
            (quote, passage)
            for passage in found.around(ranked.row, _AROUND)
            if passage.document_id == document and passage.item == item
            for quote in quotes_of(passage)
        ]
        for points in countings(units):
            worth = _worth(found, units, points) + 0.5 * ranked.score
            if worth >= _LEAST_WORTH and (best is None or worth > best[0]):
                best = (worth, units, points)
    listed = _listed(best[1], best[2], room) if best else None
    return listed if listed and listed.points else None


def countings(units: Sequence[tuple[Quote, Passage]]) -> list[list[Point]]:
    """The runs of three points and more that count on by one, or that are bullets one after the other."""
    open_runs: dict[tuple[str, str], list[Point]] = {}
    done: list[list[Point]] = []
    for at, (quote, passage) in enumerate(units):
        point = _point(at, quote, passage)
        if point is None:
            continue
        run = open_runs.get(point.counting, [])
        follows = run and (point.number == run[-1].number + 1 if point.number else point.at == run[-1].at + 1)
        if not follows:
            done.append(run)
            run = []
        open_runs[point.counting] = [*run, point]
    return [run for run in (*done, *open_runs.values()) if len(run) >= _LEAST_POINTS]


def _point(at: int, quote: Quote, passage: Passage) -> Point | None:
    titled = _titled(quote, passage)
    text = titled.text
    if match := _LABELLED.match(text):
        return Point(("label", match[1].lower()), int(match[2]), at, titled, passage)
    if (match := _SECTION.match(text)) and titled.words <= _LONGEST_HEADING and not _STOP.search(text):
        return Point(("section", match[1]), int(match[2]), at, titled, passage)
    if match := _NUMBERED.match(text):
        return Point(("number", ""), int(match[1]), at, quote, passage)
    if match := _LETTERED.match(text):
        return Point(("letter", ""), ord(match[1]) - ord("a") + 1, at, quote, passage)
    raw = passage.text[quote.start : quote.end]
    if _BULLET.match(raw):
        return Point(("bullet", ""), 0, at, quote, passage)
    if "\t" in raw:
        return Point(("row", str(raw.strip().count("\t"))), 0, at, quote, passage)
    return None


def _titled(quote: Quote, passage: Passage) -> Quote:
    """A quote without what follows on a line of its own that begins anew: the title of a point, where it has one."""
    raw = passage.text[quote.start : quote.end]
    match = _NEW_LINE.search(raw.rstrip())
    return Quote(quote.start, quote.start + match.start(), as_shown(raw[: match.start()])) if match else quote


def _worth(found: Found, units: Sequence[tuple[Quote, Passage]], points: Sequence[Point]) -> float:
    look = found.look
    first = points[0]
    worth = 0.0
    if first.counting[0] == "label":
        asked = {term for word in look.query.terms.words for term in (word.term, *word.also)}
        worth += 2.0 if set(analyse(first.counting[1])) & asked else -1.0
    opening = units[first.at - 1][0].text if first.at else ""
    above = " ".join((*first.passage.heading_path[-2:], opening))
    worth += 2.0 * held(look, set(analyse(above)))
    if first.counting[0] != "label" and not opening.rstrip().endswith(":"):
        worth -= 0.4
    worth -= 1.5 if first.number > 1 and first.counting[0] != "section" else 0.0
    wanted = _count(look.query.text)
    if wanted:
        worth += 1.5 if len(points) == wanted else -0.5
    return worth


def _count(question: str) -> int | None:
    match = _COUNT.search(question)
    if not match:
        return None
    return int(match[1]) if match[1] else 2 + _NUMBERS.index(match[2].lower())


def _listed(units: Sequence[tuple[Quote, Passage]], points: Sequence[Point], room: int) -> Listed:
    opening = None
    if points[0].at:
        quote, passage = units[points[0].at - 1]
        if quote.words <= _LONGEST_OPENING and _point(points[0].at - 1, quote, passage) is None:
            opening = (quote.text, passage)
            room -= quote.words
    whole = sum(point.quote.words for point in points) <= room
    most = max(4, room // len(points))
    heads = []
    for point in points:
        text = point.quote.text if whole else head(point.quote.text, most)
        room -= len(text.split())
        if room < 0:
            break
        heads.append((text, point.passage))
    return Listed(opening, tuple(heads))


def head(text: str, most: int) -> str:
    """The beginning of a text, of at most `most` words, to the end of a clause where one ends there."""
    words = text.split()
    if len(words) <= most:
        return text
    cut = " ".join(words[:most])
    ends = [match.start() for match in _CLAUSE.finditer(cut) if len(cut[: match.start()].split()) >= 3]
    return cut[: ends[-1]].rstrip() if ends else cut
