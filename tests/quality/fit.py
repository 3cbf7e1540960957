"""Fits the weights of `server.weighing` and `server.evidence` to labelled questions, and prints what they are worth.

Run as `python -m tests.quality.fit INDEX [--held-out QUESTIONS.jsonl ...] [--fit QUESTIONS.jsonl ...]`. What is printed as worth
is measured on questions left out: for sentences those on one paper at a time, for the signs a tenth at a time, and for both the
signs and the least of them the sets held out, to which nothing is fitted.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
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
from server.missing import why_missing
from server.questions import Question, read_questions
from server.quoting import quotes_of
from server.results import SearchRequest
from server.service import Service
from server.weighing import FEATURES, features

HERE = Path(__file__).parent
FITTED = (HERE / "questions.jsonl", HERE / "fitted.jsonl")
HELD_OUT = (HERE / "held_out.jsonl",)
PASSAGES = 10
FOLDS = 10
WRONGLY = 0.01
OF_SENTENCES, OF_SIGNS = 0.1, 0.05

Rows = NDArray[np.float64]


Asked = list[tuple[Question, Found]]


def main(index_folder: Path, fitted: Sequence[Path], held_out: Sequence[Path]) -> None:
    """Fit both, and print weights and worth."""
    settings = Settings(index=index_folder, threads=1)
    embedder = make_embedder(settings)
    service = Service(open_index(index_folder, embedder=embedder), embedder)
    asked = _ask(service, fitted)
    _fit_sentences([(question, found) for question, found in asked if question.gold])
    weights, least = _fit_signs(asked)
    for path in held_out:
        _print_held_out(path, _ask(service, [path]), weights, least)


def _ask(service: Service, sets: Sequence[Path]) -> Asked:
    """The questions that anything is found for, with what is found."""
    asked = [
        (question, service.find(SearchRequest(question.text))) for path in sets for question in read_questions(path)
    ]
    return [(question, found) for question, found in asked if found.ranked]


def _fit_sentences(asked: Asked) -> None:
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
        chances[out] = _model(OF_SENTENCES).fit(x[~out], y[~out]).predict_proba(x[out])[:, 1]
    print(f"sentences: {len(y)}, average precision on papers left out {average_precision_score(y, chances):.3f}")
    print(f"           by the closeness of words alone {average_precision_score(y, x[:, 0]):.3f}")
    _print_weights(FEATURES, *_unscaled(_model(OF_SENTENCES).fit(x, y)))


def _sentences(question: Question, found: Found) -> Iterator[tuple[NDArray[np.float64], bool]]:
    """The features of each sentence found, and whether it holds what a right answer holds or most of a gold quote."""
    first = found.ranked[:PASSAGES]
    for ranked, rows in zip(first, features(first, found.look), strict=True):
        for quote, values in zip(quotes_of(ranked.passage), rows, strict=True):
            wanted = any(stands_in(each, quote.text) for each in question.wanted)
            yield values, wanted or any(holds(quote.text, gold.quote) for gold in question.gold)


def _fit_signs(asked: Asked) -> tuple[Rows, float]:
    """The weights of the signs, and the least sum that all but one in a hundred of the answerable questions reach.

    Fitted to the questions that no rule of `server.missing` declines.
    """
    asked = [(question, found) for question, found in asked if not why_missing(found)]
    x = np.array([signs(found) for _, found in asked])
    y = np.array([bool(question.gold) for question, _ in asked])
    fold = np.random.default_rng(0).integers(0, FOLDS, len(y))
    told = np.zeros(len(y))
    for number in range(FOLDS):
        out = fold == number
        told[out] = _model(OF_SIGNS).fit(x[~out], y[~out]).decision_function(x[out])
    print(f"signs: {len(y)} questions, area under the curve on questions left out {roc_auc_score(y, told):.3f}")
    weights, bias = _unscaled(_model(OF_SIGNS).fit(x, y))
    _print_weights(SIGNS, weights, bias)
    least = float(np.quantile((x @ weights)[y], WRONGLY))
    print(f"{f'least, for {WRONGLY:.0%} declined wrongly':44}{least:8.2f}")
    return weights, least


def _print_held_out(path: Path, asked: Asked, weights: Rows, least: float) -> None:
    """How many questions are declined, by what was fitted to others."""
    declined = np.array([bool(why_missing(found)) or signs(found) @ weights < least for _, found in asked])
    answerable = np.array([bool(question.gold) for question, _ in asked])
    for name, chosen in (("without an answer", ~answerable), ("answerable", answerable)):
        print(f"{path.name}: declined {declined[chosen].sum()} of {chosen.sum()} questions {name}")


def _model(freedom: float) -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=freedom, max_iter=3000))


def _unscaled(model: Pipeline) -> tuple[Rows, float]:
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    return weights, float(regression.intercept_[0] - weights @ scaler.mean_)


def _print_weights(names: tuple[str, ...], weights: Any, bias: float) -> None:
    for name, weight in zip(names, weights, strict=True):
        print(f"  {name:12}{weight:8.2f}")
    print(f"  {'bias':12}{bias:8.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--fit", type=Path, nargs="*", default=FITTED)
    parser.add_argument("--held-out", type=Path, nargs="*", default=HELD_OUT)
    given = parser.parse_args()
    main(given.index, given.fit, given.held_out)
