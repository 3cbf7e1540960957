from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import IndexDamaged
from indexer.filters import Boosts, Filter, TermQuery, Word
from indexer.rows import item_key
from indexer.terms import Terms, _lockable
from tests.small_papers import CARERS, TREES, UNDATED, write_terms


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> Terms:
    return write_terms(tmp_path_factory.mktemp("terms"), [CARERS, TREES, UNDATED])  # rows 0–1, 2–4 and 5


ANY = Filter()


def rows(terms: Terms, question: str, filters: Filter = ANY) -> list[int]:
    return [row for row, _ in terms.search(TermQuery.of(question), filters)]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("22/00081", 3),
        ("what was resolved", 3),
        ("organisation", 1),
        ("brooker", 1),
        ("£1,767,800", 4),
        ("section 106", 2),
        ("oaks", 2),
        ("carer contract", 0),
        ("plan", 5),
    ],
)
def test_finds_what_says_it(terms: Terms, question: str, best: int) -> None:
    assert rows(terms, question)[0] == best


@pytest.mark.parametrize(
    "question", ['carers AND ( "', "body:* OR -carers", "carers~2 [* TO *]", "+carers^99 \\", "carers: {"]
)
def test_no_character_has_a_meaning(terms: Terms, question: str) -> None:
    assert set(rows(terms, question)) <= {0, 1}


def test_a_word_that_stands_for_a_phrase_finds_the_phrase_and_no_word_of_it(terms: Terms) -> None:
    for phrase, found in ((("church", "lane"), [0, 2]), (("lane", "church"), [0]), (("church", "agreement"), [0])):
        query = TermQuery(words=(Word("clp", "clp", 1.0, ("carer", *phrase), phrases=(phrase,)),))
        assert sorted(row for row, _ in terms.search(query) if row in (0, 2)) == found
        assert sorted(row for row, _ in terms.search(query, min_match=1.0) if row in (0, 2)) == found


def test_part_of_a_reference_is_found(terms: Terms) -> None:
    assert 3 in rows(terms, "00081")


def test_phrase_adds_to_the_score(terms: Terms) -> None:
    words = TermQuery.of("church lane trees")
    phrased = TermQuery(words.words, (("church", "lane"),))
    plain, better = dict(terms.search(words)), dict(terms.search(phrased))
    assert better[2] > plain[2]
    assert better[5] == pytest.approx(plain[5])
    assert [row for row, _ in terms.search(TermQuery(phrases=(("lane", "church"), ("oak",), ())))] == [2]


def test_must_and_must_not(terms: Terms) -> None:
    trees = TermQuery.of("tree").words
    assert {row for row, _ in terms.search(TermQuery(trees))} == {2, 3, 4, 5}  # the item's title counts
    assert {row for row, _ in terms.search(TermQuery(trees, must=("plan",)))} >= {5}
    assert {row for row, _ in terms.search(TermQuery(trees, must_not=("oak",)))} == {3, 4, 5}
    assert {row for row, _ in terms.search(TermQuery(trees, must_phrases=(("church", "lane"),)))} == {2}


def test_synonym_counts_as_the_word_but_for_less(terms: Terms) -> None:
    query = TermQuery((Word("vanish", also=("brooker",)),))
    assert [row for row, _ in terms.search(query)] == [1]
    full = dict(terms.search(TermQuery((Word("brooker"),)), boosts=Boosts(exact=0)))
    assert dict(terms.search(query))[1] == pytest.approx(0.6 * full[1], rel=1e-4)
    assert terms.count(TermQuery((Word("vanish", also=("brooker",)), Word("servic"))), min_match=1) == 1


def test_weights_and_boosts_scale_the_score(terms: Terms) -> None:
    once = dict(terms.search(TermQuery((Word("oak"),))))[2]
    twice = dict(terms.search(TermQuery((Word("oak", weight=2),))))[2]
    assert twice == pytest.approx(2 * once, rel=1e-4)
    only_text = dict(terms.search(TermQuery((Word("oak"),)), boosts=Boosts(exact=0)))[2]
    assert dict(terms.search(TermQuery((Word("oak"),)), boosts=Boosts(text=3, exact=0)))[2] == pytest.approx(
        3 * only_text
    )


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filter(), {0, 1, 2, 3, 4, 5}),
        (Filter(body="Planning Committee"), {2, 3, 4, 5}),
        (Filter(body="planning"), set()),
        (Filter(year=2018), {0, 1}),
        (Filter(date_from=dt.date(2018, 3, 9), date_to=dt.date(2018, 3, 9)), {0, 1}),
        (Filter(date_from=dt.date(2018, 3, 10)), {2, 3, 4}),
        (Filter(date_to=dt.date(2018, 3, 8)), set()),
        (Filter(kind="plan"), {5}),
        (Filter(part="minutes"), {0, 1}),
        (Filter(outcome="resolved"), {3}),
        (Filter(item="7"), {0, 1}),
        (Filter(decision="22-00081"), {2, 3, 4}),
        (Filter(document=UNDATED.row.id), {5}),
        (Filter(year=2024, outcome="resolved", item="5"), {3}),
    ],
)
def test_filters(terms: Terms, filters: Filter, expected: set[int]) -> None:
    assert {row for row, _ in terms.search(TermQuery(), filters)} == expected
    assert terms.count(TermQuery(), filters) == len(expected)


