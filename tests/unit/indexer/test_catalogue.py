from __future__ import annotations

import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.catalogue import Catalogue
from indexer.catalogue_writer import CatalogueWriter
from indexer.errors import IndexDamaged, IndexMismatch
from indexer.filters import Filter, TermQuery
from indexer.records import AgendaEntry, Item, Meeting, PageNote, PageSpan, Part, TablePlace
from indexer.rows import Abbreviation, Paper, item_key
from tests.fakes import make_paper
from tests.small_papers import CARERS, TREES, UNDATED, write_terms

RICH = replace(
    TREES,
    agenda=(
        AgendaEntry("5", "Tree works", "22/0081", 3, 9, "paper", False, 0, 9),
        AgendaEntry("6", "Other", None, None, None, "to follow", True, 9, 12),
    ),
    notes=(PageNote(2, "no text: a picture"),),
    passages=(
        replace(
            TREES.passages[0],
            table=TablePlace("Costs", "Oak", None, "£000s"),
            outcome="noted",
            variety="dashboard",
            heading_path=("A", "B"),
        ),
        replace(TREES.passages[1], spans=(PageSpan(2, 0, 5), PageSpan(3, 0, 4)), paragraph=None, table=TablePlace()),
        replace(TREES.passages[2], meeting=None, item=None, heading_path=()),
    ),
    decisions=(
        replace(
            TREES.decisions[0],
            flags=("urgent", "call-in"),
            vote="named",
            mover="Cllr Oak",
            seconder="Cllr Elm",
            also=((5, 9), (1, 2)),
        ),
    ),
    parts=(replace(TREES.parts[0], variety="dashboard"),),
    row=replace(
        TREES.row, url="https://council.example/", council="Example Council", withheld_pages=(2, 3), fingerprint="0123"
    ),
)


def write_catalogue(path: Path, *papers: Paper) -> Catalogue:
    writer = CatalogueWriter(path)
    for paper in papers:
        writer.add(paper)
    writer.finish()
    return Catalogue(path)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return write_catalogue(tmp_path_factory.mktemp("catalogue") / "c.sqlite", CARERS, RICH, UNDATED)


@pytest.mark.parametrize("paper", [CARERS, RICH, UNDATED], ids=lambda paper: paper.row.file)
def test_a_paper_comes_back_as_it_was(catalogue: Catalogue, paper: Paper) -> None:
    assert catalogue.paper(paper.row.id) == paper


def test_the_rich_paper_tries_every_field() -> None:
    records = (RICH, RICH.row, RICH.parts[0], RICH.agenda[0], RICH.notes[0], RICH.passages[0], RICH.decisions[0])
    for record in records:
        for field in fields(record):
            always_public = field.name == "classification"
            assert always_public or getattr(record, field.name) != field.default, (
                f"{type(record).__name__}.{field.name}"
            )


def test_documents_and_pages(catalogue: Catalogue) -> None:
    assert [row.file for row in catalogue.documents()] == ["carers.txt", "trees.txt", "plan.txt"]
    assert catalogue.document(RICH.row.id) == RICH.row
    assert catalogue.page_count(RICH.row.id) == 3
    assert catalogue.page(RICH.row.id, 2) == RICH.pages[1]
    assert catalogue.page(RICH.row.id, 4) is None
    assert catalogue.parts(RICH.row.id) == RICH.parts


def test_abbreviations_come_in_the_order_in_which_they_were_added(tmp_path: Path) -> None:
    known = (Abbreviation("tpo", "TPO", "Tree Preservation Order", 3), Abbreviation("get", "GET", "Growth", 1, True))
    writer = CatalogueWriter(tmp_path / "c.sqlite")
    writer.add_abbreviations(known)
    writer.finish()
    assert Catalogue(tmp_path / "c.sqlite").abbreviations() == known


