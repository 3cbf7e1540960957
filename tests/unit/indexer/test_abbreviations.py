import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.abbreviations import MOST_MEANINGS, Definitions, find_definitions
from tests.documents import CORPUS

DOLS = "numbers of applications for Deprivation of Liberty Safeguards (DoLS) rose"

GLOSSARY = "Glossary\nCED – Chief Executive’s Department\nGET - Growth, Environment & Transport"


def defined(text):
    return list(find_definitions(text))


def gathered(*texts):
    found = Definitions()
    for text in texts:
        found.add(text)
    return list(found.settled())


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        (DOLS, "DoLS", "Deprivation of Liberty Safeguards"),
        ("the current Deprivation of\nLiberty Safeguards (the “DoLS”) system", "DoLS", "Deprivation of Liberty Safeguards"),
        ("The **Kent Enablement at Home (KEaH)** service", "KEaH", "Kent Enablement at Home"),
        ("the Assessed and Supported Year in Employment (ASYE) scheme", "ASYE", "Assessed and Supported Year in Employment"),
        ("South East Coast Ambulance (SECAmb), which", "SECAmb", "South East Coast Ambulance"),
        ("DToC (Delayed Transfers of Care) fell", "DToC", "Delayed Transfers of Care"),
        ("BCF (Better Care Fund, from 2015)", "BCF", "Better Care Fund"),
        (GLOSSARY, "CED", "Chief Executives Department"),
        (GLOSSARY, "GET", "Growth, Environment & Transport"),
        ("UASC\tUnaccompanied Asylum Seeking Children\t12", "UASC", "Unaccompanied Asylum Seeking Children"),
        ("a number of Occupational Therapists (OTs) and", "OT", "Occupational Therapists"),
        ("an Approved Mental Health Professional (AMHPs).", "AMHP", "Approved Mental Health Professional"),
        ("the demands on the Deprivation of Liberty (DoLs) team", "DoL", "Deprivation of Liberty"),
        ("carried out in Quarter 2 (Q2)", "Q2", "Quarter 2"),
    ],
)  # fmt: skip
def test_a_paper_defines_a_short_form(text, short, long):
    assert (short, long) in [(s, found.replace("’", "")) for s, found in defined(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mrs P T Cole (Chairman)",
        "Better Homes Active Lives (PFI)",
        "in a group of practices in Whitstable (Encompass)",
        "KMPT (Older Person's) teams",
        "SR - Short breaks",
        "AH\nAdult Social Care and Health",
        "the Department of Health. Care was good (DHC)",
        "GP (GP Practice)",
        "(KCC)",
        "",
    ],
)
def test_other_words_beside_brackets_define_nothing(text):
    assert defined(text) == []


def test_the_papers_of_the_council_define_what_their_readers_ask_by():
    found = {
        (each.key, each.long)
        for each in gathered(
            *(text for path in CORPUS.glob("20*.txt") for text in path.read_text("utf-8").split("\n\n"))
        )
    }
    assert found >= {
        ("dols", "Deprivation of Liberty Safeguards"),
        ("kcc", "Kent County Council"),
        ("safer", "Sanctuary Access for Eligible Residents"),
        ("eqia", "Equality Impact Assessment"),
        ("amhp", "Approved Mental Health Professional"),
    }


def test_meanings_are_all_kept_up_to_a_bound_the_most_frequent_first():
    texts = [
        "a Care Leaving Service (CLS)",
        "the Community Learning & Skills (CLS)",
        "Community Learning & Skills (CLS)",
    ]
    assert [(each.short, each.long, each.passages) for each in gathered(*texts)] == [
        ("CLS", "Community Learning & Skills", 2),
        ("CLS", "Care Leaving Service", 1),
    ]
    many = gathered(*(f"the {word} Learning Service (CLS)" for word in ("Care", "County", "City", "Child", "Core")))
    assert len(many) == MOST_MEANINGS


def test_spellings_of_one_meaning_count_together_and_the_commonest_is_shown():
    texts = ["the deprivation of liberty safeguards (DOLS)", DOLS, f"{DOLS} again"]
    (found,) = gathered(*texts)
    assert (found.key, found.short, found.long, found.passages) == (
        "dols",
        "DoLS",
        "Deprivation of Liberty Safeguards",
        3,
    )


def test_a_passage_that_defines_a_form_twice_counts_once():
    assert [each.passages for each in gathered(f"{DOLS}. {DOLS}")] == [1]


def test_the_order_of_the_passages_changes_nothing():
    texts = [DOLS, "Domestic Abuse (DA)", "Data Analyst (DA)", "a domestic abuse (DA) service", "it is made safer by"]
    results = [gathered(*order) for order in permutations(texts)]
    assert all(each == results[0] for each in results)


def test_letters_that_are_a_word_of_running_text_are_an_ordinary_word():
    safer = "the Sanctuary Access for Eligible Residents (SAFER) scheme"
    found = {each.key: each.ordinary for each in gathered(safer, DOLS, "homes are made safer by locks")}
    assert found == {"safer": True, "dols": False}


@given(st.text(st.sampled_from("ABab c(),;-–\n\t*'&/1"), max_size=80))
def test_any_text_can_be_read(text):
    for short, long in find_definitions(text):
        assert 2 <= len(short) <= 10
        assert len(long) > len(short)
        assert gathered(text)


def test_long_texts_are_read_in_a_time_that_grows_with_them():
    noise = random.Random(7)
    text = "".join(noise.choice("ABCdef (),\n-–\t") for _ in range(60_000))
    assert all(len(short) < len(long) for short, long in find_definitions(text))
