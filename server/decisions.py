"""What a bare resolution refers to, and how one matter went from paper to paper. Every link shows the words that prove it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from indexer.dates import in_words
from indexer.records import Decision, Item, Meeting
from indexer.references import decision_numbers, normal_decision, without_decision

Stage = Literal["forthcoming", "proposed", "committee's view", "decision", "reported"]
Strength = Literal[
    "same item", "same decision number", "explicit cross-reference", "same title and body", "possibly related"
]

_BARE = re.compile(
    r"\b(?:recommendations?|proposals?|proposed decision|decision)\b[^.;]{0,60}?"
    r"\b(?:agreed|approved|endorsed|accepted|adopted|supported|noted)\b"
    r"(?:[^.;]{0,60}\b(?:report|paper)\b)?|\bas (?:outlined|set out|detailed|recommended|contained) in the (?:report|paper)\b",
    re.IGNORECASE,
)
_BARE_WORDS = 30
RECURRING = re.compile(
    r"\b(?:work programme|minutes\b|verbal updates?|apologies|declarations? of|performance dashboard|budget monitoring|"
    r"membership|urgent|any other business|meeting dates|chairman'?s announcements?|webcast\w*|exclusion of)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
# fmt: off
_COMMON = frozenset({
    "report", "update", "that", "with", "from", "proposed", "decision", "service", "services", "adult", "social",
    "care", "county", "council", "committee", "cabinet", "review", "annual", "strategy", "contract", "contracts",
    "this", "were", "have", "been",
})
# fmt: on
_STAGES: tuple[Stage, ...] = ("forthcoming", "proposed", "committee's view", "decision", "reported")
_STRENGTHS: tuple[Strength, ...] = get_args(Strength)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a bare resolution agreed: the report's `proposal` and how the two are linked, or the `reason` why it is not shown."""

    proposal: Decision | None
    strength: Strength | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a matter: the decision, what stage it is, how strongly it is linked, and the words that prove the link."""

    decision: Decision
    stage: Stage
    strength: Strength
    proof: str


def is_bare(decision: Decision) -> bool:
    """Whether a recorded result says nothing alone: "the recommendations were agreed as outlined in the report"."""
    if decision.outcome in {"proposed", "forthcoming", "reported"} or len(decision.text.split()) > _BARE_WORDS:
        return False
    return _BARE.search(" ".join(decision.text.split())) is not None


def opened(decision: Decision, decisions: Iterable[Decision]) -> Opened:
    """The report's recommendation that a bare resolution refers to, or the reason in words why it cannot be shown.

    Taken from the same item of the same meeting; else from a paper of that meeting with the same decision number; else from
    one with the same title. Another meeting's report, however like, is never taken.
    """
    item, meeting = decision.item, decision.meeting
    if item is None or meeting is None:
        return Opened(None, None, "The minute does not say which report it is about.")
    proposals = [d for d in decisions if d.outcome == "proposed" and d.meeting and _same_meeting(d.meeting, meeting)]
    for strength, chosen in _candidates(item, decision.number, proposals):
        if len(chosen) == 1:
            return Opened(chosen[0], strength, None)
        if chosen:
            return Opened(
                None, None, f"The report of that item asks for {len(chosen)} things, and the minute does not say which."
            )
    return Opened(None, None, _why_not(item, meeting, proposals))


def _candidates(
    item: Item, number: str | None, proposals: Sequence[Decision]
) -> Iterable[tuple[Strength, list[Decision]]]:
    if item.number:
        yield "same item", [d for d in proposals if d.item and d.item.number == item.number]
    if number:
        yield "same decision number", [d for d in proposals if d.number == number]
    title = _folded(item.title)
    yield "same title and body", [d for d in proposals if d.item and title and _folded(d.item.title) == title]


def _why_not(item: Item, meeting: Meeting, proposals: Sequence[Decision]) -> str:
    when = f" of {in_words(meeting.date)}" if meeting.date else ""
    if item.part == "exempt":
        return "The report is exempt from publication."
    if not proposals:
        return f"The report is not among these papers: they hold no report to the meeting{when}."
    return f"The report is not among these papers, which hold other reports to the meeting{when}."


def _same_meeting(one: Meeting, other: Meeting) -> bool:
    return one.date == other.date and one.date is not None and _folded(one.body) == _folded(other.body)


def trail(matter: str | Item, decisions: Iterable[Decision], items: Iterable[Item] = ()) -> tuple[Link, ...]:
    """How a matter went: announced, proposed, the committee's view, decided, reported; by date, then by stage.

    Args:
        matter: a decision number in any spelling, or an item.
        decisions: every decision there is to link.
        items: further items, which tell the titles that a decision number goes by.
    """
    known = list(decisions)
    number = normal_decision(matter) if isinstance(matter, str) else _number(matter)
    named = [d.item for d in known if d.item and number and d.number == number and d.outcome != "reported"]
    named += [item for item in items if number and _number(item) == number]
    if isinstance(matter, Item):
        named.append(matter)
    subject = _Subject(matter if isinstance(matter, Item) else None, number, tuple(dict.fromkeys(named)))
    links = [link for decision in known if (link := subject.link(decision))]
    return tuple(
        sorted(
            links, key=lambda link: (_date(link.decision), _STAGES.index(link.stage), _STRENGTHS.index(link.strength))
        )
    )


@dataclass(frozen=True, slots=True)
class _Subject:
    """The matter that a trail follows: its item where one was asked for, its number, and the items known to be about it."""

    item: Item | None
    number: str | None
    items: tuple[Item, ...]

    def link(self, decision: Decision) -> Link | None:
        """The link of a decision to the matter by its strongest evidence, None where there is none."""
        words = " ".join(decision.text.split())
        found: tuple[Strength, str] | None = None
        title = decision.item.title if decision.item else ""
        if decision.outcome == "reported":
            found = self._by_account(decision, words)
        elif self.item is not None and decision.item is not None and _same_item(self.item, decision.item):
            found = "same item", title
        elif self.number and decision.number == self.number:
            found = "same decision number", _about(words, self.number) or f"{title} ({self.number})"
        elif self.number and self.number in decision_numbers(words):
            found = "explicit cross-reference", _about(words, self.number) or words[:200]
        else:
            found = self._by_title(decision)
        return Link(decision, _stage(decision), *found) if found else None

    def _by_account(self, decision: Decision, words: str) -> tuple[Strength, str] | None:
        """An account of a decision elsewhere is linked by its number, or by the report of the matter that gives it."""
        if self.number and self.number in decision_numbers(words):
            return "explicit cross-reference", words
        item = decision.item
        if item is None or not any(_same_item(item, own) for own in self.items):
            return None
        return ("explicit cross-reference" if _content(words) & _content(item.title) else "possibly related"), words

    def _by_title(self, decision: Decision) -> tuple[Strength, str] | None:
        if decision.item is None:
            return None
        for item in self.items:
            if RECURRING.search(item.title) or (decision.number and self.number and decision.number != self.number):
                continue
            if _folded(item.title) == _folded(decision.item.title) and _folded(item.meeting.body) == _folded(
                decision.item.meeting.body
            ):
                return "same title and body", decision.item.title
            mine, theirs = _content(item.title), _content(decision.item.title)
            if len(mine & theirs) >= max(2, 0.6 * len(mine | theirs)) and not RECURRING.search(decision.item.title):
                return "possibly related", decision.item.title
        return None


def _same_item(one: Item, other: Item) -> bool:
    if not _same_meeting(one.meeting, other.meeting):
        return False
    return one.number == other.number if one.number and other.number else _folded(one.title) == _folded(other.title)


def _stage(decision: Decision) -> Stage:
    if decision.outcome in {"forthcoming", "proposed", "reported"}:
        return decision.outcome
    return "committee's view" if decision.advisory else "decision"


def _number(item: Item) -> str | None:
    return normal_decision(item.decision_number) if item.decision_number else None


def _date(decision: Decision) -> dt.date:
    meeting = decision.meeting or (decision.item.meeting if decision.item else None)
    return meeting.date if meeting and meeting.date else dt.date.max


def _about(words: str, number: str) -> str | None:
    """The words about a decision number, a dozen at most on either side."""
    pieces = words.split(" ")
    at = next((n for n, piece in enumerate(pieces) if number in decision_numbers(piece)), None)
    return None if at is None else " ".join(pieces[max(0, at - 12) : at + 13])


def _folded(title: str) -> str:
    return " ".join(re.findall(r"\w+", without_decision(title).casefold()))


def _content(title: str) -> set[str]:
    return {word for word in _WORD.findall(title.casefold()) if word not in _COMMON}
