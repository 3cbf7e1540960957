import numpy as np
import pytest

from indexer.token_vectors import TokenStore
from server.look import Look
from server.rank import Ranked
from server.weighing import FEATURES, features, held, weigh
from tests.served import found_in, passage, question

TEXT = "The library opens at ten. The limes in Station Road were felled in June by hand. Bins are emptied weekly there."


def chances(asked, *texts):
    return [[each.chance for each in some] for some in found_in(asked, *texts).weighed]


def test_the_sentence_that_meets_the_question_is_the_likeliest():
    (some,) = chances("when were the limes in Station Road felled", TEXT)
    assert int(np.argmax(some)) == 1
    assert all(0 < chance < 1 for chance in some)


def test_the_same_sentence_is_likelier_in_the_passage_found_first():
    first, second = chances("limes in Station Road", "The limes in Station Road.", "The limes in Station Road.")
    assert first[0] > second[0]


def test_a_sentence_that_holds_the_kind_of_thing_asked_for_is_likelier():
    (some,) = chances("how much do the limes cost", "The limes cost money now. The limes cost £300 now.")
    assert some[1] > some[0]


@pytest.mark.parametrize(
    ("asked", "text", "gains"),
    [
        ("limes in Station Road", "The limes in Station Road were felled by\n\nhand and saw in one day.", True),
        ("limes in Station Road", "The limes in Station Road were felled.\n\nhand and saw in one day.", False),
        ("how much were the limes in Station Road", "The limes in Station Road in all\n\nTotal felled 12,400", True),
        ("who felled the limes in Station Road", "The limes in Station Road in all\n\nTotal felled 12,400", False),
    ],
)
def test_the_rest_of_what_is_broken_off_is_nearly_as_likely(asked, text, gains):
    ((first, rest),) = chances(asked, text)
    assert (rest >= 0.7 * first) is gains


def test_a_passage_without_words_has_no_sentences():
    assert found_in("limes", "").weighed == [[]]


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("Limes\t3\t4\n", "row", [1]),
        ("(a) the limes;\n\nBins go too.", "point", [1, 0]),
        ("Mr Bell said so. It was said so.", "name", [1, 0]),
        ("Limes are felled because:", "opens", [1]),
        ("30\t40\t50\nThe limes lean.", "stray", [1, 0]),
        ("Limes are felled because:\n\nThey lean.\n\nBins go.", "opened", [0, 1, 0]),
        ("Bins go too. The limes lean. Trees lean too.", "before", [0, 0, 1]),
        ("Bins go too. The limes lean. Trees lean too.", "near", [0.5, 1, 0.5]),
    ],
)
def test_what_kind_of_sentence_it_is(text, name, values):
    found = Ranked(0, 1.0, passage(text))
    (rows,) = features([found], Look(question("limes"), None, None, {}))
    assert rows[:, FEATURES.index(name)].tolist() == values


def test_the_words_of_the_headings_count_as_held():
    query = question("limes in Station Road")
    bare, headed = (Ranked(0, 1.0, passage("They lean.", context=context)) for context in ("", "Limes in Station Road"))
    look = Look(query, None, None, {})
    shares = [rows[0, FEATURES.index("held")] for rows in features((bare, headed), look)]
    assert shares == [0.0, 1.0]


def test_rare_words_count_for_more_than_common_ones():
    query = question("limes in Kent")
    assert held(Look(query, None, None, {"lime": 9.0, "kent": 1.0}), {"lime"}) == pytest.approx(0.9)


class Near(TokenStore):
    """Gives two tokens, the second as close as told."""

    def __init__(self, closeness):
        self._closeness = closeness

    def near(self, asked, row):
        return np.array([0, 11]), np.array([[0.1], [self._closeness]], dtype=np.float32)


def test_where_there_are_token_vectors_the_closest_words_count():
    look = Look(question("trees"), (np.zeros((1, 1)), np.ones(1)), Near(0.9), {})
    (some,) = weigh([Ranked(0, 1.0, passage("Bins go. The limes."))], look)
    assert some[1].chance > some[0].chance
