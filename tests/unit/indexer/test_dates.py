import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.dates import find_dates, first_date, in_words, month_number
from tests.made_papers import paper_of


@pytest.mark.parametrize(
    "text",
    [
        "Friday, 9th March, 2018",
        "9 March 2018",
        "09-Mar-18",
        "9 of March 2018",
        "March 9, 2018",
        "09/03/2018",
        "9.3.18",
        "2018-03-09",
        "FRIDAY, 9TH MARCH, 2018",
        "9 th March\n2018",
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert first_date(text) == dt.date(2018, 3, 9)


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2018",
        "2018/19",
        "para 1.2.3",
        "17/00131",
        "call 03000 41 61 61",
        "in March 2018",
        "29 Feb 2019",
        "",
        "99/99/2018",
    ],
)
def test_what_is_no_day_is_left_out(text: str) -> None:
    assert find_dates(text) == ()


def test_dates_come_in_order_with_their_places() -> None:
    text = "from 23 November 2017 to 31/03/2019 and 1 April 2020"
    found = find_dates(text)
    assert [f.date for f in found] == [dt.date(2017, 11, 23), dt.date(2019, 3, 31), dt.date(2020, 4, 1)]
    assert [text[f.start : f.end] for f in found] == ["23 November 2017", "31/03/2019", "1 April 2020"]


@given(st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_date_in_words_is_found_again(date: dt.date) -> None:
    assert first_date(f"held on {in_words(date)} at 10.00 am") == date


@given(st.text(alphabet="0123456789/.- ,adehMnorstuchJly", max_size=60))
def test_any_text_is_searched_without_failing(text: str) -> None:
    assert all(text[f.start : f.end].strip() for f in find_dates(text))


@pytest.mark.parametrize(("name", "number"), [("Sept", 9), ("MARCH", 3), ("may", 5), ("Ma", 0), ("Foo", 0), ("", 0)])
def test_months_by_name(name: str, number: int) -> None:
    assert month_number(name) == number


def test_the_front_sheet_of_a_pack_is_dated() -> None:
    assert first_date(paper_of("2023").text[:200]) == dt.date(2023, 9, 13)
