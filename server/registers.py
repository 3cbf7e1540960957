"""The rows of a register that a question asks for, its risks or its indicators, gathered from the one table that lists them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.analysis import analyse
from indexer.dates import in_words
from indexer.filters import Word
from indexer.records import Passage
from server.dated import of_period
from server.finder import Found
from server.query import Query
from server.quoting import Quote, quotes_of
from server.rows_asked import narrowed, registers_asked, words_of_matter

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
    query = found.look.query
    question = query.corrected or query.text
    for variety, noun in registers_asked(question):
        tables = _tables(found.facts(variety))
        answers = [(table, rows) for table in tables if (rows := _asked_for(found, question, table))]
        if answers:
            table, rows = max(answers, key=lambda each: (_titled(query, each[0][0]), _day(each[0]), len(each[0])))
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


def _titled(query: Query, row: Passage) -> bool:
    """Whether a row's paper or meeting is of the periods named, which may also stand in a table of another time."""
    paper = replace(row, text="", context=row.context.partition(". ")[0])
    return all(of_period(period, paper) for period in query.periods if period.named)


def _day(table: Sequence[Passage]) -> dt.date:
    meeting = table[0].meeting
    return meeting.date if meeting and meeting.date else dt.date.min


def _asked_for(found: Found, question: str, table: list[Passage]) -> list[Passage]:
    """The rows of a table that a question asks for; none where the table is not what it asks of."""
    query = found.look.query
    if not all(of_period(period, row) for period in query.periods if period.named for row in table):
        return []
    for period in query.periods:
        question = question.replace(period.words, " ")
    matters = words_of_matter(question, table[0].variety or "")
    rows = table
    for word in query.terms.words:
        forms = {word.term, *word.also}
        if forms & matters and not found.look.own_council([word.term]):
            rows = _holding(rows, word, forms)
    return narrowed(question, rows)


def _holding(rows: list[Passage], word: Word, forms: set[str]) -> list[Passage]:
    phrases = [set(phrase) for phrase in word.phrases]
    held = []
    for row in rows:
        own = set(analyse(row.embedded))
        if own & forms or any(phrase <= own for phrase in phrases):
            held.append(row)
    return held


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
    count = f"{len(quotes)} of the {total} {noun}" if len(quotes) < total else f"The {total} {noun}"
    shown = "first is" if len(kept) == 1 else f"first {len(kept)} are"
    cut = f"; the {shown}" if len(kept) < len(quotes) else ""
    return Register(f"{count}{where}{cut}:", tuple(kept))


def _row_of(row: Passage) -> Quote | None:
    """The quote of a passage that is the row itself: the one that holds the words of its name."""
    name = set(analyse(row.table.row or "")) if row.table else set()
    for quote in quotes_of(row):
        if len(name & set(analyse(quote.text))) >= _LEAST_LABEL * len(name):
            return quote
    return None
