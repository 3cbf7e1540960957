import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from indexer.records import Meeting
from indexer.token_vectors import Basis, TokenStore, write_tokens
from server.evidence import SIGNS, in_time, lacking, signs
from server.missing import NOT_SAID
from tests.fakes import HashEmbedder
from tests.served import found_in, passage, question

LIMES = "The limes in Station Road were felled in June 2024 for £12,400."


def lack(asked, *texts, **fields):
    return lacking(found_in(asked, *texts, **fields))


def sign(name, asked, *texts, **fields):
    return signs(found_in(asked, *texts, **fields))[SIGNS.index(name)]


def test_nothing_is_lacking_where_the_words_are_held():
    assert lack("when were the limes in Station Road felled", LIMES) is None


def test_the_papers_do_not_say_what_nothing_found_holds():
    assert lack("limes") == NOT_SAID
    assert lack("parking fines in Mill Lane", *[LIMES] * 20, scores=[0.5] * 20) == NOT_SAID


@pytest.mark.parametrize(
    ("text", "asked", "fits"),
    [
        ("The limes.", "limes in May 2024", True),
        ("The limes.", "limes on 8 May 2024", True),
        ("The limes.", "limes in 2022", False),
        ("The limes of 2022.", "limes in 2022", True),
        ("The limes under the Trees Act 2022.", "limes in 2022", False),
        ("The limes.", "limes in 2023-24", False),
        ("The limes of 2023/24.", "limes in 2023-24", True),
        ("The limes in March 2024.", "limes in 2023-24", True),
        ("The limes in May 2024.", "limes in 2023-24", False),
        ("Limes\tJan-22\tFeb-22", "limes in 2022", True),
        ("Limes\tJan-23\tFeb-23", "limes in 2022", False),
        ("Limes\tApr-23\tMay-23", "limes in 2023-24", True),
        ("Limes\tJan-23\tFeb-23", "limes in 2023-24", False),
        ("Limes\tApr-23\tMay-23", "limes in Q1 2023/24", True),
        ("Market 22, limes.", "limes in 2022", False),
        ("May 22, 2021: limes.", "limes in 2022", False),
        ("Members may 22 times ask of limes.", "limes in 2022", False),
        ("In June 22,000 limes fell.", "limes in 2022", False),
        ("Limes, Sept ’22.", "limes in 2022", True),
        ("Sep-19", "limes in september 2019", True),
        ("on 08/05/2023", "limes on 8 May 2023", True),
        ("on 18/05/2023", "limes on 8 May 2023", False),
        ("Quarter 1 of 2023/24: limes.", "limes in Q1 2023/24", True),
        ("Q1 2023/24: limes.", "limes in the first quarter of 2023-24", True),
        ("Limes, May 2023.", "limes in Q1 2023/24", True),
        ("Quarter 1: limes.", "limes in Q1 2023/24", False),
        ("Quarter 4: limes.", "limes in Q4 2023/24", True),
        ("Quarter 2 of 2023/24: limes.", "limes in Q1 2023/24", False),
        ("The limes.", "limes in May 2024 and in 2022", False),
        ("The limes.", "limes", True),
    ],
)
def test_a_period_asked_for_is_that_of_a_quoted_passage_or_written_in_it(text, asked, fits):
    meeting = Meeting("Planning Committee", dt.date(2024, 5, 8))
    assert in_time(question(asked), [passage(text, meeting=meeting)]) is fits


def test_a_period_that_is_only_pointed_at_asks_for_nothing():
    found = found_in("limes in march", LIMES, meetings=[dt.date(2023, 3, 1)])
    assert found.look.query.periods
    assert in_time(found.look.query, [passage(LIMES)])
    assert lacking(found) is None


def test_the_signs():
    assert sign("held", "limes in Mill Lane", LIMES) == pytest.approx(1 / 3)
    assert sign("score", "limes", *[LIMES] * 20, scores=[0.7] * 20) == 0.7
    assert sign("score", "limes", LIMES, scores=[0.7]) == 1.0
    assert sign("near", "limes", LIMES) == 0.6
    assert sign("own time", "limes felled in Station Road in 2024", LIMES, "Bins of 1999.") == 0
    assert sign("own time", "limes felled in Station Road in 1999", LIMES, "Bins of 1999.") == 1
    assert (sign("figure", "how much do limes cost", LIMES), sign("figure", "limes", LIMES)) == (1, 0)
    assert np.isfinite(signs(found_in("limes", LIMES))).all()


def test_the_signs_of_how_closely_words_meet(tmp_path):
    embedder = HashEmbedder()
    texts = [LIMES, "Bins of 1999.", "The mowers of the cemetery."]
    tokens = embedder.embed_passages_closely(texts)[1]
    basis = Basis.fit(tokens)
    write_tokens(tmp_path, basis, [basis.pack(each) for each in tokens])
    store = TokenStore(tmp_path)
    asked = store.question(embedder.embed_query_closely("limes felled in Station Road")[1])
    found = found_in("limes felled in Station Road", *texts)
    told = signs(replace(found, look=replace(found.look, tokens=store, question=asked)))[-3:]
    met = store.scores(asked, [each.row for each in found.ranked])
    assert told.tolist() == pytest.approx([met.max(), met.max() - met.mean(), len(asked[1])])
    assert met.argmax() == 0


@pytest.mark.parametrize("written", ["reviewed on 12/02/2018", "from February to 30 June 2018", "Feb-18"])
def test_a_month_is_known_however_it_is_written(written):
    text = f"The limes in Station Road, {written}: score 9."
    assert sign("own time", "score of the limes in Station Road, February 2018", text) == 0
