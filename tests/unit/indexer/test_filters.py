from __future__ import annotations

import pytest

from indexer.filters import Filter, TermQuery, Word


@pytest.mark.parametrize(
    ("written", "number"), [("22/0081", "22/00081"), ("22-00081", "22/00081"), (" ABC 1 ", "ABC 1"), (None, None)]
)
def test_decision_number_has_one_spelling(written: str | None, number: str | None) -> None:
    assert Filter(decision=written).decision_number == number


def test_filter_without_wishes_is_empty() -> None:
    assert Filter().empty
    assert not Filter(year=2018).empty


def test_query_of_a_text_has_each_word_once_with_its_unstemmed_form() -> None:
    query = TermQuery.of("the carers’ contracts and carers", phrases=("respite breaks",))
    assert query.words == (Word("carer", "carers"), Word("contract", "contracts"))
    assert query.phrases == (("respit", "break"),)


def test_query_of_nothing_is_empty() -> None:
    assert TermQuery.of("the of and ?!").empty
    assert not TermQuery(must=("budget",)).empty
