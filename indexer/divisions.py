"""One item's papers divided into the report, its records of decision and its appendices."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.dates import find_dates
from indexer.lines import Line, split_lines
from indexer.meetings import is_body
from indexer.records import PartKind, Stamp

_CONTACT_HEADING = re.compile(
    r"^(?:\d{1,2}\.?\s*)?(?:report\s+authors?|contact\s*(?:details|officers?)?|lead\s+(?:officers?|directors?)|relevant\s+directors?|"
    r"authors?|report\s+authors?\s+and\s+relevant\s+directors?|contact\s+details\s*.*)\s*:?\s*",
    re.IGNORECASE,
)
_CONTACT_LINE = re.compile(r"[\w.+-]+@\W?[\w-]+\.[\w.]+|\b0\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b|\b\d{3}-\d{3}-\d{4}\b")
_DECISION_FORM = re.compile(r"\b(?:PROPOSED\s+)?RECORD OF (?:EXECUTIVE |OFFICER |DELEGATED )?DECISION\b")
_APPENDIX = re.compile(
    r"^(?:Appendix|Annex)\s+(?P<mark>[A-Z]|\d{1,2}|[IVX]{1,4})\b(?!\s+(?:to|of|and|is|are|was|shows?|sets?|in)\b[^A-Z]*$)",
    re.IGNORECASE,
)
_EQIA = re.compile(r"^(?:final\s+)?EqIA\s+submission", re.IGNORECASE)
_EQIA_HEADING = re.compile(r"^(?:equality|equalities)\s+impact\s+assessment(?:\s*\(EqIA\))?$", re.IGNORECASE)
_EQIA_FIELD = re.compile(
    r"^(?:EqIA (?:title|submission)\b|section [a1]\b|(?:title|name|directorate|service|responsible (?:officer|owner)|version|"
    r"lead officer|type of activity|date)\b.{0,60}$)",
    re.IGNORECASE,
)
_RISKS = re.compile(r"^(?:(?:[A-Z][\w&’'-]+|and|of)\s+){0,5}Risks? Register(?:\s*[-–:]\s.{4,60}|\s+\d{4}\S*)?$")
_RUNNING_APPENDIX = re.compile(r"^(?:Appendix|Annex)\s+\w{1,4}\s+to\s+the\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"^[\W_]*(?:signed(?: by)?|signature)?[\W_]*(?:dated?)?[\W_]*$", re.IGNORECASE)
_PROGRAMME = re.compile(r"^(?:[A-Z &,–-]+[–-]?\s*)?WORK PROGRAMME(?:\s+\d{4}.*)?$")
_VARIETIES = (
    (re.compile(r"equalit(?:y|ies) impact|\bEqIA\b", re.IGNORECASE), "equality impact assessment"),
    (re.compile(r"data protection impact|\bDPIA\b", re.IGNORECASE), "data protection impact assessment"),
    (re.compile(r"risk register", re.IGNORECASE), "risk register"),
    (re.compile(r"work programme|forward plan", re.IGNORECASE), "work programme"),
    (re.compile(r"dashboard|performance indicator|\bKPIs?\b", re.IGNORECASE), "dashboard"),
    (re.compile(r"presentation|slides", re.IGNORECASE), "slides"),
)


_LAST_SLIDE = re.compile(r"^\W*any questions\b\W*$", re.IGNORECASE | re.MULTILINE)
_CLOSING_QUESTION = re.compile(r"dispensation granted|proper officer", re.IGNORECASE)
_FIRST_SECTION = re.compile(
    r"^(?:1\.?0?1?\.?\s+\S|(?:\d\.?\s+)?(?:executive summary|summary|purpose|recommendations?|introduction|background)\b)",
    re.IGNORECASE,
)
_HEADER_LINES = 25
_LIST_GAP = 3


@dataclass(frozen=True, slots=True)
class Division:
    """A stretch of an item's papers: its kind, its title and what kind of appendix it is."""

    kind: PartKind
    title: str
    variety: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a new division begins."""

    start: int
    kind: PartKind
    title: str


def variety_of(title: str) -> str | None:
    """What kind of appendix a title announces, None where it does not say."""
    return next((name for pattern, name in _VARIETIES if pattern.search(title)), None)


def shows_slides(text: str) -> bool:
    """Whether a paper is the slides of a talk: one of them asks whether there are any questions."""
    return bool(_LAST_SLIDE.search(text))


def divide(
    text: str, start: int, end: int, stamps: Sequence[Stamp] = (), known: Sequence[Cut] = ()
) -> tuple[Division, ...]:
    """Divide one item's papers, from offset `start` to `end`, into report, decision forms and appendices, which tile them.

    The report's own text ends with its contacts (the last telephone number or e-mail address under "Report author", "Lead
    officer" and the like), or where a record of decision opens; appendices are told apart by their headings after that,
    by blank pages and by the `known` cuts (a PDF's bookmarks). What a pack's maker stamped on the pages opens nothing.
    """
    lines = _lines_without_stamps(text, start, end, stamps)
    report_end = min([_end_of_report(lines, end), *(cut.start for cut in known if cut.start > start)])
    openings = _openings(lines, report_end)
    leaves = _after_blank_leaves(lines, stamps)
    cuts = {start: Cut(start, "report", "")}
    in_form = False
    for at, line in enumerate(lines):
        if line.start <= start:
            continue
        found = openings.get(line.start)
        if found:
            in_form = found.kind == "decision form"
            begin = _with_council_name(lines, at) if in_form else line.start
            cuts[begin] = replace(found, start=begin)
        elif (line.start >= report_end and (len(cuts) == 1 or line.start in leaves)) or (
            in_form and _after_form(text, lines, at, stamps)
        ):
            cuts[line.start] = Cut(line.start, "appendix", "")
            in_form = False
    for cut in known:
        if start < cut.start < end:
            cuts[cut.start] = cut
    return _divisions(_merged([cuts[key] for key in sorted(cuts)], text), end, text)


def _lines_without_stamps(text: str, start: int, end: int, stamps: Sequence[Stamp]) -> list[Line]:
    covered = sorted(stamp.start for stamp in stamps if start <= stamp.start < end and stamp.end > stamp.start)
    return [
        line
        for line in split_lines(text, start, end)
        if not line.blank and bisect_left(covered, line.start) == bisect_right(covered, line.end)
    ]


def _opening(line: Line) -> Cut | None:
    text = line.plain
    if len(text) > 140:
        return None
    if _DECISION_FORM.search(text) and text.upper() == text:
        return Cut(line.start, "decision form", text)
    if _APPENDIX.match(text) and not text.endswith((".", ";", ",")) and not re.search(r"\battached\b", text):
        return Cut(line.start, "appendix", text)
    if _EQIA.match(text) or _EQIA_HEADING.match(text):
        return Cut(line.start, "appendix", "Equality Impact Assessment")
    if _PROGRAMME.match(text) or _RISKS.match(text):
        return Cut(line.start, "appendix", text)
    return None


def _openings(lines: list[Line], report_end: int) -> dict[int, Cut]:
    """The headings that open a form anywhere, or an appendix after the report; a run of them is a list, not headings."""
    found = [(at, cut) for at, line in enumerate(lines) if (cut := _opening(line))]
    places = {at for at, cut in found if _APPENDIX.match(cut.title)}
    kept = {}
    for at, cut in found:
        near = any(at + gap in places for gap in range(1, _LIST_GAP)) or any(
            at - gap in places for gap in range(1, _LIST_GAP)
        )
        listed = near and cut.kind == "appendix" and bool(_APPENDIX.match(cut.title))
        if _EQIA_HEADING.match(lines[at].plain) and not any(_EQIA_FIELD.match(e.plain) for e in lines[at + 1 : at + 6]):
            continue
        if cut.kind == "decision form" or (cut.start >= report_end and not listed):
            kept[cut.start] = cut
    return kept


def _with_council_name(lines: list[Line], at: int) -> int:
    before = lines[at - 1].plain if at else ""
    return lines[at - 1].start if before.isupper() and "COUNCIL" in before and len(before) < 60 else lines[at].start


def _after_form(text: str, lines: list[Line], at: int, stamps: Sequence[Stamp]) -> bool:
    """Whether line `at` is the first after the place for signature and date that closes a record of decision."""
    if _is_signature(lines[at]) or lines[at].plain.strip(" .").lower() == "none":
        return False
    before = lines[max(0, at - 6) : at]
    if _is_signature(before[-1]) and any(_is_signature(line) and "sign" in line.text.lower() for line in before):
        return True
    to_come = any("sign" in line.text.lower() and _is_signature(line) for line in lines[at : at + 6])
    asked = any(_CLOSING_QUESTION.search(line.plain) for line in before[-4:])
    return asked and not to_come and any(lines[at - 1].end <= stamp.start < lines[at].start for stamp in stamps)


def _after_blank_leaves(lines: list[Line], stamps: Sequence[Stamp]) -> set[int]:
    """Where the lines start that come next after a notice of a blank page: they begin on a leaf of their own."""
    starts = [line.start for line in lines]
    blanks = [stamp.start for stamp in stamps if stamp.kind == "blank"]
    return {starts[at] for blank in blanks if 0 < (at := bisect_right(starts, blank)) < len(starts)}


def _is_signature(line: Line) -> bool:
    return bool(_SIGNATURE.match(line.plain))


def _end_of_report(lines: list[Line], end: int) -> int:
    """The offset just past the contacts that close a report; `end` where it names none."""
    found: int | None = None
    quiet = 0
    for at, line in enumerate(lines):
        if found is None:
            told = _names_contacts(line) and any(_CONTACT_LINE.search(each.text) for each in lines[at : at + 8])
            if told and not _stands_in_header(lines, at):
                found, quiet = line.end, 0
            continue
        if _opening(line):
            break
        if _CONTACT_LINE.search(line.text) or _names_contacts(line) or _is_link(line):
            found, quiet = line.end, 0
        else:
            quiet += 1
        if quiet > 6:
            break
    return end if found is None else found


def _stands_in_header(lines: list[Line], at: int) -> bool:
    """Whether the contacts at line `at` are in a report's header: near its top, and its first section follows."""
    return at < _HEADER_LINES and any(_FIRST_SECTION.match(line.plain) for line in lines[at + 1 : at + 16])


def _names_contacts(line: Line) -> bool:
    text = line.plain
    return bool(_CONTACT_HEADING.match(text)) and (len(text) < 60 or bool(_CONTACT_LINE.search(text)))


def _is_link(line: Line) -> bool:
    return line.text.strip().lower().startswith(("mailto:", "http"))


def _merged(cuts: list[Cut], text: str) -> list[Cut]:
    """The cuts without those that repeat the heading before them, as a running header does, or follow it within a few words."""
    kept: list[Cut] = []
    for cut in cuts:
        before = kept[-1] if kept else None
        if before is None or not _repeats(before, cut, text):
            kept.append(cut)
        elif before.kind == "decision form" or (
            not before.title and (_RUNNING_APPENDIX.match(cut.title) or _close(before, cut, text))
        ):
            kept[-1] = replace(before, title=cut.title)
    return kept


def _repeats(before: Cut, cut: Cut, text: str) -> bool:
    """Whether a cut stands within the division that the one before it opened."""
    if cut.kind != before.kind or cut.kind == "report":
        return False
    marks = _mark(before.title), _mark(cut.title)
    if all(marks):
        return marks[0] == marks[1]
    if cut.kind == "decision form" or _close(before, cut, text):
        return _close(before, cut, text)
    register = _RISKS.match(cut.title) and variety_of(before.title) == "risk register"
    unnamed = not before.title and _RUNNING_APPENDIX.match(cut.title)
    return bool(register or unnamed or cut.title == before.title != "")


def _close(before: Cut, cut: Cut, text: str) -> bool:
    return cut.start - before.start < 160 and len(text[before.start : cut.start].split()) < 14


def _mark(title: str) -> str:
    match = _APPENDIX.match(title)
    return match["mark"].upper() if match else ""


def _divisions(cuts: list[Cut], end: int, text: str) -> tuple[Division, ...]:
    divisions = []
    for at, cut in enumerate(cuts):
        close = cuts[at + 1].start if at + 1 < len(cuts) else end
        title = cut.title
        if cut.kind == "appendix" and (not title or (len(title) < 14 and _APPENDIX.match(title))):
            title = " ".join([title, _heading_after(text, cut.start, close, title)]).strip()
        variety = (
            variety_of(f"{title} {text[cut.start : min(close, cut.start + 200)]}") if cut.kind == "appendix" else None
        )
        if variety is None and cut.kind == "appendix" and shows_slides(text[cut.start : close]):
            variety = "slides"
        divisions.append(Division(cut.kind, title, variety, cut.start, close))
    return tuple(divisions)


def _heading_after(text: str, start: int, end: int, known: str) -> str:
    lines = [line.plain for line in split_lines(text, start, min(end, start + 600)) if not line.blank]
    worded = [line[:100] for line in lines if line and line != known and re.search(r"[A-Za-z]{3}", line)]
    named = [line for line in worded if not (is_body(line) and len(line.split()) > 2) and not find_dates(line)]
    first = next(iter(named or worded), "")
    return "" if known and first.endswith(".") else first
