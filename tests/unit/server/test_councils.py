from dataclasses import replace

import pytest

from server.councils import other_actors, other_councils
from tests.served import found_in


def look_at(asked, *names, unknown=()):
    found = found_in(asked, "The limes were felled.", is_name=lambda term, word: word in names)
    return replace(found.look, query=replace(found.look.query, unknown=unknown))


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("westshire council's bins", ["westshire council"]),
        ("is that what westshire council charges", []),
        ("is it charged by westshire council", ["westshire council"]),
        ("is that what Westshire Council charges", ["Westshire Council"]),
        ("westshire borough council's plan for homes", ["westshire borough council"]),
        ("why is there no westshire review by the council", []),
    ],
)
def test_another_council_is_known_by_how_it_is_named(asked, named):
    assert list(other_councils(look_at(asked, "westshire"))) == named


def test_a_word_of_no_paper_before_council_names_none_unless_it_stands_as_a_name():
    assert list(other_councils(look_at("where do I watch council meetings", unknown=("watch",)))) == []
    assert list(other_councils(look_at("the proper council assessment", unknown=("proper",)))) == []
    assert list(other_councils(look_at("Watch council meetings live - where", unknown=("watch",)))) == []
    assert list(other_councils(look_at("how much will westshire council charge", unknown=("westshir",)))) == [
        "westshire council"
    ]


@pytest.mark.parametrize(
    ("asked", "unknown", "actors"),
    [
        ("what did Westshire say of limes", (), ["Westshire"]),
        ("when do they get approved", ("get",), []),
        ("what does HR say on leave", (), []),
        ("when do carers get paid", ("get",), []),
        ("what does WX say on leave", ("wx",), ["WX"]),
    ],
)
def test_who_is_said_to_have_done_something_is_somebody_by_name(asked, unknown, actors):
    assert list(other_actors(look_at(asked, "westshire", "hr", "wx", unknown=unknown))) == actors
