from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.outline import outline
from indexer.passages import cut
from indexer.records import Decision, Document, Passage, Stamp
from indexer.stamps import find_stamps
from tests.made_papers import LETTERED, TABLED, document_of, in_pages, paper_of, reading_of

LINES = (
    "",
    "",
    " ",
    "1. Background",
    "1.1 The council has a duty to arrange care for those who need it",
    "(a) AGREE the award;",
    "- a point of a list",
    "## Heading",
    "**In bold**",
    "Cell\tCell\tCell",
    "7",
    "Page 7",
    "This page is intentionally left blank",
    "RESOLVED that the report be noted.",
    "From: The Director",
    "To: Planning Committee – 9 March 2018",
    "Subject: Trees",
    "12. Apologies",
    "(Item 2)",
    "and so the sentence goes on over the page",
    "Mr. A. Smith spoke. He asked why. Nobody knew.",
    "KENT COUNTY COUNCIL – PROPOSED RECORD OF DECISION",
    "Appendix 1: Figures",
    "MINUTES of a meeting of the Cabinet held on 1 May 2020",
    "word " * 230,
    "Agenda Item 6",
    "\ufeff\u2028 odd \x0b white",
    "<ul><li>one</li></ul>",
)
PAPERS = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)
ANYTHING = st.text(max_size=300)


def whole(text: str, length: int) -> tuple[Document, tuple[Stamp, ...], tuple[Passage, ...]]:
    reading = reading_of(text.replace("\f", ""))
    stamps = find_stamps(reading)
    document = Document(reading, outline(reading), in_pages(reading, length))
    return document, stamps, cut(document, stamps)


def pieces_of(document: Document, passage: Passage) -> list[tuple[int, int]]:
    """The stretches of the document that a passage's spans name, those that touch over a page's end as one."""
    starts = {page.number: page.start for page in document.pages}
    pieces: list[tuple[int, int]] = []
    for span in passage.spans:
        start, end = starts[span.page_number] + span.start, starts[span.page_number] + span.end
        if pieces and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces


def check(document: Document, stamps: Sequence[Stamp], passages: Sequence[Passage]) -> None:
    parts = document.outline.parts
    assert [p.start for p in parts] == [0, *(p.end for p in parts[:-1])][: len(parts)]
    assert not parts or parts[-1].end == len(document.text)
    pages = {page.number: page for page in document.pages}
    free = {at for at, character in enumerate(document.text) if not character.isspace()}
    free -= {at for stamp in stamps for at in range(stamp.start, stamp.end)}
    for passage in passages:
        for span in passage.spans:
            quoted = pages[span.page_number].text[span.start : span.end]
            assert quoted
            assert quoted in passage.text
        pieces = pieces_of(document, passage)
        assert passage.text == "\n".join(document.text[start:end] for start, end in pieces)
        assert any(part.start <= pieces[0][0] and pieces[-1][1] <= part.end for part in parts)
        for start, end in pieces:
            free -= set(range(start, end))
    assert not free, document.text[min(free) :][:80]


@given(PAPERS, st.integers(1, 200))
@settings(max_examples=120, deadline=None)
def test_passages_of_made_papers_quote_their_pages_and_lose_nothing(text: str, length: int) -> None:
    check(*whole(text, length))


@given(ANYTHING, st.integers(1, 60))
@settings(max_examples=150, deadline=None)
def test_passages_of_any_text_quote_their_pages_and_lose_nothing(text: str, length: int) -> None:
    check(*whole(text, length))


@pytest.mark.parametrize("year", ["2016", "2018-03", "2018-11", "2021", "2023"])
def test_passages_of_the_five_papers_quote_their_pages_and_lose_nothing(year: str) -> None:
    document = paper_of(year)
    stamps = find_stamps(document.reading)
    check(document, stamps, cut(document, stamps))


def passages_of(text: str) -> tuple[Passage, ...]:
    document = document_of(reading_of(text))
    return cut(document, find_stamps(document.reading))


@pytest.mark.parametrize("year", ["2018-03", "2018-11", "2021", "2023"])
def test_a_passage_is_neither_a_crumb_nor_a_page(year: str) -> None:
    document = paper_of(year)
    passages = cut(document, find_stamps(document.reading))
    assert all(len(passage.text.split()) <= 450 for passage in passages)
    short = [p for p in passages if len(p.text.split()) < 40 and p.part != "minutes"]
    assert len(short) < 0.2 * len(passages)


