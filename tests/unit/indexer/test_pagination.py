from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.outline import outline
from indexer.pagination import paginate
from indexer.pdf import read_pdf
from indexer.records import AgendaEntry, Document, Item, Meeting, Outline, Page, Part, Reading, SourceFile, Stamp
from indexer.stamps import find_stamps
from tests.bench.bench_pagination import bench_pagination
from tests.made_papers import document_of, paper_of, reading_of

YEARS = ("2016", "2018-03", "2018-11", "2021", "2023")
MEETING = Meeting("Scrutiny Board", None)
NO_OUTLINE = Outline("other", "", None, (), ())


def page_at(pages: tuple[Page, ...], offset: int) -> Page:
    return pages[bisect_right([page.start for page in pages], offset) - 1]


def label_of_line(document: Document, line: int) -> str | None:
    offset = sum(len(words) for words in document.text.splitlines(keepends=True)[: line - 1])
    return page_at(document.pages, offset).label


def item_part(number: str, start: int, end: int) -> Part:
    return Part("report", MEETING, Item(MEETING, number, None, f"Item {number}", None), "", start, end)


def entry(number: str, first: int, last: int) -> AgendaEntry:
    return AgendaEntry(number, f"Item {number}", None, first, last, "paper", False, 0, 0)


@pytest.mark.parametrize("year", YEARS)
def test_pages_tile_the_paper_and_their_labels_rise(year: str) -> None:
    document = paper_of(year)
    assert "".join(page.text for page in document.pages) == document.text
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
    assert all(document.text[page.start : page.end] == page.text for page in document.pages)
    known = [int(page.label) for page in document.pages if page.label is not None]
    assert known == sorted(set(known))


def test_break_marks_count_the_pages_of_minutes_exactly() -> None:
    document = paper_of("2018-11")
    firsts = [101, 154, 206, 258, 311, 362, 415, 465, 517, 570]
    assert [label_of_line(document, line) for line in firsts] == [str(page) for page in range(7, 17)]
    assert [label_of_line(document, line - 1) for line in firsts[1:]] == [str(page) for page in range(7, 16)]
    minutes = [page for page in document.pages if page.label and 7 <= int(page.label) <= 16]
    assert {page.basis for page in minutes} == {"counted"}


@pytest.mark.parametrize("year", ["2018-03", "2018-11", "2023"])
def test_every_page_lies_in_the_range_that_the_agenda_gives_its_item(year: str) -> None:
    document = paper_of(year)
    ranges = {e.number: (e.first_page, e.last_page) for e in document.outline.agenda if e.first_page and e.last_page}
    checked = 0
    for part in document.outline.parts:
        if part.item is None or part.meeting != document.outline.meeting or part.item.number not in ranges:
            continue
        first, last = ranges[part.item.number]
        for offset in (part.start, part.end - 1):
            page = page_at(document.pages, offset)
            assert page.label is not None
            assert (first or 0) <= int(page.label) <= (last or 0)
            checked += 1
    assert checked > 20


@pytest.mark.parametrize("year", YEARS)
def test_a_page_that_carries_a_stamp_has_its_number(year: str) -> None:
    document = paper_of(year)
    stamps = [stamp for stamp in find_stamps(document.reading) if stamp.kind == "page"]
    pages = [page_at(document.pages, stamp.start) for stamp in stamps]
    assert [(page.label, page.basis) for page in pages] == [(stamp.label, "printed") for stamp in stamps]
    assert sum(page.basis == "printed" for page in document.pages) == len(stamps)


def test_a_pack_without_an_agenda_is_paged_by_stamps_marks_and_items_on_odd_pages() -> None:
    document = paper_of("2021")
    items = {1: "1", 360: "9", 385: "11", 583: "15", 2844: "59", 3461: "75", 4256: "91", 4820: "105", 9777: "185"}
    assert {line: label_of_line(document, line) for line in items} == items


def test_a_notice_of_a_blank_page_is_a_page_of_its_own() -> None:
    document = paper_of("2018-03")
    blanks = [stamp for stamp in find_stamps(document.reading) if stamp.kind == "blank"]
    for stamp in blanks:
        assert page_at(document.pages, stamp.start).text.strip() == "This page is intentionally left blank"


