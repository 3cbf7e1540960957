"""What people come to do, done in a browser: ask, read, cite, narrow, take away; and what they meet when it fails."""

import csv
import io

import pytest

from indexer.errors import IndexBusy, IndexDamaged, IndexMissing
from server.app import create_app
from tests.browser.conftest import WIDTHS, serving, settings_for
from tests.documents import CORPUS

QUESTION = "what was decided on interim contracts for the provision of carers services 17/00131"


@pytest.fixture(params=WIDTHS)
def page(request, open_page):
    return open_page(request.param)


def ask(page, base, question=QUESTION):
    page.goto(base)
    page.get_by_role("searchbox").fill(question)
    page.get_by_role("button", name="Search").click()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_question_to_the_cited_words_the_item_and_the_citation(open_page, base, width, scripts):
    page = open_page(width, scripts=scripts)
    ask(page, base)
    answer = page.get_by_role("region", name="Answer")
    assert "17/00131" in answer.inner_text()
    assert "Proposed, not decided" in answer.inner_text()
    answer.locator(".sources li a").first.click()
    assert page.locator("mark").count()
    assert page.locator("mark").first.bounding_box()["y"] < page.viewport_size["height"] * 3
    assert "carers" in " ".join(page.locator("mark").all_inner_texts()).lower()
    page.get_by_role("link", name="Cite this passage").click()
    assert (
        "Kent County Council, Adult Social Care Cabinet Committee, 9 March 2018"
        in page.locator("#cite-plain").inner_text()
    )
    assert "(2018)" in page.locator("#cite-harvard").inner_text()
    page.get_by_role("link", name="All on this item").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Interim Contracts for the Provision of Carers Services"
    page.get_by_role("link", name="Timeline of this matter").click()
    assert page.get_by_role("table").count() == 1
    assert page.get_by_role("img", name="Timeline of Interim Contracts").count() == 1


def test_a_button_copies_the_citation_where_scripts_run(open_page, base, addresses):
    page = open_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text; }}})"
    )
    page.goto(base + addresses["passage"])
    page.get_by_role("button", name="Copy: BibTeX").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("window.copied").startswith("@techreport{kent2018")


def test_without_scripts_there_is_no_button_that_does_nothing(open_page, base, addresses):
    page = open_page(scripts=False)
    page.goto(base + addresses["passage"])
    assert page.get_by_role("button").count() == 0
    assert page.locator("#cite-ris").inner_text().startswith("TY  - RPRT")


def test_the_passage_that_was_asked_for_is_scrolled_to(page, base, addresses):
    page.goto(base + addresses["page"])
    box = page.locator("#passage").bounding_box()
    assert 0 <= box["y"] <= page.viewport_size["height"]


def test_narrow_remove_sort_and_turn_the_page(page, base):
    ask(page, base, "carers")
    total = page.locator(".results > .meta").inner_text()
    page.locator("#narrow").get_by_role("link", name="Minutes").click()
    assert "part=minutes" in page.url
    assert page.locator(".results > .meta").inner_text() != total
    page.locator("#from").fill("july 2018")
    page.get_by_role("button", name="Apply dates").click()
    assert page.get_by_role("link", name="Remove filter From: 1 July 2018").count() == 1
    page.get_by_role("link", name="Remove filter Part of the paper: Minutes").click()
    assert "part=" not in page.url
    page.get_by_role("link", name="Oldest first").click()
    assert "sort=oldest" in page.url
    page.get_by_role("link", name="Next page").click()
    assert "(page 2 of" in page.title()
    page.get_by_role("link", name="Remove all filters").click()
    assert "from=" not in page.url


def test_results_are_taken_away_as_a_table_and_as_a_feed(open_page, base):
    page = open_page()
    ask(page, base, "carers")
    with page.expect_download() as download:
        page.get_by_role("link", name="Results as CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert rows[0]["reference"].startswith("Kent County Council")
    feed = page.get_by_role("link", name="This search as a feed").get_attribute("href")
    assert page.request.get(base + feed).headers["content-type"] == "application/atom+xml"


def test_keyword_in_context_is_asked_for_sorted_and_followed(page, base):
    page.goto(f"{base}/concordance")
    page.get_by_label("Word or phrase").fill("interim contracts")
    page.get_by_label("Order").select_option("Words after")
    page.get_by_role("button", name="Show in context").click()
    assert "sort=right" in page.url
    found = page.locator("table mark").all_inner_texts()
    assert found
    assert all(word.lower().startswith("interim contract") for word in found)
    page.locator("td.where a").first.click()
    assert "interim contract" in " ".join(page.locator("mark").all_inner_texts()).lower()


def test_the_picture_of_a_page_of_a_pdf_is_shown(page, base, addresses):
    page.goto(base + addresses["page of a PDF"])
    picture = page.get_by_role("img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.picture img').naturalWidth > 500")


def test_nothing_is_asked_of_another_host_and_no_script_is_refused(open_page, base, addresses):
    page = open_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for name, address in addresses.items():
        page.goto(base + address)
        assert page.get_by_role("main").count() == 1, name
    assert [url for url in asked if not url.startswith(base)] == []
    assert [text for text in said if "Content Security Policy" in text] == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (IndexMissing("none"), "no index of them yet"),
        (IndexBusy("busy"), "being built"),
        (IndexDamaged("broken"), "cannot be read"),
        (RuntimeError("wires"), "on our side"),
    ],
)
def test_when_the_site_fails_its_page_says_what_to_do(open_page, troubled, error, words):
    troubled.error.append(error)
    page = open_page(320)
    response = page.goto(troubled.base)
    assert response.status in {500, 503}
    told = page.get_by_role("main").inner_text()
    assert words in told
    assert "What you can do" in told
    assert page.get_by_role("heading", level=1).count() == 1


def test_too_many_requests_have_a_page_that_says_when_to_come_back(open_page, service):
    with serving(create_app(settings_for(CORPUS, rate_limit="2/minute"), lambda: service)) as base:
        page = open_page(scripts=False)
        statuses = [page.goto(f"{base}/about").status for _ in range(3)]
        assert statuses[-1] == 429
        assert "Try again in" in page.get_by_role("main").inner_text()


def test_what_is_not_there_leads_back_to_what_is(page, base, addresses):
    assert page.goto(base + addresses["not found"]).status == 404
    page.get_by_role("main").get_by_role("link", name="Search the papers").click()
    assert page.get_by_role("searchbox").count() == 1
