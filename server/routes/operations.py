"""For those who run the service: is it up, is it ready, how does it fare; and the stylesheet."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from indexer.errors import CommitteePapersError
from server.parts import parts_of
from server.responses import json
from server.schemas import ErrorBody, HealthBody, ReadyBody

_A_YEAR = "public, max-age=31536000, immutable"
_ROBOTS = "User-agent: *\nDisallow: /api/\nDisallow: /search\nDisallow: /concordance\n"

router = APIRouter()


@router.get("/healthz", response_model=HealthBody, summary="Is the process up?")
async def healthz() -> Response:
    """Always fine while requests are served at all."""
    return json(HealthBody(status="ok"))


@router.get("/readyz", response_model=ReadyBody, responses={503: {"model": ErrorBody}}, summary="Can it be asked?")
def readyz(request: Request) -> Response:
    """The index that is being served; 503 while there is none."""
    service = parts_of(request).service()
    coverage = service.coverage()
    return json(
        ReadyBody(
            status="ready",
            generation=service.generation,
            built_at=service.built_at,
            model=service.model,
            documents=coverage.documents,
            passages=coverage.passages,
        )
    )


@router.get("/metrics", response_class=Response, summary="Metrics for Prometheus")
def metrics(request: Request) -> Response:
    """Requests, latency, answers by status, and the age and size of the index where there is one."""
    parts = parts_of(request)
    try:
        service = parts.service()
    except CommitteePapersError:
        pass
    else:
        coverage = service.coverage()
        parts.metrics.set("index_age_seconds", (dt.datetime.now(dt.UTC) - service.built_at).total_seconds())
        parts.metrics.set("index_documents", coverage.documents)
        parts.metrics.set("index_passages", coverage.passages)
    return Response(parts.metrics.text(), media_type=CONTENT_TYPE_LATEST)


@router.get("/static/style.css", include_in_schema=False)
async def stylesheet(request: Request) -> Response:
    """The one stylesheet; its address changes with its content."""
    return Response(parts_of(request).stylesheet, media_type="text/css", headers={"cache-control": _A_YEAR})


@router.get("/static/copy.js", include_in_schema=False)
async def script(request: Request) -> Response:
    """The one script, which copies a citation; its address changes with its content."""
    return Response(parts_of(request).script, media_type="text/javascript", headers={"cache-control": _A_YEAR})


@router.get("/favicon.ico", include_in_schema=False)
async def favicon() -> Response:
    """There is no icon, and no need to ask for it again."""
    return Response(status_code=204, headers={"cache-control": _A_YEAR})


@router.get("/robots.txt", include_in_schema=False)
async def robots() -> Response:
    """Crawlers may read the papers' pages, not try all searches."""
    return Response(_ROBOTS, media_type="text/plain")
