"""Teaches the default model how people ask: trains `indexer.question_weights` on questions whose passages are known.

Run as `python -m tests.quality.adapt INDEX [--leave-out PAPER ...] [--write FILE]`, on an index of the papers asked of; questions
on papers that it does not hold are left out. `asked.txt` holds those on the papers in `corpus/`, with the beginnings of the
sentences that answer them, `asked_elsewhere.txt` those on papers that are not kept here, with digests of them. What is printed
as worth is measured on a twentieth of the questions, or on the papers left out, none of which is learned from; with `--write` it
learns from all of them. About an hour on two cores.

A question is read by the model with changes of low rank and scored against the hundred passages that the search finds first, as
`server.retriever` scores them. What is learned from is how likely the passage asked of is among them, and in it the sentence.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import normalize

from indexer.embed import SentenceTransformerEmbedder, kept_tokens
from indexer.index import Index, open_index
from indexer.models import find_model, load_model
from indexer.question_weights import QuestionWeights
from indexer.records import Passage
from indexer.settings import Settings
from server.quoting import quotes_of
from server.results import Filters, SearchRequest
from server.retriever import LATE_SHARE, WORDS_SHARE, Retriever
from server.service import Service

HERE = Path(__file__).parent
ASKED = (HERE / "asked.txt", HERE / "asked_elsewhere.txt")
RANK, SCALE, DROPPED = 16, 2.0, 0.1
RATE, GAIN_RATE, DECAY = 1e-3, 2e-3, 0.01
EPOCHS, BATCH, WARM_UP, COMPARED = 2, 32, 50, 40
SHARPNESS, SENTENCE_SHARPNESS, SENTENCE_SHARE = 12.0, 20.0, 0.5
AMBIGUOUS = 4
HELD_BACK = 20
BEGINNING, DIGITS = 60, 16

_WORKER: dict[str, Examples] = {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the paper it is asked of, and how the sentences that answer it begin, or their digests."""

    paper: str
    sentences: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A question as it is trained on, with the passages found for it.

    Its string for the model, the weights (q,) of its tokens; the rows (p,) found, their scores (p,) before the closer look, the
    least score of that look and its reach; which rows hold the answer (p,), one of them and which of its sentences (s,) do.
    """

    paper: str
    embedded: str
    weights: NDArray[np.float32]
    rows: NDArray[np.int64]
    first: NDArray[np.float32]
    low: float
    reach: float
    gold: NDArray[np.bool_]
    home: int
    answering: NDArray[np.int64]


def read_asked(path: Path) -> Iterator[Asked]:
    """The questions of a file: `# ` names the paper, lines with `> ` the answering sentences of the questions below."""
    paper, sentences, fresh = "", [], True
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            paper = line[2:]
        elif line.startswith("> "):
            sentences = sentences if fresh else []
            sentences.append(line[2:])
            fresh = True
        else:
            fresh = False
            yield Asked(paper, tuple(sentences), line)


class Places:
    """Where sentences stand: by paper and beginning, and by their whole words."""

    def __init__(self, index: Index, passages: Sequence[Passage]) -> None:
        names = {row.id: Path(row.file).stem for row in index.catalogue.documents()}
        self.sentences = [[plain(quote.text) for quote in quotes_of(passage)] for passage in passages]
        self._texts = [plain(passage.text) for passage in passages]
        self._begun: dict[tuple[str, str], dict[int, int]] = {}
        for row, passage in enumerate(passages):
            paper = names[passage.document_id]
            for at, sentence in enumerate(self.sentences[row]):
                for mark in (sentence[:BEGINNING], digest(sentence)):
                    self._begun.setdefault((paper, mark), {}).setdefault(row, at)

    def home(self, asked: Asked) -> tuple[int, tuple[int, ...]] | None:
        """The first row that holds the sentences asked of, and which they are; None where none or too many rows do."""
        found = [self._begun.get((asked.paper, begun), {}) for begun in asked.sentences]
        rows = sorted(set.intersection(*(set(each) for each in found)))
        if not rows or len(rows) >= AMBIGUOUS:
            return None
        return rows[0], tuple(each[rows[0]] for each in found)

    def holds(self, row: int, home: int, answering: Sequence[int]) -> bool:
        """Whether a row holds the same sentences as another."""
        return row == home or all(self.sentences[home][at] in self._texts[row] for at in answering)


class Examples:
    """Makes examples of questions, out of what the search finds for them before it looks closely."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(index=folder, threads=1)
        embedder = SentenceTransformerEmbedder(settings.model, threads=1, learned=False)
        self.index = open_index(folder, embedder=embedder)
        if self.index.tokens is None:
            raise SystemExit(f"{folder} holds no token vectors")
        self.store = self.index.tokens
        self._service = Service(self.index, embedder)
        self._retriever = Retriever(self.index, embedder)
        passages = self._retriever.passages(range(self.index.terms.passages))
        self._places = Places(self.index, passages)
        self.passages = [self._tokens(row, passage) for row, passage in enumerate(passages)]

    def _tokens(self, row: int, passage: Passage) -> tuple[torch.Tensor, torch.Tensor, int]:
        """The vectors (t, k) of a passage's tokens, in which sentence (t,) each stands, and how many of these there are."""
        places, vectors = self.store.tokens(row)
        shift, quotes = len(passage.embedded) - len(passage.text), quotes_of(passage)
        within = np.full(len(places), len(quotes))
        for at, quote in enumerate(quotes):
            within[(places >= quote.start + shift) & (places < quote.end + shift)] = at
        return torch.from_numpy(vectors), torch.from_numpy(within), len(quotes)

    def of(self, asked: Asked) -> Example | None:
        """A question as an example; None where its place is not clear or not among what is found first."""
        place = self._places.home(asked)
        query = self._service.understood(SearchRequest(asked.text))
        if place is None or query.empty:
            return None
        found = self._retriever.search(query, Filters())
        near = [each for each in found.candidates if each.late is not None]
        gold = np.array([self._places.holds(each.row, *place) for each in near], dtype=bool)
        if not gold.any() or found.question is None:
            return None
        late = [each.late or 0.0 for each in near]
        return Example(
            asked.paper,
            query.embedded,
            found.question[1],
            np.array([each.row for each in near]),
            np.array([WORDS_SHARE * each.words + (1 - WORDS_SHARE) * each.meaning for each in near], dtype=np.float32),
            min(late),
            max(max(late) - min(late), 1e-3),
            gold,
            place[0],
            np.array(place[1]),
        )


