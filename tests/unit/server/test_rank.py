import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Meeting
from server.rank import Ranker
from server.retriever import Candidate
from tests.served import passage, question

LONG = "Six limes in Station Road lean over the railway and have lost large branches in each of the last four winters"
OTHER = "The library in Market Street opens on Sundays from ten in the morning until four during the school holidays"
TEXTS = st.lists(
    st.sampled_from([LONG, f"{LONG}.", f"**{LONG}** again", OTHER, f"{OTHER} too", "Agreed", "", "not completed not completed"]),
    max_size=12,
)  # fmt: skip


def found(*texts, scores=None, **fields):
    scores = scores or [1 - at / 100 for at in range(len(texts))]
    return [
        (Candidate(at, score, 0.0, 0.0), passage(text, id=f"p{at}", **fields))
        for at, (text, score) in enumerate(zip(texts, scores, strict=True))
    ]


def ids(ranked):
    return [each.passage.id for each in ranked]


@given(TEXTS, st.randoms())
def test_no_passage_is_lost_and_the_order_of_finding_is_no_matter(texts, random):
    given_ = found(*texts)
    ranked = Ranker().order(question("limes"), given_)
    kept = [each.id for one in ranked for each in (one.passage, *one.copies)]
    assert sorted(kept) == sorted(p.id for _, p in given_)
    assert all(0 <= one.score <= 1 for one in ranked)
    random.shuffle(given_)
    assert Ranker().order(question("limes"), given_) == ranked


def test_the_business_of_a_body_that_is_named_rises():
    of_cabinet = replace(passage(OTHER, id="c"), meeting=Meeting("Cabinet", None))
    pair = [*found(LONG), (Candidate(1, 0.96, 0.0, 0.0), of_cabinet)]
    assert ids(Ranker().order(question("limes"), pair)) == ["p0", "c"]
    assert ids(Ranker().order(replace(question("limes"), bodies=("Cabinet",)), pair)) == ["c", "p0"]


def test_a_month_together_with_its_body_points_at_a_meeting_as_a_day_does():
    march = Meeting("Cabinet", dt.date(2024, 3, 13))
    pair = [*found(LONG, scores=[0.8]), (Candidate(1, 0.6, 0.0, 0.0), replace(passage(OTHER, id="c"), meeting=march))]
    assert ids(Ranker().order(question("limes on 13 March 2024"), pair)) == ["c", "p0"]
    month = question("limes in March 2024")
    assert ids(Ranker().order(month, pair)) == ["p0", "c"]
    assert ids(Ranker().order(replace(month, bodies=("Cabinet",)), pair)) == ["c", "p0"]


def test_near_copies_stand_with_the_best_of_them():
    ranked = Ranker().order(question("limes"), found(f"{LONG}.", OTHER, f"**{LONG}** now", LONG))
    assert ids(ranked) == ["p0", "p1"]
    assert [copy.id for copy in ranked[0].copies] == ["p2", "p3"]


def test_a_passage_that_holds_another_and_much_more_is_no_copy():
    for more in (f"{LONG} {OTHER} {OTHER[::-1]}", f"{LONG} {LONG} {LONG}"):
        assert ids(Ranker().order(question("limes"), found(LONG, more))) == ["p0", "p1"]


def test_short_passages_are_not_copies_of_each_other():
    assert len(Ranker().order(question("limes"), found("Agreed", "Agreed"))) == 2


def test_rows_of_the_same_name_with_other_figures_are_no_copies():
    row = "45 Station Road bypass, construction of the link to the harbour and of two bridges over the railway"
    ranked = Ranker().order(question("bypass"), found(f"{row} 43,774 16,072 26,486", f"{row} 68,123 90,456 10,301"))
    assert [each.copies for each in ranked] == [(), ()]


