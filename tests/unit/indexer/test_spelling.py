from __future__ import annotations

import pytest

from indexer.spelling import fold_spelling


@pytest.mark.parametrize(
    "word", ["size", "prize", "laboratory", "counter", "after", "enter", "colony", "promise", "people"]
)
def test_words_with_one_spelling_stay(word: str) -> None:
    assert fold_spelling(word) == word


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("organizations", "organisations"),
        ("analyzing", "analysing"),
        ("behavioral", "behavioural"),
        ("theaters", "theatres"),
        ("traveling", "travelling"),
        ("counselor", "counsellor"),
        ("acknowledgments", "acknowledgements"),
        ("inquiries", "enquiries"),
        ("pediatric", "paediatric"),
        ("hemoglobin", "haemoglobin"),
        ("diarrhea", "diarrhoea"),
    ],
)
def test_spellings_have_one_key(american: str, british: str) -> None:
    assert fold_spelling(american) == fold_spelling(british)
