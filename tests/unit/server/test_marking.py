"""Words of papers as HTML: everything escaped, marks on their words, mark-up signs gone and no word with them."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from server.marking import inline

PIECES = st.sampled_from(
    ["a", "Cllr ", "<b>", "</b>", "**", "*", "&", "<script>", "\n", "\t", "[x](#)", "\\(", '"', "{{ 7 }}", " "]
)


def whole(text, marks=(), breaks=()):
    return str(inline(text, 0, len(text), marks, breaks))


def test_everything_of_a_paper_is_escaped():
    assert (
        whole('<script>alert("1")</script> & {{ 7*7 }}')
        == "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; {{ 7*7 }}"
    )


def test_an_event_handler_in_a_tag_that_is_left_out_goes_with_it():
    assert whole('<p onclick="x()">fee</p>') == "fee"


def test_a_mark_stands_on_its_words():
    assert whole("the interim contracts", [(4, 11)]) == "the <mark>interim</mark> contracts"


def test_a_mark_across_emphasis_is_well_nested():
    assert whole("is asked to **CONSIDER** it", [(3, 21)]) == (
        "is <mark>asked to </mark><strong><mark>CONSIDE</mark></strong><strong>R</strong> it"
    )


def test_overlapping_marks_and_marks_beyond_the_stretch_are_one_mark_each():
    assert re.sub("</mark><mark>", "", whole("carers", [(0, 4), (2, 99)])) == "<mark>carers</mark>"


def test_emphasis_of_both_kinds_is_read():
    assert whole("<b>Contents</b> and *Item 5*") == "<strong>Contents</strong> and <em>Item 5</em>"


def test_a_footnote_star_stays():
    assert whole("£1,767,800* of **which") == "£1,767,800* of **which"


def test_paragraph_tags_in_a_cell_part_the_lines():
    assert whole("<p>Context</p> <p>Kent</p>") == "Context <br>Kent"


def test_anchors_of_a_converter_are_left_out_and_their_words_kept():
    assert whole(r"[Policy \(Sept 2015\)](#) helps") == "Policy (Sept 2015) helps"


def test_a_stretch_is_rendered_by_offsets_of_the_whole():
    assert str(inline("abc def ghi", 4, 7, [(5, 9)])) == "d<mark>ef</mark>"


@given(
    st.lists(PIECES, max_size=30).map("".join), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4)
)
def test_no_foreign_element_ever_comes_through(text, marks):
    html = whole(text, marks)
    assert set(re.findall(r"<[^>]*>", html)) <= {f"<{s}{n}>" for s in ("", "/") for n in ("mark", "strong", "em")} | {
        "<br>"
    }
    open_elements = []
    for closing, name in re.findall(r"<(/?)(mark|strong|em)>", html):
        if closing:
            assert open_elements.pop() == name
        else:
            open_elements.append(name)
    assert not open_elements


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 60), st.integers(0, 60))
def test_marked_are_exactly_the_visible_words_of_the_range(text, start, end):
    marked = "".join(re.findall(r"<mark>(.*?)</mark>", whole(text, [(start, end)]), re.DOTALL))
    visible_before = whole(text)
    without = re.sub("<[^>]*>", "", whole(text, [(start, end)]))
    assert without == re.sub("<[^>]*>", "", visible_before)
    remaining = iter(text[start:end])
    assert all(c in remaining for c in unescape(marked))
