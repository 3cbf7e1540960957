import pytest

from server.intent import part_hints, read_intent


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("what did the cabinet decide on school meals", "decision"),
        ("Was the parking scheme approved?", "decision"),
        ("did the garage sites go ahead", "decision"),
        ("have they signed off the new fees", "decision"),
        ("outcome of the vote on tree felling", "decision"),
        ("what was resolved about damp in council homes", "decision"),
        ("which officer wrote the gritting report", "person"),
        ("who chaired the audit meeting", "person"),
        ("phone number for the clerk", "contact"),
        ("e-mail of the report author", "contact"),
        ("contact for the tree officer", "contact"),
        ("when does the refuse contract run out", "date"),
        ("what date is the next meeting", "date"),
        ("how long is the lease", "date"),
        ("how much does the leisure centre cost", "figure"),
        ("percentage of calls answered", "figure"),
        ("what proportion of bins were missed", "figure"),
        ("what are the priorities of the parks plan", "list"),
        ("list the garage sites", "list"),
        ("what did the residents say about the bus lane", "discussion"),
        ("concerns raised about the closure of the library", "discussion"),
        ("why was the pool closed", "reason"),
        ("between which dates could people comment on the bus lane", "date"),
        ("until when did members say it would stay shut", "date"),
        ("name against the gritting budget", "person"),
        ("the bins were missed - who by, and who pays?", "person"),
        ("a tenant who is moved to another town", "fact"),
        ("face to face contact with tenants", "fact"),
        ("allotment waiting list 2019", "fact"),
        ("which other options for the pool were dropped, and why", "list"),
        ("wots the fee for a skip", "figure"),
        ("gritting routes", "fact"),
        ("decision number for the waste contract", "fact"),
        ("", "fact"),
    ],
)
def test_the_kind_of_answer_that_is_asked_for(question, intent):
    assert read_intent(question) == intent


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("minute 143 on the framework", ("minutes",)),
        ("what do the mins say", ("minutes",)),
        ("risk register of the pool", ("appendix",)),
        ("EqIA for the closure", ("appendix",)),
        ("record of decision on fees", ("decision form",)),
        ("the business plan and its report", ("plan", "report")),
        ("what is on the agenda", ("agenda",)),
        ("planning of trees", ()),
        ("ten minute walk", ("minutes",)),
    ],
)
def test_the_parts_that_a_question_points_at(question, parts):
    assert part_hints(question) == parts


@pytest.mark.parametrize(
    "text", ["who wrote the budget report", "author of the dashboard paper", "phone number for the clerk"]
)
def test_the_author_of_a_report_is_a_contact(text):
    assert read_intent(text) == "contact"
