import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.exempt import (
    PUBLIC_PAGE,
    PUBLIC_STRETCH,
    find_exempt,
    public_stamps,
    withheld_half,
    withheld_stamps,
    without,
)
from indexer.outline import outline
from indexer.pagination import paginate
from indexer.passages import cut
from indexer.pdf import read_pdf
from indexer.records import Bookmark, Document, SourceFile, Withheld
from indexer.released import Release
from indexer.stamps import find_stamps
from tests.documents import CORPUS, document_of

CANARY = "zanzibar quokka"
VIRTUE = "By virtue of paragraph(s) 3 of Part 1 of Schedule 12A\nof the Local Government Act 1972."
SECRET = f"The preferred bidder is {CANARY} Limited, whose price for the first year was £1,412.\nThe second bidder scored less.\n"


def agenda(
    *entries: str,
    exempt: str = "(At the time of preparing the agenda there were no exempt items. During any such items\n"
    "which may arise the meeting is likely NOT to be open to the public)\n",
) -> str:
    listed = "\n".join(entries)
    return (
        "ADULT SOCIAL CARE CABINET COMMITTEE\n\nTuesday, 14th May, 2024, at 10.00 am\nCouncil Chamber, Sessions House\n\n"
        "AGENDA\n\n"
        f"UNRESTRICTED ITEMS\n{listed}\n\nEXEMPT ITEMS\n\n{exempt}\nBenjamin Watts\nGeneral Counsel\n"
    )


def report(subject: str, number: str, classification: str = "Unrestricted", more: str = "") -> str:
    return (
        "From: Dan Example, Cabinet Member for Adult Social Care\n\n"
        "To: Adult Social Care Cabinet Committee - 14 May 2024\n\n"
        f"Subject: {subject}\n\nDecision Number: {number}\n\nClassification: {classification}\n\n"
        f"Summary: This report asks the committee to consider {subject.lower()}.\n\n1. Introduction\n\n"
        f"1.1 The council has a duty to arrange {subject.lower()} for the people of the county.\n{more}\n\n"
        "Report Author: Rachel Example, 03000 123456, rachel.example@council.gov.uk\n"
    )


ENTRIES = (
    "1 Introduction",
    "2 24/00010 - Home Care Contracts (Pages 3 - 8)",
    "3 24/00011 - Day Services (Pages 9 - 12)",
)
FORM = "KENT COUNTY COUNCIL – PROPOSED RECORD OF DECISION\n\nDECISION NO: 24/00010\n\nto AWARD the contract.\n\nsigned\n\ndate\n"
MORE = "Its second page goes on about the price of lot two.\n"


def pack(*exempt_pages: str, classification: str = "Unrestricted", more: str = "", paged: bool = True) -> Document:
    first = report("Home Care Contracts", "24/00010", classification, more)
    pages = [agenda(*ENTRIES), first, *exempt_pages, FORM, report("Day Services", "24/00011")]
    return document_of(*(f"{page.rstrip()}\n\nPage {n}\n" for n, page in enumerate(pages, 1)), paged=paged)


def public_text(document: Document) -> str:
    """All that can be seen or searched of the public document."""
    public = without(document, find_exempt(document))
    passages = cut(public, public_stamps(public))
    shown = [public.text, public.reading.text, public.outline.title]
    shown += [page.text for page in public.pages] + [part.title for part in public.outline.parts]
    shown += [entry.title for entry in public.outline.agenda] + [mark.title for mark in public.reading.bookmarks]
    shown += [f"{part.item.title} {part.item.decision_number}" for part in public.outline.parts if part.item]
    shown += [p.context + p.text for p in passages]
    return "\n".join(shown)


