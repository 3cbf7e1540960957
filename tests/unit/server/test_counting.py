from dataclasses import replace

import pytest

from server.counting import counted, counts, favoured
from server.quoting import quotes_of
from tests.served import found_in, passage

ASKED = counted(found_in("how many felled limes were counted", "Limes.").look)


@pytest.mark.parametrize(
    "text",
    [
        "In all 38 limes were felled.",
        "Twelve limes were felled in June 2024.",
        "About 4.5% of the limes were felled.",
        "Road\tLimes felled\tAsh\nStation Road\t38\t2",
    ],
)
def test_a_sentence_or_row_that_gives_the_number(text):
    made = passage(text)
    assert any(counts(made, quote, ASKED) for quote in quotes_of(made))


@pytest.mark.parametrize(
    "text",
    [
        "The limes were felled in June 2024.",
        "2.1 The limes were felled (Item 7).",
        "110. Limes felled on 3 June.",
        "Limes felled between 2017-18 and 2018/19 are listed in appendix 2.",
        "In all 38 elms were pollarded.",
        "The felled limes lay for a long time beside the road with a bench for 38.",
        "The limes of 12 roads lean.",
    ],
)
def test_a_date_a_year_or_the_number_of_a_paragraph_counts_nothing(text):
    made = passage(text)
    assert not any(counts(made, quote, ASKED) for quote in quotes_of(made))


def test_the_name_of_the_body_that_met_tells_nothing_apart():
    look = replace(
        found_in("number of complaints the planning committee had", "Limes.").look,
        bodies=frozenset({"plan", "committe"}),
    )
    made = passage("Complaints. The planning committee has 12 members.")
    assert not any(counts(made, quote, counted(look)) for quote in quotes_of(made))


def test_what_gives_the_number_asked_for_is_likelier_and_nothing_else_is_changed():
    found = found_in("how many felled limes were counted", "In all 38 limes were felled. The limes lean.")
    (gives, leans), ((before, other),) = favoured(found.weighed, found.look)[0], found.weighed
    assert before.chance < gives.chance < 1
    assert leans == other
    uncounted = found_in("why were limes felled", "In all 38 limes were felled.")
    assert favoured(uncounted.weighed, uncounted.look) == uncounted.weighed
