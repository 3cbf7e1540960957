"""A question understood: the words to look for, what they point at, and what kind of answer is asked for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from indexer.analysis import fold, locate
from indexer.filters import TermQuery
from indexer.records import PartKind
from indexer.references import decision_numbers
from server.abbreviations import REVIEWED, Abbreviations
from server.intent import Intent, part_hints, read_intent
from server.readings import Reading, ReadingKind, Readings, period_words
from server.when import Period, find_periods
from server.wording import find_bodies, mended, read_words

MOST_WORDS = 120
_PHRASE = re.compile(r'"([^"]{2,200})"')
_EXCLUDED = re.compile(r"(?:^|\s)-([A-Za-z][\w'-]{2,})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_MINUTE = re.compile(r"\bminute\s+(?:no\.?\s*)?(\d{1,4})\b", re.IGNORECASE)
_ITEM = re.compile(r"\bitem\s+(?:no\.?\s*)?([A-Z]?\d{1,3}[a-z]?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood of a question.

    `embedded` is the text whose vector is looked up, `corrected` the question with its spelling mended or None. The
    hints raise what they fit and exclude nothing. `unknown` are words that stand nowhere in the papers. `readings` are
    all that was read, with what the reader asked to ignore and that has no effect.
    """

    text: str
    terms: TermQuery
    embedded: str
    intent: Intent
    corrected: str | None = None
    periods: tuple[Period, ...] = ()
    bodies: tuple[str, ...] = ()
    parts: tuple[PartKind, ...] = ()
    decisions: tuple[str, ...] = ()
    minute: str | None = None
    item: str | None = None
    unknown: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return self.terms.empty


def clean(text: str) -> str:
    """A question without control characters and lone surrogates, its white space folded, cut to its first 120 words."""
    return " ".join(_CONTROL.sub(" ", text).split()[:MOST_WORDS])


def understand(
    text: str,
    correct: Callable[[str], str | None],
    meetings: Sequence[dt.date] = (),
    bodies: Sequence[str] = (),
    abbreviations: Abbreviations = REVIEWED,
    ignored: Iterable[str] = (),
) -> Query:
    """Read a question.

    Args:
        text: The question as it was typed.
        correct: Gives the word of the papers that a word not found in them may have been meant for, or None.
        meetings: The days of the meetings whose papers there are.
        bodies: The bodies that a question may name.
        abbreviations: What short forms stand for.
        ignored: The names of readings that are to have no effect.
    """
    question, readings = clean(text), Readings(ignored)
    excluded = [m for m in _EXCLUDED.finditer(question) if readings.heed("excluded", m[1], m[1])]
    bare = _without(question, excluded)
    phrases = [phrase for phrase in _PHRASE.findall(bare) if readings.heed("phrase", phrase, f"“{phrase}”")]
    periods = find_periods(bare, meetings)
    dated = {word for period in periods for word in fold(period.words).split()}
    wording = read_words(bare, correct, abbreviations, readings, dated)
    kept = [p for p in periods if readings.heed("date", p.words, period_words(p.first, p.last))]
    numbers = [number for number in decision_numbers(bare) if readings.heed("decision", number, number)]
    return Query(
        text=question,
        terms=TermQuery(
            words=wording.words,
            phrases=tuple(p for p in (_terms(phrase) for phrase in phrases) if p),
            must_not=tuple(term for match in excluded for term in _terms(match[1])),
        ),
        embedded=wording.embedded,
        intent=read_intent(bare),
        corrected=mended(question, wording.slips) if wording.slips else None,
        periods=tuple(kept),
        bodies=tuple(body for body in find_bodies(wording.terms, bodies) if readings.heed("body", body, body)),
        parts=tuple(part for part in part_hints(bare) if readings.heed("part", part, part)),
        decisions=tuple(numbers),
        minute=_numbered(_MINUTE, bare, "minute", readings),
        item=_numbered(_ITEM, bare, "item", readings),
        readings=readings.all(),
    )


def _terms(text: str) -> tuple[str, ...]:
    return tuple(token.term for token in locate(text))


def _without(question: str, left_out: Sequence[re.Match[str]]) -> str:
    """A question with blanks in place of some of its words, so that the others stay where they are."""
    for match in left_out:
        question = question[: match.start()] + " " * len(match[0]) + question[match.end() :]
    return question


def _numbered(pattern: re.Pattern[str], question: str, kind: ReadingKind, readings: Readings) -> str | None:
    """The number that a question gives a minute or an item; None where it gives none or that is to be ignored."""
    match = pattern.search(question)
    return match[1] if match and readings.heed(kind, match[1], match[1]) else None
