import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.csv_text import COLUMNS, decisions_csv
from server.matter_views import OpenedView
from tests.fakes_service import FakeService

VIEW = FakeService().decisions()[0]


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_line_is_a_row_with_its_place():
    (row,) = rows(decisions_csv([replace(VIEW, flags=("one", "two"), mover="Mr A")], "https://papers.example"))
    assert tuple(row) == COLUMNS
    assert (row["outcome"], row["advisory"], row["moved_by"], row["flags"]) == (VIEW.outcome, "yes", "Mr A", "one; two")
    assert row["date"] == VIEW.citation.date.isoformat()
    assert row["page"] == f"https://papers.example{VIEW.citation.href}"
    assert row["report_says"] == ""


def test_what_a_bare_resolution_refers_to_has_its_own_columns():
    opened = OpenedView("asked to agree", VIEW.citation, "same item", None)
    (row,) = rows(decisions_csv([replace(VIEW, opened=opened)]))
    assert (row["report_says"], row["report_reference"]) == ("asked to agree", VIEW.citation.reference)
    (row,) = rows(decisions_csv([replace(VIEW, opened=OpenedView("", None, None, "It is exempt."))]))
    assert (row["report_says"], row["report_reference"]) == ("It is exempt.", "")


@pytest.mark.parametrize("sign", "=+-@")
def test_no_cell_is_a_formula(sign):
    (row,) = rows(decisions_csv([replace(VIEW, text=f"{sign}HYPERLINK(1)", number=f" \t{sign}1")]))
    assert (row["text"], row["decision_number"]) == (f"'{sign}HYPERLINK(1)", f"'{sign}1")


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_any_text_is_one_cell(text, proof):
    (row,) = rows(decisions_csv([replace(VIEW, text=text, proof=proof)]))
    assert row["text"].removeprefix("'").split() == text.removeprefix("'").split()
    assert not row["proof"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_an_empty_register_is_its_header_without_a_mark_before_it():
    assert decisions_csv([]).encode().startswith(b"outcome,advisory,body,date")
