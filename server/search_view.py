"""A search becomes its page: answer first, then passages, with every way to go on as a link that holds the whole state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from indexer.dates import in_words
from server import payloads, present, words
from server.errors import BadParameters
from server.links import Value, with_query
from server.pieces import AnswerView, FacetView, Form, Line, Link, Site, Stretch, Wrong
from server.readings import Reading
from server.results import Answer, Coverage, FacetValue, SearchOutcome, SearchRequest, Sentence
from server.views import FeedView, SearchView

LONGEST_QUESTION = 1000
_DEFAULTS: Mapping[str, Value] = {"sort": "relevance", "limit": 10, "offset": 0, "ignore": ()}
_FIELDS = ("from", "to", "as_of")
_EXPORTS = {"csv": "CSV", "jsonl": "JSON lines", "ris": "RIS", "md": "Markdown"}
_EMPTY = {
    "no_match": ("No passage of these papers matches the question.", "Try other words, or fewer of them."),
    "filtered_out": ("Passages match, but none of them within the filters.", "Remove a filter to see them."),
    "bad_question": ("Type a question or a few words to search for.",),
}


def state(request: SearchRequest) -> dict[str, Value]:
    """The parameters of a search as its address holds them: those that differ from the default."""
    held = {
        "q": request.text,
        **payloads.filters(request.filters),
        "sort": request.sort,
        "limit": request.limit,
        "offset": request.offset,
        "ignore": request.ignored,
    }
    return {name: value for name, value in held.items() if _DEFAULTS.get(name) != value}


def address(held: Mapping[str, Value], changed: Mapping[str, Value | None] | None = None, path: str = "/search") -> str:
    """The address of a search with some parameters changed (None takes one out), from its first page on."""
    return with_query(path, {**held, "offset": None, **(changed or {})})


@dataclass(frozen=True, slots=True)
class Standing:
    """The index that an answer is told from: its name, the day it was built, and the one that a permanent link names ("")."""

    generation: str
    built: dt.date
    linked: str = ""

    @property
    def changed(self) -> str:
        """What a reader who comes by the link to another index's answer has to know."""
        if self.linked in {"", self.generation}:
            return ""
        return (
            "The link that you followed was made with an earlier index. Papers may have been added since: this is the"
            f" answer of the index of {in_words(self.built)}."
        )


def build(
    site: Site, found: SearchOutcome, answer: Answer | None, note: str = "", stands: Standing | None = None
) -> SearchView:
    """The page of a search; `answer` is given on its first page, and `stands` says which index tells it."""
    request, held = found.request, state(found.request)
    position = present.position(found.total, request.limit, request.offset)
    shown = _answer(answer) if answer and answer.status != "bad_question" else None
    return SearchView(
        title=f"{request.text.strip() or 'Search'}{position}",
        section="/",
        site=site,
        form=replace(form({name: str(value) for name, value in held.items()}), ignored=request.ignored),
        answer=shown,
        found=words.count(found.total, "passage has these words", "passages have these words"),
        results=tuple(map(present.result, found.results)),
        first=request.offset + 1,
        raising=_readings(found, held, lambda reading: reading.heeded and not reading.excludes),
        excluding=_readings(found, held, lambda reading: reading.heeded and reading.excludes),
        unread=_readings(found, held, lambda reading: not reading.heeded),
        note=" ".join(
            part
            for part in (stands.changed if stands else "", note, found.note or "")
            if part and not (answer and part == answer.summary)
        ),
        empty=() if found.results or shown else _why_empty(found, answer),
        facets=tuple(
            _facet(name, values, held) for name, values in found.facets.items() if _worth_showing(name, values, held)
        ),
        active=_active(held),
        clear=address({name: value for name, value in held.items() if name in {"q", "sort", "limit", "ignore"}}),
        sorts=tuple(_sort(code, label, held) for code, label in words.SORTS.items()),
        pagination=present.pagination(
            found.total, request.limit, request.offset, lambda offset: address(held, {"offset": offset or None})
        ),
        feed=address(held, {"sort": "newest"}, "/search.atom") if request.text.strip() and not site.notice else "",
        exports=_exports(held) if found.results else (),
        stood=f"As the papers stood in the index of {in_words(stands.built)}." if stands and shown else "",
        permalink=address(held, {"index": stands.generation}) if stands and shown else "",
    )


def _exports(held: Mapping[str, Value]) -> tuple[Link, ...]:
    kept = {name: value for name, value in held.items() if name != "limit"}
    return tuple(Link(label, address(kept, path=f"/search/export.{form}")) for form, label in _EXPORTS.items())


def malformed(site: Site, query: Mapping[str, str], error: BadParameters) -> SearchView:
    """The search page with the form as it was filled in, and what is wrong with it."""
    return SearchView(
        title="Error: search", section="/", site=site, form=form(query, error), answer=None, found="", results=(), first=1,
        raising=(), excluding=(), unread=(), note="", empty=(), facets=(), active=(), clear="", sorts=(), pagination=None,
        feed="", exports=(), stood="", permalink="",
    )  # fmt: skip


