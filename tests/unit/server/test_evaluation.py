import json

import pytest

from server.evaluation import BadQuestions, Report, Row, compare, evaluate, read_questions, sign_test
from tests.served import VILLAGE

QUESTIONS = [
    {
        "id": "q1", "question": "was the felling of limes in Station Road agreed", "kind": "decision", "outcome": "resolved",
        "must_include": ["hornbeams"], "gold": [{"doc": "2024-trees-minutes.pdf", "quote": VILLAGE[1].passages[1].text}],
    },
    {
        "id": 2, "question": "when does the library open on Sundays", "must_include": ["9 am"],
        "gold": [{"doc": "2022-library", "quote": "Words that stand in none of the papers"}],
    },
    {"id": "q3", "question": "cost of the railway viaduct in 1931", "answerable": False},
]  # fmt: skip


def write(path, *lines):
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def row(name, rank=0, right=False, **fields):
    made = {
        "kind": "",
        "question": "",
        "answerable": True,
        "status": "answered",
        "cited": False,
        "outcome": None,
        "answer": "",
    }
    return Row(**{"id": name, "rank": rank, "right": right, **made, **fields})


def test_a_tiny_set_is_measured(village, tmp_path):
    report = evaluate(village, read_questions(write(tmp_path / "q.jsonl", *QUESTIONS, "")))
    first, second, third = report.rows
    assert (first.rank, first.right, first.cited, first.outcome, first.status) == (1, True, True, True, "answered")
    assert (second.id, second.rank, second.right, second.cited, second.outcome) == ("2", 0, False, True, None)
    assert (third.answerable, third.status) == (False, "no_evidence")
    assert report.measures() == {
        "questions": 3, "hit@1": 0.5, "hit@3": 0.5, "hit@5": 0.5, "hit@10": 0.5, "mrr@10": 0.5, "right": 0.5, "cited": 1.0,
        "outcome": 1.0, "false_abstain": 0.0, "abstained": 1.0,
    }  # fmt: skip


def test_measures_by_hand():
    rows = (row("a", 1), row("b", 4, True, cited=True), row("c", 11, status="no_match"), row("d", 0, outcome=False))
    measures = Report(rows).measures()
    assert (measures["hit@1"], measures["hit@3"], measures["hit@5"], measures["hit@10"]) == (0.25, 0.25, 0.5, 0.5)
    assert measures["mrr@10"] == pytest.approx((1 + 1 / 4) / 4)
    assert (measures["right"], measures["cited"], measures["outcome"], measures["false_abstain"]) == (
        0.25,
        0.25,
        0.0,
        0.25,
    )
    assert measures["abstained"] is None
    assert Report(()).measures()["hit@1"] is None


def test_rows_are_written_and_read_again(tmp_path):
    report = Report((row("a", 1, answer="“£1”\u2028next"), row("b")))
    report.write(tmp_path / "rows.jsonl")
    assert Report.read(tmp_path / "rows.jsonl") == report


@pytest.mark.parametrize(
    "line", ["{", "[]", "3", '"x"', "{}", '{"id": 1}', '{"id": 1, "question": "x", "gold": [{"doc": "y"}]}']
)
def test_a_line_that_is_no_question_is_named(tmp_path, line):
    path = write(tmp_path / "q.jsonl", QUESTIONS[0], "", line)
    with pytest.raises(BadQuestions, match=r"q\.jsonl, line 3"):
        read_questions(path)


@pytest.mark.parametrize("read", [read_questions, Report.read])
def test_a_file_that_is_no_text_is_named(tmp_path, read):
    path = tmp_path / "q.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadQuestions, match=r"q\.jsonl, line 1"):
        read(path)


def test_rows_of_something_else_are_refused(tmp_path):
    with pytest.raises(BadQuestions, match="line 1"):
        Report.read(write(tmp_path / "rows.jsonl", QUESTIONS[0]))


def test_two_runs_question_by_question():
    before = Report((row("a", 1), row("b", 6), row("c", 1, True), row("gone", 1)))
    after = Report((row("a", 7), row("b", 5, True), row("c", 2, True), row("new", 1)))
    assert compare(before, after).splitlines() == [
        "hit@5: gained ['b'], lost ['a'], p = 1.000",
        "right: gained ['b'], lost none, p = 1.000",
    ]


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
def test_the_sign_test_by_hand(gained, lost, probability):
    assert sign_test(gained, lost) == pytest.approx(probability)
