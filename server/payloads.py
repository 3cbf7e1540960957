"""The service's records as the models of the JSON API."""

from __future__ import annotations

import datetime as dt

from server import matter_views, results, schemas
from server.links import meeting_href, page_href


def citation(record: results.Citation) -> schemas.CitationOut:
    """A citation."""
    return schemas.CitationOut(
        id=record.id,
        document=record.document,
        meeting=_meeting(record.body, record.date),
        item=record.item,
        part=record.part,
        variety=record.variety,
        paragraph=record.paragraph,
        heading=record.heading,
        pages=schemas.PagesOut(first=record.first_page, last=record.last_page),
        outcome=record.outcome,
        table=record.table,
        text=record.text,
        reference=record.reference,
        href=record.href,
    )


def _meeting(body: str | None, date: dt.date | None) -> schemas.MeetingOut | None:
    return schemas.MeetingOut(body=body, date=date) if body or date else None


def filters(record: results.Filters) -> dict[str, str | int]:
    """The filters that are set, by the names of their parameters."""
    named: dict[str, str | int | None] = {
        "body": record.body,
        "from": record.date_from.isoformat() if record.date_from else None,
        "to": record.date_to.isoformat() if record.date_to else None,
        "year": record.year,
        "kind": record.kind,
        "part": record.part,
        "outcome": record.outcome,
        "item": record.item,
        "decision": record.decision,
        "document": record.document,
        "as_of": record.as_of.isoformat() if record.as_of else None,
    }
    return {name: value for name, value in named.items() if value is not None}


def result(record: results.Result) -> schemas.ResultOut:
    """A result of a search."""
    return schemas.ResultOut(
        rank=record.rank,
        score=record.score,
        text=record.text,
        highlights=record.highlights,
        also_at=tuple(map(citation, record.also_at)),
        citation=citation(record.citation),
    )


def _query(record: results.SearchOutcome) -> schemas.QueryOut:
    return schemas.QueryOut(
        text=record.request.text, filters=filters(record.request.filters), corrected=record.corrected
    )


def search(record: results.SearchOutcome) -> schemas.SearchBody:
    """The body of /api/search."""
    return schemas.SearchBody(
        query=_query(record),
        total=record.total,
        facets=record.facets,
        results=tuple(map(result, record.results)),
        note=record.note,
    )


def answer(record: results.Answer) -> schemas.AnswerBody:
    """The body of /api/ask."""
    return schemas.AnswerBody(
        status=record.status,
        outcome=record.outcome,
        summary=record.summary,
        answer=record.sentences,
        citations=tuple(map(citation, record.citations)),
        coverage=coverage(record.coverage),
        query=_query(record.found),
        total=record.found.total,
        results=tuple(map(result, record.found.results)),
    )


def coverage(record: results.Coverage) -> schemas.CoverageOut:
    """What was searched."""
    return schemas.CoverageOut(
        bodies=record.bodies,
        date_from=record.first,
        date_to=record.last,
        meetings_without_minutes=tuple(
            schemas.MeetingOut(body=body, date=date) for body, date in record.meetings_without_minutes
        ),
        documents=record.documents,
        passages=record.passages,
    )


def decision(record: matter_views.DecisionView) -> schemas.DecisionOut:
    """A line of the register."""
    return schemas.DecisionOut(
        outcome=record.outcome,
        advisory=record.advisory,
        limb=record.limb,
        text=record.text,
        proof=record.proof,
        number=record.number,
        vote=record.vote,
        mover=record.mover,
        seconder=record.seconder,
        flags=record.flags,
        citation=citation(record.citation),
        opened=_opened(record.opened) if record.opened else None,
    )


def _opened(record: matter_views.OpenedView) -> schemas.OpenedOut:
    return schemas.OpenedOut(
        text=record.text,
        citation=citation(record.citation) if record.citation else None,
        link=record.link,
        reason=record.reason,
    )


def document(record: results.DocumentSummary) -> schemas.DocumentSummaryOut:
    """A document of the index."""
    return schemas.DocumentSummaryOut(
        id=record.id,
        title=record.title,
        file=record.file,
        url=record.url,
        kind=record.kind,
        meeting=_meeting(record.body, record.date),
        pages=record.pages,
        format=record.format,
        href=page_href(record.id, 1),
    )


def page_view(record: results.PageView) -> schemas.PageBody:
    """The body of /api/documents/{id}/pages/{n}."""
    return schemas.PageBody(
        document=document(record.document),
        page=record.page,
        text=record.text,
        previous=record.previous,
        next=record.next,
        outline=record.outline,
        note=record.note,
    )


def meeting(record: results.MeetingSummary) -> schemas.MeetingSummaryOut:
    """A meeting, its papers and its items."""
    return schemas.MeetingSummaryOut(
        body=record.body,
        date=record.date,
        venue=record.venue,
        has_minutes=record.has_minutes,
        documents=tuple(map(document, record.documents)),
        items=record.items,
        href=meeting_href(record.body, record.date),
    )
