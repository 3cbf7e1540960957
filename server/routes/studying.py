"""The pages to work with: a passage to cite, more like it, keyword in context, a timeline, people, work programmes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from server import citing, export, rendering, study_views
from server.concordance import in_order
from server.errors import BadParameters, NotFound
from server.links import item_href, passage_href
from server.parameters import MAX_OFFSET, ConcordanceParameters, parse
from server.parts import base_of, parts_of
from server.pieces import Link
from server.responses import attachment, wants_page

Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET)]
_CITED = {"bib": "application/x-bibtex; charset=utf-8", "ris": export.MEDIA["ris"]}

router = APIRouter(include_in_schema=False)


@router.get("/passages/{passage_id}")
def passage(request: Request, passage_id: str) -> Response:
    """One passage, with its citation in every form and what is like it."""
    parts = parts_of(request)
    service = parts.service()
    citation = service.passage(passage_id)
    return rendering.page(study_views.passage(parts.site, service, citation, base_of(request)))


@router.get("/passages/{passage_id}/citation.{form}")
def citation(request: Request, passage_id: str, form: str) -> Response:
    """The citation of a passage as a file for a reference manager."""
    if form not in _CITED:
        raise NotFound("Citations are given as .bib and .ris.", hint="Choose one of the two on the passage's page.")
    found = parts_of(request).service().passage(passage_id)
    address = base_of(request) + passage_href(found.id)
    text = citing.bibtex(found, address) if form == "bib" else citing.ris(found, address)
    return attachment(text, _CITED[form], f"{citing.key(found)}.{form}")


@router.get("/concordance")
def concordance(request: Request) -> Response:
    """Every place where a word or phrase stands, with the words around it."""
    parts = parts_of(request)
    service = parts.service()
    try:
        asked = parse(ConcordanceParameters, request.query_params)
    except BadParameters as error:
        if not wants_page(request):
            raise
        empty = ConcordanceParameters.model_validate({})
        view = study_views.concordance(parts.site, service, empty, (), True, (dict(request.query_params), error))
        return rendering.page(view, error.status)
    lines, complete = service.concordance(asked.q, asked.filters())
    return rendering.page(study_views.concordance(parts.site, service, asked, in_order(lines, asked.sort), complete))


@router.get("/concordance.csv")
def concordance_csv(request: Request) -> Response:
    """The same places as a table."""
    service = parts_of(request).service()
    asked = parse(ConcordanceParameters, request.query_params)
    lines, _ = service.concordance(asked.q, asked.filters())
    rows = study_views.concordance_rows(service, in_order(lines, asked.sort), base_of(request))
    return attachment(export.table(study_views.CONCORDANCE_COLUMNS, rows), export.MEDIA["csv"], "concordance.csv")


@router.get("/timeline")
def timeline(request: Request, decision: str = "", item: str = "") -> Response:
    """One matter through time, by its decision number or its item."""
    parts = parts_of(request)
    service = parts.service()
    asked = decision.strip()[:40]
    matter = Link(service.item(item).item.title, item_href(item)) if item else None
    steps = service.timeline(decision=asked or None, item=item or None)
    return rendering.page(study_views.timeline(parts.site, steps, asked, matter))


@router.get("/people")
def people(request: Request, q: str = "", name: str = "", offset: Offset = 0) -> Response:
    """Whom the papers name, and as what."""
    parts = parts_of(request)
    return rendering.page(study_views.people(parts.site, parts.service(), q.strip()[:100], name.strip()[:100], offset))


@router.get("/programme")
def programme(request: Request, offset: Offset = 0) -> Response:
    """What work programmes announce."""
    parts = parts_of(request)
    return rendering.page(study_views.programme(parts.site, parts.service().programme(), offset))
