import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.agenda import read_agenda
from indexer.outline import outline
from indexer.passages import cut
from indexer.records import Bookmark, Outline, Part
from tests.made_papers import (
    INQUIRY,
    LETTERED,
    MINUTES,
    PAGED_LIST,
    REPORT,
    TABLED,
    TITLE_ABOVE,
    UNTOLD,
    document_of,
    paper_of,
    reading_of,
)
from tests.scottish_pack import SCOTTISH

BODY = "Adult Social Care Cabinet Committee"


def rows(structure: Outline) -> list[tuple[str, str | None, str | None, str | None]]:
    """Kind, date of the meeting, item number and minute number of each part."""
    return [
        (
            p.kind,
            str(p.meeting.date) if p.meeting else None,
            p.item.number if p.item else None,
            p.item.minute if p.item else None,
        )
        for p in structure.parts
    ]


def named(structure: Outline) -> tuple[str, str | None, str | None]:
    meeting = structure.meeting
    return structure.kind, meeting.body if meeting else None, str(meeting.date) if meeting else None


def part(year: str, kind: str, number: str) -> Part:
    return next(p for p in paper_of(year).outline.parts if p.kind == kind and p.item and p.item.number == number)


@pytest.mark.parametrize(
    ("year", "kind", "date"),
    [
        ("2016", "plan", None),
        ("2018-03", "pack", "2018-03-09"),
        ("2018-11", "pack", "2018-11-30"),
        ("2021", "pack", "2021-12-01"),
        ("2023", "pack", "2023-09-13"),
    ],
)
def test_the_five_papers_are_what_they_are(year: str, kind: str, date: str | None) -> None:
    structure = paper_of(year).outline
    assert named(structure) == (kind, BODY if date else None, date)
    assert structure.council == "Kent County Council"


def test_a_plan_has_no_items() -> None:
    structure = paper_of("2016").outline
    assert rows(structure) == [("plan", None, None, None)]
    assert structure.title == "Social Care, Health and Wellbeing, Directorate Business Plan, April 2016 to March 2017"


def test_minutes_inside_a_pack_keep_their_own_meeting() -> None:
    minutes = [p for p in paper_of("2018-03").outline.parts if p.kind == "minutes"]
    assert {p.meeting and p.meeting.date for p in minutes} == {dt.date(2018, 1, 19)}
    seventh = part("2018-03", "minutes", "7")
    assert seventh.item is not None
    assert (seventh.item.minute, seventh.item.title) == ("61", "Kent Advocacy Contract")
    report = part("2018-03", "report", "7")
    assert report.item is not None
    assert (report.item.decision_number, report.item.minute) == ("17/00131", None)


def test_minutes_open_at_the_stamp_of_their_item() -> None:
    first = paper_of("2021").outline.parts[0]
    assert (first.kind, first.start, first.meeting and str(first.meeting.date)) == ("minutes", 0, "2021-09-29")


def test_an_item_without_a_paper_has_no_part() -> None:
    numbers = {p.item.number for p in paper_of("2023").outline.parts if p.item and p.kind != "minutes"}
    assert numbers == {"7", "8", "9", "10", "11", "13"}


def test_slides_are_known_for_slides() -> None:
    assert part("2023", "report", "11").variety == "slides"
    assert part("2018-11", "appendix", "8").variety == "slides"


def test_the_work_programme_is_known_whatever_its_heading() -> None:
    for year, number in (("2018-03", "13"), ("2018-11", "12"), ("2021", "13"), ("2023", "13")):
        assert {
            p.variety
            for p in paper_of(year).outline.parts
            if p.item and p.item.number == number and p.kind != "minutes"
        } == {"work programme"}


def test_unnumbered_appendices_follow_the_report() -> None:
    kinds = [
        (p.kind, p.title)
        for p in paper_of("2018-03").outline.parts
        if p.item and p.item.number == "8" and p.kind != "minutes"
    ]
    assert [kind for kind, _ in kinds] == ["report", "decision form", "appendix"]
    strategy = [
        p.title for p in paper_of("2021").outline.parts if p.item and p.item.number == "6" and p.kind == "appendix"
    ]
    assert strategy == [
        "Making a difference every day",
        "Appendix B Adult Social Care Strategy",
        "Equality Impact Assessment",
    ]


def test_a_restricted_placeholder_stands_between_report_and_form() -> None:
    kinds = [
        (p.kind, p.title)
        for p in paper_of("2023").outline.parts
        if p.item and p.item.number == "7" and p.kind != "minutes"
    ]
    assert kinds[:3] == [
        ("report", ""),
        ("appendix", "Document is Restricted"),
        ("decision form", "KENT COUNTY COUNCIL – PROPOSED RECORD OF DECISION"),
    ]