def test_on_decisions_what_was_decided_stands_before_what_was_proposed():
    (_, proposed), (_, resolved) = found(LONG, OTHER)
    given_ = [
        (Candidate(0, 0.5, 0.0, 0.0), replace(proposed, outcome="proposed")),
        (Candidate(1, 0.49, 0.0, 0.0), replace(resolved, outcome="resolved")),
    ]
    assert ids(Ranker().order(question("what did we decide on the limes"), given_)) == ["p1", "p0"]


def test_on_decisions_an_appendix_stands_below_the_report_unless_it_is_asked_for():
    for asked, first in (("was the felling agreed", "p1"), ("did appendix B say it was agreed", "p0"), ("limes", "p0")):
        given_ = [*found(LONG, scores=[0.8], part="appendix"), *found(OTHER, scores=[0.78])]
        given_[1] = (given_[1][0], replace(given_[1][1], id="p1"))
        assert ids(Ranker().order(question(asked), given_))[0] == first


def item(minute=None, number="5", decision=None):
    return replace(passage("x").item, minute=minute, number=number, decision_number=decision)


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ("decision 24/0012", {"item": item(decision="24/00012")}),
        ("minute 61", {"item": item(minute="61")}),
        ("item 9", {"item": item(number="9")}),
        ("the minutes", {"part": "minutes"}),
        ("the work programme", {"variety": "work programme"}),
        ("was it agreed", {"outcome": "resolved"}),
        ("what was said", {"part": "minutes"}),
        ("in May 2024", {}),
        ("in 2024/25", {"meeting": None, "context": "Plan 2024 to 2025"}),
    ],
)
def test_what_a_question_points_at_rises(asked, fields):
    bare = {"item": item(decision="23/00001"), "meeting": passage("x").meeting, "part": "appendix"}
    if not fields or "context" in fields:
        bare["meeting"] = None
        fields = {**fields, "part": "appendix", "item": bare["item"]}
    plain, pointed_at = found(LONG, OTHER, scores=[0.5, 0.49])
    plain = (plain[0], replace(plain[1], **bare))
    pointed_at = (pointed_at[0], replace(pointed_at[1], **{**bare, "meeting": passage("x").meeting, **fields}))
    ranker = Ranker()
    assert ids(ranker.order(question(asked), [plain, pointed_at])) == ["p1", "p0"]
    assert ids(ranker.order(question("trees"), [plain, pointed_at])) == ["p0", "p1"]


@pytest.mark.parametrize(
    ("fields", "asked_for"),
    [
        ({"part": "agenda"}, "limes on the agenda"),
        ({"variety": "equality impact assessment"}, "limes and equality"),
    ],
)
def test_a_formal_passage_sinks_unless_it_is_asked_for(fields, asked_for):
    formal, prose = found(LONG, OTHER, scores=[0.52, 0.5])
    formal = (formal[0], replace(formal[1], **fields))
    assert ids(Ranker().order(question("limes"), [formal, prose])) == ["p1", "p0"]
    assert ids(Ranker().order(question(asked_for), [formal, prose])) == ["p0", "p1"]


@pytest.mark.parametrize("text", ["Not applicable. Not completed.", "\n".join(["KPI 4", "RAG"] * 10)])
def test_forms_not_filled_in_and_word_soup_sink(text):
    assert ids(Ranker().order(question("limes"), found(text, OTHER, scores=[0.52, 0.5]))) == ["p1", "p0"]


def test_a_contact_rises_for_whoever_asks_for_the_author_and_for_nobody_else():
    contact = replace(passage("9. Lead officers\nJo Sample 03000 415342"), variety="contact")
    prose = passage("The report on the library sets out what was heard from its readers over the summer.")
    found = [(Candidate(0, 0.5, 0.5, 0.5), prose), (Candidate(1, 0.48, 0.5, 0.5), contact)]
    assert Ranker().order(question("who wrote the library report"), found)[0].row == 1
    assert Ranker().order(question("what does the library report say"), found)[0].row == 0
