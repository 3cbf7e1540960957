"""The marks by which a paper says that it is not for the public, told apart from sentences that merely mention such a paper."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.lines import Line, plain, split_lines
from indexer.records import AgendaEntry, Document, Stamp
from indexer.reports import ReportHeader, find_headers

MarkKind = Literal["heading", "statute", "classification", "placeholder", "statement"]

_SECRET = (
    r"(?:(?:strictly |private (?:and|&) )?confidential|exempt|restricted|not for publication|commercial(?:ly)? in confidence|"
    r"commercially (?:sensitive|confidential)|official[\s:–-]{1,3}sensitive)"
)
_PAPER = r"(?:append(?:ix|ices)|annex(?:es)?|reports?|items?|minutes?|information|papers?|documents?|business|session|schedule)"
_OPENING = re.compile(
    rf"^[\W_]*(?P<secret>{_SECRET})(?:$|(?P<paper>\s+{_PAPER}\b(?:\s+(?:[A-Z]{{1,3}}|\d{{1,3}}[A-Z]?)\b)?)"
    r"|\s+(?:by virtue|under|pursuant|from publication|as defined|not for publication)\b|\s*[-–—:(,./)\]])(?P<rest>.*)$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"(?:[-–—:(\[]|^(?:appendix|annex|report|item|minutes?)\b.*\s)\s*(?P<secret>{_SECRET})"
    r"(?:[\])]?\W*|\s+(?:by virtue|under|pursuant|from publication|as defined)\b.*)$",
    re.IGNORECASE,
)
_PRIVATE_PART = re.compile(
    r"^\W*PART (?:2|II|B|TWO)\b.*\b(?:exempt|private|confidential|closed|not open)\b", re.IGNORECASE
)
_STATUTE = re.compile(
    r"\b(?P<by>by)\s+virtue\s+of\s+(?:\w+\s+){0,4}?paragraphs?\b[^.;]{0,120}?\bSchedule\s+12A\b"
    r"(?:\s+(?:of|to)\s+the\s+Local\s+Government\s+Act,?\s+1972)?(?P<rest>[^.;\n]*(?:\n[^.;\n]+)?)",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\bthis\s+(?:report|appendix|annex|paper|document|page|minute|item)\s+(?:is|contains|has been)\s+(?:\w+\s+){0,3}?"
    r"(?:exempt|confidential|restricted|not\s+for\s+publication)\b(?!\s+\w*\s*(?:items?\b|in\b|within\b|append|annex))",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"^(?:\W*\w+\W+){0,3}?(?:document|page|appendix|report) is restricted\W*$", re.IGNORECASE)
_LABEL = re.compile(
    r"^\W*(?:report |security |document )?(?:classification|protective marking|publication status|status|confidentiality)\s*:?"
    r"[\s*|]*(?P<value>.*)$",
    re.IGNORECASE,
)
_PUBLIC_VALUE = re.compile(
    r"^\W*(?:unrestricted|public|open|official(?![\s:–-]*sensitive)|for publication|non?[- ]?(?:exempt|confidential)|"
    r"not exempt|part(?:ly|ially)?[- ]exempt)\b",
    re.IGNORECASE,
)
_SECRET_VALUE = re.compile(rf"^\W*(?:fully |wholly )?(?:{_SECRET}|private|part (?:2|ii|b))\b", re.IGNORECASE)
_NONE = re.compile(
    r"\bno (?:such |further )?(?:exempt|confidential|restricted|private) items\b|\bopen access\b|"
    r"\b(?:items?|business)\s*[:–-]\s*(?:none|nil)\b(?!\s+of)",
    re.IGNORECASE,
)
_EXCLUSION = re.compile(r"\b(?:press|public|excluded?|exclusion)\b", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"\b(?:in|to|the|as|at|of|and|an?|see|within|with|by|or|from|is|are|be|for|on|this|an)\W*$", re.IGNORECASE
)
_APPENDIX = re.compile(r"\b(?:append(?:ix|ices)|annex(?:es)?)\b(?:\s+(?P<label>\w+))?", re.IGNORECASE)
_PAPER_FIRST = re.compile(rf"^\W*{_PAPER}\b", re.IGNORECASE)
_LISTED = re.compile(
    r"^\W*(?:\d{1,2}(?:\.\d)*\W*)?(?:append(?:ix|ices)|annex(?:es)?|background|attachments?|list of)\b", re.IGNORECASE
)
_HINT = re.compile(
    r"exempt|restrict|confiden|not\W+for|commercial|sensitive|classif|marking|status|^\W*part\b|contains|this (?:report|paper)",
    re.IGNORECASE,
)
_UNRESTRICTED = re.compile(r"^\W*UNRESTRICTED(?: (?:ITEMS?|REPORT))?\W*$", re.IGNORECASE)
_MOST_WORDS = 30
_EDGE = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """Words from `start` to `end` that withhold what they stand on; a placeholder stands for pages that are not in the file."""

    start: int
    end: int
    kind: MarkKind
    words: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A line with words, its neighbours, and whether it stands near the head of a part or page, or near a page's foot."""

    line: Line
    before: Line | None
    head: bool
    foot: bool
    kind: str
    after: tuple[Line, ...]

    @property
    def edge(self) -> bool:
        """Whether it stands where headings, headers and footers do."""
        return self.head or self.foot

    @property
    def follows(self) -> str:
        """The words of the next lines."""
        return " ".join(line.plain for line in self.after)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a document, and the offsets at which something opens that says itself that it is public, both in order."""

    secret: tuple[Mark, ...]
    public: tuple[int, ...]


def find_marks(document: Document, stamps: Sequence[Stamp]) -> Marks:
    """Find what a document says of its own publicity.

    The agenda list names exempt items and is public itself: nothing in it is a mark. Neither is anything in the header of a
    report that is classified as unrestricted, nor what a header says of an appendix.
    """
    headers = find_headers(document.text)
    places = tuple(_places(document, stamps))
    found = [*_statutes(document.text)]
    for place in places:
        found += _marks_of_line(document.text, place)
    found = [mark for mark in found if not _passed(document, headers, mark)]
    public = [header.start for header in headers if _is_public(header)]
    public += [place.line.start for place in places if place.edge and _UNRESTRICTED.match(place.line.plain)]
    return Marks(tuple(sorted(set(found), key=lambda mark: (mark.start, mark.end))), tuple(sorted(public)))


def _passed(document: Document, headers: Sequence[ReportHeader], mark: Mark) -> bool:
    """Whether a mark stands where papers are only named: in the agenda list, or in a public report's header."""
    entries = agenda_list(document)
    if entries and entries[0].start <= mark.start < _end_of_list(document.text, entries[-1].start):
        return True
    inside = next((header for header in headers if header.start <= mark.start < header.end), None)
    return inside is not None and (_is_public(inside) or bool(_APPENDIX.search(mark.words)))


