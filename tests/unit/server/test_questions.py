import pytest

from server.evaluation import Report
from server.questions import BadQuestions, Gold, Question, read_questions
from tests.evaluations import QUESTIONS, write


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


def test_a_question_is_read_with_its_places(tmp_path):
    place = {"doc": "a.txt", "quote": "The limes", "item": "61 (Item 7)", "meeting_date": "2018-01-19", "pages": "5-12"}
    held = {"id": 7, "kind": "fact", "question": "limes?", "gold": [place], "must_include": ["x"], "outcome": "noted"}
    (question,) = read_questions(write(tmp_path / "q.jsonl", held))
    gold = Gold("a.txt", "The limes", "61 (Item 7)", "2018-01-19", "5-12")
    assert question == Question("7", "limes?", "fact", (gold,), ("x",), "noted")
    assert gold.place == "a.txt, item 61 (Item 7), pages 5-12"
    assert Gold("a.txt", "The limes").place == "a.txt"


def test_a_question_that_has_no_answer_has_no_place(tmp_path):
    held = {"id": 7, "question": "limes?", "answerable": False, "gold": [{"doc": "a.txt", "quote": "x"}]}
    assert read_questions(write(tmp_path / "q.jsonl", held))[0].gold == ()
