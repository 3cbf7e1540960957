"""The whole use case: a question in, results or an answer out, over one open index."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace

from indexer.embed import Embedder
from indexer.filters import Filter
from indexer.index import Index
from indexer.records import Decision, Item, Passage
from indexer.rows import item_key
from server.answer import Answerer, Draft, ExtractiveAnswerer, Found
from server.errors import NotFound
from server.highlights import highlights
from server.likeness import find_like
from server.query import Query, understand
from server.quoting import stands
from server.rank import Ranked, Ranker
from server.results import (
    Answer,
    Citation,
    FacetValue,
    Filters,
    Result,
    SearchOutcome,
    SearchRequest,
    Sentence,
)
from server.retriever import LATE, POOL, Candidate, Retrieved, Retriever, as_filter
from server.rulings import PassagesAt, find_ruling
from server.runs import Look
from server.spelling import Speller
from server.study import Study

NO_WORDS = "There is nothing to search for: the question holds no word that papers are searched by."
NO_MATCH = "No passage in the indexed papers matches these words."
FILTERED_OUT = "Passages match these words, but none that the filters let through."


class Service(Study):
    """Answers questions over one open index; usable from several threads."""

    def __init__(self, index: Index, embedder: Embedder, answerer: Answerer | None = None) -> None:
        super().__init__(index)
        self._retriever = Retriever(index, embedder)
        self._ranker = Ranker()
        self._speller = Speller(index.terms.vocabulary())
        self._answerer: Answerer = answerer or ExtractiveAnswerer()

    def warm_up(self) -> None:
        """Load the model and the parts of the index that a first question would wait for."""
        self.search(SearchRequest("committee", limit=1))

    def search(self, request: SearchRequest) -> SearchOutcome:
        """The ranked passages for a question, with counts and facets of its lexical matches."""
        query = understand(request.text, self._speller.mend)
        if query.empty:
            return SearchOutcome(request, None, 0, {}, (), NO_WORDS)
        ranked, _ = self._ranked(query, request)
        return self._outcome(query, request, ranked)

    def like(self, passage_id: str, limit: int = 10) -> tuple[Citation, ...]:
        """The passages of other matters that say something near to what a passage says, best first.

        Raises:
            NotFound: There is no passage of that id.
        """
        row = self._index.catalogue.row_of(passage_id)
        if row is None:
            raise NotFound(f"There is no passage {passage_id} in the index.", hint="It may have been removed.")
        (passage,) = self._retriever.passages([row])
        found = find_like(self._index, self._retriever, self._ranker, row, passage)
        return tuple(self.cite(each.passage) for each in found[:limit])

    def ask(self, request: SearchRequest, as_of: dt.date | None = None) -> Answer:
        """An answer in sentences of the papers, each checked against its pages, or a status that says why there is none."""
        if as_of:
            last = min(filter(None, (as_of, request.filters.date_to)))
            request = replace(request, filters=replace(request.filters, date_to=last))
        query = understand(request.text, self._speller.mend)
        if query.empty:
            return self._unanswered(
                request, SearchOutcome(request, None, 0, {}, (), NO_WORDS), "bad_question", NO_WORDS
            )
        best = replace(request, sort="relevance", offset=0)
        ranked, retrieved = self._ranked(query, best)
        listed = ranked if request == best else self._ranked(query, request)[0]
        found = self._outcome(query, request, listed)
        if not ranked:
            status = "filtered_out" if found.note == FILTERED_OUT else "no_match"
            return self._unanswered(request, found, status, found.note or NO_MATCH)
        rarity = self._retriever.rarity(query.terms)
        unknown = tuple(term for term, rare in rarity.items() if math.isinf(rare))
        query = replace(query, unknown=unknown)
        most = max((rare for rare in rarity.values() if not math.isinf(rare)), default=1.0)
        look = Look(query, retrieved.question, self._index.tokens, {t: min(r, most) for t, r in rarity.items()})
        until = request.filters.date_to
        ruling = find_ruling(query, ranked, lambda item: self._decisions_of(item, until), self._within(request.filters))
        draft = self._answerer.answer(query, Found(ranked, look, ruling))
        return self._checked(request, found, draft)

    def _decisions_of(self, item: Item, last: dt.date | None) -> list[Decision]:
        """The decisions on a matter up to a day: of its item, and of every paper that bears its decision number."""
        own = self._index.catalogue.decisions(Filter(item=item_key(item), date_to=last))
        number = item.decision_number
        others = self._index.catalogue.decisions(Filter(decision=number, date_to=last)) if number else ()
        return list(dict.fromkeys((*own, *others)))

    def _within(self, filters: Filters) -> PassagesAt:
        """Gives the passages at a place of a document, but for those that the filters keep out."""
        catalogue = self._index.catalogue
        if filters == Filters():
            return catalogue.passages_at
        allowed = set(catalogue.rows_matching(as_filter(filters)).tolist())

        def passages_at(document_id: str, start: int, end: int) -> list[Passage]:
            found = catalogue.passages_at(document_id, start, end)
            return [passage for passage in found if catalogue.row_of(passage.id) in allowed]

        return passages_at

    def _ranked(self, query: Query, request: SearchRequest) -> tuple[list[Ranked], Retrieved]:
        """As many passages as a page and those before it need, and the same first ones for each page."""
        wanted = request.offset + request.limit
        if request.sort != "relevance":
            rows = self._retriever.matching(
                query, request.filters, limit=wanted, offset=0, newest=request.sort == "newest"
            )
            passages = self._retriever.passages(rows)
            return [Ranked(row, 0.0, passage) for row, passage in zip(rows, passages, strict=True)], Retrieved(())
        depth = max(POOL, wanted)
        while True:
            retrieved = self._retriever.search(query, request.filters, depth)
            count = len(retrieved.candidates)
            every = count < depth
            ranked = self._in_order(query, retrieved.candidates[: count if every else count - count % LATE], wanted)
            if every or len(ranked) >= wanted:
                return ranked, retrieved
            depth *= 2

    def _in_order(self, query: Query, candidates: Sequence[Candidate], wanted: int) -> list[Ranked]:
        """The candidates in order, a hundred after the other, so that what comes later changes nothing before it."""
        ranked: list[Ranked] = []
        for start in range(0, len(candidates), LATE):
            if len(ranked) >= wanted:
                break
            some = candidates[start : start + LATE]
            passages = self._retriever.passages([c.row for c in some])
            ranked += self._ranker.order(query, list(zip(some, passages, strict=True)))
        return ranked

    def _outcome(self, query: Query, request: SearchRequest, ranked: Sequence[Ranked]) -> SearchOutcome:
        page = ranked[request.offset : request.offset + request.limit]
        terms = query.terms
        results = tuple(
            Result(
                rank=request.offset + at,
                score=round(each.score, 4),
                text=each.passage.text,
                highlights=highlights(each.passage.text, terms),
                also_at=tuple(self.cite(copy) for copy in each.copies),
                citation=self.cite(each.passage),
            )
            for at, each in enumerate(page, 1)
        )
        total = self._retriever.count(query, request.filters)
        facets = {
            name: tuple(FacetValue(value, count) for value, count in values)
            for name, values in self._retriever.facets(query, request.filters).items()
        }
        return SearchOutcome(request, query.corrected, total, facets, results, self._note(query, request, ranked))

    def _note(self, query: Query, request: SearchRequest, ranked: Sequence[Ranked]) -> str | None:
        if ranked:
            return None
        if request.filters != Filters() and self._ranked(query, replace(request, filters=Filters(), offset=0))[0]:
            return FILTERED_OUT
        return NO_MATCH

    def _checked(self, request: SearchRequest, found: SearchOutcome, draft: Draft) -> Answer:
        """The answer with every quote that does not stand on its pages dropped, and an outcome whose proof was dropped."""
        citations: list[Citation] = []
        places: dict[str, int] = {}
        sentences = []
        proven = not any(said.proves for said in draft.said)
        for said in draft.said:
            if said.passage is None:
                sentences.append(Sentence(said.text, False, tuple(range(min(1, len(citations))))))
            elif stands(said.text, said.passage, self._shelf.page):
                at = self._place(said.passage, citations, places)
                sentences.append(Sentence(said.text, True, (at,)))
                proven = proven or said.proves
        if draft.status == "answered" and not any(sentence.quoted for sentence in sentences):
            return self._unanswered(request, found, "no_evidence", "The papers do not say.")
        return Answer(
            request,
            draft.status,
            draft.outcome if proven else None,
            draft.summary if proven else "",
            tuple(sentences),
            tuple(citations),
            self.coverage(),
            found,
        )

    def _place(self, passage: Passage, citations: list[Citation], places: dict[str, int]) -> int:
        if passage.id not in places:
            places[passage.id] = len(citations)
            citations.append(self.cite(passage))
        return places[passage.id]

    def _unanswered(self, request: SearchRequest, found: SearchOutcome, status: str, summary: str) -> Answer:
        return Answer(request, status, None, summary, (), (), self.coverage(), found)  # type: ignore[arg-type]
