import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.minutes import Minutes, find_minutes_openings, read_minutes
from indexer.records import Item, Meeting
from tests.made_papers import LETTERED, MINUTES, TABLED, between, paper_of

MEETING = Meeting("Planning Committee", dt.date(2024, 5, 8))


def read(text: str) -> Minutes:
    return read_minutes(text, 0, len(text), MEETING)


def items(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(m.item.number, m.item.minute, m.item.title) for m in read(text).minutes]


def of(year: str, first: str, last: str) -> list[Item]:
    return [m.item for m in read(between(paper_of(year).text, first, last)).minutes]


def test_minutes_inside_a_pack_are_those_of_the_meeting_before() -> None:
    ((start, meeting),) = find_minutes_openings(paper_of("2018-03").text)
    assert (meeting.body, meeting.date) == ("Adult Social Care Cabinet Committee", dt.date(2018, 1, 19))
    assert paper_of("2018-03").text[start:].startswith("MINUTES of A meeting")


@pytest.mark.parametrize(("year", "date"), [("2018-11", "2018-09-27"), ("2021", "2021-09-29"), ("2023", "2023-07-06")])
def test_each_pack_holds_the_minutes_of_one_meeting(year: str, date: str) -> None:
    assert [str(meeting.date) for _, meeting in find_minutes_openings(paper_of(year).text)] == [date]


def test_a_plan_holds_no_minutes() -> None:
    assert find_minutes_openings(paper_of("2016").text) == ()


def test_an_item_number_may_stand_on_the_same_line_or_the_next_or_two_down() -> None:
    one, two, three = of("2023", "138. Declarations", "141. Strategic")
    assert (one.minute, one.number) == ("138", "3")
    assert (two.minute, two.number, two.title) == ("139", "4", "Minutes of the meeting held on 17 May 2023")
    assert (three.minute, three.number) == ("140", "5")


def test_the_mark_of_an_item_may_be_damaged() -> None:
    text = between(paper_of("2023").text, "140. Verbal", "142. Carers")
    assert "(*Item. 5*)" in text
    assert "*(ltem. 6)*" in text
    assert items(text) == [
        ("5", "140", "Verbal Updates by Cabinet Member and Corporate Director"),
        ("6", "141", "Strategic Partnership Agreement for Neurodiversity"),
    ]


def test_a_minute_number_may_stand_alone_with_its_title_lines_later() -> None:
    found = of("2021", "19.\n\nMaking", "23.\n\nWork Programme - 2021/22\n(Item. 12)")
    assert [(i.minute, i.number) for i in found] == [("19", "8"), ("20", "9"), ("21", "10"), ("22", "11"), ("23", "12")]
    assert found[1].title == (
        "Local Government And Social Care Ombudsman Public Report On Deprivation Of Liberty Safeguards (Dols) In Kent"
    )
    assert (found[2].title, found[2].decision_number) == (
        "Care And Support In The Home Service Phase 2 - Supported Living",
        "21/00081",
    )


def test_paragraphs_inside_a_minute_open_none() -> None:
    minute = between(paper_of("2018-11").text, "103. 18/00055", "104. 18/00041")
    assert "\n1. " in minute or "\n(a) " in minute
    found = read(minute).minutes
    assert [(m.item.minute, m.item.number, m.item.decision_number) for m in found] == [("103", "7", "18/00055")]
    assert found[0].item.title == "Direct Payment Support Service"


def test_numbers_that_do_not_rise_open_no_minute() -> None:
    assert items("56. Apologies\n(Item 2)\nNone.\n2019. Another year\n(Item 3)\n57. Trees\n(Item 4)\n") == [
        ("2", "56", "Apologies"),
        ("4", "57", "Trees"),
    ]


def test_minutes_may_be_numbered_by_year() -> None:
    ((start, meeting),) = find_minutes_openings(LETTERED)
    assert (meeting.body, meeting.date) == ("Housing and Communities Scrutiny Board", dt.date(2024, 1, 16))
    assert LETTERED[start:].startswith("HOUSING AND COMMUNITIES SCRUTINY BOARD\n\nTUESDAY")
    assert items(between(LETTERED, "PRESENT", "March 2024.")) == [
        (None, "45/23", "Apologies for absence"),
        (None, "46/23", "Empty homes"),
        (None, "47/23", "Date and time of next meeting"),
    ]