def examples_of(folder: Path) -> Iterator[Example]:
    """The examples that the questions make, in their order, by a process for each processor."""
    with ProcessPoolExecutor(initializer=_open, initargs=(folder,), mp_context=get_context("spawn")) as workers:
        yield from (
            example
            for example in workers.map(_of, chain.from_iterable(map(read_asked, ASKED)), chunksize=64)
            if example
        )


def _open(folder: Path) -> None:
    torch.set_num_threads(1)
    _WORKER["examples"] = Examples(folder)


def _of(asked: Asked) -> Example | None:
    return _WORKER["examples"].of(asked)


class Changed(nn.Module):
    """A linear layer with a product of two narrow matrices added to its weights."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer.requires_grad_(False)
        self.down = nn.Parameter(torch.randn(RANK, layer.in_features) / math.sqrt(layer.in_features))
        self.up = nn.Parameter(torch.zeros(layer.out_features, RANK))
        self.dropout = nn.Dropout(DROPPED)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return self.layer(values) + SCALE * self.dropout(values) @ self.down.T @ self.up.T


class Reader(nn.Module):
    """The model with changes that reads questions: their tokens' vectors in an index's basis, and the tokens' weights."""

    def __init__(self, examples: Examples) -> None:
        super().__init__()
        model = load_model(find_model(Settings().model), torch.get_num_threads())
        self.tokenizer, self.encoder = model.tokenizer, model[0].model.requires_grad_(False)
        self.names = [name for name, part in self.encoder.named_modules() if isinstance(part, nn.Linear)]
        self.names = [name for name in self.names if name.startswith("encoder.")]
        for name in self.names:
            parent, _, last = name.rpartition(".")
            setattr(self.encoder.get_submodule(parent), last, Changed(self.encoder.get_submodule(name)))
        self.gain = nn.Parameter(torch.zeros(self.encoder.config.hidden_size))
        self.mean = torch.from_numpy(examples.store.basis.mean)
        self.components = torch.from_numpy(examples.store.basis.components)

    def forward(self, asked: Sequence[Example]) -> list[tuple[torch.Tensor, torch.Tensor]]:
        features, kept, _ = kept_tokens(self.tokenizer, [each.embedded for each in asked], 256)
        states = normalize(self.encoder(**features).last_hidden_state, dim=-1)
        read = []
        for at, each in enumerate(asked):
            vectors = states[at, kept[at]]
            weights = torch.from_numpy(each.weights) * torch.exp(vectors @ self.gain)
            read.append((normalize((vectors - self.mean) @ self.components, dim=-1), weights / weights.sum()))
        return read

    def learned(self) -> QuestionWeights:
        """What was learned, as it is kept."""
        layers = {name: self.encoder.get_submodule(name) for name in self.names}
        changes = {
            name: (SCALE * part.down.detach().numpy(), part.up.detach().numpy()) for name, part in layers.items()
        }
        return QuestionWeights(changes, self.gain.detach().numpy())


def meet(
    read: tuple[torch.Tensor, torch.Tensor], tokens: torch.Tensor, within: torch.Tensor, count: int
) -> torch.Tensor:
    """The weighted MaxSim (count,) of a question with each of the groups `within` which the tokens stand."""
    vectors, weights = read
    inside = within < count
    groups = within[inside][:, None].expand(-1, len(vectors))
    best = torch.full((count, len(vectors)), -1.0)
    return best.scatter_reduce(0, groups, tokens[inside] @ vectors.T, "amax", include_self=False) @ weights


