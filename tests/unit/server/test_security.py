"""What stands between the network and the routes, over a bare application."""

import asyncio

import pytest
from limits.storage import MemoryStorage
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from server.errors import RequestError
from server.security import HEADERS, Gate, SecureHeaders


async def failed(request, error):
    assert isinstance(error, RequestError)
    return JSONResponse({"code": error.code}, error.status)


async def home(request):
    return PlainTextResponse(f"seen as {request.method}")


async def kept(request):
    return PlainTextResponse("kept", headers={"cache-control": "max-age=60"})


def client(address="1.2.3.4", app=None, **limits):
    limits = {"rate": "1000/minute", "max_url_bytes": 500, "max_body_bytes": 10, **limits}
    routes = [Route(path, home, methods=["GET", "POST"]) for path in ("/", "/healthz", "/metrics", "/readyz")]
    app = app or SecureHeaders(Gate(Starlette(routes=[*routes, Route("/kept", kept)]), failed, **limits))
    return TestClient(app, client=(address, 1))


def test_every_response_has_the_headers_even_a_refusal():
    for response in (client().get("/"), client().get("/nope"), client().post("/"), client(rate="1/hour").get("/")):
        assert HEADERS.items() <= dict(response.headers).items()
        assert response.headers["cache-control"] == "no-cache"


def test_the_policy_lets_in_nothing_inline_or_foreign():
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy
    assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} <= set(
        policy.split("; ")
    )
    assert "script-src 'self'" in policy.split("; ")


def test_a_word_on_caching_is_kept():
    assert client().get("/kept").headers["cache-control"] == "max-age=60"


def test_head_is_served_as_get_without_its_body():
    sent = []

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "method": "HEAD", "path": "/", "raw_path": b"/", "query_string": b"", "headers": [], "client": None,
        "server": ("test", 80), "scheme": "http", "root_path": "", "http_version": "1.1",
    }  # fmt: skip
    asyncio.run(client().app(scope, None, send))
    assert dict(sent[0]["headers"])[b"content-length"] == str(len("seen as GET")).encode()
    assert [message["body"] for message in sent[1:]] == [b""]
    assert scope["method"] == "HEAD"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get"])
def test_other_methods_are_refused(method):
    assert client().request(method, "/").status_code == (200 if method == "get" else 405)


def test_long_addresses_and_bodies_are_refused():
    assert client().get("/?q=" + "x" * 490).status_code == 200
    assert client().get("/?q=" + "x" * 500).json() == {"code": "address_too_long"}
    assert client().request("GET", "/", content=b"x" * 10).status_code == 200
    assert client().request("GET", "/", content=b"x" * 11).json() == {"code": "request_too_large"}
    assert client().get("/", headers={"content-length": "-5"}).status_code == 200


def test_the_rate_is_counted_for_each_address_alone():
    first = client(rate="2/minute")
    second = client(address="5.6.7.8", app=first.app)
    assert [first.get("/").status_code for _ in range(3)] == [200, 200, 429]
    assert second.get("/").status_code == 200


def test_the_addresses_of_one_ipv6_network_are_one_client():
    first = client(address="2001:db8:1:2::1", rate="1/minute")
    neighbour, stranger = client("2001:db8:1:2:ff::9", first.app), client("2001:db8:1:3::1", first.app)
    assert [c.get("/").status_code for c in (first, neighbour, stranger)] == [200, 429, 200]


def test_health_checks_are_not_counted():
    limited = client(rate="1/hour")
    assert [limited.get(path).status_code for path in ("/", "/healthz", "/readyz", "/metrics", "/")] == [200] * 4 + [
        429
    ]


def test_the_window_moves(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("limits.storage.memory.time.time", lambda: now[0])
    limited = client(rate="2/minute")
    assert isinstance(MemoryStorage(), MemoryStorage)
    answers = []
    for moment in (0, 50, 55, 61, 62, 111):
        now[0] = 1000.0 + moment
        answers.append(limited.get("/").status_code)
    assert answers == [200, 200, 429, 200, 429, 200]
