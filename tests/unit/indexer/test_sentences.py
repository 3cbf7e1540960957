import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.sentences import split_sentences
from tests.made_papers import between, paper_of


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Cllr. Bell asked Mr. A. Ridgers about para. 4 of the report.",
        "1.3 The contract ends on 31 March 2019.",
        "(a) AGREE the award of the contract;",
        "It is item No. 7 of the list.",
        "The rate is 2.8 per cent, i.e. more than last year.",
    ],
)
def test_an_abbreviation_or_a_list_number_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_stops_paragraphs_points_cells_and_tags_end_sentences() -> None:
    text = "He asked why. Nobody knew!\n\nA new paragraph\n- a point\n(b) another\n\none\ttwo<li>three</li>"
    assert sentences(text) == [
        "He asked why.",
        "Nobody knew!",
        "A new paragraph",
        "- a point",
        "(b) another",
        "one",
        "two",
        "three",
    ]


def test_a_line_break_alone_ends_none() -> None:
    assert sentences("The sentence goes on\nover the line. It ends.") == [
        "The sentence goes on\nover the line.",
        "It ends.",
    ]


def test_a_resolution_of_the_minutes_stays_whole() -> None:
    text = paper_of("2018-03").text
    resolved = between(text, "1. RESOLVED that the Work Programme", "be noted.")
    assert sentences(resolved) == [resolved]


@given(st.text(alphabet="ab .!?\n\t<>li/p-•()1;Mr", max_size=120) | st.text(max_size=120))
@settings(deadline=None)
def test_every_word_lies_in_one_sentence(text: str) -> None:
    found = split_sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(found))
    tags = {at for m in re.finditer(r"</?(?:li|ul|p|br|td|tr)\b[^>]*>", text) for at in range(*m.span())}
    covered = {at for start, end in found for at in range(start, end)}
    words = {at for at, character in enumerate(text) if re.match(r"\w", character)}
    assert words <= covered | tags
