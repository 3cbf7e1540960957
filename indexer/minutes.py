"""The minutes of a meeting: where they stand in a paper, and where each minute begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.dates import find_dates
from indexer.lines import Line, plain, split_lines
from indexer.meetings import MINUTES_OPENING, attended_meeting, is_body, minutes_meeting
from indexer.records import Item, Meeting
from indexer.references import decision_numbers, without_decision

_ITEM_MARK = re.compile(r"\(\s*\**\s*[Il1]tem\s*\.?\s*(?P<item>[A-Z]?\d{1,3}[a-z]?)\s*\**\s*\)", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:#{1,6}\s*)?(?:[-*]\s+)?\**(?P<number>\d{1,4})\s*\.?\**(?:\s+(?P<title>\S.*))?\s*$")
_MOTION_NUMBER = re.compile(
    r"^\s*\**(?:Resolution|Motion|Minute)?\s*(?:No\.?\s*)?(?P<number>[A-Z]{0,3}\d{2,4}[-/]\d{1,4})\b\**\s*:?\s*(?P<rest>.*)$"
)
_OPENING_LINE = re.compile(r"^\W*MINUTES\b(?!\s*[-–—].*\bPage\b)", re.IGNORECASE)
_PRESENT = re.compile(
    r"^(?:members |councillors |those )?present\b(?! (?:a|the|to|and|their|his|her)\b)[^.]{0,200}", re.IGNORECASE
)
_AGENDA = re.compile(r"^(?:agenda|order of business)$", re.IGNORECASE)
_LONE_NUMBER = re.compile(r"(?:^|\n)\s*\d{1,4}\.?\s*\n\s*$")
_EMPHASIS = re.compile(r"^\s*(?:#{1,6}\s+\S.*|\*\*[^*]+\*\*:?|<b>[^<]+</b>:?)\s*$")
_NO_SUBJECT = re.compile(
    r"^(?:resolved|recommended|agreed|decision|action|reasons?|recommendations?|minutes|present|in attendance|also present|"
    r"attendance|members|councillors|officers|apologies were|unrestricted items|exempt items|part \w+|chair|signed|date)"
    r"\b[^a-z]*(?:of .*|that .*)?$",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"(?:^|[.;:]\s+)\W*(?:(?:the )?motion (?:as amended )?(?:was )?)?(?:carried|defeated|lost|tabled|deferred|withdrawn)"
    r"(?: unanimously| as amended|,? \d+\s?[-–]\s?\d+)?[ .*!)]*$"
    r"(?![ \t]*\n?[ \t]*(?:for|against|abst\w*|recorded|votes?|yeas?|nays?|ayes?|in favour)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_LATER = re.compile(r"\b(?:resolved|carried|defeated|lost)\b", re.IGNORECASE)
_HEAD = 3000
_LOOK_BACK = 9
_REACH = 5
_GAP = 5


@dataclass(frozen=True, slots=True)
class Minute:
    """One minute: its item of business and the offsets of its text, heading included."""

    item: Item
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one meeting in a paper: `start` to `end` in its text, and the minutes that were told apart."""

    meeting: Meeting
    start: int
    end: int
    minutes: tuple[Minute, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    start: int
    number: str | None
    item: str | None
    title: str


def find_minutes_openings(text: str) -> tuple[tuple[int, Meeting], ...]:
    """Where minutes open in a text, each with the meeting that they record.

    They open with "MINUTES of a meeting of the … held …", or with body, date and "Present:".
    """
    openings = _said_openings(text)
    lines = [line for line in split_lines(text) if not line.blank]
    for at, line in enumerate(lines):
        if "resent" not in line.text.lower() or not _PRESENT.match(line.plain):
            continue
        if any(0 <= line.start - start < _HEAD for start, _ in openings):
            continue
        before = lines[max(0, at - _LOOK_BACK) : at]
        closed = max((i for i, each in enumerate(before) if _AGENDA.match(each.plain)), default=-1)
        attended = attended_meeting(before[closed + 1 :])
        if attended:
            openings.append(attended)
    if openings:
        return tuple(sorted(openings, key=lambda opening: opening[0]))
    head = text[:1500]
    first = next((line for line in split_lines(head) if not line.blank), None)
    meeting = minutes_meeting(head)
    if first and meeting and _OPENING_LINE.match(first.text):
        return ((first.start, meeting),)
    return ()


def _said_openings(text: str) -> list[tuple[int, Meeting]]:
    openings = []
    for match in MINUTES_OPENING.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        if text[line_start : match.start()].strip(" *#") or _LONE_NUMBER.search(
            text, max(0, line_start - 20), line_start
        ):
            continue
        meeting = minutes_meeting(text[match.start() : match.end("rest")])
        if meeting:
            openings.append((line_start, meeting))
    return openings


def read_minutes(text: str, start: int, end: int, meeting: Meeting) -> Minutes:
    """Tell apart the minutes between two offsets.

    A minute is known by its "(Item 7)", the number and the title before it, on one line or over up to five; where a
    council prints no items, by motion numbers ("R2025-037", "Minute 45/23"), by headings whose numbers rise by one, or by
    headings in bold or in capitals. Numbers of paragraphs inside a minute start again at 1 and are passed over. A motion
    ends with its result: what is minuted between two of them is of neither.
    """
    lines = split_lines(text, start, end)
    marked = _marked(lines)
    motions = () if marked else _motions(lines)
    headings = marked or motions or _rising(lines) or _emphasised(lines)
    minutes = []
    for at, heading in enumerate(headings):
        close = headings[at + 1].start if at + 1 < len(headings) else end
        if motions:
            ends = max((result.end() for result in _RESULT.finditer(text, heading.start, close)), default=close)
            close = close if _LATER.search(text, ends, close) else ends
        numbers = decision_numbers(heading.title)
        item = Item(
            meeting=meeting,
            number=heading.item,
            minute=heading.number,
            title=without_decision(heading.title),
            decision_number=numbers[0] if numbers else None,
        )
        minutes.append(Minute(item, heading.start, close))
    return Minutes(meeting, start, end, tuple(minutes))


def _marked(lines: tuple[Line, ...]) -> list[_Heading]:
    headings = []
    last = 0
    for at, line in enumerate(lines):
        mark = _ITEM_MARK.search(line.text)
        if not mark or line.text[mark.end() :].strip(" *._"):
            continue
        opening = _number_before(lines, at, last)
        if opening is None:
            continue
        number, first, title_start = opening
        title = plain(" ".join([title_start, *(each.text for each in lines[first + 1 : at + 1])]))
        title = plain(_ITEM_MARK.sub("", title)).strip(" *-–")
        headings.append(_Heading(lines[first].start, number, mark["item"], title))
        last = int(number)
    return headings


def _number_before(lines: tuple[Line, ...], at: int, last: int) -> tuple[str, int, str] | None:
    """The number that opens the heading whose "(Item n)" stands on line `at`: number, its line, what follows it there."""
    seen = 0
    for back in range(at, max(-1, at - 12), -1):
        text = lines[back].text
        if not text.strip():
            continue
        seen += 1
        match = _NUMBERED.match(_ITEM_MARK.sub("", text))
        if match and _may_follow(int(match["number"]), last):
            return match["number"], back, match["title"] or ""
        if seen > _REACH:
            return None
    return None


def _may_follow(number: int, last: int) -> bool:
    """Whether a minute may bear this number: a few more than the last; a first one anything but a year of this century."""
    return 0 < number - last <= _GAP if last else not 2000 <= number <= 2099


def _motions(lines: tuple[Line, ...]) -> list[_Heading]:
    headings = []
    yearly = _yearly(lines)
    for at, line in enumerate(lines):
        match = _MOTION_NUMBER.match(line.text)
        if not match or not (re.search(r"[A-Z]|-", match["number"]) or line.start in yearly):
            continue
        following = next((each.plain for each in lines[at + 1 : at + 4] if not each.blank), "")
        beside = plain(match["rest"]).strip(" -–—:")
        title = beside if beside and line.start in yearly else _motion_title(following)
        headings.append(_Heading(line.start, match["number"], None, title))
    return headings if len(headings) >= 2 else []


def _yearly(lines: tuple[Line, ...]) -> set[int]:
    """Where numbers such as "45/23" or "23/045" open a line, those that count up within their year."""
    return max((_counted(lines, *order) for order in ((0, 1), (1, 0))), key=len)


def _counted(lines: tuple[Line, ...], count_at: int, year_at: int) -> set[int]:
    places: list[int] = []
    last: tuple[int, str] | None = None
    for line in lines:
        match = _MOTION_NUMBER.match(line.text)
        if not match or not re.fullmatch(r"\d+/\d+", match["number"]):
            continue
        halves = match["number"].split("/")
        count, year = int(halves[count_at]), halves[year_at]
        if last is None or (year == last[1] and 0 < count - last[0] <= _GAP):
            places.append(line.start)
            last = count, year
    return set(places) if len(places) >= 2 else set()


def _motion_title(text: str) -> str:
    """The first words of a motion's first sentence."""
    words = re.sub(r"^(?:that|whereas|resolved that|be it resolved that)\s+", "", text, flags=re.IGNORECASE)
    return " ".join(re.split(r"[.;]\s", words)[0].split()[:14]).rstrip(",;:.")


def _rising(lines: tuple[Line, ...]) -> list[_Heading]:
    """The longest run of headings whose numbers rise by one."""
    best: list[_Heading] = []
    runs: dict[int, list[_Heading]] = {}
    shown = [line for line in lines if not line.blank]
    for at, line in enumerate(shown):
        match = _NUMBERED.match(line.text)
        title = plain(match["title"] or "") if match else ""
        if not match or not (_reads_as_heading(title) or _stands_over(title, shown[at + 1 : at + 2])):
            continue
        number = int(match["number"])
        run = [*runs.get(number - 1, []), _Heading(line.start, match["number"], None, title)]
        if len(run) > len(runs.get(number, [])):
            runs[number] = run
        best = max(best, run, key=len)
    return best if len(best) >= 3 else []


def _stands_over(title: str, following: Sequence[Line]) -> bool:
    """Whether a few words, only the first of them with a capital, stand as a heading over the next line."""
    short = 1 <= len(title.split()) <= 8 and title[:1].isupper() and title[-1:].isalnum()
    return short and not any(line.text.lstrip()[:1].islower() for line in following)


def _emphasised(lines: tuple[Line, ...]) -> list[_Heading]:
    """Headings in bold, in Markdown or in capitals that have words below them; what opens minutes and motions is none."""
    shown = [line for line in lines if not line.blank]
    headings: list[_Heading] = []
    for at, line in enumerate(shown[:-1]):
        title = line.plain.rstrip(": ")
        capitals = title == title.upper() and len(title) > 5
        if not (capitals or _EMPHASIS.match(line.text)) or not _reads_as_heading(title):
            continue
        if _NO_SUBJECT.match(title) or is_body(title) or find_dates(title) or _is_emphasised(shown[at + 1]):
            continue
        headings.append(_Heading(line.start, None, None, title))
    return headings if len(headings) >= 2 else []


def _is_emphasised(line: Line) -> bool:
    return bool(_EMPHASIS.match(line.text)) and not _NO_SUBJECT.match(line.plain)


def _reads_as_heading(title: str) -> bool:
    words = title.split()
    if not 1 <= len(words) <= 20 or title.endswith((".", ";", ":", ",")):
        return False
    capitals = sum(w[:1].isupper() for w in words)
    return capitals >= max(1, len(words) // 2)
