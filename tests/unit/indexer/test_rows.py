from __future__ import annotations

import datetime as dt
from dataclasses import replace

from indexer.records import Item, Meeting
from indexer.rows import item_key
from tests.fakes import make_paper

ITEM = Item(Meeting("Planning  Committee", dt.date(2024, 5, 8)), "5", None, "Tree works", "22/0081")


def test_an_item_has_one_key_however_a_paper_writes_it() -> None:
    same = Item(Meeting("planning committee", dt.date(2024, 5, 8), "Town Hall"), "05", "31", "Works to trees", None)
    assert item_key(ITEM) == item_key(same)
    assert len(item_key(ITEM)) == 12


def test_other_items_have_other_keys() -> None:
    meeting = ITEM.meeting
    others = [
        replace(ITEM, number="6"),
        replace(ITEM, number=None),
        replace(ITEM, number=None, minute="5"),
        replace(ITEM, meeting=replace(meeting, date=dt.date(2024, 6, 8))),
        replace(ITEM, meeting=replace(meeting, body="Licensing Committee")),
        replace(ITEM, meeting=replace(meeting, date=None)),
    ]
    assert len({item_key(item) for item in (ITEM, *others)}) == 7


def test_a_document_is_offered_whole_where_nothing_is_withheld() -> None:
    row = make_paper("a.txt", ["one"]).row
    assert (row.whole_offered, replace(row, withheld_pages=(1,)).whole_offered) == (True, False)
    assert (row.body, row.date) == ("Planning Committee", dt.date(2024, 5, 8))
    bare = replace(row, meeting=None)
    assert (bare.body, bare.date, bare.order) == (None, None, (dt.date.max, "a.txt"))
