"""Facts about what is to come: work programme entries, dates of meetings, agenda entries that have no paper."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.agenda import is_formal, item_of
from indexer.dates import MONTHS, find_dates, in_words
from indexer.fact import Fact, lines_of, named, pieces_of
from indexer.lines import Line, plain, split_lines
from indexer.records import AgendaEntry, Document, Part, Stamp
from indexer.table import cells

_UNALLOCATED = re.compile(
    r"\b(?:items?|topics?|subjects?)\b.{0,60}\b(?:not (?:yet )?(?:been )?(?:allocated|scheduled)|to be (?:allocated|scheduled))|"
    r"^\W*future items\b",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(r"\b(?:work programme|forward plan|forward programme)\b", re.IGNORECASE)
_MEETING = re.compile(r"\bmeetings?\b|\bcalendar\b", re.IGNORECASE)
_TIME = re.compile(r"\b\d{1,2}[.:]?\d{0,2}\s?(?:am|pm|noon)\b", re.IGNORECASE)
_FEWEST_DATES = 3
_UPDATED = re.compile(r"^\W*(?:last )?updated(?: on)?\b", re.IGNORECASE)
_MOST_WORDS = 180
_DATE_HEAD = 14
_LONGEST_ENTRY = 600


def find_programme(document: Document, stamps: Sequence[Stamp]) -> Iterator[Fact]:
    """The entries of work programmes, lists of meeting dates, and agenda entries without a paper."""
    for part in document.outline.parts:
        if part.kind in {"report", "appendix"}:
            lines = lines_of(document, part, stamps)
            if _is_programme(part):
                yield from _entries(part, lines)
            yield from _lists_of_dates(part, lines)
        elif part.kind == "agenda":
            yield from _when_and_where(part, lines_of(document, part, stamps))
    yield from _without_paper(document)


def _is_programme(part: Part) -> bool:
    """Whether a part lists what meetings to come will deal with."""
    named_so = part.variety == "work programme" or bool(part.item and _PROGRAMME.search(part.item.title))
    return part.kind == "appendix" and named_so


def spellings(date: dt.date) -> str:
    """The ways in which people write a date and its month: "18 January 2022, January 2022, Jan 2022, 18/01/2022"."""
    month = MONTHS[date.month - 1].capitalize()
    months = dict.fromkeys((f"{month} {date.year}", f"{month[:3]} {date.year}"))
    return ", ".join([in_words(date), *months, f"{date:%d/%m/%Y}"])


def _date_of(line: Line) -> dt.date | None:
    """The date that a line opens with, where the line is the heading or the first cell of a meeting's entry."""
    words = line.plain
    found = find_dates(words)
    if not found or _UPDATED.match(words) or len(re.sub(r"\W|\d", "", words[: found[0].start])) > len("Wednesday"):
        return None
    return found[0].date if found[0].start < _DATE_HEAD else None


def _entries(part: Part, lines: Sequence[Line]) -> Iterator[Fact]:
    """One fact a meeting: its row, or the block below its date, up to the next date."""
    openings: list[tuple[int, dt.date | None]] = [
        (at, date) for at, line in enumerate(lines) if (date := _date_of(line))
    ]
    if not openings:
        return
    openings += [
        (at, None) for at, line in enumerate(lines) if at > openings[0][0] and _UNALLOCATED.search(line.plain)
    ][:1]
    openings.sort(key=lambda opening: opening[0])
    header = next((line for line in lines[: openings[0][0]] if "\t" in line.text), None)
    head = cells(header.text) if header and "\t" in lines[openings[0][0]].text else []
    yield from _before_dates(part, lines[: openings[0][0]] if not head else [])
    for (at, date), (close, _) in pairwise([*openings, (len(lines), None)]):
        block = [line for line in lines[at:close] if not _UPDATED.match(line.plain)]
        title = part.title if part.title else "work programme"
        about = f"Work programme: items not yet allocated to a meeting, future items. {title}"
        if date:
            about = (
                f"Work programme for the meeting of {spellings(date)}: what is planned, key decisions lined up, "
                f"items and reports expected, forward plan. {_paired(head, lines[at])}"
            )
        for stretch in _stretches(block):
            yield Fact(part, pieces_of(stretch), "work programme entry", about)


