"""The pages for people: what they show, that they hold together, and that a paper cannot break them."""

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from indexer.records import PageSpan
from server.links import with_query
from server.results import Answer, SearchOutcome, Sentence
from tests.fakes_service import FakeService, paper, withheld
from tests.web.conftest import HTML, client_over

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(HTMLParser):
    """A page taken apart; fails where an element is closed out of turn, an attribute repeated or an id given twice."""

    def __init__(self, text):
        super().__init__()
        self.text, self.links, self.ids, self.elements, self.stack, self.labels = text, [], [], [], [], []
        self.feed(text)
        self.close()
        assert self.stack == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        assert len(named) == len(attrs)
        self.elements.append((tag, named))
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if tag == "a" else []
        self.labels += [named["for"]] if tag == "label" else []
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def words(self):
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", self.text))


def page(client, path, status=200):
    response = client.get(path, headers=HTML)
    assert response.status_code == status
    return Page(response.text)


@pytest.fixture(scope="session")
def addresses(client, pack, flood):
    result = client.get("/api/search", params={"q": "interim contracts carers"}).json()["results"][0]
    return {
        "home": "/",
        "search": "/search?q=interim+contracts+for+carers",
        "second page": "/search?q=carers&offset=10&part=report&from=2018-01-01",
        "nothing found": "/search?q=zzzqqq",
        "no question": "/search?q=",
        "readings": "/search?q=carres+minutes+july+2023+-oak&ignore=part:minutes",
        "papers": "/documents",
        "page": result["citation"]["href"].partition("#")[0],
        "page of a PDF": f"/documents/{flood.summary.id}/pages/2",
        "meetings": "/meetings",
        "meeting": "/meetings/2018-03-09/adult-social-care-cabinet-committee",
        "item": f"/items/{pack.items[3].id}",
        "decisions": "/decisions",
        "some decisions": "/decisions?q=carers&outcome=proposed&from=9+March+2018",
        "promised": "/commitments",
        "about": "/about",
    }


