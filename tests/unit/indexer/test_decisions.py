from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.decisions import find_decisions
from indexer.records import Document, Item, Meeting, Outline, Part, PartKind
from tests.written_papers import minute, minutes, outcomes, reading, report

MEETING = Meeting("Adult Services Cabinet Committee", None)


def test_a_status_field_and_capitals_in_a_report_are_no_evidence() -> None:
    text = (
        "Status: Recommendations Approved\n\nDECLARATIONS OF INTEREST\n\nRESOLVED AND APPROVED SCHEMES\n\n"
        "The scheme was RESOLVED that it be built.\n\nRecommendation: The Committee is asked to NOTE the report.\n"
    )
    assert outcomes(report(text)) == [(None, "proposed")]
    assert minute("Status: Recommendations Approved\n\nDeclarations of Interest\n\nThere were none.\n") == ()


def test_summary_recommendation_and_form_are_one_proposal() -> None:
    limbs = "a) AWARD the contract to run from 1 May 2025; and\nb) DELEGATE authority to the Director to sign it.\n"
    asked = "The Adult Services Cabinet Committee is asked to **CONSIDER** and **ENDORSE** or RECOMMEND to the Cabinet Member to:"
    text = (
        f"Recommendation: {asked}\n{limbs}\n1. Introduction\n\n1.1 Words.\n\n6. Recommendations\n\n"
        f"6.1 Recommendations: {asked}\n{limbs}\n7. Background\n"
    )
    (found,) = report(text)
    assert found.outcome == "proposed"
    assert found.text.startswith("Recommendation: The Adult")
    assert found.text.endswith("to sign it.")
    assert found.proof.endswith("to:")
    assert found.advisory
    ((start, end),) = found.also
    assert text[start:end].startswith("Recommendations: The Adult")


FORM = """ASHMERE COUNTY COUNCIL – {title}

DECISION NO: 25/00012

Key decision: YES
Decision: As Cabinet Member for Culture, I {verb}:
a) AWARD the contract; and
b) DELEGATE authority to the Director.
Reason(s) for decision: The contract ends.

{signature}
"""


@pytest.mark.parametrize(
    ("title", "verb", "signature", "expected", "unsigned"),
    [
        ("PROPOSED RECORD OF DECISION", "propose to", "..........\nsigned\n\n..........\nDate", "proposed", True),
        ("RECORD OF DECISION", "agree to", ".......... signed    .......... date", "proposed", True),
        ("RECORD OF DECISION", "agree to", "Signed: C Dane\nDate: 7 March 2025", "resolved", False),
        ("PROPOSED RECORD OF DECISION", "propose to", "Signed: C Dane", "proposed", False),
    ],
)
def test_a_record_of_decision_counts_when_it_is_signed(
    title: str, verb: str, signature: str, expected: str, unsigned: bool
) -> None:
    (found,) = report(FORM.format(title=title, verb=verb, signature=signature), kind="decision form")
    assert found.outcome == expected
    assert any(flag.startswith("unsigned") for flag in found.flags) is unsigned
    assert "DELEGATE" in found.text
    assert "Reason" not in found.text


def test_what_a_report_recommends_in_passing_is_asked_only_where_nothing_else_is() -> None:
    passing = "2.1 Words.\n\nIt is recommended that the fee be raised.\n\n"
    assert [d.text for d in report(passing)] == ["It is recommended that the fee be raised."]
    assert [d.text for d in report(passing + "The Committee is asked to note it.\n")] == [
        "The Committee is asked to note it."
    ]


def test_a_recommendation_that_differs_in_its_places_says_so() -> None:
    text = (
        "Recommendation: The Cabinet is asked to:\na) APPROVE the fees in sections 2.5 and 2.10; and\nb) NOTE the rest.\n\n"
        "1. Words\n\n"
        "Recommendation: The Cabinet is asked to:\na) APPROVE the fees in sections 2.5; and\nb) NOTE the rest.\n"
    )
    (found,) = report(text, body="Cabinet")
    assert found.flags == ("its places in the papers differ: not all of them have 2.10",)


def test_a_work_programme_announces_entries_and_decides_nothing() -> None:
    text = (
        "WORK PROGRAMME 2025/26\n\n18 JANUARY 2026\nKey Decision item:\n• 25/00102 Residential Care Contracts\n"
        "• Library Opening Hours: Proposed decision – APPROVE the new hours\n• Verbal Updates by the Cabinet Member\n"
    )
    read = reading(text)
    part = Part("appendix", MEETING, None, "WORK PROGRAMME 2025/26", 0, len(text), "work programme")
    found = find_decisions(Document(read, Outline("pack", "Pack", MEETING, (), (part,)), ()))
    assert [d.outcome for d in found] == ["forthcoming", "forthcoming"]
    assert found[0].number == "25/00102"
    assert found[0].item is not None
    assert found[0].item.title == "Residential Care Contracts"
    assert [str(d.meeting.date) for d in found if d.meeting] == ["2026-01-18", "2026-01-18"]


