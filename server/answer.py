"""Answers made of the papers' own sentences: the `Answerer` seam and the extractive answerer, the default."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from indexer.records import Outcome, Passage
from server.asking import asks_of_decision, asks_whether_decided
from server.bearing import bears, likeliest
from server.beside import tell_beside
from server.choosing import choose
from server.counting import favoured
from server.evidence import holds_little, lacking
from server.finder import Found
from server.fitness import fits
from server.lists import find_list
from server.missing import NOT_SAID, why_missing
from server.padding import without_padding
from server.quoting import quotes_of
from server.rank import due
from server.registers import find_register
from server.results import AnswerStatus
from server.rulings import Ruling
from server.several import with_each_thing
from server.telling import Statement
from server.weighing import Weighed

NOT_DECIDED = "The papers record no decision on this."
_ROOM = 118
_ROOM_OF_ROWS = 280
_LISTS = frozenset({"list", "fact", "figure", "date"})
_FIRST = 5
_MARKS = re.compile(r"\((\d)\)")
_POINTS, _LIKELY = 3, 0.5
_ENTRIES = frozenset({"work programme entry", "attendance", "membership", "apologies", "declaration", "agenda entry"})


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer: its words, and the passage that it is quoted from (None for the system's own framing).

    `proves` tells that the outcome and the system's own line rest on it. `framing` is a line of the system's own that this quote
    proves; it is shown before the quote, or not at all. `about` are the passages that framing without a quote is about.
    """

    text: str
    passage: Passage | None
    proves: bool = False
    framing: str = ""
    about: tuple[Passage, ...] = ()

    @classmethod
    def of(cls, told: Statement) -> Said:
        """A sentence of a ruling."""
        return cls(told.text, told.passages[0] if told.quoted else None, told.proves, about=told.passages)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its quotes are checked: status, outcome, the system's own line, and what is said.

    `lasting` says that the same question would be answered so again.
    """

    status: AnswerStatus
    outcome: Outcome | None
    summary: str
    said: tuple[Said, ...]
    lasting: bool = True


class Answerer(Protocol):
    """Makes an answer of what was found; it never says what no passage says."""

    def answer(self, found: Found, ruling: Ruling | None) -> Draft:
        """The answer made of what was found and of the ruling on the matter asked of, or the reason why there is none."""
        ...


class ExtractiveAnswerer:
    """Quotes the ruling where one is asked for, and the likeliest sentences of the best passages."""

    def answer(self, found: Found, ruling: Ruling | None) -> Draft:
        """The papers' own words, at most 120 of them but for motions and the rows of a register, or "no_evidence"."""
        lack = _lack(found, ruling)
        if lack:
            return Draft("no_evidence", None, lack, ())
        said: list[Said] = []
        if ruling:
            said += _ruled(found, ruling)
            of_use = {each.row for each in ruling.of_use(found.ranked)}
            found = replace(
                found, weighed=[w for r, w in zip(found.ranked, found.weighed, strict=False) if r.row in of_use]
            )
        else:
            said += _register(found) or (_whole(found) if found.look.query.intent == "list" else [])
        if ruling or not said:
            room = _ROOM - sum(len(each.text.split()) for each in said)
            told = [each.text for each in said]
            said += [Said(each.quote.text, each.passage) for each in choose(_weighed(found), room, told)]
        said += map(Said.of, ruling.after if ruling else ())
        if not said:
            return Draft("no_evidence", None, NOT_SAID, ())
        return Draft("answered", ruling.outcome if ruling else None, ruling.summary if ruling else "", tuple(said))


def _weighed(found: Found) -> Sequence[Sequence[Weighed]]:
    """The sentences to choose from; of the author of a numbered decision's report only those on that decision."""
    weighed, query = found.weighed, found.look.query
    if query.intent == "contact" and query.decisions:
        on_it = [w for each, w in zip(found.ranked, weighed, strict=False) if bears(each, query.decisions)]
        weighed = on_it or weighed
    return with_each_thing(favoured(without_padding(weighed, found.look), found.look), query)


def _lack(found: Found, ruling: Ruling | None) -> str | None:
    """Why there is no answer; None where there may be one."""
    if ruling and ruling.sure:
        return None if ruling.said else ruling.summary
    if lack := why_missing(found) if ruling and ruling.near else lacking(found):
        return lack
    if ruling is None and asks_of_decision(found.look.query) and holds_little(found):
        return NOT_SAID
    return NOT_DECIDED if ruling is None and asks_whether_decided(found.look.query) and not _of_outcome(found) else None


def _ruled(found: Found, ruling: Ruling) -> list[Said]:
    """What the ruling says; after the first of its quotes what is asked for beside the outcome."""
    at = next((at for at, told in enumerate(ruling.said, 1) if told.quoted), 0)
    room = _ROOM - sum(len(told.text.split()) for told in ruling.said[:at])
    beside = tell_beside(found, ruling, room, [told.text for told in ruling.said if told.quoted])
    said = [Said.of(told) for told in ruling.said]
    return [*said[:at], *(Said(each.quote.text, each.passage) for each in beside), *said[at:]]


def _of_outcome(found: Found) -> bool:
    """Whether the sentence that is likeliest to belong to the answer has words of an outcome."""
    return any(fits(found.look.query, best.quote.text) for best in likeliest(found))


def _register(found: Found) -> list[Said]:
    """The rows of a register, the first of them with the line that says what they are rows of."""
    if found.look.query.intent not in _LISTS or not (register := find_register(found, _ROOM_OF_ROWS)):
        return []
    said = [Said(text, passage) for text, passage in register.rows]
    return [replace(said[0], framing=register.told), *said[1:]] if said else []


def _whole(found: Found) -> list[Said]:
    """The entry or the list that a question asks for, whole; none where the likeliest sentence counts its points itself."""
    return _entry(found) or ([] if any(_counts_up(each) for each in likeliest(found)) else _listed(found))


def _counts_up(sentence: Weighed) -> bool:
    """Whether a sentence that is likely to answer counts up points in its own words: "(1) … (2) …"."""
    marks = [int(mark) for mark in _MARKS.findall(sentence.quote.text)]
    return sentence.chance >= _LIKELY and len(marks) >= _POINTS and marks == list(range(1, len(marks) + 1))


def _listed(found: Found) -> list[Said]:
    listed = find_list(found, _ROOM)
    if listed is None:
        return []
    lines = ((listed.opening,) if listed.opening else ()) + listed.points
    return [Said(text, passage) for text, passage in lines]


def _entry(found: Found) -> list[Said]:
    """The best passage where it is an entry of a work programme, of an attendance or membership list: of the day asked for."""
    query = found.look.query
    first = [each.passage for each in found.ranked[:_FIRST]]
    entries = [each for each in first if each.variety in _ENTRIES and (not query.periods or due(query, each))]
    if first[0].variety not in _ENTRIES or not entries:
        return []
    said: list[Said] = []
    room = _ROOM
    for quote in quotes_of(entries[0]):
        room -= quote.words
        if room < 0:
            break
        said.append(Said(quote.text, entries[0]))
    return said
