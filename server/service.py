"""The whole use case: a question in, results or an answer out, over one open index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.embed import Embedder
from indexer.index import Index
from indexer.records import Classification, Passage
from indexer.rows import item_key
from server.abbreviations import Abbreviations
from server.answer import Answerer, Draft, ExtractiveAnswerer, Said
from server.cache import Asked, Cache
from server.errors import NotFound
from server.finder import Finder, Found
from server.highlights import highlights
from server.likeness import find_like
from server.look import Look
from server.query import Query, understand
from server.quoting import stands
from server.rank import Ranked
from server.reranker import Reranker
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
from server.rulings import Records, find_ruling, standing_of
from server.sittings import Sittings
from server.spelling import Speller
from server.study import Study
from server.telling import PassagesAt

NO_WORDS = "There is nothing to search for: the question holds no word that papers are searched by."
NO_MATCH = "No passage in the indexed papers matches these words."
_FINISHED = re.compile(r"[.;:?!]\W*$")
FILTERED_OUT = "Passages match these words, but none that the filters let through."


class Service(Study):
    """Answers questions over one open index; usable from several threads."""

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        answerer: Answerer | None = None,
        cache: Cache | None = None,
        role: Classification = "public",
        reranker: Reranker | None = None,
    ) -> None:
        super().__init__(index)
        self._finder = Finder(index, embedder, reranker)
        self._speller = Speller(index.terms.vocabulary(), embedder.knows)
        self._abbreviations = Abbreviations.of(index)
        bodies = index.catalogue.bodies()
        self._bodies = bodies if len(bodies) > 1 else ()
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

    def ask(self, request: SearchRequest) -> Answer:
        """An answer in sentences of the papers, each checked against its pages, or a status that says why there is none."""
        asked = Asked(self.generation, self._role, "answer", request)
        return self._cache.remembered(asked, lambda: self._answered(request), lambda answer: answer.lasting)

    def _searched(self, request: SearchRequest) -> SearchOutcome:
        query = self.understood(request)
        if query.empty:
            return SearchOutcome(request, None, 0, {}, (), NO_WORDS, query.readings)
        return self._outcome(query, request, self._finder.find(query, request).ranked)

    def like(self, passage_id: str, limit: int = 10) -> tuple[Citation, ...]:
        """The passages of other matters that say something near to what a passage says, best first.

        Raises:
            NotFound: There is no passage of that id.
        """
        row = self._index.catalogue.row_of(passage_id)
        if row is None:
            raise NotFound(f"There is no passage {passage_id} in the index.", hint="It may have been removed.")
        found = find_like(self._index, self._finder, row)
        return tuple(self.cite(each.passage) for each in found[:limit])

    def _answered(self, request: SearchRequest) -> Answer:
        query = self.understood(request)
        if query.empty:
            return self._unanswered(
                request, SearchOutcome(request, None, 0, {}, (), NO_WORDS, query.readings), "bad_question", NO_WORDS
            )
        best = replace(request, sort="relevance", offset=0)
        matter = self._finder.find(query, best)
        listed = matter if request == best else self._finder.find(query, request)
        found = self._outcome(query, request, listed.ranked)
        if not matter.ranked:
            status = "filtered_out" if found.note == FILTERED_OUT else "no_match"
            return self._unanswered(request, found, status, found.note or NO_MATCH)
        look, records = matter.look, self._records(request.filters)
        ruling = find_ruling(look, matter.ranked, records)
        draft = self._answerer.answer(matter, ruling)
        if not (ruling and ruling.sure):
            draft = _with_standing(draft, look, records)
        return self._checked(request, found, draft)

    def find(self, request: SearchRequest) -> Found:
        """The passages that a question may be answered from, and their sentences weighed."""
        return self._finder.find(self.understood(request), request)

    def understood(self, request: SearchRequest) -> Query:
        """What a question is understood to ask."""
        return understand(
            request.text, self._speller.mend, self._days, self._bodies, self._abbreviations, request.ignored
        )

    def _records(self, filters: Filters) -> Records:
        """What rulings are made from: the papers up to the day asked for, and the passages that the filters let through."""
        documents = self._papers(filters)
        return Records(
            self.recorded.register,
            self._within(filters),
            lambda meeting: self._has_minutes(meeting, documents),
            lambda item: self._index.catalogue.passages_of_item(item_key(item)),
            self._index.catalogue.row_of,
            Sittings(self._index.catalogue, self._narrowed(filters)),
            documents,
        )

    def _within(self, filters: Filters) -> PassagesAt:
        """Gives the passages at a place of a document, but for those that the filters keep out."""
        catalogue = self._index.catalogue
        if filters == Filters():
            return catalogue.passages_at
        allowed = set(catalogue.rows_matching(self._narrowed(filters)).tolist())

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
        note = self._note(query, request, ranked)
        return SearchOutcome(request, query.corrected, total, facets, results, note, query.readings)

    def _note(self, query: Query, request: SearchRequest, ranked: Sequence[Ranked]) -> str | None:
        if ranked:
            return None
        if (
            request.filters != Filters()
            and self._finder.find(query, replace(request, filters=Filters(), offset=0)).ranked
        ):
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
                about = tuple(dict.fromkeys(self._place(each, citations, places) for each in said.about))
                sentences.append(Sentence(said.text, False, about or tuple(range(min(1, len(citations))))))
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


def _with_standing(draft: Draft, look: Look, records: Records) -> Draft:
    """A draft that opens with words of a motion or a proposal, with the outcome of that; any other as it is."""
    if draft.status != "answered" or draft.outcome:
        return draft
    for first in _opening(draft):
        standing = standing_of(look, first.text, first.passage, records) if first.passage else None
        if standing:
            said = tuple(replace(each, proves=True) if each is first else each for each in draft.said)
            return replace(draft, outcome=standing.outcome, summary=standing.summary, said=said)
    return draft


def _opening(draft: Draft) -> Sequence[Said]:
    """The first sentence that a draft quotes; where that is a heading, the next of its passage too."""
    quotes = [said for said in draft.said if said.passage]
    heads = len(quotes) > 1 and quotes[0].passage == quotes[1].passage and not _FINISHED.search(quotes[0].text)
    return quotes[: 2 if heads else 1]
