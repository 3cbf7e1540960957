"""What the papers say of a meeting itself, in their own words: its items in order, who was there, when the next one is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis import analyse
from indexer.dates import find_dates, in_words
from indexer.records import Meeting, Passage
from server.look import Look
from server.meeting_asked import Topic, meetings_meant, names_matter, topic_of
from server.quoting import Quote, as_shown, quotes_of
from server.sittings import PROGRAMME_ENTRY, Sittings, planned_for
from server.telling import FRAMING, Statement
from server.title_lines import title_line

_ROOM = 230
_VARIETIES: dict[Topic, tuple[str, ...]] = {
    "present": ("attendance",),
    "officers": ("attendance",),
    "absent": ("apologies",),
    "chair": ("attendance", "membership"),
}
_MEMBERS = re.compile(r"^\W*(?:members )?present\b", re.IGNORECASE)
_OFFICERS = re.compile(r"^\W*(?:officers|in attendance)\b", re.IGNORECASE)
_IN_CHAIR = re.compile(
    r"\([^()]*\bchair(?:man|woman|person)?\b(?! of)[^()]*\)|\bchair(?:ing|ed)\b|\bin the chair\b", re.IGNORECASE
)
_TIME = re.compile(r"\s*(?:,\s*)?(?:at\s+)?\d{1,2}[.:]?\d{0,2}\s?(?:am|pm|noon)\b", re.IGNORECASE)
_FORMAL = re.compile(
    r"\b(?:standing item|apologies|declarations? of interest|intro(?:duction)?/\s?web|webcast\w*)\b|^\W*minutes\W*$",
    re.IGNORECASE,
)
_MOST_DATES = 3
_LINE_WORDS = 12


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """What is said of a meeting: one line that sums it up and the words that tell it; without words the line says why."""

    summary: str
    said: tuple[Statement, ...]


def tell_meeting(look: Look, sittings: Sittings) -> MeetingTold | None:
    """The answer to a question about a meeting as such; None where the question is no such one, or names no known time."""
    topic = topic_of(look.query)
    meetings = sittings.meetings() if topic else []
    if topic is None or not meetings or names_matter(look.query, look.rarity, {meeting.body for meeting in meetings}):
        return None
    if topic == "next":
        return _next(look, sittings, meetings)
    meant = meetings_meant(look.query, meetings)
    if topic == "planned":
        return _planned(look, sittings, meetings) or _agenda(sittings, meant)
    if topic == "agenda":
        return (_agenda(sittings, meant) if meant else None) or _planned(look, sittings, meetings)
    return _people(topic, sittings, meant)


def _agenda(sittings: Sittings, meetings: Sequence[Meeting]) -> MeetingTold | None:
    """The items of the first meeting that has some, in order."""
    for at, meeting in enumerate(meetings):
        lines = sittings.lines(meeting)
        said = list(_within(_ROOM, (told for line in lines if (told := title_line(line.title, line.passages)))))
        if said:
            source = "minutes" if all(told.passages[0].part == "minutes" for told in said) else "papers"
            lead = f"The {source} of {_named(meeting)}, have these items, in order:"
            if len(said) < len(lines):
                lead = f"{lead[:-1]} ({len(said)} of {len(lines)} are quoted here):"
            others = [_day(other) for other in meetings[at + 1 :] if other.date]
            if 0 < len(others) <= _MOST_DATES:
                lead = f"Other meetings of that time: {', '.join(others)}. {lead}"
            opening = Statement(lead, said[0].passages, quoted=False)
            return MeetingTold(f"{len(lines)} items, {_day(meeting)}", (opening, *_numbered(lead, said)))
    return None


def _numbered(lead: str, said: Sequence[Statement]) -> Iterator[Statement]:
    """The lines of items, the number of an item before a line that does not give it, as long as there is room for such."""
    room = FRAMING - len(lead.split())
    for told in said:
        item = told.passages[0].item
        if room >= 2 and item and item.number and item.number not in analyse(told.text):
            yield Statement(f"Item {item.number}:", told.passages, quoted=False)
            room -= 2
        yield told


def _people(topic: Topic, sittings: Sittings, meetings: Sequence[Meeting]) -> MeetingTold | None:
    """Who was there, absent or in the chair, at the first of some meetings of which the papers tell it."""
    for meeting in meetings:
        said = list(_within(_ROOM, _of_people(topic, sittings.facts_of(meeting, *_VARIETIES[topic]))))
        if said:
            source = "minutes" if said[0].passages[0].part == "minutes" else "papers"
            return MeetingTold(
                "", (Statement(f"The {source} of {_named(meeting)}:", said[0].passages, quoted=False), *said)
            )
    missing = next((meeting for meeting in meetings if not sittings.has_minutes(meeting)), None)
    if missing is None:
        return None
    return MeetingTold(f"The papers do not say: the minutes of {_named(missing)}, are not among them.", ())


def _of_people(topic: Topic, facts: Sequence[Passage]) -> Iterator[Statement]:
    if topic == "chair":
        for fact in facts:
            found = [_up_to_chair(quote.text) for quote in quotes_of(fact)]
            yield from (Statement(text, (fact,)) for text in found if text)
        return
    members = [fact for fact in facts if _MEMBERS.match(fact.text) or topic == "absent"]
    others = [fact for fact in facts if fact not in members and not _IN_CHAIR.search(fact.text)]
    if topic == "officers":
        members, others = [], [fact for fact in others if _OFFICERS.match(fact.text)] or others
    for fact in (*members, *others):
        heading = set(analyse(fact.item.title if fact.item else "")) | {"item"}
        for quote in quotes_of(fact):
            if any(term not in heading and not term.isdigit() for term in analyse(quote.text)):
                yield Statement(quote.text, (fact,))


def _up_to_chair(text: str) -> str:
    """A sentence that tells who was in the chair; of a list of names the part up to that."""
    found = [
        match
        for match in _IN_CHAIR.finditer(text)
        if "vice" not in match[0].casefold() or "in the" in match[0].casefold()
    ]
    if not found:
        return ""
    return text[: found[-1].end()] if found[-1][0].startswith("(") else text


def _next(look: Look, sittings: Sittings, meetings: Sequence[Meeting]) -> MeetingTold | None:
    """The first date that the papers give for a meeting after the newest one, or after the one that the question names."""
    bodies = look.query.bodies or sorted({m.body for m in meetings})
    summary, said = [], []
    for body in bodies[:_MOST_DATES]:
        last = max((m for m in meetings if m.body == body), key=lambda each: str(each.date))
        after = look.query.periods[-1].last if look.query.periods else last.date
        dated = [(day, told) for day, told in _dates(sittings, body) if after and day > after]
        if dated and after:
            first = min(day for day, _ in dated)
            told = [told for day, told in dated if day == first][-1]
            lead = f"The first date of a meeting after {in_words(after)} in the papers of {_the(body)}:"
            said += [Statement(lead, told.passages, quoted=False), told]
            summary.append(f"{in_words(first)}, {body}")
    if said:
        return MeetingTold("; ".join(summary), tuple(said))
    days = (
        [look.query.periods[-1].last]
        if look.query.periods
        else [m.date for m in meetings if m.date and m.body in bodies]
    )
    return MeetingTold(f"The papers do not say: they give no date of a meeting after {in_words(max(days))}.", ())


def _dates(sittings: Sittings, body: str) -> Iterator[tuple[dt.date, Statement]]:
    """The days that papers of a body give for meetings, each with the words that give it."""
    for fact in sittings.facts(PROGRAMME_ENTRY, "meeting date"):
        if fact.meeting and fact.meeting.body == body and (fact.variety != PROGRAMME_ENTRY or planned_for(fact)):
            shown = as_shown(fact.text)
            for found in find_dates(shown)[: 1 if fact.variety == PROGRAMME_ENTRY else None]:
                time = _TIME.match(shown, found.end)
                if fact.variety != PROGRAMME_ENTRY or found.date == planned_for(fact):
                    yield found.date, Statement(shown[found.start : time.end() if time else found.end], (fact,))


def _planned(look: Look, sittings: Sittings, meetings: Sequence[Meeting]) -> MeetingTold | None:
    """What work programmes hold for the meetings of the period that is asked for; without one, for the next meeting."""
    bodies = look.query.bodies
    entries = [
        (fact.meeting.date, day, fact)
        for fact in sittings.facts(PROGRAMME_ENTRY)
        if (day := planned_for(fact))
        and fact.meeting
        and fact.meeting.date
        and (not bodies or fact.meeting.body in bodies)
    ]
    if look.query.periods:
        entries = [each for each in entries if any(p.first <= each[1] <= p.last for p in look.query.periods)]
    newest = max((paper for paper, _, _ in entries), default=None)
    entries = [each for each in entries if each[0] == newest and each[1] > each[0]]
    if not entries:
        return None
    first = min(day for _, day, _ in entries)
    facts = [fact for _, day, fact in entries if day == first or look.query.periods]
    told = [Statement(quote.text, (fact,)) for fact in facts for quote in quotes_of(fact) if not _is_formal(quote)]
    said = list(_within(_ROOM, told))
    if not said:
        return None
    lead = f"Planned for the meeting of {in_words(first)}, as the papers of {_named(facts[0].meeting)}, stood:"
    return MeetingTold(f"Planned for {in_words(first)}", (Statement(lead, said[0].passages, quoted=False), *said))


def _is_formal(quote: Quote) -> bool:
    """Whether a line is of an item that each meeting has; a line torn out of a table holds several items."""
    return quote.words <= _LINE_WORDS and _FORMAL.search(quote.text) is not None


def _within(room: int, told: Iterable[Statement]) -> Iterator[Statement]:
    """The sentences that there is room for, each text once."""
    known: set[str] = set()
    for each in told:
        words = len(each.text.split())
        if each.text in known or words > room:
            continue
        known.add(each.text)
        room -= words
        yield each


def _named(meeting: Meeting | None) -> str:
    if meeting is None:
        return "an undated paper"
    return f"{_the(meeting.body)}, {_day(meeting)}"


def _the(body: str) -> str:
    return f"the {body}" if " " in body else body


def _day(meeting: Meeting) -> str:
    return in_words(meeting.date) if meeting.date else "no date"
