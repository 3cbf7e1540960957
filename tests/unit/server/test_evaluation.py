from dataclasses import replace

import pytest

from server.evaluation import Report, evaluate
from server.questions import read_questions
from tests.evaluations import QUESTIONS, row, write
from tests.served import VILLAGE


def test_a_tiny_set_is_measured(village, tmp_path):
    report = evaluate(village, read_questions(write(tmp_path / "q.jsonl", *QUESTIONS, "")))
    first, second, third = report.rows
    assert (first.rank, first.right, first.cited, first.outcome, first.status) == (1, True, True, True, "answered")
    assert (second.id, second.rank, second.right, second.cited, second.outcome) == ("2", 0, False, True, None)
    assert (third.answerable, third.status) == (False, "no_evidence")
    assert report.measures() == {
        "questions": 3, "hit@1": 0.5, "hit@3": 0.5, "hit@5": 0.5, "hit@10": 0.5, "mrr@10": 0.5, "right": 0.5, "cited": 1.0,
        "outcome": 1.0, "overclaimed": 0.0, "false_abstain": 0.0, "abstained": 1.0,
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
    report = Report((row("a", 1, answer="“£1”\u2028next", gold=("here", "there"), missing=("9",)), row("b")))
    report.write(tmp_path / "rows.jsonl")
    assert Report.read(tmp_path / "rows.jsonl") == report


def ask(village, tmp_path, text, **gold):
    """The row of one question whose place is in the report on trees."""
    place = {"doc": "2024-trees-report.txt", "quote": VILLAGE[0].passages[2].text, **gold.pop("place", {})}
    held = {"id": "q", "question": text, "gold": [place], **gold}
    return evaluate(village, read_questions(write(tmp_path / "q.jsonl", held))).rows[0]


COST = "what does the contractor charge for felling the limes"


@pytest.mark.parametrize(
    ("wanted", "missing"),
    [
        (["£12,400"], ()),
        (["£12,4"], ("£12,4",)),
        (["400"], ("400",)),
        (["nine days", "ten days"], ("ten days",)),
        (["3 June 2024"], ()),
        (["3 June 202"], ("3 June 202",)),
    ],
)
def test_an_answer_is_right_where_it_holds_each_string_as_a_word_of_its_own(village, tmp_path, wanted, missing):
    got = ask(village, tmp_path, COST, must_include=wanted)
    assert (got.right, got.missing) == (not missing, missing)


def test_what_only_the_systems_own_line_says_makes_no_answer_right(village, tmp_path):
    text = "was the approval of double yellow lines along Mill Lane agreed"
    got = ask(village, tmp_path, text, must_include=["not decided in these papers", "double yellow lines"])
    assert (got.told, got.right, got.missing) == ("proposed", False, ("not decided in these papers",))


@pytest.mark.parametrize(
    ("place", "cited"),
    [
        ({}, True),
        ({"item": "5"}, True),
        ({"item": "5", "meeting_date": "2024-05-08"}, True),
        ({"item": "5", "meeting_date": "2023-05-08"}, False),
        ({"item": "6"}, False),
        ({"item": "61 (Item 5)"}, True),
        ({"item": "61 (Item 6)"}, False),
        ({"doc": "2022-library.txt"}, False),
    ],
)
def test_an_answer_is_cited_where_it_names_the_item_of_the_place(village, tmp_path, place, cited):
    assert ask(village, tmp_path, COST, place=place).cited is cited


def test_a_proposal_told_as_decided_is_overclaimed(village, tmp_path):
    got = ask(village, tmp_path, "was the felling of limes in Station Road agreed", outcome="proposed")
    assert (got.told, got.expected, got.outcome, got.overclaimed) == ("resolved", "proposed", False, True)
    assert Report((got,)).measures()["overclaimed"] == 1.0


def test_a_row_tells_where_the_answer_stands_and_what_was_found_first(village, tmp_path):
    got = ask(village, tmp_path, COST, place={"item": "5", "pages": "3"})
    assert got.gold[0].startswith("2024-trees-report.txt, item 5, pages 3: The contractor charges £12,400")
    assert got.top[got.rank - 1].startswith("Planning Committee, 8 May 2024, item 5 (24/00012)")
    assert len(got.top) == 5


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({}, None),
        ({"rank": 0}, "not retrieved"),
        ({"rank": 0, "status": "no_match"}, "not retrieved"),
        ({"rank": 6}, "retrieved low"),
        ({"status": "no_evidence", "right": False}, "abstained wrongly"),
        ({"outcome": False}, "wrong outcome"),
        ({"outcome": True}, None),
        ({"right": False}, "wrong sentence"),
        ({"answerable": False, "rank": 0, "right": False}, "should have abstained"),
        ({"answerable": False, "rank": 0, "right": False, "status": "no_match"}, None),
    ],
)
def test_a_fault_names_the_layer_that_failed(fields, fault):
    assert replace(row("a", 5, True), **fields).fault == fault


def test_measures_by_kind():
    report = Report((row("a", 1, kind="fact"), row("b", 0, kind="fact"), row("c", kind="void", answerable=False)))
    kinds = report.by_kind()
    assert list(kinds) == ["fact", "void"]
    assert (kinds["fact"]["questions"], kinds["fact"]["hit@1"], kinds["fact"]["abstained"]) == (2, 0.5, None)
    assert (kinds["void"]["hit@1"], kinds["void"]["abstained"]) == (None, 0.0)
