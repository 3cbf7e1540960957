"""The words of a ruling: which sentences of a motion are quoted, and what the system says around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.analysis import analyse
from indexer.dates import in_words
from indexer.flags import CUT_OFF, UNSIGNED
from indexer.records import Decision, Item, Outcome, Passage
from server.asking import verbs
from server.decisions import Link
from server.look import Look
from server.quoting import Quote, as_shown, folded, quotes_of
from server.rank import Ranked
from server.verdicts import asked_beside
from server.weighing import worths

FRAMING = 58
"""The most words of the system's own in an answer, two short of what is allowed."""
WHOLE = 105
PART = 100
BRIEF = 55
LONGEST = 300
_STEPS = 4
_SAME_VERB = 0.08
_VOTING = re.compile(r"\b(?:vot\w*|against|unanim\w*|majority|tally|mov(?:ed|er)|second(?:ed|er))\b", re.IGNORECASE)
_VOTES = {
    "named": "The vote is recorded by name",
    "tally": "The vote is recorded by number",
    "unanimous": "It was unanimous",
}
_NO_VOTE = "The minutes record no vote"
_FROM = re.compile(
    r"^\W*(?:From|By|Report of|Report by|Presented by|Lead (?:officer|member))\b\W*[:\t\n]", re.IGNORECASE
)
_HEADER = re.compile(
    r"\n\W*(?:[TТ][oо]|Subject|Title|Classification|Date|Decision|Key decision|Ward|Past|Future|Meeting|Report to"
    r"|Committee)\b[^\n]{0,24}?[:\t\n]"
)
_NAMES = 45
_LEAST = 4
_MORE = 12
_RECITAL = 10.0
_WHEREAS = re.compile(r"\W*(?:[^:;]{0,60}:\s*)?(?:(?:AND|And|and)\s+)?(?:WHEREAS|Whereas|whereas)\b")
_TITLE_WORDS = 11
_POINT = re.compile(r"^(?:\W*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]+\s+)+")