def test_each_stretch_of_a_table_has_its_first_row() -> None:
    rows = "\n".join(f"Indicator {n}\t{n}%\tGREEN\tPerformance is at or above its target" for n in range(40))
    stretches = passages_of(f"Title: Figures\nCommittee: Cabinet\nDate: 1 May 2020\n\nName\tValue\tRAG\tNote\n{rows}\n")
    tables = [p.text for p in stretches if "Indicator" in p.text]
    assert len(tables) > 2
    assert all("Name\tValue\tRAG\tNote" in text for text in tables)
    assert sum(text.count("Indicator") for text in tables) == 40


def test_a_short_minute_stands_whole() -> None:
    document = paper_of("2018-03")
    found = [p for p in cut(document, find_stamps(document.reading)) if p.item and p.item.minute == "61"]
    assert found[0].text.startswith("61. Kent Advocacy Contract\n(Item 7)")
    assert "RESOLVED" in found[-1].text
    assert len(found) <= 4


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    sentences = [
        f"The lorries went out on night {n} and came home at dawn with nothing left to spread." for n in range(40)
    ]
    found = passages_of(" ".join(sentences) + "\n")
    assert len(found) > 2
    assert all(p.text.startswith("The lorries") and p.text.endswith("spread.") for p in found)
    assert "".join(p.text.replace("\n", " ") for p in found).count("night") == 40


def test_a_passage_knows_its_paragraph_and_headings() -> None:
    document = paper_of("2018-03")
    found = [p for p in cut(document) if p.item and p.item.number == "7" and p.part == "report"]
    (voluntary,) = [p for p in found if p.paragraph == "2.2"]
    assert voluntary.heading_path == ("2. KCC's Voluntary and Community Sector Policy",)
    assert not any(h.startswith(("From:", "Electoral", "* ")) for p in found for h in p.heading_path)
    assert voluntary.context.startswith(
        "Adult Social Care Cabinet Committee, 9 March 2018. Interim Contracts for the Provision of Carers Services "
        "(17/00131). Report"
    )


def test_minutes_and_plans_say_so_in_their_context() -> None:
    minute = next(p for p in cut(paper_of("2023")) if p.item and p.item.minute == "142")
    assert (
        minute.context == "Adult Social Care Cabinet Committee, 6 July 2023. Carers' Short Breaks Service. Minute 142"
    )
    plan = next(p for p in cut(paper_of("2016")) if p.heading_path)
    assert plan.context.startswith(
        "Social Care, Health and Wellbeing, Directorate Business Plan, April 2016 to March 2017. Plan"
    )
    assert minute.embedded == f"{minute.context}\n{minute.text}"


def test_a_passage_has_the_outcome_that_is_proved_in_it() -> None:
    document = paper_of("2018-03")
    start = document.text.index("RESOLVED that the Work Programme")
    end = document.text.index("\n", start)
    proved = Decision(
        document.id,
        None,
        None,
        "noted",
        True,
        None,
        document.text[start:end],
        start,
        end,
        "be noted",
        end - 9,
        end - 1,
        None,
    )
    found = [p for p in cut(document, (), (proved,)) if p.outcome]
    assert [(p.outcome, p.item and p.item.minute) for p in found] == [("noted", "65")]


def test_identifiers_tell_passages_apart_and_stay() -> None:
    first, second = cut(paper_of("2023")), cut(paper_of("2023"))
    assert [p.id for p in first] == [p.id for p in second]
    assert len({p.id for p in first}) == len(first)
    moved = cut(replace(paper_of("2023"), pages=in_pages(paper_of("2023").reading, 1000)))
    assert [p.text for p in moved] == [p.text for p in first]
    assert all((p.id == q.id) == (p.spans == q.spans) for p, q in zip(first, moved, strict=True))


@pytest.mark.parametrize("text", [LETTERED, TABLED])
def test_passages_of_other_councils_quote_their_pages_and_lose_nothing(text: str) -> None:
    check(*whole(text, 300))
