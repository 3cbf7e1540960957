"""Fits the weights of `server.weighing` and `server.evidence` to labelled questions, and prints what they are worth.

Run as `python -m tests.quality.fit INDEX [QUESTIONS.jsonl ...]`. What is printed as worth is measured on questions left out:
for sentences those on one paper at a time, for the signs a tenth at a time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from indexer.cli import make_embedder
from indexer.index import open_index
from indexer.settings import Settings
from server.evaluation import holds, stands_in
from server.evidence import SIGNS, signs
from server.finder import Found
from server.questions import Question, read_questions
from server.quoting import quotes_of
from server.results import SearchRequest
from server.service import Service
from server.weighing import FEATURES, features

SET = Path(__file__).parent / "questions.jsonl"
PASSAGES = 10
FOLDS = 10

Rows = NDArray[np.float64]


def main(index_folder: Path, sets: list[Path]) -> None:
    """Fit both, and print weights and worth."""
    settings = Settings(index=index_folder, threads=1)
    embedder = make_embedder(settings)
    service = Service(open_index(index_folder, embedder=embedder), embedder)
    asked = [
        (question, service.find(SearchRequest(question.text))) for path in sets for question in read_questions(path)
    ]
    _fit_sentences([(question, found) for question, found in asked if question.gold])
    _fit_signs([(question, found) for question, found in asked if found.ranked])


def _fit_sentences(asked: list[tuple[Question, Found]]) -> None:
    rows, labels, papers = [], [], []
    for question, found in asked:
        for values, label in _sentences(question, found):
            rows.append(values)
            labels.append(label)
            papers.append(question.gold[0].document)
    x, y, paper = np.array(rows), np.array(labels), np.array(papers)
    chances = np.zeros(len(y))
    for name in sorted(set(papers)):
        out = paper == name
        chances[out] = _model().fit(x[~out], y[~out]).predict_proba(x[out])[:, 1]
    print(f"sentences: {len(y)}, average precision on papers left out {average_precision_score(y, chances):.3f}")
    print(f"           by the closeness of words alone {average_precision_score(y, x[:, 0]):.3f}")
    _print_weights(FEATURES, *_unscaled(_model().fit(x, y)))


def _sentences(question: Question, found: Found) -> Iterator[tuple[NDArray[np.float64], bool]]:
    """The features of each sentence found, and whether it holds what a right answer holds or most of a gold quote."""
    first = found.ranked[:PASSAGES]
    for ranked, rows in zip(first, features(first, found.look), strict=True):
        for quote, values in zip(quotes_of(ranked.passage), rows, strict=True):
            wanted = any(stands_in(each, quote.text) for each in question.wanted)
            yield values, wanted or any(holds(quote.text, gold.quote) for gold in question.gold)


def _fit_signs(asked: list[tuple[Question, Found]]) -> None:
    x = np.array([signs(found) for _, found in asked])
    y = np.array([bool(question.gold) for question, _ in asked])
    fold = np.random.default_rng(0).integers(0, FOLDS, len(y))
    told = np.zeros(len(y))
    for number in range(FOLDS):
        out = fold == number
        told[out] = _model(balance=2.0).fit(x[~out], y[~out]).decision_function(x[out])
    print(f"signs: {len(y)} questions, area under the curve on questions left out {roc_auc_score(y, told):.3f}")
    weights, bias = _unscaled(_model(balance=2.0).fit(x, y))
    _print_weights(SIGNS, weights, bias)
    print(f"{'least, for one in twenty abstained wrongly':44}{np.quantile((x @ weights)[y], 0.05):8.2f}")


def _model(balance: float = 1.0) -> Pipeline:
    weights = {False: balance, True: 1.0}
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=3000, class_weight=weights))


def _unscaled(model: Pipeline) -> tuple[Rows, float]:
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    return weights, float(regression.intercept_[0] - weights @ scaler.mean_)


def _print_weights(names: tuple[str, ...], weights: Any, bias: float) -> None:
    for name, weight in zip(names, weights, strict=True):
        print(f"  {name:12}{weight:8.2f}")
    print(f"  {'bias':12}{bias:8.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]] or [SET])
