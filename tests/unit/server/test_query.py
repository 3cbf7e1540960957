import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.query import MOST_WORDS, clean, understand
from tests.served import question

SYNTAX = st.text(st.sampled_from('abz AND OR NOT ()[]{}"*?:^~+-\\/£%.,\x00\ud800😀\n\t0123456789'), max_size=300)


@given(st.one_of(st.text(st.characters(), max_size=300), SYNTAX))
def test_any_text_is_understood(text):
    query = question(text)
    assert query.empty == (not query.terms.words and not query.terms.phrases)
    assert not any("\ud800" <= c <= "\udfff" or c < " " for c in query.text)
    assert query.corrected is None


@pytest.mark.parametrize(
    "text", ["", " ", "the of and", "*", '"', "AND (", "\x00", "😀", "\ud800", "x" * 10_000, "-trees"]
)
def test_nothing_to_search_for(text):
    assert question(text).empty


def test_a_question_is_cut_to_its_first_words_and_rid_of_what_cannot_be_printed():
    assert clean("  a\x00b \ud800\n\tc ") == "a b c"
    assert len(clean("tree " * 5000).split()) == MOST_WORDS


def test_words_are_stemmed_each_once_and_asking_words_count_less():
    words = {word.term: word for word in question("tell me much of trees, tree by tree").terms.words}
    assert list(words) == ["tell", "much", "tree"]
    assert words["tell"].weight < words["tree"].weight == 1


def test_a_word_between_marks_of_quotation_is_a_phrase_and_one_after_a_dash_is_excluded():
    query = question('"double yellow lines" in Mill Lane -school')
    assert query.terms.phrases == (("doubl", "yellow", "line"),)
    assert query.terms.must_not == ("school",)
    assert "school" not in {word.term for word in query.terms.words}
    assert "school" not in query.embedded


def test_a_hyphen_within_a_word_excludes_nothing():
    assert question("re-opening of the co-operative").terms.must_not == ()


def test_a_mended_question_keeps_all_else_that_was_typed():
    query = understand('the libary in "Market Street" -school', {"libary": "library"}.get)
    assert query.corrected == 'the library in "Market Street" -school'
    assert query.embedded == 'the library in "Market Street"'
    (mended,) = [word for word in query.terms.words if word.exact == "libary"]
    assert "librari" in mended.also


def test_two_slips_are_mended_each_in_its_place():
    query = understand("libary then libary and pavment", {"libary": "library", "pavment": "pavement"}.get)
    assert query.corrected == "library then library and pavement"


def test_an_abbreviation_is_looked_for_written_out_as_well():
    (word,) = question("TPO").terms.words
    assert (word.term, word.also) == ("tpo", ("tree", "preserv", "order"))


ASKED = 'minute 61 on item 7 of 17/00131, july 2023, "limes" in the minutes -oak by Cabinet at the libary'
NAMES = [
    "date:july 2023", "body:cabinet", "decision:17/00131", "minute:61", "item:7", "part:minutes", "spelling:libary",
    "phrase:limes", "excluded:oak",
]  # fmt: skip


def read(ignored=()):
    return understand(ASKED, {"libary": "library"}.get, (), ("Cabinet", "Full Council"), ignored=ignored)


def test_everything_that_is_read_is_told():
    assert [each.name for each in read().readings] == NAMES
    assert all(each.heeded for each in read().readings)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_to_be_ignored_has_no_effect_and_nothing_else_changes(name):
    def effects(query):
        terms = query.terms
        return {
            "date": query.periods, "body": query.bodies, "decision": query.decisions, "minute": query.minute,
            "item": query.item, "part": query.parts, "spelling": query.corrected, "phrase": terms.phrases,
            "excluded": terms.must_not,
        }  # fmt: skip

    before, after = effects(read()), effects(read([name]))
    changed = {kind for kind in before if before[kind] != after[kind]}
    assert changed == {name.partition(":")[0]}
    assert not after[name.partition(":")[0]]
    assert [each.name for each in read([name]).readings if not each.heeded] == [name]


def test_a_word_that_is_not_to_be_excluded_is_looked_for():
    assert "oak" in {word.term for word in read(["excluded:oak"]).terms.words}


def test_a_reading_that_the_question_does_not_hold_is_no_matter():
    assert read(["item:9", "date:2001"]) == read()


@pytest.mark.parametrize("spelling", ["22/00081", "22/0081", "22-00081", "(22/00081)", "decision 22 / 00081?"])
def test_a_decision_number_in_any_spelling(spelling):
    assert question(f"what of {spelling}").decisions == ("22/00081",)


@pytest.mark.parametrize(
    ("text", "minute", "item"),
    [
        ("minute 143", "143", None),
        ("Minute no. 61 on item 7", "61", "7"),
        ("item A3", None, "A3"),
        ("item no 12b", None, "12b"),
        ("minutes of 2018", None, None),
    ],
)
def test_a_minute_and_an_item_by_number(text, minute, item):
    query = question(text)
    assert (query.minute, query.item) == (minute, item)
