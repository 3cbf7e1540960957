from __future__ import annotations

import pytest

from indexer.heights import line_heights


def height(text: str) -> float:
    return line_heights(text)[len(text)]


def test_heights_rise_from_nothing_line_by_line() -> None:
    heights = line_heights("First\n\nSecond\n")
    assert list(heights) == [0, 6, 7, 14]
    assert heights[0] == 0
    assert sorted(heights.values()) == list(heights.values())


def test_a_long_line_wraps() -> None:
    assert height("word " * 57) == pytest.approx(3)


def test_a_tables_row_is_as_tall_as_its_tallest_cell() -> None:
    assert height("High\t" + "x" * 190 + "\tLow") > height("x" * 190)
    assert height("<p>one</p><p>two</p><p>three</p>\tb") > height("one two three\tb")


def test_tags_take_no_room() -> None:
    assert (
        height(
            '<span style="text-align: center; font-weight: bold; color: black; margin: auto; padding: none">a</span>\tb'
        )
        == 1
    )
