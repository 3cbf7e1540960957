"""Every way to fail has its status and one shape of body, and a page for people."""

from dataclasses import replace

import pytest

from indexer.errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing, ModelError
from tests.web.conftest import HTML, client_over

NOT_THERE = [
    "/nope", "/api/nope", "/api", "/documents/ffffffffffff/pages/1", "/documents/ffffffffffff", "/documents/ffffffffffff/file",
    "/api/documents/ffffffffffff/pages/1", "/api/documents/x/pages/0", "/api/documents/x/pages/9999999999999999999999",
    "/documents/x/pages/one", "/documents/ffffffffffff/pages/1/picture.png", "/meetings/2018-03-09/parish-council",
    "/meetings/soon/cabinet", "/items/none", "/static/base.html", "/static/../pyproject.toml", "/static/%2e%2e/pyproject.toml",
]  # fmt: skip
MALFORMED = [
    ("/api/search?limit=0", "limit"), ("/api/search?limit=101", "limit"), ("/api/search?limit=ten", "limit"),
    ("/api/search?offset=-1", "offset"), ("/api/search?offset=99999999999999999999", "offset"),
    ("/api/search?from=soon", "from"), ("/api/search?to=2018-13-01", "to"), ("/api/search?to=31%20February%202018", "to"),
    ("/api/search?from=2019-01-01&to=2018-01-01", "from"), ("/api/search?year=twenty", "year"),
    ("/api/search?kind=novel", "kind"), ("/api/search?part=spine", "part"), ("/api/search?outcome=maybe", "outcome"),
    ("/api/search?sort=best", "sort"), ("/api/ask?as_of=now", "as_of"), ("/api/decisions?from=x", "from"),
    ("/search?from=soon", "from"), ("/decisions?outcome=maybe", "outcome"), ("/search.atom?limit=0", "limit"),
    (f"/api/search?body={'x' * 301}", "body"),
]  # fmt: skip


def assert_shape(response, status, code=None):
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    assert body.keys() == {"error"}
    assert body["error"].keys() == {"code", "message", "hint"}
    assert body["error"]["message"]
    assert code in {None, body["error"]["code"]}
    return body["error"]


@pytest.mark.parametrize("path", NOT_THERE)
def test_what_is_not_there(client, path):
    assert_shape(client.get(path), 404, "not_found")


@pytest.mark.parametrize(("path", "parameter"), MALFORMED)
def test_a_malformed_parameter_is_named(client, path, parameter):
    assert parameter in assert_shape(client.get(path), 422, "bad_parameter")["message"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/api/search", "/", "/nope"])
def test_only_reading_is_allowed(client, method, path):
    response = client.request(method, path)
    assert_shape(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "GET, HEAD"


def test_head_is_get_without_its_body(client):
    got, headed = client.get("/api/meetings"), client.head("/api/meetings")
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["content-length"] == got.headers["content-length"]


def test_a_request_that_is_too_large(client, service, corpus):
    strict = client_over(lambda: service, corpus, max_url_bytes=2000)
    assert_shape(strict.get("/api/search?q=" + "x" * 2000), 414, "address_too_long")
    assert_shape(client.request("GET", "/api/search", content=b"x" * 70_000), 413, "request_too_large")


def test_too_many_requests(service, corpus):
    client = client_over(lambda: service, corpus, rate_limit="3/minute")
    answers = [client.get("/api/meetings") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert_shape(answers[-1], 429, "too_many_requests")
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert "Too many requests" in client.get("/", headers=HTML).text
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (IndexMissing("no index in /srv/secret"), "index_missing"),
        (IndexDamaged("/srv/secret/terms is cut short"), "index_unusable"),
        (IndexMismatch("/srv/secret was built for another model"), "index_unusable"),
        (IndexBusy("a build holds /srv/secret"), "index_busy"),
        (ModelError("/srv/secret has no weights"), "model_unavailable"),
    ],
)
@pytest.mark.parametrize("path", ["/api/search?q=x", "/api/ask?q=x", "/readyz", "/api/documents"])
def test_without_an_index_the_answer_is_503_and_keeps_paths_to_itself(corpus, error, code, path):
    def broken():
        raise error

    client = client_over(broken, corpus)
    told = assert_shape(client.get(path), 503, code)
    assert "secret" not in str(told)
    page = client.get("/", headers=HTML)
    assert page.status_code == 503
    assert "secret" not in page.text
    assert client.get("/healthz").status_code == 200
    assert client.get("/metrics").status_code == 200


def test_a_new_index_is_picked_up_without_a_restart(service, corpus):
    services = iter([service, replace(service, generation="20260102-000000")])
    client = client_over(lambda: next(services), corpus)
    assert [client.get("/readyz").json()["generation"] for _ in range(2)] == ["20260101-000000", "20260102-000000"]


@pytest.fixture
def broken(corpus):
    def failing():
        raise RuntimeError("wires crossed at /srv/secret")

    return client_over(failing, corpus)


def test_an_error_of_ours_says_nothing_of_the_machine(broken):
    told = assert_shape(broken.get("/api/search?q=x"), 500, "internal_error")
    assert "secret" not in str(told)
    page = broken.get("/search?q=x", headers={**HTML, "x-request-id": "abcdef-123456"})
    assert page.status_code == 500
    assert "abcdef-123456" in page.text
    assert "secret" not in page.text
    assert page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "status"), [("/nope", 404), ("/documents/x/pages/1", 404), ("/search.atom?limit=0", 422)]
)
def test_people_get_a_page(client, path, status):
    response = client.get(path, headers=HTML)
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>" in response.text


def test_the_api_answers_in_json_even_to_a_browser(client):
    assert_shape(client.get("/api/nope", headers=HTML), 404)
