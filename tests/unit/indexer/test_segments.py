import datetime as dt

import pytest

from indexer.agenda import read_agenda
from indexer.minutes import find_minutes_openings
from indexer.records import AgendaEntry, Bookmark, Meeting, Reading
from indexer.reports import ReportHeader, find_headers
from indexer.segments import Segment, find_segments, page_start
from indexer.stamps import find_stamps
from tests.made_papers import paper_of, reading_of

MEETING = Meeting("Planning Committee", dt.date(2024, 6, 12))
PROSE = "The council owns 410 miles of road and grits the half of them.\n"


def segments(reading: Reading) -> tuple[Segment, ...]:
    text = reading.text
    return find_segments(
        reading, read_agenda(text), find_headers(text), find_minutes_openings(text), find_stamps(reading)
    )


def opened(reading: Reading) -> list[tuple[str | None, str]]:
    return [(s.entry.number if s.entry else s.stamped, reading.text[s.start :].strip()[:20]) for s in segments(reading)]


def header(subject: str, decision: str = "") -> str:
    number = f"Decision Number: {decision}\n" if decision else ""
    return (
        f"From: The Director\nTo: Planning Committee – 12 June 2024\n{number}Subject: {subject}\n\nSummary: {PROSE}\n"
    )


def pack(*entries: str) -> str:
    return "PLANNING COMMITTEE\n\n12 June 2024\n\nAGENDA\n\n" + "\n".join(entries) + "\n\nThe Clerk\n\n"


def test_a_report_is_matched_by_decision_number_against_another_title() -> None:
    found = {s.entry.number: s for s in segments(paper_of("2018-03").reading) if s.entry}
    assert found["8"].header is not None
    assert found["8"].entry is not None
    assert found["8"].header.subject.startswith("PROPOSED REVISION OF RATES PAYABLE")
    assert found["8"].entry.title == "Adults Rates and Charges 2018-19"


def test_a_number_outweighs_a_title() -> None:
    text = pack("1 Roads 24/00011", "2 Walls 24/00012") + header("Walls", "24/00011") + header("Roads", "24/00012")
    reading = reading_of(text)
    assert [(s.entry and s.entry.number, s.header and s.header.decision_number) for s in segments(reading)] == [
        ("1", "24/00011"),
        ("2", "24/00012"),
    ]


def test_order_settles_what_titles_do_not() -> None:
    text = pack("1 Apologies", "2 Trees (Pages 3 - 4)", "3 Walls (Pages 5 - 6)", "4 Roads (Pages 7 - 8)")
    text += header("Trees in Station Road") + header("The garden of the Town Hall: walls") + header("Roads")
    assert [number for number, _ in opened(reading_of(text))] == ["2", "3", "4"]


def test_a_paper_within_a_paper_opens_nothing() -> None:
    text = (
        pack("1 Apologies", "2 Trees (Pages 3 - 4)") + header("Trees") + header("An earlier and quite different thing")
    )
    assert [number for number, _ in opened(reading_of(text))] == ["2"]


def test_stamps_give_the_items_of_a_pack_without_a_list() -> None:
    found = segments(paper_of("2021").reading)
    assert [s.stamped for s in found] == ["4", "5", "6", "7", "8", "9", "10", "11", "13"]
    assert all(paper_of("2021").text[s.start :].strip().startswith("Agenda Item") for s in found)
    assert found[0].minutes_of is not None
    assert found[0].minutes_of.date == dt.date(2021, 9, 29)


def test_slides_without_a_header_are_found_under_another_title() -> None:
    (found,) = [s for s in segments(paper_of("2023").reading) if s.entry and s.entry.number == "11"]
    assert found.header is None
    assert paper_of("2023").text[found.start :].startswith("Housing and Community Support Review")


def test_an_item_whose_paper_is_to_follow_has_none() -> None:
    assert "12" not in {number for number, _ in opened(paper_of("2023").reading)}


def test_a_paper_without_a_header_is_found_by_its_stamp_or_bookmark() -> None:
    entries = pack("1 Apologies", "2 Trees (Pages 3 - 4)", "3 Walls (Pages 5 - 6)")
    text = f"{entries}\f{header('Trees')}\fA talk on walls\n{PROSE}"
    by_stamp = reading_of(text.replace("A talk", "Agenda Item 3\nA talk"))
    assert opened(by_stamp)[1] == ("3", "Agenda Item 3\nA talk")
    by_bookmark = reading_of(text, (Bookmark("2 Trees", 2, 0), Bookmark("3 Walls", 3, 0)))
    assert opened(by_bookmark)[1] == ("3", "A talk on walls\nThe ")


def test_minutes_begin_with_the_councils_name_above_them() -> None:
    for year in ("2018-03", "2018-11", "2023"):
        (minutes,) = [s for s in segments(paper_of(year).reading) if s.minutes_of]
        assert paper_of(year).text[minutes.start :].strip().startswith("KENT COUNTY COUNCIL")


def test_in_a_pdf_a_paper_begins_with_its_page() -> None:
    reading = reading_of(f"{pack('1 Apologies', '2 Trees (Pages 3 - 4)')}\fDRAFT\n{header('Trees')}")
    (trees,) = segments(reading)
    assert reading.text[trees.start :].startswith("DRAFT")


@pytest.mark.parametrize(("offset", "start"), [(0, 0), (3, 0), (5, 5), (9, 5)])
def test_the_page_of_an_offset(offset: int, start: int) -> None:
    assert page_start(reading_of("0123\f5678\n"), offset) == start
    assert page_start(reading_of("0123\n5678\n"), offset) == offset


def test_without_a_list_every_header_opens_a_paper() -> None:
    reading = reading_of(header("Trees") + header("Walls"))
    assert [(s.entry, s.stamped) for s in segments(reading)] == [(None, None), (None, None)]
    assert [s.header.subject for s in segments(reading) if isinstance(s.header, ReportHeader)] == ["Trees", "Walls"]
    assert not any(isinstance(s.entry, AgendaEntry) for s in segments(reading))
