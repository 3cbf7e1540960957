"""Two runs over the same questions, question by question: what was gained, what was lost, and whether chance could do that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from server.evaluation import Report, Row

Pairs = Sequence[tuple[Row, Row]]
Test = Literal["exact McNemar", "Wilcoxon signed-rank"]


@dataclass(frozen=True, slots=True)
class Change:
    """A measure before and after, over the questions that both runs asked.

    `gained` and `lost` are the questions on which it rose and fell; `probability` that of a change so great either way where
    the two runs are equally good.
    """

    measure: str
    questions: int
    before: float
    after: float
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    probability: float
    test: Test

    def __str__(self) -> str:
        """The change as a line."""
        moved = f"gained {', '.join(self.gained) or 'none'}; lost {', '.join(self.lost) or 'none'}"
        return (
            f"{self.measure}: {self.before:.3f} → {self.after:.3f}, p = {self.probability:.3f} ({self.test}); {moved}"
        )


def compare(before: Report, after: Report) -> tuple[Change, ...]:
    """The changes of hit@5, MRR@10 and right answers, and of abstaining where there is no answer."""
    old = {row.id: row for row in before.rows}
    pairs = [(old[row.id], row) for row in after.rows if row.id in old]
    asked = [(was, now) for was, now in pairs if was.answerable and now.answerable]
    void = [(was, now) for was, now in pairs if not (was.answerable or now.answerable)]
    changes = (
        _change("hit@5", asked, lambda row: row.near, "exact McNemar"),
        _change("mrr@10", asked, lambda row: row.reciprocal, "Wilcoxon signed-rank"),
        _change("right", asked, lambda row: row.right, "exact McNemar"),
        _change("abstained", void, lambda row: row.status != "answered", "exact McNemar"),
    )
    return tuple(change for change in changes if change.questions)


def _change(measure: str, pairs: Pairs, worth: Callable[[Row], float], test: Test) -> Change:
    differences = [float(worth(now)) - float(worth(was)) for was, now in pairs]
    count = max(1, len(pairs))
    return Change(
        measure,
        len(pairs),
        sum(worth(was) for was, _ in pairs) / count,
        sum(worth(now) for _, now in pairs) / count,
        tuple(now.id for (_, now), by in zip(pairs, differences, strict=True) if by > 0),
        tuple(now.id for (_, now), by in zip(pairs, differences, strict=True) if by < 0),
        mcnemar(differences) if test == "exact McNemar" else wilcoxon(differences),
        test,
    )


def mcnemar(differences: Sequence[float]) -> float:
    """The two-sided exact probability of so uneven a split of gains and losses, questions without either left out."""
    from scipy.stats import binomtest  # noqa: PLC0415  (takes a second, and only a comparison needs it)

    gained, lost = sum(by > 0 for by in differences), sum(by < 0 for by in differences)
    return float(binomtest(gained, gained + lost).pvalue) if gained + lost else 1.0


def wilcoxon(differences: Sequence[float]) -> float:
    """The two-sided probability of Wilcoxon's signed-rank test, questions without a difference left out."""
    from scipy.stats import wilcoxon as signed_rank  # noqa: PLC0415

    moved = [by for by in differences if by]
    return float(signed_rank(moved).pvalue) if moved else 1.0
