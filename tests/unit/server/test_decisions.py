from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from indexer.records import Decision, Item, Meeting, Outcome
from server.decisions import is_bare, opened, trail

BODY = "Culture Cabinet Committee"
MARCH = Meeting(BODY, dt.date(2025, 3, 6))
MAY = Meeting(BODY, dt.date(2025, 5, 8), "County Hall")
AGREED = "RESOLVED the recommendations were agreed as outlined in the report."


def decision(
    outcome: Outcome,
    text: str,
    *,
    meeting: Meeting = MARCH,
    number: str | None = "7",
    title: str = "Library Opening Hours",
    decided: str | None = None,
    advisory: bool = False,
    minute: str | None = None,
) -> Decision:
    item = Item(meeting, number, minute, title, decided)
    return Decision("d0c", item, meeting, outcome, advisory, None, text, 0, len(text), text, 0, len(text), decided)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        (AGREED, True),
        ("RESOLVED recommendations were agreed upon as outlined in the report.", True),
        ("RESOLVED that the recommendations set out in the report be approved.", True),
        ("RESOLVED that the report be noted.", False),
        ("RESOLVED that Cabinet agree to buy the harbour from the trustees for £1m.", False),
    ],
)
def test_a_resolution_is_bare_when_it_says_nothing_without_its_report(text: str, bare: bool) -> None:
    assert is_bare(decision("resolved", text)) is bare
    assert not is_bare(decision("proposed", text))


def test_a_bare_resolution_opens_to_the_report_of_its_item() -> None:
    minute = decision("resolved", AGREED, meeting=replace(MARCH, venue="Online"), minute="41")
    asked = decision("proposed", "The Committee is asked to agree the hours.")
    other = decision("proposed", "The Committee is asked to note.", number="8", title="Museums")
    found = opened(minute, [other, asked])
    assert (found.proposal, found.strength, found.reason) == (asked, "same item", None)


def test_another_meeting_s_report_is_never_opened_however_like() -> None:
    minute = decision("resolved", AGREED)
    later = decision("proposed", "The Committee is asked to agree the hours.", meeting=MAY, decided="25/00012")
    found = opened(replace(minute, number="25/00012"), [later])
    assert found.proposal is None
    assert found.reason == "The report is not among these papers: they hold no report to the meeting of 6 March 2025."


def test_a_report_is_found_by_decision_number_and_by_title_where_item_numbers_fail() -> None:
    minute = decision("resolved", AGREED, number="9", title="Hours", decided="25/00012")
    by_number = decision("proposed", "asked to agree", number=None, decided="25/00012")
    by_title = decision("proposed", "asked to agree", number=None, title="25/00013 – HOURS")
    assert opened(minute, [by_title, by_number]).strength == "same decision number"
    assert opened(replace(minute, number=None), [by_title]).strength == "same title and body"


def test_meetings_without_a_date_are_not_taken_for_one() -> None:
    unknown = Meeting(BODY, None)
    assert (
        opened(decision("resolved", AGREED, meeting=unknown), [decision("proposed", "asked", meeting=unknown)]).proposal
        is None
    )


def test_what_cannot_be_opened_says_why() -> None:
    minute = decision("resolved", AGREED)
    twice = [decision("proposed", "asked to agree"), decision("proposed", "asked to buy a boat")]
    assert (
        opened(minute, twice).reason == "The report of that item asks for 2 things, and the minute does not say which."
    )
    assert minute.item is not None
    exempt = replace(minute, item=replace(minute.item, part="exempt"))
    assert opened(exempt, []).reason == "The report is exempt from publication."
    assert opened(replace(minute, item=None), []).reason == "The minute does not say which report it is about."
    strange = decision("proposed", "asked to note", number="8", title="Museums")
    assert opened(minute, [strange]).reason == (
        "The report is not among these papers, which hold other reports to the meeting of 6 March 2025."
    )


def test_a_trail_goes_from_announcement_to_decision_with_words_that_prove_each_step() -> None:
    cabinet = Meeting("Cabinet", dt.date(2025, 5, 1))
    announced = decision(
        "forthcoming", "25/00012 – Library Hours", number=None, title="Library Hours", decided="25/00012"
    )
    asked = decision("proposed", "asked to endorse", decided="25/00012")
    viewed = decision("endorsed", "be endorsed", decided="25/00012", advisory=True, minute="41")
    decided = decision("resolved", "RESOLVED that the hours be agreed.", meeting=cabinet, decided="25/00012")
    told = decision(
        "reported", "Decision 25/0012 was taken in May 2025.", meeting=MAY, number="3", title="Annual Report"
    )
    stranger = decision("noted", "RESOLVED that the report be noted.", number="8", title="Museums")
    links = trail("25/0012", [stranger, told, decided, viewed, asked, announced])
    assert [link.stage for link in links] == ["forthcoming", "proposed", "committee's view", "decision", "reported"]
    assert [link.strength for link in links] == ["same decision number"] * 4 + ["explicit cross-reference"]
    assert links[0].proof == "25/00012 – Library Hours"
    assert links[1].proof == "Library Opening Hours (25/00012)"
    assert links[4].proof == "Decision 25/0012 was taken in May 2025."


def test_an_item_without_a_number_is_followed_by_title_and_body_and_weaker_links_say_so() -> None:
    asked = decision("proposed", "asked to endorse", meeting=MARCH)
    again = decision("noted", "be noted", meeting=MAY, number="4", minute="50", advisory=True)
    like = decision("proposed", "asked to note", meeting=MAY, number="5", title="Library Opening Hours Consultation")
    elsewhere = decision(
        "resolved", "RESOLVED", meeting=Meeting("Bus Panel", dt.date(2025, 6, 1)), title="Work Programme"
    )
    assert asked.item is not None
    links = trail(asked.item, [like, again, asked, elsewhere])
    assert [(link.strength, link.decision.outcome) for link in links] == [
        ("same item", "proposed"),
        ("possibly related", "proposed"),
        ("same title and body", "noted"),
    ]


def test_a_standing_item_is_not_linked_to_the_next_one() -> None:
    first = decision("noted", "be noted", title="Work Programme 2025/26", number="12")
    second = decision("noted", "be noted", title="Work Programme 2025/26", number="11", meeting=MAY)
    assert first.item is not None
    assert [link.decision for link in trail(first.item, [first, second])] == [first]


def test_another_number_is_another_matter_even_under_one_title() -> None:
    first = decision("proposed", "asked to agree", decided="25/00012")
    second = decision("proposed", "asked to agree", meeting=MAY, decided="26/00003")
    assert [link.decision for link in trail("25/00012", [first, second])] == [first]


def test_an_account_is_linked_by_the_report_that_gives_it() -> None:
    asked = decision("proposed", "asked to agree", decided="25/00012")
    about = decision("reported", "On 9 January 2025 the Cabinet endorsed the library plan.", decided=None)
    aside = decision("reported", "On 9 January 2025 the Cabinet agreed its budget.", decided=None)
    links = trail("25/00012", [asked, about, aside])
    assert [link.strength for link in links[1:]] == ["explicit cross-reference", "possibly related"]
