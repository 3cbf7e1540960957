"""Records in the words of pages."""

from dataclasses import replace

import pytest

from server.present import decision, excerpt, pagination, passage_words, quotation
from server.results import DecisionView
from tests.fakes_service import FakeService, corpus_papers

LONG = "Nothing here. " * 60 + "The interim contracts for carers run to March. " + "More words follow. " * 60


@pytest.fixture(scope="module")
def proposed():
    return next(d for d in FakeService(tuple(corpus_papers())).decisions() if d.outcome == "proposed")


def test_a_short_passage_is_shown_whole():
    assert excerpt("Interim contracts.", ((0, 7),)) == (0, 18)


def test_a_long_passage_is_shown_around_its_matches_from_the_start_of_a_sentence():
    at = LONG.index("interim")
    start, end = excerpt(LONG, ((at, at + 7), (at + 8, at + 17)))
    assert start < at < end <= start + 700
    assert LONG[start:end].strip().startswith("The interim contracts")
    html = passage_words(LONG, ((at, at + 7),))
    assert "<mark>interim</mark>" in html
    assert html.count('<p class="cut">…</p>') == 2


@pytest.mark.parametrize("text", ["x" * 3000, "\n" * 3000, "a\tb\n" * 900])
def test_text_without_sentences_is_cut_too(text):
    start, end = excerpt(text, ((2500, 2501),))
    assert start <= 2500 < end <= start + 700


def test_a_quotation_loses_its_bullet_and_keeps_its_number():
    assert quotation("- 6.1 **NOTE** it") == "6.1 <strong>NOTE</strong> it"


def test_the_words_that_prove_an_outcome_are_marked(proposed):
    assert "<mark>is asked to</mark>" in decision(proposed).html
    assert decision(proposed).proof is None
    assert decision(replace(proposed, proof="in other words")).proof == "in other words"


def test_what_is_known_of_a_vote_is_said(proposed):
    def remarks(**changes) -> str:
        return ". ".join(decision(replace(proposed, advisory=False, **changes)).remarks)

    assert remarks() == ""
    assert remarks(outcome="resolved") == "No vote is recorded"
    assert remarks(outcome="lost", vote="named", limb="(b)") == "Limb (b). The vote is recorded by name"
    assert remarks(mover="Mr A", seconder="Ms B", flags=("unsigned.",)) == "Moved by Mr A, seconded by Ms B. Unsigned"
    assert remarks(seconder="Ms B") == "Seconded by Ms B"
    assert isinstance(proposed, DecisionView)


def shown(total, offset):
    found = pagination(total, 10, offset, lambda start: f"?{start}")
    return found and ([link.text + "*" * link.current for link in found.pages], found.previous, found.next)


def test_one_page_needs_no_links():
    assert shown(0, 0) is shown(10, 0) is None


def test_pages_around_the_current_one_and_both_ends_are_linked():
    assert shown(11, 0) == (["1*", "2"], "", "?10")
    assert shown(200, 90) == (["1", "…", "8", "9", "10*", "11", "12", "…", "20"], "?80", "?100")
    assert shown(200, 190) == (["1", "…", "18", "19", "20*"], "?180", "")


def test_beyond_the_last_page_the_way_back_is_the_last_page():
    assert shown(25, 500)[1:] == ("?20", "")
