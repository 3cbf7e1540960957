import datetime as dt

import pytest

from server.when import find_periods


def days(text):
    return [(period.first.isoformat(), period.last.isoformat()) for period in find_periods(text)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("what was agreed on 9 March 2018", "2018-03-09", "2018-03-09"),
        ("the 9th of March, 2018", "2018-03-09", "2018-03-09"),
        ("meeting of 09/03/2018", "2018-03-09", "2018-03-09"),
        ("meeting of 2018-03-09", "2018-03-09", "2018-03-09"),
        ("December 17, 2017", "2017-12-17", "2017-12-17"),
        ("july 2023 meeting", "2023-07-01", "2023-07-31"),
        ("Feb 2024", "2024-02-01", "2024-02-29"),
        ("sept. 2021?", "2021-09-01", "2021-09-30"),
        ("the nov 17 minutes", "2017-11-01", "2017-11-30"),
        ("the nov '17 minutes", "2017-11-01", "2017-11-30"),
        ("budget 18/19", "2018-04-01", "2019-03-31"),
        ("budget 2018-19", "2018-04-01", "2019-03-31"),
        ("budget 2018–19.", "2018-04-01", "2019-03-31"),
        ("spent in 2018/19, and on what", "2018-04-01", "2019-03-31"),
        ("in 2020/2021?", "2020-04-01", "2021-03-31"),
        ("2099/00", "2099-04-01", "2100-03-31"),
        ("Q1 2023/24", "2023-04-01", "2023-06-30"),
        ("in quarter 3 of 2023-24", "2023-10-01", "2023-12-31"),
        ("the last quarter of 23/24", "2024-01-01", "2024-03-31"),
        ("2024/25 Q1", "2024-04-01", "2024-06-30"),
        ("Q1 of 2023 to 24", "2023-04-01", "2023-06-30"),
        ("second quarter, 2022/2023", "2022-07-01", "2022-09-30"),
        ("in 2021, what was said", "2021-01-01", "2021-12-31"),
        ("plans for 2016.", "2016-01-01", "2016-12-31"),
    ],
)
def test_a_period_that_is_named(text, first, last):
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "17/00131", "22/0081", "22.4%", "in may 22.4% of them", "£2018", "2018%", "2,018 people", "£1,767,800",
        "by march 31", "may 5", "10/2018 of it", "18/20", "pages 25-26", "aged 16-17", "items 11-12", "16/17/18",
        "31 February", "",
    ],
)  # fmt: skip
def test_what_is_no_period(text):
    assert days(text) == []


def test_periods_stand_in_the_order_of_the_question_each_once_with_their_words():
    found = find_periods("between april 2018 and 9 March 2019, not 2020/21 or 2022")
    assert [period.words for period in found] == ["april 2018", "9 March 2019", "2020/21", "2022"]
    assert found[2].last == dt.date(2021, 3, 31)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("decided since 2018", "2018-01-01", "2023-09-13"),
        ("decided after 2018", "2019-01-01", "2023-09-13"),
        ("decided until 2018", "2017-11-23", "2018-12-31"),
        ("decided before 2018", "2017-11-23", "2017-12-31"),
    ],
)
def test_a_year_may_open_or_close_a_period_and_be_in_it_or_not(text, first, last):
    (found,) = find_periods(text, [dt.date(2017, 11, 23), dt.date(2023, 9, 13)])
    assert (str(found.first), str(found.last), found.named) == (first, last, False)
