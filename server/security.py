"""What stands between the network and the routes: response headers, methods, sizes and rates."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Awaitable, Callable

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.errors import MethodNotAllowed, RequestError, TooLarge, TooManyRequests, UrlTooLong

Failed = Callable[[Request, Exception], Awaitable[Response]]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
UNLIMITED = frozenset({"/healthz", "/readyz", "/metrics"})


class SecureHeaders:
    """Adds the headers of `HEADERS` to every response, and forbids caches to keep what has no word on caching."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)


class Gate:
    """Lets in GET and HEAD requests of a sane size at a sane rate; HEAD is served as a GET without its body.

    Args:
        app: What the requests are for.
        failed: Makes the response to a request that is not let in.
        rate: How many requests one client address may make, such as "600/minute".
        max_url_bytes: The longest path and query.
        max_body_bytes: The largest body, by its content-length.
    """

    def __init__(self, app: ASGIApp, failed: Failed, *, rate: str, max_url_bytes: int, max_body_bytes: int) -> None:
        self._app = app
        self._failed = failed
        self._rate: RateLimitItem = parse(rate)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._max_url_bytes = max_url_bytes
        self._max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        sending = _bodiless(send) if head else send
        error = self._refusal(scope)
        if error:
            response = await self._failed(Request(scope), error)
            await response(scope, receive, sending)
            return
        inner = {**scope, "method": "GET"}
        await self._app(inner, receive, sending)
        scope["route"] = inner.get("route")

    def _refusal(self, scope: Scope) -> RequestError | None:
        if scope["method"] not in {"GET", "HEAD"}:
            return MethodNotAllowed("Everything here is read with GET or HEAD.", hint="Send a GET request.")
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > self._max_url_bytes:
            return UrlTooLong("The address is too long.", hint="Ask a shorter question.")
        if _content_length(scope) > self._max_body_bytes:
            return TooLarge("The request has a body that is too large.", hint="Send a GET request without a body.")
        client = _network(scope["client"][0] if scope.get("client") else "unknown")
        if scope["path"] in UNLIMITED or self._limiter.hit(self._rate, client):
            return None
        reset = self._limiter.get_window_stats(self._rate, client).reset_time
        return TooManyRequests(max(1, math.ceil(reset - time.time())))


def _network(address: str) -> str:
    """What one client is known by: its address; of an IPv6 address the network, as one client has all of it."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else address


def _content_length(scope: Scope) -> int:
    """The announced size of the body; 0 where none is announced or the number is none."""
    announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(announced) if announced.isdigit() else 0


def _bodiless(send: Send) -> Send:
    """A `send` that lets the headers through and holds the body back."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sending
