from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import LONGEST, STOP_WORDS, analyse, analyse_query, exact_words, locate, terms_and_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organization"),
        ("organising", "Organized"),
        ("prioritise", "prioritization"),
        ("analyse", "analyze"),
        ("programmes", "program"),
        ("centre", "center"),
        ("neighbourhood", "neighborhood"),
        ("cancelled", "canceled"),
        ("Cllr", "Councillor"),
        ("enrolment", "enrollment"),
        ("judgement", "judgment"),
        ("licensing", "licencing"),
        ("co-ordination", "coordination"),
        ("e-mail", "email"),
        ("re-commissioning", "recommissioning"),
        ("People’s Voice", "peoples voice"),
        ("O’Brien", "OBrien"),
        ("café", "cafe"),
        ("ﬁnance", "finance"),
        ("safe\u00adguarding", "safeguarding"),
        ("То", "To"),  # Cyrillic
        ("D.A. framework", "DA framework"),
        ("17/00131", "17-00131"),
        ("22/0081", "22/00081"),
        ("2022/00081", "22/00081"),
        ("23/01234/FUL", "23/01234/ful"),
        ("s.106", "S106"),
        ("section 106 agreement", "s 106 agreements"),
        ("2018/19", "2018-19"),
        ("2018/19", "18/19"),
        ("2018–19", "2018/2019"),
        ("£1,767,800", "£ 1767800"),
        ("£414 million", "£414m"),
        ("£417.0m", "£417m"),
        ("22.4%", "22.4 per cent"),
        ("1,767,800", "1767800"),
        ("9th March 2018", "9 March 2018"),
        ("<p>budget</p>", "budget"),
    ],
)
def test_spellings_of_one_thing_meet(one: str, other: str) -> None:
    assert analyse(one) == analyse(other)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("17/00131", ["17/00131"]),
        ("Application 23/01234/FUL", ["applic", "23/01234/ful"]),
        ("AH0005, Q1", ["ah0005", "q1"]),
        ("10/2018", ["10/2018"]),
        ("12/10", ["12/10"]),
        ("para 1.3", ["para", "1.3"]),
        ("09/03/2018", ["09", "03", "2018"]),
        ("A&E", ["a&e"]),
        ("the and of", []),
        ("in May 2018", ["may", "2018"]),
        ("£000s", ["£000", "s"]),
        ("25th/26th", ["25", "26"]),
    ],
)
def test_references_and_figures_are_whole(text: str, terms: list[str]) -> None:
    assert analyse(text) == terms


def test_different_references_stay_apart() -> None:
    references = [
        "17/00131",
        "17/00132",
        "18/00131",
        "2017/18",
        "2018/19",
        "£5m",
        "£5",
        "5%",
        "5",
        "s5",
        "q1",
        "1.3",
        "13",
    ]
    assert len({tuple(analyse(reference)) for reference in references}) == len(references)


def test_exact_words_are_unstemmed_and_give_the_parts_of_references() -> None:
    assert exact_words("Mr Brooker’s organisations, 22/0081 in 2018/19") == [
        "mr", "brooker", "organisations", "22/00081", "22", "00081", "2018/19", "2018", "2019",
    ]  # fmt: skip


def test_query_has_each_term_once_in_order() -> None:
    assert analyse_query("carers and carers contracts, Carers") == ["carer", "contract"]


def test_locate_gives_places_in_the_text_as_it_was() -> None:
    text = "The ﬁnances of O’Brien: 17/0013, soft\u00adly"
    assert [(token.term, text[token.start : token.end]) for token in locate(text)] == [
        ("financ", "ﬁnances"),
        ("obrien", "O’Brien"),
        ("17/00013", "17/0013"),
        ("soft", "soft\u00adly"),
    ]


@given(st.text())
def test_any_text_can_be_analysed(text: str) -> None:
    terms, words = terms_and_words(text)
    assert terms == analyse(text)
    assert words == exact_words(text)
    assert all(term and not any(c.isspace() for c in term) and len(term) <= LONGEST for term in (*terms, *words))
    assert not STOP_WORDS & set(words)


@given(st.text())
def test_located_terms_are_those_analysed(text: str) -> None:
    tokens = list(locate(text))
    assert [token.term for token in tokens] == analyse(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
