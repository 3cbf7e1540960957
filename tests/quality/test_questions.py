"""The project's own question set: every place that it names is where it says."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from indexer.analysis import fold
from indexer.records import Document, Part
from server.questions import Gold, Question, read_questions
from tests.documents import CORPUS, corpus_document

PATH = Path(__file__).parent / "questions.jsonl"
OTHERS = tuple(PATH.with_name(f"{name}.jsonl") for name in ("fitted", "seen", "held_out"))
QUESTIONS = read_questions(PATH)
HELD: list[dict[str, Any]] = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]
PLACES = [(held["id"], gold) for held in HELD for gold in held["gold"]]
ANSWERABLE = [question for question in QUESTIONS if question.gold]
KINDS = {"decision", "figure", "date", "person", "list", "fact", "discussion"}


def paper(gold: Gold | dict[str, Any]) -> Document:
    name = gold.document if isinstance(gold, Gold) else gold["doc"]
    assert (CORPUS / name).is_file()
    return corpus_document(name.removesuffix(".txt"))


def on_the_item(part: Part, gold: dict[str, Any]) -> bool:
    """Whether a part is of the kind, and of the meeting and item, that a gold place names."""
    if gold["item"] is None:
        return part.kind == gold["part"]
    minute = re.fullmatch(r"(\d+) \(Item (\d+)\)", gold["item"])
    wanted = minute.groups() if minute else (None, gold["item"])
    held = (part.item.minute, part.item.number) if part.item else (None, None)
    date = str(part.meeting.date) if part.meeting else None
    listed = gold["part"] == "agenda" and held == (None, None)
    return part.kind == gold["part"] and (held == wanted or listed) and date == gold["meeting_date"]


@pytest.mark.parametrize(("name", "gold"), PLACES, ids=[name for name, _ in PLACES])
def test_a_place_holds_its_words_on_its_item_and_pages(name: str, gold: dict[str, Any]) -> None:
    document = paper(gold)
    words = re.compile(r"\W+".join(map(re.escape, re.findall(r"\w+", gold["quote"]))))
    found = [
        match.start()
        for part in document.outline.parts
        if on_the_item(part, gold)
        for match in words.finditer(document.text, part.start, part.end)
    ]
    assert found
    if gold["pages"]:
        first, last = map(int, gold["pages"].split("-"))
        labels = [page.label for page in document.pages if any(page.start <= at < page.end for at in found)]
        assert any(label and label.isdigit() and first <= int(label) <= last for label in labels)


@pytest.mark.parametrize("question", ANSWERABLE, ids=[question.id for question in ANSWERABLE])
def test_what_a_right_answer_holds_stands_in_the_paper(question: Question) -> None:
    papers = [" ".join(fold(paper(gold).text).split()) for gold in question.gold]
    assert question.wanted
    for wanted in question.wanted:
        assert any(" ".join(fold(wanted).split()) in text for text in papers)


@pytest.mark.parametrize("path", OTHERS, ids=[path.stem for path in OTHERS])
def test_the_places_of_the_other_sets_stand_in_their_papers(path: Path) -> None:
    for question in read_questions(path):
        assert bool(question.gold) == (question.kind != "unanswerable") == bool(question.wanted)
        for gold in question.gold:
            words = re.findall(r"\w+", gold.quote)
            assert re.search(r"\W+".join(map(re.escape, words)), paper(gold).text), question.id


def test_no_question_stands_in_two_sets() -> None:
    texts = [question.text for path in (PATH, *OTHERS) for question in read_questions(path)]
    assert len(set(texts)) == len(texts)


def test_there_are_enough_of_each_kind() -> None:
    counts = Counter(question.kind for question in QUESTIONS)
    assert set(counts) == KINDS | {"unanswerable"}
    assert min(counts.values()) >= 8
    assert counts["unanswerable"] >= 20
    assert len(ANSWERABLE) >= 60
    assert (
        len({question.id for question in QUESTIONS}) == len({question.text for question in QUESTIONS}) == len(QUESTIONS)
    )


def test_a_question_about_a_decision_names_its_outcome_and_one_without_an_answer_why() -> None:
    for held in HELD:
        assert ("outcome" in held) == (held["kind"] == "decision")
        assert ("why" in held) == (not held["answerable"])
        assert held["answerable"] == bool(held["gold"]) == (held["kind"] != "unanswerable")