def agenda_list(document: Document) -> tuple[AgendaEntry, ...]:
    """The entries of the agenda list; entries read from headings of minutes are none."""
    agendas = [part for part in document.outline.parts if part.kind == "agenda"]
    return tuple(e for e in document.outline.agenda if any(part.start <= e.start < part.end for part in agendas))


def _end_of_list(text: str, start: int) -> int:
    """The end of an agenda's last entry: its first line, or those up to its pages, where they follow without a blank line."""
    lines = split_lines(text, start, min(len(text), start + 600))
    block = lines[: next((at for at, line in enumerate(lines) if line.blank), len(lines))]
    return next((line.end for line in block[:3] if line.text.rstrip().endswith(")")), block[0].end if block else start)


def _is_public(header: ReportHeader) -> bool:
    return bool(header.classification and _PUBLIC_VALUE.match(header.classification))


def _places(document: Document, stamps: Sequence[Stamp]) -> Iterator[_Place]:
    """The lines that may hold a mark, stamps left out."""
    covered = {stamp.start for stamp in stamps if stamp.end > stamp.start}
    parts = document.outline.parts
    part_starts, page_starts = [p.start for p in parts], [p.start for p in document.pages]
    lines = [x for x in split_lines(document.text) if not x.blank and not _stamped(covered, x)]
    pages = [max(0, bisect_right(page_starts, line.start) - 1) for line in lines]
    firsts: dict[tuple[str, int], int] = {}
    for at, (line, page) in enumerate(zip(lines, pages, strict=True)):
        part = max(0, bisect_right(part_starts, line.start) - 1)
        head = any([at - firsts.setdefault(key, at) < _EDGE for key in (("part", part), ("page", page))])
        if _HINT.search(line.text):
            before = lines[at - 1] if at and pages[at - 1] == page else None
            foot = at + _EDGE > len(pages) or pages[at + _EDGE - 1] != page
            yield _Place(line, before, head, foot, parts[part].kind, tuple(lines[at + 1 : at + 4]))


