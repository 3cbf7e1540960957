"""Where each item's papers begin in a pack: minutes, reports matched to the agenda list, and papers without a header."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from indexer.lines import split_lines
from indexer.records import AgendaEntry, Bookmark, Meeting, Reading, Stamp
from indexer.reports import ReportHeader

_MINUTES_TITLE = re.compile(r"\bminutes?\b", re.IGNORECASE)
_STAMP_REACH = 200


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch that opens an item's papers at `start`: the minutes of `minutes_of`, or the report under `header`.

    `entry` is the item's line in the agenda list, `stamped` the number of its "Agenda Item 6" stamp; both may be None.
    """

    start: int
    entry: AgendaEntry | None
    header: ReportHeader | None = None
    minutes_of: Meeting | None = None
    stamped: str | None = None


def page_start(reading: Reading, offset: int) -> int:
    """The offset at which the page of a PDF begins that holds `offset`; the offset itself in a text."""
    if not reading.page_starts:
        return offset
    return reading.page_starts[bisect_right(reading.page_starts, offset) - 1]


def find_segments(
    reading: Reading,
    agenda: Sequence[AgendaEntry],
    headers: Sequence[ReportHeader],
    openings: Sequence[tuple[int, Meeting]],
    stamps: Sequence[Stamp],
) -> tuple[Segment, ...]:
    """The segments of a pack in order.

    Reports are matched to the agenda by decision number, by stamp, by order and by title, all at once: the matching that
    scores best among those that keep the order. A header that matches no entry of an agenda list opens nothing (it is a
    paper within a paper); entries with pages but no header are looked for between their neighbours.
    """
    item_stamps = [stamp for stamp in stamps if stamp.kind == "agenda item"]
    placed = [_with_stamp(reading, header, item_stamps) for header in headers]
    matched = _match(placed, agenda) if agenda else {at: None for at in range(len(placed))}
    segments = [
        Segment(start, matched[at], header, stamped=stamped)
        for at, (header, start, stamped) in enumerate(placed)
        if at in matched
    ]
    segments += _minutes_segments(reading, agenda, openings, item_stamps)
    segments.sort(key=lambda segment: segment.start)
    segments += _headless(reading, agenda, segments, stamps)
    return tuple(sorted(segments, key=lambda segment: segment.start))


def _with_stamp(
    reading: Reading, header: ReportHeader, stamps: Sequence[Stamp]
) -> tuple[ReportHeader, int, str | None]:
    """A header, where its paper begins, and the number stamped there: just before it or in it in a text, on its page in a PDF."""
    begin = page_start(reading, header.start)
    if reading.page_starts:
        at = bisect_right(reading.page_starts, header.start)
        close = reading.page_starts[at] if at < len(reading.page_starts) else len(reading.text)
        found = next((stamp for stamp in stamps if begin <= stamp.start < close), None)
        return header, begin, found.label if found else header.number
    found = next((s for s in stamps if header.start - _STAMP_REACH <= s.start <= header.end), None)
    return header, min(found.start, header.start) if found else header.start, found.label if found else header.number


def _score(header: ReportHeader, stamped: str | None, entry: AgendaEntry) -> float:
    if stamped is not None:
        return 6.0 if stamped == entry.number else -1.0
    if header.decision_number and entry.decision_number:
        return 5.0 if header.decision_number == entry.decision_number else -1.0
    base = 0.0 if entry.status == "no paper" and entry.first_page is None else 0.35
    return base + 2.0 * float(fuzz.token_set_ratio(header.subject.lower(), entry.title.lower())) / 100.0 - 0.6


def _match(
    placed: Sequence[tuple[ReportHeader, int, str | None]], agenda: Sequence[AgendaEntry]
) -> dict[int, AgendaEntry | None]:
    """The order-keeping matching of headers to entries with the best total score, by dynamic programming."""
    rows, columns = len(placed), len(agenda)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            header, _, stamped = placed[row - 1]
            both = best[row - 1][column - 1] + _score(header, stamped, agenda[column - 1])
            best[row][column] = max(best[row - 1][column], best[row][column - 1], both)
    matched: dict[int, AgendaEntry | None] = {}
    row, column = rows, columns
    while row and column:
        if best[row][column] == best[row - 1][column]:
            row -= 1
        elif best[row][column] == best[row][column - 1]:
            column -= 1
        else:
            matched[row - 1] = agenda[column - 1]
            row, column = row - 1, column - 1
    return matched


