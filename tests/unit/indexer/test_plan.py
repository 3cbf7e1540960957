from __future__ import annotations

import datetime as dt
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from indexer.plan import NOTHING_WITHHELD, REMOVED, STAYS, make_plan, settle
from indexer.records import Meeting, Skipped, SourceFile
from indexer.rows import DocumentRow


def file(name: str, text: str | None = None) -> SourceFile:
    digest = sha256((text or name).encode()).hexdigest()
    return SourceFile(Path("corpus") / name, name, digest, 1, "text")


def row(source: SourceFile, way: str = "now", date: dt.date | None = None) -> DocumentRow:
    meeting = Meeting("Council", date)
    return DocumentRow(
        source.document_id, source.name, source.digest, 1, "text", "Title", "pack", meeting, 1, fingerprint=way
    )


def held(*rows: DocumentRow) -> dict[str, DocumentRow]:
    return {each.file: each for each in rows}


def now(row: DocumentRow) -> bool:
    return row.fingerprint == "now"


def test_files_are_sorted_by_what_is_to_be_done() -> None:
    same, changed, reread, gone, new = file("same"), file("changed", "2"), file("reread"), file("gone"), file("new")
    rows = held(row(same), row(file("changed", "1")), row(reread, "before"), row(gone))
    plan = make_plan([same, changed, reread, new], [], rows, now, ())
    assert plan.read == (changed, reread, new)
    assert plan.unchanged == (row(same),)
    content = settle(plan, [row(changed), row(reread), row(new)], [])
    assert (content.created, content.updated, content.deleted) == (("new",), ("changed", "reread"), ("gone",))
    assert (content.unchanged, content.kept, content.skipped) == (("same",), (), ())
    assert (content.changed, content.read_any) == (True, True)


def test_nothing_to_do() -> None:
    content = settle(make_plan([file("a")], [], held(row(file("a"))), now, ()), [], [])
    assert (content.changed, content.read_any, content.unchanged) == (False, True, ("a",))


def test_the_earlier_version_of_a_file_that_fails_stays() -> None:
    old = row(file("a", "1"))
    content = settle(make_plan([file("a", "2")], [], held(old), now, ()), [], [Skipped("a", "damaged")])
    assert (content.rows, content.kept, content.deleted) == ((old,), ("a",), ())
    assert content.skipped == (Skipped("a", f"damaged; {STAYS}"),)
    assert not content.read_any


def test_a_file_of_which_nothing_is_withheld_any_more_leaves_the_index() -> None:
    old = row(file("a", "1"))
    skipped = Skipped("a", NOTHING_WITHHELD)
    content = settle(make_plan([file("a", "1")], [], held(replace(old, fingerprint="before")), now, ()), [], [skipped])
    assert (content.rows, content.kept, content.deleted, content.skipped) == ((), (), ("a",), (skipped,))
    assert content.read_any


def test_the_earlier_version_of_a_file_that_is_no_paper_now_stays() -> None:
    old = row(file("a", "1"))
    content = settle(make_plan([file("b")], [Skipped("a", "is empty")], held(old), now, ()), [row(file("b"))], [])
    assert content.kept == ("a",)


def test_the_earlier_version_is_not_kept_twice_under_two_names() -> None:
    old = row(file("a", "text"))
    moved = file("b", "text")
    content = settle(make_plan([moved], [Skipped("a", "is empty")], held(old), now, ()), [row(moved)], [])
    assert (content.created, content.deleted, content.kept) == (("b",), ("a",), ())
    assert content.skipped == (Skipped("a", "is empty"),)


def test_what_was_removed_stays_out() -> None:
    removed = file("a")
    plan = make_plan([removed, file("b")], [], {}, now, {removed.digest})
    assert plan.read == (file("b"),)
    assert plan.skipped == (Skipped("a", REMOVED),)
    still_held = make_plan([removed], [], held(row(removed)), now, {removed.digest})
    assert settle(still_held, [], []).rows == ()


def test_new_contents_under_the_name_of_what_was_removed_come_in() -> None:
    plan = make_plan([file("a", "2")], [], {}, now, {file("a", "1").digest})
    assert plan.read == (file("a", "2"),)


def test_documents_stand_by_date_the_undated_last() -> None:
    files = [file(name) for name in "abcd"]
    dates = [None, dt.date(2024, 1, 1), dt.date(2018, 1, 1), dt.date(2018, 1, 1)]
    rows = [row(each, date=date) for each, date in zip(files, dates, strict=True)]
    content = settle(make_plan(files, [], {}, now, ()), rows, [])
    assert [each.file for each in content.rows] == ["c", "d", "b", "a"]
    assert replace(content, rows=()) == replace(
        settle(make_plan(files[::-1], [], {}, now, ()), rows[::-1], []), rows=()
    )
