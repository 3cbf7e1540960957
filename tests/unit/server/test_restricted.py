"""What is served only to the machine it lies on, over a bare application and over a restricted index."""

import pytest
import structlog
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from server.app import create_app, make_provider
from server.restricted import NOTICE, ThisMachineOnly, settings_for
from server.settings import Settings
from server.telemetry import Metrics
from tests.fake_chat import MODEL, fake_chat
from tests.fakes import HashEmbedder, restricted, write_index
from tests.served import VILLAGE

QUESTION = {"q": "when does the library open on Sundays"}


async def failed(request, error):
    return JSONResponse({"code": error.code}, error.status)


async def kept(request):
    return PlainTextResponse("kept", headers={"cache-control": "public, max-age=60"})


@pytest.fixture
def bare():
    return TestClient(ThisMachineOnly(Starlette(routes=[Route("/", kept)]), failed))


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]", "LocalHost"])
def test_this_machine_is_let_in(bare, host):
    response = bare.get("/", headers={"host": host})
    assert (response.status_code, response.text) == (200, "kept")


@pytest.mark.parametrize(
    "host",
    ["papers.example", "127.0.0.1.papers.example", "localhost.example:8000", "0.0.0.0", "[::2]:80", "[::1", "", "::"],
)
def test_another_name_is_refused(bare, host):
    response = bare.get("/", headers={"host": host})
    assert (response.status_code, response.json()) == (403, {"code": "forbidden"})


def test_every_response_is_marked_and_kept_by_no_cache(bare):
    for response in (bare.get("/", headers={"host": "localhost"}), bare.get("/", headers={"host": "papers.example"})):
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-robots-tag"] == "noindex"
        assert response.headers["x-classification"] == NOTICE


def test_a_model_at_an_address_is_for_public_papers_alone():
    settings = Settings(answer_url="http://127.0.0.1:1/v1", answer_model=MODEL)
    assert settings_for(settings, "public") == settings
    told = settings_for(settings, "restricted")
    assert (told.answer_url, told.answer_model) == ("", "")


@pytest.fixture
def folder(tmp_path):
    write_index(tmp_path / "index-restricted", [restricted(paper) for paper in VILLAGE], role="restricted")
    yield tmp_path / "index"
    structlog.reset_defaults()


def client(settings, role="restricted", host="localhost"):
    metrics = Metrics()
    provider = make_provider(settings, HashEmbedder(), metrics, role)
    return TestClient(create_app(settings, provider, metrics, role), base_url=f"http://{host}:8000")


def test_every_page_says_that_it_is_not_for_publication(folder):
    asked = client(Settings(index=folder))
    found = asked.get("/api/search", params=QUESTION).json()["results"][0]["citation"]
    pages = ["/", "/about", "/documents", "/meetings", "/decisions", "/commitments", "/search?q=library", "/nowhere"]
    for address in (*pages, found["href"].partition("#")[0], "/search?q=library&year=x"):
        response = asked.get(address, headers={"accept": "text/html"})
        assert f">{NOTICE}<" in response.text, address
        assert response.headers["cache-control"] == "no-store"
        assert "content-security-policy" in response.headers


def test_every_citation_says_it_too(folder):
    asked = client(Settings(index=folder))
    answer = asked.get("/api/ask", params=QUESTION).json()
    register = asked.get("/api/decisions").json()["decisions"]
    cited = [*answer["citations"], *(each["citation"] for each in (*answer["results"], *register))]
    assert answer["status"] == "answered"
    assert len(register) == 3
    assert all(each["reference"].startswith(NOTICE) for each in cited)


def test_there_is_no_feed_and_no_link_to_one(folder):
    asked = client(Settings(index=folder))
    assert asked.get("/search.atom?q=library").status_code == 404
    assert "/search.atom" not in asked.get("/search?q=library").text


def test_another_name_is_refused_with_the_headers_of_every_response(folder):
    response = client(Settings(index=folder), host="papers.example").get("/api/search", params=QUESTION)
    assert (response.status_code, response.json()["error"]["code"]) == (403, "forbidden")
    assert "content-security-policy" in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_no_question_and_no_passage_goes_to_a_language_model(folder, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with fake_chat() as fake:
        asked = client(Settings(index=folder, answer_url=fake.url, answer_model=MODEL))
        assert asked.get("/api/ask", params=QUESTION).json()["status"] == "answered"
        assert fake.requests == []


def test_the_public_server_does_not_open_a_restricted_index(folder):
    settings = Settings(index=folder.with_name("index-restricted"))
    response = client(settings, "public").get("/api/search", params=QUESTION)
    assert (response.status_code, response.json()["error"]["code"]) == (503, "index_unusable")


def test_a_public_page_carries_no_such_notice(folder):
    write_index(folder, VILLAGE)
    asked = client(Settings(index=folder), "public")
    response = asked.get("/search?q=library", headers={"accept": "text/html"})
    assert NOTICE not in response.text
    assert "x-robots-tag" not in response.headers
    assert asked.get("/search.atom?q=library").status_code == 200
