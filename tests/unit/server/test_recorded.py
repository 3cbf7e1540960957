"""The decisions of small papers as pages show them."""

import datetime as dt

import pytest

from tests.fakes import make_paper
from tests.served import VILLAGE, asked, serve

PROMISE = "Mr Cole said that a report on benches would be brought to the committee in June 2024."
AGREED = "RESOLVED that the recommendations were agreed as outlined in the report."
MINUTES = make_paper(
    "bench-minutes.txt", [PROMISE, AGREED], part="minutes", kind="minutes", item="6", title="Park benches",
    outcomes={1: "resolved"},
)  # fmt: skip
REPORT = make_paper(
    "a-bench-report.txt", ["The Committee is asked to agree that four benches be mended."], item="6", title="Park benches",
    outcomes={0: "proposed"},
)  # fmt: skip
LATER = make_paper(
    "later.txt", ["Benches were mended."], date=dt.date(2024, 6, 12), item="4", title="Park benches update"
)


@pytest.fixture(scope="module")
def benches(tmp_path_factory):
    return serve(tmp_path_factory.mktemp("benches"), MINUTES, REPORT, LATER)


def bench(service):
    (row,) = [d for d in service.decisions() if d.outcome == "resolved"]
    return row


def test_a_bare_resolution_of_the_register_opens_to_the_report(benches):
    opened = bench(benches).opened
    assert (opened.text, opened.link) == ("The Committee is asked to agree that four benches be mended.", "same item")
    assert opened.citation.document.file == "a-bench-report.txt"


def test_where_the_report_is_not_there_the_register_says_so(tmp_path):
    opened = bench(serve(tmp_path, MINUTES)).opened
    assert (opened.citation, opened.reason) == (
        None,
        "The report is not among these papers: they hold no report to the meeting of 8 May 2024.",
    )


def test_a_resolution_that_speaks_for_itself_is_not_opened(tmp_path):
    (row,) = [d for d in serve(tmp_path, *VILLAGE).decisions() if d.outcome == "resolved"]
    assert row.opened is None


def test_the_page_of_an_item_tells_what_minutes_record_first_then_its_trail_and_promises(benches):
    view = benches.item(bench(benches).citation.item.id)
    assert [d.outcome for d in view.decisions] == ["resolved", "proposed"]
    assert [(step.stage, step.strength) for step in view.trail][:2] == [
        ("proposed", "same item"),
        ("decision", "same item"),
    ]
    (promise,) = view.commitments
    assert (promise.text, promise.due, promise.kept_by.title) == (PROMISE, "in June 2024", "Park benches update")
    assert promise.kept_at == ("Planning Committee", dt.date(2024, 6, 12))
    assert view.papers_to == dt.date(2024, 6, 12)


def test_a_promise_that_nothing_keeps_stays_open(tmp_path):
    service = serve(tmp_path, MINUTES)
    (promise,) = service.commitments()
    assert (promise.kept_by, promise.kind, service.papers_to) == (None, "promise", dt.date(2024, 5, 8))


def test_an_answer_quotes_minute_and_report_each_with_its_own_place(benches):
    answer = benches.ask(asked("were the park benches agreed"))
    quotes = [(s.text, answer.citations[s.citations[0]].part) for s in answer.sentences if s.quoted][:2]
    assert quotes == [(AGREED, "minutes"), ("The Committee is asked to agree that four benches be mended.", "report")]
    assert answer.outcome == "resolved"


def test_the_position_on_a_day_is_that_of_the_papers_dated_up_to_it(tmp_path):
    approved = make_paper(
        "approved.txt", ["RESOLVED that double yellow lines along Mill Lane be approved."], body="Highways Committee",
        date=dt.date(2023, 4, 5), item="9", decision="23/00007", part="minutes", outcomes={0: "resolved"},
    )  # fmt: skip
    service = serve(tmp_path, VILLAGE[2], approved)
    told = {
        day: service.ask(asked("has 23/00007 been approved", as_of=day)).outcome
        for day in (dt.date(2023, 4, 4), dt.date(2023, 4, 5))
    }
    assert list(told.values()) == ["proposed", "resolved"]
