"""Parameters of questions as people and programs write them."""

import datetime as dt

import pytest

from server.errors import BadParameters
from server.parameters import MOST_IGNORED, DecisionParameters, PageParameters, SearchParameters, parse
from server.results import Filters, SearchRequest

DAY = dt.date(2018, 3, 9)


@pytest.mark.parametrize(
    "typed", ["2018-03-09", "9 March 2018", "9th March 2018", " 9 mar 2018 ", "09/03/2018", "Mar 9, 2018"]
)
def test_a_day_is_read_as_people_type_it(typed):
    assert parse(SearchParameters, {"from": typed}).date_from == DAY


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2018", (2018, 1, 1), (2018, 12, 31)),
        ("july 2023", (2023, 7, 1), (2023, 7, 31)),
        (" 2018/19 ", (2018, 4, 1), (2019, 3, 31)),
    ],
)
def test_a_month_or_a_year_is_taken_from_its_first_day_to_its_last(typed, first, last):
    asked = parse(SearchParameters, {"from": typed, "to": typed})
    assert (asked.date_from, asked.date_to) == (dt.date(*first), dt.date(*last))


@pytest.mark.parametrize(
    "typed", ["soon", "31 February 2018", "9 March 2018 or so", "2018-03-09T00:00", "15205536", "2017 2018"]
)
def test_what_is_no_day_is_named(typed):
    with pytest.raises(BadParameters) as caught:
        parse(SearchParameters, {"to": typed})
    assert caught.value.fields == (("to", f"“{typed}” is not a date; write 9 March 2018, July 2023 or 2018/19"),)


def test_a_search_is_what_the_service_takes():
    query = {
        "q": "carers",
        "body": "Cabinet",
        "from": "2018-01-01",
        "to": "",
        "year": "2018",
        "part": " minutes ",
        "limit": "5",
    }
    filters = Filters(body="Cabinet", date_from=dt.date(2018, 1, 1), year=2018, part="minutes")
    assert parse(SearchParameters, query).request() == SearchRequest("carers", filters, 5, 0, "relevance")


def test_what_of_a_question_is_ignored_comes_once_and_in_order():
    asked = parse(PageParameters, {"q": "x", "ignore": ["item:7", "", "date:july  2023", "item:7"]}).request()
    assert asked == SearchRequest("x", ignored=("date:july 2023", "item:7"))
    assert parse(PageParameters, {"q": "x"}).request() == SearchRequest("x")
    assert parse(SearchParameters, {"q": "x", "ignore": ["item:7"]}).request() == SearchRequest("x")


@pytest.mark.parametrize(
    "ignored", [["7"], ["items:7"], ["item:"], [f"item:{'7' * 301}"], [f"item:{n}" for n in range(MOST_IGNORED + 1)]]
)
def test_only_readings_can_be_ignored(ignored):
    with pytest.raises(BadParameters) as caught:
        parse(PageParameters, {"q": "x", "ignore": ignored})
    assert [name for name, _ in caught.value.fields] == ["ignore"]


def test_nothing_given_is_an_empty_question_without_filters():
    assert parse(SearchParameters, {}).request() == SearchRequest("")


def test_unknown_parameters_are_left_alone():
    assert parse(SearchParameters, {"utm_source": "x", "q": "y"}).q == "y"


def test_every_malformed_parameter_is_named_at_once():
    with pytest.raises(BadParameters) as caught:
        parse(SearchParameters, {"limit": "0", "as_of": "soon", "kind": "novel"})
    assert [name for name, _ in caught.value.fields] == ["limit", "kind", "as_of"]
    assert all(name in caught.value.message for name in ("limit", "kind", "as_of"))


def test_days_out_of_order_are_refused():
    with pytest.raises(BadParameters, match="first day must not be later"):
        parse(SearchParameters, {"from": "2018-03-10", "to": "2018-03-09"})
    assert parse(SearchParameters, {"from": "2018-03-09", "to": "2018-03-09"}).date_to == DAY


def test_half_a_character_becomes_a_question_mark():
    assert parse(SearchParameters, {"q": "a\ud800b", "body": "\udfff"}).q == "a?b"


def test_a_register_is_asked_for_by_what_the_service_calls_things():
    asked = parse(DecisionParameters, {"q": " ", "decision": "17/00131", "outcome": "proposed", "from": "9 March 2018"})
    assert asked.wanted() == {
        "text": None, "body": None, "date_from": DAY, "date_to": None, "outcome": "proposed", "number": "17/00131",
    }  # fmt: skip
