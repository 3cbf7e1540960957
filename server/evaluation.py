"""Measures search and answers on a set of questions with known places, and compares two runs question by question."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from indexer.analysis import fold
from indexer.errors import CommitteePapersError
from server.results import Citation, SearchOutcome, SearchRequest
from server.service import Service

T = TypeVar("T")

DEPTH = 20
HEAD_WORDS = 120
_WORD = re.compile(r"[\w£%]+(?:[.,/]\w+)*")


class BadQuestions(CommitteePapersError):
    """A file of questions that cannot be read; names the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that answers a question: a stretch of words, the file that holds it, and the item where known."""

    document: str
    quote: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the set: `wanted` are strings that a right answer holds; with no gold place it has no answer."""

    id: str
    text: str
    kind: str
    gold: tuple[Gold, ...]
    wanted: tuple[str, ...]
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one question: the rank of the first gold passage (0: none), and what the answer was worth."""

    id: str
    kind: str
    question: str
    answerable: bool
    rank: int
    status: str
    right: bool
    cited: bool
    outcome: bool | None
    answer: str


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of one run."""

    rows: tuple[Row, ...]

    def measures(self) -> dict[str, float | int | None]:
        """hit@k and MRR@10 of search; right, cited and falsely abstained of answers; abstained of what has no answer.

        None where no question of the set measures it.
        """
        asked = [row for row in self.rows if row.answerable]
        void = [row for row in self.rows if not row.answerable]
        told = [row.outcome for row in asked if row.outcome is not None]
        measures: dict[str, float | int | None] = {"questions": len(self.rows)}
        for k in (1, 3, 5, 10):
            measures[f"hit@{k}"] = _mean(0 < row.rank <= k for row in asked)
        measures["mrr@10"] = _mean(1 / row.rank if 0 < row.rank <= 10 else 0 for row in asked)
        measures["right"] = _mean(row.right for row in asked)
        measures["cited"] = _mean(row.cited for row in asked)
        measures["outcome"] = _mean(told)
        measures["false_abstain"] = _mean(row.status != "answered" for row in asked)
        measures["abstained"] = _mean(row.status != "answered" for row in void)
        return measures

    def write(self, path: Path) -> None:
        """Write a row a line, as JSON."""
        lines = (json.dumps(asdict(row), ensure_ascii=False) for row in self.rows)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Report:
        """The rows that `write` wrote.

        Raises:
            BadQuestions: A line is no such row; the message names it.
        """
        return cls(tuple(_each_line(path, lambda held: Row(**held), hint="give a file that `--out` wrote")))


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read a set of questions, one JSON object a line.

    Raises:
        BadQuestions: A line is no such object; the message names it.
    """
    hint = "a line needs id, question, and for an answerable one gold"
    return tuple(_each_line(path, _question, hint=hint))


def _each_line(path: Path, read: Callable[[dict[str, Any]], T], *, hint: str) -> list[T]:
    """What each line of a file of JSON objects is read as; blank lines are passed over."""
    found = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        try:
            if line.strip():
                found.append(read(json.loads(line.decode("utf-8"))))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadQuestions(f"{path}, line {number}: {error!r}", hint=hint) from error
    return found


def _question(held: dict[str, Any]) -> Question:
    gold = tuple(Gold(g["doc"], g["quote"], g.get("item")) for g in held.get("gold", ()))
    return Question(
        str(held["id"]),
        str(held["question"]),
        str(held.get("kind", "")),
        gold if held.get("answerable", bool(gold)) else (),
        tuple(held.get("must_include", ())),
        held.get("outcome"),
    )


def evaluate(service: Service, questions: Iterable[Question]) -> Report:
    """Ask every question and measure what comes."""
    return Report(tuple(_row(service, question) for question in questions))


def _row(service: Service, question: Question) -> Row:
    found = service.search(SearchRequest(question.text, limit=DEPTH))
    answer = service.ask(SearchRequest(question.text))
    said = " ".join(sentence.text for sentence in answer.sentences)
    head = f"{answer.summary} {' '.join(said.split()[:HEAD_WORDS])}"
    return Row(
        id=question.id,
        kind=question.kind,
        question=question.text,
        answerable=bool(question.gold),
        rank=_rank(found, question.gold),
        status=answer.status,
        right=answer.status == "answered" and all(_stands(want, head) for want in question.wanted),
        cited=any(_gold_document(citation, question.gold) for citation in answer.citations),
        outcome=(answer.outcome == question.outcome) if question.outcome else None,
        answer=said,
    )


def _rank(found: SearchOutcome, gold: Sequence[Gold]) -> int:
    for result in found.results:
        for citation in (result.citation, *result.also_at):
            if any(_same_file(citation, each) and _holds(result.text, each.quote) for each in gold):
                return result.rank
    return 0


def _gold_document(citation: Citation, gold: Sequence[Gold]) -> bool:
    return any(_same_file(citation, each) for each in gold)


def _same_file(citation: Citation, gold: Gold) -> bool:
    return Path(citation.document.file).stem.lower() == Path(gold.document).stem.lower()


def _holds(text: str, quote: str) -> bool:
    """Whether a text holds half of the runs of three words of a quote."""
    runs, wanted = _runs(text), _runs(quote)
    return 2 * len(runs & wanted) >= len(wanted)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}


def _stands(wanted: str, text: str) -> bool:
    return re.search(r"(?<!\w)" + re.escape(fold(wanted)), fold(text)) is not None


def compare(before: Report, after: Report) -> str:
    """Question by question what was gained and lost in hit@5 and in right answers, with an exact sign test of each."""
    old = {row.id: row for row in before.rows}
    pairs = [(old[row.id], row) for row in after.rows if row.id in old]
    lines = []
    for name, measure in (("hit@5", _hit), ("right", _right)):
        gained = [new.id for was, new in pairs if measure(new) and not measure(was)]
        lost = [new.id for was, new in pairs if measure(was) and not measure(new)]
        lines.append(
            f"{name}: gained {gained or 'none'}, lost {lost or 'none'}, p = {sign_test(len(gained), len(lost)):.3f}"
        )
    return "\n".join(lines)


def _hit(row: Row) -> bool:
    return 0 < row.rank <= 5


def _right(row: Row) -> bool:
    return row.right


def sign_test(gained: int, lost: int) -> float:
    """The two-sided exact probability of so uneven a split of changes where gain and loss are equally likely."""
    total = gained + lost
    if not total:
        return 1.0
    tail = sum(math.comb(total, k) for k in range(min(gained, lost) + 1)) / 2**total
    return float(min(1.0, 2 * tail))


def _mean(values: Iterable[float]) -> float | None:
    held = list(values)
    return sum(held) / len(held) if held else None
