import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.records import Page, PageSpan
from server.quoting import as_shown, folded, quotes_of, stands
from tests.served import passage

PIECES = st.lists(
    st.sampled_from(
        [
            "The limes were felled. ", "Nothing", "\n", "\n\n", "\t", "<b>", "</b>", '<a title="One. Two">', "<br/>", "**",
            "_it_", "- ", "• ", "(a) ", "1.3 ", "## ", "well-", "known", "“quote”", "£1.2m ", "Cllr. Bell said so. ", "5 < 6 ",
            "\\(", " ",
        ]
    ),
    max_size=30,
)  # fmt: skip


def shown(text):
    return [quote.text for quote in quotes_of(passage(text))]


def page_of(*texts):
    pages = [Page(number, None, "unknown", 0, text) for number, text in enumerate(texts, 1)]
    return lambda document, number: pages[number - 1]


@given(PIECES.map("".join))
def test_every_quote_stands_on_its_page_and_holds_no_tag(text):
    made = passage(text)
    ends = 0
    for quote in quotes_of(made):
        assert ends <= quote.start < quote.end <= len(text)
        assert stands(quote.text, made, page_of(text))
        assert quote.words >= 2
        assert not re.search(r'</?[a-z]|title="|"One|Two"', quote.text)
        ends = quote.end


def test_sentences_and_list_points_are_quotes():
    assert shown("Cllr. Bell agreed. It was noted that:\n(a) six limes lean;\n(b) two are dead.") == [
        "Cllr. Bell agreed.", "It was noted that:", "(a) six limes lean;", "(b) two are dead.",
    ]  # fmt: skip


def test_a_row_of_a_table_is_one_quote():
    text = "The costs were these. All in £000s.\nFelling\t12.4\tApril. May.\nPlanting\t3.1\tJune\nThat is all."
    assert shown(text) == [
        "The costs were these.", "All in £000s.", "Felling 12.4 April. May.", "Planting 3.1 June", "That is all.",
    ]  # fmt: skip


def test_a_tag_parts_quotes_even_where_a_sentence_seems_to_end_in_it():
    assert shown('Six limes <a title="Of Mill Lane. And more.">lean badly</a> there now.') == [
        "Six limes", "lean badly", "there now.",
    ]  # fmt: skip


def test_markdown_and_bullets_are_left_out():
    assert shown("**RESOLVED** that the _whole_ scheme \\(2\\) be agreed.") == [
        "RESOLVED that the whole scheme (2) be agreed."
    ]
    assert as_shown("•  - snake_case stays") == "snake_case stays"


@pytest.mark.parametrize("text", ["", "Word", "see https://council.example/x now"])
def test_what_cannot_be_quoted(text):
    assert shown(text) == []


def test_a_sentence_over_two_pages_stands_on_both():
    first, second = "Heading\nThe limes in Station", " Road were felled.\nMore."
    spans = (PageSpan(1, 8, len(first)), PageSpan(2, 0, 18))
    made = passage("The limes in Station Road were felled.", spans)
    assert stands("The limes in Station Road were felled.", made, page_of(first, second))
    assert not stands("The limes in Station Road were felled.", made, page_of(first, " Lane were felled.\nMore."))


def test_a_word_broken_over_two_pages_is_whole():
    made = passage("The limes in Station Road.", (PageSpan(1, 0, 16), PageSpan(2, 0, 10)))
    assert stands("The limes in Station Road.", made, page_of("The limes in Sta", "tion Road. More."))


def test_a_quote_never_runs_over_words_that_its_passage_leaves_out():
    made = passage("The limes\nwere felled.", (PageSpan(1, 0, 9), PageSpan(1, 16, 28)))
    pages = page_of("The limes (six) were felled.")
    assert [quote.text for quote in quotes_of(made)] == ["The limes", "were felled."]
    assert all(stands(quote.text, made, pages) for quote in quotes_of(made))
    assert not stands("The limes were felled.", made, pages)


@pytest.mark.parametrize(("foot", "goes_on"), [("\nPage 12\n", True), ("\nP\nage 7", True), ("\nMore words.", False)])
def test_a_sentence_goes_on_overleaf_over_the_number_of_its_page(foot, goes_on):
    first, second = "The limes in Station", "Road were felled.\nMore."
    made = passage("The limes in Station\nRoad were felled.", (PageSpan(1, 0, len(first)), PageSpan(2, 0, 17)))
    assert [quote.text for quote in quotes_of(made)] == ["The limes in Station Road were felled."]
    assert stands("The limes in Station Road were felled.", made, page_of(first + foot, second)) is goes_on


def test_a_question_of_a_form_is_quoted_with_its_answer():
    text = "6 When did the work begin?\n10/21/2024\n7 Who leads it?\nIda Linfield\nIt all went well. Did it?"
    assert shown(text) == [
        "6 When did the work begin? 10/21/2024", "7 Who leads it? Ida Linfield It all went well.", "Did it?",
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["The limes were not felled.", "", "The limes were pruned."])
def test_a_tampered_page_is_seen(page):
    text = "The limes were felled."
    assert stands(text, passage(text), page_of(text))
    assert not stands(text, passage(text), page_of(page))


def test_words_outside_the_passage_do_not_prove_a_quote():
    made = passage("The limes were felled.", (PageSpan(1, 0, 22),))
    assert not stands("Nobody asked why.", made, page_of("The limes were felled. Nobody asked why."))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Six”  limes –\nfelled", '"six" limes - felled'),
        ("**co-\n  ordinate**", "co- ordinate"),
        ("person-\n\ncentred", "person-centred"),
        ("the soft\u00adened", "the softened"),
    ],
)
def test_what_is_the_same_word_for_word(one, other):
    assert folded(one) == folded(other)


def test_what_differs_by_a_word_or_a_figure_is_not_the_same():
    assert folded("£1.2m") != folded("£12m")
    assert folded("2018 - 19") != folded("2018 19")


def test_the_first_half_of_a_word_broken_over_lines_stands():
    text = "An approach that is person-\n\ncentred throughout."
    made = passage(text)
    assert all(stands(quote.text, made, page_of(text)) for quote in quotes_of(made))
    assert quotes_of(made)[0].text.endswith("person-")


def test_a_long_stretch_without_an_end_is_parted_where_a_row_of_it_seems_to_end():
    rows = [f"Felling and planting of limes along road number {n} in the old town -{n}21.0 0.0 621.0" for n in range(5)]
    assert shown("\n".join(rows)) == rows
    prose = "\n".join(["the limes along the old road lean over the railway and the wall beside it and"] * 5)
    assert len(shown(prose)) == 1
    assert len(shown("\n".join(rows[:2]))) == 1


def test_a_long_row_of_sentences_is_told_by_them_and_any_other_whole():
    cell = "The limes lean over the wall beside the old road. " * 3
    last = "They are to be felled in June 2024 at the cost of the railway and of nobody else."
    long = f"Limes in Station Road\t{cell}\t{last}\tHigh"
    assert shown(f"{long}\n") == [
        "Limes in Station Road",
        *["The limes lean over the wall beside the old road."] * 3,
        last,
    ]
    assert len(shown("Limes\tThe limes lean.\tHigh risk")) == 1
    assert len(shown("8 May 2024\t" + "Felling of limes Parking survey Library hours " * 9 + "\tNone")) == 1
