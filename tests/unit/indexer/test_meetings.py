import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.lines import split_lines
from indexer.meetings import addressed_meeting, attended_meeting, front_sheet, is_body, minutes_meeting, title_case
from tests.made_papers import paper_of

BODY = "Adult Social Care Cabinet Committee"


@pytest.mark.parametrize(
    ("year", "date", "venue"),
    [
        ("2018-03", dt.date(2018, 3, 9), "Darent Room, Sessions House, County Hall"),
        ("2018-11", dt.date(2018, 11, 30), "Council Chamber - Sessions House"),
        ("2023", dt.date(2023, 9, 13), "Council Chamber, Sessions House, County Hall, Maidstone"),
    ],
)
def test_the_front_sheet_names_body_date_and_venue(year: str, date: dt.date, venue: str) -> None:
    sheet = front_sheet(split_lines(paper_of(year).text, 0, 1500))
    assert (sheet.body, sheet.date, sheet.venue, sheet.council) == (BODY, date, venue, None)


def test_a_council_is_not_the_body_where_a_committee_is_named() -> None:
    sheet = front_sheet(split_lines("EASTVALE BOROUGH COUNCIL\n\nPlanning Committee\n\n12 June 2024, 7.00 pm\n"))
    assert (sheet.council, sheet.body, sheet.date) == (
        "Eastvale Borough Council",
        "Planning Committee",
        dt.date(2024, 6, 12),
    )


def test_the_council_itself_may_meet() -> None:
    sheet = front_sheet(split_lines("The Corporation of the Township of Elmford\n\nTuesday, February 18, 2025\n"))
    assert (sheet.body, sheet.date) == ("The Corporation of the Township of Elmford", dt.date(2025, 2, 18))


def test_a_sheet_that_says_nothing_names_nothing() -> None:
    sheet = front_sheet(split_lines("A book of recipes\n\nBread and soup\n"))
    assert (sheet.body, sheet.date, sheet.venue, sheet.council) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "body", "date"),
    [
        (
            "MINUTES of A meeting of the Planning Committee held at Town Hall on Friday, 19th January, 2018.",
            "Planning Committee",
            "2018-01-19",
        ),
        (
            "MINUTES of a meeting of the Planning Committee held at online on\nWednesday, 29th September, 2021.",
            "Planning Committee",
            "2021-09-29",
        ),
        ("Minutes of the Audit Committee held on Thursday 3 October 2024", "Audit Committee", "2024-10-03"),
        ("Minutes of the proceedings of the Town Council held on 3 October 2024", "Town Council", "2024-10-03"),
        (
            "A regular meeting of the Township of Elmford Council was held on Tuesday, February 18, 2025",
            "Township of Elmford Council",
            "2025-02-18",
        ),
    ],
)
def test_minutes_say_which_meeting_they_record(text: str, body: str, date: str) -> None:
    meeting = minutes_meeting(text)
    assert meeting is not None
    assert (meeting.body, str(meeting.date)) == (body, date)


@pytest.mark.parametrize(
    "text",
    ["Minutes of the meeting held on 19 January 2018", "MINUTES of a meeting of the Board held at noon", "Minutes"],
)
def test_a_title_or_an_undated_opening_is_no_meeting(text: str) -> None:
    assert minutes_meeting(text) is None


def test_minutes_name_their_venue() -> None:
    meeting = minutes_meeting(
        "MINUTES of a meeting of the Board held at Council Chamber, County Hall on Friday, 19th January, 2018."
    )
    assert meeting is not None
    assert meeting.venue == "Council Chamber, County Hall"


@pytest.mark.parametrize(
    ("lines", "body", "first"),
    [
        ("SCRUTINY BOARD\nTUESDAY, 16TH JANUARY, 2024", "Scrutiny Board", "SCRUTINY"),
        (
            "Dull prose before it.\nDraft Minutes\nEastvale Borough Council\nPlanning Committee\n16 January 2024",
            "Planning Committee",
            "Draft",
        ),
        (
            "At a meeting of the Executive Board held in the Town Hall on Tuesday 16 January 2024\nat 10.00 am",
            "Executive Board",
            "At a",
        ),
    ],
)
def test_the_lines_above_present_name_the_meeting(lines: str, body: str, first: str) -> None:
    found = attended_meeting(split_lines(lines))
    assert found is not None
    assert (found[1].body, found[1].date) == (body, dt.date(2024, 1, 16))
    assert lines[found[0] :].startswith(first)


@pytest.mark.parametrize("lines", ["SCRUTINY BOARD\nno date", "16 January 2024\nno body here", ""])
def test_without_body_or_date_they_name_none(lines: str) -> None:
    assert attended_meeting(split_lines(lines)) is None


@pytest.mark.parametrize(
    "value",
    [
        f"{BODY} – 9 March 2018",
        f"\t{BODY} –\n9 March 2018",
        f"**{BODY}** - 9 March 2018",
        f"{BODY}, Friday 9 March 2018",
        f"{BODY.upper()} – 9 MARCH 2018",
    ],
)
def test_a_report_is_addressed_to_a_meeting(value: str) -> None:
    meeting = addressed_meeting(value)
    assert meeting is not None
    assert (meeting.body.removesuffix(", Friday"), meeting.date) == (BODY, dt.date(2018, 3, 9))


@pytest.mark.parametrize("value", ["All staff – 9 March 2018", BODY, "9 March 2018", ""])
def test_what_names_no_body_or_no_date_is_no_meeting(value: str) -> None:
    assert addressed_meeting(value) is None


@pytest.mark.parametrize(
    ("name", "cased"),
    [
        ("ADULT SOCIAL CARE CABINET COMMITTEE", BODY),
        ("HEALTH AND WELLBEING BOARD", "Health and Wellbeing Board"),
        ("DoLS Board", "DoLS Board"),
    ],
)
def test_names_in_capitals_are_written_as_in_a_sentence(name: str, cased: str) -> None:
    assert title_case(name) == cased


@pytest.mark.parametrize(
    "text",
    ["The Committee was asked to note it.", "Cabinet Member: Clair Bell", "the board", "Trees in Station Road", ""],
)
def test_a_sentence_is_no_body(text: str) -> None:
    assert not is_body(text)


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    front_sheet(split_lines(text))
    minutes_meeting(text)
    addressed_meeting(text)
    attended_meeting(split_lines(text))
