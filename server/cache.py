"""What was asked before and what came of it: a bounded memory of searches and answers, shared by threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Literal, TypeVar, cast

from indexer.records import Classification
from server.results import SearchRequest

T = TypeVar("T")
Kind = Literal["search", "answer"]

LONGEST_QUESTION = 1000
"""Characters of a question that is remembered; nobody types a longer one twice."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that what comes of a question depends on: the generation of the index, who may read it, and the request.

    `request` holds the words, the filters, how many results from where and in which order.
    """

    generation: str
    role: Classification
    kind: Kind
    request: SearchRequest


class Cache:
    """The last `entries` searches and answers, the longest unused one forgotten first; 0 remembers none.

    What stands here of one generation or role is never given for another, for both are part of what was asked.
    """

    def __init__(self, entries: int, told: Callable[[Kind, bool], None] = lambda kind, hit: None) -> None:
        self._entries = entries
        self._told = told
        self._held: OrderedDict[Asked, object] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def remembered(self, asked: Asked, make: Callable[[], T], lasting: Callable[[T], bool] = lambda made: True) -> T:
        """What came of the same question before, or what `make` makes of it now.

        Args:
            asked: The question.
            make: Answers it; not called under a lock, so that two threads may both answer a question that is new.
            lasting: Whether what was made may be given again.
        """
        if not self._entries or len(asked.request.text) > LONGEST_QUESTION:
            return make()
        with self._lock:
            held = self._held.get(asked)
            if held is not None:
                self._held.move_to_end(asked)
        self._told(asked.kind, held is not None)
        if held is not None:
            return cast(T, held)
        made = make()
        if lasting(made):
            self._put(asked, made)
        return made

    def _put(self, asked: Asked, made: object) -> None:
        with self._lock:
            self._held[asked] = made
            self._held.move_to_end(asked)
            while len(self._held) > self._entries:
                self._held.popitem(last=False)