def test_a_pack_with_lettered_items_and_reports_of_directors() -> None:
    structure = outline(reading_of(LETTERED))
    assert named(structure) == ("pack", "Housing and Communities Scrutiny Board", "2024-03-12")
    assert structure.council == "Northmoor City Council"
    assert structure.meeting is not None
    assert structure.meeting.venue == "Committee Room 2, Civic Centre"
    assert [(e.number, e.status) for e in structure.agenda][-2:] == [("B1", "paper"), ("B2", "to follow")]
    assert rows(structure) == [
        ("agenda", "2024-03-12", None, None),
        ("minutes", "2024-01-16", None, None),
        ("minutes", "2024-01-16", None, "45/23"),
        ("minutes", "2024-01-16", None, "46/23"),
        ("minutes", "2024-01-16", None, "47/23"),
        ("report", "2024-03-12", "A3", None),
        ("report", "2024-03-12", "B1", None),
    ]


def test_a_pack_with_bold_headings_and_tables_for_headers() -> None:
    structure = outline(reading_of(TABLED))
    assert named(structure) == ("pack", "Planning Committee", "2024-06-12")
    assert structure.council == "Eastvale Borough Council"
    assert rows(structure) == [
        ("agenda", "2024-06-12", None, None),
        ("minutes", "2024-05-08", None, None),
        ("minutes", "2024-05-08", None, None),
        ("minutes", "2024-05-08", None, None),
        ("minutes", "2024-05-08", None, None),
        ("report", "2024-06-12", "3", None),
        ("report", "2024-06-12", "4", None),
    ]
    assert [p.title for p in structure.parts[2:5]] == [
        "Public questions",
        "Shop fronts in the High Street",
        "Enforcement",
    ]


def test_a_pack_whose_page_ranges_stand_at_the_right() -> None:
    structure = outline(reading_of(PAGED_LIST))
    assert named(structure) == ("pack", "Licensing Committee", "2024-03-04")
    assert structure.meeting is not None
    assert structure.meeting.venue == "Committee Room 1, Town Hall, Elm Street"
    assert [(e.number, e.title, e.first_page, e.last_page) for e in structure.agenda][1:] == [
        ("2", "MINUTES", 3, 8),
        ("3", "TAXI FARES", 31, 44),
    ]
    assert rows(structure) == [
        ("agenda", "2024-03-04", None, None),
        ("minutes", "2024-02-05", None, None),
        ("minutes", "2024-02-05", None, "1"),
        ("minutes", "2024-02-05", None, "2"),
        ("minutes", "2024-02-05", None, "3"),
        ("report", "2024-03-04", "3", None),
    ]


def test_a_pack_whose_titles_stand_above_their_authors() -> None:
    structure = outline(reading_of(TITLE_ABOVE))
    assert named(structure) == ("pack", "Highways Committee", "2024-03-14")
    assert structure.council == "Westmarch County Council"
    assert rows(structure) == [
        ("agenda", "2024-03-14", None, None),
        ("minutes", "2024-02-08", None, None),
        ("minutes", "2024-02-08", None, "1"),
        ("minutes", "2024-02-08", None, "2"),
        ("minutes", "2024-02-08", None, "3"),
        ("report", "2024-03-14", "3", None),
    ]


def test_a_report_under_the_meeting_that_it_is_for() -> None:
    structure = outline(reading_of(UNTOLD))
    assert named(structure) == ("report", "Cabinet", "2024-03-12")
    assert structure.title == "Waste strategy"
    assert rows(structure) == [("report", "2024-03-12", "7", None)]


def test_a_report_alone() -> None:
    structure = outline(reading_of(REPORT))
    assert named(structure) == ("report", "Highways and Transport Committee", "2024-11-05")
    assert structure.title == "Winter gritting on the hill roads"
    assert rows(structure) == [("report", "2024-11-05", None, None), ("appendix", "2024-11-05", None, None)]
    assert structure.parts[1].title == "Appendix 1: Routes gritted first"


def test_a_sheet_that_calls_a_meeting_for_one_matter_is_of_that_matter() -> None:
    sheet = """AGENDA

CABINET

Thursday, 14th March, 2024, at 3.00 pm

UNRESTRICTED ITEMS

1. Apologies

2. Declarations of Interest

3. Consideration of Decision 23/00091 (if required)
"""
    (part,) = outline(reading_of(sheet)).parts
    assert part.item is not None
    assert (part.item.number, part.item.decision_number, part.item.status) == ("3", "23/00091", "no paper")
    (part,) = outline(reading_of(sheet + "\n4. Winter gritting on the hill roads\n")).parts
    assert part.item is None


