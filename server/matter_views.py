"""What there is to read of one matter: its decisions, the steps it took, and what was promised on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from indexer.records import Outcome
from server.results import Citation, ItemRef


@dataclass(frozen=True, slots=True)
class OpenedView:
    """What a bare resolution refers to: the report's words, or why they are not shown; `link` is the evidence."""

    text: str
    citation: Citation | None
    link: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A line of the register: the outcome, the words that prove it, and where they stand; `opened` of a bare resolution."""

    outcome: Outcome
    advisory: bool
    limb: str | None
    text: str
    proof: str
    number: str | None
    vote: str | None
    mover: str | None
    seconder: str | None
    flags: tuple[str, ...]
    citation: Citation
    opened: OpenedView | None = None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a matter: its stage, when, how strongly it is linked, and the words that prove it."""

    stage: str
    outcome: Outcome
    date: dt.date | None
    strength: str
    proof: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """Something promised or planned: its words and place, when it is due, and the later item that brought it, if any.

    `kind` is "promise" (of minutes) or "plan" (of a work programme); `shared` are the words that link the two.
    """

    kind: Literal["promise", "plan"]
    text: str
    due: str | None
    citation: Citation
    kept_by: ItemRef | None
    kept_at: tuple[str, dt.date] | None
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One matter: its passages by part (report, minutes, decision form …), its decisions, its trail and what it promised.

    `papers_to` is the date of the newest paper that was looked through for what became of it.
    """

    item: ItemRef
    body: str
    date: dt.date | None
    parts: dict[str, tuple[Citation, ...]] = field(default_factory=dict)
    decisions: tuple[DecisionView, ...] = ()
    trail: tuple[StepView, ...] = ()
    commitments: tuple[CommitmentView, ...] = ()
    papers_to: dt.date | None = None
