"""What a search is narrowed to, and what it looks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from indexer.analysis import analyse, locate
from indexer.records import DocumentKind, Outcome, PartKind
from indexer.references import normal_decision


@dataclass(frozen=True, slots=True)
class Filter:
    """What the passages wanted have in common; None means "any".

    `body` is a body's name as the catalogue lists it. Dates and year are those of the meeting whose business a passage
    is (of its document where it has none), both ends included. `item` is an item's number or its key in the catalogue,
    `decision` a decision number in any spelling, `document` a document's id; `documents` are the ids of those it may be.
    """

    body: str | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    year: int | None = None
    kind: DocumentKind | None = None
    part: PartKind | None = None
    outcome: Outcome | None = None
    item: str | None = None
    decision: str | None = None
    document: str | None = None
    documents: tuple[str, ...] | None = None

    @property
    def decision_number(self) -> str | None:
        """The decision number in the spelling of the index: year and five digits."""
        if self.decision is None:
            return None
        return normal_decision(self.decision) or self.decision.strip()

    @property
    def empty(self) -> bool:
        """Whether nothing is narrowed."""
        return self == Filter()


@dataclass(frozen=True, slots=True)
class Word:
    """One thing looked for: a `term` of `analyse`, its unstemmed form where known, and what says the same.

    A passage that holds one of `also` holds the word, at `also_weight` of its score. `phrases` are the same for several
    terms one after the other: where a word stands for a phrase, the phrase is found rather than any word of it.
    """

    term: str
    exact: str | None = None
    weight: float = 1.0
    also: tuple[str, ...] = ()
    also_weight: float = 0.6
    phrases: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TermQuery:
    """What to look for: any of `words`, best where all are; phrases add to the score of what holds them.

    `must` are terms that each passage found has, `must_phrases` likewise, `must_not` terms that none has. Everything is
    in the terms of `analysis.analyse`; nothing is parsed, so no character of a question has a meaning of its own.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    must: tuple[str, ...] = ()
    must_phrases: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, *, phrases: tuple[str, ...] = ()) -> TermQuery:
        """The query for the words of a text, and for phrases that are wanted besides."""
        words: dict[str, Word] = {}
        for token in locate(text):
            words.setdefault(token.term, Word(token.term, token.word))
        return cls(tuple(words.values()), tuple(tuple(analyse(phrase)) for phrase in phrases))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.phrases or self.must or self.must_phrases)


@dataclass(frozen=True, slots=True)
class Boosts:
    """How much a word counts by the field that holds it."""

    title: float = 1.5
    heading: float = 1.2
    text: float = 1.0
    context: float = 0.6
    exact: float = 0.4
    phrase: float = 2.0
