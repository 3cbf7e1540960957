"""A small service over the papers of `corpus/`: its records are made from their real text by the plainest of rules."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer.dates import first_date
from indexer.records import Outcome, PageSpan, PartKind
from server.errors import NotFound
from server.links import body_slug, page_href
from server.matter_views import CommitmentView, DecisionView, ItemView
from server.query import understand
from server.results import (
    Answer,
    Citation,
    Coverage,
    DocumentRef,
    DocumentSummary,
    FacetValue,
    ItemRef,
    MeetingSummary,
    OutlineEntry,
    PageRef,
    PageView,
    Result,
    SearchOutcome,
    SearchRequest,
    Sentence,
)
from tests.fakes_study import NothingToStudy

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
BODY = "Adult Social Care Cabinet Committee"
_PAGE = 2600
_VERBS: tuple[tuple[str, Outcome], ...] = (("endorsed", "endorsed"), ("noted", "noted"), ("RESOLVED", "resolved"))


@dataclass(frozen=True, slots=True)
class Paper:
    """One text cut into pages and passages."""

    summary: DocumentSummary
    pages: tuple[str, ...]
    items: tuple[ItemRef, ...]
    passages: tuple[Citation, ...]


def paper(name: str, text: str, *, pages: tuple[str, ...] = (), content: bytes = b"") -> Paper:
    """A text as a paper: pages of about 2,600 characters, a passage for each paragraph; with `content`, a PDF of `pages`."""
    digest = hashlib.sha256(content or text.encode()).hexdigest()[:12]
    date = first_date(name) or first_date(text[:400])
    is_pack = "pack" in name
    title = f"{BODY}, agenda pack" if is_pack else name.removesuffix(".txt").replace("-", " ").capitalize()
    pages = pages or tuple(_pages(text))
    summary = DocumentSummary(
        digest, title, name, None, "pack" if is_pack else "plan", BODY if is_pack else None, date if is_pack else None,
        len(pages), "pdf" if content else "text",
    )  # fmt: skip
    items = tuple(_items(digest, text))
    return Paper(summary, pages, items, tuple(_passages(summary, pages, items)))


def _pages(text: str) -> list[str]:
    pages = [""]
    for line in text.splitlines(keepends=True):
        if len(pages[-1]) > _PAGE and not line.strip():
            pages.append("")
        pages[-1] += line
    return pages


def _items(document: str, text: str) -> list[ItemRef]:
    listed = re.findall(r"^- (\d{1,2}) (?:(\d\d/\d{4,5}) - )?(.+?) \(Pages", text, re.MULTILINE)
    return [
        ItemRef(f"{document}-{number}", number, None, title, decision or None) for number, decision, title in listed
    ]


def _ref(number: int) -> PageRef:
    return PageRef(number, str(number), ("printed", "counted", "estimated")[number % 3])


def _passages(summary: DocumentSummary, pages: tuple[str, ...], items: tuple[ItemRef, ...]) -> list[Citation]:
    found: list[Citation] = []
    for number, page in enumerate(pages, 1):
        for match in re.finditer(r"(?:[^\n]+\n?)+", page):
            words = match[0].strip()
            if len(words) < 40:
                continue
            start = match.start() + match[0].index(words[:10])
            span = PageSpan(number, start, start + len(words))
            found.append(_citation(summary, items, words, span))
    return found


def _citation(summary: DocumentSummary, items: tuple[ItemRef, ...], words: str, span: PageSpan) -> Citation:
    item = items[span.page_number * len(items) // (summary.pages + 1)] if items else None
    part: PartKind = "minutes" if "RESOLVED" in words else ("report" if summary.body else "plan")
    passage_id = hashlib.sha256(f"{summary.id} {span} {words}".encode()).hexdigest()[:16]
    paragraph = next(iter(re.findall(r"^(?:- )?(\d{1,2}\.\d{1,2})\s", words)), None)
    ref = _ref(span.page_number)
    place = f"{f'para {paragraph}, ' if paragraph else ''}{'about ' if ref.basis == 'estimated' else ''}p. {ref.label}"
    names = [summary.body or summary.title, f"{summary.date:%d %B %Y}".lstrip("0") if summary.date else None]
    names += [f"item {item.number}", f"“{item.title}”"] if item else []
    return Citation(
        passage_id, DocumentRef(summary.id, summary.title, summary.file, summary.url), summary.body, summary.date, item,
        part, None, paragraph, (), ref, ref, _outcome(words), None, words, ", ".join([*filter(None, names), place]), place,
        page_href(summary.id, span.page_number, passage_id), (span,),
    )  # fmt: skip


def _outcome(words: str) -> Outcome | None:
    if "RESOLVED" in words:
        return next(outcome for verb, outcome in _VERBS if verb in words)
    return "proposed" if "is asked to" in words else None


@dataclass
class FakeService(NothingToStudy):
    """Answers from real text: passages ranked by how many different words of the question they hold."""

    papers: tuple[Paper, ...] = field(default_factory=lambda: tuple(corpus_papers()))
    generation: str = "20260101-000000"
    built_at: dt.datetime = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    model: str = "a model of nothing"

    def search(self, request: SearchRequest) -> SearchOutcome:
        wanted = set(re.findall(r"[a-z]{3,}", request.text.casefold()))
        scored = (
            [(len(wanted & set(re.findall(r"[a-z]{3,}", c.text.casefold()))), c) for c in self._all()] if wanted else []
        )
        matches = sorted(((n, c) for n, c in scored if n), key=lambda pair: -pair[0])
        kept = [(n, c) for n, c in matches if self._fits(c, request)]
        if request.sort != "relevance":
            kept.sort(key=lambda pair: pair[1].date or dt.date.min, reverse=request.sort == "newest")
        shown = kept[request.offset : request.offset + request.limit]
        note = "Only passages outside the filters match." if matches and not kept else None
        results = tuple(self._result(i, n, c, wanted) for i, (n, c) in enumerate(shown, request.offset + 1))
        query = understand(request.text, {"carres": "carers"}.get, ignored=request.ignored)
        facets = _facets([c for _, c in kept])
        return SearchOutcome(request, query.corrected, len(kept), facets, results, note, query.readings)

    def ask(self, request: SearchRequest, as_of: dt.date | None = None) -> Answer:
        found = self.search(request)
        if not re.search(r"\w", request.text):
            return Answer(
                request, "bad_question", None, "There is nothing to search for.", (), (), self.coverage(), found
            )
        if not found.results:
            status = "filtered_out" if found.note else "no_match"
            return Answer(request, status, None, "", (), (), self.coverage(), found)
        citations = tuple(result.citation for result in found.results[:2])
        sentences = [Sentence(f"{citations[0].document.title} says:", False, (0,))]
        sentences += [Sentence(c.text.split(". ")[0], True, (i,)) for i, c in enumerate(citations)]
        outcome = citations[0].outcome
        summary = "Proposed, not decided in these papers." if outcome == "proposed" else ""
        return Answer(request, "answered", outcome, summary, tuple(sentences), citations, self.coverage(), found)

    def coverage(self) -> Coverage:
        dates = sorted(p.summary.date for p in self.papers if p.summary.date)
        return Coverage(
            (BODY,), dates[0] if dates else None, dates[-1] if dates else None, tuple((BODY, date) for date in dates[-1:]),
            len(self.papers), sum(len(p.passages) for p in self.papers),
        )  # fmt: skip

    def examples(self) -> tuple[str, ...]:
        return ("What was proposed on loneliness?", "Who wrote the report on rates and charges?")

    def documents(self) -> tuple[DocumentSummary, ...]:
        return tuple(p.summary for p in self.papers)

    def document(self, document_id: str) -> DocumentSummary:
        return self._paper(document_id).summary

    def page(self, document_id: str, number: int) -> PageView:
        found = self._paper(document_id)
        if not 1 <= number <= len(found.pages):
            raise NotFound("The paper has no such page.", hint="Start from its first page.")
        outline = tuple(OutlineEntry(_ref(i * 4 + 1), item.title, "report", item) for i, item in enumerate(found.items))
        return PageView(
            found.summary, _ref(number), found.pages[number - 1], number - 1 or None,
            number + 1 if number < len(found.pages) else None, outline,
            picture_offered=found.summary.whole_offered,
        )  # fmt: skip

    def meetings(self) -> tuple[MeetingSummary, ...]:
        return tuple(
            MeetingSummary(BODY, p.summary.date, "Darent Room, Sessions House", (p.summary,), False, p.items)
            for p in self.papers
            if p.summary.date
        )

    def meeting(self, date: dt.date, slug: str) -> MeetingSummary:
        for meeting in self.meetings():
            if (meeting.date, body_slug(meeting.body)) == (date, slug):
                return meeting
        raise NotFound("There is no such meeting among these papers.", hint="See the list of meetings.")

    def item(self, item_id: str) -> ItemView:
        for p in self.papers:
            for item in p.items:
                if item.id == item_id:
                    passages = tuple(c for c in p.passages if c.item == item)
                    parts = {part: tuple(c for c in passages if c.part == part) for part in ("report", "minutes")}
                    decisions = tuple(d for d in self.decisions() if d.citation.item == item)
                    return ItemView(item, BODY, p.summary.date, parts, decisions)
        raise NotFound("There is no such item among these papers.", hint="Start from a meeting.")

    def decisions(
        self,
        *,
        text: str | None = None,
        body: str | None = None,
        date_from: dt.date | None = None,
        date_to: dt.date | None = None,
        outcome: Outcome | None = None,
        number: str | None = None,
    ) -> tuple[DecisionView, ...]:
        found = (
            DecisionView(
                c.outcome, True, None, c.text, re.search(r"RESOLVED|is asked to", c.text)[0],
                c.item.decision_number if c.item else None, None, None, None, (), c,
            )
            for c in self._all()
            if c.outcome
        )  # fmt: skip
        return tuple(
            d
            for d in found
            if (text is None or text.casefold() in d.text.casefold())
            and (body is None or d.citation.body == body)
            and (date_from is None or (d.citation.date and d.citation.date >= date_from))
            and (date_to is None or (d.citation.date and d.citation.date <= date_to))
            and (outcome is None or d.outcome == outcome)
            and (number is None or d.number == number)
        )

    papers_to: dt.date | None = dt.date(2023, 9, 13)

    def commitments(self) -> tuple[CommitmentView, ...]:
        promise, plan = self._all()[0], self._all()[1]
        item = next(item for p in self.papers for item in p.items)
        return (
            CommitmentView("promise", promise.text, "in due course", promise, None, None, ()),
            CommitmentView("plan", plan.text, None, plan, item, (BODY, dt.date(2018, 3, 9)), ("carer",)),
        )

    def passage(self, passage_id: str) -> Citation:
        for citation in self._all():
            if citation.id == passage_id:
                return citation
        raise NotFound("There is no such passage.", hint="")

    def _all(self) -> list[Citation]:
        return [citation for p in self.papers for citation in p.passages]

    def _paper(self, document_id: str) -> Paper:
        for p in self.papers:
            if p.summary.id == document_id:
                return p
        raise NotFound("There is no such paper here.", hint="See the list of papers.")

    def _fits(self, citation: Citation, request: SearchRequest) -> bool:
        f = request.filters
        wanted = (
            (f.body, citation.body), (f.part, citation.part), (f.outcome, citation.outcome), (f.document, citation.document.id),
            (f.year, citation.date.year if citation.date else None), (f.item, citation.item.number if citation.item else None),
            (f.decision, citation.item.decision_number if citation.item else None),
            (f.kind, self._paper(citation.document.id).summary.kind),
        )  # fmt: skip
        date = citation.date or dt.date.min
        in_time = (f.date_from or dt.date.min) <= date <= (f.date_to or dt.date.max)
        return in_time and all(asked is None or asked == has for asked, has in wanted)

    def _result(self, rank: int, score: int, citation: Citation, wanted: set[str]) -> Result:
        found = (m.span() for m in re.finditer(r"[A-Za-z]{3,}", citation.text) if m[0].casefold() in wanted)
        others = [c for c in self._all() if c.text[:80] == citation.text[:80] and c.id != citation.id]
        return Result(rank, float(score), citation.text, tuple(found), tuple(others[:3]), citation)


def _facets(citations: list[Citation]) -> dict[str, tuple[FacetValue, ...]]:
    values = {
        "body": Counter(c.body for c in citations if c.body),
        "year": Counter(str(c.date.year) for c in citations if c.date),
        "part": Counter(c.part for c in citations),
        "outcome": Counter(c.outcome for c in citations if c.outcome),
    }
    return {name: tuple(FacetValue(v, n) for v, n in counter.most_common()) for name, counter in values.items()}


def corpus_papers() -> list[Paper]:
    """The papers of `corpus/`."""
    return [paper(path.name, path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("*.txt"))]


def withheld(of: Paper) -> Paper:
    """The same paper, with something on its pages that is not public."""
    return replace(of, summary=replace(of.summary, whole_offered=False))
