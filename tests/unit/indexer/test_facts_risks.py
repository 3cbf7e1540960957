from indexer.fact import Fact
from indexer.facts_risks import find_risks
from indexer.stamps import find_stamps
from tests.documents import corpus_document


def risks() -> list[tuple[Fact, str]]:
    document = corpus_document("2018-03")
    facts = find_risks(document, find_stamps(document.reading))
    return [(fact, "\n".join(document.text[a:b] for a, b in fact.pieces)) for fact in facts]


def test_a_risk_of_a_register_has_its_owner_score_and_what_the_score_is_made_of() -> None:
    fact, text = next((f, text) for f, text in risks() if "AH0004" in text and f.part.variety == "risk register")
    assert "Current risk score 25, rated 25: Major (5), Very Likely (5). Target risk level 15." in fact.about
    assert "ASCH Directorate Management Team" in fact.about
    assert "could place vulnerable people at risk" in text
    assert fact.table is not None
    assert fact.table.row == "AH0004 Safeguarding - Protecting adults at risk of abuse or neglect"


def test_a_list_of_risks_is_paired_with_its_header() -> None:
    fact, text = next((f, text) for f, text in risks() if "AH0009" in text and f.part.kind == "report")
    assert text == "AH0009\tICT and System Replacement.\t16\t6"
    assert "Current Risk Rating 16; Target Risk Rating 6" in fact.about


def test_risks_told_in_words_alone_are_left_to_the_passages() -> None:
    assert not [text for fact, text in risks() if fact.part.item and fact.part.item.number == "11"]
