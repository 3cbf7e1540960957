"""A page's raw text made readable, with no word lost and every mark on its words."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.pagetext import blocks, render_text

CORPUS = sorted((Path(__file__).resolve().parents[3] / "corpus").glob("*.txt"))
LINES = st.lists(
    st.sampled_from(
        [
            "",
            "# Title",
            "- one",
            "a\tb",
            "£1\t",
            "(a) limb",
            "1.2 Text goes on",
            "and on",
            "**Bold**",
            "---",
            "RESOLVED",
            "<p>x",
        ]
    ),
    max_size=25,
).map("\n".join)


class Balance(HTMLParser):
    """Counts open elements, and fails at the first that is closed out of turn."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def kinds(text):
    return [block.kind for block in blocks(text)]


def words_of(html):
    return re.findall(r"\w+", unescape(re.sub(r"<[^>]*>", " ", str(html))))


def test_headings_are_hashes_bold_lines_capitals_and_numbered_titles():
    text = "# Overview\n\n**Draft plan**\n\nADULT SOCIAL CARE\n\n4. Financial Activity\n\n2 Policy Framework\n\nJust words."
    assert kinds(text) == ["heading"] * 5 + ["paragraph"]


def test_a_minute_number_and_title_before_its_item_are_a_heading():
    assert kinds("109. Care and Support in the Home Services\n(Item. 13)\n")[0] == "heading"


def test_a_resolution_is_no_heading():
    assert kinds("3. RESOLVED that the report be noted.") == ["paragraph"]


def test_lines_cut_at_the_margin_are_joined_and_short_lines_keep_their_break():
    cut = "1. Jack Moss introduced the report which set out the progress of the Care and \nSupport in the Home Services tender."
    assert "<br>" not in render_text(cut)
    assert render_text("Emma Hanson\nHead of Commissioning\n03000 415342").count("<br>") == 2


def test_a_sentence_that_a_page_break_cut_is_one_paragraph():
    assert kinds("It was noted the important\n\nrole the NHS had.") == ["paragraph"]
    assert kinds("It was noted.\n\nrole the NHS had.") == ["paragraph", "paragraph"]


def test_lettered_limbs_stand_alone():
    assert kinds("RESOLVED that:\n(a) the first be noted; and\n(b) the second be agreed.") == [
        "paragraph",
        "limb",
        "limb",
    ]


def test_bullets_are_a_list_across_blank_lines_and_keep_numbers():
    html = render_text("- Crisis response\n\n- 1.2 The Care Act\nrequires it\n")
    assert html == '<ul>\n<li>Crisis response</li>\n<li class="numbered">1.2 The Care Act\nrequires it</li>\n</ul>'


def test_tabs_make_a_table_with_its_header():
    html = render_text("Provider\tGrant\tHealth\nCrossroads\t£1,767,800*\t£194,300\nInvolve\t\t£1")
    assert '<thead><tr><th scope="col">Provider</th>' in html
    assert "<td>£1,767,800*</td>" in html
    assert html.count("<tr>") == 3


def test_labels_and_values_are_a_table_without_a_header():
    html = render_text("From:\tDan Watkins, Cabinet Member\t\nTo:\tCabinet Committee\t")
    assert "<th" not in html
    assert html.count("<td>") == 4


def test_a_row_with_one_filled_cell_spans_the_table():
    assert '<tr class="group"><td colspan="2">Blue Badges</td></tr>' in render_text(
        "Blue Badges\t\nper application\t10.00"
    )


def test_the_first_mark_alone_has_the_anchor():
    html = render_text("One paragraph here.\n\nAnother one here.", [(4, 33)], anchor="passage")
    assert html.count('<mark id="passage">') == 1
    assert html.index('<mark id="passage">') < html.index("<mark>")


def test_headings_can_be_plain_paragraphs():
    assert render_text("# Title", heading="p") == '<p class="heading">Title</p>'


def test_a_paper_cannot_smuggle_in_a_mark_or_a_script():
    html = render_text("<mark>no</mark> <script>x</script>\t{{ 1 }}", [(6, 8)], anchor="passage")
    assert '&lt;mark&gt;<mark id="passage">no</mark>&lt;/mark&gt;' in html
    assert "<script" not in html


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name[:10])
def test_no_word_of_a_paper_is_lost_or_added(path):
    text = path.read_text(encoding="utf-8")
    plain = re.sub(r"</?(?:p|ul|li|b|i|u|sup|br)\b[^<>]*>", " ", text)
    plain = re.sub(r"(?<=\w)\*+|\*+(?=\w)", "", plain)
    expected = "".join(re.findall(r"[^\W_]+", plain))
    assert "".join(re.findall(r"[^\W_]+", " ".join(words_of(render_text(text))))) == expected


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name[:10])
def test_a_real_paper_is_well_formed_wherever_the_mark_is(path):
    text = path.read_text(encoding="utf-8")
    for start in range(0, len(text), len(text) // 7):
        parser = Balance()
        parser.feed(str(render_text(text[start : start + 9000], [(100, 900), (3000, 3001)], anchor="passage")))
        assert parser.open == []


@given(LINES, st.integers(0, 80), st.integers(0, 80))
def test_marks_lie_on_the_words_of_their_range(text, start, end):
    html = str(render_text(text, [(start, end)]))
    marked = "".join(re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL))
    remaining = iter(text[start:end])
    assert all(c in remaining for c in unescape(marked))
    assert "".join(words_of(html)) == "".join(words_of(render_text(text)))
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
