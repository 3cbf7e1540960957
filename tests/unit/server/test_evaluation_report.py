from dataclasses import fields
from html.parser import HTMLParser
from typing import get_args

from jinja2 import meta

from server.comparison import compare
from server.evaluation import Fault, Report
from server.evaluation_report import EXPLAINED, TEMPLATE, EvaluationView, report_page, shown
from server.rendering import ENVIRONMENT, TEMPLATES
from tests.evaluations import row

FOUND = {
    "top": ("Planning Committee, p. 1: The limes", "Culture Board, p. 2: The library"),
    "gold": ("a.txt, item 5: It cost £9",),
}
RUN = Report(
    (
        row("fine", 1, True, kind="fact"),
        row("low", 9, True, kind="fact", question="limes <b>?", answer="They & the oaks <script>", **FOUND),
        row("wrong", 2, kind="figure", missing=("£9",), **FOUND),
        row("told", 1, True, kind="decision", outcome=False, told="resolved", expected="proposed"),
        row("void", kind="void", answerable=False, answer="A guess."),
        row("lost", 0, kind="fact", **FOUND),
        row("shy", 1, kind="fact", status="no_evidence"),
    )
)


class Page(HTMLParser):
    """Keeps a page's tags and its words."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.words = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += f" {' '.join(data.split())}"


def test_each_failure_is_told_with_its_layer_its_answer_and_its_place():
    html = report_page(RUN, title="Run of Monday")
    page = Page(html)
    assert page.open == []
    articles = [attributes["id"] for tag, attributes in page.tags if tag == "article"]
    assert sorted(articles) == ["lost", "low", "shy", "told", "void", "wrong"]
    assert " 7 questions; 6 failed." in page.words
    for fault in get_args(Fault):
        assert f" {fault.capitalize()} (1)" in page.words
        assert EXPLAINED[fault] in page.words
    for words in (
        "They & the oaks <script>", "limes <b>?", "found at rank 9", "(not found)", "a.txt, item 5: It cost £9",
        "Planning Committee, p. 1: The limes", "outcome resolved, expected proposed", "A guess.", "Run of Monday",
    ):  # fmt: skip
        assert words in page.words
    folded = " ".join(page.words.split())
    assert folded.count("not in what it cites £9") == folded.count("not in what it cites") == 1


def test_the_page_is_whole_by_itself():
    html = report_page(RUN)
    tags = {tag for tag, _ in Page(html).tags}
    assert not tags & {"script", "link", "img", "iframe", "object"}
    assert "style" in tags
    assert "http" not in html
    assert "url(" not in html
    assert "They &amp; the oaks &lt;script&gt;" in html


def test_measures_stand_in_a_table_by_kind():
    words = Page(report_page(RUN)).words
    assert " all 7 " in words
    assert " void 1 - - " in words


def test_changes_are_told_where_there_was_an_earlier_run():
    earlier = Report(tuple(row(each.id, 0, kind=each.kind, answerable=each.answerable) for each in RUN.rows))
    assert "Compared with the earlier run" not in report_page(RUN)
    assert "hit@5: 0.000 → 0.667" in report_page(RUN, compare(earlier, RUN))


def test_a_run_without_failures_has_no_list_of_them():
    page = Page(report_page(Report(RUN.rows[:1])))
    assert " 1 questions; 0 failed." in page.words
    assert "article" not in {tag for tag, _ in page.tags}


def test_the_template_uses_exactly_its_view():
    tree = ENVIRONMENT.parse((TEMPLATES / TEMPLATE).read_text(encoding="utf-8"))
    assert meta.find_undeclared_variables(tree) == {field.name for field in fields(EvaluationView)}


def test_a_measure_as_printed():
    assert [shown(value) for value in (None, 7, 0.5, 1.0)] == ["-", "7", "0.500", "1.000"]