def test_minutes_alone() -> None:
    structure = outline(reading_of(MINUTES))
    assert named(structure) == ("minutes", "Audit and Governance Committee", "2024-10-03")
    assert {kind for kind, *_ in rows(structure)} == {"minutes"}
    assert [minute for *_, minute in rows(structure)] == [None, "1", "2", "3", "4"]


def test_the_volume_of_an_inquiry_is_no_committee_paper() -> None:
    document = document_of(reading_of(INQUIRY))
    assert named(document.outline) == ("other", None, None)
    assert rows(document.outline) == [("report", None, None, None)]
    assert document.outline.title == "The Bramfield Water Inquiry, Report of the Chair of the Inquiry, Volume 2"
    headings = {passage.heading_path[-1] for passage in cut(document) if passage.heading_path}
    assert "Chapter 2 What should be done" in headings


def test_what_goes_on_counting_in_a_report_is_no_entry_of_the_list() -> None:
    text = (
        "Planning Committee\n12 June 2024\n\nAGENDA\n\n1. Apologies\n2. Trees\n\n"
        "Meeting: Planning Committee\nDate: 12 June 2024\nTitle: Trees\n\n3. Background\n4. Costs\n"
    )
    reading = reading_of(text)
    assert [e.number for e in read_agenda(text)] == ["1", "2", "3", "4"]
    assert [e.number for e in outline(reading).agenda] == ["1", "2"]


def test_bookmarks_of_a_pdf_open_parts() -> None:
    head = "Report to: Planning Committee\nDate: 12 June 2024\nSubject: Trees\nReport of: Head of Parks\n\nSix limes fell.\n"
    bookmarks = (
        Bookmark("Trees", 1, 0),
        Bookmark("24-00108 - Map of the limes", 2, 1),
        Bookmark("PROD", 3, 1),
        Bookmark("Lost", 9, 1),
    )
    reading = reading_of(f"{head}\fA picture\n\fI agree to fell them.\n", bookmarks)
    assert [(p.kind, p.title) for p in outline(reading).parts] == [
        ("report", ""),
        ("appendix", "Map of the limes"),
        ("decision form", "PROD"),
    ]


@pytest.mark.parametrize(
    ("text", "council"),
    [
        ("Georgina Little\nCouncil Chamber\nGeorgina Little\nCouncil\n", None),
        ("The officers of Westmarch District Council met.\n", "Westmarch District Council"),
        ("The County Council met.\n", None),
    ],
)
def test_the_council_is_named_in_one_line(text: str, council: str | None) -> None:
    assert outline(reading_of(text)).council == council


def test_a_paper_of_nothing_is_untitled() -> None:
    structure = outline(reading_of(" \n"))
    assert (structure.kind, structure.title, structure.meeting) == ("other", "Untitled paper", None)


SCRAPS = st.sampled_from(
    [
        *LETTERED.split("\n\n"),
        *TABLED.split("\n\n"),
        *REPORT.split("\n\n"),
        *MINUTES.split("\n\n"),
        *INQUIRY.split("\n\n"),
        "\f",
    ]
)


@given(st.lists(SCRAPS, max_size=30).map("\n\n".join) | st.text(max_size=200))
@settings(deadline=None)
def test_the_parts_of_any_text_tile_it(text: str) -> None:
    reading = reading_of(text)
    structure = outline(reading)
    parts = structure.parts
    assert [p.start for p in parts] == [0, *(p.end for p in parts[:-1])][: len(parts)]
    assert not parts or parts[-1].end == len(reading.text)
    assert all(p.start < p.end for p in parts if reading.text)
    assert all((p.item is None or p.item.meeting == p.meeting) for p in parts)


def test_a_list_of_business_a_minute_and_reports_that_name_their_author_last() -> None:
    structure = document_of(reading_of(SCOTTISH)).outline
    assert [entry.number for entry in structure.agenda] == ["1", "2", "3", "4", "5"]
    assert structure.meeting
    assert structure.meeting.body == "Planning and Environment Committee"
    assert [row for row in rows(structure) if row[0] != "appendix"] == [
        ("agenda", "2024-09-12", None, None),
        ("minutes", "2024-06-06", None, None),
        ("minutes", "2024-06-06", None, "1"),
        ("minutes", "2024-06-06", None, "2"),
        ("minutes", "2024-06-06", None, "3"),
        ("report", "2024-09-12", "3", None),
        ("report", "2024-09-12", "4", None),
    ]
