import datetime as dt
from dataclasses import replace

import pytest

from indexer.records import Item, Meeting, PageNote, Part
from server.errors import NotFound
from server.recorded import item_ref
from tests.fakes import make_paper
from tests.served import CLERK, VILLAGE, serve

REPORT, MINUTES, PARKING, LIBRARY = VILLAGE


def test_coverage_says_what_is_indexed(village):
    held = village.coverage()
    assert held.bodies == ("Culture Board", "Highways Committee", "Planning Committee")
    assert (held.first, held.last) == (dt.date(2022, 9, 14), dt.date(2024, 5, 8))
    assert (held.documents, held.passages) == (4, 10)
    assert held.meetings_without_minutes == (
        ("Culture Board", dt.date(2022, 9, 14)),
        ("Highways Committee", dt.date(2023, 2, 1)),
    )


def test_documents_the_newest_first_and_one_by_its_id(village):
    assert [each.date.year for each in village.documents()] == [2024, 2024, 2023, 2022]
    found = village.document(PARKING.row.id)
    assert (found.file, found.kind, found.pages, found.whole_offered) == ("2023-parking.txt", "pack", 3, True)


def test_pages_know_their_neighbours_and_the_outline(village):
    first, middle, last = (village.page(PARKING.row.id, number) for number in (1, 2, 3))
    assert [(page.previous, page.next) for page in (first, middle, last)] == [(None, 2), (1, 3), (2, None)]
    assert last.text == f"{CLERK}\n"
    assert (last.page.number, last.page.label, last.page.basis) == (3, "3", "printed")
    assert [(entry.title, entry.page.number) for entry in first.outline] == [("7. Parking in Mill Lane", 1)]
    assert first.note is None
    assert not first.picture_offered


@pytest.mark.parametrize("number", [0, -1, 4, 10**9])
def test_there_is_no_such_page(village, number):
    with pytest.raises(NotFound, match="3 pages"):
        village.page(PARKING.row.id, number)


def test_there_is_no_such_thing(village):
    for ask in (village.document, village.passage, village.item, lambda name: village.page(name, 1)):
        with pytest.raises(NotFound, match="nothing"):
            ask("nothing")
    for date, body in ((dt.date(2024, 5, 8), "parks-committee"), (dt.date(2024, 5, 9), "planning-committee")):
        with pytest.raises(NotFound, match=str(date)):
            village.meeting(date, body)


def test_a_passage_by_its_id(village):
    passage = PARKING.passages[1]
    assert village.passage(passage.id).text == passage.text


def test_meetings_the_newest_first_and_one_by_date_and_body(village):
    assert [(m.date.year, m.has_minutes, len(m.documents)) for m in village.meetings()] == [
        (2024, True, 2), (2023, False, 1), (2022, False, 1),
    ]  # fmt: skip
    meeting = village.meeting(dt.date(2024, 5, 8), "planning-committee")
    assert [item.title for item in meeting.items] == ["Trees in Station Road"]


def test_an_item_brings_report_and_minutes_together(village):
    (ref,) = village.meeting(dt.date(2024, 5, 8), "planning-committee").items
    view = village.item(ref.id)
    assert {part: [c.text for c in cited] for part, cited in view.parts.items()} == {
        "report": [p.text for p in REPORT.passages],
        "minutes": [p.text for p in MINUTES.passages],
    }
    assert sorted(decision.outcome for decision in view.decisions) == ["proposed", "resolved"]


@pytest.mark.parametrize(
    ("wanted", "outcomes"),
    [
        ({}, ["proposed", "resolved", "proposed"]),
        ({"text": "HORNBEAMS station"}, ["proposed", "resolved"]),
        ({"text": "mill lane nobody"}, []),
        ({"body": "Highways Committee"}, ["proposed"]),
        ({"outcome": "resolved"}, ["resolved"]),
        ({"number": "24-00012"}, ["proposed", "resolved"]),
        ({"number": "23/0007"}, ["proposed"]),
        ({"date_to": dt.date(2023, 2, 1)}, ["proposed"]),
        ({"date_from": dt.date(2024, 1, 1), "outcome": "proposed"}, ["proposed"]),
    ],
)
def test_the_register_narrowed(village, wanted, outcomes):
    found = village.decisions(**wanted)
    assert sorted(view.outcome for view in found) == sorted(outcomes)
    dates = [view.citation.date for view in found]
    assert dates == sorted(dates, reverse=True)
    for view in found:
        assert view.proof in view.citation.text


def test_what_is_withheld_of_a_pdf_is_not_offered_as_a_picture(tmp_path):
    paper = make_paper("scan.pdf", ["One page of it.", "Another page of it."])
    row = replace(paper.row, format="pdf", withheld_pages=(2,))
    made = serve(
        tmp_path, replace(paper, row=row, notes=(PageNote(1, "no text: a picture"), PageNote(1, "read by OCR")))
    )
    first, second = made.page(row.id, 1), made.page(row.id, 2)
    assert (first.picture_offered, second.picture_offered) == (True, False)
    assert (first.note, second.note) == ("no text: a picture; read by OCR", None)
    assert not first.document.whole_offered


def test_the_outline_names_its_parts_and_where_they_begin(tmp_path):
    paper = make_paper("pack.txt", ["First page here.", "Second page here.", "Third page here."])
    meeting = Meeting("Planning Committee", dt.date(2024, 5, 8))
    minute = Item(meeting, "3", "61", "Fees", None)
    report = Item(meeting, "4", None, "Trees", None)
    starts = [page.start for page in paper.pages] + [paper.pages[-1].end]
    parts = (
        Part("agenda", meeting, None, "", 0, 5),
        Part("minutes", meeting, minute, "Fees", 5, starts[1]),
        Part("report", meeting, report, "Trees", starts[1], starts[2]),
        Part("decision form", meeting, report, "x", starts[2], starts[2] + 4),
        Part("appendix", meeting, report, "Risks", starts[2] + 4, starts[3]),
    )
    made = serve(tmp_path, replace(paper, parts=parts))
    assert [(e.title, e.page.number) for e in made.page(paper.row.id, 1).outline] == [
        ("Agenda", 1), ("61. Fees", 1), ("4. Trees", 2), ("Proposed record of decision", 3), ("Risks", 3),
    ]  # fmt: skip


def test_examples_are_of_the_items_that_are_indexed(village):
    assert village.examples()[0] == "What is proposed in 24/00012?"
    assert len(village.examples()) == 3


def test_an_empty_index_has_nothing_to_read(tmp_path):
    made = serve(tmp_path)
    assert (made.documents(), made.meetings(), made.decisions(), made.examples()) == ((), (), (), ())
    assert (made.coverage().bodies, made.coverage().first, made.coverage().last) == ((), None, None)


def test_no_item_has_no_reference():
    assert item_ref(None) is None
