"""An answerer that lets a language model pick and order sentences, and shows nothing of it that the papers do not bear out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from indexer.records import Passage
from server.answer import Answerer, Draft, ExtractiveAnswerer, Said
from server.chat import Chat, ChatFailed, Reason
from server.evidence import in_time
from server.finder import Found
from server.grounding import proved, quoted
from server.model_prompt import messages, tokens_for
from server.model_reply import Pick, picks_of
from server.query import Query
from server.quoting import folded
from server.rulings import Ruling
from server.settings import Settings

Result = Literal["used", "nothing_left", "resting"] | Reason
"""What came of asking the model, for the metrics."""

REST = 30.0
"""Seconds for which a model that did not answer in time, or at all, is left alone."""

FRAMING = 60
"""Words that the model's own lines may make together."""

_ROOM = 116
_LEAST_ROOM = 18
_PASSAGES = 8


class ModelAnswerer:
    """Asks a model which sentences answer best; the extractive answer stands wherever that comes to nothing.

    Status, outcome and the system's own line are always the extractive answerer's, and what proves them is shown first: a model
    can neither answer where that one abstains, nor make a decision of a proposal. Of the model's reply, quotes are shown as the
    whole sentences of the passage that they stand in, and a line of its own only before a quote that proves it.
    """

    def __init__(
        self,
        chat: Chat,
        told: Callable[[Result], None] = lambda result: None,
        *,
        extractive: Answerer | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._chat = chat
        self._told = told
        self._extractive = extractive or ExtractiveAnswerer()
        self._clock = clock
        self._rests_until = 0.0

    def answer(self, found: Found, ruling: Ruling | None) -> Draft:
        """The answer made of what was found and of the ruling on the matter asked of, or the reason why there is none."""
        query = found.look.query
        draft = self._extractive.answer(found, ruling)
        lead = tuple(map(Said.of, ruling.said)) if ruling else ()
        after = tuple(map(Said.of, ruling.after)) if ruling else ()
        room = _ROOM - sum(len(said.text.split()) for said in lead)
        if draft.status != "answered" or room < _LEAST_ROOM:
            return draft
        passages = tokens_for([each.passage for each in found.ranked[:_PASSAGES]])
        picks = self._picks(query, passages)
        if picks is None:
            return replace(draft, lasting=False)
        said = (*lead, *_borne_out(picks, passages, (*lead, *after), room))
        if len(said) == len(lead) or not in_time(query, [each.passage for each in said if each.passage]):
            self._told("nothing_left")
            return draft
        self._told("used")
        return replace(draft, said=(*said, *after))

    def _picks(self, query: Query, passages: Mapping[str, Passage]) -> tuple[Pick, ...] | None:
        """The sentences that the model picks; None where it gives no usable reply."""
        if self._clock() < self._rests_until:
            self._told("resting")
            return None
        try:
            picks = picks_of(self._chat.reply(messages(query.text, passages)))
        except ChatFailed as failed:
            if failed.reason in {"timeout", "unreachable"}:
                self._rests_until = self._clock() + REST
            self._told(failed.reason)
            return None
        if picks is None:
            self._told("malformed")
        return picks


def _borne_out(
    picks: Sequence[Pick], passages: Mapping[str, Passage], shown: Sequence[Said], room: int
) -> tuple[Said, ...]:
    """What of a model's picks stands in the passages that they name, each sentence once, as far as the room goes."""
    told = {folded(said.text) for said in shown}
    said: list[Said] = []
    framing = FRAMING - sum(len(said.text.split()) for said in shown if said.passage is None)
    for pick in picks:
        passage = passages.get(pick.token)
        for at, quote in enumerate(quoted(pick.quote, passage) if passage else ()):
            assert passage is not None
            line = pick.say if not at and proved(pick.say, quote, passage) else ""
            line = line if len(line.split()) <= min(framing, room - quote.words) else ""
            if folded(quote.text) in told or quote.words > room:
                continue
            told.add(folded(quote.text))
            said.append(Said(quote.text, passage, framing=line))
            framing -= len(line.split())
            room -= quote.words + len(line.split())
    return tuple(said)


def make_answerer(settings: Settings, told: Callable[[Result], None] = lambda result: None) -> Answerer:
    """The answerer that the settings ask for: the extractive one, with a model where one is named."""
    if not settings.answer_url:
        return ExtractiveAnswerer()
    chat = Chat(
        settings.answer_url,
        settings.answer_model,
        key=settings.answer_key.get_secret_value(),
        timeout=settings.answer_timeout,
    )
    return ModelAnswerer(chat, told)