def _stamped(covered: set[int], line: Line) -> bool:
    return line.start in covered or line.start + len(line.text) - len(line.text.lstrip()) in covered


def _marks_of_line(text: str, place: _Place) -> Iterator[Mark]:
    line = place.line
    words = line.plain
    kind: MarkKind | None = None
    if _PLACEHOLDER.search(words):
        kind = "placeholder"
    elif _LABEL.match(words) and _classified(words, place):
        kind = "classification"
    elif _PRIVATE_PART.match(words) or _heads(place, words):
        kind = None if _is_open(place, words) else "heading"
    if kind:
        yield Mark(line.start, line.end, kind, words)
    for match in _STATEMENT.finditer(text, line.start, min(len(text), line.end + 60)):
        if match.start() < line.end:
            yield Mark(match.start(), match.end(), "statement", plain(match[0]))


def _is_open(place: _Place, words: str) -> bool:
    """Whether a heading such as EXEMPT ITEMS opens nothing secret: it stands in an agenda, or says that there are none."""
    return bool(_NONE.search(f"{words} {place.follows}")) or (
        place.kind == "agenda" and bool(re.search(r"\bitems?\b", words, re.I))
    )


def _classified(words: str, place: _Place) -> bool:
    label = _LABEL.match(words)
    value = plain(label["value"]).strip(" *:|") if label else ""
    value = value or place.follows
    if re.match(r"\W*(?:status|confidentiality)", words, re.IGNORECASE) and ":" not in words:
        return False
    return bool(_SECRET_VALUE.match(value)) and not _PUBLIC_VALUE.match(value)


def _heads(place: _Place, words: str) -> bool:
    """Whether a line is a heading that marks what follows: not a sentence, not the end of one, not a line of a list of papers."""
    opening, closing = _OPENING.match(words), _CLOSING.search(words)
    match = opening or closing
    if not match or _runs_on(place, words) or _in_list(place, words):
        return False
    capital = match["secret"].isupper()
    if len(words.split()) > _MOST_WORDS:
        return False
    if opening:
        rest = opening["rest"].strip()
        if opening["paper"] and (rest[:1].islower() or rest[:1] in {";", ",", "."}):
            return False
        sure = capital or bool(opening["paper"]) or opening["secret"].lower() == "not for publication"
        return opening["secret"][:1].isupper() and (sure or place.edge)
    short = len(words.split()) <= 8
    return capital or (short and (place.edge or bool(_PAPER_FIRST.match(words))))


def _runs_on(place: _Place, words: str) -> bool:
    """Whether the line carries on the sentence of the line just above it."""
    before = place.before
    if before is None or place.line.start - before.end > 1:
        return False
    above = before.plain
    if words.startswith("("):
        return True
    return bool(_LEADS_ON.search(above)) and len(above.split()) >= 4


def _in_list(place: _Place, words: str) -> bool:
    """Whether the line names an appendix in a report's list of appendices: another stands above it, and no prose below."""
    if place.head or place.kind != "report" or place.before is None or not _APPENDIX.search(words):
        return False
    above = place.before.plain
    below = place.after[0].plain if place.after else ""
    name, other = _APPENDIX.search(words), _APPENDIX.search(above)
    same = bool(name and other and name["label"] == other["label"])
    heading = bool(name and name[0].isupper())
    return bool(_LISTED.match(above)) and not same and not heading and len(below.split()) <= 12


def _statutes(text: str) -> Iterator[Mark]:
    """Find "By virtue of paragraph 3 of Part 1 of Schedule 12A" as a statement of its own."""
    for match in _STATUTE.finditer(text):
        opens_line = not plain(text[text.rfind("\n", 0, match.start()) + 1 : match.start()]).strip(" *-–(")
        above = text[: match.start()].rstrip(" *_(").rsplit("\n", 2)[-2:]
        runs_on = bool(_LEADS_ON.search(above[0])) if opens_line and len(above) > 1 else False
        if _EXCLUSION.search(match["rest"]):
            continue
        if match["by"][0] == "B" or (opens_line and not runs_on and not above[-1].strip()):
            yield Mark(match.start(), match.end() - len(match["rest"]), "statute", plain(match[0])[:200])
