import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from indexer.records import Meeting
from server.evidence import in_time, speaks_of
from server.rank import Ranked
from server.runs import Look
from tests.served import passage, question

ASKED = question("felling of limes in Station Road")
SAYS = Ranked(0, 1.0, passage("The felling of limes in Station Road begins."))
OFF = Ranked(1, 1.0, passage("The library opens on Sundays."))


class Closeness:
    """Stands for the token store: how close each row is to the question."""

    def __init__(self, **rows):
        self._rows = rows

    def scores(self, asked, rows):
        return np.array([self._rows[f"row{row}"] for row in rows], dtype=np.float32)


def look(query=ASKED, **rows):
    tokens = Closeness(**rows) if rows else None
    return Look(query, (np.zeros((1, 1)), np.ones(1)) if rows else None, tokens, {})


@pytest.mark.parametrize(("closeness", "speaks"), [(0.9, True), (0.51, True), (0.49, False), (0.0, False)])
def test_the_papers_speak_of_what_comes_close(closeness, speaks):
    assert speaks_of(ASKED, [OFF, SAYS], look(row0=closeness, row1=0.1)) is speaks


def test_a_word_in_no_paper_asks_for_more():
    query = replace(ASKED, unknown=("zzyzx",))
    assert not speaks_of(query, [OFF], look(query, row1=0.55))
    assert speaks_of(query, [OFF], look(query, row1=0.6))
    assert speaks_of(query, [SAYS], look(query, row0=0.2))


def test_rare_words_count_for_more_than_common_ones():
    query = replace(ASKED, unknown=("zzyzx",))
    half = Ranked(0, 1.0, passage("Limes in Kent"))
    weighed = replace(look(query, row0=0.2), rarity={"lime": 9.0})
    assert speaks_of(query, [half], weighed)
    assert not speaks_of(query, [half], replace(weighed, rarity={"lime": 0.1}))


def test_without_passages_nothing_speaks_and_without_token_vectors_everything_does():
    assert not speaks_of(ASKED, [], look())
    assert speaks_of(ASKED, [OFF], look())


@pytest.mark.parametrize(
    ("text", "asked", "fits"),
    [
        ("The limes.", "limes in May 2024", True),
        ("The limes.", "limes on 8 May 2024", True),
        ("The limes.", "limes in 2022", False),
        ("The limes of 2022.", "limes in 2022", True),
        ("The limes.", "limes in 2023-24", False),
        ("The limes cost more in 2024.", "limes in 2023-24", True),
        ("Sep-19", "limes in september 2019", True),
        ("The limes.", "limes in May 2024 and in 2022", False),
        ("The limes.", "limes", True),
    ],
)
def test_a_period_asked_for_is_that_of_a_quoted_passage_or_named_in_it(text, asked, fits):
    assert in_time(question(asked), [passage(text)]) is fits


def test_an_undated_passage_is_in_no_period():
    undated = passage("The limes.", meeting=Meeting("Planning Committee", None))
    assert not in_time(question("limes in 2024"), [undated])
    assert in_time(question("limes in 2024"), [undated, passage("x", meeting=Meeting("x", dt.date(2024, 1, 1)))])
    assert not in_time(question("limes in 2024"), [])
