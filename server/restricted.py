"""What is served only to the machine it lies on: the words that say so, who may ask, and what may not leave."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexer.records import Classification
from server.errors import Forbidden
from server.settings import Settings

NOTICE = "Restricted: not for publication"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
"""The hosts that a restricted index may be served on, and asked for by."""

_HEADERS = {"cache-control": "no-store", "x-robots-tag": "noindex", "x-classification": NOTICE}


def settings_for(settings: Settings, role: Classification) -> Settings:
    """The settings as a role may use them: no language model at any address is told restricted words."""
    if role == "public":
        return settings
    return settings.model_copy(update={"answer_url": "", "answer_model": ""})


class ThisMachineOnly:
    """Lets in requests that name this machine as their host, and marks every response as not for publication.

    A page of another site cannot read through a browser on this machine what is served here: its requests name its own host.

    Args:
        app: What the requests are for.
        failed: Makes the response to a request that is not let in.
    """

    def __init__(self, app: ASGIApp, failed: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self._app = app
        self._failed = failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        if scope["type"] != "http" or _named(scope) in LOOPBACK:
            await self._app(scope, receive, sending)
            return
        response = await self._failed(Request(scope), Forbidden())
        await response(scope, receive, sending)


def _named(scope: Scope) -> str | None:
    """The host that a request names, without its port; None where it names none or several."""
    named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    return re.sub(r":\d+$", "", named[0]).strip("[]").lower() if len(named) == 1 else None
