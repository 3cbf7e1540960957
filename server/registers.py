"""The rows of a register that a question asks for, its risks or its indicators, gathered from the one table that lists them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.analysis import analyse
from indexer.dates import in_words
from indexer.filters import Word
from indexer.records import Passage
from server.bearing import telling
from server.dated import of_period
from server.finder import Found
from server.quoting import Quote, quotes_of

_OPENS = (
    r"^\W*(?:(?:can|could) you |please )*(?:list|name|show|give|tell|which|what(?:'s| are| were)?)\b"
    r"(?:[\s'’-]*[\w/]+){0,7}?\s+"
)
_KINDS = (
    ("risk", "risks", re.compile(_OPENS + r"risks\b", re.IGNORECASE)),
    ("KPI", "indicators", re.compile(_OPENS + r"(?:kpis|indicators|measures|targets)\b", re.IGNORECASE)),
)
_RATED = re.compile(r"\b(RED|AMBER|GREEN)\b")
_ASKED_RATINGS = (
    (re.compile(r"\bred\b", re.IGNORECASE), "RED"),
    (re.compile(r"\bamber\b", re.IGNORECASE), "AMBER"),
    (re.compile(r"\bgreen\b", re.IGNORECASE), "GREEN"),
)
_MISSED = re.compile(
    r"\b(?:miss(?:ed|ing)?|behind|below|fail\w*|off[ -](?:target|track)|under-?perform\w*|not (?:met|meeting|achiev\w+|on))\b",
    re.IGNORECASE,
)
_MET = re.compile(r"\b(?:met|hit|achiev\w+|on (?:target|track)|exceed\w*|ahead)\b", re.IGNORECASE)
_SCORED = re.compile(r"\b(?:rated|scor\w+|rating of|at)\s+(?:of |at |a )?(\d{1,2})\b", re.IGNORECASE)
_HIGHEST = re.compile(r"\b(?:highest|top|biggest|greatest|worst|most (?:serious|severe)|main|key)\b", re.IGNORECASE)
_SCORE = re.compile(r"\bcurrent[^;:.]*? (\d{1,2})\b", re.IGNORECASE)
_OF_REGISTERS = frozenset(
    analyse(
        "risk register list kpi key performance indicator measure target dashboard rag rated rating score red amber green missed "
        "missing behind below failing failed off track underperforming met hit achieved achieving exceeded ahead highest top "
        "biggest greatest worst serious severe main current strategic directorate"
    )
)
_LEAST_ROWS = 3
_LEAST_LABEL = 0.75


@dataclass(frozen=True, slots=True)
class Register:
    """Rows asked for, each a quote with its passage, and a line that says what they are rows of."""

    told: str
    rows: tuple[tuple[str, Passage], ...]


def find_register(found: Found, room: int) -> Register | None:
    """The rows of the latest table of risks or of indicators that a question asks for; None where it asks for none.

    A table answers where it is of the period named and each word of the question that names a matter stands in all its rows,
    with what is indexed beside them, or in some: then those are asked for. A rating, a score or "highest" narrows the rows
    further; a table without such is then not one that answers. Rows beyond the room of `room` words are left out, and said to be.
    """
    for variety, noun, pattern in _KINDS:
        if pattern.search(found.look.query.text):
            tables = _tables(found.facts(variety))
            answers = [(table, rows) for table in tables if (rows := _asked_for(found, table))]
            if answers:
                table, rows = max(answers, key=lambda each: (_day(each[0]), len(each[0])))
                return _told(rows, len(table), noun, room)
    return None


def _tables(facts: Iterable[Passage]) -> list[list[Passage]]:
    """The named rows of each table."""
    tables: dict[tuple[object, ...], list[Passage]] = {}
    for fact in facts:
        if fact.table and fact.table.row:
            place = (fact.document_id, fact.item, fact.part, fact.table.caption)
            tables.setdefault(place, []).append(fact)
    return [rows for rows in tables.values() if len(rows) >= _LEAST_ROWS]


def _day(table: Sequence[Passage]) -> dt.date:
    meeting = table[0].meeting
    return meeting.date if meeting and meeting.date else dt.date.min


def _asked_for(found: Found, table: list[Passage]) -> list[Passage]:
    """The rows of a table that a question asks for; none where the table is not what it asks of."""
    query = found.look.query
    if not all(of_period(period, table[0]) for period in query.periods if period.named):
        return []
    rows = table
    for word in telling(query):
        forms = {word.term, *word.also}
        if not forms & _OF_REGISTERS and not word.term.isdigit():
            rows = _holding(rows, word, forms)
    return _rated(query.text, rows)


def _holding(rows: list[Passage], word: Word, forms: set[str]) -> list[Passage]:
    phrases = [set(phrase) for phrase in word.phrases]
    held = []
    for row in rows:
        own = set(analyse(row.embedded))
        if own & forms or any(phrase <= own for phrase in phrases):
            held.append(row)
    return held


def _rated(question: str, rows: list[Passage]) -> list[Passage]:
    ratings = {name for pattern, name in _ASKED_RATINGS if pattern.search(question)}
    if not ratings and rows and rows[0].variety == "KPI":
        ratings = {"RED", "AMBER"} if _MISSED.search(question) else {"GREEN"} if _MET.search(question) else set()
    if ratings:
        return [row for row in rows if _RATED.findall(row.text)[-1:] and _RATED.findall(row.text)[-1] in ratings]
    if scored := _SCORED.search(question):
        return [row for row in rows if _score(row) == int(scored[1])]
    if _HIGHEST.search(question) and rows and rows[0].variety == "risk":
        most = max(map(_score, rows))
        return [row for row in rows if _score(row) == most] if most else rows
    return rows


def _score(row: Passage) -> int:
    """The current score of a risk; nought where it is not told."""
    match = _SCORE.search(row.context)
    return int(match[1]) if match else 0


def _told(rows: Sequence[Passage], total: int, noun: str, room: int) -> Register:
    quotes = [(quote.text, row) for row in rows if (quote := _row_of(row))]
    kept = []
    for text, row in quotes:
        room -= len(text.split())
        if room < 0:
            break
        kept.append((text, row))
    meeting = rows[0].meeting
    where = f" listed for the meeting of {in_words(meeting.date)}" if meeting and meeting.date else " listed"
    count = f"{len(rows)} of the {total} {noun}" if len(rows) < total else f"The {total} {noun}"
    cut = f"; the first {len(kept)} are" if len(kept) < len(rows) else ""
    return Register(f"{count}{where}{cut}:", tuple(kept))


def _row_of(row: Passage) -> Quote | None:
    """The quote of a passage that is the row itself: the one that holds the words of its name."""
    name = set(analyse(row.table.row or "")) if row.table else set()
    for quote in quotes_of(row):
        if len(name & set(analyse(quote.text))) >= _LEAST_LABEL * len(name):
            return quote
    return None
