import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.blocks import Block, read_blocks
from indexer.records import PartKind, Stamp
from indexer.stamps import find_stamps
from tests.made_papers import INQUIRY, between, paper_of, reading_of


def blocks(text: str, kind: PartKind = "report", stamps: tuple[Stamp, ...] = ()) -> list[tuple[str, str | None, str]]:
    return [(b.kind, b.number, b.text) for b in read_blocks(text, 0, len(text), kind, stamps)]


def test_headings_are_told_from_paragraphs() -> None:
    text = (
        "1. Background\n\n1.1 The council grits 410 miles of road.\n\n(a) AGREE the routes; and\n\n- a point\n\n**Costs**\n\n"
        "Each night costs £9,000 or so.\n\n## Risks\n"
    )
    assert blocks(text) == [
        ("heading", "1", "1. Background"),
        ("text", "1.1", "1.1 The council grits 410 miles of road."),
        ("text", "(a)", "(a) AGREE the routes; and"),
        ("text", None, "- a point"),
        ("heading", None, "**Costs**"),
        ("text", None, "Each night costs £9,000 or so."),
        ("heading", None, "## Risks"),
    ]


def test_a_section_number_may_stand_alone_above_its_title() -> None:
    found = read_blocks(
        text := "8.\n\nBackground Documents\n\nNone of these words is a title.\n", 0, len(text), "report"
    )
    assert next((b.kind, b.number, b.text) for b in found) == ("heading", "8", "8. Background Documents")


def test_in_minutes_a_number_opens_a_paragraph() -> None:
    text = "2. Mr Hill\n\n3. RESOLVED that the report be noted.\n"
    assert blocks(text, "minutes") == [
        ("text", "2", "2. Mr Hill"),
        ("text", "3", "3. RESOLVED that the report be noted."),
    ]
    assert blocks(text)[0] == ("heading", "2", "2. Mr Hill")


def test_a_sentence_runs_on_over_a_blank_line() -> None:
    text = "The new model will be taken forward in a way which\n\nensures that every duty is met.\n\nAnother one begins here.\n"
    assert [b[2] for b in blocks(text)] == [
        "The new model will be taken forward in a way which ensures that every duty is met.",
        "Another one begins here.",
    ]


def test_a_page_break_inside_a_sentence_of_a_real_report_is_bridged() -> None:
    text = between(paper_of("2018-03").text, "3.8 National targets have been set", "recent months.")
    assert "work toget" in text
    assert re.search(r"\n\n", text)
    assert "\n" not in read_blocks(text, 0, len(text), "report")[0].text


def test_rows_of_a_table_are_rows() -> None:
    assert blocks("Target\t13%\t13%\nPercentage\t13.4%\t13.5%\n") == [
        ("row", None, "Target\t13%\t13%"),
        ("row", None, "Percentage\t13.4%\t13.5%"),
    ]


def test_what_is_stamped_on_the_page_is_left_out() -> None:
    text = "The council grits\nPage 7\n410 miles of road.\n"
    stamp = Stamp("page", "7", text.index("Page"), text.index("Page") + 6)
    assert blocks(text, stamps=(stamp,)) == [("text", None, "The council grits 410 miles of road.")]
    glued = "DRAFTPage 195\n"
    assert blocks(glued, stamps=(Stamp("page", "195", 5, 13),)) == [("text", None, "DRAFT")]


def test_chapters_are_headings_with_their_titles() -> None:
    found = read_blocks(INQUIRY, 0, len(INQUIRY), "report")
    assert [b.text for b in found if b.kind == "heading"] == [
        "Volume 2",
        "Chapter 1 How the water came to be fouled",
        "Chapter 2 What should be done",
    ]
    assert [b.number for b in found if b.number] == ["1", "2", "3", "4", "5"]


def test_a_wrapped_line_is_no_heading() -> None:
    text = "The committee was told by the officers that the cost of the works was borne by\nThe Environment Agency "
    "Trust\nand the council.\n"
    assert [b[0] for b in blocks(text)] == ["text"]


@pytest.mark.parametrize(
    "line",
    [
        "From: Ben Watts, General Counsel",
        "Electoral Division: All",
        "DECISION NO:",
        "Not Completed",
        "None",
        "AMBER",
        "Unrestricted",
        "* This figure includes two more grants",
        "(b) DELEGATE authority to the Director",
        "Thursday, 22 November 2018",
        "ALSO PRESENT: Mrs Bell",
    ],
)
def test_labels_values_limbs_and_footnotes_are_no_headings(line: str) -> None:
    found = blocks(f"{line}\n\nThe council grits 410 miles of road in a hard winter.\n")
    assert [kind for kind, *_ in found] == ["text", "text"]


@pytest.mark.parametrize(
    "line", ["Key performance indicators", "None of the Above", "Summary", "Present position", "All about Trees"]
)
def test_a_title_that_stands_alone_over_prose_is_a_heading(line: str) -> None:
    assert blocks(f"{line}\n\nThe council grits 410 miles of road in a hard winter.\n")[0][0] == "heading"


LINES = st.sampled_from(
    [
        "",
        " ",
        "1. Title",
        "7",
        "Prose that goes on for a while and",
        "then ends here.",
        "a\tb",
        "- point",
        "(a) limb",
        "## H",
        "**B**",
        "Chapter 2",
        "Page 7",
        "This page is intentionally left blank",
        "Agenda Item 6",
    ]
)


@given(
    st.lists(LINES, max_size=25).map("\n".join) | st.text(max_size=150), st.sampled_from(["report", "minutes", "plan"])
)
def test_blocks_hold_every_character_but_blanks_and_stamps(text: str, kind: PartKind) -> None:
    text = text.replace("\f", " ")
    stamps = find_stamps(reading_of(text))
    found: tuple[Block, ...] = read_blocks(text, 0, len(text), kind, stamps)
    pieces = [piece for block in found for piece in block.pieces]
    assert all(start < end for start, end in pieces)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(pieces))
    held = {at for start, end in pieces for at in range(start, end)}
    stamped = {at for stamp in stamps for at in range(stamp.start, stamp.end)}
    assert {at for at, c in enumerate(text) if not c.isspace()} <= held | stamped
