"""Questions about a meeting as such, put to the packs of 9 March 2018 and 13 September 2023."""

import datetime as dt

import pytest

from server.results import Filters
from tests.served import asked


def quotes(answer):
    return [sentence.text for sentence in answer.sentences if sentence.quoted]


def framing(answer):
    return [sentence.text for sentence in answer.sentences if not sentence.quoted]


@pytest.mark.parametrize(
    "question",
    ["agenda for 9 March 2018", "list the items of the March 2018 meeting", "what was discussed on 9 March 2018?"],
)
def test_the_items_of_an_agenda_come_whole_in_order_with_numbers_and_pages(council, question):
    answer = council.ask(asked(question))
    told = quotes(answer)
    assert [int(line.split()[0]) for line in told] == list(range(1, 14))
    assert told[6] == "7 17/00131 - Interim Contracts for the Provision of Carers Services (Pages 25 - 32)"
    assert {citation.part for citation in answer.citations} == {"agenda"}
    assert answer.summary == "13 items, 9 March 2018"


def test_without_an_agenda_list_the_minutes_tell_the_items(council):
    answer = council.ask(asked("what was on the agenda for 6 July 2023"))
    told = quotes(answer)
    assert told[0] == "137. Apologies and Substitutes (Item. 2)"
    assert told[5] == "142. Carers' Short Breaks Service (Item. 7)"
    assert len(told) == 11
    assert "The minutes of the Adult Social Care Cabinet Committee, 6 July 2023" in framing(answer)[0]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who attended on 6 July 2023", "PRESENT: Mr A M Ridgers (Chairman), Mr S R Campkin"),
        ("who was present at the last meeting?", "PRESENT: Mr A M Ridgers (Chairman), Mr S R Campkin"),
        ("which officers attended on 6 July 2023", "IN ATTENDANCE: Richard Smith"),
        ("who gave apologies in January 2018", "Apologies for absence were received from Mrs S Chandler"),
        ("who was absent on 6 July 2023", "Apologies had been received from Mr Simon Webb"),
    ],
)
def test_who_was_there_and_who_was_not(council, question, words):
    assert quotes(council.ask(asked(question)))[0].startswith(words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who chaired the meeting in January 2018", "PRESENT: Mrs P T Cole (Chairman)"),
        ("who is the chair of the committee", "Conservative (12): Mr A M Ridgers (Chairman)"),
    ],
)
def test_who_chaired_is_quoted_up_to_the_name_of_the_chair(council, question, words):
    assert quotes(council.ask(asked(question))) == [words]


def test_of_a_meeting_without_minutes_it_is_said_that_they_are_not_there(council):
    answer = council.ask(asked("who attended on 9 March 2018"))
    assert (answer.status, answer.sentences) == ("no_evidence", ())
    assert answer.summary == (
        "The papers do not say: the minutes of the Adult Social Care Cabinet Committee, 9 March 2018, are not among them."
    )


def test_the_next_meeting_is_the_first_after_the_newest_paper_or_after_the_day_named(council):
    assert quotes(council.ask(asked("when is the next meeting"))) == ["15 NOVEMBER 2023 at 2pm"]
    assert council.ask(asked("when is the next meeting after 9 March 2018")).summary.startswith("17 April 2018")
    assert council.ask(asked("when does the committee meet next", as_of=dt.date(2018, 4, 1))).summary.startswith(
        "17 April 2018"
    )


def test_after_the_last_date_that_papers_give_there_is_no_next_one(council):
    answer = council.ask(asked("when is the next meeting after 1 January 2025"))
    assert answer.status == "no_evidence"
    assert "give no date of a meeting after 1 January 2025" in answer.summary


@pytest.mark.parametrize(
    ("question", "day", "words"),
    [
        ("what will come to the committee in May 2018", "18 May 2018", "Recommissioning of Infrastructure Support"),
        ("what is on the agenda of the next meeting", "15 November 2023", "Accommodation Strategy"),
        ("what is on the agenda for 18 January 2024", "18 January 2024", "2024"),
    ],
)
def test_what_is_planned_comes_from_the_work_programme_and_says_so(council, question, day, words):
    answer = council.ask(asked(question))
    assert answer.summary == f"Planned for {day}"
    assert any(words in quote for quote in quotes(answer))
    assert framing(answer)[0].startswith(f"Planned for the meeting of {day}, as the papers of")


def test_lines_of_standing_items_are_left_out_of_what_is_planned(council):
    told = quotes(council.ask(asked("what is planned for 3 July 2024")))
    assert not any("Apologies and Subs" in line for line in told)


@pytest.mark.parametrize(
    "question",
    [
        "what was said about carers on 6 July 2023",
        "who attended the carers event",
        "what was decided on 6 July 2023",
        "item 7 of the meeting of 9 March 2018",
    ],
)
def test_a_question_with_a_matter_of_its_own_is_not_of_the_meeting(council, question):
    assert not council.ask(asked(question)).summary.endswith("items, 6 July 2023")
    assert not any("have these items" in line for line in framing(council.ask(asked(question))))


def test_a_filter_keeps_out_what_it_keeps_out(council):
    only = Filters(date_to=dt.date(2018, 12, 31))
    answer = council.ask(asked("who attended on 6 July 2023", date_to=only.date_to))
    assert not any("Ridgers" in quote for quote in quotes(answer))


def test_the_last_meeting_is_the_last_one_with_minutes_and_its_motions_stand_under_their_titles(council):
    answer = council.ask(asked("what happened in the last meeting"))
    told = quotes(answer)
    assert answer.summary.startswith("8 outcomes recorded on 6 July 2023")
    at = told.index("142. Carers' Short Breaks Service (Item. 7)")
    assert told[at + 1] == "RESOLVED recommendations were agreed upon as outlined in the report."


def test_an_item_named_by_number_and_meeting_is_answered_by_its_own_record(council):
    answer = council.ask(asked("was item 7 approved in March 2018"))
    assert answer.outcome == "proposed"
    assert "Interim Contracts for the Provision of Carers Services" in framing(answer)[0]
