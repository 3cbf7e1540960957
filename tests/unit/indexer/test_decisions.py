from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.decisions import find_decisions
from indexer.outline import outline
from indexer.records import Decision, Document, Item, Meeting, Outline, Part, Reading, SourceFile

CORPUS = Path(__file__).parents[3] / "corpus"
MEETING = Meeting("Adult Services Cabinet Committee", None)

PACK = """ASHMERE COUNTY COUNCIL

{body}

MINUTES of a meeting of the {title} held at County Hall on Thursday, 6th March, 2025.

PRESENT: Mrs A Bell (Chairman), Mr B Cole and Ms C Dane

UNRESTRICTED ITEMS

40. Apologies and Substitutes
(Item 1)

Apologies were received from Mr E Fox.

{minutes}
"""


def reading(text: str) -> Reading:
    data = text.encode()
    return Reading(
        SourceFile(Path("paper.txt"), "paper.txt", hashlib.sha256(data).hexdigest(), len(data), "text"), text
    )


def document(text: str) -> Document:
    read = reading(text)
    return Document(read, outline(read), ())


def minutes(text: str, title: str = "County Council") -> tuple[Decision, ...]:
    return find_decisions(document(PACK.format(body=title.upper(), title=title, minutes=text)))


def minute(text: str, body: str = "County Council") -> tuple[Decision, ...]:
    """The decisions of one minute of a body, its part given."""
    read = reading(text)
    meeting = Meeting(body, None)
    item = Item(meeting, "7", "41", "Library Opening Hours", "25/00012")
    part = Part("minutes", meeting, item, item.title, 0, len(text))
    return find_decisions(Document(read, Outline("minutes", "Minutes", meeting, (), (part,)), ()))


def report(text: str, *, kind: str = "report", body: str = "Adult Services Cabinet Committee") -> tuple[Decision, ...]:
    read = reading(text)
    meeting = Meeting(body, None)
    item = Item(meeting, "7", None, "Library Opening Hours", "25/00012")
    part = Part(kind, meeting, item, "", 0, len(text))  # type: ignore[arg-type]
    return find_decisions(Document(read, Outline("report", "Report", meeting, (), (part,)), ()))


def outcomes(found: tuple[Decision, ...]) -> list[tuple[str | None, str]]:
    return [(d.limb, d.outcome) for d in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("RESOLVED that the report be noted.", "noted"),
        ("It was RESOLVED that the verbal updates be noted, with thanks.", "noted"),
        ("Resolved that the minutes are correctly recorded and that they be signed by the Chairman.", "resolved"),
        ("RESOLVED the recommendations were agreed as outlined in the report.", "resolved"),
        ("RESOLVED the presentation was noted.", "noted"),
        ("RESOLVED that the Strategy be adopted.", "resolved"),
        ("RESOLVED that Cabinet be recommended to approve the Strategy.", "recommended"),
        ("RESOLVED to recommend to Council that the budget be approved.", "recommended"),
        ("RESOLVED that the item be deferred to the next meeting.", "deferred"),
        ("RESOLVED that the petition be referred to the Highways Panel.", "referred"),
        ("RESOLVED that the report be withdrawn.", "withdrawn"),
        ("RESOLVED that the Chairman write to the Minister.", "resolved"),
        ("RESOLVED that the meeting be adjourned.", "resolved"),
        ("The Committee NOTED that decision 25/00010 had been taken.", "noted"),
        ("The Committee agreed to endorse the proposed decision.", "endorsed"),
        ("The report was noted.", "noted"),
        ("Agreed.", "resolved"),
        ("RESOLVED UNANIMOUSLY that the contract be awarded.", "resolved"),
        ("Updates from members were deferred to the next meeting of the Cabinet", "deferred"),
        ("DECISION:\nThat the lease be surrendered.", "resolved"),
    ],
)
def test_the_outcome_follows_the_verb_of_the_minute(words: str, expected: str) -> None:
    assert [d.outcome for d in minute(f"41. Library Opening Hours\n(Item 7)\n\n1. Mr Cole spoke.\n\n2. {words}\n")] == [
        expected
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Mr Cole encouraged joint working and requested that the item be referred to the Highways Panel.",
        "In response to a question, it was noted that the matter had not been RESOLVED.",
        "It was noted that the Board had resolved the matter and that the budget had been agreed.",
        "The motion would be lost if it were put to the vote, Mrs Bell said.",
        "• Members noted that work on the road had been carried out.",
        "Mr Fox moved that this Council resolves to reopen the library.",
        "The Member said the council had previously RESOLVED that the library be closed.",
    ],
)
def test_talk_of_results_is_no_result(words: str) -> None:
    assert minute(f"41. Library Opening Hours\n(Item 7)\n\n1. {words}\n") == ()


