import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.divisions import Cut, Division, divide, shows_slides, variety_of
from indexer.records import Stamp
from indexer.stamps import find_stamps
from tests.made_papers import between, paper_of, reading_of

CONTACTS = "8. Report author\n\nJo Sample\n01632 960123\njo.sample@council.example\n"
REPORT = (
    "From: The Director\nTo: Cabinet – 1 May 2020\nSubject: Trees\n\n1. Background\n1.1 Six limes are to be felled.\n\n"
    + CONTACTS
)
FORM = (
    "EASTVALE COUNCIL – PROPOSED RECORD OF DECISION\n\nDECISION TO BE TAKEN BY:\nThe Leader\n\nDecision: I agree to "
    "fell six limes.\n\n"
    "Any interest declared when the decision was taken and any dispensation granted by the\nProper Officer:\n\n"
    ".......\nsigned\n\n.......\ndate\n"
)


def parts(text: str, stamps: tuple[Stamp, ...] = (), known: tuple[Cut, ...] = ()) -> list[tuple[str, str]]:
    return [(d.kind, d.title) for d in divide(text, 0, len(text), stamps, known)]


def test_a_report_ends_with_its_contacts() -> None:
    text = REPORT + "\nOur woods\n\nA plan for every tree in the borough.\n"
    assert parts(text) == [("report", ""), ("appendix", "Our woods")]
    assert text[: divide(text, 0, len(text))[0].end].strip().endswith("jo.sample@council.example")


def test_contacts_in_the_header_end_nothing() -> None:
    header = "Title: Trees\nReport author: Jo Sample, jo.sample@council.example, 01632 960123\n\n"
    assert parts(header + "1. Executive summary\n1.1 Six limes are to be felled.\n\n2. Costs\n2.1 None.\n") == [
        ("report", "")
    ]


def test_a_mail_address_may_be_misspelt() -> None:
    text = paper_of("2018-11").text
    item = between(text, "14. Lead Officer", "New Operating Model\n Penny")
    assert "helen.gillivan@:kent.gov.uk" in item
    report, slides = divide(item, 0, len(item))
    assert item[report.start : report.end].strip().endswith("@:kent.gov.uk")
    assert slides.title == "Adult Social Care and Health (including Lifespan Pathway Service)"


def test_a_report_without_contacts_is_one_stretch() -> None:
    assert parts("1. Background\n1.1 Six limes.\n\nAppendix A sets out which.\n") == [("report", "")]


def test_a_proposed_record_ends_at_its_signature() -> None:
    assert parts(REPORT + FORM + "\nOur woods\nA plan.\n") == [
        ("report", ""),
        ("decision form", "EASTVALE COUNCIL – PROPOSED RECORD OF DECISION"),
        ("appendix", "Our woods"),
    ]


def test_the_signature_may_stand_on_the_next_page_under_a_footer() -> None:
    head, _, _ = FORM.partition("\n.......")
    text = (
        REPORT
        + head
        + "\nPage 15\n01/forms/FormC 2\n\n.......   .......\n signed   date\n\nPage 16\nOur woods\nA plan.\n"
    )
    stamps = tuple(Stamp("page", n, text.index(f"Page {n}"), text.index(f"Page {n}") + 7) for n in ("15", "16"))
    form, woods = divide(text, 0, len(text), stamps)[1:]
    assert text[form.start : form.end].strip().endswith("Page 16")
    assert (woods.kind, woods.title) == ("appendix", "Our woods")


def test_a_form_may_have_no_signature() -> None:
    text = REPORT + FORM.partition("\n.......")[0] + "\nPage 15\nOur woods\nA plan.\n"
    stamp = Stamp("page", "15", text.index("Page 15"), text.index("Page 15") + 7)
    assert [kind for kind, _ in parts(text, (stamp,))] == ["report", "decision form", "appendix"]


def test_two_cuts_at_one_form_open_it_once() -> None:
    text = REPORT + "\n" + FORM
    known = (Cut(len(REPORT), "decision form", "PROD"),)
    assert parts(text, (), known) == [
        ("report", ""),
        ("decision form", "EASTVALE COUNCIL – PROPOSED RECORD OF DECISION"),
    ]


def test_a_list_of_appendices_opens_none() -> None:
    text = REPORT.replace(
        CONTACTS, "7. Appendices\n\nAppendix A – The limes\nAppendix B – The hornbeams\n\n" + CONTACTS
    )
    assert parts(text) == [("report", "")]
    listed = (
        REPORT
        + "\nOur woods\n\nAppendix A – The limes\nAppendix B – The hornbeams\nAppendix C – The oaks\n\nWords about the woods.\n"
    )
    assert parts(listed) == [("report", ""), ("appendix", "Our woods")]


