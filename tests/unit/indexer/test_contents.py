from __future__ import annotations

from indexer.contents import Chapter, find_chapters

TITLES = ("Foreword", "Who we are", "What we spend", "What we plan", "How we listen", "How to reach us")
TABLE = "".join(f"{title}\t{page}\n" for page, title in enumerate(TITLES, 3))
PROSE = "The board serves every district and answers to its members for what it does.\n" * 40


def plan(before: str = "", after: str = "") -> str:
    return (
        f"{before}Our plan for the year\n\nContents\n{TABLE}\n" + "".join(f"{t}\n\n{PROSE}\n" for t in TITLES) + after
    )


def test_the_table_of_a_file_alone_gives_the_pages_of_its_headings() -> None:
    text = plan()
    starts = [text.index(f"{title}\n\n") for title in TITLES]
    found = [Chapter(page, start) for page, start in enumerate(starts, 3)]
    assert find_chapters(text, [], [0], True) == found


def test_a_table_within_a_pack_counts_from_where_its_own_paper_begins() -> None:
    report = f"From: The director\n\n{PROSE * 3}\n"
    text = plan(report, "Agenda Item 9\n")
    opening, end = len(report), text.index("Agenda Item 9")
    chapters = find_chapters(text, [(71, 0), (83, end)], [0, opening], True)
    assert chapters[0] == Chapter(75, opening, opens=True)
    assert [chapter.page for chapter in chapters[1:]] == [77, 78, 79, 80, 81, 82]


def test_a_table_that_may_count_from_more_than_one_page_tells_nothing() -> None:
    text = plan("From: The director\n\n")
    assert find_chapters(text, [(1, 0), (200, len(text))], [], True) == []


def test_a_list_of_a_few_lines_is_no_table_of_contents() -> None:
    assert find_chapters("Housing\t3\nHealth\t4\n\nHousing\n\nHealth\n", [], [0], True) == []
