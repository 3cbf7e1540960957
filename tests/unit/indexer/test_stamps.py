from __future__ import annotations

from itertools import pairwise

import pytest

from indexer.records import Reading, Stamp
from indexer.stamps import find_stamps
from tests.made_papers import paper_of, reading_of

PROSE = "The board considered the report of the director and asked about the cost of each option.\n" * 12


def labels(stamps: tuple[Stamp, ...], kind: str = "page") -> list[str | None]:
    return [stamp.label for stamp in stamps if stamp.kind == kind]


def words(reading: Reading, kind: str) -> list[str]:
    return [reading.text[s.start : s.end] for s in find_stamps(reading) if s.kind == kind]


@pytest.mark.parametrize(
    ("year", "printed"),
    [
        ("2016", ""),
        ("2018-03", "125 131 133 134 135 137 143"),
        ("2018-11", "48 69 72 73 75 78"),
        ("2021", "3 17 20 41 61 83 94 125 128 154 167 174 175 176 177 179 180 181 183"),
        ("2023", "21 23 24 38 89 91 93 95 96 118 121 124 128"),
    ],
)
def test_the_stamps_of_a_pack_are_told_from_its_papers_own_numbers(year: str, printed: str) -> None:
    assert labels(find_stamps(paper_of(year).reading)) == printed.split()


def test_a_stamp_spans_its_own_characters_only() -> None:
    reading = paper_of("2018-11").reading
    assert [" ".join(w.split()) for w in words(reading, "page")] == [
        "P age 48", "Page 69", "Page 72", "Page 73", "P age 75", "P age 78",
    ]  # fmt: skip


def test_a_stamp_fused_into_words_has_an_empty_span_at_its_place() -> None:
    reading = paper_of("2023").reading
    fused = [s for s in find_stamps(reading) if s.kind == "page" and s.start == s.end]
    assert [(s.label, reading.text[s.start : s.start + 10]) for s in fused] == [
        ("23", "Parger 230"),
        ("24", "Pagen24 un"),
    ]


def test_a_stamp_before_words_of_its_page_leaves_them() -> None:
    assert "Page 95" in words(paper_of("2023").reading, "page")


def test_blank_pages_and_item_numbers_are_found() -> None:
    assert labels(find_stamps(paper_of("2021").reading), "agenda item") == [
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
        "11",
        "13",
    ]
    blanks = words(paper_of("2018-03").reading, "blank")
    assert blanks == ["This page is intentionally left blank"] * 8


def test_a_booklets_own_numbers_do_not_break_the_packs_chain() -> None:
    booklet = "".join(f"{PROSE}Page {n}\n\n" for n in (2, 3, 4))
    pack = "".join(f"{PROSE}Page {n}\n\n" for n in range(40, 46))
    assert labels(find_stamps(reading_of(pack + booklet + PROSE + "Page 49\n"))) == [
        "40",
        "41",
        "42",
        "43",
        "44",
        "45",
        "49",
    ]


def test_a_number_far_from_the_last_on_too_little_text_is_no_stamp() -> None:
    text = "".join(f"{PROSE}Page {n}\n\n" for n in (3, 4, 5)) + "Page 600\n"
    assert labels(find_stamps(reading_of(text))) == ["3", "4", "5"]


def test_a_number_beyond_the_agendas_last_page_is_no_stamp() -> None:
    agenda = "1 Minutes (Pages 1 - 2)\n2 Trees (Pages 3 - 4)\n3 Parking (Pages 5 - 6)\n"
    text = agenda + "".join(f"{PROSE}Page {n}\n\n" for n in (4, 5, 8))
    assert labels(find_stamps(reading_of(text))) == ["4", "5"]


def test_a_number_out_of_step_with_a_pdfs_pages_is_no_stamp() -> None:
    pages = [f"{PROSE}Page {n}\n" for n in (1, 2, 3, 4)] + [f"{PROSE}Page 12\n"]
    assert labels(find_stamps(reading_of("\f".join(pages)))) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "sentence",
    [
        "as set out on Page 12 of the report",
        "Pages 24 and 25 are withdrawn.",
        "see Page 7",
        "Page 15 of 21",
        "Passage 3",
    ],
)
def test_words_about_pages_are_no_stamps(sentence: str) -> None:
    assert find_stamps(reading_of(f"{PROSE}{sentence}\n{PROSE}")) == ()


def test_a_pdfs_stamps_follow_its_pages_and_may_be_glued_to_text() -> None:
    pages = [f"Page {n} of 54\n{PROSE}{'DRAFT' if n % 3 else ''}Page {n + 16}\n" for n in range(1, 9)]
    reading = reading_of("\f".join(pages))
    assert labels(find_stamps(reading)) == [str(n + 16) for n in range(1, 9)]
    assert words(reading, "running")[0].startswith("Page 1 of 54")


def test_a_pdfs_own_numbering_is_its_stamp_where_it_counts_the_whole_file() -> None:
    whole = "\f".join(f"{PROSE}Page {n} of 4\n" for n in range(1, 5))
    assert labels(find_stamps(reading_of(whole))) == ["1", "2", "3", "4"]
    margin = f"Minutes\n{PROSE}\fMinutes – Page 2\n{PROSE}"
    assert labels(find_stamps(reading_of(margin))) == ["2"]


def test_a_line_at_the_head_of_three_pages_runs_but_its_first_stays() -> None:
    pages = [
        f"Northmoor City Council Budget\nChapter {n}\n{PROSE}Thus ends {n}\nand its chapter on {n}\n" for n in "ABCD"
    ]
    reading = reading_of("\f".join(pages))
    running = [s for s in find_stamps(reading) if s.kind == "running"]
    assert [s.start for s in running] == list(reading.page_starts[1:])


def test_two_pages_that_begin_alike_have_no_header() -> None:
    reading = reading_of("\f".join([f"Northmoor City Council Budget\n{PROSE}"] * 2 + [PROSE]))
    assert "Northmoor" not in " ".join(words(reading, "running"))


def test_a_tables_figures_at_the_foot_of_pages_are_no_footer() -> None:
    totals = ["334.7 290.0", "334.9 112.0", "118.2 777.1"]
    reading = reading_of(
        "\f".join(f"Chapter {n}\n{n} {PROSE}TOTAL spending £m {total}\n" for n, total in enumerate(totals))
    )
    assert not any("TOTAL" in w for w in words(reading, "running"))


def test_stamps_are_in_order_and_do_not_overlap() -> None:
    for year in ("2016", "2018-03", "2018-11", "2021", "2023"):
        stamps = find_stamps(paper_of(year).reading)
        assert all(a.end <= b.start for a, b in pairwise(stamps))


def test_a_papers_own_numbering_runs_wherever_on_its_pages_it_was_left():
    pages = [
        f"The precept of ward {n} is based on a\nPage {n} of 44\ncombination of bands in the year and street {n}.\n"
        for n in (3, 4, 6)
    ]
    reading = reading_of("\f".join(pages))
    assert [w for w in words(reading, "running") if w.startswith("Page")] == [
        "Page 3 of 44", "Page 4 of 44", "Page 6 of 44",
    ]  # fmt: skip
    mixed = reading_of("\f".join(pages[::-1]))
    assert not [w for w in words(mixed, "running") if w.startswith("Page")]


def test_a_running_header_that_a_page_number_ends_is_stamped_whole() -> None:
    reading = reading_of("The limes lean.\n" * 9 + "\fMinutes – 4 May 2024 – Page 2\n" + "The limes lean.\n" * 9)
    assert words(reading, "page") == ["Minutes – 4 May 2024 – Page 2"]
