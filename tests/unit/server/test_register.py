from dataclasses import replace

from indexer.flags import REUSED
from server.register import DISPUTED, Register
from tests.unit.server.test_rulings import MOTION, decision


def test_a_matter_is_its_item_and_its_decision_number():
    report, minute = decision("proposed"), decision("resolved", document="d2", day=20)
    other = decision("noted", number="24/00099")
    other = replace(other, item=replace(other.item, number="6", title="Benches"))
    register = Register([report, minute, other])
    assert report.item is not None
    assert register.of_matter(report.item) == [report, minute]
    assert register.of_matter(other.item) == [other]
    assert register.of_matter(other.item, "24/00012") == [report, minute, other]
    assert [matter.item.title for matter in register.holding(["bench"])] == ["Benches"]
    assert register.holding(["harbour"]) == []


def test_an_account_is_a_matter_of_its_own_without_a_title():
    account = decision("reported", text="In May 2023 the Cabinet agreed the felling.")
    matters = Register([decision("proposed"), account]).matters
    assert [(len(matter.decisions), bool(matter.title)) for matter in matters] == [(1, True), (1, False)]


def test_papers_that_tell_a_minute_otherwise_are_flagged_on_both_sides():
    first, second = decision("resolved"), decision("lost", document="d2")
    register = Register([first, second])
    assert register.flagged(first).flags == (f"{DISPUTED}lost",)
    assert register.flagged(second).flags == (f"{DISPUTED}resolved",)
    copies = Register([first, decision("resolved", document="d2")])
    assert copies.flagged(first).flags == ()


def test_a_number_that_another_paper_gives_to_another_matter_is_flagged_once():
    first = decision("proposed")
    second = decision("proposed", document="d2")
    second = replace(second, item=replace(second.item, title="Harbour dredging", number="9"))
    once = Register([first, second]).flagged(first)
    assert once.flags == (f"{REUSED}24/00012 is also “Harbour dredging”",)
    assert Register([once, second]).flagged(first).flags == once.flags


def test_papers_may_be_left_out_of_trail_and_proposals():
    report, minute = decision("proposed"), decision("resolved", document="d2", day=20)
    register = Register([report, minute])
    assert [link.decision for link in register.trail(report.item)] == [report, minute]
    assert [link.decision for link in register.trail(report.item, {"d1"})] == [report]
    assert register.proposals({"d2"}) == []
    assert register.proposals() == [report]
    assert report.text == MOTION