def _before_dates(part: Part, lines: Sequence[Line]) -> Iterator[Fact]:
    """The table of standing and annual items that stands before the first meeting."""
    rows = [line for line in lines if "\t" in line.text]
    if len(rows) > 2:
        about = "Work programme: which meetings receive standing items, annual items and regular reports, when"
        yield Fact(part, pieces_of(rows), "work programme entry", about)


def _paired(head: Sequence[str], line: Line) -> str:
    values = cells(line.text)
    pairs = [f"{name}: {value}" for name, value in zip(head, values, strict=False) if re.search(r"\w", value)]
    return "; ".join(pairs[1:])


def _stretches(block: Sequence[Line]) -> Iterator[list[Line]]:
    """A block in stretches of a readable length."""
    current: list[Line] = []
    words = 0
    for line in block:
        count = len(plain(line.text).split())
        if current and words + count > _MOST_WORDS:
            yield current
            current, words = [], 0
        current.append(line)
        words += count
    if current and words > 3:
        yield current


def _lists_of_dates(part: Part, lines: Sequence[Line]) -> Iterator[Fact]:
    """Runs of lines that are dates of meetings and nothing else, with the line above them."""
    at = 0
    while at < len(lines):
        run = at
        while run < len(lines) and _is_date(lines[run]):
            run += 1
        above = lines[at - 1].plain if at else ""
        if run - at >= _FEWEST_DATES and _MEETING.search(f"{above} {part.item.title if part.item else part.title}"):
            dates = [find_dates(line.plain)[0].date for line in lines[at:run]]
            months = ", ".join(f"{MONTHS[d.month - 1].capitalize()} {d.year}" for d in dates)
            block = lines[max(0, at - 1) : run]
            yield Fact(
                part,
                pieces_of(block),
                "meeting date",
                f"Dates of the meetings, when does the committee meet: {months}. {named(part)}",
            )
        at = max(run, at + 1)


def _is_date(line: Line) -> bool:
    words = line.plain
    found = find_dates(words)
    if not found:
        return False
    rest = words[: found[0].start] + words[found[0].end :]
    return len(re.sub(r"\W", "", rest)) <= len("Wednesday")


def _when_and_where(part: Part, lines: Sequence[Line]) -> Iterator[Fact]:
    """The line of the front sheet that names date and time, with the venue beside or below it."""
    meeting = part.meeting
    if meeting is None or meeting.date is None:
        return
    dated = [
        i for i, line in enumerate(lines[:40]) if any(found.date == meeting.date for found in find_dates(line.plain))
    ]
    if dated:
        at = next((i for i in dated if _TIME.search(lines[i].plain)), dated[0])
        about = f"When and where does the {meeting.body} meet: date, start time and venue. {spellings(meeting.date)}"
        yield Fact(part, pieces_of(lines[at : at + 3]), "meeting date", about)


def _without_paper(document: Document) -> Iterator[Fact]:
    """Agenda entries that no paper in the file belongs to, unless they are mere formalities."""
    agendas = [part for part in document.outline.parts if part.kind == "agenda"]
    numbers = {part.item.number for part in document.outline.parts if part.item and part.kind != "minutes"}
    entries = document.outline.agenda
    ends = [*(entry.start for entry in entries[1:]), len(document.text)]
    for at, entry in enumerate(entries if numbers else ()):
        part = next((part for part in agendas if part.start <= entry.start < part.end), None)
        if part is None or entry.number in numbers or entry.first_page or is_formal(entry):
            continue
        meeting = part.meeting or document.outline.meeting
        item = item_of(entry, meeting) if meeting else None
        state = "to follow, no paper in these papers yet" if entry.status == "to follow" else "no paper of its own"
        about = f"Agenda entry {entry.number}: {entry.title}: {state}; what the agenda says of it, change of membership"
        yield Fact(part, _of_entry(document.text, entry, ends[at]), "agenda entry", about, item=item)


def _of_entry(text: str, entry: AgendaEntry, end: int) -> tuple[tuple[int, int], ...]:
    """The lines of an entry: its title, and what is said of it up to the next blank line."""
    lines = split_lines(text, entry.start, min(end, entry.start + _LONGEST_ENTRY))
    close = next((at for at, line in enumerate(lines) if at and line.blank), len(lines))
    return pieces_of(lines[:close])
