from pathlib import Path

import pytest

from indexer.ocr_cache import OcrCache

ONE, TWO = "1" * 64, "2" * 64


@pytest.fixture
def cache(tmp_path: Path) -> OcrCache:
    cache = OcrCache(tmp_path / "ocr")
    cache.put(ONE, 1, "aa", "first")
    cache.put(ONE, 11, "aa", "eleventh")
    cache.put(TWO, 1, "aa", "other")
    return cache


def test_what_is_put_is_found_by_file_page_and_engine(cache: OcrCache) -> None:
    assert (cache.get(ONE, 1, "aa"), cache.get(ONE, 11, "aa"), cache.get(TWO, 1, "aa")) == (
        "first",
        "eleventh",
        "other",
    )
    assert cache.get(ONE, 1, "bb") is cache.get(ONE, 2, "aa") is cache.get("3" * 64, 1, None) is None


def test_a_newer_engines_words_take_the_place_of_an_older_ones(cache: OcrCache) -> None:
    cache.put(ONE, 1, "bb", "better")
    assert (cache.get(ONE, 1, "aa"), cache.get(ONE, 1, None)) == (None, "better")
    assert cache.get(ONE, 11, None) == "eleventh"


def test_only_the_owner_may_look(cache: OcrCache, tmp_path: Path) -> None:
    assert (tmp_path / "ocr").stat().st_mode & 0o077 == 0


def test_pages_and_files_are_forgotten(cache: OcrCache, tmp_path: Path) -> None:
    cache.forget(ONE, {1, 5})
    assert (cache.get(ONE, 1, None), cache.get(ONE, 11, None)) == (None, "eleventh")
    cache.forget(ONE)
    assert [path.name for path in (tmp_path / "ocr").iterdir()] == [TWO]


def test_what_is_no_longer_wanted_goes(cache: OcrCache, tmp_path: Path) -> None:
    cache.keep_only({TWO})
    assert [path.name for path in (tmp_path / "ocr").iterdir()] == [TWO]


def test_a_cache_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    cache = OcrCache(tmp_path / "none" / "ocr")
    cache.forget(ONE)
    cache.keep_only(())
    cache.put(ONE, 1, "aa", "first")
    assert cache.get(ONE, 1, None) is None
    assert list(tmp_path.iterdir()) == []
