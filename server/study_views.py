"""The pages to work with, filled in: a passage to cite, keyword in context, a timeline, people, work programmes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, get_args

from indexer.dates import in_words
from server import citing, present, words
from server.concordance import ConcordanceSort, KeywordLine
from server.errors import BadParameters, NotFound
from server.links import passage_href, with_query
from server.pagetext import render_text
from server.parameters import ConcordanceParameters
from server.people import Person
from server.pieces import Choice, Group, Link, Site
from server.results import Citation
from server.search_view import form
from server.study import Planned, Step
from server.study_pages import (
    HELP,
    CitedAs,
    ConcordanceView,
    KeywordRow,
    PassagePageView,
    PeopleView,
    ProgrammeView,
    StepRow,
    TimelineView,
)
from server.timeline import draw

if TYPE_CHECKING:
    from server.service import Service

SORTS: Mapping[ConcordanceSort, str] = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "left": "Words before",
    "right": "Words after",
    "document": "Paper and page",
}
NAMES_A_PAGE = 120
MEETINGS_A_PAGE = 12
STEPS_SHOWN = 200


def stood(service: Service) -> str:
    """Which index tells this, in words."""
    return f"as the papers stood in the index of {in_words(service.built_at.date())}"


def passage(site: Site, service: Service, citation: Citation, base: str) -> PassagePageView:
    """One passage, to cite."""
    address = base + passage_href(citation.id)
    today = dt.datetime.now(dt.UTC).date()
    forms = (
        CitedAs("In words", citing.plain(citation, address), "cite-plain", ""),
        CitedAs("Harvard", citing.harvard(citation, address, today), "cite-harvard", ""),
        CitedAs("BibTeX", citing.bibtex(citation, address), "cite-bibtex", passage_href(citation.id, "bib")),
        CitedAs(
            "RIS", citing.ris(citation, address).replace("\r\n", "\n"), "cite-ris", passage_href(citation.id, "ris")
        ),
    )
    return PassagePageView(
        title=f"Passage: {citing.title(citation)}",
        section="/",
        site=site,
        passage=present.passage(citation),
        words=render_text(citation.text, heading="p"),
        reference=citation.reference,
        address=address,
        stood=stood(service),
        forms=forms,
        also=tuple(map(present.passage, service.like(citation.id))),
    )


def concordance(
    site: Site,
    service: Service,
    asked: ConcordanceParameters,
    lines: Sequence[KeywordLine],
    complete: bool,
    wrong: tuple[Mapping[str, str], BadParameters] | None = None,
) -> ConcordanceView:
    """Keyword in context, one page of it; `wrong` is the form as it was filled in and what is wrong with it."""
    held = asked.held()
    shown = lines[asked.offset : asked.offset + asked.limit]
    return ConcordanceView(
        title=("Error: keyword" if wrong else "Keyword")
        + " in context"
        + (f": {asked.q.strip()}" if asked.q.strip() else "")
        + present.position(len(lines), asked.limit, asked.offset),
        section="/concordance",
        site=site,
        form=form(*wrong) if wrong else form({name: str(value) for name, value in held.items()}),
        bodies=tuple(Choice(body, body, body == asked.body) for body in service.coverage().bodies),
        sorts=tuple(Choice(SORTS[sort], sort, sort == asked.sort) for sort in get_args(ConcordanceSort)),
        found=words.count(len(lines), "place", "places") if asked.q.strip() else "",
        complete=complete,
        lines=tuple(_line(service, line) for line in shown),
        export=with_query("/concordance.csv", held) if lines else "",
        pagination=present.pagination(
            len(lines),
            asked.limit,
            asked.offset,
            lambda offset: with_query("/concordance", {**held, "offset": offset or None}),
        ),
    )


def _line(service: Service, line: KeywordLine) -> KeywordRow:
    citation = service.cite_line(line)
    date = in_words(citation.date) if citation.date else ""
    meta = ", ".join(part for part in (citation.body or citation.document.title, date) if part)
    return KeywordRow(line.left, line.word, line.right, Link(citation.place, citation.href), meta)


def concordance_rows(service: Service, lines: Sequence[KeywordLine], base: str) -> list[dict[str, object]]:
    """The places as rows of a table."""
    rows: list[dict[str, object]] = []
    for line in lines:
        citation = service.cite_line(line)
        rows.append(
            {
                "left": line.left, "keyword": line.word, "right": line.right, "body": citation.body, "date": citation.date,
                "item": citation.item.number if citation.item else None, "title": citing.title(citation),
                "part": citation.part, "page": citation.first_page.label, "reference": citation.reference,
                "file": citation.document.file, "address": base + citation.href,
            }
        )  # fmt: skip
    return rows


CONCORDANCE_COLUMNS = (
    "left", "keyword", "right", "body", "date", "item", "title", "part", "page", "reference", "file", "address",
)  # fmt: skip


def timeline(site: Site, steps: Sequence[Step], decision: str, item: Link | None) -> TimelineView:
    """One matter through time, as a picture and as a table."""
    rows = tuple(_step(number, step) for number, step in enumerate(steps[:STEPS_SHOWN], 1))
    dated = [
        (n, date, HELP[s.link.stage], _tone(s)) for n, s in enumerate(steps[:STEPS_SHOWN], 1) if (date := _date(s))
    ]
    about = item.text if item else f"decision {decision}"
    days = sorted(date for _, date, _, _ in dated)
    period = f" from {in_words(days[0])} to {in_words(days[-1])}" if days and days[0] != days[-1] else ""
    return TimelineView(
        title=f"Timeline of {about}" if decision or item else "Timeline of a matter",
        section="/decisions",
        site=site,
        asked=decision,
        matter=item,
        picture=draw(dated),
        told=f"{words.count(len(dated), 'dated step', 'dated steps')}{period}; the table gives the same in words.",
        steps=rows,
    )


def _step(number: int, step: Step) -> StepRow:
    date, link, citation = _date(step), step.link, step.citation
    return StepRow(
        number=number,
        date=in_words(date) if date else "No date",
        stage=words.capitalized(HELP[link.stage]),
        tag=present.tag(link.decision.outcome),
        proof=" ".join(link.proof.replace("**", "").split()),
        strength=words.capitalized(link.strength),
        where=Link(citation.reference, citation.href) if citation else None,
    )


def _tone(step: Step) -> str:
    tag = present.tag(step.link.decision.outcome)
    return tag.tone if tag else "noted"


def _date(step: Step) -> dt.date | None:
    decision = step.link.decision
    meeting = decision.meeting or (decision.item.meeting if decision.item else None)
    return meeting.date if meeting else None


def people(site: Site, service: Service, q: str, name: str, offset: int) -> PeopleView:
    """The names, or the places of one of them.

    Raises:
        NotFound: The papers list nobody of that name.
    """
    everyone = service.people()
    chosen = next((person for person in everyone if person.name == name), None)
    if name and chosen is None:
        raise NotFound(f"The papers list nobody of the name {name}.", hint="Look for a part of the name under People.")
    fitting = [person for person in everyone if q.casefold() in person.name.casefold()]
    return PeopleView(
        title=chosen.name if chosen else "People" + present.position(len(fitting), NAMES_A_PAGE, offset),
        section="/people",
        site=site,
        q=q,
        counted=words.count(len(fitting), "name", "names"),
        people=() if chosen else tuple(_person(person) for person in fitting[offset : offset + NAMES_A_PAGE]),
        places=_places(service, chosen) if chosen else (),
        pagination=None if chosen else present.pagination(
            len(fitting), NAMES_A_PAGE, offset, lambda at: with_query("/people", {"q": q, "offset": at or None})
        ),
    )  # fmt: skip


def _person(person: Person) -> tuple[Link, str]:
    roles = ", ".join(dict.fromkeys(place.role for place in person.places))
    return Link(person.name, with_query("/people", {"name": person.name}), count=len(person.places)), roles


def _places(service: Service, person: Person) -> tuple[Group, ...]:
    ordered = sorted(person.places, key=lambda place: place.role)
    groups = groupby(ordered, key=lambda place: place.role)
    return tuple(
        Group(words.capitalized(role), passages=tuple(present.passage(service.cite(place.passage)) for place in places))
        for role, places in groups
    )


def programme(site: Site, entries: Sequence[Planned], offset: int) -> ProgrammeView:
    """What work programmes announce, by the meeting that it is for."""
    by_meeting = [
        (key, tuple(group))
        for key, group in groupby(entries, key=lambda e: (e.date, e.citation.body if e.date else None))
    ]
    return ProgrammeView(
        title="Work programmes" + present.position(len(by_meeting), MEETINGS_A_PAGE, offset),
        section="/programme",
        site=site,
        counted=words.count(len(by_meeting), "meeting", "meetings"),
        groups=tuple(
            (_planned_for(date, body), tuple(present.passage(entry.citation) for entry in group))
            for (date, body), group in by_meeting[offset : offset + MEETINGS_A_PAGE]
        ),
        pagination=present.pagination(
            len(by_meeting), MEETINGS_A_PAGE, offset, lambda at: with_query("/programme", {"offset": at or None})
        ),
    )


def _planned_for(date: dt.date | None, body: str | None) -> Link:
    if date is None:
        return Link("Not yet given to a meeting", "")
    return Link(f"{in_words(date)}{f', {body}' if body else ''}", "")
