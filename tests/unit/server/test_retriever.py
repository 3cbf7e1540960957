import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.filters import TermQuery, Word
from indexer.index import open_index
from indexer.token_vectors import TokenStore
from server import retriever
from server.results import Filters
from server.retriever import Retriever, as_filter, fuse
from tests.fakes import HashEmbedder, make_paper, write_index
from tests.served import VILLAGE, question

SCORES = st.dictionaries(st.integers(0, 30), st.floats(0, 50))
COSINES = st.dictionaries(st.integers(0, 30), st.floats(-1, 1))


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    write_index(folder, VILLAGE)
    return open_index(folder, embedder=HashEmbedder())


def texts(index, asked, **filters):
    searcher = Retriever(index, HashEmbedder())
    found = searcher.search(question(asked), Filters(**filters)).candidates
    return [each.text for each in searcher.passages([c.row for c in found])]


@given(SCORES, COSINES, st.randoms())
def test_fusing_is_independent_of_order_and_loses_nothing(words, meaning, random):
    fused = fuse(words, meaning)
    shuffled = [dict(random.sample(sorted(held.items()), len(held))) for held in (words, meaning)]
    assert fuse(*shuffled) == fused
    assert {c.row for c in fused} == words.keys() | meaning.keys()
    assert all(0 <= c.score <= 1 for c in fused)
    assert fused == sorted(fused, key=lambda c: (-c.score, c.row))


def test_fusing_by_hand():
    first, second, third = fuse({7: 10.0, 8: 5.0}, {7: 0.3, 8: 0.2, 9: 0.6})
    assert (first.row, first.score) == (7, pytest.approx(0.625))
    assert (second.row, second.score) == (9, pytest.approx(0.5))
    assert (third.row, third.score, third.words, third.meaning) == (8, pytest.approx(0.25), 0.5, 0.0)


def test_the_passage_that_says_it_comes_first(index):
    assert "opens on Sundays" in texts(index, "when does the library open on Sundays")[0]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"body": "Highways Committee"}, {"2023-parking.txt"}),
        ({"year": 2022}, {"2022-library.txt"}),
        ({"date_from": dt.date(2023, 2, 1), "date_to": dt.date(2023, 2, 1)}, {"2023-parking.txt"}),
        ({"date_to": dt.date(2022, 9, 14)}, {"2022-library.txt"}),
        ({"kind": "minutes"}, {"2024-trees-minutes.txt"}),
        ({"part": "minutes"}, {"2024-trees-minutes.txt"}),
        ({"outcome": "proposed"}, {"2024-trees-report.txt", "2023-parking.txt"}),
        ({"item": "7"}, {"2023-parking.txt"}),
        ({"decision": "24-00012"}, {"2024-trees-report.txt", "2024-trees-minutes.txt"}),
        ({"decision": "24/0012"}, {"2024-trees-report.txt", "2024-trees-minutes.txt"}),
        ({"document": VILLAGE[3].row.id}, {"2022-library.txt"}),
    ],
)
def test_a_filter_keeps_everything_else_out_of_words_and_of_meaning(index, filters, kept):
    searcher = Retriever(index, HashEmbedder())
    found = searcher.search(question("limes library lines"), Filters(**filters)).candidates
    files = {index.catalogue.document(p.document_id).file for p in searcher.passages([c.row for c in found])}
    assert files == kept


def test_a_filter_that_nothing_passes_finds_nothing(index):
    assert texts(index, "limes", body="Nobody") == []
    assert texts(index, "limes", year=1901) == []


def test_what_neither_words_nor_meaning_come_near_is_not_found(index):
    assert texts(index, "zzyzx quux") == []


def test_an_excluded_word_stands_in_nothing_that_is_found(index):
    assert any("Mill Lane" in text for text in texts(index, "the committee is asked"))
    assert not any("yellow" in text for text in texts(index, "the committee is asked -yellow"))
    kept = texts(index, "lines in the lane -pavement", body="Highways Committee")
    assert set(kept) == {VILLAGE[2].passages[at].text for at in (0, 2)}
    assert texts(index, "lines in the road -lane", body="Highways Committee") == []


def test_counts_and_facets_are_of_lexical_matches(index):
    searcher, query = Retriever(index, HashEmbedder()), question("Station Road limes")
    assert searcher.count(query, Filters()) == 5
    assert searcher.count(query, Filters(part="minutes")) == 2
    facets = searcher.facets(query, Filters())
    assert facets["part"] == [("report", 3), ("minutes", 2)]
    assert facets["outcome"] == [("proposed", 1), ("resolved", 1)]
    assert facets["year"] == [("2024", 5)]


def test_rarity_is_infinite_for_words_in_no_paper_and_least_for_the_commonest(index):
    rare = Retriever(index, HashEmbedder()).rarity(question("zzyzx railway limes").terms)
    assert rare["zzyzx"] == float("inf")
    assert rare["railway"] > rare["lime"] > 0