def test_appendices_are_told_apart_by_their_headings() -> None:
    text = (
        REPORT
        + "Appendix A\n\nThe limes\n\nSix limes stand in Mill Lane by the bridge.\n\nAppendix B: Risk register\n\nA "
        "limb may fall.\n"
    )
    assert [(d.kind, d.title, d.variety) for d in divide(text, 0, len(text))] == [
        ("report", "", None),
        ("appendix", "Appendix A The limes", None),
        ("appendix", "Appendix B: Risk register", "risk register"),
    ]


def test_a_running_header_opens_nothing_again() -> None:
    page = "Appendix A\n\n" + "The limes of Mill Lane were planted in 1902 by the school. " * 3 + "\n\n"
    assert parts(REPORT + page * 3) == [("report", ""), ("appendix", "Appendix A")]


def test_a_header_that_names_its_report_names_the_appendix_it_stands_in() -> None:
    text = paper_of("2018-03").text
    appendices = [
        p for p in paper_of("2018-03").outline.parts if p.kind == "appendix" and p.item and p.item.number == "6"
    ]
    assert [p.title[:34] for p in appendices] == ["Appendix 1 to the Contract Monitor"]
    assert text[appendices[0].start :].startswith("Key Findings:")


def test_an_assessment_opens_where_its_form_does_and_not_where_it_is_told_of() -> None:
    told = "Equality Impact Assessment (EQIA)\n\nThe EQIA found several areas that needed to be looked at again with the users.\n"
    assert parts(REPORT + "Our woods\n\n" + told)[1:] == [("appendix", "Our woods")]
    item = [p for p in paper_of("2023").outline.parts if p.item and p.item.number == "8" and p.variety]
    assert [(p.title, p.variety) for p in item] == [
        ("Appendix 4 Equality Impact Assessment", "equality impact assessment")
    ]


def test_a_risk_register_without_a_number_opens_an_appendix_once() -> None:
    registers = [p for p in paper_of("2021").outline.parts if p.variety == "risk register"]
    assert [(p.title, p.item and p.item.number) for p in registers] == [("Full Risk Register", "11")]
    prose = REPORT + "Our woods\n\nEnsure that the Risk Register is updated and escalate concerns to Senior Managers\n"
    assert [kind for kind, _ in parts(prose)] == ["report", "appendix"]


def test_an_appendix_without_a_number_opens_after_a_blank_leaf() -> None:
    blank = "\nThis page is intentionally left blank\n\n"
    prose = "A plan for every tree in the borough, and what felling one costs.\n" * 3
    text = f"{REPORT}{blank}Our woods\n\n{prose}{blank}What residents said\n\nPlant more.\n"
    stamps = find_stamps(reading_of(text))
    assert parts(text, stamps) == [("report", ""), ("appendix", "Our woods"), ("appendix", "What residents said")]
    of_eight = [p for p in paper_of("2023").outline.parts if p.item and p.item.number == "8" and p.kind == "appendix"]
    assert len(of_eight) == 3


def test_bookmarks_open_parts() -> None:
    text = (
        REPORT
        + "\nx y z\n\nSome words that no heading stands over, on the trees of the borough and what they cost us.\n"
    )
    assert parts(text, (), (Cut(len(REPORT), "appendix", "Our woods"),)) == [("report", ""), ("appendix", "Our woods")]


@pytest.mark.parametrize(
    ("title", "variety"),
    [
        ("Appendix 4 Equality Impact Assessment", "equality impact assessment"),
        ("Appendix B EqIA", "equality impact assessment"),
        ("DPIA screening", "data protection impact assessment"),
        ("Full Risk Register", "risk register"),
        ("WORK PROGRAMME 2021/22", "work programme"),
        ("Adult Social Care Dashboard", "dashboard"),
        ("Presentation", "slides"),
        ("Our woods", None),
    ],
)
def test_a_title_tells_what_kind_of_appendix_it_is(title: str, variety: str | None) -> None:
    assert variety_of(title) == variety


def test_slides_ask_for_questions_at_their_end() -> None:
    assert shows_slides("Next steps\n\nAny Questions ?\n")
    assert not shows_slides("If you have any questions please call us.\nQuestions\n")


@given(
    st.lists(
        st.sampled_from(
            [
                "Appendix A",
                "Appendix B: x",
                FORM,
                CONTACTS,
                REPORT,
                "prose of a report.",
                "",
                "signed",
                "date",
                "Full Risk Register",
                "EQIA Submission",
                "Page 7",
                "This page is intentionally left blank",
            ]
        )
    ).map("\n".join)
    | st.text(max_size=120)
)
def test_any_text_is_tiled_by_its_divisions(text: str) -> None:
    found: tuple[Division, ...] = divide(text, 0, len(text), find_stamps(reading_of(text.replace("\f", " "))))
    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert all(a.end == b.start for a, b in itertools.pairwise(found))
