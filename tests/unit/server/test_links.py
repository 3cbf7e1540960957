"""Addresses of the site's pages."""

import datetime as dt

from server import links


def test_a_body_is_named_by_its_words_alone():
    assert (
        links.body_slug("Adult Social Care & Health – Cabinet Committee")
        == "adult-social-care-health-cabinet-committee"
    )
    assert links.body_slug("???") == "meeting"


def test_addresses_are_escaped():
    assert links.item_href("a/b?c#d") == "/items/a%2Fb%3Fc%23d"
    assert links.page_href("x y", 3, "p&q") == "/documents/x%20y/pages/3?passage=p%26q#passage"
    assert links.meeting_href("Cabinet", dt.date(2018, 3, 9)) == "/meetings/2018-03-09/cabinet"


def test_what_has_no_value_is_left_out_of_an_address():
    assert (
        links.with_query("/search", {"q": "a & b", "year": 2018, "part": None, "body": ""})
        == "/search?q=a+%26+b&year=2018"
    )
    assert links.with_query("/search", {"q": None, "ignore": ()}) == "/search"


def test_a_parameter_of_several_values_is_repeated():
    found = links.with_query("/search", {"q": "a", "ignore": ("item:7", "date:july 2023")})
    assert found == "/search?q=a&ignore=item%3A7&ignore=date%3Ajuly+2023"


def test_half_a_character_makes_an_address_all_the_same():
    assert links.with_query("/search", {"q": "\ud800"}) == "/search?q=%3F"
