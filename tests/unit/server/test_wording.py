import pytest

from indexer.analysis import analyse
from indexer.rows import Abbreviation
from server.abbreviations import Abbreviations
from server.readings import Readings
from server.wording import find_bodies, read_words

KNOWN = Abbreviations([Abbreviation("dols", "DOLS", "Deprivation of Liberty Safeguards", 9)])
LONG = ("depriv", "liberti", "safeguard")
BODIES = ("Cabinet", "Cabinet Scrutiny Board", "Health and Wellbeing Board")


def read(question, ignored=(), correct=lambda word: None, dated=()):
    readings = Readings(ignored)
    wording = read_words(question, correct, KNOWN, readings, dated)
    return wording, {word.term: word for word in wording.words}, [(each.text, each.heeded) for each in readings.all()]


def test_a_short_form_is_looked_for_as_the_phrase_that_it_stands_for():
    wording, words, readings = read("DoLS, backlog")
    assert (words["dol"].also, words["dol"].phrases) == (LONG, (LONG,))
    assert wording.embedded == "DoLS (Deprivation of Liberty Safeguards), backlog"
    assert readings == [("DoLS = Deprivation of Liberty Safeguards", True)]
    assert read("dols")[2] == [("DOLS = Deprivation of Liberty Safeguards", True)]


def test_each_word_of_a_long_form_is_met_by_the_short_one():
    wording, words, readings = read("report of deprivation of liberty safeguards")
    assert [words[term].also for term in LONG] == [("dol",)] * 3
    assert words["report"].also == ()
    assert wording.embedded == "report of deprivation of liberty safeguards"
    assert readings == [("Deprivation of Liberty Safeguards = DOLS", True)]


@pytest.mark.parametrize("question", ["DoLS report", "deprivation of liberty safeguards"])
def test_an_abbreviation_that_is_to_be_ignored_has_no_effect(question):
    wording, words, readings = read(question, ["abbreviation:dols"])
    assert not [word for word in words.values() if word.also or word.phrases]
    assert wording.embedded == question
    assert [heeded for _, heeded in readings] == [False]


def test_both_forms_together_are_one_reading():
    _, words, readings = read("deprivation of liberty safeguards (DoLS)")
    assert readings == [("DoLS = Deprivation of Liberty Safeguards", True)]
    assert words["liberti"].also == ()


def test_a_word_is_mended_unless_that_is_to_be_ignored():
    mend = {"libary": "library", "dols": "dolls"}.get
    wording, words, readings = read("the libary and dols", correct=mend)
    assert (words["libari"].also, words["libari"].also_weight) == (("librari",), 1.0)
    assert wording.embedded == "the library and dols (Deprivation of Liberty Safeguards)"
    assert ("“libary” as “library”", True) in readings
    wording, words, _ = read("the libary", ["spelling:libary"], mend)
    assert (wording.slips, wording.embedded, words["libari"].also) == ((), "the libary", ())


def test_another_form_of_a_word_is_no_slip():
    wording, words, readings = read("schemes", correct={"schemes": "scheme"}.get)
    assert (wording.slips, words["scheme"].also, readings) == ((), (), [])


def test_the_month_of_a_date_is_no_short_form_of_its_own():
    _, words, readings = read("mins of nov 2017", dated={"nov", "2017"})
    assert words["nov"].also == ("novemb",)
    assert readings == [("mins = minutes", True)]


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("what did cabinet say", ("Cabinet",)),
        ("the health and wellbeing board and cabinet", ("Health and Wellbeing Board", "Cabinet")),
        ("cabinet scrutiny board", ("Cabinet Scrutiny Board",)),
        ("who is the cabinet member", ()),
        ("wellbeing of the board", ()),
    ],
)
def test_a_body_is_named_in_full(question, bodies):
    assert find_bodies(analyse(question), BODIES) == bodies
