"""What came of the matter that a question about a decision asks of: the ruling, told no stronger than its proof."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from indexer.analysis import analyse
from indexer.flags import CUT_OFF
from indexer.records import Decision, Item, Meeting, Outcome, Passage
from indexer.rows import item_key
from server.asking import asks_ahead, asks_of_decision
from server.councils import other_councils
from server.decisions import RECURRING, is_bare, opened
from server.listing import list_outcomes, outcomes_of_meeting
from server.look import Look
from server.matters import content, find_matter, named_by_number
from server.meeting_told import tell_meeting
from server.minutes_asked import NO_MINUTES, accepted_minutes, asks_of_minutes
from server.numbers import asks_for_number, find_number
from server.other_decisions import told_of_body
from server.outsiders import outsider
from server.rank import Ranked
from server.register import DECIDED, Matter, Register
from server.sittings import Sittings
from server.summaries import summary_of
from server.telling import (
    FRAMING,
    PassagesAt,
    Scale,
    Statement,
    doubts,
    hold_alike,
    opening,
    proposer,
    quoted,
    steps,
    vote,
    when,
)
from server.unruled import asks_beside, why_unruled
from server.verdicts import AUTHORITY, asks_of_authority

_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Ruling:
    """The outcome that answers a question (None where only a number does), one line that tells it, and what is said of it.

    `after` is said after all else. `quotes` are the words that prove it with their passages; `matter` are the keys of the
    items that it is about, `untold` the terms of the question that the ruling does not hold. `sure` tells that it is of the very
    meeting or item that the question names; where nothing is said then, the line tells why. `near` tells that it is of a motion
    or a proposal that holds most of what the question names.
    """

    outcome: Outcome | None
    summary: str
    said: tuple[Statement, ...]
    after: tuple[Statement, ...] = ()
    matter: frozenset[str] = frozenset()
    untold: frozenset[str] = frozenset()
    sure: bool = False
    near: bool = False

    def of_use(self, ranked: Sequence[Ranked]) -> list[Ranked]:
        """Those of the passages found that are about the same matter and hold most of what the question asks beyond it."""
        same = [each for each in ranked if each.passage.item and item_key(each.passage.item) in self.matter]
        held = [len(self.untold & set(analyse(each.passage.text))) for each in same]
        most = max(held, default=0)
        return [each for each, count in zip(same, held, strict=True) if count == most] if most else []

    @property
    def quotes(self) -> tuple[tuple[str, Passage], ...]:
        """The quoted sentences with their passages."""
        return tuple((told.text, told.passages[0]) for told in self.said if told.quoted)


@dataclass(frozen=True, slots=True)
class Records:
    """What a ruling is made from, within what a reader's filters let through.

    `documents` are the papers allowed (None: all), `has_minutes` tells whether a meeting's minutes are in them,
    `passages_of` gives the passages on an item, `row_of` the row of a passage, `sittings` what there is of meetings as such.
    """

    register: Register
    passages_at: PassagesAt
    has_minutes: Callable[[Meeting], bool]
    passages_of: Callable[[Item], Sequence[Passage]]
    row_of: Callable[[str], int | None]
    sittings: Sittings
    documents: frozenset[str] | None = None

    def of(self, matter: Matter) -> list[Decision]:
        """The decisions of a matter and of its decision number; an account of a decision stands alone."""
        if matter.decisions[0].outcome == "reported":
            found = list(matter.decisions)
        else:
            known = self.register.of_matter(matter.item, matter.number)
            found = [d for d in known if d.outcome != "reported"]
        return [d for d in found if self.documents is None or d.document_id in self.documents]


def find_ruling(look: Look, ranked: Sequence[Ranked], records: Records) -> Ruling | None:
    """The ruling on the matter that a question about a decision asks of; None where it asks of none.

    A decision in minutes comes before a proposal on the same matter; a proposal is told as that, whatever it is called. A
    question that names a decision's number and asks for something else than the matter's words tell asks for no outcome.
    """
    if asks_for_number(look.query.text):
        number = find_number(ranked, _scale(look, records))
        return Ruling(None, "", (number,)) if number else None
    if told := tell_meeting(look, records.sittings):
        return Ruling(None, told.summary, told.said, sure=True)
    if asks_of_minutes(look):
        return _of_minutes(look, records)
    if not asks_of_decision(look.query) or any(other_councils(look)) or outsider(look.query.text):
        return None
    if not (content(look.query, look.rarity) or look.query.decisions or look.query.minute):
        return _listed(look, records)
    return _of_matter(look, ranked, records)


def _of_minutes(look: Look, records: Records) -> Ruling:
    """The resolution on the minutes that a question asks of, or that there is none."""
    accepted = accepted_minutes(look, records.register, records.documents)
    ruling = _ruling(_scale(look, records), [accepted], records) if accepted else None
    return replace(ruling, sure=True) if ruling else Ruling(None, NO_MINUTES, (), sure=True)


def _of_matter(look: Look, ranked: Sequence[Ranked], records: Records) -> Ruling | None:
    bearing = find_matter(look.query, look.rarity, ranked, records.register, records.documents)
    if bearing is None or asks_beside(look.query, bearing.held, len(content(look.query, look.rarity))):
        return None
    matter = told_of_body(look, bearing.matter, records.register, records.documents) or bearing.matter
    ruling = _ruling(_scale(look, records), records.of(matter), records)
    if ruling is None or ruling.outcome is None:
        return None
    if why := why_unruled(look.query, ruling.outcome, ruling.summary, matter.decisions):
        return Ruling(None, why, (), sure=True)
    near = bearing.held >= _NEAR and ruling.outcome in {*DECIDED, "proposed"}
    return replace(ruling, sure=named_by_number(look.query, look.rarity, matter), near=near)


def _listed(look: Look, records: Records) -> Ruling | None:
    """What minutes record of the meeting that a question names by its time alone."""
    decisions = outcomes_of_meeting(look.query, records.register, records.documents)
    if len(decisions) == 1:
        return _ruling(_scale(look, records), decisions, records)
    if not decisions:
        return None
    summary, said = list_outcomes(decisions, records.passages_at, records.passages_of, _scale(look, records))
    return Ruling(decisions[0].outcome, summary, said, sure=True) if said else None


def standing_of(look: Look, text: str, passage: Passage, records: Records) -> Ruling | None:
    """How far the matter of a quoted sentence has got, where the sentence is of a motion or a proposal; it tells no words.

    What was decided on the formal items of each meeting is left out: who asks for that has a ruling.
    """
    if passage.item is None:
        return None
    known = records.register.of_matter(passage.item)
    decisions = [d for d in known if records.documents is None or d.document_id in records.documents]
    holding = [d for d in decisions if d.document_id == passage.document_id and hold_alike(text, d.text)]
    holding = [d for d in holding if d.outcome not in {"reported", "forthcoming"}]
    if not holding:
        return None
    made = [d for d in holding if d.outcome in DECIDED]
    motion = made or [max(_chosen(decisions), key=_day)]
    main = _main(motion, _scale(look, records), records)
    formal = main.outcome in DECIDED and RECURRING.search(passage.item.title)
    if formal or not records.passages_at(main.document_id, main.proof_start, main.proof_end):
        return None
    return Ruling(main.outcome, summary_of(main, motion), ())


def _scale(look: Look, records: Records) -> Scale:
    terms = content(look.query, look.rarity).values()
    wanted = {term: worth for worth, said in terms for term in said}
    if asks_of_authority(look.query.text):
        wanted |= dict.fromkeys(AUTHORITY, max(wanted.values(), default=1.0))
    return Scale(look, wanted, records.row_of)


def _chosen(decisions: Sequence[Decision], *, ahead: bool = False) -> list[Decision]:
    """The records that answer: those of minutes, else what is asked for, else what is planned, else what is told.

    What is planned comes first where the question looks ahead.
    """
    for outcomes in (*([{"forthcoming"}] if ahead else []), DECIDED, {"proposed"}, {"forthcoming"}, {"reported"}):
        chosen = [d for d in decisions if d.outcome in outcomes]
        if chosen:
            return chosen
    return []


def _ruling(scale: Scale, decisions: Sequence[Decision], records: Records) -> Ruling | None:
    chosen = _chosen(decisions, ahead=asks_ahead(scale.look.query))
    if not chosen:
        return None
    newest = max(chosen, key=lambda d: (_day(d), -d.start))
    beside = [d for d in chosen if d.document_id == newest.document_id and d.item == newest.item]
    beside.sort(key=lambda d: (d.start, d.proof_start))
    motion = _motion(beside, scale)
    main = _main(motion, scale, records)
    told, whole = quoted(main, records.passages_at, scale, proves=True)
    if not told:
        return None
    about = told[0].passages
    said = [Statement(opening(main), about, quoted=False), *told]
    if is_bare(main):
        said += _opened(main, scale, records, about)
    notes = [vote(scale.look.query.text, main), *(f"Flagged in the record: {doubt}." for doubt in doubts(motion))]
    notes += [
        _missing(main, records),
        "" if whole else "Not all of its parts are quoted here.",
        _others(beside, motion),
    ]
    said += [Statement(note, about, quoted=False) for note in notes if note]
    after: list[Statement] = []
    if main.outcome == "proposed" and main.item and (source := proposer(records.passages_of(main.item))):
        after.append(source)
    trail = main.item and steps(records.register.trail(main.item, records.documents), beside, records.passages_at)
    items = frozenset(item_key(decision.item) for decision in decisions if decision.item)
    if trail:
        after.append(trail)
    untold = frozenset(scale.wanted) - set(analyse(" ".join(each.text for each in said)))
    return _within_framing(Ruling(main.outcome, summary_of(main, motion), tuple(said), tuple(after), items, untold))


def _motion(decisions: Sequence[Decision], scale: Scale) -> list[Decision]:
    """The limbs of the one motion or proposal of an item that a question asks of: that which holds most of it, the last."""
    motions: dict[tuple[int, bool], list[Decision]] = {}
    for decision in decisions:
        amendment = decision.limb == "amendment" or decision.outcome == "amended"
        motions.setdefault((decision.start, amendment), []).append(decision)
    amends = "amend" in scale.look.query.text.lower()

    def worth(key: tuple[int, bool]) -> tuple[bool, float, int]:
        return (key[1] == amends, scale.overlap(motions[key][0].text), key[0])

    return motions[max(motions, key=worth)]


def _main(motion: Sequence[Decision], scale: Scale, records: Records) -> Decision:
    """The limb that meets the question best; of equal ones the first."""
    limbs = sorted(motion, key=lambda d: d.proof_start)
    return max(limbs, key=lambda d: scale.limb(d, records.passages_at)) if len(limbs) > 1 else limbs[0]


def _opened(decision: Decision, scale: Scale, records: Records, about: tuple[Passage, ...]) -> list[Statement]:
    """The report's recommendation that a bare resolution refers to, said to be the report's; or why it is not shown."""
    found = opened(decision, records.register.proposals(records.documents))
    if found.proposal is None:
        return [Statement(found.reason or "", about, quoted=False)]
    told, _ = quoted(found.proposal, records.passages_at, scale, proves=False)
    if not told:
        return [Statement("The report’s recommendation cannot be quoted here.", about, quoted=False)]
    return [Statement("The report, not the minutes, says what was recommended:", told[0].passages, quoted=False), *told]


def _missing(decision: Decision, records: Records) -> str:
    """Which minutes would tell what came of a proposal."""
    if decision.outcome != "proposed" or CUT_OFF in decision.flags or not decision.meeting or not decision.meeting.date:
        return ""
    if records.has_minutes(decision.meeting):
        return f"The minutes of the meeting of {when(decision)} are here, but record no decision on it."
    return f"The minutes of the meeting of {when(decision)} are not in these papers."


def _others(beside: Sequence[Decision], motion: Sequence[Decision]) -> str:
    """What else minutes record on the item."""
    others = list(dict.fromkeys(d.outcome for d in beside if d not in motion and d.outcome in DECIDED))
    return f"Another motion on this item is recorded as {', '.join(others)}." if others else ""


def _within_framing(ruling: Ruling) -> Ruling:
    """The ruling without those of its own words that would be too many; what comes last is left out first."""
    room = FRAMING
    kept: dict[bool, list[Statement]] = {True: [], False: []}
    for last, sentences in ((False, ruling.said), (True, ruling.after)):
        for told in sentences:
            words = 0 if told.quoted else len(told.text.split())
            if words <= room:
                kept[last].append(told)
                room -= words
    return replace(ruling, said=tuple(kept[False]), after=tuple(kept[True]))


def _day(decision: Decision) -> int:
    return decision.meeting.date.toordinal() if decision.meeting and decision.meeting.date else 0
