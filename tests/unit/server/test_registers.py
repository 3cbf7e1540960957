import datetime as dt
from dataclasses import replace

import pytest

from indexer.records import Item, Meeting, TablePlace
from server.registers import find_register
from server.results import Filters, SearchRequest
from tests.served import found_in, passage

ROOM = 280
NEXT = dt.date(2024, 7, 10)
SCORES = {"Flooding of the depot": (20, 8), "Loss of ferry staff": (12, 8), "Failure of the quay wall": (20, 12)}
RATINGS = {
    "Bins emptied on time": "GREEN",
    "Ferries on time": "AMBER",
    "Potholes filled": "RED",
    "Green spaces mown": "Red",
}


def of_table(variety, label, cells, context, *, date=dt.date(2024, 5, 8), caption="Table"):
    """A row of a table of the paper of a meeting, as facts are: its name, its cells, and what is indexed beside them."""
    meeting = Meeting("Harbour Board", date)
    return passage(
        f"{label}\t{cells}",
        id=f"{date} {label}",
        document_id=f"d{date}",
        meeting=meeting,
        item=Item(meeting, "5", None, "Review", None),
        variety=variety,
        context=f"Harbour Board, {date:%-d %B %Y}. Review. {context}",
        table=TablePlace(caption, label),
    )


def risks(scores=SCORES, **fields):
    rating = "Risk rating: Current Risk Rating {0}; Target Risk Rating {1}"
    return [
        of_table("risk", name, f"{now}\t{then}", f"{name}. {rating.format(now, then)}", **fields)
        for name, (now, then) in scores.items()
    ]


def indicators(**fields):
    return [
        of_table("KPI", name, f"70%\t{rating}", f"{name}: RAG {rating}", **fields) for name, rating in RATINGS.items()
    ]


def register(asked, *facts, room=ROOM):
    found = replace(found_in(asked), facts=lambda variety: [fact for fact in facts if fact.variety == variety])
    return find_register(found, room)


def rows(asked, *facts):
    told = register(asked, *facts)
    return [row.table.row for _, row in told.rows] if told else None


def of_papers(council, asked, **filters):
    return find_register(council.find(SearchRequest(asked, Filters(**filters))), ROOM)


def numbered(told):
    """The numbers of the risks of a register."""
    return [text.split()[0] for text, _ in told.rows]


def test_a_register_of_a_paper_is_told_whole_and_in_its_order(council):
    told = of_papers(council, "List all the risks on the adult social care risk register")
    assert told.told == "The 13 risks listed for the meeting of 9 March 2018:"
    assert numbered(told) == [f"AH00{n:02}" for n in (1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17)]
    assert told.rows[1][0] == "AH0004 Safeguarding – protecting adults at risk of abuse or neglect. 25 15"


@pytest.mark.parametrize(
    "asked",
    [
        "what are the risks",
        "Show me the risk register",
        "what's on the risk register?",
        "Can you list all of the risks with their current score",
        "Which risks does KCC have?",
        "What were the risks in March 2018?",
        "what were the risks at 9 March 2018",
    ],
)
def test_the_whole_register_is_asked_for_in_many_ways(council, asked):
    assert len(of_papers(council, asked).rows) == 13


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("what risks relate to safeguarding", [4]),
        ("which risks are rated 25?", [4, 5, 8]),
        ("risks rated 25", [4, 5, 8]),
        ("our top risks", [4, 5, 8]),
        ("risks scored 20 or more", [1, 4, 5, 7, 8, 15]),
        ("Which risk is rated 12", [16]),
        ("which risks are rated 20 or above", [1, 4, 5, 7, 8, 15]),
        ("which risks score over 20", [4, 5, 8]),
        ("which risks are rated below 12", [10, 11, 12]),
        ("which risks have a target score of 16", [5, 7]),
        ("list the risks with a current score of 25 and a target of 15", [4]),
        ("what are the highest risks", [4, 5, 8]),
        ("what are the top five risks", [1, 4, 5, 7, 8, 15]),
        ("which risks rated 20 are about demand", [7]),
    ],
)
def test_a_word_a_score_or_a_rank_narrows_the_risks_of_a_paper(council, asked, kept):
    told = of_papers(council, asked)
    assert numbered(told) == [f"AH00{n:02}" for n in kept]
    assert told.told == f"{len(kept)} of the 13 risks listed for the meeting of 9 March 2018:"


@pytest.mark.parametrize(
    ("asked", "endings", "count"),
    [
        ("which KPIs are amber", {"AMBER"}, 4),
        ("amber KPIs", {"AMBER"}, 4),
        ("which indicators are rated green", {"GREEN"}, 9),
        ("which targets did we miss?", {"AMBER"}, 4),
        ("which indicators did not meet their target", {"AMBER"}, 4),
        ("which performance measures are on target", {"GREEN"}, 9),
        ("which indicators met and which missed the target", {"AMBER", "GREEN"}, 13),
    ],
)
def test_a_rating_narrows_the_indicators_of_a_paper(council, asked, endings, count):
    told = of_papers(council, asked)
    assert {text.split()[-1] for text, _ in told.rows} == endings
    assert len(told.rows) == count


def test_a_named_time_takes_the_table_that_is_of_it(council):
    told = of_papers(council, "list the KPIs for 2018-19")
    assert [text.split()[0] for text, _ in told.rows] == [f"AH0{n}" for n in range(1, 7)]
    for asked in ("what were the risks in September 2023", "what were the risks in April 2018", "risks in May 2018"):
        assert of_papers(council, asked) is None


