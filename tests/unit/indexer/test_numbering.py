from __future__ import annotations

from indexer.numbering import find_numbered

PROSE = "The board met.\n" * 20
TEXT = f"{PROSE}Page 3 of 4\n\nPage 25\n\n{PROSE}Page 4 of 4\n\n{PROSE}Page 2 of 6\n{PROSE}Page 5 of 6\n"
OWN = [TEXT.index(f"Page {n} of") for n in (3, 4, 2, 5)]
STAMP = TEXT.index("Page 25")


def test_a_stamp_beside_its_own_number_tells_a_papers_other_pages() -> None:
    assert find_numbered(TEXT[: OWN[2]], [(25, STAMP)], [], [0], True) == [(25, OWN[0]), (26, OWN[1])]


def test_a_paper_follows_the_numbered_one_before_it_on_the_next_odd_page() -> None:
    assert find_numbered(TEXT, [(25, STAMP)], [], [0], True)[2:] == [(28, OWN[2]), (31, OWN[3])]
    assert find_numbered(TEXT, [(25, STAMP)], [], [0, OWN[1] + 20], True)[2:] == []
    assert find_numbered(TEXT, [(24, STAMP)], [], [0], True)[2:] == [(28, OWN[2]), (31, OWN[3])]
    assert find_numbered(TEXT, [(24, STAMP)], [], [0], False)[2:] == [(27, OWN[2]), (30, OWN[3])]


def test_numbers_count_from_where_a_paper_begins() -> None:
    assert find_numbered(TEXT[: OWN[1]], [], [(31, 0)], [0], True) == [(33, OWN[0])]


def test_nothing_is_told_where_another_paper_opens_in_between() -> None:
    assert find_numbered(TEXT[: OWN[1]], [], [(31, 0)], [0, 2], True) == []
