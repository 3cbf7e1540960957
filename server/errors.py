"""What a request can come to other than an answer: a status, a code for programs and words for people.

CommitteePapersError            (indexer.errors)
└── RequestError                the request cannot be served; carries the status and the code
    ├── NotFound                no such document, page, meeting, item or passage           404
    ├── BadParameters           a parameter is malformed; says which                       422
    ├── TooLarge                the address or the body is longer than is accepted         413, 414
    ├── Forbidden               what is restricted is asked for from elsewhere             403
    ├── MethodNotAllowed        anything but GET and HEAD                                   405
    └── TooManyRequests         this client asked too often; carries when to come back     429
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from starlette.exceptions import HTTPException

from indexer.errors import BadIndex, CommitteePapersError, CorpusError, IndexBusy, IndexMissing, ModelError


class RequestError(CommitteePapersError):
    """A request that cannot be served as it was made."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"


class NotFound(RequestError):
    """There is no document, page, meeting, item or passage of that name in the index."""

    status = 404
    code = "not_found"


class BadParameters(RequestError):
    """A parameter is malformed; `fields` are (name, what is wrong with it)."""

    status = 422
    code = "bad_parameter"

    def __init__(self, fields: tuple[tuple[str, str], ...]) -> None:
        super().__init__(
            "; ".join(f"{name}: {wrong}" for name, wrong in fields),
            hint="See /openapi.json for the parameters and their values.",
        )
        self.fields = fields


class UrlTooLong(RequestError):
    """The address is longer than is read."""

    status = 414
    code = "address_too_long"


class TooLarge(RequestError):
    """The request has a body that is larger than is read."""

    status = 413
    code = "request_too_large"


class Forbidden(RequestError):
    """What is restricted is asked for by another name than this machine's own, as from elsewhere."""

    status = 403
    code = "forbidden"

    def __init__(self) -> None:
        super().__init__("This is served to this machine alone.", hint="Open it on the machine itself, as localhost.")


class MethodNotAllowed(RequestError):
    """Everything here is read with GET or HEAD."""

    status = 405
    code = "method_not_allowed"


class TooManyRequests(RequestError):
    """The client asked too often; `retry_after` is in whole seconds."""

    status = 429
    code = "too_many_requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "There have been too many requests from this address.", hint=f"Try again in {retry_after} seconds."
        )
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Problem:
    """A failed request as the client is told of it: HTTP status, code, one sentence, and what to do about it."""

    status: int
    code: str
    message: str
    hint: str
    headers: tuple[tuple[str, str], ...] = ()


INTERNAL = Problem(
    500,
    "internal_error",
    "Something went wrong on our side.",
    "Try again; if it happens again, tell us the request id.",
)
_UNAVAILABLE = "The papers cannot be searched just now"
_RETRY = (("retry-after", "30"),)
_UNREADY: tuple[tuple[type[CommitteePapersError], str, str, str], ...] = (
    (
        IndexMissing,
        "index_missing",
        "there is no index of them yet.",
        "Whoever runs this service: `committee-papers index`.",
    ),
    (IndexBusy, "index_busy", "the index is being built.", "Try again in a minute."),
    (BadIndex, "index_unusable", "the index cannot be read.", "Whoever runs this service: `committee-papers check`."),
    (
        ModelError,
        "model_unavailable",
        "the language model cannot be loaded.",
        "Whoever runs this service: see its log.",
    ),
    (
        CorpusError,
        "papers_missing",
        "the papers are not where they should be.",
        "Whoever runs this service: see its log.",
    ),
)
_HTTP = {
    404: ("not_found", "There is no page at this address.", "Check the address, or start from the search page at /."),
    405: ("method_not_allowed", "Everything here is read with GET or HEAD.", "Send a GET request."),
}


def problem_of(error: Exception) -> Problem:
    """What the client is told of `error`. Paths and details of the machine stay in the log."""
    if isinstance(error, TooManyRequests):
        return Problem(error.status, error.code, error.message, error.hint, (("retry-after", str(error.retry_after)),))
    if isinstance(error, MethodNotAllowed):
        return Problem(error.status, error.code, error.message, error.hint, (("allow", "GET, HEAD"),))
    if isinstance(error, RequestError):
        return Problem(error.status, error.code, error.message, error.hint)
    if isinstance(error, HTTPException):
        code, message, hint = _HTTP.get(error.status_code, ("bad_request", "The request cannot be served.", ""))
        return Problem(error.status_code, code, message, hint, tuple((error.headers or {}).items()))
    for kind, code, message, hint in _UNREADY:
        if isinstance(error, kind):
            return Problem(503, code, f"{_UNAVAILABLE}: {message}", hint, _RETRY)
    return INTERNAL