KINDS = (
    "home", "search", "second page", "nothing found", "no question", "readings", "papers", "page", "page of a PDF", "meetings",
    "meeting", "item", "decisions", "some decisions", "promised", "about",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_whole(client, addresses, kind):
    found = page(client, addresses[kind])
    tags = [tag for tag, _ in found.elements]
    assert (tags.count("h1"), tags.count("main"), tags.count("title")) == (1, 1, 1)
    assert "script" not in tags
    assert not [
        attrs for _, attrs in found.elements if "style" in attrs or any(name.startswith("on") for name in attrs)
    ]
    inputs = {a["id"] for tag, a in found.elements if tag in {"input", "select"} and a.get("type") != "hidden"}
    assert inputs == set(found.labels)
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_of_a_page_leads_somewhere(client, addresses, kind):
    found = page(client, addresses[kind])
    for link in dict.fromkeys(found.links):
        if link.startswith("#"):
            assert link[1:] in found.ids
        elif link.startswith("/"):
            assert client.get(link, headers=HTML).status_code == 200, link
        else:
            assert link.startswith(("https://", "mailto:"))


def test_an_answer_shows_quotes_markers_and_sources(client):
    found = page(client, "/search?q=interim+contracts+for+carers")
    assert found.text.index('id="answer"') < found.text.index('id="results"')
    assert re.search(r"<blockquote>\s*<p>“", found.text)
    assert {"#source-1", "#source-2"} <= set(found.links)
    assert {"source-1", "source-2"} <= set(found.ids)
    assert "<mark>" in found.text


def test_the_page_of_results_is_small(client):
    for question in ("interim contracts for carers", "the report of the council and the members", "rates charges"):
        assert len(client.get("/search", params={"q": question}).content) < 60_000


def test_system_words_are_not_in_quotation_marks(client, service, monkeypatch):
    citation = service.papers[0].passages[0]
    sentences = (
        Sentence("On 9 March 2018 the committee was asked to:", False, (0,)),
        Sentence("- **AGREE** it", True, (0, 7)),
    )

    def ask(request, as_of=None):
        found = SearchOutcome(request, None, 0, {}, ())
        return Answer(
            request, "answered", "proposed", "Proposed only.", sentences, (citation,), service.coverage(), found
        )

    monkeypatch.setattr(service, "ask", ask)
    text = page(client, "/search?q=x").text
    assert "<p>On 9 March 2018 the committee was asked to: <a" in text
    assert "<p>“<strong>AGREE</strong> it” <a" in text
    assert '<strong class="tag open">Proposed, not decided</strong> Proposed only.' in text
    assert "[8]" not in text


def test_filters_are_links_that_keep_the_whole_state(client):
    found = page(client, "/search?q=carers&part=report&from=1+January+2018&sort=newest&offset=10")
    facet = next(link for link in found.links if "year=2018" in link)
    assert parse_qs(urlsplit(facet).query) == {
        "q": ["carers"], "part": ["report"], "from": ["2018-01-01"], "sort": ["newest"], "year": ["2018"],
    }  # fmt: skip
    assert "From: 1 January 2018" in found.words()
    assert "/search?q=carers&from=2018-01-01&sort=newest" in found.links
    assert "/search?q=carers&sort=newest" in found.links
    assert re.search(r"<title>carers \(page 2 of \d+\) – Committee papers</title>", found.text)
    hidden = {a["name"]: a["value"] for tag, a in found.elements if tag == "input" and a.get("type") == "hidden"}
    assert hidden.items() >= {"q": "carers", "part": "report", "sort": "newest", "from": "1 January 2018"}.items()


def test_what_was_read_in_a_question_is_shown_and_each_reading_can_be_left_unread(client):
    asked = "/search?q=carres+minutes+july+2023+-oak"
    found = page(client, f"{asked}&part=report")
    words = found.words()
    assert "Spelling: “carres” as “carers”" in words
    assert words.index("no passage is hidden") < words.index("Date: July 2023") < words.index("Left out of the results")
    assert words.index("Left out of the results") < words.index("Passages with: oak")
    assert "Only passages that fit these filters are shown: Remove filter Part of the paper: Report" in words
    assert "Ignored as you asked" not in words
    for name in ("date:july 2023", "part:minutes", "spelling:carres", "excluded:oak"):
        assert with_query(f"{asked}&part=report", {"ignore": name}).replace("?ignore", "&ignore") in found.links


def test_a_reading_left_unread_stays_so_and_can_be_heeded_again(client):
    asked, ignored = "/search?q=carers+july+2023&limit=2", "ignore=date%3Ajuly+2023"
    found = page(client, f"{asked}&{ignored}")
    assert "Ignored as you asked: Heed again: Date: July 2023" in found.words()
    assert "/search?q=carers+july+2023&limit=2" in found.links
    assert f"{asked}&{ignored}&offset=2" in found.links
    assert f"{asked}&{ignored}&sort=newest" in found.links
    feed, export = (
        f"/search.atom?q=carers+july+2023&limit=2&{ignored}&sort=newest",
        f"/search/export.csv?q=carers+july+2023&{ignored}",
    )
    assert {feed, export} <= set(found.links)
    assert client.get(feed).status_code == client.get(export).status_code == 200
    hidden = [a for tag, a in found.elements if tag == "input" and a.get("name") == "ignore"]
    assert [a["value"] for a in hidden] == ["date:july 2023"]


def test_a_question_in_which_nothing_was_read_says_nothing_of_it(client):
    assert 'class="read"' not in page(client, "/search?q=carers").text


def test_only_readings_can_be_ignored(client):
    found = page(client, "/search?q=carers&ignore=everything", 422)
    assert "“everything” is nothing that is read in a question" in found.words()


def test_the_api_knows_nothing_of_readings(client):
    asked = {"q": "carers july 2023 -oak"}
    body = client.get("/api/search", params=asked).json()
    assert client.get("/api/search", params={**asked, "ignore": "date:july 2023"}).json() == body
    assert set(body["query"]) == {"text", "filters", "corrected"}


def test_nothing_found_says_why(client):
    assert "No passage of these papers matches" in page(client, "/search?q=zzzqqq").text
    assert "none of them within the filters" in page(client, "/search?q=carers&year=1999").text
    assert "Type a question" in page(client, "/search?q=%00").text
    far = page(client, "/search?q=carers&offset=9000").text
    assert "no results this far on" in far
    assert "<title>carers (past the last page) –" in far


@pytest.mark.parametrize(
    ("path", "typed"), [("/search?q=carers&from=soon&to=2018", "soon"), ("/decisions?from=soon", "soon")]
)
def test_a_wrong_date_is_named_beside_its_field(client, path, typed):
    found = page(client, path, 422)
    assert "#from" in found.links
    assert "From: “soon” is not a date" in found.words()
    field = next(a for tag, a in found.elements if tag == "input" and a.get("id") == "from")
    assert (field["value"], field["aria-invalid"]) == (typed, "true")
    assert "Error: " in found.text.partition("</title>")[0]


def test_what_was_not_found_is_said_once(client, service, monkeypatch):
    def ask(request, as_of=None):
        found = SearchOutcome(request, None, 0, {}, (), "No passage matches.")
        return Answer(request, "no_match", None, "No passage matches.", (), (), service.coverage(), found)

    monkeypatch.setattr(service, "ask", ask)
    assert page(client, "/search?q=x").text.count("No passage matches.") == 1


def test_whether_questions_are_kept_is_said(service, corpus):
    kept, not_kept = (
        page(client_over(lambda: service, corpus, log_questions=on), "/about").words() for on in (True, False)
    )
    assert "questions are kept for a time" in kept
    assert "questions are not kept" in not_kept


def test_a_very_long_question_is_cut_to_fit_the_links(client):
    response = client.get("/search", params={"q": "carers " * 1400}, headers=HTML)
    assert response.status_code == 200
    assert "its first 1,000 characters" in response.text
    assert len(response.content) < 120_000


def test_the_cited_passage_is_marked_on_its_page(client, service, pack):
    citation = next(c for c in pack.passages if "\t" not in c.text and len(c.text) > 300)
    found = page(client, citation.href.partition("#")[0])
    assert found.ids.count("passage") == 1
    marked = re.sub(
        r"\W+", "", re.sub("<[^>]*>", "", "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", found.text, re.DOTALL)))
    )
    assert marked == re.sub(r"\W+", "", citation.text.replace("&", "amp").replace("'", "39"))
    assert citation.reference in found.words().replace("&#39;", "'").replace("&amp;", "&")


