import datetime as dt
from dataclasses import replace

import pytest

from indexer.records import Item, Meeting
from server.evidence import lacking
from server.missing import NOT_SAID
from tests.served import found_in

LIMES = "The limes in Station Road were felled in June 2024 for £12,400."
EXEMPT = "The names of the contractors and their prices for the limes are in the exempt appendix."


def lack(asked, *texts, **fields):
    return lacking(found_in(asked, *texts, **fields))


def test_a_number_that_no_paper_bears():
    found = found_in("what was decided on 24/00999", LIMES)
    unknown = replace_query(found, unknown=("24/00999",))
    assert lacking(unknown) == "The papers do not say: none of them bears the number 24/00999."


@pytest.mark.parametrize("council", ["Westshire County Council", "westshire council"])
def test_a_council_that_no_paper_names(council):
    found = found_in(f"did {council} fell the limes in Station Road", LIMES)
    unknown = replace_query(found, unknown=("westshir",))
    assert lacking(unknown) == f"The papers do not say: nothing that was found on this names {council}."
    assert lacking(found) is None
    elsewhere = found_in(f"did {council} fell the limes in Station Road", LIMES, is_name=is_westshire)
    assert lacking(elsewhere) == lacking(unknown)
    own = replace(elsewhere, look=replace(elsewhere.look, councils=frozenset({"westshir", "counti", "council"})))
    assert lacking(own) is None
    named = found_in(
        f"did {council} fell the limes in Station Road", f"Westshire Council: {LIMES}", is_name=is_westshire
    )
    assert lacking(named) is None
    assert lacking(replace_query(found, unknown=("fell",))) is None


def is_westshire(term, word):
    return word == "westshire"


def test_a_council_that_is_named_on_another_matter_alone():
    texts = (LIMES, "Westshire Council lends its mowers for the cemetery.")
    found = found_in("what did Westshire Council decide on limes", *texts, is_name=is_westshire)
    assert lacking(found) == "The papers do not say: nothing that was found on this names Westshire Council."


@pytest.mark.parametrize(
    ("actor", "said"),
    [("Westshire", "The papers do not say: nothing that was found on this names Westshire."), ("Ashmere", None)],
)
def test_a_place_whose_doing_is_asked_of_and_that_nothing_found_names(actor, said):
    found = found_in(f"what did {actor} decide about limes in Station Road", LIMES, is_name=lambda term, word: True)
    assert lacking(replace(found, look=replace(found.look, councils=frozenset({"ashmer"})))) == said


def replace_query(found, **changes):
    return replace(found, look=replace(found.look, query=replace(found.look.query, **changes)))


def test_a_minute_that_is_not_among_them():
    item = Item(Meeting("Planning Committee", dt.date(2024, 5, 8)), "5", "143", "Tree works", None)
    assert lack("what was resolved at minute 143 on limes", LIMES, item=item) is None
    assert lack("what was resolved at minute 212 on limes", LIMES, item=item) == (
        "The papers do not say: no minute 212 is among them."
    )


@pytest.mark.parametrize(
    ("asked", "text", "name"),
    [
        ("what did Mr Streatfield say about the limes", LIMES, "Streatfield"),
        ("what did Mr Streatfield say about the limes", f"Mr Streatfield said: {LIMES}", None),
        ("why did cllr bell oppose the limes", LIMES, "Bell"),
        ("Ida Linfield on the limes", LIMES, "Linfield"),
        ("Ida Linfield on the limes", f"Ms Linfield said: {LIMES}", None),
        ("which councillor opposed the limes", LIMES, None),
        ("did any councillor oppose the limes", LIMES, None),
        ("what did the local councillor say of the limes", LIMES, None),
        ("What did Councillor Bell say of the limes", LIMES, "Bell"),
        ("councillor linfield on the limes", LIMES, "Linfield"),
    ],
)
def test_a_person_whom_nothing_found_names(asked, text, name):
    found = found_in(asked, text, is_name=lambda term, word: word.lower() in ("ida", "linfield"))
    rarity = {"ida": 6.0, "linfield": 6.0}
    why = lacking(replace(found, look=replace(found.look, rarity=rarity)))
    assert why == (f"The papers do not say: nothing that was found on this names {name}." if name else None)


