"""The pages to browse by: papers, meetings, matters, the register."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.responses import FileResponse, RedirectResponse

from server import browse_views, decision_pages, pictures, rendering
from server.errors import BadParameters, NotFound
from server.links import page_href
from server.parameters import DecisionParameters, parse
from server.parts import parts_of
from server.responses import wants_page
from server.results import Citation

PageNumber = Annotated[int, Path(ge=1, le=10_000_000)]
_PER_PAGE = 25
_MEDIA = {"pdf": "application/pdf", "text": "text/plain; charset=utf-8"}

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request) -> Response:
    """The first page."""
    parts = parts_of(request)
    return rendering.page(browse_views.home(parts.site, parts.service()))


@router.get("/about")
def about(request: Request) -> Response:
    """What the service is, covers and cannot do."""
    parts = parts_of(request)
    return rendering.page(browse_views.about(parts.site, parts.service(), parts.settings))


@router.get("/documents")
def documents(request: Request) -> Response:
    """The papers."""
    parts = parts_of(request)
    return rendering.page(browse_views.documents(parts.site, parts.service().documents()))


@router.get("/documents/{document_id}")
def document(request: Request, document_id: str) -> Response:
    """The first page of a paper."""
    found = parts_of(request).service().document(document_id)
    return RedirectResponse(page_href(found.id, 1))


@router.get("/documents/{document_id}/file")
def file(request: Request, document_id: str) -> Response:
    """The original file of a paper, unless a part of it is withheld."""
    parts = parts_of(request)
    found = parts.service().document(document_id)
    if not found.whole_offered:
        raise NotFound("This paper is not offered as a whole.", hint="Read it page by page.")
    path = parts.originals.path(found)
    return FileResponse(path, media_type=_MEDIA[found.format], filename=path.name, content_disposition_type="inline")


@router.get("/documents/{document_id}/pages/{number}")
def page(request: Request, document_id: str, number: PageNumber, passage: str = "") -> Response:
    """One page of a paper, with a passage marked."""
    parts = parts_of(request)
    view = parts.service().page(document_id, number)
    return rendering.page(browse_views.page(parts.site, view, _passage(request, passage)))


@router.get("/documents/{document_id}/pages/{number}/picture.png")
def picture(request: Request, document_id: str, number: PageNumber, passage: str = "") -> Response:
    """The page of a PDF as it looks, with a passage marked, unless something on it is withheld."""
    parts = parts_of(request)
    view = parts.service().page(document_id, number)
    if not view.picture_offered or view.document.format != "pdf":
        raise NotFound("There is no picture of this page.", hint="Read the page's text instead.")
    path = parts.originals.path(view.document)
    citation = _passage(request, passage)
    marked = browse_views.words_on_page(view, citation)
    tag = hashlib.sha256(repr((view.document.id, number, marked, pictures.WIDTH)).encode()).hexdigest()[:32]
    headers = {"etag": f'"{tag}"', "cache-control": "private, max-age=3600"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    png = pictures.page_png(path, view.document.id, number, marked)
    return Response(png, media_type="image/png", headers=headers)


def _passage(request: Request, passage_id: str) -> Citation | None:
    """The passage to mark; None where the index has it no more, as after a paper was replaced."""
    if not passage_id:
        return None
    try:
        return parts_of(request).service().passage(passage_id)
    except NotFound:
        return None


@router.get("/meetings")
def meetings(request: Request) -> Response:
    """The meetings."""
    parts = parts_of(request)
    return rendering.page(browse_views.meetings(parts.site, parts.service().meetings()))


@router.get("/meetings/{date}/{body}")
def meeting(request: Request, date: str, body: str) -> Response:
    """One meeting of one body."""
    parts = parts_of(request)
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        raise NotFound(f"“{date[:40]}” is not a date.", hint="Start from the list of meetings at /meetings.") from None
    service = parts.service()
    found = service.meeting(day, body)
    recorded = service.decisions(body=found.body, date_from=day, date_to=day)
    planned = [
        entry.citation for entry in service.programme() if entry.date == day and entry.citation.body == found.body
    ]
    attendance = service.attendance(found.body, day)
    return rendering.page(browse_views.meeting(parts.site, found, recorded, attendance, planned))


@router.get("/items/{item_id}")
def item(request: Request, item_id: str) -> Response:
    """One matter: report, minutes and decision together."""
    parts = parts_of(request)
    return rendering.page(decision_pages.item(parts.site, parts.service().item(item_id)))


@router.get("/decisions")
def decisions(request: Request) -> Response:
    """The register of decisions."""
    parts = parts_of(request)
    query = {"limit": str(_PER_PAGE), **request.query_params}
    service = parts.service()
    bodies = service.coverage().bodies
    try:
        asked = parse(DecisionParameters, query)
    except BadParameters as error:
        if not wants_page(request):
            raise
        empty = decision_pages.decisions(parts.site, (), bodies, DecisionParameters.model_validate({}), query, error)
        return rendering.page(empty, error.status)
    found = service.decisions(**asked.wanted())
    return rendering.page(decision_pages.decisions(parts.site, found, bodies, asked, query))


@router.get("/commitments")
def commitments(request: Request) -> Response:
    """What minutes promise to bring back and work programmes plan, and what became of it."""
    parts = parts_of(request)
    service = parts.service()
    return rendering.page(decision_pages.commitments(parts.site, service.commitments(), service.papers_to))
