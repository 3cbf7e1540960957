import datetime as dt
import re
from dataclasses import replace

from indexer.records import Item, Meeting, Page
from server import citing
from server.citations import Places
from tests.fakes import make_paper
from tests.served import passage

ROW = replace(make_paper("pack.txt", ["x"]).row, id="d1", council="Eastvale Council")
ADDRESS = "https://papers.example/passages/p1"


class Pages:
    def page(self, document, number):
        return Page(number, "26", "printed", 0, "")


def cited(title="Fees & charges: 100% of {cost}_1"):
    item = Item(Meeting("Planning Committee", dt.date(2024, 5, 8)), "5", None, title, "24/00012")
    return Places({"d1": ROW}, Pages()).cite(passage("The fees\nrise.", item=item, paragraph="1.3"))


def test_the_harvard_form_names_council_year_title_place_and_the_day_of_reading():
    assert citing.harvard(cited("Fees"), ADDRESS, dt.date(2026, 11, 22)) == (
        "Eastvale Council (2024) ‘Fees’, Planning Committee, 8 May 2024, item 5, decision 24/00012, para 1.3, p. 26. "
        f"Available at: {ADDRESS} (Accessed: 22 November 2026)."
    )


def test_what_tex_reads_as_commands_is_escaped():
    assert r"title = {{Fees \& charges: 100\% of \{cost\}\_1}}" in citing.bibtex(cited(), ADDRESS)


def test_the_month_is_the_macro_of_bibtex_that_styles_write_out():
    assert re.search(r"^  month = may$", citing.bibtex(cited(), ADDRESS), re.MULTILINE)


def test_a_line_of_ris_holds_one_field():
    lines = citing.ris(cited(), ADDRESS).splitlines()
    assert "AB  - The fees rise." in lines
    assert all(line[2:6] == "  - " for line in lines)
    assert (lines[0], lines[-1]) == ("TY  - RPRT", "ER  - ")


def test_the_key_is_the_same_each_time_and_plain():
    assert citing.key(cited()) == citing.key(cited())
    assert citing.key(cited()).replace("-", "").isalnum()
