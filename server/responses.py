"""Bodies of responses: JSON for programs, pages for people, and failures as whichever of them was asked for."""

from __future__ import annotations

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from indexer.errors import CommitteePapersError
from server import rendering
from server.errors import Problem, RequestError, problem_of
from server.parts import parts_of
from server.schemas import ErrorBody, ErrorDetail
from server.telemetry import log
from server.views import ErrorView

_FOR_PROGRAMS = ("/api/", "/healthz", "/readyz", "/metrics", "/openapi.json")


def json(body: BaseModel, status: int = 200) -> Response:
    """A body of the API."""
    return Response(body.model_dump_json(by_alias=True), status, media_type="application/json")


def attachment(text: str, media_type: str, name: str) -> Response:
    """A text as a file to keep; `name` holds letters, digits, dots and dashes."""
    return Response(text, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})


def wants_page(request: Request) -> bool:
    """Whether a person asks, with a browser: outside the API, and with HTML among what is accepted."""
    return not request.url.path.startswith(_FOR_PROGRAMS) and "text/html" in request.headers.get("accept", "")


async def failed(request: Request, error: Exception) -> Response:
    """The response to a request that failed, and a line in the log where the failure is ours."""
    problem = problem_of(error)
    if problem.status == 500:
        log.error("failed", exc_info=error)
    elif isinstance(error, CommitteePapersError) and not isinstance(error, RequestError):
        log.warning("unavailable", error=type(error).__name__, reason=error.message)
    response = _page(request, problem) if wants_page(request) else _json(problem)
    response.headers.update(dict(problem.headers))
    return response


def _json(problem: Problem) -> Response:
    detail = ErrorDetail(code=problem.code, message=problem.message, hint=problem.hint)
    return json(ErrorBody(error=detail), problem.status)


def _page(request: Request, problem: Problem) -> Response:
    view = ErrorView(
        title=_TITLES.get(problem.status, "This cannot be shown"),
        section="",
        site=parts_of(request).site,
        status=problem.status,
        message=problem.message,
        hint=problem.hint,
        request_id=request.state.request_id if problem.status >= 500 else "",
    )
    return rendering.page(view, problem.status)


_TITLES = {
    404: "Page not found",
    405: "This cannot be done here",
    422: "There is a problem with the address",
    429: "Too many requests",
    500: "Something went wrong",
    503: "Not available just now",
}
