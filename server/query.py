"""A question understood: the words to look for, what they point at, and what kind of answer is asked for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.analysis import Token, fold, locate
from indexer.filters import TermQuery, Word
from indexer.records import PartKind
from indexer.references import decision_numbers
from server.abbreviations import expansions
from server.everyday import in_papers_words
from server.intent import Intent, part_hints, read_intent
from server.when import Period, find_periods

MOST_WORDS = 120
_PHRASE = re.compile(r'"([^"]{2,200})"')
_EXCLUDED = re.compile(r"(?:^|\s)-([A-Za-z][\w'-]{2,})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_MINUTE = re.compile(r"\bminute\s+(?:no\.?\s*)?(\d{1,4})\b", re.IGNORECASE)
_ITEM = re.compile(r"\bitem\s+(?:no\.?\s*)?([A-Z]?\d{1,3}[a-z]?)\b", re.IGNORECASE)
_ASKING = frozenset(
    {
        "tell", "me", "show", "find", "give", "list", "know", "want", "need", "say", "said", "says", "told", "think",
        "thinks", "get", "gets", "got", "getting", "many", "much", "did", "do", "does", "done", "any", "anything",
        "something", "someone", "actually", "just", "really", "ever", "yet", "still", "also", "been", "question",
        "answer", "please",
    }
)  # fmt: skip
_ASKING_WEIGHT = 0.35

Slip = tuple[int, int, str]
"""A word that no paper holds: its offsets in the question, and the papers' word that it may have been meant for."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood of a question.

    `embedded` is the text whose vector is looked up, `corrected` the question with its spelling mended or None. The
    hints raise what they fit and exclude nothing. `unknown` are words that stand nowhere in the papers.
    """

    text: str
    terms: TermQuery
    embedded: str
    intent: Intent
    corrected: str | None = None
    periods: tuple[Period, ...] = ()
    parts: tuple[PartKind, ...] = ()
    decisions: tuple[str, ...] = ()
    minute: str | None = None
    item: str | None = None
    unknown: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return self.terms.empty


def clean(text: str) -> str:
    """A question without control characters and lone surrogates, its white space folded, cut to its first 120 words."""
    return " ".join(_CONTROL.sub(" ", text).split()[:MOST_WORDS])


def understand(text: str, correct: Callable[[str], str | None], meetings: Sequence[dt.date] = ()) -> Query:
    """Read a question.

    Args:
        text: The question as it was typed.
        correct: Gives the word of the papers that a word not found in them may have been meant for, or None.
        meetings: The days of the meetings whose papers there are.
    """
    question = clean(text)
    excluded = tuple(word for m in _EXCLUDED.finditer(question) for word in [m[1]])
    bare = _EXCLUDED.sub(lambda match: " " * len(match[0]), question)
    phrases = tuple(_PHRASE.findall(bare))
    words, slips = _words(bare, correct)
    must_not = tuple(token.term for word in excluded for token in locate(word))
    minute, item = _MINUTE.search(bare), _ITEM.search(bare)
    terms = TermQuery(
        words=words,
        phrases=tuple(p for p in (_terms(phrase) for phrase in phrases) if p),
        must_not=must_not,
    )
    return Query(
        text=question,
        terms=terms,
        embedded=_mended(bare, slips),
        intent=read_intent(bare),
        corrected=_mended(question, slips) if slips else None,
        periods=find_periods(bare, meetings),
        parts=part_hints(bare),
        decisions=decision_numbers(bare),
        minute=minute[1] if minute else None,
        item=item[1] if item else None,
    )


def _terms(text: str) -> tuple[str, ...]:
    return tuple(token.term for token in locate(text))


def _words(question: str, correct: Callable[[str], str | None]) -> tuple[tuple[Word, ...], tuple[Slip, ...]]:
    """The words to look for, each once, with what says the same; and the slips of the pen among them."""
    words: dict[str, Word] = {}
    slips: list[Slip] = []
    for token in locate(question):
        better = correct(token.word)
        also = [*expansions(token.word), *in_papers_words(token.word)]
        if better:
            slips.append((token.start, token.end, better))
            also += _terms(better)
        words.setdefault(token.term, _weighed(token, tuple(also), bool(better)))
    return tuple(words.values()), tuple(slips)


def _mended(question: str, slips: Sequence[Slip]) -> str:
    for start, end, better in reversed(slips):
        question = question[:start] + better + question[end:]
    return " ".join(question.split())


def _weighed(token: Token, also: tuple[str, ...], mended: bool) -> Word:
    weight = _ASKING_WEIGHT if fold(token.word) in _ASKING else 1.0
    return Word(token.term, token.word, weight, also, 1.0 if mended else 0.7)