def test_a_table_of_contents_places_its_headings() -> None:
    document = paper_of("2016")
    heading = "## Foreword from our Corporate Director"
    assert page_at(document.pages, document.text.index(heading)).label == "3"
    assert {page.basis for page in document.pages} == {"estimated"}


def test_pages_before_the_first_printed_one_have_no_label() -> None:
    front = paper_of("2023").pages[0]
    assert (front.label, front.basis) == (None, "unknown")


def test_a_text_of_which_nothing_is_known_has_unlabelled_pages() -> None:
    text = "The board met and noted the report of the director, which is set out below in full.\n\n" * 300
    pages = paginate(reading_of(text), NO_OUTLINE, ())
    assert "".join(page.text for page in pages) == text
    assert len(pages) > 3
    assert {(page.label, page.basis) for page in pages} == {(None, "unknown")}


def test_an_empty_text_has_no_page() -> None:
    assert paginate(reading_of(""), NO_OUTLINE, ()) == ()


def test_false_marks_do_not_count_as_pages() -> None:
    prose = "The board considered the report of the director and what each option would cost.\n" * 42
    bullets = "The aims are:\n Better homes\n Safer streets\n Cleaner air\n"
    text = "".join(f" Page of number {letter}\n{bullets}{prose}" for letter in "ABCDEF")
    given = Outline("pack", "", MEETING, (entry("5", 11, 16),), (item_part("5", 0, len(text)),))
    pages = paginate(reading_of(text), given, ())
    assert [(page.label, page.text[:17]) for page in pages] == [
        (str(n), f" Page of number {letter}") for n, letter in enumerate("ABCDEF", 11)
    ]
    assert {page.basis for page in pages} == {"counted"}


def test_marks_that_a_range_cannot_hold_leave_its_pages_estimated() -> None:
    prose = "The board considered the report of the director and what each option would cost.\n" * 45
    text = "".join(f" Page of number {'ABCDEF'[n]}\n{prose}" for n in range(6))
    given = Outline("pack", "", MEETING, (entry("5", 11, 14),), (item_part("5", 0, len(text)),))
    pages = paginate(reading_of(text), given, ())
    assert {page.basis for page in pages} == {"estimated"}
    assert all(page.label in {"11", "12", "13", "14"} for page in pages)


def test_an_item_begins_on_the_page_that_the_agenda_names_though_nothing_comes_before() -> None:
    text = "The board considered the report of the director and what each option would cost.\n" * 300
    given = Outline("pack", "", MEETING, (entry("5", 11, 16),), (item_part("5", 0, len(text)),))
    pages = paginate(reading_of(text), given, ())
    assert [page.label for page in pages] in ([str(n) for n in range(11, 17)], [str(n) for n in range(11, 16)])


def test_an_item_begins_on_the_page_that_the_agenda_names_however_few_words_it_has() -> None:
    prose = "The board considered the report of the director and what each option would cost.\n" * 45
    slides = "Housing review\n\nWhat we found\n\nAny questions?\n\n"
    before, talk = len(prose), len(prose) + len(slides)
    text = prose + slides + prose
    ranges = (entry("4", 10, 10), entry("5", 11, 20), entry("6", 21, 21))
    parts = (item_part("4", 0, before), item_part("5", before, talk), item_part("6", talk, len(text)))
    pages = paginate(reading_of(text), Outline("pack", "", MEETING, ranges, parts), ())
    assert page_at(pages, before).label == "11"
    assert page_at(pages, talk).label == "21"


def test_pages_may_begin_unseen_in_a_row_that_is_taller_than_a_page() -> None:
    cell = "The board considered the report of the director and what each option would cost. " * 38
    text = "".join(f"Risk {n}\t{cell}\tHigh\nOwner\tDirector\tHigh\n\n" for n in range(4))
    given = Outline("pack", "", MEETING, (entry("5", 11, 18),), (item_part("5", 0, len(text)),))
    pages = paginate(reading_of(text), given, ())
    assert [page_at(pages, text.index(f"Risk {n}")).label for n in range(3)] == ["11", "13", "15"]


