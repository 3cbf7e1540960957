"""What a paper is: pack, minutes, report or plan, its meeting, and the parts that tile it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.agenda import is_formal, item_of, read_agenda
from indexer.dates import in_words
from indexer.divisions import Cut, Division, divide, shows_slides, variety_of
from indexer.lines import split_lines
from indexer.meetings import FrontSheet, front_sheet, title_case
from indexer.minutes import find_minutes_openings, read_minutes
from indexer.records import AgendaEntry, DocumentKind, Item, Meeting, Outline, Part, Reading, Stamp
from indexer.references import decision_numbers, without_decision
from indexer.reports import ReportHeader, find_headers
from indexer.segments import Segment, find_segments
from indexer.stamps import find_stamps

_PLAN = re.compile(r"\b(?:business plan|strategy|strategic plan|delivery plan|action plan|plan)\b", re.IGNORECASE)
_COUNCIL_NAME = re.compile(
    r"\b((?:[A-Z][\w'’-]+[ \t]+){1,4}(?:County|Borough|City|District|Parish|Town|Metropolitan)?[ \t]?Council)\b(?![ \t]+Chamber)"
)
_CAPITAL_COUNCIL = re.compile(r"^\W*((?:[A-Z'’&-]+ ){1,5}COUNCIL)\b", re.MULTILINE)
_SHORT_HEAD = 600


def outline(reading: Reading) -> Outline:
    """Read the structure of a paper from its text (and, in a PDF, its bookmarks and stamps); never from its file's name."""
    text = reading.text
    stamps = find_stamps(reading)
    headers = find_headers(text)
    openings = find_minutes_openings(text)
    agenda = _listed(read_agenda(text), [*(h.start for h in headers), *(start for start, _ in openings)])
    front = _front(text, agenda, openings, headers)
    meeting = _meeting(front, headers)
    council = _council(text, front)
    kind = _kind(text, agenda, headers, openings)
    if kind in {"plan", "other"}:
        title = _title_of_plan(text)
        whole = Part("plan" if kind == "plan" else "report", None, None, title, 0, len(text))
        return Outline(kind, title, None, (), (whole,), council)
    if kind == "minutes":
        meeting = openings[0][1]
    if meeting:
        headers = tuple(h for h in headers if _same_meeting(h, meeting))
    segments = find_segments(reading, agenda, headers, openings, stamps)
    parts = _parts(reading, meeting, agenda, segments, stamps)
    title = _title(kind, meeting, headers)
    return Outline(kind, title, meeting, agenda, parts, council)


def _listed(agenda: Sequence[AgendaEntry], papers: Sequence[int]) -> tuple[AgendaEntry, ...]:
    """The entries before the first paper: a number that goes on counting inside a report is no entry."""
    first = min((start for start in papers if agenda and start > agenda[0].start), default=None)
    return tuple(entry for entry in agenda if first is None or entry.start < first)


def _front(
    text: str, agenda: Sequence[AgendaEntry], openings: Sequence[tuple[int, Meeting]], headers: Sequence[ReportHeader]
) -> FrontSheet:
    limits = [entry.start for entry in agenda[:1]] + [o[0] for o in openings[:1]] + [h.start for h in headers[:1]]
    end = min([*limits, 6000, len(text)])
    return front_sheet(split_lines(text, 0, end))


def _meeting(front: FrontSheet, headers: Sequence[ReportHeader]) -> Meeting | None:
    """The meeting that the paper was made for: as the front sheet says, else as most reports do."""
    votes = Counter((h.meeting.body, h.meeting.date) for h in headers if h.meeting)
    (body, date), _ = votes.most_common(1)[0] if votes else ((None, None), 0)
    if front.date and (front.body or body):
        return Meeting(body if body and front.date == date else front.body or body or "", front.date, front.venue)
    if body and date:
        return Meeting(body, date, front.venue)
    return None


def _same_meeting(header: ReportHeader, meeting: Meeting) -> bool:
    return header.meeting is None or header.meeting.date == meeting.date


def _council(text: str, front: FrontSheet) -> str | None:
    counts = Counter(" ".join(m[1].title().split()) for m in _CAPITAL_COUNCIL.finditer(text))
    counts.update(" ".join(m[1].split()) for m in _COUNCIL_NAME.finditer(text))
    for name, _ in counts.most_common(5):
        if not re.match(r"(?i)(the|full|this|county|borough|city|district|parish|town)\b", name):
            return name
    return front.council if front.council and len(front.council.split()) > 1 else None


def _kind(
    text: str, agenda: Sequence[AgendaEntry], headers: Sequence[ReportHeader], openings: Sequence[tuple[int, Meeting]]
) -> DocumentKind:
    if agenda or len(headers) > 1 or (headers and openings):
        return "pack"
    if openings:
        return "minutes"
    if headers:
        return "report"
    return "plan" if _PLAN.search(_title_of_plan(text)) else "other"


def _title(kind: DocumentKind, meeting: Meeting | None, headers: Sequence[ReportHeader]) -> str:
    if kind == "report" and headers:
        return without_decision(headers[0].subject)
    if meeting is None:
        return "Committee papers"
    when = f", {in_words(meeting.date)}" if meeting.date else ""
    return f"{meeting.body}{when}: {'minutes' if kind == 'minutes' else 'agenda and reports'}"


