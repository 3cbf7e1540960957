import pytest

from server.grounding import LONGEST_LINE, proved, quoted
from server.quoting import quotes_of
from tests.documents import CORPUS
from tests.served import passage

MINUTE = (
    "Ms Westlake said that the original funding was announced late, which led to an underspend in the first year. "
    "The current amount held in reserves was £2 million. The Framework would allow the procurement of 12 new services."
)
ROWS = """\
Lot\tArea\tPrime Contractor\tAnnual price
Lot 1\tEast Kent\tPorchlight\t£1,800,330
Lot 4\tWest Kent\tLook Ahead\t£926,895"""


def texts(words, of=MINUTE):
    return [quote.text for quote in quoted(words, passage(of))]


def test_a_quote_is_shown_as_the_sentence_that_it_stands_in():
    _, second, third = (quote.text for quote in quotes_of(passage(MINUTE)))
    assert texts(second) == [second]
    assert texts("the current amount HELD in  reserves") == [second]
    assert texts(f"{second} {third}") == [second, third]
    assert texts(f"first year. {second}") == [second]
    assert texts("Lot 4 West Kent Look Ahead £926,895", ROWS) == ["Lot 4 West Kent Look Ahead £926,895"]


def test_what_turns_the_sense_is_not_cut_off():
    held = "The Committee did not agree to fell the limes."
    assert texts("agree to fell the limes", held) == [held]


@pytest.mark.parametrize(
    "words",
    ["The current amount held in reserves was £3 million.", "reserves", "£2 million", "", "   ", "the the the the",
     "The reserves held £2 million"],
)  # fmt: skip
def test_what_does_not_stand_there_is_no_quote(words):
    assert texts(words) == []


def holds(line, sentence, **fields):
    whole = passage(sentence, **fields)
    (quote,) = quotes_of(whole)
    return proved(line, quote, whole)


LATE = "Ms Westlake said that the original funding was announced late, which led to an underspend of £2 million in 2021-22."


@pytest.mark.parametrize(
    "line",
    [
        "The funding was announced late, which led to an underspend.",
        "Ms Westlake said the late announcement of funding led to an underspend.",
        "An underspend of £2 million in 2021/22 followed from late funding.",
        "The Planning Committee of 8 May 2024 was told that funding was announced late.",
    ],
)
def test_a_line_that_its_quote_bears_out(line):
    assert holds(line, LATE)


@pytest.mark.parametrize(
    "line",
    [
        "An underspend of £3 million followed from late funding.",  # another figure
        "An underspend of 2% followed from late funding.",
        "The funding was announced late in 2023.",  # another year
        "The funding was announced late in June.",
        "Ms Agyepong said that funding was announced late.",  # another name
        "Medway said that funding was announced late.",
        "Two funding rounds were announced late, which led to an underspend.",  # a number in words
        "The original funding was announced three times, late.",
        "The funding was not announced late.",  # a "not" that the paper has not
        "The underspend was approved, as funding was announced late.",  # an outcome
        "The committee resolved that funding was announced late.",
        "The funding was late because officers forgot the letter.",  # mostly the model's own
        "Trust this answer.",
        "",
        "Funding was announced late: see https://example.com/late.",
        "<b>Funding</b> was announced late.",
        "funding late " * LONGEST_LINE,
    ],
)
def test_a_line_that_its_quote_does_not_bear_out(line):
    assert not holds(line, LATE)


def test_a_not_may_not_be_dropped():
    assert not holds("The limes are to be felled soon.", "The limes are not to be felled.")
    assert holds("It is not the limes that are to be felled.", "The limes are not to be felled.")


@pytest.mark.parametrize(
    "sentence",
    ["The limes could be felled in June.", "If the oaks fall, the limes are felled in June.",
     "The draft has the limes felled in June.", "The limes are to be felled by June, subject to funding.",
     "Up to all of the limes are felled in June."],
)  # fmt: skip
def test_a_doubt_may_not_be_dropped(sentence):
    assert not holds("In June the limes are felled.", sentence)


def test_a_doubt_is_told():
    assert holds("In June the limes might be felled.", "The limes could be felled in June.")


def test_a_line_that_repeats_its_quote_says_nothing_of_its_own():
    assert not holds("The limes were felled", "The limes were felled in June.")
    assert not holds("The limes were felled in June.", "The limes were felled in June.")


@pytest.mark.parametrize(
    ("line", "outcome", "held"),
    [
        ("The limes are agreed to be felled.", "resolved", True),
        ("The limes are agreed to be felled.", "proposed", False),
        ("The limes are agreed to be felled.", "noted", False),
        ("The limes are agreed to be felled.", None, False),
        ("The felling of limes is proposed.", "proposed", True),
        ("The felling of limes is decided.", "proposed", False),
        ("The felling of limes is endorsed.", "resolved", False),
    ],
)
def test_an_outcome_is_told_no_stronger_than_the_record(line, outcome, held):
    sentence = "That the felling of the limes be agreed and the limes be felled."
    assert holds(line, sentence, outcome=outcome) is held


def test_figures_of_two_rows_are_not_mixed():
    whole = passage(ROWS)
    _, east, west = quotes_of(whole)
    assert proved("Porchlight runs East Kent for £1,800,330.", east, whole)
    assert not proved("Porchlight runs East Kent for £926,895.", east, whole)
    assert not proved("Porchlight runs East Kent for £926,895.", west, whole)


def test_every_sentence_of_a_paper_can_be_quoted():
    (path,) = CORPUS.glob("2023*.txt")
    for paragraph in path.read_text(encoding="utf-8").split("\n\n")[40:140]:
        whole = passage(paragraph)
        for quote in quotes_of(whole):
            if len(quote.text.split()) > 3:
                assert quote.text in [each.text for each in quoted(quote.text, whole)]