def test_a_page_begins_with_the_head_above_a_papers_title() -> None:
    prose = "The board considered the report of the director and what each option would cost.\n" * 45
    head = " Eastvale BC\n\n29 September 2021\n\n"
    text = f"{prose} Page two\n{prose}{head}Full Risk Register\n{prose} Page four\n{prose} Page five\n{prose}"
    parts = (item_part("5", 0, text.index("Full")), item_part("6", text.index("Full"), len(text)))
    pages = paginate(reading_of(text), Outline("pack", "", MEETING, (), parts), ())
    assert page_at(pages, text.index("Full")).start == text.index(" Eastvale")


def test_an_anchor_that_the_stamps_contradict_is_dropped() -> None:
    prose = "The board considered the report of the director and what each option would cost.\n" * 45
    text = "".join(f"{prose}\nPage {n}\n\n" for n in (21, 22, 23, 24))
    middle = text.index("Page 22")
    parts = (item_part("5", 0, middle), item_part("6", middle, len(text)))
    given = Outline("pack", "", MEETING, (entry("5", 21, 22), entry("6", 91, 92)), parts)
    reading = reading_of(text)
    pages = paginate(reading, given, find_stamps(reading))
    assert [(page.label, page.basis) for page in pages] == [(str(n), "printed") for n in (21, 22, 23, 24)]


def pdf_labels(*pages: str, own: tuple[str, ...] = (), given: Outline = NO_OUTLINE) -> list[tuple[str | None, str]]:
    reading = replace(reading_of("\f".join(pages)), page_labels=own)
    return [(page.label, page.basis) for page in paginate(reading, given, find_stamps(reading))]


def test_a_pdfs_unstamped_pages_are_counted_between_stamped_ones() -> None:
    assert pdf_labels("Front\n", "Agenda\n", "One\nPage 1\n", "blank\n", "Three\nPage 3\n", "last\n") == [
        (None, "unknown"), (None, "unknown"), ("1", "printed"), ("2", "counted"), ("3", "printed"), ("4", "counted"),
    ]  # fmt: skip


def test_a_pdfs_pages_are_not_counted_where_the_numbers_leave_a_gap() -> None:
    pages = (
        [f"Text of {n}\nPage {n}\n" for n in range(1, 6)]
        + ["insert\n"]
        + [f"Text of {n}\nPage {n}\n" for n in range(9, 14)]
    )
    assert pdf_labels(*pages)[5] == (None, "unknown")


def test_a_pdfs_own_labels_stand_where_it_has_no_stamps_and_none_twice() -> None:
    assert pdf_labels("a\n", "b\n", own=("i", "1")) == [("i", "printed"), ("1", "printed")]
    assert pdf_labels("a\n", "b\n", own=("1", "1")) == [(None, "unknown")] * 2
    assert pdf_labels("a\n", "b\nPage 8\n", "c\nPage 9\n", own=("1", "2", "3"))[1] == ("8", "printed")


def test_a_pdf_without_stamps_is_counted_from_the_agendas_ranges() -> None:
    pages = ["front\n", "minutes\n", "blank\n", "report\n", "more\n"]
    starts = reading_of("\f".join(pages)).page_starts
    parts = (item_part("4", starts[1], starts[3]), item_part("5", starts[3], starts[4] + 5))
    agenda = (entry("4", 5, 6), entry("5", 7, 8))
    assert pdf_labels(*pages, given=Outline("pack", "", MEETING, agenda, parts)) == [
        (label, "counted") for label in ("4", "5", "6", "7", "8")
    ]


LINES = st.lists(
    st.sampled_from(
        ["", "", " A mark", "Words of a report that go on.", "Page 7", "Page 12", "P", "age 9", "Agenda Item 5"]
    ),
    max_size=120,
)


