"""The search page and its feed."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response

from server import rendering, search_view
from server.errors import BadParameters, NotFound
from server.parameters import SearchParameters, parse
from server.parts import parts_of
from server.responses import wants_page

router = APIRouter(include_in_schema=False)


def _asked(request: Request) -> tuple[Mapping[str, str], str]:
    """The parameters of the address, and a note where the question was cut short to fit its links."""
    query = dict(request.query_params)
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
        asked = parse(SearchParameters, query).request()
    except BadParameters as error:
        if not wants_page(request):
            raise
        return rendering.page(search_view.malformed(parts.site, query, error), error.status)
    if asked.offset:
        return rendering.page(search_view.build(parts.site, parts.service().search(asked), None, note))
    answer = parts.service().ask(asked)
    parts.metrics.count("answers", status=answer.status)
    return rendering.page(search_view.build(parts.site, answer.found, answer, note))


@router.get("/search.atom")
def feed(request: Request) -> Response:
    """The same search as a feed, to be told of new papers."""
    parts = parts_of(request)
    if parts.site.notice:
        raise NotFound("There is no feed of what is not for publication.", hint="Search on the pages instead.")
    query, _ = _asked(request)
    service = parts.service()
    found = service.search(parse(SearchParameters, query).request())
    base = parts.settings.base_url or str(request.base_url).rstrip("/")
    view = search_view.feed(parts.site, found, base, service.built_at)
    return Response(rendering.render(view), media_type="application/atom+xml")
