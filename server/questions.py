"""Sets of questions whose answers and places are known, to measure search and answers by.

BadQuestions        a file of questions, or of rows, that cannot be read
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from indexer.errors import CommitteePapersError

T = TypeVar("T")


class BadQuestions(CommitteePapersError):
    """A file of questions that cannot be read; names the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that answers a question: a stretch of words, the file that holds it, and item, meeting and pages where known.

    `item` is "7", or "61 (Item 7)" for minute 61 on item 7; `date` the meeting's, as 2018-03-09; `pages` printed ones, "25-32".
    """

    document: str
    quote: str
    item: str | None = None
    date: str | None = None
    pages: str | None = None

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        item = f"item {self.item}" if self.item else None
        pages = f"pages {self.pages}" if self.pages else None
        return ", ".join(part for part in (self.document, item, pages) if part)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the set: `wanted` are strings that a right answer holds; with no gold place it has no answer."""

    id: str
    text: str
    kind: str
    gold: tuple[Gold, ...]
    wanted: tuple[str, ...]
    outcome: str | None


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read a set of questions, one JSON object a line.

    Raises:
        BadQuestions: A line is no such object; the message names it.
    """
    hint = "a line needs id, question, and for an answerable one gold"
    return tuple(each_line(path, _question, hint=hint))


def each_line(path: Path, read: Callable[[dict[str, Any]], T], *, hint: str) -> list[T]:
    """What each line of a file of JSON objects is read as; blank lines are passed over.

    Raises:
        BadQuestions: `read` makes nothing of a line; the message names it.
    """
    found = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        try:
            if line.strip():
                found.append(read(json.loads(line.decode("utf-8"))))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadQuestions(f"{path}, line {number}: {error!r}", hint=hint) from error
    return found


def _question(held: dict[str, Any]) -> Question:
    gold = tuple(_gold(place) for place in held.get("gold", ()))
    return Question(
        str(held["id"]),
        str(held["question"]),
        str(held.get("kind", "")),
        gold if held.get("answerable", bool(gold)) else (),
        tuple(held.get("must_include", ())),
        held.get("outcome"),
    )


def _gold(held: dict[str, Any]) -> Gold:
    return Gold(held["doc"], held["quote"], held.get("item"), held.get("meeting_date"), held.get("pages"))
