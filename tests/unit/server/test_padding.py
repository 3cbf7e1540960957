import pytest

from server.padding import without_padding
from tests.served import found_in


def kept(asked, text):
    found = found_in(asked, text)
    return [each.quote.text for some in without_padding(found.weighed, found.look) for each in some]


@pytest.mark.parametrize(
    "line",
    [
        "-- -- -- --", "è é ê", "(Item. 9)", "Figure 3", "(Please find the presentation attached)",
        "2. In response to questions from Members, it was said.",
        "2. Ms Bell and Mr Ash responded to questions from the committee, including the following:",
        "Classification: Unrestricted", "Electoral Divisions: All",
    ],
)  # fmt: skip
def test_what_says_nothing_is_left_out(line):
    assert kept("limes", f"{line}\n\nThe limes were felled.") == ["The limes were felled."]


@pytest.mark.parametrize(
    "line",
    [
        "Lot 1: felling",
        "£12,400 10%",
        "In response to a question, Ms Bell said the limes were old.",
        "60. Limes (Item 6)",
    ],
)
def test_what_says_something_is_kept(line):
    assert line in kept("limes", f"{line}\n\nThe limes were felled.")


def test_a_label_that_is_asked_for_is_kept():
    assert "Classification: Unrestricted" in kept("classification of the limes paper", "Classification: Unrestricted")
