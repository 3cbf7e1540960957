"""Measures search and answers on a set of questions with known places, and says of each question that fails why it does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from indexer.analysis import fold
from server.questions import Gold, Question, each_line
from server.register import DECIDED
from server.results import Answer, Citation, SearchOutcome, SearchRequest
from server.service import Service

Fault = Literal[
    "should have abstained", "not retrieved", "abstained wrongly", "wrong outcome", "wrong sentence", "retrieved low"
]  # fmt: skip
Measures = dict[str, float | int | None]

DEPTH = 20
HEAD_WORDS = 120
NEAR = 5
"""Passages that a reader looks at before giving up."""

_WORD = re.compile(r"[\w£%]+(?:[.,/]\w+)*")
_EXCERPT = 240


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one question: the rank of the first gold passage (0: none), and what the answer was worth.

    `outcome` says whether the outcome told is the expected one, None where none is asked for. `missing` are the strings that a
    right answer holds and this one does not, `gold` where it stands and in which words, `top` the first passages found.
    """

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
    overclaimed: bool = False
    told: str | None = None
    expected: str | None = None
    missing: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    top: tuple[str, ...] = ()

    @property
    def near(self) -> bool:
        """Whether a reader meets the place among the first passages."""
        return 0 < self.rank <= NEAR

    @property
    def reciprocal(self) -> float:
        """One by the rank; nothing from the eleventh on."""
        return 1 / self.rank if 0 < self.rank <= 10 else 0.0

    @property
    def fault(self) -> Fault | None:
        """The first layer that failed the question; None where nothing did."""
        if not self.answerable:
            return "should have abstained" if self.status == "answered" else None
        if not self.rank:
            return "not retrieved"
        if self.status != "answered":
            return "abstained wrongly"
        if self.outcome is False:
            return "wrong outcome"
        if not self.near:
            return "retrieved low"
        return None if self.right else "wrong sentence"


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of one run."""

    rows: tuple[Row, ...]

    def measures(self) -> Measures:
        """hit@k and MRR@10 of search; right, cited and falsely abstained of answers; abstained of what has no answer.

        None where no question of the set measures it.
        """
        asked = [row for row in self.rows if row.answerable]
        void = [row for row in self.rows if not row.answerable]
        measures: Measures = {"questions": len(self.rows)}
        for k in (1, 3, 5, 10):
            measures[f"hit@{k}"] = _mean(0 < row.rank <= k for row in asked)
        measures["mrr@10"] = _mean(row.reciprocal for row in asked)
        measures["right"] = _mean(row.right for row in asked)
        measures["cited"] = _mean(row.cited for row in asked)
        measures["outcome"] = _mean(row.outcome for row in asked if row.outcome is not None)
        measures["overclaimed"] = _mean(row.overclaimed for row in asked if row.outcome is not None)
        measures["false_abstain"] = _mean(row.status != "answered" for row in asked)
        measures["abstained"] = _mean(row.status != "answered" for row in void)
        return measures

    def by_kind(self) -> dict[str, Measures]:
        """The measures of the questions of each kind, the kinds in order of the alphabet."""
        kinds = sorted({row.kind for row in self.rows})
        return {kind: Report(tuple(row for row in self.rows if row.kind == kind)).measures() for kind in kinds}

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
        return cls(tuple(each_line(path, _read_row, hint="give a file that `--out` wrote")))


def _read_row(held: dict[str, Any]) -> Row:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in held.items()}
    return Row(**fields)


def evaluate(service: Service, questions: Iterable[Question]) -> Report:
    """Ask every question and measure what comes."""
    return Report(tuple(_row(service, question) for question in questions))


def _row(service: Service, question: Question) -> Row:
    found = service.search(SearchRequest(question.text, limit=DEPTH))
    answer = service.ask(SearchRequest(question.text))
    said = " ".join(sentence.text for sentence in answer.sentences)
    used = _used(answer)
    missing = _missing(question.wanted, f"{answer.summary} {' '.join(said.split()[:HEAD_WORDS])}", used)
    return Row(
        id=question.id,
        kind=question.kind,
        question=question.text,
        answerable=bool(question.gold),
        rank=_rank(found, question.gold),
        status=answer.status,
        right=answer.status == "answered" and not missing,
        cited=any(_cites(citation, gold) for citation in used for gold in question.gold),
        outcome=(answer.outcome == question.outcome) if question.outcome else None,
        answer=said,
        overclaimed=question.outcome == "proposed" and answer.outcome in DECIDED,
        told=answer.outcome,
        expected=question.outcome,
        missing=missing,
        gold=tuple(f"{gold.place}: {gold.quote}" for gold in question.gold),
        top=tuple(
            f"{each.citation.reference}: {' '.join(each.text.split())[:_EXCERPT]}" for each in found.results[:NEAR]
        ),
    )


def _used(answer: Answer) -> list[Citation]:
    places = sorted({at for sentence in answer.sentences for at in sentence.citations})
    return [answer.citations[at] for at in places]


def _missing(wanted: Sequence[str], head: str, used: Sequence[Citation]) -> tuple[str, ...]:
    """The strings that do not stand both in an answer and in what it cites."""
    ground = " ".join(_stated(citation) for citation in used)
    return tuple(want for want in wanted if not (stands_in(want, head) and stands_in(want, ground)))


def _stated(citation: Citation) -> str:
    """Everything that a citation states: its passage and its fields."""
    item, table = citation.item, citation.table
    cells = asdict(table).values() if table else ()
    fields = (citation.text, citation.reference, citation.outcome, item and item.decision_number, *cells)
    return " ".join(str(field) for field in fields if field)


def _rank(found: SearchOutcome, gold: Sequence[Gold]) -> int:
    for result in found.results:
        for citation in (result.citation, *result.also_at):
            if any(_same_file(citation, each) and holds(result.text, each.quote) for each in gold):
                return result.rank
    return 0


def _same_file(citation: Citation, gold: Gold) -> bool:
    return Path(citation.document.file).stem.lower() == Path(gold.document).stem.lower()


def _cites(citation: Citation, gold: Gold) -> bool:
    """Whether a citation is in the file of a gold place, and on its item where the place has one."""
    if not _same_file(citation, gold):
        return False
    if gold.item is None:
        return True
    if gold.date and (not citation.date or citation.date.isoformat() != gold.date):
        return False
    number, minute = (citation.item.number, citation.item.minute) if citation.item else (None, None)
    both = re.match(r"(\d+) \(Item (\d+)\)", gold.item)
    if both:
        return minute == both[1] if minute else number == both[2]
    return gold.item in {number, minute}


def holds(text: str, quote: str) -> bool:
    """Whether a text holds half of the runs of three words of a quote."""
    runs, wanted = _runs(text), _runs(quote)
    return 2 * len(runs & wanted) >= len(wanted)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}


def stands_in(wanted: str, text: str) -> bool:
    """Whether a string stands in a text as a word, a stem or a number of its own: "24" is not in "2024" nor in "24.5"."""
    needle = " ".join(fold(wanted).split())
    left = r"(?<!\w)(?<!\d[.,])" if needle[:1].isalnum() else ""
    right = r"(?!\d)(?![.,]\d)" if needle[-1:].isdigit() else ""
    return re.search(left + re.escape(needle) + right, " ".join(fold(text).split())) is not None


def _mean(values: Iterable[float]) -> float | None:
    held = list(values)
    return sum(held) / len(held) if held else None
