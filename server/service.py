"""The whole use case: a question in, results or an answer out, over one open index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from indexer.embed import Embedder
from indexer.filters import Filter
from indexer.index import Index
from indexer.records import Classification, Decision, Item, Passage
from indexer.rows import item_key
from server.answer import Answerer, Draft, ExtractiveAnswerer
from server.browse import Library
from server.cache import Asked, Cache
from server.finder import Finder
from server.highlights import highlights
from server.query import Query, understand
from server.quoting import stands
from server.rank import Ranked
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
from server.retriever import as_filter
from server.rulings import PassagesAt, find_ruling
from server.spelling import Speller

NO_WORDS = "There is nothing to search for: the question holds no word that papers are searched by."
NO_MATCH = "No passage in the indexed papers matches these words."
FILTERED_OUT = "Passages match these words, but none that the filters let through."


class Service(Library):
    """Answers questions over one open index; usable from several threads."""

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        answerer: Answerer | None = None,
        cache: Cache | None = None,
        role: Classification = "public",
    ) -> None:
        super().__init__(index)
        self._finder = Finder(index, embedder)
        self._speller = Speller(index.terms.vocabulary())
        self._days = tuple(row.meeting.date for row in index.catalogue.meetings() if row.meeting.date)
        self._answerer: Answerer = answerer or ExtractiveAnswerer()
        self._cache = Cache(0) if cache is None else cache
        self._role = role

    def warm_up(self) -> None:
        """Load the model and the parts of the index that a first question would wait for."""
        self._searched(SearchRequest("committee", limit=1))

    def search(self, request: SearchRequest) -> SearchOutcome:
        """The ranked passages for a question, with counts and facets of its lexical matches."""
        asked = Asked(self.generation, self._role, "search", request)
        return self._cache.remembered(asked, lambda: self._searched(request))

    def ask(self, request: SearchRequest, as_of: dt.date | None = None) -> Answer:
        """An answer in sentences of the papers, each checked against its pages, or a status that says why there is none."""
        asked = Asked(self.generation, self._role, "answer", request, as_of)
        return self._cache.remembered(asked, lambda: self._answered(request, as_of), lambda answer: answer.lasting)

    def _searched(self, request: SearchRequest) -> SearchOutcome:
        query = self._understood(request.text)
        if query.empty:
            return SearchOutcome(request, None, 0, {}, (), NO_WORDS)
        return self._outcome(query, request, self._finder.find(query, request).ranked)

    def _answered(self, request: SearchRequest, as_of: dt.date | None) -> Answer:
        if as_of:
            last = min(filter(None, (as_of, request.filters.date_to)))
            request = replace(request, filters=replace(request.filters, date_to=last))
        query = self._understood(request.text)
        if query.empty:
            return self._unanswered(
                request, SearchOutcome(request, None, 0, {}, (), NO_WORDS), "bad_question", NO_WORDS
            )
        best = replace(request, sort="relevance", offset=0)
        matter = self._finder.find(query, best)
        listed = matter if request == best else self._finder.find(query, request)
        found = self._outcome(query, request, listed.ranked)
        if not matter.ranked:
            status = "filtered_out" if found.note == FILTERED_OUT else "no_match"
            return self._unanswered(request, found, status, found.note or NO_MATCH)
        until = request.filters.date_to
        ruling = find_ruling(
            query, matter.ranked, lambda item: self._decisions_of(item, until), self._within(request.filters)
        )
        draft = self._answerer.answer(matter, ruling)
        return self._checked(request, found, draft)

    def _understood(self, text: str) -> Query:
        return understand(text, self._speller.mend, self._days)

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
        total = self._finder.retriever.count(query, request.filters)
        facets = {
            name: tuple(FacetValue(value, count) for value, count in values)
            for name, values in self._finder.retriever.facets(query, request.filters).items()
        }
        return SearchOutcome(request, query.corrected, total, facets, results, self._note(query, request, ranked))

    def _note(self, query: Query, request: SearchRequest, ranked: Sequence[Ranked]) -> str | None:
        if ranked:
            return None
        if request.filters != Filters() and self._finder.find(query, replace(request, filters=Filters(), offset=0)).ranked:
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
                if said.framing:
                    sentences.append(Sentence(said.framing, False, (at,)))
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
            draft.lasting,
        )

    def _place(self, passage: Passage, citations: list[Citation], places: dict[str, int]) -> int:
        if passage.id not in places:
            places[passage.id] = len(citations)
            citations.append(self.cite(passage))
        return places[passage.id]

    def _unanswered(self, request: SearchRequest, found: SearchOutcome, status: str, summary: str) -> Answer:
        return Answer(request, status, None, summary, (), (), self.coverage(), found)  # type: ignore[arg-type]
