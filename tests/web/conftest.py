"""The application over the fake service, and ways to ask it."""

import pytest
from starlette.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from tests.fakes_service import CORPUS, FakeService, corpus_papers, paper
from tests.made_pdfs import lines, pdf

HTML = {"accept": "text/html,application/xhtml+xml"}
PDF_PAGES = ("Proposed record of decision", "RESOLVED that the flood scheme be endorsed, as set out in the report.")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    """The council's papers, and a PDF of two pages beside them."""
    folder = tmp_path_factory.mktemp("papers")
    for path in CORPUS.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "2025-01-30-flood-pack.pdf").write_bytes(pdf(*(lines(page) for page in PDF_PAGES)))
    return folder


@pytest.fixture(scope="session")
def service(corpus):
    name = "2025-01-30-flood-pack.pdf"
    made = paper(name, " ".join(PDF_PAGES), pages=PDF_PAGES, content=(corpus / name).read_bytes())
    return FakeService((*corpus_papers(), made))


def client_over(provider, corpus, **settings):
    app = create_app(
        Settings(corpus=corpus, log_level="error", **{"rate_limit": "1000000/minute", **settings}), provider
    )
    return TestClient(app, raise_server_exceptions=True)


@pytest.fixture(scope="session")
def client(service, corpus):
    return client_over(lambda: service, corpus)


@pytest.fixture(scope="session")
def pack(service):
    """The pack of 9 March 2018."""
    return next(p for p in service.papers if "2018-03" in p.summary.file)


@pytest.fixture(scope="session")
def flood(service):
    """The PDF."""
    return service.papers[-1]