@pytest.mark.parametrize(
    ("filters", "answers"),
    [
        ({"year": 2018}, True),
        ({"year": 2023}, False),
        ({"body": "Nobody"}, False),
        ({"date_from": dt.date(2018, 3, 10)}, False),
        ({"as_of": dt.date(2018, 3, 8)}, False),
        ({"part": "minutes"}, False),
    ],
)
def test_no_row_is_told_that_the_filters_leave_out(council, filters, answers):
    assert (of_papers(council, "list the risks", **filters) is not None) is answers


def test_a_filter_may_leave_one_of_the_tables(council):
    assert len(of_papers(council, "list the risks", part="appendix").rows) == 11


@pytest.mark.parametrize(
    "asked",
    [
        "what is being done about the risks",
        "what are the owners of the risks",
        "what do the indicators show",
        "who owns the risks",
        "what are the risks of the proposal",
        "what are the risks of starting late",
        "what are the legal risks",
        "which risks are low",
        "which risks are not rated 25",
        "list the risks other than safeguarding",
        "which risks increased",
        "which new risks are there",
        "which risks are rated between 10 and 20",
        "which risks are red",
        "which KPIs are for the Red Cross contract",
        "what measures are being taken against loneliness",
        "what measures of success are there",
        "which people are at risk of abuse",
        "what was said of telecare",
    ],
)
def test_another_question_is_not_answered_with_a_register(council, asked):
    assert of_papers(council, asked) is None


def test_an_answer_opens_with_what_its_rows_are_and_cites_each(council):
    answer = council.ask(SearchRequest("which risks are rated 25"))
    assert answer.sentences[0].text == "3 of the 13 risks listed for the meeting of 9 March 2018:"
    quoted = [each for each in answer.sentences if each.quoted]
    assert [each.text.split()[0] for each in quoted] == ["AH0004", "AH0005", "AH0008"]
    assert all(each.citations for each in quoted)


def test_the_latest_meeting_s_table_answers_in_whatever_order_they_come():
    longer = {**SCORES, "Theft of buoys": (9, 4)}
    tables = [*risks(longer), *risks(date=NEXT)], [*risks(date=NEXT), *risks(longer)]
    assert [rows("list the risks", *facts) for facts in tables] == [list(SCORES), list(SCORES)]


def test_of_a_named_meeting_the_table_is_that_meeting_s():
    facts = [*risks(), *risks({**SCORES, "Theft of buoys": (9, 4)}, date=NEXT)]
    assert rows("list the risks in May 2024", *facts) == list(SCORES)
    assert rows("list the risks in June 2024", *facts) is None


def test_of_one_meeting_s_tables_the_longest_answers():
    facts = [*risks(caption="Summary"), *risks({**SCORES, "Theft of buoys": (9, 4)}, caption="Full register")]
    assert len(rows("list the risks", *facts)) == 4


def test_ratings_are_read_as_they_are_written():
    assert rows("which KPIs are red", *indicators()) == ["Potholes filled", "Green spaces mown"]
    assert rows("list the KPIs rated amber or green", *indicators()) == ["Bins emptied on time", "Ferries on time"]
    assert rows("list the indicators for green spaces", *indicators()) == ["Green spaces mown"]


def test_scores_that_are_not_told_are_no_answer():
    unscored = [replace(row, context=row.context.partition("Risk rating")[0]) for row in risks()]
    assert rows("what are the highest risks", *unscored) is None
    assert rows("which risks are rated below 20", *unscored) is None
    assert rows("list the risks", *unscored) == list(SCORES)


def test_a_word_of_no_row_is_no_answer_and_one_of_all_rows_narrows_nothing():
    assert rows("list the risks to the lighthouse", *risks()) is None
    assert rows("list the risks to the quay", *risks()) == ["Failure of the quay wall"]
    assert rows("list the risks of the Harbour Board", *risks()) == list(SCORES)


def test_rows_beyond_the_room_are_left_out_and_said_to_be():
    told = register("list the risks", *risks(), room=13)
    assert told.told == "The 3 risks listed for the meeting of 8 May 2024; the first 2 are:"
    assert [text for text, _ in told.rows] == ["Flooding of the depot 20 8", "Loss of ferry staff 12 8"]
    narrow = register("which risks are rated 20", *risks(), room=6)
    assert narrow.told == "2 of the 3 risks listed for the meeting of 8 May 2024; the first is:"


def test_a_row_that_cannot_be_quoted_is_not_counted():
    facts = risks()
    facts[1] = replace(facts[1], text="12\t8")
    told = register("list the risks", *facts)
    assert told.told == "2 of the 3 risks listed for the meeting of 8 May 2024:"


def test_a_table_of_two_rows_is_no_register():
    assert rows("list the risks", *risks()[:2]) is None


def test_a_paper_of_no_meeting_is_told_without_one():
    facts = [replace(row, meeting=None, item=None) for row in indicators()]
    assert register("list the KPIs", *facts).told == "The 4 indicators listed:"


def test_the_paper_of_a_named_time_comes_before_a_later_one_that_only_writes_it():
    named = "Harbour Plan, April 2022 to March 2023. {}"
    plan = [replace(row, context=named.format(row.table.row), meeting=None, document_id="p") for row in indicators()]
    review = [replace(row, context=f"{row.context}; 2022-23 Outturn 60%") for row in indicators()]
    assert register("list the KPIs for 2022-23", *review, *plan).told == "The 4 indicators listed:"
    assert register("list the KPIs", *review, *plan).told == "The 4 indicators listed for the meeting of 8 May 2024:"
    assert (
        register("list the KPIs for 2022-23", *review).told == "The 4 indicators listed for the meeting of 8 May 2024:"
    )