OPEN_MINUTES = """MINUTES of a meeting of the Adult Social Care Cabinet Committee held in the Chamber on 5 March 2024.

PRESENT: Mr A Example (Chairman) and Mrs B Example

UNRESTRICTED ITEMS

1. Apologies
(Item 1)

Apologies were received.

"""
MARKS = (
    "NOT FOR PUBLICATION\n\nAppendix 1\n\n",
    "Appendix 1 - NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A\n\n",
    "Not for publication under paragraph 3 of Schedule 12A\n\n",
    "EXEMPT\n\n",
    "EXEMPT APPENDIX 1\n\nTender Evaluation\n\n",
    "Exempt Appendix A - Tender Evaluation\n\n",
    "**EXEMPT**\n\n",
    "Appendix A (RESTRICTED)\n\n",
    "Appendix 1 – Exempt\n\n",
    f"{VIRTUE}\n\n",
    "Document is Restricted\n\n",
    "Classification: Exempt\n\n",
    "Classification:\tRestricted - not for publication\n\n",
    "Classification:\n\nConfidential\n\n",
    "PRIVATE AND CONFIDENTIAL\n\nTender Evaluation\n\n",
    "COMMERCIAL IN CONFIDENCE\n\n",
    "This appendix is not for publication, because it names the bidders.\n\n",
    "This report contains exempt information as defined in Schedule 12A.\n\n",
    "PART 2 - EXEMPT FROM PUBLICATION\n\n",
)  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("paged", [True, False], ids=["pages", "text"])
def test_a_marked_appendix_is_withheld_to_its_end(mark: str, paged: bool) -> None:
    document = pack(mark + SECRET, MORE + "Lot two went to numbat osprey.\n", paged=paged)
    shown = public_text(document)
    assert "quokka" not in shown
    assert "numbat" not in shown
    assert "duty to arrange home care contracts" in shown
    assert "to AWARD the contract" in shown
    assert "duty to arrange day services" in shown


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_at_the_foot_of_a_page_withholds_the_whole_page(mark: str) -> None:
    assert "quokka" not in public_text(pack("Tender Evaluation\n\n" + SECRET * 4 + "\n" + mark.strip() + "\n"))


@pytest.mark.parametrize(
    "classification", ["Exempt", "Restricted", "Confidential", "Part 2 - private", "EXEMPT - paragraph 3"]
)
@pytest.mark.parametrize("paged", [True, False], ids=["pages", "text"])
def test_an_exempt_report_is_withheld_with_its_appendix_and_its_name(classification: str, paged: bool) -> None:
    secret = report(f"Purchase of {CANARY} House", "24/00012", classification)
    pages = [
        secret,
        "Appendix 1 - Valuation\n\nWorth more than numbat osprey thought.\n",
        report("Day Services", "24/00011"),
    ]
    document = document_of(*pages, paged=paged)
    shown = public_text(document)
    assert "quokka" not in shown
    assert "numbat" not in shown
    assert "24/00012" not in shown
    assert "duty to arrange day services" in shown


@pytest.mark.parametrize("paged", [True, False], ids=["pages", "text"])
def test_the_papers_of_exempt_agenda_entries_are_withheld_and_their_entry_stays(paged: bool) -> None:
    listed = agenda(*ENTRIES, exempt="4 24/00013 - Sale of Land (Pages 13 - 16)\n")
    secret = report("Sale of Land", "24/00013", more=f"1.2 The buyer is {CANARY}.")
    pages = [listed, report("Home Care Contracts", "24/00010"), report("Day Services", "24/00011"), secret]
    shown = public_text(document_of(*pages, "The valuation by numbat osprey follows.\n", paged=paged))
    assert "quokka" not in shown
    assert "numbat" not in shown
    assert "Sale of Land (Pages 13 - 16)" in shown
    assert "duty to arrange day services" in shown


