from indexer.lines import split_lines
from indexer.table import Table, cells, find_tables


def tables(text: str) -> list[Table]:
    return find_tables([line for line in split_lines(text) if not line.blank])


def test_cells_are_without_markup() -> None:
    assert cells("<b>Adult Services</b>\t• **£3**\t") == ["Adult Services", "£3", ""]


def test_a_header_of_two_rows_is_read_by_columns() -> None:
    (table,) = tables("Site\tDays\t\n\tNHS\tCare\nNorth\t1\t2\nSouth\t3\t4\n")
    assert table.header == ("Site", "Days NHS", "Care")
    assert [row.cells for row in table.rows] == [("North", "1", "2"), ("South", "3", "4")]


def test_a_title_above_the_header_is_caption() -> None:
    (table,) = tables("Key Indicators\t\t\nRef\tName\tTarget\nA1\tCalls\t70%\nA2\tVisits\t80%\n")
    assert table.header == ("Ref", "Name", "Target")
    assert table.caption[-1].plain == "Key Indicators"


def test_rows_of_another_width_after_a_gap_are_another_table() -> None:
    found = tables("Name\tTarget\tRAG\nCalls\t70%\tRED\nVisits\t80%\tRED\n\nNext indicator\t\t\t\tGREEN\n")
    assert [len(table.rows) for table in found] == [2, 1]


def test_rows_go_on_after_a_page_break_and_rules_are_dropped() -> None:
    (table,) = tables("Name\tTarget\n---\t--\nCalls\t70\nVisits\t80\n\nPage 7\n\nLetters\t90\n")
    assert [row.cells[0] for row in table.rows] == ["Calls", "Visits", "Letters"]
