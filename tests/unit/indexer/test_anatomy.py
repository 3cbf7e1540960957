from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.anatomy import part_lines, source_file, tree
from indexer.errors import UnreadablePaper
from indexer.records import Item, PageNote, Part
from indexer.understand import Understood, WithheldText
from tests.fakes import make_paper
from tests.small_papers import TREES, UNDATED


def test_tree_shows_meeting_item_part_and_pages() -> None:
    assert list(tree(Understood(TREES, ()))) == [
        "trees.txt: pack, text, 3 pages, 3 passages, 1 decisions",
        "  Planning Committee papers",
        "  Planning Committee, 8 May 2024",
        "    item 5 (22/0081): Tree works",
        "      report: pages 1–3, printed 1–3 (printed), 3 passages, 1 decisions",
    ]


def test_tree_shows_what_is_unknown_noted_and_withheld() -> None:
    paper = replace(
        UNDATED,
        notes=(PageNote(1, "no text: a picture"),),
        pages=(replace(UNDATED.pages[0], label=None, basis="unknown"),),
    )
    withheld = WithheldText("plan.txt", (2, 3), "exempt", "NOT FOR PUBLICATION", "The bid", "is secret")
    assert list(tree(Understood(paper, (withheld,))))[2:] == [
        "  Planning Committee, no date",
        "    no item",
        "      plan: pages 1–1, printed ?–? (unknown), 1 passages, 0 decisions",
        "  page 1: no text: a picture",
        "  withheld, pages 2, 3: exempt ('NOT FOR PUBLICATION')",
        "    starts 'The bid', ends 'is secret'",
    ]


def test_parts_count_what_begins_in_them() -> None:
    paper = make_paper("a.txt", ["one", "two", "three"])
    meeting = paper.row.meeting
    assert meeting
    minute = Item(meeting, None, "12", "Minutes", None)
    parts = (Part("agenda", meeting, None, "", 0, 4), Part("minutes", meeting, minute, "", 4, 14))
    lines = part_lines(replace(paper, parts=parts))
    assert [(line.first.number, line.last.number, line.passages) for line in lines] == [(1, 1, 1), (2, 3, 2)]


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "scan").write_bytes(b"\n%PDF-1.7")
    (tmp_path / "minutes.txt").write_text("minutes")
    assert source_file(tmp_path / "scan").format == "pdf"
    assert source_file(tmp_path / "minutes.txt").format == "text"
    assert source_file(tmp_path / "minutes.txt").size == 7
    with pytest.raises(UnreadablePaper):
        source_file(tmp_path)