def _minutes_segments(
    reading: Reading,
    agenda: Sequence[AgendaEntry],
    openings: Sequence[tuple[int, Meeting]],
    stamps: Sequence[Stamp],
) -> list[Segment]:
    entries = [entry for entry in agenda if _MINUTES_TITLE.search(entry.title)]
    segments = []
    for at, (offset, meeting) in enumerate(openings):
        entry = entries[at] if at < len(entries) else None
        begin = _head_of_minutes(reading, offset, stamps)
        stamped = next((s.label for s in stamps if begin - _STAMP_REACH <= s.start <= offset + 4000), None)
        segments.append(Segment(begin, entry, minutes_of=meeting, stamped=stamped if entry is None else None))
    return segments


def _head_of_minutes(reading: Reading, offset: int, stamps: Sequence[Stamp]) -> int:
    """Where the title above "MINUTES of a meeting" begins: the few short lines in capitals before it, or its page."""
    if reading.page_starts:
        return page_start(reading, offset)
    begin = offset
    stamped = {stamp.start for stamp in stamps if stamp.kind == "agenda item"}
    for line in reversed(split_lines(reading.text, max(0, offset - 400), offset)):
        text = line.plain
        if line.blank or set(text) <= set("_- "):
            continue
        if line.start + len(line.text) - len(line.text.lstrip()) in stamped:
            return line.start
        if text != text.upper() or len(text) > 80 or text in {"AGENDA", "UNRESTRICTED ITEMS"}:
            break
        begin = line.start
    return begin


def _headless(
    reading: Reading, agenda: Sequence[AgendaEntry], segments: Sequence[Segment], stamps: Sequence[Stamp]
) -> list[Segment]:
    """Segments for entries that have pages but no header: by bookmark or stamped page, else by the words of a title page."""
    have = {segment.entry.number for segment in segments if segment.entry}
    found = []
    for at, entry in enumerate(agenda):
        if entry.number in have or entry.first_page is None:
            continue
        before = [s.start for s in segments if s.entry and agenda.index(s.entry) < at]
        after = [s.start for s in segments if s.entry and agenda.index(s.entry) > at]
        low, high = max(before, default=entry.end), min(after, default=len(reading.text))
        start = _marked_start(reading, entry, stamps, low, high) or _worded_start(
            reading.text, entry, stamps, low, high
        )
        if start is not None:
            found.append(Segment(start, entry))
    return found


def _marked_start(reading: Reading, entry: AgendaEntry, stamps: Sequence[Stamp], low: int, high: int) -> int | None:
    wanted = str(entry.first_page)
    for stamp in stamps:
        if stamp.kind == "agenda item" and stamp.label == entry.number and low <= stamp.start < high:
            return page_start(reading, stamp.start)
    for bookmark in reading.bookmarks:
        if reading.page_starts and _names(bookmark, entry) and bookmark.page <= len(reading.page_starts):
            begin = reading.page_starts[bookmark.page - 1]
            if low <= begin < high:
                return begin
    if reading.page_starts:
        for stamp in stamps:
            if stamp.kind == "page" and stamp.label == wanted and low <= stamp.start < high:
                return page_start(reading, stamp.start)
    return None


def _names(bookmark: Bookmark, entry: AgendaEntry) -> bool:
    match = re.match(r"\s*(?:Item\s+)?([A-Z]?\d{1,3}[a-z]?)[.:]?\s+\D", bookmark.title)
    return bookmark.level == 0 and bool(match) and match is not None and match[1] == entry.number


def _worded_start(text: str, entry: AgendaEntry, stamps: Sequence[Stamp], low: int, high: int) -> int | None:
    """The line between the page stamps around the entry's first page that reads most like the opening of its paper."""
    first = entry.first_page or 0
    for stamp in stamps:
        if stamp.kind != "page" or not (stamp.label or "").isdigit() or not low <= stamp.start < high:
            continue
        number = int(stamp.label or 0)
        if number < first:
            low = max(low, stamp.end)
        else:
            high = min(high, stamp.start)
            break
    lines = split_lines(text, low, high)
    best, best_score, blanks = None, 0.75, 2
    blank_stamps = {stamp.start for stamp in stamps if stamp.kind == "blank"}
    after_blank = False
    for at, line in enumerate(lines):
        if line.blank or line.start in blank_stamps:
            blanks += line.blank
            after_blank = after_blank or line.start in blank_stamps
            continue
        following = " ".join(each.plain for each in lines[at + 1 : at + 6] if not each.blank)[:160]
        score = (
            float(fuzz.token_set_ratio(line.plain.lower(), entry.title.lower())) / 100.0
            if len(line.text) < 160
            else 0.0
        )
        score += 0.5 * (blanks >= 2) + 0.6 * after_blank
        score += 0.6 * bool(re.search(r"\b(?:committee|cabinet|council|board)\b.*\b20\d\d\b", following, re.IGNORECASE))
        if score > best_score:
            best, best_score = line.start, score
        blanks, after_blank = 0, False
    return best