def test_a_passage_of_another_page_is_pointed_at(client, pack):
    citation = pack.passages[0]
    found = page(client, f"/documents/{pack.summary.id}/pages/9?passage={citation.id}")
    assert "<mark" not in found.text
    assert citation.href in found.links


def test_a_passage_over_two_pages_is_marked_on_both(service, corpus, pack):
    spans = (PageSpan(3, 0, 20), PageSpan(4, 0, 30))
    long = replace(pack.passages[0], spans=spans)
    client = client_over(lambda: FakeService((replace(pack, passages=(long,)),)), corpus)
    third = page(client, f"/documents/{pack.summary.id}/pages/3?passage={long.id}")
    onward = f"/documents/{pack.summary.id}/pages/4?passage={long.id}"
    assert onward in third.links
    assert 'id="passage"' in page(client, onward).text


def test_a_passage_that_is_no_more_leaves_the_page_readable(client, pack):
    assert "<mark" not in page(client, f"/documents/{pack.summary.id}/pages/1?passage=gone").text


def test_how_a_page_number_is_known_is_said(client, pack):
    said = [page(client, f"/documents/{pack.summary.id}/pages/{n}").words() for n in (1, 2, 3)]
    assert "Page 1 The page number is counted" in said[0]
    assert "About page 2 The page number is estimated" in said[1]
    assert "Page 3 The page number is printed" in said[2]


def test_the_original_is_given_out_as_it_is(client, pack, flood, corpus):
    text = client.get(f"/documents/{pack.summary.id}/file")
    assert text.content == (corpus / pack.summary.file).read_bytes()
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert client.get(f"/documents/{flood.summary.id}/file").headers["content-type"] == "application/pdf"


def test_a_paper_with_withheld_pages_is_given_out_neither_whole_nor_as_pictures(corpus, flood):
    client = client_over(lambda: FakeService((withheld(flood),)), corpus)
    assert client.get(f"/documents/{flood.summary.id}/file").status_code == 404
    assert client.get(f"/documents/{flood.summary.id}/pages/1/picture.png").status_code == 404
    text = page(client, f"/documents/{flood.summary.id}/pages/1").text
    assert "picture.png" not in text
    assert "/file" not in text


