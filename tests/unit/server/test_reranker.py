from itertools import pairwise

import pytest

from indexer.errors import ModelError
from indexer.index import open_index
from indexer.models import find_model
from indexer.settings import DEFAULT_MODEL
from server.rank import Ranked
from server.reranker import READ, CrossEncoderReranker, make_reranker, reread
from server.results import SearchRequest
from server.service import Service
from server.settings import Settings
from tests.fakes import HashEmbedder, write_index
from tests.served import VILLAGE, passage


class Reading:
    """Scores a text by whether it holds a word of the question."""

    def __init__(self):
        self.read = []

    def scores(self, question, texts):
        self.read += texts
        return [float(any(word in text for word in question.split())) for text in texts]


def found(*texts):
    return [Ranked(at, 1 - at / 100, passage(text, id=f"p{at}")) for at, text in enumerate(texts)]


def ids(ranked):
    return [each.passage.id for each in ranked]


def test_what_the_second_look_prefers_comes_first():
    again = reread(found("bins", "elms", "limes"), "limes", Reading())
    assert ids(again) == ["p2", "p0", "p1"]
    assert again[0].score == pytest.approx(0.99)


def test_only_the_first_twenty_are_read_and_all_scores_fall():
    ranked = found(*["bins"] * (READ + 5), "limes")
    reading = Reading()
    again = reread(ranked, "limes", reading)
    assert len(reading.read) == READ
    assert ids(again)[READ:] == ids(ranked)[READ:]
    assert all(1 >= one.score >= other.score >= 0 for one, other in pairwise(again))


def test_nothing_found_is_nothing_read():
    assert reread([], "limes", Reading()) == []


def test_none_is_made_unless_the_settings_name_one():
    assert make_reranker(Settings()) is None


def test_a_cross_encoder_that_is_not_there(tmp_path):
    with pytest.raises(ModelError, match="nowhere") as error:
        make_reranker(Settings(reranker="nowhere"))
    assert "COMMITTEE_PAPERS_RERANKER" in error.value.hint
    with pytest.raises(ModelError, match="cannot be loaded as a cross-encoder"):
        make_reranker(Settings(reranker=str(tmp_path)))


def test_a_cross_encoder_in_a_folder_scores_between_0_and_1(tmp_path):
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification  # noqa: PLC0415  (slow)

    AutoTokenizer.from_pretrained(find_model(DEFAULT_MODEL)).save_pretrained(tmp_path)
    small = BertConfig(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, num_labels=1)
    BertForSequenceClassification(small).save_pretrained(tmp_path)
    reranker = make_reranker(Settings(reranker=str(tmp_path)))
    assert isinstance(reranker, CrossEncoderReranker)
    scores = reranker.scores("limes", ["The limes lean.", "The bins go out."])
    assert len(scores) == 2
    assert all(0 < score < 1 for score in scores)
    assert scores == reranker.scores("limes", ["The limes lean.", "The bins go out."])


class Backwards:
    """Prefers what was found last."""

    def scores(self, question, texts):
        return [at / len(texts) for at, _ in enumerate(texts)]


def test_the_second_look_changes_the_order_of_a_search_and_loses_nothing(tmp_path):
    write_index(tmp_path, VILLAGE)
    orders = []
    for reranker in (None, Backwards()):
        service = Service(open_index(tmp_path), HashEmbedder(), reranker=reranker)
        found = service.search(SearchRequest("library", limit=20)).results
        orders.append([each.citation.id for each in found])
        assert all(1 >= one.score >= other.score >= 0 for one, other in pairwise(found))
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]
