from indexer.fact import Fact
from indexer.facts_people import find_people
from indexer.records import Document
from indexer.stamps import find_stamps
from tests.documents import corpus_document, document_of


def people(document: Document, variety: str) -> list[tuple[Fact, str]]:
    found = find_people(document, find_stamps(document.reading))
    return [(f, "\n".join(document.text[a:b] for a, b in f.pieces)) for f in found if f.variety == variety]


def contacts(paper: str) -> dict[str | None, str]:
    return {
        fact.part.item.number if fact.part.item else None: text
        for fact, text in people(corpus_document(paper), "contact")
    }


def test_a_contact_block_is_whole_from_its_heading_to_the_last_address() -> None:
    block = contacts("2018-03")["7"].split("\n")
    assert block[0] == "9. Lead Officers"
    assert block[-1] == "Anne.tidmarsh@kent.gov.uk"
    assert "03000 415304" in block


def test_a_contact_block_run_together_with_what_follows_ends_at_its_address() -> None:
    assert contacts("2023")["7"].endswith("Richard.smith3@kent.gov.uk</u>")
    assert contacts("2023")["9"].endswith("Paula.parker@kent.gov.uk")


def test_links_repeated_below_a_contact_block_are_left_out() -> None:
    assert contacts("2018-11")["11"].split("\n")[-1] == "steph.smith@kent.gov.uk"


def test_each_report_has_one_contact_and_names_its_item() -> None:
    facts = people(corpus_document("2021"), "contact")
    assert [fact.part.item and fact.part.item.number for fact, _ in facts] == ["6", "7", "8", "9", "10", "11", "13"]
    assert all(
        "report author" in fact.about and fact.part.item and fact.part.item.title in fact.about for fact, _ in facts
    )


def test_the_front_sheet_tells_members_by_party_and_the_clerk() -> None:
    ((_, members),) = people(corpus_document("2018-03"), "membership")
    assert members.startswith("Membership (14)")
    assert members.endswith("Labour (1) Mr B H Lewis")
    assert contacts("2018-03")[None] == "Ask for: **Emma West**\nTelephone: **03000 412421**"


def test_minutes_tell_who_was_present_of_members_and_officers() -> None:
    texts = [text for _, text in people(corpus_document("2021"), "attendance")]
    assert texts[0].startswith("PRESENT: Mr A M Ridgers (Chairman)")
    assert texts[0].endswith("Mr A Weatherhead and Ms L Wright")
    assert texts[1] == "ALSO PRESENT: Clair Bell"
    assert texts[2].endswith("(Democratic Services Officer)")
    assert "said he was chairing today’s\nmeeting at the request of the Chairman" in texts[3]


def test_an_interest_is_found_in_its_minute_and_where_it_is_declared_later() -> None:
    texts = [text for _, text in people(corpus_document("2021"), "declaration")]
    assert "Mrs Wright declared an interest under Item 9" in texts[0]
    assert texts[1] == "Mrs Wright declared an interest as an appointee for a family member."


def test_who_introduced_a_report_is_told_from_the_start_of_the_sentence() -> None:
    texts = [text for _, text in people(corpus_document("2018-11"), "speaker")]
    assert any(
        text.startswith("Christy Holden (Senior Commissioning Manager) and Sam Sheppard (Senior") for text in texts
    )


def test_apologies_and_membership_stand_as_whole_minutes() -> None:
    ((_, apologies),) = people(corpus_document("2018-03"), "apologies")
    assert apologies.endswith("Mr S Manion attended as a substitute for Mrs S Chandler.")
    assert "had replaced Mr P Lake" in people(corpus_document("2018-11"), "membership")[1][1]


def test_a_heading_without_telephone_or_address_is_no_contact() -> None:
    header = "From: A Member\n\nTo: Care Cabinet Committee - 14 May 2024\n\nSubject: Home Care\n\n"
    assert people(document_of(f"{header}1. Report author\n\nSee the cover sheet.\n"), "contact") == []