def loss(read: tuple[torch.Tensor, torch.Tensor], each: Example, examples: Examples) -> torch.Tensor:
    """How unlikely the passage asked of is among those found, and its answering sentence among its sentences."""
    compared = np.concatenate([each.gold.nonzero()[0], (~each.gold).nonzero()[0][:COMPARED]])
    scores, gold = scored(read, each, compared, examples), torch.from_numpy(each.gold[compared])
    total = -torch.log_softmax(SHARPNESS * scores, 0)[gold].logsumexp(0)
    tokens, within, count = examples.passages[each.home]
    if count > len(each.answering):
        sentences = meet(read, tokens, within, count)
        answering = torch.log_softmax(SENTENCE_SHARPNESS * sentences, 0)[torch.from_numpy(each.answering)]
        total = total - SENTENCE_SHARE * answering.logsumexp(0)
    return total


def scored(
    read: tuple[torch.Tensor, torch.Tensor], each: Example, places: NDArray[np.int64], examples: Examples
) -> torch.Tensor:
    """The scores of some of the passages found, as `server.retriever` mixes them."""
    found = [examples.passages[row][0] for row in each.rows[places]]
    within = torch.repeat_interleave(torch.arange(len(found)), torch.tensor([len(tokens) for tokens in found]))
    late = (meet(read, torch.cat(found), within, len(found)) - each.low) / each.reach
    return LATE_SHARE * late + (1 - LATE_SHARE) * torch.from_numpy(each.first[places])


def train(examples: Examples, learned_from: Sequence[Example]) -> Reader:
    """A reader that has learned from some examples; prints how it gets on."""
    torch.manual_seed(0)
    order, reader = np.random.default_rng(0), Reader(examples)
    layers = [part for part in reader.encoder.parameters() if part.requires_grad]
    groups = [{"params": layers, "lr": RATE}, {"params": [reader.gain], "lr": GAIN_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = EPOCHS * (len(learned_from) // BATCH)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1.0, (at + 1) / WARM_UP) * (1 - at / steps))
    began = time.monotonic()
    for epoch in range(EPOCHS):
        reader.train()
        shuffled, losses = order.permutation(len(learned_from)), []
        for start in range(0, len(shuffled) - BATCH + 1, BATCH):
            batch = [learned_from[at] for at in shuffled[start : start + BATCH]]
            total = sum(loss(read, each, examples) for read, each in zip(reader(batch), batch, strict=True)) / BATCH
            optimiser.zero_grad()
            total.backward()
            nn.utils.clip_grad_norm_([*layers, reader.gain], 1.0)
            optimiser.step()
            pace.step()
            losses.append(float(total.detach()))
        print(f"round {epoch + 1}: loss {np.mean(losses):.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return reader.eval()


@torch.no_grad()
def worth(name: str, reader: Reader, asked: Sequence[Example], examples: Examples) -> None:
    """Print how high the passages asked of stand among those found."""
    ranks = []
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        for read, each in zip(reader(batch), batch, strict=True):
            scores, gold = scored(read, each, np.arange(len(each.rows)), examples), torch.from_numpy(each.gold)
            ranks.append(1 + int((scores > scores[gold].max()).sum()))
    at = np.array(ranks)
    shares = ", ".join(f"hit@{first} {(at <= first).mean():.3f}" for first in (1, 2, 5))
    print(f"{name}: {len(at)} questions, MRR {(1 / at).mean():.4f}, {shares}", flush=True)


def digest(sentence: str) -> str:
    """What stands for a sentence of a paper that is not in this repository."""
    return "@" + sha256(sentence.encode()).hexdigest()[:DIGITS]


def plain(text: str) -> str:
    """Words with single spaces between them."""
    return " ".join(text.split())


def main(folder: Path, left_out: Sequence[str], written: Path | None) -> None:
    """Learn, print what it is worth, and write what was learned."""
    examples = Examples(folder)
    every = list(examples_of(folder))
    if unknown := sorted({*left_out} - {each.paper for each in every}):
        raise SystemExit(f"no question is asked of {', '.join(unknown)}")
    others = np.random.default_rng(1).integers(0, HELD_BACK, len(every)) == 0
    apart = [each.paper in left_out if left_out else bool(other) for each, other in zip(every, others, strict=True)]
    learned_from = [each for each, out in zip(every, apart, strict=True) if written or not out]
    asked = [each for each, out in zip(every, apart, strict=True) if out]
    print(f"{len(every)} questions, {len(learned_from)} to learn from", flush=True)
    worth("as the model comes", Reader(examples).eval(), asked, examples)
    reader = train(examples, learned_from)
    if written:
        reader.learned().write(written)
    else:
        worth("having learned", reader, asked, examples)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="PAPER")
    parser.add_argument("--write", type=Path, metavar="FILE")
    given = parser.parse_args()
    main(given.index, given.leave_out, given.write)