def test_papers_of_an_exempt_entry_without_a_header_are_withheld_by_their_printed_pages() -> None:
    listed = agenda(*ENTRIES, exempt="4 24/00013 - Sale of Land (Pages 4 - 5)\n")
    pages = [
        listed,
        report("Home Care Contracts", "24/00010"),
        report("Day Services", "24/00011"),
        f"Slides by {CANARY}.",
        "More, by numbat.",
    ]
    document = document_of(*(f"{page.rstrip()}\n\nPage {n}\n" for n, page in enumerate(pages, 1)))
    shown = public_text(document)
    assert "quokka" not in shown
    assert "numbat" not in shown
    assert "duty to arrange day services" in shown


@pytest.mark.parametrize(
    "more",
    [
        "1.2 The outcome is set out in exempt Appendix 1.",
        "1.2 Appendix 1 is exempt from publication.",
        "1.2 Appendix 1 (restricted) holds the scores.",
        "1.2 See EXEMPT Appendix 1; and the equality impact assessment.",
    ],
)
@pytest.mark.parametrize("paged", [True, False], ids=["pages", "text"])
def test_an_appendix_that_its_report_restricts_is_withheld_though_it_bears_no_mark(more: str, paged: bool) -> None:
    shown = public_text(pack("Appendix 1 - Tender Evaluation\n\n" + SECRET, more=more, paged=paged))
    assert "quokka" not in shown
    assert "duty to arrange home care contracts" in shown
    assert "to AWARD the contract" in shown


def test_restricted_appendices_of_an_unrestricted_report_are_withheld() -> None:
    document = pack(
        "Appendix B - Tender Evaluation\n\n" + SECRET, classification="Unrestricted Report - Restricted Appendices"
    )
    shown = public_text(document)
    assert "quokka" not in shown
    assert "duty to arrange home care contracts" in shown


@pytest.mark.parametrize(
    "sentence",
    [
        "1.2 The scores are in exempt Appendix 9 (Exempt from publication by Schedule 12A to the Local Government Act 1972).",
        "1.2 The Cabinet Member will award contracts as detailed in EXEMPT Appendix\n9; and delegate authority to the director.",
        "1.2 RESOLVED that under Section 100A of the Act the press and public be excluded\nfrom the meeting "
        "on the grounds that it involves the likely disclosure of exempt information as defined in paragraph 3 of Part 1 of\n"
        "Schedule 12A of the Act.",
        "1.2 By virtue of paragraph 3 of Part 1 of Schedule 12A the press and public were excluded.",
        "1.2 There were no exempt items.",
        "PART B – EXEMPT BUSINESS: None",
        "1.2 Some buildings are exempt. Access is restricted to staff, and all data are confidential.",
        "Appendices:\nAppendix A - Record of decision\nExempt Appendix 9 - Evaluation",
        "Confidentiality\n\nAll staff sign a form.",
    ],
)
@pytest.mark.parametrize("paged", [True, False], ids=["pages", "text"])
def test_what_merely_mentions_exempt_papers_is_public(sentence: str, paged: bool) -> None:
    document = pack("Appendix 2 - Consultation\n\nMost people liked the plan.\n", more=sentence, paged=paged)
    assert find_exempt(document) == ()
    assert without(document, ()) is document


@pytest.mark.parametrize("paged", [True, False], ids=["pages", "text"])
def test_a_placeholder_withholds_nothing(paged: bool) -> None:
    document = pack(f"{VIRTUE}\n\nDocument is Restricted\n", "This page is intentionally left blank\n", paged=paged)
    assert find_exempt(document) == ()


def test_public_exempt_headings_withhold_nothing() -> None:
    minutes = OPEN_MINUTES + (
        "2. Motion to exclude the press and public\n(Item 2)\n\nRESOLVED that the public be excluded.\n\n"
        "EXEMPT ITEMS\n(Open access to minutes)\n\n3. Sale of Land\n(Item 3)\n\nRESOLVED that the land be sold.\n"
    )
    assert find_exempt(document_of(minutes)) == ()