def test_a_report_s_account_of_a_decision_elsewhere_is_reported() -> None:
    text = (
        "1.1 On 23 November 2024, the Culture Cabinet Committee endorsed the proposal to open on Saturdays. "
        "It will be approved by Cabinet in May 2025.\n\n"
        "1.2 An executive decision (24/00014) was taken in November 2024 to commission the service.\n\n"
        "1.3 The budget will be agreed by County Council on 13 February 2025.\n"
    )
    found = report(text)
    assert [d.outcome for d in found] == ["reported", "reported"]
    assert found[0].proof.startswith("On 23 November 2024")
    assert found[0].proof.endswith("on Saturdays.")
    assert found[1].number == "24/00014"


def test_a_number_used_for_another_matter_is_flagged() -> None:
    meeting = Meeting("Cabinet", None)
    text = "Cabinet is asked to approve the lease.\n\nCabinet is asked to approve the timetable.\n"
    half = text.index("\n\n") + 2
    items = [
        Item(meeting, "5", None, "Harbour Lease", "25/00012"),
        Item(meeting, "6", None, "Bus Timetable", "25/00012"),
    ]
    parts = (Part("report", meeting, items[0], "", 0, half), Part("report", meeting, items[1], "", half, len(text)))
    found = find_decisions(Document(reading(text), Outline("pack", "Pack", meeting, (), parts), ()))
    assert [d.flags for d in found] == [
        ("number reused: 25/00012 is also “Bus Timetable”",),
        ("number reused: 25/00012 is also “Harbour Lease”",),
    ]


@pytest.mark.parametrize(
    ("body", "words", "advisory"),
    [
        ("Culture Cabinet Committee", "RESOLVED the recommendations were agreed as outlined in the report.", True),
        ("Culture Cabinet Committee", "RESOLVED that the report be noted.", True),
        ("Planning Committee", "RESOLVED that permission be granted.", False),
        ("Planning Committee", "RESOLVED that the report be noted.", True),
        ("Cabinet", "RESOLVED that the report be noted.", False),
        ("Cabinet", "RESOLVED that County Council be recommended to approve the budget.", True),
    ],
)
def test_whether_a_body_decides_or_advises(body: str, words: str, advisory: bool) -> None:
    (found,) = minute(words + "\n", body)
    assert found.advisory is advisory


def test_minutes_of_a_whole_paper_are_read_minute_by_minute() -> None:
    found = minutes(
        "41. Budget\n(Item 2)\n\n1. RESOLVED that the budget be approved.\n\n"
        "42. Roads\n(Item 3)\n\nRESOLVED that the report be noted.\n"
    )
    assert [(d.item.minute, d.outcome) for d in found if d.item] == [("41", "resolved"), ("42", "noted")]


FRAGMENTS = st.sampled_from(
    [
        "RESOLVED that ", "be noted", "Carried.", "\n", "\n\n", "1. ", "(a) ", "b) ", "and ", "be endorsed.", 
        "the amendment was lost ",
        "Recommendation: ", "Cabinet is asked to:", "Decision: I propose to ", "“", "”", '"', "18–41", "For (3): A, B",
        "25/00012 ", "\t", "•", " ", "On 3 May 2024 Cabinet agreed ",
        "18 JANUARY 2026", "signed ......", "proposed by Mr X ", "WHEREAS ",
        "<li>",
        "**", "Page 9\n", "\x00", "é",
    ]
)  # fmt: skip


@given(
    st.lists(FRAGMENTS | st.text(max_size=12), max_size=60),
    st.sampled_from(["minutes", "report", "decision form", "appendix"]),
)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_raise_and_every_proof_is_the_paper_s_own(pieces: list[str], kind: PartKind) -> None:
    text = "".join(pieces)
    part = Part(kind, MEETING, None, "Work Programme", 0, len(text), "work programme")
    for d in find_decisions(Document(reading(text), Outline("pack", "Pack", MEETING, (), (part,)), ())):
        assert text[d.start : d.end] == d.text
        assert text[d.proof_start : d.proof_end] == d.proof
        assert d.start <= d.proof_start < d.proof_end <= d.end
