"""The pages to browse by: the first page, papers, meetings, matters, the register, and what the service is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from indexer.dates import in_words
from server import present, words
from server.links import file_href, item_href, meeting_href, passage_href, picture_href, with_query
from server.matter_views import DecisionView
from server.pagetext import render_text
from server.pieces import Business, Group, Link, Site
from server.results import Citation, Coverage, DocumentSummary, ItemRef, MeetingSummary, PageView
from server.settings import Settings
from server.views import (
    AboutView,
    DocumentsView,
    HomeView,
    MeetingsView,
    MeetingView,
    PageOfPaperView,
)

if TYPE_CHECKING:
    from server.service import Service


def _counted(coverage: Coverage) -> str:
    papers = words.count(coverage.documents, "paper", "papers")
    return f"{papers}, {words.count(coverage.passages, 'passage', 'passages')}"


def _without_minutes(coverage: Coverage) -> tuple[Link, ...]:
    return tuple(
        Link(f"{body}, {in_words(date)}", meeting_href(body, date)) for body, date in coverage.meetings_without_minutes
    )


def home(site: Site, service: Service) -> HomeView:
    """The first page."""
    coverage = service.coverage()
    return HomeView(
        title=site.name,
        section="/",
        site=site,
        covered=words.period(coverage),
        bodies=tuple(Link(body, with_query("/decisions", {"body": body})) for body in coverage.bodies),
        counted=_counted(coverage),
        examples=tuple(Link(question, with_query("/search", {"q": question})) for question in service.examples()),
        without_minutes=_without_minutes(coverage),
    )


def about(site: Site, service: Service, settings: Settings) -> AboutView:
    """What the service is, covers and cannot do."""
    coverage = service.coverage()
    return AboutView(
        title="About this service",
        section="/about",
        site=site,
        covered=words.period(coverage),
        bodies=coverage.bodies,
        counted=_counted(coverage),
        without_minutes=_without_minutes(coverage),
        built=in_words(service.built_at.date()),
        model=service.model,
        questions_logged=settings.log_questions,
        licence=settings.papers_licence,
    )


def documents(site: Site, found: Sequence[DocumentSummary]) -> DocumentsView:
    """The papers, by body."""
    ordered = sorted(found, key=lambda d: (d.body or "~", -(d.date.toordinal() if d.date else 0), d.title))
    groups = (
        Group(body or "Other papers", papers=tuple(map(present.paper, papers)))
        for body, papers in groupby(ordered, key=lambda d: d.body)
    )
    return DocumentsView(
        title="Papers",
        section="/documents",
        site=site,
        groups=tuple(groups),
        counted=words.count(len(found), "paper", "papers"),
    )


def page(site: Site, view: PageView, citation: Citation | None) -> PageOfPaperView:
    """One page of a paper, with a passage of it marked where one is asked for."""
    document, number = view.document, view.page.number
    cited = citation if citation and citation.document.id == document.id else None
    marks = tuple((span.start, span.end) for span in cited.spans if span.page_number == number) if cited else ()
    name = words.page(view.page)
    passage = cited.id if cited and marks else None
    elsewhere = cited is not None and not cited.first_page.number <= number <= cited.last_page.number
    return PageOfPaperView(
        title=f"{words.capitalized(name)}, {document.title}",
        section="/documents",
        site=site,
        paper=present.paper(document),
        page=name,
        basis=words.BASES[view.page.basis],
        number=number,
        html=render_text(view.text, marks, anchor="passage"),
        passage=cited.reference if cited and marks else "",
        cite=passage_href(cited.id) if cited and marks else "",
        astray=Link(cited.reference, cited.href) if cited and elsewhere else None,
        note=view.note or "",
        previous=_beside(view, view.previous, cited),
        next=_beside(view, view.next, cited),
        outline=_outline(view),
        picture=picture_href(document.id, number, passage) if view.picture_offered and document.format == "pdf" else "",
        file=file_href(document.id) if document.whole_offered else "",
    )


def words_on_page(view: PageView, citation: Citation | None) -> tuple[str, ...]:
    """The words of a passage that stand on a page."""
    if citation is None or citation.document.id != view.document.id:
        return ()
    return tuple(view.text[s.start : s.end] for s in citation.spans if s.page_number == view.page.number)


def _beside(view: PageView, number: int | None, cited: Citation | None) -> str:
    """The address of a neighbouring page; it keeps the passage where that goes on there."""
    if number is None:
        return ""
    goes_on = cited is not None and any(span.page_number == number for span in cited.spans)
    return with_query(
        f"/documents/{view.document.id}/pages/{number}", {"passage": cited.id if cited and goes_on else None}
    )


def _outline(view: PageView) -> tuple[Link, ...]:
    current = max((i for i, e in enumerate(view.outline) if e.page.number <= view.page.number), default=-1)
    return tuple(
        Link(
            f"{entry.title} ({words.page(entry.page)})",
            f"/documents/{view.document.id}/pages/{entry.page.number}",
            i == current,
        )
        for i, entry in enumerate(view.outline)
    )


def meetings(site: Site, found: Sequence[MeetingSummary]) -> MeetingsView:
    """The meetings, by body."""
    ordered = sorted(found, key=lambda m: (m.body, -m.date.toordinal()))
    groups = (
        Group(body, links=tuple(Link(in_words(m.date), meeting_href(m.body, m.date), m.has_minutes, len(m.items)) for m in held))
        for body, held in groupby(ordered, key=lambda m: m.body)
    )  # fmt: skip
    return MeetingsView(
        title="Meetings",
        section="/meetings",
        site=site,
        groups=tuple(groups),
        counted=words.count(len(found), "meeting", "meetings"),
    )


def meeting(
    site: Site,
    found: MeetingSummary,
    recorded: Sequence[DecisionView] = (),
    attendance: Sequence[Citation] = (),
    planned: Sequence[Citation] = (),
) -> MeetingView:
    """One meeting, with who was there and what work programmes announced; `recorded` are its lines of the register."""
    date = found.date.isoformat()
    return MeetingView(
        title=f"{found.body}, {in_words(found.date)}",
        section="/meetings",
        site=site,
        body=found.body,
        venue=found.venue or "",
        minutes="Its minutes are among these papers."
        if found.has_minutes
        else "Its minutes are not among these papers, so what it decided is not known here.",
        items=tuple(_business(item, recorded) for item in found.items),
        papers=tuple(map(present.paper, found.documents)),
        decisions=with_query("/decisions", {"body": found.body, "from": date, "to": date}),
        attendance=tuple(map(present.passage, attendance)),
        planned=tuple(map(present.passage, planned)),
    )


def _business(item: ItemRef, decisions: Sequence[DecisionView]) -> Business:
    outcomes = dict.fromkeys(d.outcome for d in decisions if d.citation.item and d.citation.item.id == item.id)
    tags = tuple(tag for outcome in outcomes if (tag := present.tag(outcome)))
    return Business(words.capitalized(", ".join(present.item_words(item))), Link(item.title, item_href(item.id)), tags)
