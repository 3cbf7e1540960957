"""What people take away from a real index: citations, exports, feeds, keyword in context, timelines, names."""

import csv
import io
import json
import re

import bibtexparser
import feedparser
import pytest
import rispy

from tests.served import VILLAGE, serve
from tests.web.conftest import HTML, client_over


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    folder = tmp_path_factory.mktemp("village")
    return serve(folder / "index", *VILLAGE)


@pytest.fixture(scope="module")
def client(village, corpus):
    return client_over(lambda: village, corpus)


@pytest.fixture(scope="module")
def felled(client):
    """The citation of the minute that resolves the felling."""
    found = client.get("/api/search", params={"q": "felling of six limes agreed", "outcome": "resolved"}).json()
    return found["results"][0]["citation"]


def test_a_citation_is_read_by_reference_managers(client, felled):
    bib = client.get(f"/passages/{felled['id']}/citation.bib")
    (entry,) = bibtexparser.parse_string(bib.text).entries
    assert entry.entry_type == "techreport"
    assert (entry["year"], entry["number"]) == ("2024", "24/00012")
    assert entry["url"].endswith(f"/passages/{felled['id']}")
    (ris,) = rispy.loads(client.get(f"/passages/{felled['id']}/citation.ris").text)
    assert ris["year"] == "2024"
    assert "RESOLVED" in ris["abstract"]
    assert re.search(r'filename="[\w.-]+\.bib"', bib.headers["content-disposition"])


def test_a_passage_has_a_page_with_its_place_its_index_and_what_is_like_it(client, felled):
    page = client.get(f"/passages/{felled['id']}", headers=HTML).text
    assert "as the papers stood in the index of" in page
    assert "RESOLVED that the felling" in page
    like = page.partition('id="like"')[2]
    assert "Parking in Mill Lane" in like or "Opening hours" in like
    assert "felling of six limes" not in like


@pytest.mark.parametrize(
    "path", ["/passages/none", "/passages/none/citation.bib", "/search/export.exe?q=x", "/timeline?item=none"]
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path, headers=HTML).status_code == 404


def test_results_open_in_a_spreadsheet(client):
    got = client.get("/search/export.csv", params={"q": "limes in Station Road", "limit": 1})
    rows = list(csv.DictReader(io.StringIO(got.text)))
    assert got.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(rows) > 3
    assert {"Planning Committee", "2024-05-08", "24/00012"} <= set(rows[0].values())
    assert [row["rank"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]


def test_results_are_exported_within_the_filters(client):
    minutes = client.get("/search/export.jsonl", params={"q": "limes", "part": "minutes"}).text.splitlines()
    assert minutes
    assert {json.loads(line)["citation"]["part"] for line in minutes} == {"minutes"}
    entries = rispy.loads(client.get("/search/export.ris", params={"q": "limes"}).text)
    assert {entry["type_of_reference"] for entry in entries} == {"RPRT"}
    quotes = client.get("/search/export.md", params={"q": "limes", "outcome": "resolved"}).text
    assert re.search(r"^> RESOLVED that .*\n\n1\. \[.*\]\(http.*\) \(Resolved\)$", quotes, re.MULTILINE)


def test_a_search_is_a_feed_that_readers_understand(client):
    feed = feedparser.parse(client.get("/search.atom", params={"q": "limes"}).text)
    assert (feed.version, bool(feed.bozo)) == ("atom10", False)
    assert feed.feed.id
    assert all(entry.id and entry.updated_parsed and entry.link and entry.title for entry in feed.entries)


def test_keywords_are_shown_in_context_in_the_order_asked_for(client):
    page = client.get("/concordance", params={"q": "Station Road", "sort": "right"}, headers=HTML).text
    assert "<mark>Station Road</mark>" in page
    rows = list(
        csv.DictReader(io.StringIO(client.get("/concordance.csv", params={"q": "limes", "sort": "right"}).text))
    )
    assert {row["keyword"] for row in rows} == {"limes"}
    assert len(rows) == 4
    after = [row["right"].lower() for row in rows]
    assert after == sorted(after)
    assert all("/pages/" in row["address"] for row in rows)


def test_a_wrong_date_of_the_concordance_is_named_beside_its_field(client):
    got = client.get("/concordance", params={"q": "limes", "from": "soon"}, headers=HTML)
    assert got.status_code == 422
    assert "“soon” is not a date" in got.text
    assert 'value="limes"' in got.text


def test_a_matter_is_told_through_time_as_picture_and_table(client):
    page = client.get("/timeline", params={"decision": "24/00012"}, headers=HTML).text
    assert page.count('<circle class="dot') == 2
    assert "<title" in page.partition("<svg")[2]
    assert "Same decision number" in page
    assert "Decided" in page
    assert "style=" not in page


def test_an_answer_has_a_permanent_link_that_tells_when_the_index_has_changed(client, village):
    page = client.get("/search", params={"q": "when does the felling begin"}, headers=HTML).text
    assert f"index={village.generation}" in page
    assert "As the papers stood in the index of" in page
    changed = client.get(
        "/search", params={"q": "when does the felling begin", "index": "gen-0-00000000"}, headers=HTML
    )
    assert "made with an earlier index" in changed.text
    same = client.get("/search", params={"q": "when does the felling begin", "index": village.generation}, headers=HTML)
    assert "made with an earlier index" not in same.text


@pytest.mark.parametrize("path", ["/concordance?q=limes", "/people?q=", "/decisions?q=", "/programme?x="])
def test_a_page_past_the_last_says_so_and_leads_back_to_the_first(client, path):
    page = client.get(f"{path}&offset=400", headers=HTML).text
    assert "There is nothing this far on." in page
    assert re.search(r'<a href="[^"]*">Go back to the first page</a>', page)
    assert not re.search("papers fits|do not stand one after|name nobody|No work programme", page)
    assert "(past the last page) –" in page
    assert not re.search(r"<title>[^<]*page \d+", page)


def test_a_name_that_no_paper_lists_is_not_answered_with_the_whole_list(client):
    page = client.get("/people?name=Nobody+Atall", headers=HTML)
    assert page.status_code == 404
    assert "list nobody of the name Nobody Atall" in page.text
    assert client.get("/people").status_code == 200
