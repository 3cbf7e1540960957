import pytest

from server.several import things_asked, with_each_thing
from tests.served import found_in, question


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("who felled the limes, and when was it done", ["person", "date"]),
        ("what did the limes cost and who felled them", ["figure", "person"]),
        ("the limes in Station Road - who felled them", ["person"]),
        ("who felled the limes", []),
        ("limes and oaks in Station Road", []),
    ],
)
def test_the_things_that_a_question_asks_for(text, kinds):
    assert [each.intent for each in things_asked(question(text))] == kinds


def test_a_sentence_that_holds_the_second_thing_is_likelier():
    text = "The limes in Station Road were felled by Ann Bell. The limes were gone by 3 June 2024. The limes were old."
    found = found_in("who felled the limes, and when was it done", text)
    ((who, when, old),) = with_each_thing(found.weighed, found.look.query)
    assert [each.chance > before.chance for each, before in zip((who, when, old), found.weighed[0], strict=True)] == [
        True,
        True,
        False,
    ]
    assert all(each.chance <= 0.99 for each in (who, when, old))


def test_nothing_changes_where_one_thing_is_asked_for():
    found = found_in("who felled the limes", "The limes were felled by Ann Bell.")
    assert with_each_thing(found.weighed, found.look.query) is found.weighed