def test_what_is_not_there_is_none(catalogue: Catalogue) -> None:
    assert catalogue.paper("0" * 12) is None
    assert catalogue.document("0" * 12) is None
    assert catalogue.page_count("0" * 12) == 0
    assert catalogue.passage_by_id("none") is None
    assert catalogue.row_of("none") is None
    assert catalogue.item("none") is None
    with pytest.raises(KeyError):
        catalogue.passages([99])


def test_passages_come_in_the_order_asked(catalogue: Catalogue) -> None:
    everything = [*CARERS.passages, *RICH.passages, *UNDATED.passages]
    assert catalogue.passages([4, 0, 4]) == [everything[4], everything[0], everything[4]]
    assert catalogue.passages(np.arange(6)) == everything
    assert catalogue.passages([]) == []
    for row, passage in enumerate(everything):
        assert catalogue.passage_by_id(passage.id) == passage
        assert catalogue.row_of(passage.id) == row


def test_many_passages_at_once(tmp_path: Path) -> None:
    paper = make_paper("long.txt", [f"text {number}" for number in range(1200)])
    catalogue = write_catalogue(tmp_path / "c.sqlite", paper)
    assert catalogue.passages(range(1199, -1, -1)) == list(reversed(paper.passages))


def test_passages_at_a_place(catalogue: Catalogue) -> None:
    start = RICH.pages[1].start
    assert catalogue.passages_at(RICH.row.id, start, start + 1) == (RICH.passages[1],)
    assert catalogue.passages_at(RICH.row.id, 0, start + 1) == RICH.passages[:2]
    assert catalogue.passages_at(RICH.row.id, start - 1, start) == ()  # the line break between the pages
    assert catalogue.passages_at(CARERS.row.id, 10**6, 10**6 + 1) == ()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filter(year=2024, outcome="resolved"), 1),
        (Filter(decision="22/00081"), 1),
        (Filter(part="report"), 1),
        (Filter(part="minutes"), 0),
        (Filter(document=CARERS.row.id), 0),
        (Filter(body="Planning Committee"), 1),
        (Filter(item="5", kind="pack", date_from=dt.date(2024, 5, 8)), 1),
        (Filter(outcome="noted"), 0),
    ],
)
def test_decisions(catalogue: Catalogue, filters: Filter, expected: int) -> None:
    assert catalogue.decisions(filters) == RICH.decisions[:expected]


def test_meetings(catalogue: Catalogue) -> None:
    assert [(row.meeting.body, row.documents, row.has_minutes) for row in catalogue.meetings()] == [
        ("Social Care Committee", (CARERS.row.id,), True),
        ("Planning Committee", (TREES.row.id,), False),
    ]
    assert catalogue.bodies() == ("Planning Committee", "Social Care Committee")


def test_report_and_minute_of_one_item_are_one_matter(tmp_path: Path) -> None:
    meeting = Meeting("Planning Committee", dt.date(2024, 5, 8))
    minute = Item(replace(meeting, venue="Town Hall"), "05", "31", "Tree works in the north", None)
    later = make_paper("later.txt", ["31. Tree works", "RESOLVED."], date=dt.date(2024, 6, 5), part="minutes")
    later = replace(
        later,
        parts=(Part("minutes", minute.meeting, minute, "", 0, 26),),
        passages=tuple(replace(passage, item=minute) for passage in later.passages),
    )
    catalogue = write_catalogue(tmp_path / "c.sqlite", TREES, later)
    (matter,) = catalogue.items()
    assert matter.key == item_key(minute)
    assert matter.documents == (TREES.row.id, later.row.id)
    assert (matter.item.title, matter.item.minute, matter.item.decision_number) == ("Tree works", "31", "22/0081")
    assert catalogue.item(matter.key) == matter
    assert catalogue.passages_of_item(matter.key) == (*TREES.passages, *later.passages)
    assert catalogue.items("Planning Committee", meeting.date) == (matter,)
    assert catalogue.items("Other") == catalogue.items(date=dt.date(2020, 1, 1)) == ()


