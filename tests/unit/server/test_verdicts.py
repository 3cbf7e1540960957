import pytest

from indexer.analysis import analyse
from server.verdicts import asked_beside, asks_of_authority, asks_what_came, words_of_asking

ASKED = """
did members ok the museum lease
were the March minutes ok'd
did the cttee go along with the ferry fares
have councillors gone along with closing the baths
did cabinet wave the parking contract through
was the tree strategy waved through
has the harbour deal been given the go-ahead
did it get the thumbs up from members
did the panel give the bus lane the nod
did the committee sign up to the partnership with the trust
have we backed the new museum plan
did the board kick out the depot sale
was the depot sale kicked into the long grass
did members throw the parking charges out
was the tree plan thrown out
how did cabinet leave it on the second homes levy
how did the ferry item end in May
where did members land on the allotment rents
how did things turn out with the baths
what was the upshot on the car park
committee decision on the baths, may 2024
baths refurbishment: decision
any decision yet on the depot
what came of the depot plan
which way did the vote go on the depot
have we extended the gritting contract
has the cleaning contract been renewed
did the council put up the burial fees
did we close the day centre in Mill Lane
have they scrapped the mobile library
did councillors turn the planning bid down
did the executive settle on a site for the depot
which option did cabinet choose for the depot
were members in favour of the pier plan
were councillors happy with the pier plan
did members note the annual safety report
did the committee abandon the pier
is the new policy a done deal or still just a proposal
is it set in stone
so cabinet backed the depot sale?
gritting strategy 2023: thumbs up or just noted
has the plan made it through full council
has the fees paper been through committee
was the ferry contract put on hold
did the committee send the report back
did the portfolio holder approve the grants
what did councillors do with the complaints report
""".strip().splitlines()
NOT_ASKED = """
what did we spend on taxis
can the pilot be carried on after march
did members raise concerns about parking
did councillors ask about the waiting list
did the committee discuss staffing
did anyone query the figures
what did members say about the baths
what did the cabinet member say about the baths
did the council spend more than planned
did we meet the target for calls
have we got enough gritters
have we recruited the wardens
were members told about the inspection
did members visit the depot
has the council tax gone up
did the board hear from the trust
how were complaints handled last year
was the survey carried out in may
was the message passed on to the trust
has the population passed half a million
does the council own the depot
did the committee receive an update on flu
have carers received support
does the service back onto the park
has the executive director resigned
when does the board start its work
have we supported more carers this year
are the day centres still open
what is delegated to schools
were people put off by the charges
what has been spent since the harbour ruling
did we cut the waiting list
did members attend the training
did the service put up posters
how did the year end for the road budget
did members praise the staff
""".strip().splitlines()


@pytest.mark.parametrize("text", ASKED)
def test_what_a_body_did_with_a_matter_is_asked_in_many_words(text):
    assert asks_what_came(text)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_was_said_heard_spent_or_carried_out_is_no_outcome(text):
    assert not asks_what_came(text)
    assert not asks_of_authority(text)


@pytest.mark.parametrize(
    "text",
    [
        "could the director vary the lease without another decision",
        "can the head of parks sign the lease without asking the committee again",
        "has power been delegated to the director to sign the lease",
        "may officers alter the route on their own authority",
        "what may officers change under what is proposed",
    ],
)
def test_who_may_act_without_a_further_decision(text):
    assert asks_of_authority(text)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("did members go along with the ferry fares", "go along with"),
        ("were the harbour minutes ok'd", "ok'd"),
        ("did members wave the ferry fares through", "wave through"),
        ("have they given the harbour fares the go-ahead", "given go-ahead"),
        ("did the cttee approve the pier back in May or just look at it", "cttee look back"),
        ("was the pier closed, autumn 2024, for 2yrs", "autumn 2yrs"),
        (
            "can officers change the ferry timetable without another decision",
            "officers change without another decision",
        ),
    ],
)
def test_the_words_of_asking_name_no_matter(text, apart):
    words = words_of_asking(text)
    assert set(analyse(apart)) <= words
    assert words.isdisjoint({"ferri", "fare", "harbour", "minut", "pier", "timet"})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("did they put up the fares, and to how much?", "figure"),
        ("was the lease agreed and what would it cost", "figure"),
        ("was the lease agreed, what is it worth", "figure"),
        ("has the lease been extended and until when", "date"),
        ("did they back it and for how long", "date"),
        ("did they back the lease", None),
        ("when was the lease agreed", None),
        ("when did they first agree the lease", "date"),
        ("did they agree how much to pay", None),
    ],
)
def test_what_is_asked_for_beside_the_outcome(text, kind):
    assert asked_beside(text) == kind


def test_what_a_proposal_allows_is_asked_of_a_proposal_and_of_no_application():
    assert asks_of_authority("who signs if 24/00012 goes through")
    assert asks_of_authority("who signs once the plan is approved")
    assert not asks_of_authority("what happens once a badge application is approved")
