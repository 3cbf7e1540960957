import pytest

from server.comparison import compare, mcnemar, wilcoxon
from server.evaluation import Report
from tests.evaluations import row

BEFORE = Report((row("a", 1), row("b", 6), row("c", 1, True), row("gone", 1), row("v", answerable=False)))
AFTER = Report(
    (row("a", 7), row("b", 5, True), row("c", 2, True), row("new", 1), row("v", answerable=False, status="no_match"))
)


def test_two_runs_question_by_question():
    hit, reciprocal, right, abstained = compare(BEFORE, AFTER)
    assert (hit.measure, hit.questions, hit.gained, hit.lost, hit.probability) == ("hit@5", 3, ("b",), ("a",), 1.0)
    assert (hit.before, hit.after) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert (reciprocal.gained, reciprocal.lost) == (("b",), ("a", "c"))
    assert reciprocal.before == pytest.approx((1 + 1 / 6 + 1) / 3)
    assert (right.gained, right.lost) == (("b",), ())
    assert (abstained.questions, abstained.before, abstained.after, abstained.gained) == (1, 0.0, 1.0, ("v",))
    assert str(right) == "right: 0.333 → 0.667, p = 1.000 (exact McNemar); gained b; lost none"


def test_measures_without_a_common_question_are_left_out():
    assert [change.measure for change in compare(Report(BEFORE.rows[:1]), AFTER)] == ["hit@5", "mrr@10", "right"]
    assert compare(Report(()), AFTER) == ()


@pytest.mark.parametrize(
    ("gained", "lost", "probability"),
    [
        (0, 0, 1.0),
        (1, 0, 1.0),
        (5, 0, 2 / 32),
        (0, 6, 2 / 64),
        (3, 1, 2 * (1 + 4) / 16),
        (8, 2, 2 * (1 + 10 + 45) / 1024),
        (4, 4, 1.0),
    ],
)
def test_mcnemar_by_hand(gained, lost, probability):
    differences = [1.0] * gained + [-1.0] * lost + [0.0] * 7
    assert mcnemar(differences) == pytest.approx(probability)


@pytest.mark.parametrize(
    ("differences", "probability"),
    [
        ([], 1.0),
        ([0.0, 0.0], 1.0),
        ([0.5], 1.0),
        ([0.1, 0.2, 0.3, 0.4, 0.5, 0.0], 2 / 32),
        ([-0.1, 0.2, 0.3, 0.4, 0.5], 4 / 32),
        ([-0.5, 0.1, 0.2, 0.3, 0.4], 2 * 10 / 32),
    ],
)
def test_wilcoxon_by_hand(differences, probability):
    assert wilcoxon(differences) == pytest.approx(probability)
