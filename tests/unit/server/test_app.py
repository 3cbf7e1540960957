import pytest
import structlog
from starlette.testclient import TestClient

from server.app import create_app, make_provider
from server.settings import Settings
from server.telemetry import Metrics
from tests.fake_chat import MODEL, fake_chat
from tests.fakes import HashEmbedder, write_index
from tests.served import VILLAGE


@pytest.fixture
def index(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    write_index(tmp_path, VILLAGE)
    yield tmp_path
    structlog.reset_defaults()


def asked_twice(settings):
    """What two times the same question give, and the metrics after them."""
    metrics = Metrics()
    client = TestClient(create_app(settings, make_provider(settings, HashEmbedder(), metrics), metrics))
    answers = [client.get("/api/ask", params={"q": "when does the library open on Sundays"}).json() for _ in range(2)]
    return answers, client.get("/metrics").text.splitlines()


def test_repeated_questions_come_from_the_cache_and_are_counted(index):
    (first, second), metrics = asked_twice(Settings(index=index))
    assert first == second
    assert first["status"] == "answered"
    assert 'committee_papers_lookups_total{found="no",kind="answer"} 1.0' in metrics
    assert 'committee_papers_lookups_total{found="yes",kind="answer"} 1.0' in metrics


def test_no_cache_where_it_has_no_room(index):
    _, metrics = asked_twice(Settings(index=index, cache_entries=0))
    assert not [line for line in metrics if line.startswith("committee_papers_lookups_total{")]


def test_a_model_is_asked_once_for_a_repeated_question_and_counted(index):
    with fake_chat() as fake:
        (first, _), metrics = asked_twice(Settings(index=index, answer_url=fake.url, answer_model=MODEL))
    assert first["answer"][0]["quoted"] is True
    assert len(fake.requests) == 1
    assert 'committee_papers_model_replies_total{result="used"} 1.0' in metrics


def test_a_model_that_fails_is_counted_logged_and_asked_again(index, capsys):
    with fake_chat(lambda told: (503, b"")) as fake:
        (first, second), metrics = asked_twice(Settings(index=index, answer_url=fake.url, answer_model=MODEL))
    assert first == second
    assert first["status"] == "answered"
    assert len(fake.requests) == 2
    assert 'committee_papers_model_replies_total{result="refused"} 2.0' in metrics
    told = [line for line in capsys.readouterr().err.splitlines() if "not shown" in line]
    assert len(told) == 2
    assert all("refused" in line and "library" not in line for line in told)
