import csv
import io

import pytest

from server.export import table


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-2+3", "@SUM(A1)", "\tx", "  =1", "\n=1", "- a list"])
def test_what_a_spreadsheet_would_take_for_a_formula_is_text(cell):
    (row,) = csv.DictReader(io.StringIO(table(("a",), [{"a": cell}])))
    assert row["a"].startswith("'")


def test_commas_quotes_and_lines_come_back_as_they_were():
    words = 'He said, "no"\nand left'
    (row,) = csv.DictReader(io.StringIO(table(("a", "b"), [{"a": words, "b": None}])))
    assert row == {"a": words, "b": ""}