def test_a_motion_keeps_all_its_limbs_and_the_result_that_stands_alone_a_page_later() -> None:
    text = (
        "41. Library Opening Hours\n\n3. RESOLVED that the decision proposed to be taken by the Cabinet Member for\n"
        "Culture, to\n\n(a) procure a new contract for the service; and\n\n Page 9\n\n(b) delegate authority to the Director,\n"
        "or other nominated officer, to implement the decision,\n\nbe endorsed.\n\n4. The Chairman thanked Mr Cole.\n"
    )
    (found,) = minute(text, "Culture Cabinet Committee")
    assert found.outcome == "endorsed"
    assert found.limb is None
    assert found.advisory
    assert found.text.startswith("RESOLVED that the decision proposed")
    assert found.text.endswith("be endorsed.")
    assert found.number == "25/00012"


def test_a_mixed_motion_has_one_outcome_for_each_limb() -> None:
    text = (
        "41. Library Opening Hours\n\n7. RESOLVED that Cabinet:\n\n1. Agree to request a grant;\n\n2. Note that the grant is "
        "to be\nagreed by the Minister; and\n\n3. Agree to consult the parishes\n"
    )
    found = minute(text, "Cabinet")
    assert outcomes(found) == [("1", "resolved"), ("2", "noted"), ("3", "resolved")]
    assert {d.text for d in found} == {found[0].text}
    assert found[1].proof.startswith("2. Note that the grant")
    assert not found[0].advisory


def test_two_verbs_of_one_sentence_are_two_limbs() -> None:
    text = (
        "RESOLVED that Cabinet note the settlement including grants to be approved in May; and agree\nto delegate the response "
        "to the Director.\n"
    )
    found = minute(text, "Cabinet")
    assert outcomes(found) == [("1", "noted"), ("2", "resolved")]
    assert found[1].proof.startswith("agree\nto delegate")


def test_limbs_that_share_one_result_are_one_decision() -> None:
    text = "RESOLVED that:\n(a) the budget be approved;\n(b) the fees be agreed; and\n(c) the Director be authorised to sign.\n"
    assert outcomes(minute(text)) == [(None, "resolved")]


def test_a_motion_lost_after_a_full_resolves_is_lost_with_its_tally() -> None:
    text = (
        "42. Motion for Time Limited Debate\n(Item 8)\n\n1. Mr Cole proposed and Ms Dane seconded the following motion:\n\n"
        "“This Council resolves to:\n\n(a) reopen the library on Saturdays; and\n\n(b) RESOLVED that the Cabinet fund it.”\n\n"
        "2. Following the debate, the motion set out in paragraph 1 was put to the vote and declared LOST (18–41).\n"
    )
    (found,) = minute(text)
    assert (found.outcome, found.vote, found.limb) == ("lost", "tally", None)
    assert (found.mover, found.seconder) == ("Mr Cole", "Ms Dane")
    assert "reopen the library" in found.text
    assert "LOST (18–41)" in found.proof


def test_an_amendment_carried_is_kept_apart_from_the_substantive_motion_that_falls() -> None:
    text = (
        "42. Motion\n\n1. Mr Cole proposed and Ms Dane seconded that the County Council supports bus passes.\n\n"
        "2. Mr Fox proposed an amendment to add the words “for students”.\n\n"
        "3. The amendment was put to the vote and carried by 30 votes to 29.\n\n"
        "4. The substantive motion was put to the vote and was lost by 20 votes to 39.\n"
    )
    found = minute(text)
    assert outcomes(found) == [(None, "lost"), ("amendment", "amended")]
    by_limb = {d.limb: d for d in found}
    assert "supports bus passes" in by_limb[None].text
    assert by_limb["amendment"].text.startswith("Mr Fox proposed an amendment")
    assert all(d.vote == "tally" and not d.flags for d in found)


def test_movers_stand_where_a_motion_number_opens_the_minute() -> None:
    (found,) = minute(
        "R2025-037 S. Kirby, J. Stott:\nThat the tender be accepted.  Carried.\n\nCouncil adjourned for tea.\n",
        "Council",
    )
    assert (found.outcome, found.mover, found.seconder, found.vote) == ("resolved", "S. Kirby", "J. Stott", None)
    assert found.proof.endswith("Carried.")


