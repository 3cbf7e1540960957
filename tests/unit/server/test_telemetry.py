"""Logs, request ids and metrics."""

import pytest
import structlog
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from server.telemetry import METRICS, Metrics, Telemetry, configure_logging


async def item(request):
    structlog.stdlib.get_logger().info("inside")
    return PlainTextResponse(request.state.request_id)


def client(metrics=None, **options):
    routed = Starlette(routes=[Route("/items/{id}", item)])

    async def app(scope, receive, send):
        scope["route"] = routed.routes[0] if scope["path"].startswith("/items/") else None
        await routed(scope, receive, send)

    return TestClient(Telemetry(app, metrics or Metrics(), **options))


@pytest.fixture
def logged():
    configure_logging("info")
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as entries:
        yield entries


def test_a_request_is_logged_by_its_route_without_the_question(logged):
    client().get("/items/7?q=my+neighbour+at+12+High+Street")
    assert [entry["event"] for entry in logged] == ["inside", "request"]
    assert logged[1].items() >= {"method": "GET", "route": "/items/{id}", "status": 200, "log_level": "info"}.items()
    assert logged[1]["ms"] >= 0
    assert "neighbour" not in str(logged)


def test_the_question_is_logged_only_when_asked_for(logged):
    client(log_questions=True).get("/items/7?q=carers")
    assert logged[1]["query"] == "q=carers"


def test_all_lines_of_a_request_have_its_id_and_the_response_too(logged):
    response = client().get("/items/7", headers={"x-request-id": "proxy-0001"})
    assert response.headers["x-request-id"] == response.text == "proxy-0001"
    assert [entry["request_id"] for entry in logged] == ["proxy-0001", "proxy-0001"]


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space in it", 'quote"quote"quote', "new\tline-0001"])
def test_an_insane_id_is_replaced(logged, given):
    ids = {client().get("/items/7", headers={"x-request-id": given}).headers["x-request-id"] for _ in range(2)}
    assert given not in ids
    assert len(ids) == 2


def test_requests_are_counted_by_route_not_by_address(logged):
    metrics = Metrics()
    for path in ("/items/1", "/items/2", "/nope"):
        client(metrics).get(path)
    client(metrics).request("BREW", "/items/1")
    text = metrics.text().decode()
    assert 'committee_papers_requests_total{method="GET",route="/items/{id}",status="200"} 2.0' in text
    assert 'committee_papers_requests_total{method="GET",route="other",status="404"} 1.0' in text
    assert 'method="other"' in text
    assert 'committee_papers_request_seconds_count{route="/items/{id}"} 3.0' in text


def test_an_undeclared_metric_is_an_error():
    with pytest.raises(KeyError):
        Metrics().count("surprises")


def test_every_declared_metric_is_in_the_text():
    text = Metrics().text().decode()
    assert all(f"committee_papers_{metric.name}" in text for metric in METRICS)


def test_two_applications_count_apart():
    one, other = Metrics(), Metrics()
    one.count("answers", status="answered")
    assert 'status="answered"' not in other.text().decode()


def test_logs_are_json_where_no_person_watches(capsys):
    configure_logging("warning")
    structlog.stdlib.get_logger().warning("unavailable", reason="no index")
    structlog.stdlib.get_logger().info("not told")
    line = capsys.readouterr().err
    assert line.startswith("{")
    assert '"reason": "no index"' in line
    assert "not told" not in line
