import pytest

from indexer.filters import Filter
from server.concordance import find_lines, in_order
from server.results import Filters
from tests.served import VILLAGE, serve


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    return serve(tmp_path_factory.mktemp("village"), *VILLAGE)


def lines(village, text, **filters):
    return village.concordance(text, Filters(**filters))[0]


def test_every_place_of_a_word_is_given_once_in_any_of_its_forms(village):
    found = lines(village, "hornbeam")
    assert [line.word for line in found] == ["hornbeams", "hornbeams"]
    assert all(
        village.page(line.passage.document_id, line.page).text[line.start :].startswith(line.word) for line in found
    )


def test_the_words_of_a_phrase_stand_one_after_the_other(village):
    assert {line.word for line in lines(village, "limes in Station Road")} == {"limes in Station Road"}
    assert lines(village, "road station") == ()


def test_filters_apply(village):
    assert {line.passage.part for line in lines(village, "limes", part="minutes")} == {"minutes"}


def test_nothing_to_look_for_finds_nothing(village):
    assert lines(village, "the of") == ()
    assert lines(village, "") == ()


@pytest.mark.parametrize("sort", ["left", "right", "newest", "oldest", "document"])
def test_an_order_loses_nothing(village, sort):
    found = lines(village, "lines") + lines(village, "limes")
    assert set(in_order(found, sort)) == set(found)


def test_the_newest_come_first(village):
    dates = [
        line.date for line in in_order(lines(village, "in"), "newest") + in_order(lines(village, "clerk"), "newest")
    ]
    assert dates == sorted(dates, reverse=True)


def test_no_more_places_are_given_than_the_most(village, monkeypatch):
    monkeypatch.setattr("server.concordance.MOST_LINES", 2)
    index = village._index
    found, complete = find_lines("limes", Filter(), index.terms, index.catalogue.passages, village._shelf.page)
    assert (len(found), complete) == (2, False)