def test_a_particular_that_is_left_to_an_exempt_paper():
    assert lack("which contractors won the limes and at what price", EXEMPT) == (
        "The public papers do not say: they leave it to an exempt paper."
    )
    assert lack("what is said of the limes", EXEMPT) is None
    assert lack("which contractors won the limes and at what price", EXEMPT, classification="restricted") is None


@pytest.mark.parametrize(
    ("asked", "text", "fields", "held"),
    [
        ("what was decided on the limes on 8 May 2024", LIMES, {}, True),
        ("what was decided on the limes on 9 May 2024", LIMES, {}, False),
        ("what was decided on the limes on 9 May 2024", f"On 9 May 2024 it was agreed. {LIMES}", {}, True),
        ("what was decided on the limes on 9 May 2024", f"9 May 2024 {LIMES}", {"variety": "work programme entry"}, False),
        ("what was minuted on the limes on 9 May 2024", LIMES, {}, False),
    ],
)  # fmt: skip
def test_what_a_meeting_did_of_which_nothing_is_found(asked, text, fields, held):
    why = lack(asked, text, **fields)
    assert why == (None if held else "The papers do not say: nothing that was found is of a meeting on 9 May 2024.")


@pytest.mark.parametrize(
    ("asked", "when"),
    [
        ("who sent apologies for the limes meeting on 8 May 2024", "on 8 May 2024"),
        ("who attended the limes meeting in may 2024", "in May 2024"),
    ],
)
def test_who_was_at_a_meeting_is_told_by_its_minutes_alone(asked, when):
    assert lack(asked, LIMES) == f"The papers do not say: nothing that was found is of a meeting {when}."
    assert lack(asked, f"Apologies were sent for the limes meeting. {LIMES}", part="minutes") is None


def test_what_a_meeting_named_by_its_month_said_is_told_by_its_own_papers():
    asked = "what was said about the limes at the March 2023 committee"
    no_meeting = "The papers do not say: nothing that was found is of a meeting in March 2023."
    assert lack(asked, LIMES) == no_meeting
    assert lack(asked, f"In March 2023 it was said: {LIMES}") is None
    assert lack("what was said about the limes at the May 2024 committee", LIMES) is None


def test_a_period_that_nothing_found_is_of_is_named():
    assert lack("limes felled in 1999", LIMES) == "The papers do not say: nothing that was found is of 1999."