PassagesAt = Callable[[str, int, int], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a ruling: quoted from its passage, or the system's own about its passages.

    `proves` tells that the outcome rests on it.
    """

    text: str
    passages: tuple[Passage, ...]
    quoted: bool = True
    proves: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Weighs words against a question: `wanted` are its terms and their worth, `row_of` gives the row of a passage."""

    look: Look
    wanted: Mapping[str, float]
    row_of: Callable[[str], int | None]

    def overlap(self, text: str) -> float:
        """The share of the wanted terms that a text holds, by their worth."""
        held = set(analyse(text))
        total = sum(self.wanted.values()) or 1.0
        return sum(worth for term, worth in self.wanted.items() if term in held) / total

    def quotes(self, passage: Passage, quotes: Sequence[Quote]) -> list[float]:
        """How well quotes of one passage meet the question."""
        row = self.row_of(passage.id)
        look = self.look if row is not None else replace(self.look, tokens=None)
        return worths(Ranked(row or 0, 0.0, passage), quotes, look)

    def limb(self, decision: Decision, passages_at: PassagesAt) -> float:
        """How well the words that prove an outcome meet the question."""
        best = 0.0
        for passage in passages_at(decision.document_id, decision.proof_start, decision.proof_end):
            quotes = quotes_of(passage)
            alike = [hold_alike(quote.text, decision.proof) for quote in quotes]
            weighed = self.quotes(passage, quotes)
            best = max([best, *(worth for worth, fits in zip(weighed, alike, strict=True) if fits)])
        same_verb = verbs(decision.proof) & verbs(self.look.query.text)
        return best + self.overlap(decision.proof) / 2 + (_SAME_VERB if same_verb else 0.0)


def hold_alike(quote: str, motion: str) -> bool:
    """Whether a quote is of a motion, or the motion in it, the numbers before them aside; a few words may be chance."""
    part, whole = _POINT.sub("", folded(quote)), _POINT.sub("", folded(motion))
    sure = len(part.split()) >= _LEAST or part.endswith((".", ";", ",", ":"))
    return whole in part or (sure and part in whole)


def quoted(
    decision: Decision, passages_at: PassagesAt, scale: Scale, *, proves: bool
) -> tuple[tuple[Statement, ...], bool]:
    """The sentences of a motion or proposal, and whether they are all of it.

    A motion of up to 105 words is told whole; of a longer one the opening and what meets the question best, but for its
    recitals ("Whereas …"). Where a figure or a date is asked for beside the outcome, what meets the question best comes
    first, and at most 55 words are told, or the one sentence. Where the first sentence alone is longer than 300 words nothing
    is told.
    """
    found: list[tuple[Quote, Passage, float]] = []
    for passage in passages_at(decision.document_id, decision.start, decision.end):
        known = {quote.text for quote, _, _ in found}
        quotes = [_own(q, decision) for q in quotes_of(passage) if hold_alike(q.text, decision.text)]
        quotes = [quote for quote in quotes if quote.text not in known]
        worths = scale.quotes(passage, quotes)
        found += [(quote, passage, worth) for quote, worth in zip(quotes, worths, strict=True)]
    found.sort(key=lambda each: (each[1].spans[0].page_number, each[1].spans[0].start, each[0].start))
    if not found or found[0][0].words > LONGEST:
        return (), False
    measured = [(quote.words, worth - _RECITAL * bool(_WHEREAS.match(quote.text))) for quote, _, worth in found]
    kept = _briefly(measured) if asked_beside(scale.look.query.text) else _kept(measured)
    told = tuple(Statement(found[at][0].text, (found[at][1],), proves=proves) for at in kept)
    return (*told, *_result(decision, told, passages_at)), len(kept) == len(found)


def _result(decision: Decision, told: Sequence[Statement], passages_at: PassagesAt) -> list[Statement]:
    """The words that show a result where they stand apart from the motion: "Carried."."""
    places = passages_at(decision.document_id, decision.proof_start, decision.proof_end)
    if not places or any(hold_alike(each.text, decision.proof) for each in told):
        return []
    return (
        [Statement(as_shown(decision.proof), (places[-1],), proves=True)]
        if len(decision.proof.split()) <= WHOLE
        else []
    )


def _own(quote: Quote, decision: Decision) -> Quote:
    """A quote, or where a motion is a small part of it, as an entry is of a list, the motion's own words."""
    own = as_shown(decision.text)
    return replace(quote, text=own) if quote.words > len(own.split()) + _MORE else quote


def _kept(quotes: Sequence[tuple[int, float]]) -> list[int]:
    """The places of the quotes to tell, given their words and worths.

    They are all, or of those that are no recitals the first and the best that there is room for.
    """
    if sum(words for words, _ in quotes) <= WHOLE:
        return list(range(len(quotes)))
    first, *others = [at for at, (_, worth) in enumerate(quotes) if worth > -_RECITAL / 2] or list(range(len(quotes)))
    kept, room = [first], PART - quotes[first][0]
    for at in sorted(others, key=lambda at: (-quotes[at][1], at)):
        if quotes[at][0] <= room:
            kept.append(at)
            room -= quotes[at][0]
    return sorted(kept)


def _briefly(quotes: Sequence[tuple[int, float]]) -> list[int]:
    """The places of the best quote and of the next best that there is room for beside it."""
    best, *others = sorted(range(len(quotes)), key=lambda at: (-quotes[at][1], at))
    kept, room = [best], BRIEF - quotes[best][0]
    for at in others:
        if quotes[at][0] <= room:
            kept.append(at)
            room -= quotes[at][0]
    return sorted(kept)


def when(decision: Decision) -> str:
    """The day of the decision's meeting in words; empty where no paper says."""
    meeting = decision.meeting or (decision.item.meeting if decision.item else None)
    return in_words(meeting.date) if meeting and meeting.date else ""


def place(item: Item | None, decision: Decision) -> str:
    """An item's title and numbers: “Tree works” (item 7, minute 103, 18/00055); empty where there is no item."""
    if item is None:
        return ""
    words = item.title.split()
    title = " ".join(words[:_TITLE_WORDS]) + (" …" if len(words) > _TITLE_WORDS else "")
    numbers = (f"item {item.number}" if item.number else "", f"minute {item.minute}" if item.minute else "")
    named = ", ".join(each for each in (*numbers, decision.number or "") if each)
    return f"“{title}”" + (f" ({named})" if named else "")


def opening(decision: Decision) -> str:
    """What stands before the quoted words: the body, the day, the item, as the record holds them."""
    date = f" of {when(decision)}" if when(decision) else ""
    body = decision.meeting.body if decision.meeting else ""
    where = place(decision.item, decision) or "no item"
    if decision.outcome == "forthcoming":
        where = f" ({decision.number})" if decision.number else ""
        return f"Planned for the meeting{date}{where}:" if date else f"Planned, without a date{where}:"
    if decision.outcome == "reported":
        return f"So a paper to the meeting{date} tells it, {where}:"
    if CUT_OFF in decision.flags:
        return f"Moved at the meeting{date}, {where}; the minutes break off before its result:"
    if decision.outcome == "proposed":
        return f"Put to {_the(body)}{' on ' + when(decision) if date else ''} under {where}:"
    return f"Minutes of {meeting_of(decision)}, {where}:"


def meeting_of(decision: Decision) -> str:
    """The body and the day: "the Planning Committee, 8 May 2024"."""
    return ", ".join(part for part in (_the(decision.meeting.body if decision.meeting else ""), when(decision)) if part)


def _the(body: str) -> str:
    """A body's name within a sentence: "the Adult Social Care Cabinet Committee", "Cabinet"."""
    return f"the {body}" if re.search(r"\b(?:Committee|Board|Panel|Council|Group|Forum|Commission)\b", body) else body


def vote(question: str, decision: Decision) -> str:
    """How a vote was taken and who moved it, where a question asks for that; empty where it does not."""
    if not _VOTING.search(question) or decision.outcome in {"proposed", "forthcoming", "reported"}:
        return ""
    moved = f"; moved by {decision.mover}" if decision.mover else ""
    seconded = f", seconded by {decision.seconder}" if decision.seconder else ""
    return f"{_VOTES.get(decision.vote or '', _NO_VOTE)}{moved}{seconded}."


def doubts(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """What does not add up in the records, once each, as it is flagged; that a form is unsigned is no doubt."""
    flags = dict.fromkeys(flag for decision in decisions for flag in decision.flags)
    return tuple(flag for flag in flags if flag not in {UNSIGNED, CUT_OFF})


def steps(links: Sequence[Link], told: Sequence[Decision], passages_at: PassagesAt) -> Statement | None:
    """One line on the other steps of a matter, with their places; weak links are left out."""
    own = {(d.document_id, d.item) for d in told}
    said: dict[str, Passage] = {}
    for link in links:
        decision = link.decision
        if link.strength == "possibly related" or (decision.document_id, decision.item) in own:
            continue
        places = passages_at(decision.document_id, decision.proof_start, decision.proof_end)
        if places and when(decision):
            said.setdefault(_step(decision), places[0])
    shown = list(said.items())[-_STEPS:]
    if not shown:
        return None
    return Statement(
        f"Also on record: {'; '.join(step for step, _ in shown)}.", tuple(p for _, p in shown), quoted=False
    )


def _step(decision: Decision) -> str:
    told: dict[Outcome, str] = {"forthcoming": "planned for", "reported": "an earlier decision told in the papers of"}
    return f"{told.get(decision.outcome, f'{decision.outcome} on')} {when(decision)}"


def proposer(passages: Sequence[Passage]) -> Statement | None:
    """Who a report is from, in the words of its header; None where it has none that can be read."""
    for passage in passages[:4]:
        match = _FROM.search(passage.text)
        if passage.part != "report" or not match:
            continue
        end = _HEADER.search(passage.text, match.end() - 1)
        words = as_shown(passage.text[: end.start() if end else 0])
        if 2 < len(words.split()) <= _NAMES:
            return Statement(words, (passage,))
    return None
