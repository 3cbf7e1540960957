import pytest

from server.rank import Ranked
from server.runs import Look, best_run, fits
from tests.served import passage, question


def run(text, asked, room=100):
    query = question(asked)
    found = best_run(Ranked(0, 1.0, passage(text)), Look(query, None, None, {}), room)
    return [quote.text for quote in found.quotes] if found else None


TEXT = "The library opens at ten. The limes in Station Road were felled in June by hand. Bins are emptied weekly there."


def test_the_likeliest_sentence_is_quoted():
    assert run(TEXT, "when were the limes in Station Road felled") == [
        "The limes in Station Road were felled in June by hand."
    ]


def test_a_neighbour_worth_half_as_much_goes_with_it():
    text = (
        "The limes were inspected for disease. The limes in Station Road were felled in June. Bins are emptied weekly."
    )
    assert run(text, "limes in Station Road inspected") == [
        "The limes were inspected for disease.", "The limes in Station Road were felled in June.",
    ]  # fmt: skip


def test_the_points_of_a_list_go_with_the_words_that_open_it():
    text = "Limes will be felled because they:\n(a) lean over the line;\n(b) shed large branches.\nBins are emptied weekly there."
    assert run(text, "limes felled because")[:3] == [
        "Limes will be felled because they:", "(a) lean over the line;", "(b) shed large branches.",
    ]  # fmt: skip


def test_where_a_list_is_asked_for_all_that_follows_goes_with_it():
    text = "The aims of the parks plan are below.\nClean water is first.\nOak trees come second."
    assert len(run(text, "list the aims of the parks plan")) == 3
    assert len(run(text, "the aims of the parks plan")) == 1


@pytest.mark.parametrize("room", [9, 11, 15, 40])
def test_a_run_keeps_within_its_room(room):
    found = run(TEXT, "list limes library bins", room)
    assert found is None or sum(len(each.split()) for each in found) <= room


def test_nothing_fits_or_nothing_is_there():
    assert run(TEXT, "limes", 3) is None
    assert run("", "limes") is None


@pytest.mark.parametrize(
    ("asked", "holds", "lacks"),
    [
        ("phone number of the clerk", "Ring 01632 960123 now", "Ring the clerk now"),
        ("e-mail of the clerk", "Write to jo@council.example now", "Write to the clerk"),
        ("whose idea is it", "It was by Jo Sample", "it was by them"),
        ("who chaired", "Cllr Bell", "the chair"),
        ("when does it end", "It ends on 3 June 2024", "It ends soon"),
        ("when does it end", "It ends in June", "It ends soon"),
        ("how much is it", "It is £3,100", "It is dear"),
        ("what percentage", "It is 22.4%", "It is a fifth"),
        ("was it agreed", "RESOLVED that it be so", "It was talked about"),
    ],
)
def test_a_sentence_that_holds_the_kind_of_thing_asked_for(asked, holds, lacks):
    assert fits(question(asked), holds)
    assert not fits(question(asked), lacks)
    assert not fits(question("limes"), holds)