def test_a_name_of_nobody_is_not_asked_for():
    found = found_in("who spoke for Linfield Feb 2024", f"Ms Linfield spoke. {LIMES}", is_name=lambda term, word: True)
    rarity = {"linfield": 6.0, "feb": 6.0}
    assert lacking(replace(found, look=replace(found.look, rarity=rarity))) is None


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        ("how many limes were felled in Station Road", "All 38 limes were felled in Station Road.", None),
        ("how many hornbeams were felled in Station Road", "All 38 limes were felled.", "hornbeams"),
        ("how many more limes were felled", "All 38 limes were felled.", None),
        ("how many of the limes in Station Road were felled", "All 38 limes were felled.", None),
        ("how many of the hornbeams were felled", "All 38 limes were felled.", "hornbeams"),
        ("number of limes June 2024", "All 38 limes were felled in June 2024.", None),
        ("number of hornbeams June 2024", "All 38 limes were felled in June 2024.", "hornbeams"),
        ("how many over 65s are for the limes", "In all 38 people are for the limes.", None),
        ("how many leaned", "The limes leaned.", None),
        ("how many were waiting for the felling of limes", "There is a queue for felling limes.", None),
        ("how many responded to the felling of limes", "There were replies on limes.", None),
        ("when limes lean how many hornbeams are felled", "Limes lean.", None),
        ("when limes lean, how many hornbeams are felled", "The limes lean.", "hornbeams"),
        ("has the number of hornbeams fallen", "The limes and hornbeams lean.", None),
        ("how many limes were felled", "300 limes were felled.", None),
        ("how do you tell how many hornbeams there are", "The limes and hornbeams are told by the bark.", None),
        ("why is the number of hornbeams falling", "The hornbeams are felled for the limes.", None),
        ("how many residents are for the limes", "In all 38 people are for the limes.", None),
        ("how many residents are for the limes", "Some letters were about 38 limes.", "residents"),
        ("how many children were in the limes", "In all 38 people were in the limes.", "children"),
    ],
)
def test_the_number_of_what_is_counted_has_to_be_given(asked, text, told):
    why = lack(asked, text)
    assert why == (f"The papers do not say: nothing that was found gives the number of {told}." if told else None)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("what did the tree wardens board decide on the limes", False),
        ("what did the planning committee decide on the limes", True),
        ("what did the committee decide on the limes", True),
        ("what did the tree wardens board do on the limes", False),
        ("what does the tree wardens board do for the limes", True),
    ],
)
def test_a_body_whose_doing_is_asked_of(asked, held):
    found = found_in(asked, LIMES)
    look = replace(found.look, bodies=frozenset({"plan", "committe"}))
    why = lacking(replace(found, look=look))
    assert why == (
        None if held else "The papers do not say: nothing that was found on this names the tree wardens board."
    )


def test_a_months_doings_may_be_told_at_the_meetings_soon_after_it():
    assert lack("limes felled in March 2024", LIMES) is None
    assert lack("limes felled in March 2023", LIMES) == (
        "The papers do not say: nothing that was found is of March 2023."
    )


def test_what_begins_or_ends_with_a_month_is_told_by_the_papers_before_it():
    early = "The limes will be felled at the end of the summer."
    for asked in ("limes felled from August 2024", "limes felled until the end of August 2024"):
        assert lack(asked, early) is None
    for asked in (
        "limes felled from August 2026",
        "limes felled in August 2024",
        "what of limes is in the update from August 2024",
        "limes felled until April 2023",
    ):
        assert lack(asked, early) is not None


@pytest.mark.parametrize("season", ["Spring", "autumn", "early"])
def test_a_season_is_no_place(season):
    found = found_in(f"limes felled in {season} 2024", LIMES, is_name=lambda term, word: True)
    assert lacking(replace(found, look=replace(found.look, rarity={season.lower(): 6.0, "earli": 6.0}))) is None


@pytest.mark.parametrize("word", ["long-term", "mid-2024", "Stoke-on-Trent"])
def test_words_with_a_hyphen_are_looked_for_together(word):
    asked = f"limes in {word} felled"
    assert lack(asked, LIMES) == lack(asked, f"{LIMES} It was in {word}.") is None
    strange = found_in(asked, LIMES, is_name=lambda term, word: word in ("stoke", "trent", "stoke-on-trent"))
    rare = replace(strange, look=replace(strange.look, rarity={"stoke": 6.0, "trent": 6.0}))
    told = "The papers do not say: nothing that was found on this names Stoke-on-Trent."
    assert lacking(rare) == (told if word == "Stoke-on-Trent" else None)


def test_a_place_that_nothing_found_names():
    found = found_in("limes felled in Westshire for £12,400", LIMES, is_name=is_westshire)
    rare = replace(found, look=replace(found.look, rarity={"westshir": 6.0}))
    assert lacking(rare) == "The papers do not say: nothing that was found on this names Westshire."
    assert lacking(found) is None


def test_what_is_asked_for_by_a_word_of_no_paper():
    found = found_in("what penalty will the limes in Station Road bring", LIMES)
    assert lacking(replace_query(found, unknown=("penalti",))) == NOT_SAID
    asked_otherwise = found_in("telephone number for the limes in Station Road", LIMES)
    assert lacking(replace_query(asked_otherwise, unknown=("telephon",))) is None


