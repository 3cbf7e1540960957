"""The reports of a pack: where each begins, and what its header says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.lines import Line, plain, split_lines
from indexer.meetings import addressed_meeting
from indexer.records import Meeting
from indexer.references import decision_numbers

_LABELS = {
    "from": r"from|by|report of|report by|joint report of|report from",
    "to": r"t[oо]|То|report to",
    "subject": r"subject|title|report title",
    "decision": r"(?:non-?\s?)?(?:key\s+)?decision(?:\s*(?:number|no\.?|ref\w*))?",
    "classification": r"classification|status",
    "other": r"(?:past|previous|future)\s+pathway(?:\s+of\s+(?:paper|report))?|electoral divisions?|wards? affected|"
    r"summary|recommendations?(?:\(s\))?|purpose|portfolio holder|contact officer",
}
_LABEL = re.compile(
    r"^\s*\**(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS.items())
    + r")\**\s*(?P<mark>[:\t]|\**:|$|(?=\s+\**[A-Z]))",
    re.IGNORECASE,
)
_HEADER_REACH = 45


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """The header block that opens a report: where it begins, and what its labels say."""

    start: int
    end: int
    meeting: Meeting | None
    subject: str
    decision_number: str | None
    classification: str | None


def find_headers(text: str) -> tuple[ReportHeader, ...]:
    """Every block in which From (or By), To and Subject follow each other, whatever their order and layout.

    A value stands beside its label, or on the next lines; a colon may be missing; "То" may be spelt in Cyrillic.
    """
    lines = [line for line in split_lines(text) if not line.blank]
    headers: list[ReportHeader] = []
    at = 0
    while at < len(lines):
        label = _label(lines[at])
        if label in {"from", "to"}:
            header, after = _read_header(lines, at)
            if header:
                headers.append(header)
                at = after
                continue
        at += 1
    return tuple(headers)


def _label(line: Line) -> str | None:
    match = _LABEL.match(line.text)
    if not match or len(line.text) > 400:
        return None
    name = next(name for name in _LABELS if match[name])
    sure = ":" in match["mark"] or "\t" in match["mark"] or not line.text[match.end() :].strip(" *:\t")
    if sure or (name in {"subject", "decision"} and "**" in line.text[match.end("mark") :]):
        return name
    return None


def _read_header(lines: list[Line], at: int) -> tuple[ReportHeader | None, int]:
    values: dict[str, list[str]] = {}
    current = ""
    last = at
    for i in range(at, min(len(lines), at + _HEADER_REACH)):
        label = _label(lines[i])
        if label == "from" and "from" in values and "to" in values:
            break
        if label == "other":
            current = ""
            last = i
            if {"from", "to", "subject"} <= values.keys():
                break
            continue
        if label:
            current = label
            match = _LABEL.match(lines[i].text)
            values.setdefault(label, []).append(lines[i].text[match.end() :] if match else "")
            last = i
        elif current:
            values[current].append(lines[i].text)
    if not {"to", "subject"} <= values.keys():
        return None, at
    meeting = addressed_meeting(" ".join(values["to"][:3]))
    if meeting is None and "from" not in values:
        return None, at
    subject = plain(" ".join(_value(values["subject"]))).strip(" *:")
    numbers = decision_numbers(" ".join([*values.get("decision", [])[:3], *values["subject"][:2]]))
    classification = next((plain(part).strip(" *:") for part in _value(values.get("classification", []))), None)
    return (
        ReportHeader(
            lines[at].start, lines[last].end, meeting, subject, numbers[0] if numbers else None, classification
        ),
        max(last, at + 1),
    )


def _value(parts: list[str]) -> list[str]:
    """A label's value: what stands beside it and the lines that carry it on, up to four."""
    return [part for part in parts if part.strip(" *:\t")][:4]
