"""The reports of a pack: where each begins, and what its header says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from indexer.dates import find_dates
from indexer.lines import Line, plain, split_lines
from indexer.meetings import addressed_meeting, is_body, title_case
from indexer.records import Meeting
from indexer.references import decision_numbers

_LABELS = {
    "from": r"from|by|report of|report by|joint report of|report from",
    "to": r"t[oо]|То|report to",
    "meeting": r"(?:meeting|committee)(?: or decision[- ]maker)?|name of (?:meeting|committee)|decision[- ]maker",
    "date": r"(?:meeting )?date|date of (?:the )?(?:meeting|committee)",
    "number": r"(?:agenda )?item(?: (?:no\.?|number))?",
    "subject": r"subject|title|report title|title of (?:the )?report",
    "decision": r"(?:non-?\s?)?(?:key\s+)?decision(?:\s*(?:number|no\.?|ref\w*))?",
    "classification": r"classification|status",
    "other": r"(?:past|previous|future)\s+pathway(?:\s+of\s+(?:paper|report))?|electoral divisions?|wards? affected|"
    r"summary|recommendations?(?:\(s\))?|purpose(?: of (?:the )?report)?|portfolio holder|contact officers?|"
    r"report authors?|authors?",
}
_LABEL = re.compile(
    r"^\s*\**(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS.items())
    + r")\**\s*(?P<mark>[:\t]|\**:|$|(?=\s+\**(?:[A-Z]|\d\d/)))",
    re.IGNORECASE,
)
_HEADER_REACH = 45
_SHORT_REACH = 9
_STRICT = {"meeting", "date", "number", "subject"}
_NEAR = 6
_FULL = {"from", "to", "subject"}
_SECTION = re.compile(r"\s*\**1\.0?\s+\**[A-Z]")
_REPORT_OF = re.compile(r"^(?:joint )?report (?:of|by|from) (?:the )?(?P<who>[A-Z][^.:]{3,140})$", re.IGNORECASE)
_TO_WHOM = re.compile(r"\bto (?:the )?(?P<body>[A-Z][^.:]{3,100})$")
_ITEM_LINE = re.compile(r"^(?:agenda )?item (?:no\.? ?)?(?P<number>[A-Z]?\d{1,3}[a-z]?)$", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:open|public|private|exempt|not for publication|confidential|key decision|purpose|summary|executive summary|"
    r"introduction|background|recommendations?|wards?\b|electoral|report (?:of|by|from)|joint report|part \w+|appendix|"
    r"councillor|cllr|\d|page\b)|"
    r"\b(?:director|officer|cabinet member|portfolio holder|chief executive|head of)\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"^[A-Z]?\d{1,3}[a-z]?[.)]?\s")
_COUNCIL = re.compile(r"\bcouncil\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$", re.IGNORECASE)
_OPENING_LABELS = {
    "from": _HEADER_REACH,
    "to": _HEADER_REACH,
    "date": _SHORT_REACH,
    "number": _SHORT_REACH,
    "subject": _SHORT_REACH,
}


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """The header block that opens a report: where it begins, and what its labels say."""

    start: int
    end: int
    meeting: Meeting | None
    subject: str
    decision_number: str | None
    classification: str | None
    number: str | None = None


@lru_cache(maxsize=2)
def find_headers(text: str) -> tuple[ReportHeader, ...]:
    """Every block in which From (or By), To and Subject follow each other, whatever their order and layout.

    A value stands beside its label, or on the next lines; a colon may be missing; "То" may be spelt in Cyrillic. Where a
    report prints no labels, "Report of the Director of Housing" next to the body, its date and a title opens it.
    """
    lines = [line for line in split_lines(text) if not line.blank]
    headers: list[ReportHeader] = []
    at = 0
    while at < len(lines):
        label = _label(lines[at])
        header, after = None, at + 1
        if label in _OPENING_LABELS:
            header, after = _read_header(lines, at, _OPENING_LABELS[label])
            if header is None:
                header = _untold(lines, at, headers[-1].end if headers else 0)
        elif "eport" in lines[at].text.lower() and _REPORT_OF.match(lines[at].plain):
            header = _unlabelled(lines, at, headers[-1].end if headers else 0)
        if header:
            headers.append(header)
        at = after if header else at + 1
    return tuple(headers)


def _cells(line: Line) -> str:
    """The line with the strokes of a Markdown table as tabs."""
    return line.text.replace("|", "\t")


def _label(line: Line) -> str | None:
    match = _LABEL.match(_cells(line))
    if not match or len(line.text) > 400:
        return None
    name = next(name for name in _LABELS if match[name])
    marked = ":" in match["mark"] or "\t" in match["mark"]
    rest = _cells(line)[match.end() :]
    if marked or (name not in _STRICT and not rest.strip(" *:\t")) or _bare_subject(line):
        return "to" if name == "meeting" else name
    if name in {"subject", "decision"} and ("**" in rest or (name == "decision" and decision_numbers(rest[:12]))):
        return name
    return None


def _bare_subject(line: Line) -> bool:
    return line.plain.lower() in {"subject", "subject of report"}


def _read_header(lines: list[Line], at: int, reach: int) -> tuple[ReportHeader | None, int]:
    values, last = _labelled(lines, at, reach)
    if not {"to", "subject"} <= values.keys():
        return None, at
    dated = " - ".join(plain(" ".join(part)).strip(" *:") for part in (values["to"][:3], values.get("date", [])[:2]))
    meeting = addressed_meeting(" ".join(values["to"][:3])) or (addressed_meeting(dated) if "date" in values else None)
    if meeting is None and "from" not in values:
        return None, at
    subject = plain(" ".join(_value(values["subject"]))).strip(" *:")
    numbers = decision_numbers(" ".join([*values.get("decision", [])[:3], *values["subject"][:2]]))
    classification = next((plain(part).strip(" *:") for part in _value(values.get("classification", []))), None)
    item = re.search(r"[A-Z]?\d{1,3}[a-z]?\b", plain(" ".join(values.get("number", [])[:2])))
    header = ReportHeader(
        lines[at].start,
        lines[last].end,
        meeting,
        subject,
        numbers[0] if numbers else None,
        classification,
        item[0] if item else None,
    )
    return header, max(last, at + 1)


def _untold(lines: list[Line], at: int, least: int) -> ReportHeader | None:
    """The header whose labels give title and author, and whose meeting stands above them."""
    values, last = _labelled(lines, at, _SHORT_REACH)
    if not {"from", "subject"} <= values.keys() or "to" in values:
        return None
    above = _short_lines(reversed(lines[max(0, at - _NEAR) : at]), least)
    named = next((line for line in above if _body_in(line)), None)
    dated = next((line for line in above if find_dates(line.plain)), None)
    subject = plain(" ".join(_value(values["subject"])[:1])).strip(" *:")
    if named is None or dated is None or not subject:
        return None
    meeting = Meeting(title_case(_body_in(named)), find_dates(dated.plain)[0].date)
    numbers = decision_numbers(subject)
    start = min(named.start, dated.start)
    return ReportHeader(start, lines[last].end, meeting, subject, numbers[0] if numbers else None, None)


def _labelled(lines: list[Line], at: int, reach: int) -> tuple[dict[str, list[str]], int]:
    """What the labels from line `at` on say, each with the lines that follow it, and the last line that bears a label."""
    values: dict[str, list[str]] = {}
    current = ""
    last = at
    for i in range(at, min(len(lines), at + reach)):
        label = _label(lines[i])
        if (label == "from" and {"from", "to"} <= values.keys()) or (label == "to" and values.keys() >= _FULL):
            break
        if label == "other":
            current = ""
            last = i
            if values.keys() >= _FULL:
                break
        elif label:
            current = label
            match = _LABEL.match(_cells(lines[i]))
            values.setdefault(label, []).append(_cells(lines[i])[match.end() :] if match else "")
            last = i
        elif _SECTION.match(lines[i].text) and values.keys() >= _FULL:
            break
        elif current:
            values[current].append(lines[i].text)
    return values, last


def _unlabelled(lines: list[Line], at: int, least: int) -> ReportHeader | None:
    """The header about "Report of the Director of Housing": body and date within a few lines of it, and a title."""
    above = _short_lines(reversed(lines[max(0, at - _NEAR) : at]), least)[::-1]
    below = lines[at + 1 : at + _NEAR]
    near = [*above, lines[at], *below]
    bodies = [line for line in near if _body_in(line)]
    dates = [line for line in near if find_dates(line.plain)]
    if not bodies or not dates:
        return None
    named = next((line for line in bodies if line in dates or not _COUNCIL.search(line.plain)), bodies[0])
    used = {line.start for line in (named, *dates, lines[at], *(b for b in bodies if b.start < named.start))}
    places = (above, below) if max(named.start, dates[0].start) < lines[at].start else (below, above)
    title = next((line for place in places for line in place if line.start not in used and _is_title(line)), None)
    if title is None:
        return None
    subject = title.plain.strip(" *:")
    numbers = [(line.start, m["number"]) for line in above if (m := _ITEM_LINE.match(line.plain))]
    used.update(start for start, _ in numbers)
    return ReportHeader(
        start=min(*used, title.start),
        end=max(*(line.end for line in near if line.start in used), title.end),
        meeting=Meeting(title_case(_body_in(named)), find_dates(dates[0].plain)[0].date),
        subject=subject,
        decision_number=next(iter(decision_numbers(subject)), None),
        classification=None,
        number=numbers[0][1] if numbers else None,
    )


def _short_lines(lines: Iterable[Line], least: int) -> list[Line]:
    """The lines up to the first that is prose, an entry of a list, or stands before the offset `least`."""
    return list(takewhile(lambda line: line.start >= least and _stands_in_header(line.plain), lines))


def _stands_in_header(text: str) -> bool:
    return len(text) < 110 and not text.endswith(".") and (bool(find_dates(text)) or not _ENTRY.match(text))


def _body_in(line: Line) -> str:
    """The body that a line names, alone or before a date, or after "Report of … to the"; empty where it names none."""
    text = line.plain
    said = _TO_WHOM.search(text) if _REPORT_OF.match(text) else None
    if _REPORT_OF.match(text) and not said:
        return ""
    text = said["body"] if said else text
    found = find_dates(text)
    text = _WEEKDAY.sub("", text[: found[0].start] if found else text).strip(" ,–—-*")
    return text if is_body(text) else ""


def _is_title(line: Line) -> bool:
    text = line.plain.strip(" *")
    named = _NO_TITLE.search(text) or _ITEM_LINE.match(text) or _label(line)
    return 2 <= len(text.split()) <= 25 and not named and not text.endswith(".")


def _value(parts: list[str]) -> list[str]:
    """A label's value: what stands beside it and the lines that carry it on, up to four."""
    return [part for part in parts if part.strip(" *:\t")][:4]