def test_the_first_ones_are_the_same_however_many_are_wanted(tmp_path, monkeypatch):
    texts = [f"The limes of road {n} were {'felled ' * (n % 7)}and counted in ward {n % 11}" for n in range(90)]
    write_index(tmp_path, [make_paper("many.txt", texts)])
    monkeypatch.setattr(retriever, "POOL", 15)
    monkeypatch.setattr(retriever, "LATE", 10)
    searcher = Retriever(open_index(tmp_path), HashEmbedder())
    query = question("limes felled and counted in ward 3")
    every = [c.row for c in searcher.search(query, Filters(), 90).candidates]
    assert sorted(every) == list(range(90))
    for wanted in (1, 10, 15, 16, 31, 60):
        some = searcher.search(query, Filters(), wanted).candidates
        assert wanted <= len(some) < 90
        assert [c.row for c in some] == every[: len(some)]
        assert [c.score for c in some] == sorted((c.score for c in some), reverse=True)


def test_an_index_without_token_vectors_is_searched_by_words_and_meaning(index):
    bare = replace(index, tokens=None)
    found = Retriever(bare, HashEmbedder()).search(question("library on Sundays"), Filters())
    assert found.question is None
    assert all(c.late is None for c in found.candidates)
    assert "Sundays" in Retriever(bare, HashEmbedder()).passages([found.candidates[0].row])[0].text
    assert isinstance(index.tokens, TokenStore)


def test_passages_are_given_in_the_order_asked(index):
    searcher = Retriever(index, HashEmbedder())
    searcher.passages([3])
    assert [p.id for p in searcher.passages([5, 3, 0, 3])] == [
        index.catalogue.passages([row])[0].id for row in (5, 3, 0, 3)
    ]


def test_every_filter_of_a_reader_reaches_the_index():
    filters = Filters(
        "b", dt.date(2020, 1, 1), dt.date(2021, 1, 1), 2020, "pack", "report", "noted", "7", "20/00001", "d"
    )
    narrowed = as_filter(filters, {})
    names = [name for name in filters.__slots__ if name != "as_of"]
    assert [getattr(narrowed, name) for name in names] == [getattr(filters, name) for name in names]
    assert narrowed.documents is None


def test_a_day_leaves_the_papers_dated_up_to_it():
    dates = {"a": dt.date(2020, 1, 1), "b": dt.date(2020, 1, 2), "c": None}
    assert as_filter(Filters(as_of=dt.date(2020, 1, 1)), dates).documents == ("a",)
    assert as_filter(Filters(as_of=dt.date(2019, 1, 1)), dates).documents == ()


def test_no_more_passages_are_kept_than_a_bound(index, monkeypatch):
    monkeypatch.setattr(retriever, "_KEPT", 3)
    searcher = Retriever(index, HashEmbedder())
    for rows in ([0, 1, 2], [2, 3, 4], [4, 0, 4]):
        assert [p.id for p in searcher.passages(rows)] == [index.catalogue.passages([row])[0].id for row in rows]
        assert len(searcher._passages) <= 3


def test_a_short_form_is_as_rare_as_the_phrase_that_it_stands_for(tmp_path):
    texts = ["The Tree Works Fund pays.", "The fund of works.", "Works on a fund.", "On the library."]
    write_index(tmp_path, [make_paper("a.txt", texts, title="x")])
    searcher = Retriever(open_index(tmp_path, embedder=HashEmbedder()), HashEmbedder())
    word = Word("twf", "twf", 1.0, ("work", "fund"), phrases=(("tree", "work", "fund"),))
    alone = Word("librari", "library")
    rarity = searcher.rarity(TermQuery(words=(word, alone, Word("fund", "fund"))))
    assert rarity["twf"] == rarity["librari"] > rarity["fund"]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({}, ["2018", "2019", "2019"]),
        ({"year": 2019}, ["2019", "2019"]),
        ({"body": "Bus Panel"}, ["2018"]),
        ({"as_of": dt.date(2018, 12, 31)}, ["2018"]),
        ({"body": "Nobody"}, []),
    ],
)
def test_facts_of_a_variety_are_those_that_the_filters_let_through(tmp_path, filters, kept):
    papers = []
    for year, body, texts in (
        (2019, "Harbour Board", ["Rust.", "Wind.", "Tides."]),
        (2018, "Bus Panel", ["Ice.", "Snow."]),
    ):
        paper = make_paper(f"{year}.txt", texts, body=body, date=dt.date(year, 5, 8))
        facts = tuple(replace(each, variety="risk") for each in paper.passages[1:])
        papers.append(replace(paper, passages=(paper.passages[0], *facts)))
    write_index(tmp_path, papers)
    searcher = Retriever(open_index(tmp_path, embedder=HashEmbedder()), HashEmbedder())
    told = searcher.facts("risk", Filters(**filters))
    assert [str(each.meeting.date.year) for each in told] == kept
    assert {each.text for each in told} <= {"Snow.", "Wind.", "Tides."}
    assert searcher.facts("KPI", Filters(**filters)) == []
