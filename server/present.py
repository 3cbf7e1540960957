"""Records become pieces of pages: what a citation, a result, a decision or a document looks like in words and links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

from markupsafe import Markup

from indexer.dates import in_words
from indexer.flags import UNSIGNED
from server import words
from server.citations import pages_in_words
from server.links import item_href, page_href, passage_href
from server.marking import inline
from server.matter_views import CommitmentView, DecisionView, OpenedView, StepView
from server.pagetext import BULLET, Span, render_text
from server.pieces import CommitmentLine, DecisionLine, Link, Opened, Pagination, Paper, PassageView, Source, Step, Tag
from server.results import Citation, DocumentSummary, ItemRef, Result

EXCERPT = 700
_LEAD = 160
_VOTES = {"named": "The vote is recorded by name", "tally": "The vote is recorded by number", "unanimous": "Unanimous"}
_SETTLED = {"resolved", "endorsed", "recommended", "amended", "lost"}


def tag(outcome: str | None) -> Tag | None:
    """The label of an outcome."""
    return next((Tag(label, tone) for code, (label, tone) in words.OUTCOMES.items() if code == outcome), None)


def item_words(item: ItemRef | None) -> tuple[str, ...]:
    """An item's numbers in words: "item 7", "minute 61", "decision 17/00131"."""
    if item is None:
        return ()
    numbers = (("item", item.number), ("minute", item.minute), ("decision", item.decision_number))
    return tuple(f"{name} {number}" for name, number in numbers if number)


def source(number: int, citation: Citation) -> Source:
    """A citation in an answer's list of sources."""
    return Source(
        number, f"source-{number}", citation.reference, citation.href, tag(citation.outcome), passage_href(citation.id)
    )


def quotation(text: str) -> Markup:
    """Words of a paper inside a sentence of ours: one line, its emphasis kept, a bullet before it left out."""
    bullet = BULLET.match(text)
    return inline(text, bullet.end() if bullet else 0, len(text))


def excerpt(text: str, highlights: tuple[Span, ...]) -> Span:
    """The stretch of a passage that a list shows: all of a short one, else about `EXCERPT` characters with most matches."""
    if len(text) <= EXCERPT * 5 // 4:
        return (0, len(text))
    starts = [a for a, _ in highlights] or [0]
    best = max(starts, key=lambda a: (sum(a <= b < a + EXCERPT - _LEAD for b in starts), -a))
    start = max(0, best - _LEAD)
    if start:
        boundaries = [text.rfind(sign, start, best) for sign in (". ", "\n")]
        start = max(boundaries) + 1 if max(boundaries) >= 0 else text.find(" ", start, best) + 1 or best
    end = start + EXCERPT
    if end < len(text):
        end = max(text.rfind(" ", best, end), text.rfind("\n", best, end), best + 1)
    return (start, min(end, len(text)))


def passage_words(text: str, highlights: tuple[Span, ...] = ()) -> Markup:
    """A passage as lists show it, cut to an excerpt where it is long, with the matched words marked."""
    start, end = excerpt(text, highlights)
    marks = [(a - start, b - start) for a, b in highlights if a < end and b > start]
    html = render_text(text[start:end], marks, heading="p")
    before = Markup('<p class="cut">…</p>') if start else Markup("")
    after = Markup('<p class="cut">…</p>') if end < len(text) else Markup("")
    return before + html + after


def passage(citation: Citation, found: Result | None = None) -> PassageView:
    """A passage in a list; one that a search found has its matches marked and its copies listed."""
    heading = citation.heading[-1] if citation.heading else ""
    meta = (citation.body or "", in_words(citation.date) if citation.date else "", *item_words(citation.item))
    return PassageView(
        title=citation.item.title if citation.item else heading or citation.document.title,
        href=citation.href,
        meta=tuple(word for word in (*meta, words.PARTS[citation.part]) if word),
        place=_where(citation),
        tag=tag(citation.outcome),
        html=passage_words(found.text, found.highlights) if found else passage_words(citation.text),
        also_at=tuple(Link(other.reference, other.href) for other in (found.also_at if found else ())),
        matter=item_href(citation.item.id) if citation.item else "",
        cite=passage_href(citation.id),
    )


def _where(citation: Citation) -> str:
    """Paragraph and page: "para 1.3, p. 26"."""
    paragraph = f"para {citation.paragraph}, " if citation.paragraph else ""
    return paragraph + pages_in_words(citation.first_page, citation.last_page)


def result(found: Result) -> PassageView:
    """A result of a search."""
    return passage(found.citation, found)


