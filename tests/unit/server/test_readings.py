import datetime as dt

import pytest

from server.readings import Readings, period_words


def test_a_reading_is_noted_once_and_heeded_unless_it_is_to_be_ignored():
    readings = Readings(["date:july 2023"])
    assert readings.heed("item", "7", "7")
    assert readings.heed("item", "7", "7")
    assert not readings.heed("date", "July  2023", "July 2023")
    assert [(each.name, each.text, each.heeded) for each in readings.all()] == [
        ("date:july 2023", "July 2023", False),
        ("item:7", "7", True),
    ]


def test_only_an_excluded_word_leaves_passages_out():
    readings = Readings()
    readings.heed("excluded", "budget", "budget")
    readings.heed("part", "minutes", "minutes")
    assert [(each.kind, each.excludes) for each in readings.all()] == [("part", False), ("excluded", True)]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2018, 3, 9), (2018, 3, 9), "9 March 2018"),
        ((2023, 7, 1), (2023, 7, 31), "July 2023"),
        ((2024, 2, 1), (2024, 2, 29), "February 2024"),
        ((2021, 1, 1), (2021, 12, 31), "2021"),
        ((2018, 4, 1), (2019, 3, 31), "2018/19"),
        ((1999, 4, 1), (2000, 3, 31), "1999/00"),
        ((2023, 4, 1), (2023, 6, 30), "Q1 2023/24"),
        ((2024, 1, 1), (2024, 3, 31), "Q4 2023/24"),
        ((2021, 1, 1), (2023, 9, 13), "1 January 2021 to 13 September 2023"),
        ((2021, 2, 1), (2022, 1, 31), "1 February 2021 to 31 January 2022"),
    ],
)
def test_a_period_is_named_as_people_name_it(first, last, words):
    assert period_words(dt.date(*first), dt.date(*last)) == words
