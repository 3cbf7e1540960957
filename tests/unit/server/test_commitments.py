from __future__ import annotations

import datetime as dt

import pytest

from indexer.records import Item, Meeting, PageSpan, PartKind, Passage
from server.commitments import Commitment, find_commitments

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