def form(query: Mapping[str, str], error: BadParameters | None = None) -> Form:
    """The search form, filled in from the parameters of an address."""
    wrong = error.fields if error else ()
    bad = {name for name, _ in wrong}
    carried = {name: query[name] for name in (*words.FACETS, "item", "decision", "document", "sort") if query.get(name)}
    return Form(
        q=query.get("q", "")[:LONGEST_QUESTION],
        date_from=_typed(query.get("from", "")),
        date_to=_typed(query.get("to", "")),
        carried={name: value for name, value in carried.items() if name not in bad},
        as_of=_typed(query.get("as_of", "")),
        wrong=tuple(_wrong(name, text) for name, text in wrong),
    )


def _wrong(name: str, text: str) -> Wrong:
    label = words.FILTERS.get(name, "")
    return Wrong(name, f"{label}: {text}" if label else text, f"#{name}" if name in _FIELDS else "")


def _typed(value: str) -> str:
    """A date as a form shows it: in words, or as it was typed where it is none."""
    try:
        return in_words(dt.date.fromisoformat(value))
    except ValueError:
        return value[:40]


def _sort(code: str, label: str, held: Mapping[str, Value]) -> Link:
    default = _DEFAULTS["sort"]
    return Link(label, address(held, {"sort": None if code == default else code}), code == held.get("sort", default))


def _facet(name: str, values: tuple[FacetValue, ...], held: Mapping[str, Value]) -> FacetView:
    current = str(held.get(name, ""))
    links: list[Link] = []
    for v in values:
        chosen = v.value == current
        links.append(
            Link(words.value(name, v.value), address(held, {name: None if chosen else v.value}), chosen, v.count)
        )
    return FacetView(words.FACETS.get(name, name.capitalize()), tuple(links))


def _worth_showing(name: str, values: tuple[FacetValue, ...], held: Mapping[str, Value]) -> bool:
    return len(values) > 1 or (len(values) == 1 and name in held)


def _active(held: Mapping[str, Value]) -> tuple[Link, ...]:
    filters = ((name, str(held[name])) for name in words.FILTERS if name in held)
    return tuple(
        Link(f"{words.FILTERS[name]}: {words.value(name, value)}", address(held, {name: None}))
        for name, value in filters
    )


def _readings(found: SearchOutcome, held: Mapping[str, Value], shown: Callable[[Reading], bool]) -> tuple[Link, ...]:
    """Some of what was read in the question, each linking to the search that ignores it, or heeds it again."""
    ignored = set(found.request.ignored)
    return tuple(
        Link(words.reading(each), address(held, {"ignore": tuple(sorted(ignored ^ {each.name}))}))
        for each in found.readings
        if shown(each)
    )


def _why_empty(found: SearchOutcome, answer: Answer | None) -> tuple[str, ...]:
    if found.request.offset and found.total:
        return ("There are no results this far on.", "Go back to the first page of results.")
    if answer and answer.status in _EMPTY:
        return _EMPTY[answer.status]
    filtered = bool(payloads.filters(found.request.filters))
    return _EMPTY["filtered_out" if filtered else "no_match"]


def _answer(answer: Answer) -> AnswerView:
    why = () if answer.found.results else _why_empty(answer.found, answer)
    stretches = tuple(
        Stretch(quoted, tuple(_line(sentence, len(answer.citations)) for sentence in sentences))
        for quoted, sentences in groupby(answer.sentences, key=lambda sentence: sentence.quoted)
    )
    return AnswerView(
        answered=answer.status == "answered",
        heading=words.ANSWERS[answer.status],
        tag=present.tag(answer.outcome),
        summary=answer.summary or (why[0] if why else ""),
        stretches=stretches,
        sources=tuple(present.source(i, citation) for i, citation in enumerate(answer.citations, 1)),
        reasons=why[1:],
        searched=searched(answer.coverage),
        without_minutes=tuple(f"{body}, {in_words(date)}" for body, date in answer.coverage.meetings_without_minutes),
    )


def _line(sentence: Sentence, citations: int) -> Line:
    markers = (Link(str(i + 1), f"#source-{i + 1}") for i in sentence.citations if 0 <= i < citations)
    return Line(present.quotation(sentence.text), tuple(markers))


def searched(coverage: Coverage) -> str:
    """What was searched, in words."""
    period = words.period(coverage)
    bodies = ", ".join(coverage.bodies[:3]) + (
        f" and {len(coverage.bodies) - 3} more" if len(coverage.bodies) > 3 else ""
    )
    return ": ".join(part for part in (bodies, period) if part)


def feed(site: Site, found: SearchOutcome, base: str, built_at: dt.datetime) -> FeedView:
    """A search as a feed; `base` is the address of the site without its last stroke."""
    held = state(found.request)
    here = f"{base}{address(held, path='/search.atom')}"
    return FeedView(
        title=f"{found.request.text.strip()} – {site.name}",
        section="/",
        site=site,
        id=here,
        updated=built_at.isoformat(),
        base=base,
        here=here,
        page=f"{base}{address(held)}",
        entries=tuple(
            (
                present.result(result),
                f"urn:committee-papers:{result.citation.id}",
                f"{result.citation.date.isoformat()}T00:00:00Z" if result.citation.date else built_at.isoformat(),
            )
            for result in found.results
        ),
    )
