from __future__ import annotations

import datetime as dt

import pytest

from indexer.records import Decision, Item, Meeting, PageSpan, PartKind, Passage
from server.commitments import Commitment, find_commitments, find_planned

BODY = "Culture Cabinet Committee"
MARCH = Meeting(BODY, dt.date(2025, 3, 6))
MAY = Meeting(BODY, dt.date(2025, 5, 8))
JULY = Meeting(BODY, dt.date(2025, 7, 3))
MINUTE = Item(MARCH, "7", "41", "Mobile Libraries", None)


def promises(text: str, *items: Item, part: PartKind = "minutes", minute: Item = MINUTE) -> tuple[Commitment, ...]:
    passage = Passage("p1", "d0c", minute.meeting, minute, part, None, (), None, text, (PageSpan(1, 0, len(text)),), "")
    return find_commitments([passage], items)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The Chair said that a report would be brought to the committee.", None),
        (
            "A Member asked if a strategy could be brought to the committee within the next six months.",
            "within the next six months",
        ),
        ("An item on van repairs is to be brought back.", None),
        ("Mrs Bell said that she would report back in due course.", "in due course"),
        ("A paper would be presented to the next meeting of the Committee in July 2025.", "the next meeting"),
    ],
)
def test_a_promise_is_its_sentence_and_when(text: str, due: str | None) -> None:
    (found,) = promises(f"Mr Cole spoke. {text}\n\nThe van was sold.")
    assert (found.text, found.due, found.discharged_by) == (text, due, None)


@pytest.mark.parametrize(
    "text",
    ["The van was brought to the depot.", "The report was presented to the committee.", "RESOLVED that it be noted."],
)
def test_what_happened_is_no_promise(text: str) -> None:
    assert promises(text) == ()


def test_the_first_later_item_about_it_discharges_a_promise() -> None:
    earlier = Item(Meeting(BODY, dt.date(2025, 1, 9)), "5", None, "Mobile Libraries", None)
    elsewhere = Item(Meeting("Bus Panel", dt.date(2025, 5, 1)), "5", None, "Mobile Libraries", None)
    first = Item(MAY, "6", None, "Mobile Libraries Update", None)
    second = Item(JULY, "6", None, "Mobile Libraries", None)
    (found,) = promises("A report would be brought to the committee.", second, elsewhere, first, earlier)
    assert found.discharged_by == first
    assert found.shared == ("librarie", "mobile")


def test_one_word_in_common_with_a_longer_title_is_not_enough() -> None:
    (found,) = promises("A report would be brought to the committee.", Item(MAY, "6", None, "Mobile Phone Masts", None))
    assert found.discharged_by is None


def test_words_of_many_titles_and_standing_items_discharge_nothing() -> None:
    often = [
        Item(MAY, str(n), None, f"Ashmere Mobile {word}", None)
        for n, word in enumerate(["Homes", "Masts", "Clinics", "Shops"])
    ]
    minute = Item(MARCH, "7", "41", "Ashmere Mobile Vans", None)
    (found,) = promises(
        "A report would be brought to the committee.",
        *often,
        Item(MAY, "9", None, "Work Programme", None),
        minute=minute,
    )
    assert found.discharged_by is None


def test_only_minutes_promise() -> None:
    assert promises("A report would be brought to the committee.", part="report") == ()


def plan(title: str, day: dt.date | None = dt.date(2025, 5, 8), number: str | None = None) -> Decision:
    item = Item(Meeting(BODY, day), None, None, title, number, status="no paper")
    return Decision("d0c", item, item.meeting, "forthcoming", False, None, title, 0, 9, title, 0, 9, number)


def brought(entry: Decision, *items: Item) -> Item | None:
    (found,) = find_planned([entry], items, {"d0c": dt.date(2025, 3, 6)})
    return found.brought_by


def test_a_planned_item_is_brought_by_the_first_of_its_number_or_title() -> None:
    first = Item(MAY, "6", None, "Mobile Libraries Update", "25/00012")
    second = Item(JULY, "6", None, "Mobile Libraries", None)
    assert brought(plan("Mobile Libraries"), second, first) == first
    assert brought(plan("Something else", number="25/00012"), second, first) == first
    assert brought(plan("Harbour dredging"), first, second) is None


def test_neither_an_earlier_meeting_s_item_nor_another_body_s_nor_a_longer_matter_brings_it() -> None:
    earlier = Item(Meeting(BODY, dt.date(2025, 1, 9)), "5", None, "Mobile Libraries", None)
    elsewhere = Item(Meeting("Bus Panel", dt.date(2025, 5, 8)), "5", None, "Mobile Libraries", None)
    long_before = Item(MARCH, "5", None, "Mobile Libraries", None)
    assert brought(plan("Mobile Libraries", dt.date(2026, 3, 5)), earlier, elsewhere, long_before) is None
    assert brought(plan("Mobile Libraries Staffing Review"), Item(MAY, "6", None, "Mobile Phone Masts", None)) is None


def test_an_entry_is_listed_once_and_standing_items_not() -> None:
    entries = [plan("Mobile Libraries"), plan("Mobile  libraries"), plan("Performance Dashboard")]
    assert len(find_planned(entries, [], {})) == 1