def test_minutes_of_exempt_items_are_withheld_to_their_end() -> None:
    minutes = OPEN_MINUTES + (
        "2. Exclusion of the press and public\n(Item 2)\n\nRESOLVED that the public be excluded.\n"
    )
    exempt = (
        f"EXEMPT ITEMS (not open to the public)\n\n3. Sale of Land\n(Item 3)\n\nRESOLVED that {CANARY} buy the land.\n\n"
        "4. Pay\n(Item 4)\n\nThe numbat was paid.\n"
    )
    shown = public_text(document_of(minutes, exempt))
    assert "quokka" not in shown
    assert "numbat" not in shown
    assert "Apologies were received" in shown


def test_a_whole_paper_marked_on_its_front_is_withheld_up_to_what_is_unrestricted() -> None:
    front = "NOT FOR PUBLICATION\n\n" + agenda(*ENTRIES)
    secret = report("Home Care Contracts", "24/00010", "", more=f"1.2 The bidder is {CANARY}.")
    shown = public_text(document_of(front, secret, report("Day Services", "24/00011")))
    assert "quokka" not in shown
    assert "duty to arrange day services" in shown


def test_withheld_pages_keep_their_numbers_and_say_so() -> None:
    document = pack("EXEMPT APPENDIX 1\n\n" + SECRET, MORE)
    (withheld,) = find_exempt(document)
    assert withheld.page_numbers == (3, 4)
    assert withheld.trigger == "EXEMPT APPENDIX 1"
    public = without(document, (withheld,))
    assert [page.number for page in public.pages] == [page.number for page in document.pages]
    assert [page.text for page in public.pages[2:4]] == ["This page is withheld.\n"] * 2
    assert public.pages[4].text == document.pages[4].text
    assert all("withheld" not in passage.text for passage in cut(public, public_stamps(public)))


def test_a_page_of_a_pdf_on_which_exempt_and_public_text_meet_is_withheld_whole() -> None:
    document = pack("EXEMPT APPENDIX 1\n\n" + SECRET, f"The last of the scores, by numbat.\n\n{FORM}")
    public = without(document, find_exempt(document))
    assert public.pages[3].text == "This page is withheld.\n"
    assert "to AWARD the contract" in public.pages[4].text


def test_bookmarks_of_withheld_pages_are_gone() -> None:
    pages = [
        agenda(*ENTRIES),
        report("Home Care Contracts", "24/00010"),
        f"{VIRTUE}\n{SECRET}",
        report("Day Services", "24/00011"),
    ]
    marks = (
        Bookmark("2 Home Care Contracts", 2, 0),
        Bookmark(f"Evaluation of {CANARY}", 3, 1),
        Bookmark("3 Day Services", 4, 0),
    )
    document = document_of(*pages, bookmarks=marks)
    public = without(document, find_exempt(document))
    assert [mark.title for mark in public.reading.bookmarks] == ["2 Home Care Contracts", "3 Day Services"]
    assert "quokka" not in public_text(document)


def test_a_reviewed_release_shows_its_stretch_and_no_other() -> None:
    document = pack("EXEMPT APPENDIX 1\n\n" + SECRET)
    (withheld,) = find_exempt(document)
    digest = document.reading.file.digest
    right = Release(digest, "exempt appendix 1", "scored less. Page 3", "reviewed")
    assert find_exempt(document, released=[right]) == ()
    assert find_exempt(document, released=[Release(digest, "Exempt Appendix 2", "scored less. Page 3", "x")]) == (
        withheld,
    )
    assert find_exempt(document, released=[Release(digest, "Exempt Appendix 1", "the first bidder", "x")]) == (
        withheld,
    )
    assert find_exempt(document, released=[Release("0" * 64, "exempt appendix 1", "scored less. Page 3", "x")]) == (
        withheld,
    )