def decision(view: DecisionView) -> DecisionLine:
    """A line of the register, the words that prove the outcome marked."""
    citation = view.citation
    at = view.text.find(view.proof) if view.proof else -1
    marks = [(at, at + len(view.proof))] if at >= 0 else []
    meta = (citation.body or "", in_words(citation.date) if citation.date else "", *item_words(citation.item))
    found = tag(view.outcome)
    return DecisionLine(
        tag=found or Tag(view.outcome, "noted"),
        title=citation.item.title if citation.item else citation.document.title,
        href=citation.href,
        meta=tuple(word for word in meta if word),
        html=render_text(view.text, marks, heading="p"),
        proof=quotation(view.proof) if view.proof and at < 0 else None,
        remarks=_remarks(view),
        doubts=tuple(words.capitalized(flag.rstrip(".")) for flag in view.flags if flag != UNSIGNED),
        opened=_opened(view.opened) if view.opened else None,
        reference=citation.reference,
        matter=item_href(citation.item.id) if citation.item else "",
    )


def _opened(view: OpenedView) -> Opened:
    citation = view.citation
    if citation is None:
        return Opened(None, "", "", view.reason or "")
    return Opened(render_text(view.text, [], heading="p"), citation.reference, citation.href, "")


def step(view: StepView) -> Step:
    """A step of a matter's trail."""
    return Step(
        date=in_words(view.date) if view.date else "Without a date",
        stage=words.STAGES[view.stage],
        tag=tag(view.outcome) or Tag(view.outcome, "noted"),
        strength=words.STRENGTHS.get(view.strength, view.strength),
        weak=view.strength == "possibly related",
        proof=quotation(view.proof),
        reference=view.citation.reference,
        href=view.citation.href,
    )


def commitment(view: CommitmentView, papers_to: dt.date | None) -> CommitmentLine:
    """Something promised or planned, and what became of it in papers up to a day."""
    until = f" in papers up to {in_words(papers_to)}" if papers_to else ""
    became = "" if view.kept_by else f"none found{until}"
    at = f" ({in_words(view.kept_at[1])})" if view.kept_at else ""
    return CommitmentLine(
        html=quotation(view.text),
        due=view.due or "",
        reference=view.citation.reference,
        href=view.citation.href,
        kept=Link(f"{view.kept_by.title}{at}", item_href(view.kept_by.id)) if view.kept_by else None,
        became=became,
    )


def _remarks(view: DecisionView) -> tuple[str, ...]:
    moved = f"Moved by {view.mover}" if view.mover else ""
    if view.seconder:
        moved = f"{moved}, seconded by {view.seconder}" if moved else f"Seconded by {view.seconder}"
    vote = _VOTES.get(view.vote or "", "No vote is recorded" if view.outcome in _SETTLED else "")
    advisory = "The committee advises here; someone else decides" if view.advisory else ""
    limb = f"Limb {view.limb}" if view.limb else ""
    unsigned = words.capitalized(UNSIGNED) if UNSIGNED in view.flags else ""
    remarks = (limb, advisory, moved, vote, unsigned)
    return tuple(remark for remark in remarks if remark)


def paper(summary: DocumentSummary) -> Paper:
    """A document in a list."""
    date = in_words(summary.date) if summary.date else ""
    dated = not date or date in summary.title
    meta = (
        summary.body or "",
        words.count(summary.pages, "page", "pages"),
        words.FORMATS.get(summary.format, summary.format),
    )
    return Paper(
        title=summary.title if dated else f"{summary.title}, {date}",
        href=page_href(summary.id, 1),
        kind=words.KINDS[summary.kind],
        meta=tuple(word for word in meta if word and word not in summary.title),
        file=summary.file,
        published=summary.url or "",
    )


def position(total: int, limit: int, offset: int) -> str:
    """Where in a list of `total` things a page stands, as its title ends: " (page 3 of 20)"; empty for the first page."""
    pages, current = max(1, -(-total // limit)), offset // limit + 1
    if current == 1:
        return ""
    return f" (page {current} of {pages})" if current <= pages else " (past the last page)"


def pagination(total: int, limit: int, offset: int, address: Callable[[int], str]) -> Pagination | None:
    """Links to the pages of a list of `total` things shown `limit` at a time; None where one page holds them all.

    Args:
        total: How many things there are.
        limit: How many a page shows.
        offset: How many are left out before this page.
        address: The address of the page that begins after so many.
    """
    pages, current = max(1, -(-total // limit)), offset // limit + 1
    if pages == 1 and current == 1:
        return None
    shown = sorted({1, pages, *(n for n in range(current - 2, current + 3) if 1 <= n <= pages)})
    links: list[Link] = []
    for before, number in pairwise((0, *shown)):
        if number > before + 1:
            links.append(Link("…", ""))
        links.append(Link(str(number), address((number - 1) * limit), number == current))
    return Pagination(
        previous=address(min(current - 2, pages - 1) * limit) if current > 1 else "",
        next=address(current * limit) if current < pages else "",
        pages=tuple(links),
    )
