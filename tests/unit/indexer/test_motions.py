from __future__ import annotations

import pytest

from tests.written_papers import minute, outcomes


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


def test_an_amendment_agreed_in_words_is_kept_apart_from_the_resolution() -> None:
    text = (
        "5. Mr Cole suggested and the Cabinet agreed to the following amendment:\n\n1. Agree to ask for a grant\n\n"
        "2. Note that it is small\n\n6. RESOLVED that Cabinet agree to ask for a grant.\n"
    )
    found = minute(text, "Cabinet")
    assert outcomes(found) == [("amendment", "amended"), (None, "resolved")]
    assert found[0].text.endswith("2. Note that it is small")


@pytest.mark.parametrize(
    "end", ["decision,\n\nbe noted.", "decision.\n\nbe noted.", "decision.\nbe noted with thanks."]
)
def test_a_verb_after_the_last_limb_speaks_for_all(end: str) -> None:
    (found,) = minute(
        f"RESOLVED that\n\n(a) the plan for the harbour; and\n\n(b) the map of the {end}\n\n4. Mr Cole left.\n"
    )
    assert (found.limb, found.outcome) == (None, "noted")
    assert "be noted" in found.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "RESOLVED:\n\n(1) That the report be noted.\n\n(2) That the policy be approved.\n",
            [("1", "noted"), ("2", "resolved")],
        ),
        ("RESOLVED – (a) To note the outturn. (b) To approve the plan.\n", [("a", "noted"), ("b", "resolved")]),
        (
            "AGREED:\n\n• to note the report; and\n• to recommend it to Cabinet.\n",
            [("1", "noted"), ("2", "recommended")],
        ),
        ("DECISION:\n\n1. Approved the award.\n2. Noted the risks.\n", [("1", "resolved"), ("2", "noted")]),
        ("The Board NOTED the update and AGREED the terms.\n", [("1", "noted"), ("2", "resolved")]),
        ("RESOLVED that permission be REFUSED:\n1. Too tall.\n2. Too loud.\n", [(None, "resolved")]),
        ("RESOLVED that the proposed decision be not supported.\n", [(None, "lost")]),
        (
            "Moved By: Cllr Blake\nSeconded By: Cllr Dunn\n\nThat Council passes By-law 9.\n\nCarried\n",
            [(None, "resolved")],
        ),
        ("Cllr Green, with the consent of the Council, withdrew the motion.\n", [(None, "withdrawn")]),
    ],
)
def test_the_ways_of_other_councils(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert outcomes(minute(text, "Board")) == expected


def test_figures_of_a_motion_are_no_tally() -> None:
    (found,) = minute("RESOLVED that the 18-25 section be moved for 18-25 year olds.\n")
    assert (found.vote, found.flags) == (None, ())