def test_items_without_number_or_date_are_told_apart_by_title() -> None:
    dated, undated = Meeting("A", dt.date(2024, 1, 1)), Meeting("A", None)
    items = [
        Item(dated, None, None, "One", None),
        Item(dated, None, None, "Two", None),
        Item(undated, "1", None, "One", None),
        Item(undated, "1", None, "Two", None),
    ]
    assert len({item_key(item) for item in items}) == 4


filters = st.builds(
    Filter,
    body=st.sampled_from([None, "Planning Committee", "Social Care Committee", "None"]),
    date_from=st.sampled_from([None, dt.date(2018, 3, 9), dt.date(2020, 1, 1)]),
    date_to=st.sampled_from([None, dt.date(2018, 3, 9), dt.date(2024, 5, 8)]),
    year=st.sampled_from([None, 2018, 2024, 1999]),
    kind=st.sampled_from([None, "pack", "minutes", "plan"]),
    part=st.sampled_from([None, "report", "minutes", "plan"]),
    outcome=st.sampled_from([None, "resolved", "noted"]),
    item=st.sampled_from([None, "5", "7", item_key(CARERS.passages[0].item)]),  # type: ignore[arg-type]
    decision=st.sampled_from([None, "22/0081", "1/1"]),
    document=st.sampled_from([None, CARERS.row.id, TREES.row.id]),
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, object]:
    folder = tmp_path_factory.mktemp("both")
    papers = [CARERS, RICH, UNDATED]
    return write_catalogue(folder / "c.sqlite", *papers), write_terms(folder / "terms", papers)


@given(filters)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_catalogue_and_terms_agree_on_filters(both: tuple[Catalogue, object], wanted: Filter) -> None:
    catalogue, terms = both
    found = sorted(row for row, _ in terms.search(TermQuery(), wanted))  # type: ignore[attr-defined]
    assert list(catalogue.rows_matching(wanted)) == found


def test_threads_may_share_a_catalogue(catalogue: Catalogue) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: catalogue.passages([n % 6])[0].id, range(200)))
    assert found == [catalogue.passages([n % 6])[0].id for n in range(200)]


def test_a_paper_that_cannot_be_added_leaves_nothing(tmp_path: Path) -> None:
    writer = CatalogueWriter(tmp_path / "c.sqlite")
    broken = replace(TREES, passages=(TREES.passages[0], replace(TREES.passages[1], spans=(PageSpan(9, 0, 1),))))
    with pytest.raises(KeyError):
        writer.add(broken)
    assert writer.add(CARERS) == range(2)
    with pytest.raises(sqlite3.IntegrityError):
        writer.add(CARERS)
    assert writer.add(TREES) == range(2, 5)
    writer.finish()
    catalogue = Catalogue(tmp_path / "c.sqlite")
    assert [catalogue.paper(row.id) for row in catalogue.documents()] == [CARERS, TREES]
    assert len(catalogue.meetings()) == 2


def test_a_finished_catalogue_is_one_file_that_is_only_read(tmp_path: Path) -> None:
    catalogue = write_catalogue(tmp_path / "c.sqlite", TREES)
    assert [path.name for path in tmp_path.iterdir()] == ["c.sqlite"]
    with pytest.raises(sqlite3.OperationalError):
        catalogue._database.execute("DELETE FROM pages")


def test_what_is_no_catalogue_is_damage(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").write_bytes(b"no database" * 100)
    for name in ("c.sqlite", "missing.sqlite"):
        with pytest.raises(IndexDamaged, match=name):
            Catalogue(tmp_path / name)


def test_another_format_is_a_mismatch(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "c.sqlite", TREES).close()
    with sqlite3.connect(tmp_path / "c.sqlite") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(IndexMismatch, match="format 99"):
        Catalogue(tmp_path / "c.sqlite")
