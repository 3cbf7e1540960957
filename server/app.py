"""The web application, and the only place where its parts are wired together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from indexer.embed import Embedder
from indexer.errors import CommitteePapersError
from indexer.records import Classification
from server import rendering
from server.cache import Cache
from server.errors import NotFound
from server.model_answer import Result, make_answerer
from server.originals import Originals
from server.parameters import bad_parameters
from server.parts import Parts
from server.pieces import Link, Site
from server.provider import Provider
from server.reranker import make_reranker
from server.responses import failed
from server.restricted import NOTICE, ThisMachineOnly, settings_for
from server.routes import api, browsing, operations, searching, studying
from server.security import Gate, SecureHeaders
from server.settings import Settings
from server.telemetry import Metrics, Telemetry, configure_logging, log

if TYPE_CHECKING:
    from server.service import Service

_NAVIGATION = (
    Link("Search", "/"),
    Link("Decisions", "/decisions"),
    Link("Meetings", "/meetings"),
    Link("Papers", "/documents"),
    Link("People", "/people"),
    Link("In context", "/concordance"),
    Link("About", "/about"),
)


def make_provider(
    settings: Settings, embedder: Embedder, metrics: Metrics, role: Classification = "public"
) -> Provider:
    """What gives the service of the newest index, with the answerer and the memory that the settings ask for."""
    settings = settings_for(settings, role)

    def replied(result: Result) -> None:
        metrics.count("model_replies", result=result)
        if result != "used":
            log.warning("the model's answer is not shown", reason=result)

    answerer = make_answerer(settings, replied)
    cache = Cache(
        settings.cache_entries, lambda kind, hit: metrics.count("lookups", kind=kind, found="yes" if hit else "no")
    )
    return Provider(settings.folder_of(role), embedder, answerer, cache, role, make_reranker(settings))


def create_app(
    settings: Settings,
    service: Callable[[], Service],
    metrics: Metrics | None = None,
    role: Classification = "public",
) -> FastAPI:
    """The application over `service()`, which gives the service of the newest index of a role, or raises BadIndex."""
    configure_logging(settings.log_level)
    app = FastAPI(
        title=settings.site_name,
        summary="Questions and answers over committee papers, quoted and cited to the item and page",
        version="1",
        docs_url=None,
        redoc_url=None,
    )
    (stylesheet, style), (script, copies) = rendering.asset("style.css"), rendering.asset("copy.js")
    metrics = metrics or Metrics()
    app.state.parts = Parts(
        settings=settings,
        service=service,
        metrics=metrics,
        originals=Originals(settings.corpus),
        site=Site(
            settings.site_name, style, copies, settings.contact, _NAVIGATION, NOTICE if role == "restricted" else ""
        ),
        stylesheet=stylesheet,
        script=script,
    )
    for router in (api.router, operations.router, searching.router, browsing.router, studying.router):
        app.include_router(router)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, failed)
    app.add_exception_handler(CommitteePapersError, failed)
    _guard(app, settings, metrics, role)
    return app


def _guard(app: FastAPI, settings: Settings, metrics: Metrics, role: Classification) -> None:
    """Put the middleware around the routes; the last one added is the outermost."""
    app.add_middleware(_SafetyNet)
    app.add_middleware(
        Gate,
        failed=failed,
        rate=settings.rate_limit,
        max_url_bytes=settings.max_url_bytes,
        max_body_bytes=settings.max_body_bytes,
    )
    if role == "restricted":
        app.add_middleware(ThisMachineOnly, failed=failed)
    app.add_middleware(SecureHeaders)
    app.add_middleware(Telemetry, metrics=metrics, log_questions=settings.log_questions)


class _SafetyNet:
    """Turns an error that nothing else caught into the response 500, inside the other middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sending(message: Any) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            if started or scope["type"] != "http":
                raise
            response = await failed(Request(scope), error)
            await response(scope, receive, send)


async def _malformed(request: Request, error: Exception) -> Response:
    """A malformed part of the path is a page that is not there; a malformed parameter is named."""
    assert isinstance(error, RequestValidationError)
    if any(found["loc"][0] == "path" for found in error.errors()):
        return await failed(request, NotFound("There is no page at this address.", hint="Check the address."))
    return await failed(request, bad_parameters(error.errors()))
