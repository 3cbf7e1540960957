import datetime as dt
from dataclasses import replace

from server.matters import content, find_matter, of_time, share
from server.rank import Ranked
from server.register import Register
from tests.served import passage, question
from tests.unit.server.test_rulings import decision


def titled(title, item, outcome="noted", **fields):
    made = decision(outcome, text="RESOLVED that the report be noted.", number=None, **fields)
    return replace(made, item=replace(made.item, title=title, number=item))


def found(asked, *decisions, ranked=(), rarity=None):
    query = question(asked)
    known = rarity or {word.term: 3.0 for word in query.terms.words}
    bearing = find_matter(query, known, ranked, Register(decisions), None)
    return bearing and bearing.matter.item.title


BUDGET = titled("Draft Budget 2024-25", "6")
DEPOT = titled("Sale of the depot", "7")
PROGRAMME = titled("Work Programme 2024", "8")


def test_the_matter_whose_title_holds_the_question_s_words():
    assert found("was the depot sale agreed", BUDGET, DEPOT, PROGRAMME) == "Sale of the depot"
    assert found("was the harbour agreed", BUDGET, DEPOT) is None
    assert found("was it agreed", BUDGET, DEPOT) is None


def test_of_alike_ones_the_newest_and_the_one_of_the_time_asked_for():
    later = titled("Sale of the depot", "7", document="d2", day=22)
    later = replace(later, item=replace(later.item, meeting=later.meeting))
    register = Register([DEPOT, later])
    newest = find_matter(question("was the depot sold and agreed"), {}, (), register, None)
    assert newest.matter.decisions[0].meeting.date == dt.date(2024, 5, 22)
    named = find_matter(question("was the depot agreed on 8 May 2024"), {}, (), register, None)
    assert named.matter.decisions[0].meeting.date == dt.date(2024, 5, 8)
    assert find_matter(question("was the depot agreed on 9 May 2023"), {}, (), register, None) is None


def test_of_two_of_one_day_and_alike_the_better_whatever_their_order():
    watch = titled("Depot contracts watched", "6")
    made = titled("Depot contracts", "7")
    asked = "were the depot contracts agreed"
    words = "Depot contracts run to March."
    ranked = [Ranked(0, 1.0, passage(words, item=made.item)), Ranked(1, 0.9, passage(words, item=watch.item, id="2"))]
    assert {found(asked, *both, ranked=ranked) for both in ((watch, made), (made, watch))} == {"Depot contracts"}


def test_the_item_that_is_named_by_its_number_and_meeting():
    assert found("minutes of 8 May 2024 item 7, what was agreed", BUDGET, DEPOT, PROGRAMME) == "Sale of the depot"
    assert found("what was agreed on item 6 in May 2024", BUDGET, DEPOT, PROGRAMME) == "Draft Budget 2024-25"
    assert found("what was agreed on item 6 of 9 May 2023", BUDGET, DEPOT, PROGRAMME) is None
    assert found("was item 6 agreed", BUDGET, DEPOT, PROGRAMME) is None


def test_no_matter_that_lacks_most_of_what_is_asked_though_a_word_is_in_its_title():
    assert found("did they agree to close the depot", DEPOT, rarity={"close": 4.0, "depot": 3.0}) is None
    ranked = [Ranked(0, 1.0, passage("They close at noon.", item=DEPOT.item))]
    told = found("did they agree to close the depot", DEPOT, rarity={"close": 4.0, "depot": 3.0}, ranked=ranked)
    assert told == "Sale of the depot"


def test_what_most_of_the_first_passages_are_about_though_its_title_does_not_say_so():
    words = "The draft holds a proposed 4.99% tax increase."
    ranked = [Ranked(n, 1.0 - n / 10, passage(words, item=BUDGET.item, id=str(n))) for n in range(6)]
    assert found("have we voted through the 4.99 tax rise", BUDGET, DEPOT, ranked=ranked) == "Draft Budget 2024-25"
    scattered = [replace(each, passage=replace(each.passage, item=DEPOT.item)) for each in ranked[:3]]
    assert found("have we voted through the 4.99 tax rise", BUDGET, DEPOT, ranked=[*ranked[:3], *scattered]) is None


def test_a_formal_item_is_asked_of_by_its_title_alone():
    words = "The accommodation refresh comes in November."
    ranked = [Ranked(n, 1.0, passage(words, item=PROGRAMME.item, id=str(n))) for n in range(8)]
    assert found("was the accommodation refresh agreed", PROGRAMME, ranked=ranked) is None
    assert found("was the work programme noted", PROGRAMME, ranked=ranked) == "Work Programme 2024"


