"""The pages of matters: one item with all that is known of it, the register, what was promised and planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from indexer.dates import in_words
from server import present, words
from server.errors import BadParameters
from server.links import meeting_href, with_query
from server.matter_views import CommitmentView, DecisionView, ItemView
from server.parameters import DecisionParameters
from server.pieces import Choice, Group, Link, Site
from server.results import Citation
from server.search_view import form
from server.views import CommitmentsView, DecisionsView, ItemPageView

_SHOWN_OF_PART = 5
_REGISTER = ("q", "body", "from", "to", "outcome", "decision")


def item(site: Site, view: ItemView) -> ItemPageView:
    """One matter."""
    where = ", ".join(part for part in (view.body, in_words(view.date) if view.date else "") if part)
    number = view.item.decision_number
    return ItemPageView(
        title=view.item.title,
        section="/meetings",
        site=site,
        meta=present.item_words(view.item),
        meeting=Link(where, meeting_href(view.body, view.date)) if view.date else None,
        related=Link(f"All that these papers say of decision {number}", with_query("/decisions", {"decision": number}))
        if number
        else None,
        timeline=with_query("/timeline", {"item": view.item.id}),
        decisions=tuple(map(present.decision, view.decisions)),
        trail=tuple(map(present.step, view.trail)) if len(view.trail) > 1 else (),
        promises=tuple(present.commitment(each, view.papers_to) for each in view.commitments if each.kind == "promise"),
        parts=tuple(_part(name, citations) for name, citations in view.parts.items() if citations),
    )


def _part(name: str, citations: Sequence[Citation]) -> Group:
    passages = tuple(map(present.passage, citations))
    return Group(
        words.PARTS.get(name, name.capitalize()), passages=passages[:_SHOWN_OF_PART], more=passages[_SHOWN_OF_PART:]
    )


def decisions(
    site: Site,
    found: Sequence[DecisionView],
    bodies: Iterable[str],
    asked: DecisionParameters,
    query: Mapping[str, str],
    error: BadParameters | None = None,
) -> DecisionsView:
    """The register, or what of it was asked for; with the form as it was filled in where that holds an `error`."""
    held = {name: query[name] for name in _REGISTER if query.get(name)}
    return DecisionsView(
        title=("Error: decisions" if error else "Decisions") + present.position(len(found), asked.limit, asked.offset),
        section="/decisions",
        site=site,
        form=form(query, error),
        fields={name: query.get(name, "") for name in _REGISTER},
        bodies=tuple(Choice(body, body, body == query.get("body")) for body in bodies),
        outcomes=tuple(
            Choice(label, code, code == query.get("outcome")) for code, (label, _) in words.OUTCOMES.items()
        ),
        found="" if error else words.count(len(found), "decision or proposal", "decisions and proposals"),
        decisions=tuple(map(present.decision, found[asked.offset : asked.offset + asked.limit])),
        clear="/decisions" if held else "",
        csv=with_query("/api/decisions.csv", held),
        pagination=present.pagination(
            len(found),
            asked.limit,
            asked.offset,
            lambda offset: with_query("/decisions", {**held, "offset": offset or None}),
        ),
    )


def commitments(site: Site, found: Sequence[CommitmentView], papers_to: dt.date | None) -> CommitmentsView:
    """What minutes promise and work programmes plan, by kind."""
    lines = {
        kind: tuple(present.commitment(each, papers_to) for each in found if each.kind == kind)
        for kind in ("promise", "plan")
    }
    return CommitmentsView(
        title="Promised and planned",
        section="/decisions",
        site=site,
        promises=lines["promise"],
        plans=lines["plan"],
        papers_to=in_words(papers_to) if papers_to else "",
    )
