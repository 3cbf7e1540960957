import datetime as dt
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Meeting
from indexer.reports import ReportHeader, find_headers
from tests.made_papers import LETTERED, REPORT, TABLED, paper_of

BODY = "Adult Social Care Cabinet Committee"


def subjects(year: str) -> list[str]:
    return [header.subject for header in find_headers(paper_of(year).text)]


def one(text: str) -> ReportHeader:
    (header,) = find_headers(text)
    return header


@pytest.mark.parametrize(("year", "count"), [("2016", 0), ("2018-03", 9), ("2018-11", 7), ("2021", 8), ("2023", 5)])
def test_each_report_of_a_pack_has_one_header(year: str, count: int) -> None:
    headers = find_headers(paper_of(year).text)
    assert len(headers) == count
    meeting = paper_of(year).outline.meeting
    assert all(header.meeting and meeting and header.meeting.date == meeting.date for header in headers)
    assert all(paper_of(year).text[h.start :].lstrip(" \t").startswith(("From:", "By:")) for h in headers)


def test_labels_and_values_may_stand_on_separate_lines() -> None:
    header = find_headers(paper_of("2021").text)[1]
    assert header.subject.startswith("MAKING A DIFFERENCE EVERY DAY")
    assert (header.meeting, header.decision_number) == (Meeting(BODY, dt.date(2021, 12, 1)), "21/00091")


def test_a_key_decision_number_stands_inside_a_header() -> None:
    assert re.search(r"Key decision no:\s+21/00103", paper_of("2021").text)
    assert find_headers(paper_of("2021").text)[2].decision_number == "21/00103"


def test_to_may_be_spelt_in_cyrillic() -> None:
    assert "\nТо:\t" in paper_of("2023").text
    header = find_headers(paper_of("2023").text)[0]
    assert (header.meeting, header.decision_number) == (Meeting(BODY, dt.date(2023, 9, 13)), "23/00074")


def test_values_may_be_shifted_by_a_row() -> None:
    header = find_headers(paper_of("2023").text)[1]
    assert (header.subject, header.decision_number) == ("Community Equipment Service", "23/00078")


def test_a_report_may_open_with_by() -> None:
    header = find_headers(paper_of("2018-03").text)[0]
    assert paper_of("2018-03").text[header.start :].startswith("By: Mr G K Gibbens")
    assert header.subject == "Verbal Updates by the Cabinet Member and Corporate Director"
    assert header.classification == "Unrestricted"


def test_a_colon_may_be_missing() -> None:
    header = one(
        f"From:  The Director\n\nTo:  {BODY} – 9 March 2018\n\nDecision No 17/00136\n\nSubject: **RATES**\n\nSummary: This\n"
    )
    assert (header.subject, header.decision_number) == ("RATES", "17/00136")


def test_a_record_of_decision_is_no_header() -> None:
    text = paper_of("2018-03").text
    start = text.index("KENT COUNTY COUNCIL – PROPOSED RECORD OF DECISION")
    assert find_headers(text[start : text.index("From: Graham", start)]) == ()


def test_a_report_of_a_director_needs_no_labels() -> None:
    damp, garages = find_headers(LETTERED)
    board = Meeting("Housing and Communities Scrutiny Board", dt.date(2024, 3, 12))
    assert (damp.subject, damp.meeting, damp.number) == ("DAMP AND MOULD IN COUNCIL HOMES", board, "A3")
    assert LETTERED[damp.start :].startswith("Item A3")
    assert (garages.subject, garages.meeting, garages.number) == ("GARAGE SITES", board, "B1")


def test_its_title_may_stand_above_it() -> None:
    header = one(
        "Cabinet\n\n13 March 2024\n\nA new library for Elmford\n\nReport of Corporate Management Team\n\nElectoral "
        "divisions: All\n"
    )
    assert (header.subject, header.meeting) == ("A new library for Elmford", Meeting("Cabinet", dt.date(2024, 3, 13)))


@pytest.mark.parametrize(
    "text",
    [
        "4. Damp in council homes\nReport of the Director of Housing\n5. Garage sites\n",
        "The report of the Director to Cabinet on 12 March 2024 was noted.\n",
        "Planning Committee\n12 March 2024\nReport of the Director of Housing\n",
        "12 March 2024\nDamp\nReport of the Director of Housing\nAs above\n",
    ],
)
def test_a_report_that_is_only_mentioned_opens_nothing(text: str) -> None:
    assert find_headers(text) == ()


def test_a_header_may_be_a_table() -> None:
    mill, station = find_headers(TABLED)
    assert (mill.subject, station.subject) == ("Parking at Mill Lane", "Trees in Station Road")
    assert mill.meeting == station.meeting == Meeting("Planning Committee", dt.date(2024, 6, 12))


def test_a_report_alone_may_open_with_its_title() -> None:
    header = one(REPORT)
    assert header.start == 0
    assert (header.subject, header.meeting) == (
        "Winter gritting on the hill roads",
        Meeting("Highways and Transport Committee", dt.date(2024, 11, 5)),
    )


@pytest.mark.parametrize(("line", "number"), [("Agenda item: 7", "7"), ("Item No: B2", "B2"), ("Item: none", None)])
def test_a_header_may_give_the_number_of_its_item(line: str, number: str | None) -> None:
    assert one(f"Report to: Planning Committee\nDate: 12 June 2024\n{line}\nSubject: Trees\n").number == number


def test_letters_and_mails_are_no_reports() -> None:
    assert (
        find_headers("From: A. Hill\nTo: B. Dale\n\nDear B.\n\nSubject to your agreement we meet on 9 March 2018.\n")
        == ()
    )
    assert find_headers("From: Monday\nTo: Friday\n") == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "From:",
                "To:",
                "To: Cabinet – 1 May 2020",
                "Subject: X",
                "Title:",
                "Date: 1 May 2020",
                "| To: | B |",
                "Report of the Director",
                "",
                "Cabinet",
                "1 May 2020",
                "prose.",
            ]
        )
    ).map("\n".join)
    | st.text(max_size=100)
)
def test_any_text_is_read_without_failing(text: str) -> None:
    headers = find_headers(text)
    assert all(0 <= h.start <= h.end <= len(text) for h in headers)
    assert all(a.start < b.start for a, b in itertools.pairwise(headers))
