from server.finder import at_most_one, by_what_they_hold
from server.look import Look
from server.rank import Ranked
from tests.served import passage, question

LIMES = passage("The limes of Church Lane are felled in spring.", id="limes")
HEDGES = passage("Hedges are cut when the birds have left them.", id="hedges")


def ranked(*scored):
    return [Ranked(at, score, each) for at, (each, score) in enumerate(scored)]


def ids(found):
    return [each.passage.id for each in found]


def held(asked, rarity=None):
    return by_what_they_hold(ranked((HEDGES, 0.8), (LIMES, 0.75)), Look(question(asked), None, None, rarity or {}))


def test_of_two_passages_found_alike_the_one_that_holds_more_of_the_question_stands_first():
    assert ids(held("when are the limes felled")) == ["limes", "hedges"]
    assert ids(held("when are hedges cut")) == ["hedges", "limes"]


def test_a_rare_word_weighs_more_than_common_ones():
    asked = "birds of the limes left"
    assert ids(held(asked)) == ["hedges", "limes"]
    assert ids(held(asked, {"lime": 9.0})) == ["limes", "hedges"]


def test_a_passage_found_far_better_keeps_its_place():
    found = by_what_they_hold(
        ranked((HEDGES, 0.9), (LIMES, 0.4)), Look(question("are the limes felled"), None, None, {})
    )
    assert ids(found) == ["hedges", "limes"]
    assert all(0 <= each.score <= 1 for each in found)


def test_a_passage_that_holds_the_kind_of_thing_asked_for_rises():
    assert ids(held("when is it")) == ["hedges", "limes"]
    dated = passage("The limes are felled on 4 March 2024.", id="dated")
    found = by_what_they_hold(
        ranked((LIMES, 0.8), (dated, 0.75)), Look(question("when are the limes felled"), None, None, {})
    )
    assert ids(found) == ["dated", "limes"]
    assert [each.score for each in found] == [0.8, 0.75]


def test_scores_above_one_sink_together_and_keep_their_distances():
    lowered = [each.score for each in at_most_one(ranked((HEDGES, 1.5), (LIMES, 1.25)))]
    assert lowered == [1.0, 0.75]
    assert [each.score for each in at_most_one(ranked((HEDGES, 0.5), (LIMES, 0.25)))] == [0.5, 0.25]
