from hypothesis import given
from hypothesis import strategies as st

from server.highlights import highlights
from tests.served import question


def marked(text, asked):
    return [text[start:end] for start, end in highlights(text, question(asked).terms)]


def test_words_are_marked_in_any_of_their_forms():
    assert marked("The tree was felled; felling trees costs £1,000.", "fell a tree for £1000") == [
        "tree", "felled", "felling", "trees", "£1,000",
    ]  # fmt: skip


def test_what_an_abbreviation_stands_for_is_marked_and_asking_words_are_not():
    assert marked("Tree preservation: please ask.", "please tell TPO") == ["Tree", "preservation"]


def test_the_words_of_a_phrase_are_marked():
    assert marked("yellow lines", '"yellow line"') == ["yellow", "lines"]


def test_a_character_that_is_two_words_is_marked_once():
    assert marked("¼ mile", "1/4 of 1 mile and 4 more") == ["¼", "mile"]


@given(st.text(st.characters()), st.text(st.characters()))
def test_marks_lie_inside_the_text_in_order_and_apart(text, asked):
    ends = 0
    for start, end in highlights(text, question(f"{asked} {text[:40]}").terms):
        assert ends <= start < end <= len(text)
        ends = end
