"""Words planted in exempt pages and parts: no route of the public server, no log line and no byte of its index shows them.

The restricted index of the same papers lies beside the public one all the while, and finds them.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
import structlog
from click.testing import CliRunner, Result
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from indexer import cli as indexing
from indexer.build import build
from indexer.index import open_index
from indexer.records import Classification
from indexer.settings import Settings as IndexSettings
from server import cli
from server.app import create_app
from server.results import SearchRequest
from server.routes import api, browsing, operations, searching, studying
from server.service import Service
from server.settings import Settings
from tests.fakes import HashEmbedder
from tests.made_pdfs import lines, pdf

ROUTES = (api, browsing, operations, searching, studying)
EXPORTS = ("csv", "jsonl", "ris", "md")
CANARY = "quokkazimut"
NEAR = "quokkazimu"
SHORT, LONG = "QZM", "quiet zebra markings"
DEFINED = "It paints Quiet Zebra Markings (QZM)."
CONTROL = "quolkazimat"
ACCEPT = ({"accept": "text/html,application/xhtml+xml"}, {"accept": "application/json"})
VIRTUE = "By virtue of paragraph(s) 3 of Part 1 of Schedule 12A of the Local Government Act 1972."
AGENDA = (
    "ADULT SOCIAL CARE CABINET COMMITTEE\n\nTuesday, 14th May, 2024, at 10.00 am\nCouncil Chamber, Sessions House\n\n"
    "AGENDA\n\nUNRESTRICTED ITEMS\n1 Introduction\n2 24/00010 - Home Care Contracts (Pages 3 - 8)\n"
    "3 24/00011 - Day Services (Pages 9 - 12)\n\nBenjamin Watts\nGeneral Counsel\n"
)
MINUTES = (
    "MINUTES of a meeting of the Adult Social Care Cabinet Committee held in the Chamber on 5 March 2024.\n\n"
    "PRESENT: Mr A Example (Chairman) and Mrs B Example\n\nUNRESTRICTED ITEMS\n\n1. Minutes\n(Item 1)\n\n"
    "RESOLVED that the minutes be signed.\n\nEXEMPT ITEMS (not open to the public)\n\n2. Sale of Land\n(Item 2)\n\n"
)


def report(subject: str, number: str) -> str:
    return (
        "From: Dan Example, Cabinet Member for Adult Social Care\n\n"
        "To: Adult Social Care Cabinet Committee - 14 May 2024\n\n"
        f"Subject: {subject}\n\nDecision Number: {number}\n\nClassification: Unrestricted\n\n"
        f"Summary: This report asks the committee to consider {subject.lower()}.\n\n1. Introduction\n\n"
        f"1.1 The council has a duty to arrange {subject.lower()} for the people of the county.\n\n"
        "Report Author: Rachel Example, 03000 123456, rachel.example@council.gov.uk\n"
    )


def corpus(folder: Path, secret: str) -> Path:
    """A pack with an exempt page, minutes with an exempt part, and a PDF with an exempt page: `secret` stands in each."""
    folder.mkdir()
    exempt = f"EXEMPT\n\n{VIRTUE}\n\nThe preferred bidder is {secret}. {DEFINED}\n"
    form = "KENT COUNTY COUNCIL – PROPOSED RECORD OF DECISION\n\nDECISION NO: 24/00010\n\nto AWARD the contract.\n"
    pages = (AGENDA, report("Home Care Contracts", "24/00010"), exempt, form, report("Day Services", "24/00011"))
    pack = "\f".join(f"{page.rstrip()}\n\nPage {number}\n" for number, page in enumerate(pages, 1))
    (folder / "pack.txt").write_text(pack, encoding="utf-8")
    (folder / "minutes.txt").write_text(f"{MINUTES}RESOLVED that {secret} buy the land.\n", encoding="utf-8")
    content = [lines(*page.replace("–", "-").splitlines()) for page in pages]
    (folder / "pack.pdf").write_bytes(pdf(*content))
    return folder


class Walk:
    """Every answer of the server over an index of a corpus, by address and what was accepted, and what was logged meanwhile."""

    def __init__(self, folder: Path, secret: str, log: pytest.LogCaptureFixture) -> None:
        self.settings = IndexSettings(corpus=corpus(folder / "corpus", secret), index=folder / "index", ocr="off")
        self.embedder = HashEmbedder()
        build(self.settings, embedder=self.embedder, role="restricted")
        report = build(self.settings, embedder=self.embedder)
        assert sorted(each.file for each in report.withheld) == ["minutes.txt", "pack.pdf", "pack.txt"]
        self.service = Service(open_index(self.settings.index, embedder=self.embedder), self.embedder)
        app = create_app(
            Settings(
                corpus=self.settings.corpus, index=self.settings.index, rate_limit="100000/minute", log_level="debug"
            ),
            lambda: self.service,
        )
        client = TestClient(app, raise_server_exceptions=False)
        self.routes = {route.path for each in ROUTES for route in each.router.routes if isinstance(route, APIRoute)}
        self.schema = set(client.get("/openapi.json").json()["paths"])
        log.clear()
        log.set_level(logging.DEBUG)
        self.answers = {
            (route, address, accept["accept"]): client.get(address, headers=accept, follow_redirects=False)
            for accept in ACCEPT
            for route, addresses in self.addresses().items()
            for address in addresses
        }
        self.logged = log.text

    def addresses(self) -> dict[str, list[str]]:
        """Addresses to ask for, by route: all documents, pages, meetings and matters there are, and some there are not."""
        documents = self.service.documents()
        pages = [f"{each.id}/pages/{number}" for each in documents for number in range(1, each.pages + 2)]
        asked = [
            NEAR,
            CONTROL,
            "who is the preferred bidder",
            "who buys the land",
            "home care contracts",
            "24/00010",
            SHORT,
            LONG,
            "",
        ]
        queries = [f"?q={quote(each)}" for each in asked] + [
            "?q=land&year=x",
            "?q=land&limit=0",
            "?q=bidder&part=minutes",
            "?q=land+minutes+of+QZM+-bidder&ignore=part:minutes&ignore=excluded:bidder",
        ]
        held = [
            each.citation.id for each in self.service.search(SearchRequest("home care land minutes", limit=100)).results
        ]
        found = [item.id for meeting in self.service.meetings() for item in meeting.items]
        return {
            "/": ["/"],
            "/about": ["/about"],
            "/documents": ["/documents"],
            "/documents/{document_id}": [f"/documents/{each.id}" for each in documents] + ["/documents/none"],
            "/documents/{document_id}/file": [f"/documents/{each.id}/file" for each in documents],
            "/documents/{document_id}/pages/{number}": [f"/documents/{page}" for page in pages],
            "/documents/{document_id}/pages/{number}/picture.png": [f"/documents/{page}/picture.png" for page in pages],
            "/meetings": ["/meetings"],
            "/meetings/{date}/{body}": [
                f"/meetings/{meeting.date}/{quote(meeting.body)}" for meeting in self.service.meetings()
            ],
            "/items/{item_id}": [f"/items/{each}" for each in found] + ["/items/none"],
            "/decisions": ["/decisions", "/decisions?q=land", f"/decisions?q={NEAR}"],
            "/search": [f"/search{query}" for query in queries],
            "/search.atom": [f"/search.atom{query}" for query in queries],
            "/api/search": [f"/api/search{query}" for query in queries],
            "/api/ask": [f"/api/ask{query}" for query in queries],
            "/api/decisions": ["/api/decisions", "/api/decisions?q=land"],
            "/api/decisions.csv": ["/api/decisions.csv", "/api/decisions.csv?q=land"],
            "/commitments": ["/commitments"],
            "/api/documents": ["/api/documents"],
            "/api/documents/{document_id}/pages/{number}": [f"/api/documents/{page}" for page in pages],
            "/api/meetings": ["/api/meetings"],
            "/healthz": ["/healthz"],
            "/readyz": ["/readyz"],
            "/metrics": ["/metrics"],
            "/search/export.{form}": [f"/search/export.{form}{query}" for form in EXPORTS for query in queries],
            "/passages/{passage_id}": [f"/passages/{each}" for each in held] + ["/passages/none"],
            "/passages/{passage_id}/citation.{form}": [
                f"/passages/{each}/citation.{form}" for each in held for form in ("bib", "ris")
            ],
            "/concordance": [f"/concordance?q={quote(each)}" for each in (*asked, "the", "land")],
            "/concordance.csv": [f"/concordance.csv?q={quote(each)}" for each in (*asked, "the", "land")],
            "/timeline": ["/timeline?decision=24/00010"] + [f"/timeline?item={each}" for each in found],
            "/people": ["/people", f"/people?q={NEAR}"],
            "/programme": ["/programme"],
            "/static/style.css": ["/static/style.css"],
            "/static/copy.js": ["/static/copy.js"],
            "/favicon.ico": ["/favicon.ico"],
            "/robots.txt": ["/robots.txt"],
        }


@pytest.fixture
def walk(tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[Walk]:
    logging_before = structlog.get_config()
    made = Walk(tmp_path, f"{CANARY} Limited", caplog)
    made.logged += "".join(capfd.readouterr())
    yield made
    structlog.configure(**logging_before)


def test_no_route_shows_withheld_words(walk: Walk) -> None:
    assert walk.routes == set(walk.addresses())
    assert walk.schema <= walk.routes
    assert {answer.status_code for answer in walk.answers.values()} >= {200, 307, 404, 422}
    for (_, address, _), answer in walk.answers.items():
        assert CANARY not in f"{answer.headers} {answer.text}".lower(), address


def test_what_withheld_words_define_is_known_to_the_restricted_index_alone(walk: Walk) -> None:
    for role, known in (("public", []), ("restricted", [LONG.title()])):
        with closing(open_index(walk.settings.folder_of(role), role=role)) as index:
            assert [each.long for each in index.catalogue.abbreviations() if each.short == SHORT] == known
    for (_, address, _), answer in walk.answers.items():
        assert LONG not in answer.text.lower().replace(quote(LONG), "") or LONG in address.replace("%20", " "), address
    assert walk.service.search(SearchRequest(SHORT)).readings == ()


def test_withheld_pages_have_no_picture_and_their_files_are_not_offered(walk: Walk) -> None:
    for (route, address, _), answer in walk.answers.items():
        if route.endswith("/file") or re.search(r"/pages/3/picture", address):
            assert answer.status_code == 404, address


def test_no_log_line_and_no_byte_of_the_index_holds_withheld_words(walk: Walk) -> None:
    assert "/api/search" in walk.logged
    assert CANARY not in walk.logged.lower()
    for path in (path for path in walk.settings.index.rglob("*") if path.is_file()):
        data = path.read_bytes().lower()
        assert CANARY.encode() not in data, path.name
        assert CANARY.encode("utf-16-le") not in data, path.name
    index = open_index(walk.settings.index)
    assert not [word for word, _ in index.terms.vocabulary() if word.startswith(CANARY[:8])]
    passages = index.catalogue.passages(list(range(index.manifest.counts.passages)))
    assert passages
    assert CANARY not in " ".join(f"{each.embedded} {each.context}" for each in passages).lower()


def test_the_restricted_index_finds_them_on_the_command_line_and_the_public_one_does_not(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (cli, indexing):
        monkeypatch.setattr(module, "make_embedder", lambda settings: walk.embedder)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli.main, [*arguments, "--index", str(walk.settings.index)])

    for command in ("search", "ask"):
        for question in ("who is the preferred bidder", "who buys the land"):
            found = run(command, "--restricted", "--json", question)
            assert (found.exit_code, CANARY in found.stdout) == (0, True), (command, question)
            assert CANARY not in run(command, "--json", question).output, (command, question)
    results = json.loads(run("search", "--restricted", "--json", CANARY).stdout)["results"]
    files = {place["document"]["file"] for each in results for place in (each["citation"], *each["also_at"])}
    assert files == {"pack.txt", "pack.pdf", "minutes.txt"}
    assert CANARY in run("decisions", "--restricted").stdout
    assert CANARY not in run("decisions").output
    assert run("check").exit_code == run("check", "--restricted").exit_code == 0


def test_a_restricted_server_shows_the_withheld_pages_and_their_pictures_and_no_other(walk: Walk) -> None:
    role: Classification = "restricted"
    folder = walk.settings.folder_of(role)
    service = Service(open_index(folder, embedder=walk.embedder, role=role), walk.embedder, role=role)
    settings = Settings(corpus=walk.settings.corpus, index=walk.settings.index)
    client = TestClient(create_app(settings, lambda: service, role=role), base_url="http://localhost")
    (document,) = (each for each in service.documents() if each.file == "pack.pdf")
    for number in range(1, document.pages + 1):
        page = client.get(f"/api/documents/{document.id}/pages/{number}")
        picture = client.get(f"/documents/{document.id}/pages/{number}/picture.png")
        assert (CANARY in page.text, picture.status_code) == ((True, 200) if number == 3 else (False, 404))
        assert page.headers["cache-control"] == picture.headers["cache-control"] == "no-store"
        assert number == 3 or "This page is public." in page.text
    assert client.get(f"/documents/{document.id}/file").status_code == 404
    assert client.get("/search.atom?q=bidder").status_code == 404


def test_what_is_withheld_changes_no_answer_and_no_count(
    walk: Walk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "other").mkdir()
    longer = "the consortium of Harbour and Sons, whose price of 1,412,000 was the lowest of the eleven that were bid"
    other = Walk(tmp_path / "other", longer, caplog)
    ours, theirs = (
        [(route, answer.status_code, _without_names(answer.text)) for (route, _, _), answer in each.answers.items()]
        for each in (walk, other)
    )
    assert [each for each in ours if each[0] != "/metrics"] == [each for each in theirs if each[0] != "/metrics"]


def _without_names(text: str) -> str:
    """An answer without what depends on a file's bytes, or on the time: digests, sizes, times, tokens of the page."""
    text = re.sub(r"\b[a-z]+\d{4}[a-z]+-[0-9a-f]{6}\b|[0-9a-f]{12,64}|gen-\d+-[0-9a-f]+", "#", text)
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.+Z-]+|nonce-?[\w=\"-]+|took_ms\": [\d.]+", "@", text)
