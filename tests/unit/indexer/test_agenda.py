from hypothesis import given
from hypothesis import strategies as st

from indexer.agenda import read_agenda
from indexer.records import AgendaEntry
from tests.made_papers import LETTERED, paper_of

OPENING = "PLANNING COMMITTEE\n\n12 June 2024\n\nAGENDA\n\nUNRESTRICTED ITEMS\n\n"


def entry(entries: tuple[AgendaEntry, ...], number: str) -> AgendaEntry:
    (found,) = [each for each in entries if each.number == number]
    return found


def test_an_entry_gives_title_decision_number_and_pages() -> None:
    agenda = read_agenda(paper_of("2018-03").text)
    assert [each.number for each in agenda] == [str(n) for n in range(1, 14)]
    seventh = entry(agenda, "7")
    assert seventh.title == "Interim Contracts for the Provision of Carers Services"
    assert (seventh.decision_number, seventh.first_page, seventh.last_page) == ("17/00131", 25, 32)
    assert (seventh.status, seventh.exempt) == ("paper", False)
    assert paper_of("2018-03").text[seventh.start : seventh.end].startswith("- 7 17/00131")


def test_an_entry_without_pages_has_no_paper() -> None:
    first = entry(read_agenda(paper_of("2018-03").text), "1")
    assert (first.title, first.status, first.first_page) == ("Introduction/Webcasting Announcement", "no paper", None)


def test_a_title_may_wrap_before_its_pages() -> None:
    agenda = read_agenda(paper_of("2018-11").text)
    sixth = entry(agenda, "6")
    assert sixth.title == "Adult Social Care Cabinet Committee Meeting Dates for 2019/20 - For Information Only"
    assert (sixth.first_page, sixth.last_page) == (17, 18)
    assert entry(agenda, "2").title == "Membership"


def test_the_dash_of_a_range_may_be_lost() -> None:
    assert "(Pages 29 54)" in paper_of("2023").text
    eighth = entry(read_agenda(paper_of("2023").text), "8")
    assert (eighth.first_page, eighth.last_page) == (29, 54)
    made = read_agenda(
        OPENING
        + "1 Apologies\n2 Trees (Pages 29 54)\n3 Walls (Pages 55 - 60)\n4 Roads (Page 61)\n5 Bins (pp. 62 to 64)\n"
    )
    assert [(e.first_page, e.last_page) for e in made] == [(None, None), (29, 54), (55, 60), (61, 61), (62, 64)]


def test_a_paper_may_be_to_follow() -> None:
    twelfth = entry(read_agenda(paper_of("2023").text), "12")
    assert (twelfth.title, twelfth.status) == ("Enablement and Support Services Update", "to follow")
    assert (twelfth.first_page, twelfth.last_page) == (None, None)


def test_a_paper_without_a_list_has_no_entries() -> None:
    assert read_agenda(paper_of("2021").text) == ()
    assert read_agenda(paper_of("2016").text) == ()


def test_items_of_the_private_part_are_exempt() -> None:
    agenda = read_agenda(OPENING + "1 Apologies\n2 Trees\n\nEXEMPT ITEMS\n\n3 Purchase of a wood\n")
    assert [(e.number, e.exempt) for e in agenda] == [("1", False), ("2", False), ("3", True)]


def test_a_second_part_that_is_open_is_not_exempt() -> None:
    agenda = read_agenda(LETTERED)
    assert [e.number for e in agenda] == ["A1", "A2", "A3", "B1", "B2"]
    assert not any(e.exempt for e in agenda)
    closed = read_agenda(LETTERED.replace("PART B - OPEN TO THE PUBLIC: FOR INFORMATION", "PART B"))
    assert [e.number for e in closed if e.exempt] == ["B1", "B2"]
    hidden = read_agenda(LETTERED.replace("OPEN TO THE PUBLIC: FOR INFORMATION", "not open to the public"))
    assert [e.number for e in hidden if e.exempt] == ["B1", "B2"]


def test_numbers_that_do_not_follow_are_no_entries() -> None:
    agenda = read_agenda(OPENING + "1 Apologies\n2 Trees\n2024 was a dry year\n30 limes\n3 Walls\n")
    assert [e.number for e in agenda] == ["1", "2", "3"]


@given(
    st.text(alphabet="AGEND1234 .()\nPagesTo-follwC:", max_size=200).map(lambda text: OPENING + text)
    | st.text(max_size=100)
)
def test_any_text_is_read_without_failing(text: str) -> None:
    agenda = read_agenda(text)
    assert all(0 <= each.start < each.end <= len(text) for each in agenda)
    assert list(agenda) == sorted(agenda, key=lambda each: each.start)
