from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.released import read_released

DIGEST = "ab" * 32
GOOD = f"""[[released]]
document = "{DIGEST}"
starts = "EXEMPT Appendix 1"
ends = "scored less well."
reviewed = "A. Example, 1 May 2024"
"""


def written(folder: Path, text: str) -> Path:
    (folder / "released.toml").write_text(text, encoding="utf-8")
    return folder


def test_no_list_releases_nothing(tmp_path: Path) -> None:
    assert read_released(tmp_path) == ()


def test_a_release_covers_the_stretch_with_its_first_and_last_words_and_nothing_longer(tmp_path: Path) -> None:
    (release,) = read_released(written(tmp_path, GOOD))
    assert release.covers(DIGEST, "**Exempt** appendix 1\n\nThe second bidder scored less well.\n")
    assert not release.covers(DIGEST, "Exempt appendix 1\n\nThe second bidder scored less well. The third did not.")
    assert not release.covers("cd" * 32, "Exempt appendix 1\n\nThe second bidder scored less well.")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[released]\n", "cannot be read"),
        (GOOD.replace("reviewed", "because"), "release 1 is not complete"),
        (GOOD.replace("EXEMPT Appendix 1", " "), "release 1 is not complete"),
        (GOOD + GOOD.replace(DIGEST, "ab12"), "release 2: 'ab12' is no SHA-256"),
        (GOOD.replace("scored less well.", "well."), "release 1 names too few words"),
        ("released = 3\n", "holds no list"),
    ],
)
def test_a_list_that_is_not_whole_stops_the_build_and_says_where(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read_released(written(tmp_path, text))
    assert complaint in caught.value.message
    assert caught.value.hint