def test_numbers_may_count_up_behind_their_year() -> None:
    minutes = (
        "24/061 Apologies for absence\nNone.\n\n24/062 Planning applications\nP/24/0123 3 Church Lane. RESOLVED: to object.\n\n"
        "24/063 Recreation ground\n24/24 swings are safe. RESOLVED to accept the quotation.\n"
    )
    assert items(minutes) == [
        (None, "24/061", "Apologies for absence"),
        (None, "24/062", "Planning applications"),
        (None, "24/063", "Recreation ground"),
    ]


def test_headings_in_bold_may_be_all_there_is() -> None:
    assert items(between(TABLED, "**Present:**", "note the report.")) == [
        (None, None, "Public questions"),
        (None, None, "Shop fronts in the High Street"),
        (None, None, "Enforcement"),
    ]


def test_headings_may_rise_by_one() -> None:
    assert items(MINUTES) == [
        (None, "1", "Apologies for absence"),
        (None, "2", "Declarations of interest"),
        (None, "3", "Internal audit"),
        (None, "4", "Date of the next meeting"),
    ]


def test_motions_may_be_numbered() -> None:
    text = (
        "R2025-034 J. Scott, S. Foote:\nThat the minutes be adopted as circulated. Carried.\n\n"
        "R2025-035 S. Foote, J. Scott:\nThat the meeting be adjourned.  Time: 6:55 p.m.\n"
    )
    assert items(text) == [
        (None, "R2025-034", "the minutes be adopted as circulated"),
        (None, "R2025-035", "the meeting be adjourned"),
    ]


def test_minutes_without_headings_are_one_stretch() -> None:
    assert items("The committee met. It was resolved that the report be noted.\n2021/22 was a good year.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "15.\n\nMinutes of the Planning Committee held on 22 June 2021\n(Item. 4)\n",
        "The minutes of a meeting of the Planning Committee held on 22 June 2021 were approved.\n",
        "AGENDA\nPlanning Committee\n22 June 2021\nAGENDA\nPresent: nobody\n",
        "Planning Committee\n22 June 2021\nPresent the report to the members.\n",
    ],
)
def test_a_mention_of_minutes_opens_none(text: str) -> None:
    assert find_minutes_openings(text) == ()


@given(
    st.text(alphabet="0123456789.()*ItemRESOLVD \n/-aA", max_size=200)
    | st.lists(
        st.sampled_from(["12/34 ", "12/35 ", "R2-3\n", "Carried.\n", "LOST\n", "For: 3\n", "\n", "a wall. "])
    ).map("".join)
    | st.text(max_size=100)
)
def test_the_minutes_of_any_text_lie_apart_in_order(text: str) -> None:
    found = read(text).minutes
    assert all(before.start < before.end <= after.start for before, after in itertools.pairwise(found))
    assert not found or found[-1].end <= len(text)
    find_minutes_openings(text)


@pytest.mark.parametrize(
    "result",
    [
        "Tree works - withdrawn\nShed\nRESOLVED: to object to the shed.",
        "Amendment that two be kept: Defeated.\nThe motion as amended was carried with thanks.",
        "That the by-law which was tabled\nin March be adopted. Carried 5-0.",
    ],
)
def test_a_motion_is_not_cut_before_its_last_result(result: str) -> None:
    text = f"R2025-034 J. Scott:\n{result}\n\nR2025-035 S. Foote:\nThat the meeting be adjourned. Carried.\n"
    assert result in text[: read(text).minutes[0].end]


def test_a_motion_ends_with_its_result_and_what_is_minuted_after_it_is_of_none() -> None:
    text = (
        "R2025-034 J. Scott, S. Foote:\nThat the limes be felled.\nCarried.\nFor: 3 Against: 2\n\n"
        "R2025-035 S. Foote, J. Scott:\nThat the accounts be paid. Carried.\n\nCouncillor Foote left the table.\n\n"
        "R2025-036 S. Foote, J. Scott:\nThat the meeting be adjourned. Carried.\n\nMayor:\n"
    )
    ends = [text[: minute.end].splitlines()[-1] for minute in read(text).minutes]
    assert ends == ["", "That the accounts be paid. Carried.", "That the meeting be adjourned. Carried."]