def test_be_it_resolved_is_nothing_without_its_result() -> None:
    text = "R2025-036 S. Kirby, J. Stott:\nWHEREAS waste grows;\nTHEREFORE BE IT RESOLVED THAT the Council asks for help.\n"
    assert minute(text, "Council") == ()
    assert outcomes(minute(text + "Defeated.\n", "Council")) == [(None, "lost")]


def test_a_vote_beside_a_resolution_is_told_once() -> None:
    text = (
        "1. Mr Cole moved and Ms Dane seconded that the budget be approved.\n\n2. On being put to the vote the motion was "
        "carried unanimously.\n\n3. RESOLVED that the budget be approved.\n"
    )
    (found,) = minute(text)
    assert (found.outcome, found.vote, found.mover) == ("resolved", "unanimous", "Mr Cole")


def test_a_vote_that_does_not_add_up_is_kept_as_printed_and_flagged() -> None:
    (found,) = minute("1. The motion was put to the vote and carried: For: 18, Against: 41, Abstain: 2. Total: 60.\n")
    assert found.outcome == "resolved"
    assert [flag.split(":")[0] for flag in found.flags] == ["vote does not add up", "vote does not add up"]
    (named,) = minute("RESOLVED that the plan be adopted.\nFor (3): Mr Cole, Ms Dane\nAgainst (1): Mr Fox\n")
    assert named.vote == "named"
    assert named.flags == ("vote does not add up: 3 for, 2 named",)


def test_two_results_for_one_matter_are_a_contradiction() -> None:
    (voted,) = minute("1. RESOLVED that the plan be approved.\n\n2. The motion was lost.\n")
    assert voted.outcome == "resolved"
    assert voted.flags == ("contradiction: the minute records two results",)
    found = minute("1. RESOLVED that the plan be approved.\n\n2. It was RESOLVED that the plan be noted.\n")
    assert [d.outcome for d in found] == ["resolved", "noted"]
    assert [d.flags for d in found] == [voted.flags, voted.flags]


def test_minutes_that_end_in_the_middle_of_a_motion_are_cut_off_and_decide_nothing() -> None:
    (found,) = minute(
        "3. RESOLVED that the decision proposed to be taken by the Cabinet Member to\n\n(a) procure a contract; and\n"
    )
    assert found.outcome == "proposed"
    assert found.flags[0].startswith("cut off")
    (told,) = minute("3. RESOLVED that the contract be awarded to the second\n")
    assert told.outcome == "resolved"
    assert told.flags[0].startswith("cut off")


def test_a_draft_minute_corrected_later_is_no_second_resolution() -> None:
    (found,) = minute(
        "RESOLVED that, subject to minute 35 being amended to read “RESOLVED that the report be endorsed”, the minutes of the "
        "meeting held on 9 January 2025 be approved as a correct record.\n",
        "Culture Cabinet Committee",
    )
    assert found.outcome == "resolved"
    assert not found.advisory


def test_a_called_in_decision_is_referred_and_confirmed_each_in_its_minute() -> None:
    referred = minute(
        "RESOLVED that decision 25/00012 be referred back to the Cabinet for reconsideration.\n", "Scrutiny Committee"
    )
    confirmed = minute("RESOLVED that the decision taken on 6 March 2025 be confirmed.\n", "Cabinet")
    assert [d.outcome for d in referred + confirmed] == ["referred", "resolved"]
    assert [d.advisory for d in referred + confirmed] == [True, False]


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


def test_a_recommendation_that_differs_in_its_places_says_so() -> None:
    text = (
        "Recommendation: The Cabinet is asked to:\na) APPROVE the fees in sections 2.5 and 2.10; and\nb) NOTE the rest.\n\n"
        "1. Words\n\n"
        "Recommendation: The Cabinet is asked to:\na) APPROVE the fees in sections 2.5; and\nb) NOTE the rest.\n"
    )
    (found,) = report(text, body="Cabinet")
    assert found.flags == ("the places differ: 2.10",)


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
def test_no_text_makes_it_raise_and_every_proof_is_the_paper_s_own(pieces: list[str], kind: str) -> None:
    text = "".join(pieces)
    part = Part(kind, MEETING, None, "Work Programme", 0, len(text), "work programme")  # type: ignore[arg-type]
    for d in find_decisions(Document(reading(text), Outline("pack", "Pack", MEETING, (), (part,)), ())):
        assert text[d.start : d.end] == d.text
        assert text[d.proof_start : d.proof_end] == d.proof
        assert d.start <= d.proof_start < d.proof_end <= d.end
