"""The search page and its feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response

from server import export, rendering, search_view
from server.errors import BadParameters, NotFound
from server.parameters import PageParameters, parse
from server.parts import base_of, parts_of
from server.responses import attachment, wants_page

router = APIRouter(include_in_schema=False)


def _asked(request: Request) -> tuple[Mapping[str, Any], str]:
    """The parameters of the address, and a note where the question was cut short to fit its links."""
    query = {**request.query_params, "ignore": request.query_params.getlist("ignore")}
    longest = search_view.LONGEST_QUESTION
    if len(query.get("q", "")) <= longest:
        return query, ""
    return {
        **query,
        "q": query["q"][:longest],
    }, f"The question is long: its first {longest:,} characters were searched for."


@router.get("/search")
def search(request: Request) -> Response:
    """The answer to a question, and the passages found."""
    parts = parts_of(request)
    query, note = _asked(request)
    try:
        asked = parse(PageParameters, query).request()
    except BadParameters as error:
        if not wants_page(request):
            raise
        return rendering.page(search_view.malformed(parts.site, query, error), error.status)
    if asked.offset:
        return rendering.page(search_view.build(parts.site, parts.service().search(asked), None, note))
    service = parts.service()
    answer = service.ask(asked)
    parts.metrics.count("answers", status=answer.status)
    stands = search_view.Standing(service.generation, service.built_at.date(), query.get("index", ""))
    return rendering.page(search_view.build(parts.site, answer.found, answer, note, stands))


@router.get("/search/export.{form}")
def exported(request: Request, form: str) -> Response:
    """The results of a search as a file, the best `MOST_ROWS` of them."""
    if form not in export.FORMS:
        raise NotFound(
            "Results are given as .csv, .jsonl, .ris and .md.", hint="Choose one of them on the results page."
        )
    query, _ = _asked(request)
    asked = replace(parse(PageParameters, query).request(), limit=export.MOST_ROWS, offset=0)
    found = parts_of(request).service().search(asked)
    return attachment(export.FORMS[form](found.results, base_of(request)), export.MEDIA[form], f"results.{form}")


@router.get("/search.atom")
def feed(request: Request) -> Response:
    """The same search as a feed, to be told of new papers."""
    parts = parts_of(request)
    if parts.site.notice:
        raise NotFound("There is no feed of what is not for publication.", hint="Search on the pages instead.")
    query, _ = _asked(request)
    service = parts.service()
    found = service.search(parse(PageParameters, query).request())
    view = search_view.feed(parts.site, found, base_of(request), service.built_at)
    return Response(rendering.render(view), media_type="application/atom+xml")
