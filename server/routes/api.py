"""The JSON API."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from server import payloads, schemas
from server.csv_text import decisions_csv
from server.parameters import DecisionParameters, SearchParameters
from server.parts import parts_of
from server.responses import json

_ERRORS: dict[int | str, dict[str, Any]] = {
    422: {"model": schemas.ErrorBody, "description": "A parameter is malformed"},
    429: {"model": schemas.ErrorBody, "description": "Too many requests"},
    503: {"model": schemas.ErrorBody, "description": "The index is missing, damaged or being built"},
}
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"model": schemas.ErrorBody, "description": "There is none"}}

router = APIRouter(prefix="/api", responses=_ERRORS)


@router.get("/search", response_model=schemas.SearchBody, summary="Search the papers")
def search(request: Request, parameters: Annotated[SearchParameters, Query()]) -> Response:
    """Passages for a question, best first, with facets."""
    return json(payloads.search(parts_of(request).service().search(parameters.request())))


@router.get("/ask", response_model=schemas.AnswerBody, summary="Ask a question")
def ask(request: Request, parameters: Annotated[SearchParameters, Query()]) -> Response:
    """An answer in quoted and cited sentences, with the passages it was made from."""
    parts = parts_of(request)
    answer = parts.service().ask(parameters.request())
    parts.metrics.count("answers", status=answer.status)
    return json(payloads.answer(answer))


@router.get("/decisions", response_model=schemas.DecisionsBody, summary="The register of decisions")
def decisions(request: Request, parameters: Annotated[DecisionParameters, Query()]) -> Response:
    """Decisions and proposals, each with the words that prove its outcome."""
    found = parts_of(request).service().decisions(**parameters.wanted())
    shown = found[parameters.offset : parameters.offset + parameters.limit]
    return json(schemas.DecisionsBody(total=len(found), decisions=tuple(map(payloads.decision, shown))))


@router.get("/decisions.csv", response_class=Response, summary="The register as a table")
def decisions_table(request: Request, parameters: Annotated[DecisionParameters, Query()]) -> Response:
    """Every decision and proposal that fits, one a row, whatever the limit."""
    parts = parts_of(request)
    base = parts.settings.base_url or str(request.base_url).rstrip("/")
    table = decisions_csv(parts.service().decisions(**parameters.wanted()), base)
    headers = {"content-disposition": 'attachment; filename="decisions.csv"'}
    return Response(table, media_type="text/csv", headers=headers)


@router.get("/documents", response_model=schemas.DocumentsBody, summary="The papers")
def documents(request: Request) -> Response:
    """All documents of the index."""
    found = tuple(map(payloads.document, parts_of(request).service().documents()))
    return json(schemas.DocumentsBody(total=len(found), documents=found))


@router.get(
    "/documents/{document_id}/pages/{number}", response_model=schemas.PageBody, responses=_NOT_FOUND, summary="A page"
)
def page(request: Request, document_id: str, number: Annotated[int, Path(ge=1, le=10_000_000)]) -> Response:
    """The text of one page, by its number in the file."""
    return json(payloads.page_view(parts_of(request).service().page(document_id, number)))


@router.get("/meetings", response_model=schemas.MeetingsBody, summary="The meetings")
def meetings(request: Request) -> Response:
    """All meetings whose papers are in the index."""
    found = tuple(map(payloads.meeting, parts_of(request).service().meetings()))
    return json(schemas.MeetingsBody(total=len(found), meetings=found))
