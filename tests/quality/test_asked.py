"""The questions that the model was taught with: each names sentences that stand in a paper."""

from __future__ import annotations

import re

import pytest

from tests.quality.adapt import ASKED, BEGINNING, DIGITS, HERE, plain, read_asked

CORPUS = HERE.parents[1] / "corpus"


def test_a_question_belongs_to_the_sentences_above_it(tmp_path):
    (tmp_path / "asked").write_text("# paper\n> One.\n> Two.\nwhich two?\nand why?\n> Three.\nwhich third?\n")
    asked = list(read_asked(tmp_path / "asked"))
    assert [each.text for each in asked] == ["which two?", "and why?", "which third?"]
    assert [each.sentences for each in asked] == [("One.", "Two."), ("One.", "Two."), ("Three.",)]
    assert {each.paper for each in asked} == {"paper"}


def test_sentences_stand_in_their_papers():
    asked = list(read_asked(ASKED[0]))
    texts = {each.paper: plain((CORPUS / f"{each.paper}.txt").read_text(encoding="utf-8")) for each in asked}
    begun = {(each.paper, begins) for each in asked for begins in each.sentences}
    assert len(asked) > 10_000
    assert max(len(begins) for _, begins in begun) <= BEGINNING
    assert sum(begins in texts[paper] for paper, begins in begun) / len(begun) > 0.95


def test_of_papers_not_kept_here_there_are_digests_alone():
    marks = {begins for each in read_asked(ASKED[1]) for begins in each.sentences}
    assert [mark for mark in marks if not re.fullmatch(rf"@[0-9a-f]{{{DIGITS}}}", mark)] == []


@pytest.mark.parametrize("path", ASKED, ids=lambda path: path.stem)
def test_no_question_is_asked_twice_or_of_nothing(path):
    asked = list(read_asked(path))
    assert all(each.sentences and len(each.text) > 3 for each in asked)
    assert len({each.text.casefold() for each in asked}) == len(asked)