def test_a_page_of_a_pdf_is_shown_as_a_picture_with_the_passage_marked(client, flood):
    citation = next(c for c in flood.passages if "flood scheme" in c.text)
    address = f"/documents/{flood.summary.id}/pages/2/picture.png"
    plain, marked = client.get(address), client.get(address, params={"passage": citation.id})
    assert plain.headers["content-type"] == "image/png"
    assert plain.content.startswith(b"\x89PNG")
    assert marked.content != plain.content
    assert marked.headers["etag"] != plain.headers["etag"]
    again = client.get(address, headers={"if-none-match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert f"{address}?passage={citation.id}" in page(client, citation.href.partition("#")[0]).text


def test_a_text_has_no_picture(client, pack):
    assert client.get(f"/documents/{pack.summary.id}/pages/1/picture.png").status_code == 404


def test_a_paper_without_a_page_number_leads_to_its_first(client, pack):
    response = client.get(f"/documents/{pack.summary.id}", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (307, f"/documents/{pack.summary.id}/pages/1")


@pytest.mark.parametrize(
    "path", ["/search?next=https://evil.example", "/documents//evil.example", "//evil.example/documents"]
)
def test_nothing_redirects_elsewhere(client, path):
    response = client.get(path, follow_redirects=False)
    assert "evil.example" not in response.headers.get("location", "")


HOSTILE = (
    'RESOLVED that <script>alert(1)</script> {{ 7*7 }} {% raw %} <img src=x onerror=alert(1)> "quoted" & </blockquote>\n\n'
    "- <a href='javascript:alert(1)'>flood</a>\t<svg/onload=alert(1)>\tflood\x02\n"
)


@pytest.fixture(scope="module")
def hostile(corpus):
    name = "2019-05-01-</title><script>-pack.txt"
    return client_over(lambda: FakeService((paper(name, f"1 May 2019\n\n{HOSTILE * 3}"),)), corpus)


def test_a_hostile_paper_stays_text_on_every_page(hostile):
    document = hostile.get("/api/documents").json()["documents"][0]["id"]
    for path in ("/search?q=alert+resolved", f"/documents/{document}/pages/1", "/decisions", "/documents", "/meetings"):
        found = page(hostile, path)
        tags = {tag for tag, _ in found.elements}
        assert not tags & {"script", "img", "svg"}
        assert not [link for link in found.links if link.startswith("javascript")]
        assert "49" not in found.words()
        assert "\x02" not in found.text
    assert "{{ 7*7 }} {% raw %}" in page(hostile, f"/documents/{document}/pages/1").words()


@pytest.mark.parametrize("question", ['"><script>alert(1)</script>', "{{ 7*7 }}", "' onfocus=alert(1) x='"])
def test_a_hostile_question_stays_text(client, question):
    response = client.get("/search", params={"q": question}, headers=HTML)
    found = Page(response.text)
    assert "script" not in {tag for tag, _ in found.elements}
    field = next(a for tag, a in found.elements if tag == "input" and a.get("id") == "q")
    assert field["value"] == question
    assert set(field) == {"type", "id", "name", "value", "maxlength", "autocomplete"}


ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_search_is_a_feed(client):
    response = client.get("/search.atom", params={"q": "carers \x02 & contracts", "sort": "newest", "limit": 3})
    assert response.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.text)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    assert feed.find(f"{ATOM}id").text.startswith("http://testserver/search.atom?q=carers")
    dates = [dt.datetime.fromisoformat(entry.find(f"{ATOM}updated").text) for entry in entries]
    assert dates == sorted(dates, reverse=True)
    assert all(entry.find(f"{ATOM}link").get("href").startswith("http://testserver/documents/") for entry in entries)


def test_a_hostile_paper_is_text_in_a_feed_too(hostile):
    feed = ElementTree.fromstring(hostile.get("/search.atom?q=alert").text)
    content = feed.find(f"{ATOM}entry/{ATOM}content").text
    assert "&lt;script&gt;" in content
    assert "<script" not in content


def test_the_public_address_is_used_where_it_is_set(service, corpus):
    client = client_over(lambda: service, corpus, base_url="https://papers.example.gov.uk/")
    assert "<id>https://papers.example.gov.uk/search.atom?q=carers</id>" in client.get("/search.atom?q=carers").text


def test_the_stylesheet_alone_is_served_from_the_templates(client):
    address = re.search(r'<link rel="stylesheet" href="([^"]+)"', client.get("/").text)[1]
    response = client.get(address)
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["cache-control"]
    assert client.get("/static/base.html").status_code == 404


def test_the_day_that_papers_are_taken_up_to_is_a_filter_that_links_keep(client):
    found = client.get("/search?q=carers&as_of=9+March+2018", headers=HTML).text
    assert "Papers dated up to: 9 March 2018" in found
    assert 'name="as_of" value="9 March 2018"' in found
    assert "as_of=2018-03-09" in found
    assert client.get("/search?q=carers&as_of=soon", headers=HTML).status_code == 422