@settings(max_examples=60, deadline=None)
@given(
    lines=LINES,
    cuts=st.sets(st.integers(0, 900), max_size=4),
    ranges=st.lists(st.tuples(st.integers(1, 60), st.integers(0, 9)), max_size=4),
    placed=st.lists(
        st.tuples(st.sampled_from(["page", "blank", "agenda item"]), st.integers(1, 40), st.integers(0, 900))
    ),
)
def test_pages_tile_any_text_whatever_is_said_of_it(
    lines: list[str], cuts: set[int], ranges: list[tuple[int, int]], placed: list[tuple[str, int, int]]
) -> None:
    text = "\n".join(lines)
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    parts = tuple(item_part(str(n), a, b) for n, (a, b) in enumerate(pairwise(edges)))
    agenda = tuple(entry(str(n), first, first + more) for n, (first, more) in enumerate(ranges))
    stamps = tuple(
        Stamp(kind, str(label), at, min(at + 6, len(text)))  # type: ignore[arg-type]
        for kind, label, at in sorted(placed, key=lambda p: p[2])
        if at < len(text)
    )
    pages = paginate(reading_of(text), Outline("pack", "", MEETING, agenda, parts), stamps)
    assert "".join(page.text for page in pages) == text
    assert all(page.text for page in pages)
    known = [int(page.label) for page in pages if page.label is not None]
    assert known == sorted(set(known))


@pytest.mark.samples
@pytest.mark.slow
def test_the_sample_packs_printed_page_is_its_place_less_two() -> None:
    if not (folder := os.environ.get("COMMITTEE_PAPERS_SAMPLES")):
        pytest.skip("COMMITTEE_PAPERS_SAMPLES is not set")
    path = Path(folder) / "2025-01-30-cabinet-pack.pdf"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    reading: Reading = read_pdf(SourceFile(path, path.name, "0" * 64, path.stat().st_size, "pdf"))
    pages = paginate(reading, outline(reading), find_stamps(reading))
    assert [page.label for page in pages] == [None, None, *(str(n) for n in range(1, len(pages) - 1))]
    assert {page.basis for page in pages[2:]} == {"printed", "counted"}
    assert sum(page.basis == "printed" for page in pages) >= 445


def test_a_made_pack_of_another_council_is_paged_too() -> None:
    prose = "Members asked what each option would cost and when the work would be done.\n" * 40
    text = (
        "NORTHMOOR CITY COUNCIL\n\nAGENDA\n\n1. Apologies\n2. Damp and mould (Pages 3 - 4)\n3. Garage sites (Pages 5 - 8)\n\n"
        f"From: Director of Housing\nTo: Scrutiny Board\nSubject: Damp and mould\n\n{prose}\n"
        f"From: Director of Housing\nTo: Scrutiny Board\nSubject: Garage sites\n\n{prose}{prose}\n"
    )
    document = document_of(reading_of(text))
    assert page_at(document.pages, text.index("Subject: Garage")).label == "5"


def test_the_head_that_runs_through_a_paper_begins_its_pages_and_its_foot_ends_them() -> None:
    document = paper_of("2018-03")
    head = "Adult Social Care and Health\n\nRisk Register - Adult Social Care and Health"
    heads = [page for page in document.pages if page.label and 124 <= int(page.label) <= 137]
    begun = [page for page in heads if page.text.startswith(head)]
    assert [page.label for page in begun] == ["124", "125", "127", "129", "130", *map(str, range(131, 138))]


def test_a_plan_within_a_pack_is_paged_by_its_own_table_of_contents() -> None:
    document = paper_of("2018-03")
    chapters = {"Foreword from": "77", "C. Directorate priorities": "89", "L. Monitoring": "118"}
    text = document.text
    at = {words: text.index(f"\n{words}", text.index("Contents\n")) + 1 for words in chapters}
    listed = {words: text.index(f"\n{words}", start) + 1 for words, start in at.items()}
    assert {words: page_at(document.pages, start).label for words, start in listed.items()} == chapters


@pytest.mark.slow
def test_most_pages_are_found_without_their_stamp() -> None:
    exact, near = bench_pagination()
    assert exact >= 0.75
    assert near >= 0.95
