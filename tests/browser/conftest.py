"""A browser, and the application over the council's papers and a made PDF, served on a free port."""

import os
import shutil
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import uvicorn

from indexer import settings as indexing
from indexer.build import build
from indexer.index import open_index
from server.app import create_app
from server.results import Filters, SearchRequest
from server.service import Service
from server.settings import Settings
from tests.documents import CORPUS
from tests.fakes import HashEmbedder
from tests.made_pdfs import lines, pdf

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTHS = (1280, 320)
FLOOD = (
    ("Flood Board", "MINUTES of a meeting of the Flood Board held on Thursday, 30 January 2025.", "PRESENT: Mr A Bell"),
    ("4. Flood scheme", "(Item 4)", "RESOLVED that the flood scheme of Mill Lane be endorsed, as set out in the report."),
)  # fmt: skip


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@contextmanager
def serving(app):
    """Serve an application on a free port of this machine; gives its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        config = uvicorn.Config(app, log_level="error", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        yield base
        server.should_exit = True
        thread.join(timeout=10)


@dataclass
class Troubled:
    """A service that fails as it is told to."""

    base: str = ""
    error: list = field(default_factory=list)

    def __call__(self):
        raise self.error[-1]


def settings_for(corpus, **changes):
    return Settings(corpus=corpus, log_level="error", **{"rate_limit": "1000000/minute", **changes})


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if root else [])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    """The council's papers, and a made PDF beside them."""
    folder = tmp_path_factory.mktemp("site") / "corpus"
    shutil.copytree(CORPUS, folder)
    (folder / "2025-01-30-flood-minutes.pdf").write_bytes(pdf(*(lines(*page) for page in FLOOD)))
    return folder


@pytest.fixture(scope="session")
def service(chromium, corpus):
    """The service over the papers, found by words and by the tests' own embedder; made only where there is a browser."""
    settings = indexing.Settings(corpus=corpus, index=corpus.parent / "index", ocr="off")
    build(settings, embedder=HashEmbedder())
    return Service(open_index(settings.index, embedder=HashEmbedder()), HashEmbedder())


@pytest.fixture(scope="session")
def base(service, corpus):
    """The address of the site."""
    with serving(create_app(settings_for(corpus), lambda: service)) as address:
        yield address


@pytest.fixture(scope="session")
def troubled(chromium):
    """The address of a site whose service fails with `error[-1]`."""
    made = Troubled()
    with serving(create_app(settings_for(CORPUS), made)) as made.base:
        yield made


@pytest.fixture
def open_page(chromium):
    """Opens pages of a width, with or without scripts; each in a browser of its own, closed after the test."""
    contexts = []

    def opened(width=1280, *, scripts=True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, accept_downloads=True, **options
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def addresses(service):
    """A page of each kind, by name."""
    request = SearchRequest("interim contracts of carers", Filters(decision="17/00131", part="report"))
    citation = service.search(request).results[0].citation
    flood = next(document for document in service.documents() if document.format == "pdf")
    return {
        "home": "/",
        "answer": "/search?q=what+was+decided+on+interim+contracts+for+carers+17/00131",
        "filtered results": "/search?q=carers&part=report&from=2018&sort=newest&limit=5&offset=5",
        "readings": "/search?q=carers+minutes+july+2023+DoLS+-budget+item+7&ignore=item:7&part=report",
        "nothing found": "/search?q=zzzqqq",
        "filtered out": "/search?q=carers&year=1999",
        "wrong date": "/search?q=carers&from=soon",
        "page": citation.href,
        "page of a PDF": f"/documents/{flood.id}/pages/2",
        "passage": f"/passages/{citation.id}",
        "item": f"/items/{citation.item.id}",
        "meeting": "/meetings/2018-03-09/adult-social-care-cabinet-committee",
        "meetings": "/meetings",
        "papers": "/documents",
        "decisions": "/decisions",
        "in context": "/concordance?q=carers&sort=left",
        "timeline": "/timeline?decision=17/00131",
        "people": "/people",
        "person": "/people?name=Emma+Hanson",
        "work programmes": "/programme",
        "about": "/about",
        "not found": "/documents/ffffffffffff/pages/1",
    }
