"""The JSON API: shapes and parameters that clients rely on."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from indexer.records import TablePlace
from server.payloads import citation as citation_out
from server.results import Answer, SearchOutcome
from tests.web.conftest import client_over

CITATION = {
    "id", "document", "meeting", "item", "part", "variety", "paragraph", "heading", "pages", "outcome", "table", "text",
    "reference", "href",
}  # fmt: skip


def keys(body):
    return set(body)


def test_a_search_has_the_promised_shape(client):
    body = client.get("/api/search", params={"q": "interim contracts for carers", "limit": 3}).json()
    assert keys(body) == {"query", "total", "facets", "results", "note"}
    assert body["query"] == {"text": "interim contracts for carers", "filters": {}, "corrected": None}
    assert [result["rank"] for result in body["results"]] == [1, 2, 3]
    result = body["results"][0]
    assert keys(result) == {"rank", "score", "text", "highlights", "also_at", "citation"}
    start, end = result["highlights"][0]
    assert result["text"][start:end].casefold() in {"interim", "contracts", "for", "carers"}
    citation = result["citation"]
    assert keys(citation) == CITATION
    assert keys(citation["document"]) == {"id", "title", "file", "url"}
    assert keys(citation["meeting"]) == {"body", "date"}
    assert keys(citation["item"]) == {"id", "number", "minute", "title", "decision_number"}
    assert citation["meeting"]["date"] == "2018-03-09"
    assert keys(citation["pages"]) == {"first", "last"}
    assert keys(citation["pages"]["first"]) == {"number", "label", "basis"}
    assert body["facets"]["year"][0].keys() == {"value", "count"}


def test_the_place_in_a_table_is_told(service):
    citation = replace(service.papers[0].passages[0], table=TablePlace(caption="Budget", unit="£000s"))
    body = json.loads(citation_out(citation).model_dump_json(by_alias=True))
    assert body["table"] == {"caption": "Budget", "row": None, "column": None, "unit": "£000s", "period": None}


def test_an_answer_has_the_promised_shape(client):
    body = client.get("/api/ask", params={"q": "interim contracts for carers", "as_of": "2018-03-09"}).json()
    assert keys(body) >= {"status", "outcome", "summary", "answer", "citations", "coverage", "results"}
    assert body["status"] == "answered"
    assert [keys(sentence) for sentence in body["answer"]] == [{"text", "quoted", "citations"}] * 3
    assert [sentence["quoted"] for sentence in body["answer"]] == [False, True, True]
    assert keys(body["citations"][0]) == CITATION
    assert keys(body["coverage"]) >= {"bodies", "from", "to", "meetings_without_minutes"}
    assert body["coverage"]["from"] == "2018-03-09"
    assert body["coverage"]["meetings_without_minutes"][0].keys() == {"body", "date"}


def test_every_filter_reaches_the_service_and_comes_back(client, service, monkeypatch):
    asked = []
    monkeypatch.setattr(
        service, "search", lambda request: asked.append(request) or SearchOutcome(request, None, 0, {}, ())
    )
    given = {
        "body": "Cabinet", "from": "9 March 2018", "to": "2018-12-31", "year": "2018", "kind": "pack", "part": "decision form",
        "outcome": "proposed", "item": "7", "decision": "17/00131", "document": "abc",
    }  # fmt: skip
    body = client.get("/api/search", params={"q": "x", "sort": "newest", "limit": 100, "offset": 20, **given}).json()
    assert body["query"]["filters"] == {**given, "from": "2018-03-09", "year": 2018}
    assert (asked[0].sort, asked[0].limit, asked[0].offset) == ("newest", 100, 20)


def test_empty_parameters_are_none(client):
    body = client.get(
        "/api/search?q=carers&from=&to=&year=&kind=&part=&outcome=&body=&item=&decision=&document="
    ).json()
    assert body["query"]["filters"] == {}


def test_as_of_reaches_the_service(client, service, monkeypatch):
    asked = []

    def ask(request):
        asked.append(request.filters.as_of)
        return Answer(
            request, "no_match", None, "", (), (), service.coverage(), SearchOutcome(request, None, 0, {}, ())
        )

    monkeypatch.setattr(service, "ask", ask)
    client.get("/api/ask", params={"q": "right now", "as_of": "1 December 2021"})
    assert [str(day) for day in asked] == ["2021-12-01"]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "x" * 10_000,
        "\0" * 50,
        "\0carers\0",
        "👩‍🦽" * 500,
        "%ED%A0%80",
        "'; DROP TABLE passages; --",
        "{{ 7*7 }}",
        "\ufffe",
    ],
)
@pytest.mark.parametrize("path", ["/api/ask", "/api/search", "/search", "/search.atom", "/decisions", "/api/decisions"])
def test_no_question_breaks_anything(client, path, question):
    assert client.get(path, params={"q": question}).status_code == 200


def test_half_a_character_in_the_address_is_fine(client):
    assert client.get("/api/ask?q=%ED%A0%80%FF").json()["status"] == "bad_question"


def test_decisions_are_filtered_and_paged(client):
    everything = client.get("/api/decisions").json()
    assert keys(everything["decisions"][0]) == {
        "outcome", "advisory", "limb", "text", "proof", "number", "vote", "mover", "seconder", "flags", "citation", "opened",
    }  # fmt: skip
    proposed = client.get("/api/decisions?outcome=proposed&limit=2&offset=1").json()
    assert 2 < proposed["total"] < everything["total"]
    assert [d["outcome"] for d in proposed["decisions"]] == ["proposed", "proposed"]
    of_2018 = client.get("/api/decisions?from=2018-01-01&to=2018-12-31&limit=100").json()["decisions"]
    assert {d["citation"]["meeting"]["date"][:4] for d in of_2018} == {"2018"}


def test_the_register_as_a_table_has_every_line_that_fits(client):
    response = client.get("/api/decisions.csv?outcome=proposed&limit=1")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert not response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.text, newline="")))
    assert len(rows) == client.get("/api/decisions?outcome=proposed").json()["total"]
    assert {row["outcome"] for row in rows} == {"proposed"}
    assert rows[0]["page"].startswith("http://testserver/documents/")


def test_documents_and_pages(client, service):
    body = client.get("/api/documents").json()
    assert body["total"] == len(service.papers)
    first = body["documents"][0]
    assert keys(first) == {"id", "title", "file", "url", "kind", "meeting", "pages", "format", "href"}
    page = client.get(f"/api/documents/{first['id']}/pages/2").json()
    assert keys(page) == {"document", "page", "text", "previous", "next", "outline", "note"}
    assert (page["previous"], page["next"], page["text"]) == (1, 3, service.papers[0].pages[1])


def test_meetings_list_their_items(client):
    body = client.get("/api/meetings").json()
    meeting = next(m for m in body["meetings"] if m["date"] == "2018-03-09")
    assert meeting["href"] == "/meetings/2018-03-09/adult-social-care-cabinet-committee"
    assert {"number": "7", "decision_number": "17/00131"}.items() <= meeting["items"][3].items()


def test_health_and_readiness(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["generation"] == "20260101-000000"


def test_metrics_tell_of_answers_and_of_the_index(service, corpus):
    client = client_over(lambda: service, corpus)
    client.get("/api/ask?q=carers")
    client.get("/search?q=zzzqqq")
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    assert 'committee_papers_answers_total{status="answered"} 1.0' in response.text
    assert 'committee_papers_answers_total{status="no_match"} 1.0' in response.text
    assert f"committee_papers_index_documents {len(service.papers)}.0" in response.text
    age = float(re.search(r"^committee_papers_index_age_seconds (\S+)", response.text, re.MULTILINE)[1])
    assert age > 0


def test_the_description_names_the_parameters(client):
    description = client.get("/openapi.json").json()
    named = {p["name"] for p in description["paths"]["/api/search"]["get"]["parameters"]}
    assert named == {
        "q", "limit", "offset", "body", "from", "to", "year", "kind", "part", "outcome", "item", "decision", "document", "as_of",
        "sort",
    }  # fmt: skip
    responses = description["paths"]["/api/search"]["get"]["responses"]
    assert responses["422"]["content"]["application/json"]["schema"]["$ref"].endswith("ErrorBody")
    assert "HTTPValidationError" not in description["components"]["schemas"]


load_all_checks()
CHECKED = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    )
]
PATHS = [
    "/api/search", "/api/ask", "/api/decisions", "/api/decisions.csv", "/api/documents",
    "/api/documents/{document_id}/pages/{number}", "/api/meetings", "/healthz", "/readyz", "/metrics",
]  # fmt: skip


@pytest.fixture(scope="module")
def description(client):
    return schemathesis.openapi.from_asgi("/openapi.json", client.app)


def test_every_path_that_is_described_is_checked(description):
    assert set(description) == set(PATHS)


CASES = [(path, GenerationMode.POSITIVE) for path in PATHS]
CASES += [
    (path, GenerationMode.NEGATIVE) for path in PATHS if path.endswith(("search", "ask", "decisions", "{number}"))
]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "mode"), CASES)
def test_the_api_keeps_to_its_description(description, path, mode):
    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
    @given(description[path]["GET"].as_strategy(generation_mode=mode))
    def call(case):
        case.call_and_validate(checks=CHECKED)

    call()
