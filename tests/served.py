"""Services over small indexes, and passages and questions made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from indexer.index import open_index
from indexer.records import Item, Meeting, PageSpan, Passage
from indexer.rows import Paper
from server.answer import Answerer
from server.finder import Found
from server.look import IsName, Look
from server.query import Query, understand
from server.rank import Ranked
from server.results import Answer, Citation, Filters, SearchRequest
from server.service import Service
from server.weighing import weigh
from tests.fakes import HashEmbedder, make_paper, write_index

CLERK = "For the papers of this meeting ask the clerk to the committee, Jo Sample, on 01632 960123 or at jo@council.example."
TREES = {"decision": "24/00012", "title": "Trees in Station Road"}
VILLAGE = (
    make_paper(
        "2024-trees-report.txt",
        [
            "Six limes in Station Road lean over the railway and have lost large branches in each of the last four winters.",
            "The Committee is asked to agree that six limes in Station Road be felled and twelve hornbeams be planted.",
            "The contractor charges £12,400 for the felling, which begins on 3 June 2024 and takes nine days.",
        ],
        outcomes={1: "proposed"},
        **TREES,
    ),
    make_paper(
        "2024-trees-minutes.txt",
        [
            "The Head of Parks explained why the limes in Station Road had to be felled before the summer.",
            "RESOLVED that the felling of six limes in Station Road and the planting of hornbeams be agreed.",
        ],
        part="minutes",
        kind="minutes",
        outcomes={1: "resolved"},
        **TREES,
    ),
    make_paper(
        "2023-parking.txt",
        [
            "The Committee is asked to approve double yellow lines along Mill Lane from the bridge to the school gates.",
            "The lines cost £3,100, and the parking survey of October 2022 counted 48 cars on the pavement in Mill Lane.",
            CLERK,
        ],
        body="Highways Committee",
        date=dt.date(2023, 2, 1),
        item="7",
        decision="23/00007",
        title="Parking in Mill Lane",
        outcomes={0: "proposed"},
    ),
    make_paper(
        "2022-library.txt",
        ["The library in Market Street opens on Sundays from 10 am to 4 pm during the school holidays.", CLERK],
        body="Culture Board",
        date=dt.date(2022, 9, 14),
        item="3",
        title="Opening hours of the library",
    ),
)


def serve(folder: Path, *papers: Paper, answerer: Answerer | None = None) -> Service:
    """A service over an index of these papers."""
    write_index(folder, papers)
    return Service(open_index(folder, embedder=HashEmbedder()), HashEmbedder(), answerer)


def asked(text: str, **filters: Any) -> SearchRequest:
    return SearchRequest(text, Filters(**filters), limit=100)


def question(text: str) -> Query:
    """A question understood, no word of it mended."""
    return understand(text, lambda word: None)


def passage(text: str, spans: tuple[PageSpan, ...] = (), **fields: Any) -> Passage:
    """A passage of a report to the Planning Committee of 8 May 2024."""
    meeting = Meeting("Planning Committee", dt.date(2024, 5, 8))
    item = Item(meeting, "5", None, "Tree works", "24/00012")
    made = Passage("p1", "d1", meeting, item, "report", None, (), None, text, spans or (PageSpan(1, 0, len(text)),), "")
    return replace(made, **fields)


def found_in(
    text: str,
    *texts: str,
    scores: Sequence[float] = (),
    meetings: Sequence[dt.date] = (),
    is_name: IsName = lambda term, word: False,
    **fields: Any,
) -> Found:
    """What a search would find: passages with these texts, each a tenth behind the one before, unless scores are given."""
    query = understand(text, lambda word: None, meetings)
    ranked = [
        Ranked(at, scores[at] if scores else 1.0 - at / 10, passage(each, id=f"p{at}", **fields))
        for at, each in enumerate(texts)
    ]
    look = Look(query, None, None, {}, nearest=0.6, is_name=is_name)
    around = [each.passage for each in ranked]
    return Found(ranked, look, weigh(ranked, look), lambda row, reach: around[max(0, row - reach) : row + reach + 1])


def words(answer: Answer) -> int:
    return sum(len(sentence.text.split()) for sentence in answer.sentences)


def page_text(service: Service, citation: Citation) -> str:
    """The text of the pages that a citation names."""
    pages = range(citation.first_page.number, citation.last_page.number + 1)
    return "".join(service.page(citation.document.id, number).text for number in pages)
