import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.references import decision_numbers, normal_decision, without_decision


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("17/00131 - Interim Contracts", ("17/00131",)),
        ("Decision - 22/0081 and 22/00081", ("22/00081",)),
        ("24-00108 - PROD", ("24/00108",)),
        ("Key decision no: 21/00103", ("21/00103",)),
        ("18 / 00055 and 18/00041", ("18/00055", "18/00041")),
        ("in 2016/17 and 16-2017 and 2018/19", ()),
        ("on 09/03/2018", ()),
        ("1/2017/00131", ()),
        ("call 01622/694000", ()),
        ("", ()),
    ],
)
def test_decision_numbers_are_brought_to_one_spelling(text: str, numbers: tuple[str, ...]) -> None:
    assert decision_numbers(text) == numbers


@given(st.text(alphabet="0123456789/- ()abA\n", max_size=60))
def test_any_text_has_numbers_of_one_form_or_none(text: str) -> None:
    found = decision_numbers(text)
    assert len(set(found)) == len(found)
    assert all(len(number) == 8 and number[2] == "/" for number in found)
    assert all(normal_decision(number) == number for number in found)


def test_no_number_is_none() -> None:
    assert normal_decision("none of these") is None


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("17/00131 - Interim Contracts", "Interim Contracts"),
        ("23/00078 Community Equipment Service", "Community Equipment Service"),
        ("Interim Contracts (17/00131)", "Interim Contracts (17/00131)"),
        ("24/00093", "24/00093"),
        ("16-2017 accounts", "16-2017 accounts"),
    ],
)
def test_a_title_sheds_the_number_that_opens_it(title: str, bare: str) -> None:
    assert without_decision(title) == bare
