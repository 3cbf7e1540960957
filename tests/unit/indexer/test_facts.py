from collections import Counter

import pytest

from indexer.exempt import find_exempt, public_stamps, without
from indexer.facts import find_facts
from indexer.passages import cut
from indexer.records import Document, Passage
from indexer.stamps import find_stamps
from tests.documents import corpus_document, document_of

PAPERS = ("2016", "2018-03", "2018-11", "2021", "2023")


def facts_of(document: Document) -> tuple[Passage, ...]:
    return find_facts(document, find_stamps(document.reading))


@pytest.mark.parametrize("paper", PAPERS)
def test_every_span_quotes_its_page_and_stays_in_one_part(paper: str) -> None:
    document = corpus_document(paper)
    pages = {page.number: page for page in document.pages}
    for fact in facts_of(document):
        quoted = " ".join(pages[span.page_number].text[span.start : span.end] for span in fact.spans)
        assert "".join(quoted.split()) == "".join(fact.text.split())
        starts = [pages[span.page_number].start + span.start for span in fact.spans]
        parts = {next(p.start for p in document.outline.parts if p.start <= at < p.end) for at in starts}
        assert len(parts) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_facts_are_no_flood(paper: str) -> None:
    document = corpus_document(paper)
    facts = facts_of(document)
    passages = cut(document, find_stamps(document.reading))
    assert len(facts) <= 0.45 * len(passages)
    assert all(count == 1 for count in Counter(fact.id for fact in facts).values())
    assert not {fact.id for fact in facts} & {passage.id for passage in passages}
    assert max(len(fact.text.split()) for fact in facts) <= 250
    assert all(fact.context and fact.variety for fact in facts)


def test_the_same_paper_gives_the_same_facts() -> None:
    document = corpus_document("2018-03")
    assert facts_of(document) == facts_of(document)


def test_a_paper_without_words_has_no_facts() -> None:
    assert facts_of(document_of("Nothing but a line of prose stands here.")) == ()


def test_facts_of_withheld_pages_are_gone() -> None:
    contact = "Report Author: Quokka Numbat, 03000 999999, quokka@council.gov.uk\n"
    secret = f"EXEMPT APPENDIX 1\n\n{contact}\nLot one\t£1\t£2\nLot two quokka\t£3\t£4\nLot three\t£5\t£6\n"
    header = "From: A Member\n\nTo: Care Cabinet Committee - 14 May 2024\n\nSubject: Home Care\n\nClassification: Unrestricted\n"
    document = document_of(f"{header}Summary: care.\n\nReport Author: Ann Example, 03000 123456\n", secret)
    public = without(document, find_exempt(document))
    facts = find_facts(public, public_stamps(public))
    assert [fact.variety for fact in facts] == ["contact"]
    assert not any("uokka" in fact.text + fact.context for fact in facts)