def test_item_is_found_by_its_key(terms: Terms) -> None:
    item = CARERS.passages[0].item
    assert item is not None
    assert {row for row, _ in terms.search(TermQuery(), Filter(item=item_key(item)))} == {0, 1}


def test_filter_does_not_change_the_score(terms: Terms) -> None:
    question = TermQuery.of("oak trees")
    assert dict(terms.search(question, Filter(year=2024)))[2] == pytest.approx(dict(terms.search(question))[2])


def test_share_of_words_that_has_to_match(terms: Terms) -> None:
    question = TermQuery.of("oak trees church budget")
    assert terms.count(question) == 4
    assert terms.count(question, min_match=0.75) == 1
    assert terms.count(question, min_match=1.0) == 0
    assert [row for row, _ in terms.search(question, min_match=0.75)] == [2]
    phrased = TermQuery(question.words, (("church", "lane"),))
    assert [row for row, _ in terms.search(phrased, min_match=0.75)] == [2]


def test_facets_count_the_matches(terms: Terms) -> None:
    assert terms.facets(TermQuery.of("trees")) == {
        "body": [("Planning Committee", 4)],
        "year": [("2024", 3)],
        "kind": [("pack", 3), ("plan", 1)],
        "part": [("report", 3), ("plan", 1)],
        "outcome": [("resolved", 1)],
    }
    assert terms.facets(TermQuery.of("trees"), Filter(kind="plan"), ["part"]) == {"part": [("plan", 1)]}
    assert terms.facets(TermQuery.of("trees"), names=[]) == {}


def test_order_by_date_puts_the_undated_last(terms: Terms) -> None:
    assert [row for row, _ in terms.search(TermQuery(), order="newest")] == [2, 3, 4, 0, 1, 5]
    assert [row for row, _ in terms.search(TermQuery(), order="oldest")] == [0, 1, 2, 3, 4, 5]
    assert terms.search(TermQuery(), order="oldest", limit=2, offset=1) == [(1, 0.0), (2, 0.0)]


def test_limit_and_offset_page_through(terms: Terms) -> None:
    everything = terms.search(TermQuery.of("trees"))
    assert [
        hit for start in range(4) for hit in terms.search(TermQuery.of("trees"), limit=1, offset=start)
    ] == everything
    assert terms.search(TermQuery.of("trees"), limit=0) == []


def test_vocabulary_has_whole_words_with_their_frequency(terms: Terms) -> None:
    vocabulary = dict(terms.vocabulary())
    assert (vocabulary["carers"], vocabulary["organization"], vocabulary["oak"]) == (1, 1, 1)
    assert "organis" not in vocabulary
    assert terms.frequency("carer") == 1
    assert terms.frequency("unheard") == 0


def test_document_can_be_taken_out(tmp_path: Path) -> None:
    write_terms(tmp_path, [CARERS, TREES])
    writer = Terms.create(tmp_path)
    writer.delete_document(TREES.row.id)
    writer.commit()
    left = Terms.open(tmp_path)
    assert left.passages == 2
    assert rows(left, "oak trees") == []


def test_no_passages_can_be_searched(tmp_path: Path) -> None:
    empty = write_terms(tmp_path, [])
    assert (empty.search(TermQuery.of("oak")), empty.count(TermQuery()), empty.vocabulary()) == ([], 0, [])
    assert empty.facets(TermQuery.of("oak"), names=["body"]) == {"body": []}


def test_what_is_no_index_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        Terms.open(tmp_path)
    with pytest.raises(IndexDamaged):
        Terms.open(tmp_path / "missing")


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_question_can_be_asked(terms: Terms, text: str, phrases: list[str]) -> None:
    question = TermQuery.of(text, phrases=tuple(phrases))
    hits = terms.search(question, min_match=0.5)
    assert len(hits) <= terms.count(question, min_match=0.5) or question.empty
    assert hits == sorted(hits, key=lambda hit: (-hit[1], hit[0]))


def test_terms_are_read_from_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_terms(tmp_path, [TREES])
    files = {path for path in tmp_path.iterdir() if path.suffix != ".lock"}
    monkeypatch.setattr(os, "access", lambda *_: False)
    with _lockable(tmp_path) as place:
        assert place != tmp_path
        assert {path.name for path in place.iterdir()} == {path.name for path in files}
    assert rows(Terms.open(tmp_path), "oak")[0] == 0
    assert {path for path in tmp_path.iterdir() if path.suffix != ".lock"} == files
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in files)
