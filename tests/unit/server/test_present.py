"""Records in the words of pages."""

import datetime as dt
from dataclasses import replace

import pytest

from indexer.flags import UNSIGNED
from server.matter_views import CommitmentView, DecisionView, OpenedView, StepView
from server.present import commitment, decision, excerpt, pagination, passage_words, quotation, step
from server.results import ItemRef
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
    assert remarks(mover="Mr A", seconder="Ms B") == "Moved by Mr A, seconded by Ms B"
    assert remarks(flags=(UNSIGNED,)) == "Unsigned: the record of decision bears no signature"
    assert remarks(seconder="Ms B") == "Seconded by Ms B"
    assert isinstance(proposed, DecisionView)


def test_what_does_not_add_up_is_told_apart(proposed):
    doubtful = decision(replace(proposed, flags=("vote does not add up: 3 votes, 4 in total", UNSIGNED)))
    assert doubtful.doubts == ("Vote does not add up: 3 votes, 4 in total",)


def test_a_bare_resolution_is_shown_with_the_report_s_words_or_why_not(proposed):
    of_report = OpenedView("The Committee is asked to agree.", proposed.citation, "same item", None)
    line = decision(replace(proposed, opened=of_report))
    assert "asked to agree" in line.opened.html
    assert line.opened.href == proposed.citation.href
    missing = decision(replace(proposed, opened=OpenedView("", None, None, "The report is exempt from publication.")))
    assert (missing.opened.html, missing.opened.reason) == (None, "The report is exempt from publication.")


def test_a_weak_step_of_a_trail_says_so(proposed):
    sure = StepView("proposed", "proposed", dt.date(2025, 3, 6), "same decision number", "25/00012", proposed.citation)
    assert (step(sure).date, step(sure).stage, step(sure).weak) == ("6 March 2025", "Put forward", False)
    weak = step(replace(sure, strength="possibly related", date=None))
    assert (weak.date, weak.weak, weak.strength) == ("Without a date", True, "possibly related")


def test_what_became_of_a_promise_is_the_later_item_or_none_up_to_a_day(proposed):
    promise = CommitmentView("promise", "It would come back.", "in June", proposed.citation, None, None, ())
    line = commitment(promise, dt.date(2025, 7, 3))
    assert (line.kept, line.due, line.became) == (None, "in June", "none found in papers up to 3 July 2025")
    item = ItemRef("abc", "6", None, "Mobile Libraries", None)
    kept = commitment(replace(promise, kept_by=item, kept_at=("Board", dt.date(2025, 5, 8))), None)
    assert (kept.kept.text, kept.kept.href, kept.became) == ("Mobile Libraries (8 May 2025)", "/items/abc", "")


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
