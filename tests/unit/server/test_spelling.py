import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.spelling import Speller

SPELLER = Speller(
    [("ebbsfleet", 4), ("carers", 30), ("carer", 9), ("library", 5), ("librarian", 1), ("hedge", 2), ("ledge", 7)]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ebsfleet", "ebbsfleet"),
        ("ebsflete", "ebbsfleet"),
        ("libary", "library"),
        ("lirbary", "library"),
        ("hedgee", "hedge"),
        ("wedge", "ledge"),
        ("library", None),
        ("crers", "carers"),
        ("lib", None),
        ("hdg", None),
        ("17/00131", None),
        ("libarys", None),
        ("librarien", None),
        ("zebra", None),
        ("", None),
    ],
)
def test_a_slip_is_mended_after_the_papers_words(typed, meant):
    assert SPELLER.mend(typed) == meant


@given(st.text())
def test_only_words_of_the_papers_are_offered(word):
    assert SPELLER.mend(word) in {None, "ebbsfleet", "carers", "carer", "library", "hedge", "ledge"}


@pytest.mark.parametrize("typed", ["sledge", "unledge", "relibrary", "overlibrary"])
def test_an_ordinary_word_and_a_known_one_after_a_prefix_are_no_slips(typed):
    speller = Speller([("ledge", 7), ("library", 5), ("unledged", 3)], lambda word: word == "sledge")
    assert speller.mend(typed) is None
    assert speller.mend("ledgee") == "ledge"
