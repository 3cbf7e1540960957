import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.lists import find_list, head
from tests.served import found_in


def listed(asked, *texts, room=118, **fields):
    found = find_list(found_in(asked, *texts, **fields), room)
    return found and ([found.opening[0]] if found.opening else []) + [text for text, _ in found.points]


AIMS = (
    "We work to three aims.\nAim 1: Clean water\nThe rivers are tested each month.\nAim 2: Oak trees\nOaks are planted in March.",
    "Oaks live long.\nAim 3: Open gates\nThe gates of all parks open at six.",
)


def test_points_that_are_counted_are_found_wherever_they_stand_in_the_item():
    assert listed("what are the three aims of the parks plan", *AIMS) == [
        "We work to three aims.", "Aim 1: Clean water", "Aim 2: Oak trees", "Aim 3: Open gates",
    ]  # fmt: skip


def test_a_counting_under_another_label_is_not_the_list():
    assert listed("what are the risks of the parks plan", *AIMS) is None


@pytest.mark.parametrize(("first", "whole"), [(1, True), (4, False)])
def test_the_rest_of_a_counting_is_not_the_list(first, whole):
    text = "\n\n".join(f"Aim {n}: {what}" for n, what in enumerate(("Clean water", "Oak trees", "Open gates"), first))
    assert bool(listed("what are the aims of the parks plan", text)) is whole


def test_numbered_headings_are_points():
    opening = "5.1 These are the building blocks of the strategy:"
    text = f"{opening}\n5.2 Safeguarding\nIt matters.\n5.3 Workforce\nIt does.\n5.4 Money\nToo."
    assert listed("what are the building blocks of the strategy", text)[-3:] == [
        "5.2 Safeguarding", "5.3 Workforce", "5.4 Money",
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["- ", "• ", "(a) "])
def test_points_under_the_words_asked_for(mark):
    marks = [mark] * 3 if mark != "(a) " else ["(a) ", "(b) ", "(c) "]
    text = "Types of support:\n" + "\n".join(
        f"{m}{w} support" for m, w in zip(marks, ("long", "short", "day"), strict=True)
    )
    assert [point.split()[-2] for point in listed("list the types of support", text)[1:]] == ["long", "short", "day"]


def test_two_points_are_no_list():
    assert listed("list the types of support", "Types of support:\n- long support\n- short support") is None


def test_a_counting_that_leaves_one_out_ends_there():
    text = "Aims:\nAim 1: Water\nAim 2: Trees\nAim 4: Gates\nAim 5: Paths"
    assert listed("what are the aims", text) is None


def test_long_points_are_cut_at_the_end_of_a_clause_to_fit_the_room():
    long = "\n".join(
        f"Aim {n}: Water for house {n}, which the pipes bring from the hills in all weathers and years."
        for n in (1, 2, 3)
    )
    found = listed("what are the aims", "Our aims:\n\n" + long, room=40)
    assert found[1:] == ["Aim 1: Water for house 1", "Aim 2: Water for house 2", "Aim 3: Water for house 3"]


@given(st.text(alphabet="ab ,;:(", max_size=80), st.integers(1, 12))
def test_a_head_begins_its_text_and_keeps_within_its_words(text, most):
    text = " ".join(text.split())
    assert text.startswith(head(text, most))
    assert len(head(text, most).split()) <= most


def test_words_that_open_a_list_alone_are_no_list():
    assert listed("what are the three aims of the parks plan", *AIMS, room=7) is None