def _title_of_plan(text: str) -> str:
    """The first lines of a paper without a header, until they make a title: up to three short lines before the first prose."""
    words: list[str] = []
    for line in split_lines(text, 0, min(len(text), 3000)):
        plain = line.plain.strip("*# ")
        if not plain:
            continue
        if len(plain) > 110 or "\t" in line.text or len(words) == 3 or plain.lower() in {"contents", "foreword"}:
            break
        words.append(plain)
    return ", ".join(words) or "Untitled paper"


def _item(segment: Segment, meeting: Meeting) -> Item:
    entry, header = segment.entry, segment.header
    subject = header.subject if header else ""
    numbers = decision_numbers(subject)
    number = entry.decision_number if entry and entry.decision_number else None
    return Item(
        meeting=meeting,
        number=entry.number if entry else segment.stamped,
        minute=None,
        title=title_case(entry.title if entry else without_decision(subject)),
        decision_number=number or (header.decision_number if header else None) or (numbers[0] if numbers else None),
        part="exempt" if entry and entry.exempt else "unrestricted",
        status=entry.status if entry else "paper",
    )


def _parts(
    reading: Reading,
    meeting: Meeting | None,
    agenda: Sequence[AgendaEntry],
    segments: Sequence[Segment],
    stamps: Sequence[Stamp],
) -> tuple[Part, ...]:
    text = reading.text
    parts: list[Part] = []
    first = segments[0].start if segments else len(text)
    if agenda or not segments or first > _SHORT_HEAD:
        item = None if segments else _sole_item(agenda, meeting)
        parts.append(Part("agenda", meeting, item, "Agenda", 0, first))
    for at, segment in enumerate(segments):
        end = segments[at + 1].start if at + 1 < len(segments) else len(text)
        if segment.minutes_of:
            parts += _minutes_parts(text, segment, end)
        else:
            item = _item(segment, meeting or Meeting("", None))
            divisions = divide(text, segment.start, end, stamps, _bookmarked(reading, segment.start, end))
            if segment.header is None and shows_slides(text[segment.start : divisions[0].end]):
                divisions = (replace(divisions[0], variety="slides"), *divisions[1:])
            parts += [_part(item, division) for division in divisions]
    return _joined(parts, len(text))


def _sole_item(agenda: Sequence[AgendaEntry], meeting: Meeting | None) -> Item | None:
    """The item that a meeting was called for, where its agenda lists only one beside the formalities."""
    business = [entry for entry in agenda if not is_formal(entry)]
    return item_of(business[0], meeting) if meeting and len(business) == 1 else None


def _part(item: Item, division: Division) -> Part:
    variety = division.variety
    if variety is None and variety_of(item.title) == "work programme":
        variety = "work programme"
    return Part(division.kind, item.meeting, item, division.title, division.start, division.end, variety)


def _minutes_parts(text: str, segment: Segment, end: int) -> list[Part]:
    if segment.minutes_of is None:
        return []
    minutes = read_minutes(text, segment.start, end, segment.minutes_of)
    head_end = minutes.minutes[0].start if minutes.minutes else end
    head = Part("minutes", minutes.meeting, None, "Minutes: present and in attendance", segment.start, head_end)
    parts = [head]
    for minute, close in zip(minutes.minutes, [*(minute.start for minute in minutes.minutes[1:]), end], strict=False):
        parts.append(Part("minutes", minutes.meeting, minute.item, minute.item.title, minute.start, minute.end))
        if text[minute.end : close].strip():
            parts.append(Part("minutes", minutes.meeting, None, "Minutes: beside the motions", minute.end, close))
    return parts


def _bookmarked(reading: Reading, start: int, end: int) -> tuple[Cut, ...]:
    """The places inside an item at which an inner bookmark of a PDF opens a part: its title tells which."""
    cuts = []
    for bookmark in reading.bookmarks:
        if bookmark.level == 0 or bookmark.page > len(reading.page_starts):
            continue
        begin = reading.page_starts[bookmark.page - 1]
        form = re.search(r"\bPROD\b|record of decision", bookmark.title, re.IGNORECASE)
        if start < begin < end:
            cuts.append(Cut(begin, "decision form" if form else "appendix", _bookmark_title(bookmark.title)))
    return tuple(cuts)


def _bookmark_title(title: str) -> str:
    bare = re.sub(r"^\s*\d{2}[-/]\d{5}\s*[-–]\s*", "", title)
    return bare if bare or not decision_numbers(title) else title


def _joined(parts: list[Part], end: int) -> tuple[Part, ...]:
    """The parts in order, each reaching to the start of the next, so that they tile the text; empty ones are dropped."""
    ordered = sorted(parts, key=lambda part: part.start)
    closes = [part.start for part in ordered[1:]] + [end]
    held = [replace(part, end=close) for part, close in zip(ordered, closes, strict=True) if close > part.start]
    return (replace(held[0], start=0), *held[1:]) if held else ()
