"""The agenda list of a pack: which items there are, their titles, decision numbers and printed page ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indexer.lines import Line, plain, split_lines
from indexer.records import AgendaEntry, Item, Meeting
from indexer.references import decision_numbers, without_decision

_ENTRY = re.compile(r"^\s*(?:[-*•]\s+)?\**(?:Item\s+)?(?P<number>[A-Z]?\d{1,3}[a-z]?)\**[.):]?\**\s+(?P<title>\S.*)$")
_PAGES = re.compile(
    r"\(\s*(?:Pages?|pp?\.)\s*(?P<first>\d{1,4})(?:(?:\s*(?:[-–—]|to)\s*|\s+)(?P<last>\d{1,4}))?\s*\)?", re.IGNORECASE
)
_RIGHT = re.compile(r"(?:\t|\s{2,})(?P<first>\d{1,3})\s*[-–—]\s*(?P<last>\d{1,3})\s*$")
_TO_FOLLOW = re.compile(r"\(?\b(?:to follow|verbal report to follow)\b\)?", re.IGNORECASE)
_EXEMPT = re.compile(
    r"^\**\s*(?:EXEMPT ITEMS?|PART (?:2|II|B)\b.*|.*\b(?:PRIVATE|CONFIDENTIAL) (?:ITEMS?|SESSION|BUSINESS).*)\**$"
)
_OPEN_PART = re.compile(
    r"^(?!.*\b(?:exclu|exempt|private|confidential|closed|not open))"
    r"PART \w+\b.*\b(?:open to|public items|for information|for decision)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^\W*(?:AGENDA|Agenda|UNRESTRICTED ITEMS|PART (?:1|I|A)\b.*|(?:(?:ORDER|ITEMS) OF )?BUSINESS|"
    r"(?:Order|Items) of business)\W*$"
)
_CLOSES = re.compile(
    r"^\W*(?:[A-Z ]+ COUNCIL$|MINUTES?\b.*\bmeeting\b|(?:From|By|Report (?:of|by|to))\s*:|Item\s+\d+\W*$|"
    r"Agenda Item\s+\d|"
    r".*background documents referred to)",
    re.IGNORECASE,
)
_FORMAL = re.compile(
    r"\b(?:introduction|webcast\w*|apologies|substitut\w*|declarations?|minutes|urgent|"
    r"call to order|adjournment|exclusion|motion to exclude)\b",
    re.IGNORECASE,
)
_LONGEST_LIST = 260


@dataclass(frozen=True, slots=True)
class _Draft:
    number: str
    lines: tuple[Line, ...]
    exempt: bool


def read_agenda(text: str) -> tuple[AgendaEntry, ...]:
    """The entries of the agenda list at the head of a pack, in order; none where the paper holds no list.

    An entry opens with its number, which is one more than the last (gaps of two are let pass); its title runs to
    "(Pages 25 - 32)" where that is printed, else to the end of its first line (or of the lines that a full line wraps into).
    A dash lost from the range is put up with; "To Follow" is kept as the entry's status.
    """
    region = _list_lines(text)
    drafts = _drafts(region)
    if len(drafts) < 2 and not any(_PAGES.search(_joined(d.lines)) for d in drafts):
        return ()
    width = max((len(line.text.rstrip()) for line in region), default=0)
    return tuple(_entry(draft, width) for draft in drafts)


def is_formal(entry: AgendaEntry) -> bool:
    """Whether an entry is a formality of every meeting: apologies, declarations, minutes, the exclusion of the public."""
    return _FORMAL.search(entry.title) is not None


def item_of(entry: AgendaEntry, meeting: Meeting) -> Item:
    """The item of business that an entry announces."""
    part: Literal["unrestricted", "exempt"] = "exempt" if entry.exempt else "unrestricted"
    return Item(meeting, entry.number, None, entry.title, entry.decision_number, part, entry.status)


def _list_lines(text: str) -> tuple[Line, ...]:
    lines = split_lines(text, 0, min(len(text), 40_000))
    opens = next((i for i, line in enumerate(lines) if _OPENS.match(line.plain)), None)
    if opens is None:
        return ()
    last_heading = opens
    for i in range(opens, min(len(lines), opens + 80)):
        if _OPENS.match(lines[i].plain):
            last_heading = i
        elif _CLOSES.match(lines[i].plain) or _ENTRY.match(lines[i].text):
            break
    region = []
    for line in lines[last_heading + 1 : last_heading + _LONGEST_LIST]:
        if _CLOSES.match(line.plain):
            break
        region.append(line)
    return tuple(region)


def _drafts(region: tuple[Line, ...]) -> list[_Draft]:
    drafts: list[_Draft] = []
    current: list[Line] = []
    number, exempt, opened_exempt = "", False, False
    for line in region:
        if _EXEMPT.match(line.plain):
            exempt = not _OPEN_PART.match(line.plain)
        match = _ENTRY.match(line.text)
        if match and _follows(match["number"], number):
            if current:
                drafts.append(_Draft(number, tuple(current), opened_exempt))
            number, current, opened_exempt = match["number"], [line], exempt
        elif current:
            current.append(line)
    if current:
        drafts.append(_Draft(number, tuple(current), opened_exempt))
    return drafts


def _follows(number: str, before: str) -> bool:
    """Whether an entry may bear this number after `before`: "1", "A1" first, then one to three more, or a letter more."""
    if not before:
        return number in {"1", "A1", "B1", "C1", "1a"}
    digits, last = (int(re.sub(r"\D", "", n) or 0) for n in (number, before))
    if re.sub(r"\d", "", number).isupper() and number[0] != before[0]:
        return digits == 1
    return 0 < digits - last <= 3 or (digits == last and number[-1].isalpha() and number != before)


def _joined(lines: tuple[Line, ...]) -> str:
    return " ".join(line.text.strip() for line in lines)


def _entry(draft: _Draft, width: int) -> AgendaEntry:
    first = _ENTRY.match(draft.lines[0].text)
    opening = first["title"] if first else draft.lines[0].text
    whole = " ".join([opening, *(line.text.strip() for line in draft.lines[1:])])
    pages = _PAGES.search(whole) or _RIGHT.search(opening)
    end = draft.lines[0].end
    if pages:
        title = whole[: pages.start()]
        end = next((line.end for line in draft.lines if line.text.rstrip().endswith(")")), end)
    else:
        title, end = _wrapped_title(opening, draft.lines, width)
    status = _status(pages is not None, whole)
    title = _TO_FOLLOW.sub("", plain(title)).strip(" -–*.") or plain(opening)
    numbers = decision_numbers(title)
    return AgendaEntry(
        number=draft.number,
        title=without_decision(title),
        decision_number=numbers[0] if numbers else None,
        first_page=int(pages["first"]) if pages else None,
        last_page=int(pages["last"] or pages["first"]) if pages else None,
        status=status,
        exempt=draft.exempt,
        start=draft.lines[0].start,
        end=max(end, draft.lines[-1].end if not draft.lines[-1].blank else end),
    )


def _status(has_pages: bool, whole: str) -> Literal["paper", "to follow", "no paper"]:
    if has_pages:
        return "paper"
    return "to follow" if _TO_FOLLOW.search(whole) else "no paper"


def _wrapped_title(opening: str, lines: tuple[Line, ...], width: int) -> tuple[str, int]:
    title, end = opening.rstrip(), lines[0].end
    for at, line in enumerate(lines[1:], 1):
        full = len(lines[at - 1].text.rstrip()) >= 0.8 * width and width > 60
        if line.blank or not full or title.endswith((".", ")")):
            break
        title, end = f"{title} {line.text.strip()}", line.end
    return title, end
