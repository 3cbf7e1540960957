import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.lines import plain, split_lines, without_bullet


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_lines_know_their_offsets(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    lines = split_lines(text, start, end)
    assert all(text[line.start : line.end] == line.text and "\n" not in line.text for line in lines)
    assert "\n".join(line.text for line in lines) == text[start:end].removesuffix("\n")


def test_a_line_break_at_the_end_opens_no_line() -> None:
    assert [line.text for line in split_lines("one\n\ntwo\n")] == ["one", "", "two"]
    assert [line.blank for line in split_lines("one\n \t\ntwo\n")] == [False, True, False]
    assert split_lines("") == ()


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("**Subject:**  PROPOSED  REVISION", "Subject: PROPOSED REVISION"),
        ("## Directorate Business Plan", "Directorate Business Plan"),
        ("*(ltem. 6)*", "(ltem. 6)"),
        ("03000 423160 <u>sharon@example.org</u>", "03000 423160 sharon@example.org"),
        ("cost < £1m and > £2m", "cost < £1m and > £2m"),
        ("a\\.b \\(c\\)", "a.b (c)"),
        ("snake_case and __bold__ and _italic_", "snake_case and bold and italic"),
        ("", ""),
    ],
)
def test_plain_leaves_the_words(marked: str, bare: str) -> None:
    assert plain(marked) == bare


@pytest.mark.parametrize(
    ("line", "bare"), [("- • (a) AGREE", "(a) AGREE"), ("–  a dash", "a dash"), ("-5 degrees", "-5 degrees")]
)
def test_bullets_are_taken_off(line: str, bare: str) -> None:
    assert without_bullet(line) == bare