words = st.sampled_from(
    ["council", "report", "care", "home", "EXEMPT", "Appendix 1", "Unrestricted", "The bid.\n", "\n\n", "Page 7\n"]
)
page_text = st.lists(words, min_size=1, max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(page_text, min_size=1, max_size=5), st.integers(0, 4), st.sampled_from(MARKS), st.booleans())
def test_nothing_withheld_survives(pages: list[str], place: int, mark: str, paged: bool) -> None:
    marked = [*pages[:place], mark + SECRET, *pages[place:]]
    document = document_of(agenda(*ENTRIES), *marked, paged=paged)
    public = without(document, find_exempt(document))
    assert "".join(page.text for page in public.pages) == public.text
    assert "".join(public.text[part.start : part.end] for part in public.outline.parts) == public.text
    assert all(public.text.startswith(page.text, page.start) for page in public.pages)
    assert all(public.text[e.start : e.end] in document.text for e in public.outline.agenda)
    assert "quokka" not in public_text(document)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.name[:10])
def test_nothing_of_the_published_papers_is_withheld(path: Path) -> None:
    assert find_exempt(document_of(path.read_text(encoding="utf-8"), paged=False)) == ()


@pytest.mark.samples
@pytest.mark.slow
@pytest.mark.parametrize("name", ["2025-01-30-cabinet-pack.pdf", "2025-03-13-cabinet-pack.pdf"])
def test_nothing_of_the_published_packs_is_withheld(name: str) -> None:
    if not (folder := os.environ.get("COMMITTEE_PAPERS_SAMPLES")):
        pytest.skip("COMMITTEE_PAPERS_SAMPLES is not set")
    path = Path(folder) / name
    data = path.read_bytes()
    reading = read_pdf(SourceFile(path, name, hashlib.sha256(data).hexdigest(), len(data), "pdf"))
    structure = outline(reading)
    assert find_exempt(Document(reading, structure, paginate(reading, structure, find_stamps(reading)))) == ()


@pytest.mark.parametrize("paged", [True, False])
@pytest.mark.parametrize("exempt", [f"EXEMPT\n\n{VIRTUE}\n\n{SECRET}", f"NOT FOR PUBLICATION\n\n{SECRET}"])
def test_the_halves_of_a_paper_share_its_pages_and_no_word_is_in_both_or_neither(paged: bool, exempt: str) -> None:
    document = pack(exempt, paged=paged)
    withheld = find_exempt(document)
    half, public = withheld_half(document, withheld), without(document, withheld)
    assert "".join(page.text for page in half.pages) == half.text
    assert [(p.number, p.label, p.basis) for p in half.pages] == [(p.number, p.label, p.basis) for p in public.pages]
    held = half.text.replace(PUBLIC_PAGE, "").replace(PUBLIC_STRETCH, "")
    assert "".join(held.split()) == "".join("".join(document.text[w.start : w.end] for w in withheld).split())
    assert CANARY in held
    assert "Day Services" not in held
    shown = " ".join(passage.text for passage in cut(half, withheld_stamps(half)))
    assert CANARY in shown
    assert "page is public" not in shown
    assert half.outline.parts
    assert not [part for part in half.outline.parts if part.item and part.item.title == "Day Services"]
    assert all(part.end <= len(half.text) for part in half.outline.parts)
    assert not [entry for entry in half.outline.agenda if entry.title in public.text]


def test_what_stands_in_place_of_public_words_is_no_passage() -> None:
    document = pack(paged=False)
    start = document.text.index("1.1 The council")
    page = next(page for page in document.pages if page.start <= start < page.end)
    withheld = (Withheld(start, page.end, "reason", "words", (page.number,)),)
    half = withheld_half(document, withheld)
    assert PUBLIC_STRETCH in half.text
    passages = cut(half, withheld_stamps(half))
    assert passages
    assert not [passage for passage in passages if "is public" in passage.text]


def test_a_paper_that_is_withheld_as_a_whole_is_its_own_half() -> None:
    document = document_of(f"NOT FOR PUBLICATION\n\n{VIRTUE}\n\n{SECRET}")
    withheld = find_exempt(document)
    assert withheld_half(document, withheld).text == document.text