def test_what_is_planned_is_told_of_where_the_question_looks_ahead():
    planned = titled("Sale of the depot", None, "forthcoming", document="d2", day=28)
    assert found("when will the depot sale be decided", DEPOT, planned) == "Sale of the depot"
    query = question("when will the depot sale be decided")
    assert find_matter(query, {}, (), Register([DEPOT, planned]), None).matter.decisions == (planned,)


def test_words_that_ask_and_words_of_the_time_name_no_matter():
    query = question("did the committee agree the 4.99 rise in may 2024, 8 May")
    assert set(content(query, {})) == {"4.99", "rise"}
    assert "4.99%" in content(query, {})["4.99"][1]


def test_the_share_counts_each_word_by_the_first_text_that_holds_it():
    wanted = {"a": (3.0, frozenset({"a"})), "b": (1.0, frozenset({"b", "c"}))}
    assert share(wanted, (1.0, {"a"}), (0.5, {"a", "c"})) == (3.0 + 0.5) / 4
    assert share({}, (1.0, {"a"})) == 0.0


def test_a_matter_is_of_a_time_that_its_words_name():
    matter = Register([titled("Minutes of 23 November 2023", "4")]).matters[0]
    assert of_time(question("were the nov 2023 minutes agreed"), matter)
    assert not of_time(question("were the nov 2022 minutes agreed"), matter)
    account = Register([titled("Local Account (April 2023 – March 2024)", "5")]).matters[0]
    assert of_time(question("was the 2023/24 account agreed"), account)


def test_a_title_that_holds_all_that_names_the_matter_comes_before_one_that_holds_half():
    half = titled("Transport Strategy for Ashmere", "9")
    whole = titled("Harbour Strategy", "10", outcome="forthcoming")
    spoken = [Ranked(0, 1.0, passage("How does the transport strategy link to the harbour strategy?", item=half.item))]
    assert found("was the harbour strategy agreed", half, whole, ranked=spoken) == "Harbour Strategy"


def test_who_may_act_is_asked_of_the_matter_that_gives_the_power():
    noted = titled("Lease of the depot", "6")
    asks = replace(
        titled("Lease of the depot", "7", outcome="proposed"), text="Asked to DELEGATE authority to the Clerk."
    )
    assert found("was the depot lease agreed", noted, asks) == "Lease of the depot"
    query = question("can the director sign the depot lease without another decision")
    known = {word.term: 3.0 for word in query.terms.words}
    assert find_matter(query, known, (), Register([noted, asks]), None).matter.item.number == "7"


def test_a_bare_resolution_is_found_by_what_its_minute_says():
    bare = decision("resolved", text="RESOLVED the recommendations were agreed as outlined in the report.", number=None)
    bare = replace(bare, item=replace(bare.item, title="Respite", number="9"))
    minute = Ranked(0, 1.0, passage("The ferry operator Skiffline asked for a direct award.", item=bare.item))
    assert found("Skiffline ferry award, was it agreed", bare, ranked=[minute]) == "Respite"
    assert (
        found("Skiffline ferry award, was it agreed", replace(bare, text="RESOLVED that it be noted."), ranked=[minute])
        is None
    )


def test_a_day_without_its_year_is_that_of_the_meeting_or_written_in_the_decision():
    assert found("was the depot sale agreed on 8 may", DEPOT) == "Sale of the depot"
    assert found("was the depot sale agreed on 28 november", DEPOT) is None
    assert found("was the depot sale agreed in november", DEPOT) == "Sale of the depot"
    assert found("was the depot sale agreed on 28 november or on 8 may", DEPOT) is None


def test_a_matter_of_a_quarter_is_met_on_in_the_months_after_it():
    made = titled("Performance Dashboard", "9")
    (matter,) = Register([made]).matters
    assert of_time(question("was the dashboard of Q4 2023/24 noted"), matter)
    assert not of_time(question("was the dashboard of Q2 2023/24 noted"), matter)
    assert not of_time(question("was the dashboard of Q2 2024/25 noted"), matter)
    wanted = content(question("was the dashboard of Q4 2023/24 noted"), {})
    assert {"dashboard", "q4"} <= set(wanted)
    assert "2023" not in wanted