def test_how_many_is_not_told_where_no_sentence_gives_the_number():
    asked = "how many limes were felled in Station Road"
    told = "The papers do not say: nothing that was found gives the number of limes."
    assert lack(asked, "The limes in Station Road were felled in June 2024.") == told
    assert lack(asked, "In June 2024 some 38 limes in Station Road were felled.") is None


def test_what_was_decided_in_a_time_without_a_meeting():
    june = Meeting("Trees Committee", dt.date(2024, 6, 3))
    resolved = "RESOLVED that the limes in Station Road be felled."
    told = "The papers do not say: nothing that was found is of a meeting in 2022."
    assert lack("what was resolved on the limes in Station Road in 2022", resolved, meeting=june) == told
    assert lack("what was resolved on the limes in Station Road in 2024", resolved, meeting=june) is None
    planned = "Limes in Station Road, put off in 2022."
    assert lack("what was resolved on the limes in Station Road in 2022", planned, meeting=june) is None
    entry = lack(
        "what was resolved on the limes in Station Road in 2022", planned, meeting=june, variety="work programme"
    )
    assert entry == told


def test_an_item_whose_paper_is_to_follow():
    item = Item(Meeting("Trees Committee", dt.date(2024, 6, 3)), "12", None, "Limes in Station Road", None)
    asked, text = "who wrote the report on the limes in Station Road", "12 Limes in Station Road To Follow"
    follows = replace(item, status="to follow")
    told = "The papers do not say: the paper on “Limes in Station Road” was to follow."
    assert lack(asked, text, variety="agenda entry", item=follows) == told
    assert lack(asked, text, variety="agenda entry", item=item) is None


def test_a_committee_that_nothing_found_names():
    asked = "what did the scrutiny committee say about the limes in Station Road"
    told = "The papers do not say: nothing that was found on this names the scrutiny committee."
    assert lack(asked, f"{LIMES} That is open to scrutiny.") == told
    assert lack(asked, f"{LIMES} The Scrutiny Committee asked why.") is None


def test_a_plan_of_a_year_is_made_before_it():
    asked = "how many limes lean according to the {} plan"
    told = found_in(asked.format("2024-25"), "About 38 limes lean, says the plan.")
    assert "nothing that was found is of 2024/25" not in (lacking(told) or "")
    month = found_in("how many limes lean according to the June 2023 report", "About 38 limes lean, says the report.")
    assert lacking(month) == "The papers do not say: nothing that was found is of June 2023."
    later = found_in(asked.format("2029-30"), "About 38 limes lean, says the plan.")
    assert lacking(later) == "The papers do not say: nothing that was found is of 2029/30."
    of_year = found_in("how many limes lean in 2025-26", "About 38 limes lean, says the plan.")
    assert lacking(of_year) == "The papers do not say: nothing that was found is of 2025/26."


def test_when_is_not_told_where_no_sentence_on_it_gives_a_date():
    undated = "The limes in Station Road were felled by the contractor."
    assert lack("when were the limes in Station Road felled", undated) == (
        "The papers do not say: nothing that was found gives a date or a time of this."
    )
    assert lack("where were the limes in Station Road felled", undated) is None


@pytest.mark.parametrize(("variety", "told"), [("work programme entry", False), (None, True)])
def test_what_a_paper_says_is_not_told_by_the_line_that_announces_it(variety, told):
    said = lack("what did the limes survey conclude", "The limes survey.", variety=variety)
    assert said == (None if told else "The papers do not say: they only announce this.")
    assert lack("is the limes survey on the work programme", "The limes survey.", variety=variety) is None


def test_who_is_somebody_after_the_newest_meeting_found():
    assert lack("who chaired the limes board in 2026", "Ida Linfield chaired the limes board to 2026.") == (
        "The papers do not say: nothing that was found is of 2026."
    )
    assert lack("who chaired the limes board in 2024", "Ida Linfield chaired the limes board.") is None
