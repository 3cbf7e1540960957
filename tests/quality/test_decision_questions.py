"""Questions on decisions, put to papers in a council's style that were built from their text."""

import datetime as dt

import pytest

from indexer.build import build
from indexer.index import open_index
from indexer.settings import Settings
from server.service import Service
from tests.fakes import HashEmbedder
from tests.served import asked
from tests.written_papers import PACK

MINUTES = """41. Library Opening Hours
(Item 7)

Mr B Cole moved and Ms C Dane seconded the following motion:

This Council resolves to open the libraries of Ashmere on Sundays from June.

The motion was put to the vote and lost by 18 votes to 41.

42. Harbour Dredging
(Item 8)

Mrs A Bell proposed an amendment that the dredging of the harbour be put off until winter. The amendment was carried.

The substantive motion on the harbour was then put to the vote and lost.

43. Bus Shelters
(Item 9)

RESOLVED that the replacement of bus shelters in Station Road be deferred to the next meeting.

44. Cemetery Charges
(Item 10)

RESOLVED that the report on cemetery charges be noted.

45. Museum Roof
(Item 11)

RESOLVED that Cabinet be recommended to repair the roof of the museum. Carried by 30 votes to 12, total 45.

46. Allotments Strategy
(Item 12)

RESOLVED the recommendations were agreed as outlined in the report.

47. Swimming Pool
(Item 13)

Mr E Fox withdrew the motion on the swimming pool.
"""
PLAN = """ASHMERE COUNTY COUNCIL

CABINET

Thursday, 8 May 2025 at 10.00 am

AGENDA

5. Cycle Hire Contract (Pages 3 - 6)

From: Mrs A Bell, Cabinet Member for Transport

To: Cabinet - 8 May 2025

Subject: Cycle Hire Contract

Decision No: 25/00031

1. Introduction

1.1 The contract for cycle hire ends in September 2025.

2. Recommendation

2.1 Cabinet is asked to AGREE the extension of the cycle hire contract by two years.
"""


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ashmere")
    (folder / "corpus").mkdir()
    minutes = PACK.format(body="COUNTY COUNCIL", title="County Council", minutes=MINUTES)
    (folder / "corpus" / "minutes.txt").write_text(minutes, encoding="utf-8")
    (folder / "corpus" / "cabinet.txt").write_text(PLAN, encoding="utf-8")
    build(Settings(corpus=folder / "corpus", index=folder / "index", ocr="off"), embedder=HashEmbedder())
    return Service(open_index(folder / "index", embedder=HashEmbedder()), HashEmbedder())


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("will the libraries open on Sundays, did it pass?", "lost"),
        ("what happened to the Sunday library motion", "lost"),
        ("was the library opening on Sundays thrown out", "lost"),
        ("did the council agree to dredge the harbour", "lost"),
        ("was the amendment on harbour dredging carried", "amended"),
        ("have the bus shelters been signed off", "deferred"),
        ("where did we get to with bus shelters", "deferred"),
        ("did we approve the cemetery charges", "noted"),
        ("is the museum roof repair agreed", "recommended"),
        ("allotments strategy - adopted?", "resolved"),
        ("what became of the swimming pool motion", "withdrawn"),
        ("has the cycle hire contract been extended and agreed", "proposed"),
        ("outcome of 25/00031", "proposed"),
        ("did councillors go along with the Sunday libraries", "lost"),
        ("were the bus shelters in Station Road ok'd", "deferred"),
        ("how did the council leave it on the bus shelters", "deferred"),
        ("did members wave the cemetery charges through", "noted"),
        ("cemetery charges: thumbs up or just noted", "noted"),
        ("have we given the allotments strategy the go-ahead", "resolved"),
        ("what was the upshot on the museum roof", "recommended"),
        ("have we extended the cycle hire contract", "proposed"),
        ("did cabinet plump for a longer cycle hire contract", "proposed"),
    ],
)
def test_the_outcome_is_the_minute_s_own_in_any_wording(council, question, outcome):
    answer = council.ask(asked(question))
    assert (answer.status, answer.outcome) == ("answered", outcome)
    assert any(sentence.quoted for sentence in answer.sentences)
    assert sum(len(s.text.split()) for s in answer.sentences if not s.quoted) <= 60


@pytest.mark.parametrize("question", ["was the tram line approved", "did we agree to sell the town hall"])
def test_what_no_paper_decides_has_no_outcome(council, question):
    assert council.ask(asked(question)).outcome is None


def test_the_date_asked_for_beside_an_outcome_is_told_with_it(council):
    answer = council.ask(asked("have we extended the cycle hire contract, and when does it end"))
    told = " ".join(sentence.text for sentence in answer.sentences)
    assert answer.outcome == "proposed"
    assert "September 2025" in told


def framing(answer):
    return " ".join(sentence.text for sentence in answer.sentences if not sentence.quoted)


def test_what_does_not_add_up_is_told_in_answer_and_register(council):
    assert "vote does not add up: 42 votes, 45 in total" in framing(
        council.ask(asked("was the museum roof repair agreed"))
    )
    (row,) = [d for d in council.decisions(text="museum") if d.outcome == "recommended"]
    assert row.flags == ("vote does not add up: 42 votes, 45 in total",)


def test_a_lost_vote_is_told_with_its_movers_where_asked(council):
    told = framing(council.ask(asked("who moved the Sunday libraries motion and was it carried")))
    assert "moved by Mr B Cole, seconded by Ms C Dane" in told
    assert "recorded by number" in told


def test_a_report_that_is_not_there_and_minutes_that_are_not_there_are_said(council):
    assert "The report is not among these papers" in framing(council.ask(asked("was the allotments strategy agreed")))
    proposed = council.ask(asked("was the cycle hire contract agreed"))
    assert proposed.summary == "Proposed, not decided in these papers"
    assert "The minutes of the meeting of 8 May 2025 are not in these papers." in framing(proposed)


def test_before_the_papers_were_dated_there_is_no_position(council):
    answer = council.ask(asked("was the cycle hire contract agreed", as_of=dt.date(2025, 4, 1)))
    assert answer.outcome is None
