"""How far a mark reaches: the stretches of a document that are withheld, before they are joined."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.exempt_marks import Mark, agenda_list, find_marks
from indexer.lines import plain, split_lines
from indexer.records import AgendaEntry, Document, Page, Part, Stamp

_PUBLIC_FORMS = {"equality impact assessment", "work programme"}
_SECRET = r"(?:exempt|restricted|confidential|not\s+for\s+publication)"
_APPENDIX = r"(?:append(?:ix|ices)|annex(?:es)?)"
_LABELS = r"(?P<labels>(?:[A-Z]|\d{1,2})\b(?:\s*(?:,|and|&|to|-)\s*(?:[A-Z]|\d{1,2})\b)*)"
_SECRET_APPENDIX = re.compile(rf"\b(?i:{_SECRET})\s+(?i:{_APPENDIX})\b(?:\s*[-–:]?\s*{_LABELS})?")
_APPENDIX_SECRET = re.compile(
    rf"\b(?i:{_APPENDIX})\s+{_LABELS}\s*(?:\(|[-–:,]|(?i:to this report))?\s*(?i:(?:which\s+)?(?:is|are|contains?|being)\s+)?"
    rf"(?i:(?:an?\s+|deemed\s+|also\s+)?{_SECRET})\b"
)
_TITLE_LABEL = re.compile(rf"\b{_APPENDIX}\s+(?P<label>[A-Z]|\d{{1,2}})\b", re.IGNORECASE)
_EXEMPT_TITLE = re.compile(
    r"^exempt\b|\bexempt (?:appendix|report|minutes|item)\b|[([-]\s*(?:exempt|restricted)\s*[)\]]?$|not for publication",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:items|minutes|business|session)\b", re.IGNORECASE)
_WIDEST_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch to withhold, the reason in words and the paper's own words that say so."""

    start: int
    end: int
    reason: str
    trigger: str


def find_stretches(document: Document, stamps: Sequence[Stamp]) -> tuple[Stretch, ...]:
    """Every stretch that a mark, the agenda list or the report's own account of its appendices withholds, in order."""
    if not document.pages:
        return ()
    marks = find_marks(document, stamps)
    empty = _placeholders(document, marks.secret, stamps)
    found = [_marked(document, mark, marks.public) for mark in marks.secret if mark not in empty]
    found += _exempt_items(document)
    found += _restricted_appendices(document)
    kept = [s for s in found if _has_words(document.text, s.start, s.end, (*stamps, *empty))]
    return tuple(sorted(kept, key=lambda s: (s.start, s.end)))


def _placeholders(document: Document, marks: Sequence[Mark], stamps: Sequence[Stamp]) -> set[Mark]:
    """The marks that stand for pages that are not in the file: nothing but marks and stamps is behind them.

    In a PDF nothing else may stand on their page at all; in a text, nothing on the rest of the page or of the part.
    """
    empty: set[Mark] = set()
    for at, mark in enumerate(marks):
        if mark.kind != "placeholder":
            continue
        page = document.pages[_page_at(document.pages, mark.start)]
        part = document.outline.parts[_part_at(document.outline.parts, mark.start)]
        if document.reading.page_starts:
            if not _has_words(document.text, page.start, page.end, (*stamps, *marks)):
                empty.update(m for m in marks if page.start <= m.start < page.end)
            continue
        ends = [page.end, part.end, *(s.start for s in stamps if s.kind == "blank" and s.start >= mark.end)]
        if not all(_has_words(document.text, mark.end, end, (*stamps, *marks)) for end in ends if end >= mark.end):
            empty.add(mark)
            for before in reversed(marks[:at]):
                if _has_words(document.text, before.end, mark.start, (*stamps, *marks)):
                    break
                empty.add(before)
    return empty


def _has_words(text: str, start: int, end: int, covered: Sequence[Stamp | Mark]) -> bool:
    """Whether words stand between two offsets that no stamp or mark covers."""
    at = start
    for span in sorted(covered, key=lambda each: each.start):
        if span.end <= at or span.start >= end:
            continue
        if re.search(r"\w", plain(text[at : max(at, span.start)])):
            return True
        at = max(at, span.end)
    return bool(re.search(r"\w", plain(text[at : max(at, end)])))


def _page_at(pages: Sequence[Page], offset: int) -> int:
    return max(0, bisect_right([page.start for page in pages], offset) - 1)


def _part_at(parts: Sequence[Part], offset: int) -> int:
    return max(0, bisect_right([part.start for part in parts], offset) - 1)


def _marked(document: Document, mark: Mark, public: Sequence[int]) -> Stretch:
    """From the head of the marked page to the next place that is clearly public."""
    at = _part_at(document.outline.parts, mark.start)
    part, page = document.outline.parts[at], document.pages[_page_at(document.pages, mark.start)]
    start = page.start
    if not document.reading.page_starts:
        heads_part = not _has_words(document.text, part.start, mark.start, ())
        if page.basis not in {"printed", "counted"}:
            start = min(start, mark.start - _WIDEST_PAGE)
        start = part.start if heads_part else max(start, part.start)
    end = min([_next_public_part(document, at, mark), *(place for place in public if place > mark.end)])
    if document.reading.page_starts:
        end = max(end, page.end) if end < page.end else _end_of_page(document.pages, end)
    reason = "the paper is marked" if mark.kind != "classification" else "the paper is classified"
    return Stretch(start, end, f"{reason}: {mark.words[:80]}", mark.words)


def _end_of_page(pages: Sequence[Page], offset: int) -> int:
    """The offset itself where a page begins or the text ends there, else the end of the page it stands on."""
    page = pages[_page_at(pages, offset)]
    return offset if offset in {page.start, page.end} else page.end


def _next_public_part(document: Document, at: int, mark: Mark) -> int:
    """Where the next part begins that is no more of the marked paper: another item's, or a form that is always public.

    A mark above the agenda list is of the whole pack; one above several minutes ("EXEMPT ITEMS") is of all that follow.
    """
    parts = document.outline.parts
    marked = parts[at]
    entries = agenda_list(document)
    whole = bool(entries) and mark.start < entries[0].start
    for part in parts[at + 1 :]:
        other = part.item != marked.item and (part.item is None or part.item.part != "exempt")
        if marked.kind == "minutes" == part.kind and part.meeting == marked.meeting and _SEVERAL.search(mark.words):
            continue
        if not whole and (other or part.kind == "decision form" or part.variety in _PUBLIC_FORMS):
            return part.start
    return len(document.text)


def _exempt_items(document: Document) -> Iterator[Stretch]:
    """The papers of agenda entries under EXEMPT ITEMS, by the parts made for them, else by their printed pages."""
    for entry in agenda_list(document):
        if not (entry.exempt or _EXEMPT_TITLE.search(entry.title)):
            continue
        reason, trigger = f"item {entry.number} is exempt in the agenda", entry.title
        parts = [p for p in document.outline.parts if p.item and p.item.number == entry.number and p.kind != "minutes"]
        for part in parts:
            yield Stretch(*_whole_pages(document, part.start, part.end), reason, trigger)
        if parts or entry.first_page is None or entry.last_page is None:
            continue
        for page in _printed_between(document.pages, entry.first_page, entry.last_page):
            yield Stretch(page.start, page.end, reason, trigger)
        if not any(page.label for page in document.pages):
            start = _after_entry_before(document, entry)
            yield Stretch(*_whole_pages(document, start, len(document.text)), reason, trigger)


def _printed_between(pages: Sequence[Page], first: int, last: int) -> list[Page]:
    return [page for page in pages if page.label and page.label.isdigit() and first <= int(page.label) <= last]


def _after_entry_before(document: Document, entry: AgendaEntry) -> int:
    """Where an exempt paper that cannot be placed may begin at the earliest: after the report of the item before it."""
    entries = agenda_list(document)
    numbers = {each.number for each in entries[: entries.index(entry)]}
    ends = [p.end for p in document.outline.parts if p.item and p.item.number in numbers and p.kind == "report"]
    return max([max(each.end for each in entries), *ends])


def _whole_pages(document: Document, start: int, end: int) -> tuple[int, int]:
    """The stretch widened to whole pages of a PDF."""
    if not document.reading.page_starts:
        return start, end
    return document.pages[_page_at(document.pages, start)].start, _end_of_page(document.pages, end)


def _restricted_appendices(document: Document) -> Iterator[Stretch]:
    """Appendices that a report of the same item calls exempt or restricted, where they are in the file."""
    for report in (p for p in document.outline.parts if p.kind == "report" and p.item):
        named = _named_secret(document.text[report.start : report.end])
        if not named:
            continue
        for part in document.outline.parts:
            if part.item != report.item or part.kind != "appendix" or part.variety in _PUBLIC_FORMS:
                continue
            label = _label_of(document.text, part)
            trigger = named.get(label or "") or named.get("")
            if trigger or (label is None and named):
                words = trigger or next(iter(named.values()))
                yield Stretch(*_whole_pages(document, part.start, part.end), f"the report restricts it: {words}", words)


def _label_of(text: str, part: Part) -> str | None:
    """The letter or number of an appendix, as its title or first lines say; None where they do not."""
    head = " ".join(line.plain for line in split_lines(text, part.start, min(part.end, part.start + 300)))
    match = _TITLE_LABEL.search(part.title) or _TITLE_LABEL.search(head)
    return match["label"].upper() if match else None


def _named_secret(text: str) -> dict[str, str]:
    """The appendices that a report calls exempt: label → its words; "" stands for all of them."""
    named: dict[str, str] = {}
    for pattern in (_SECRET_APPENDIX, _APPENDIX_SECRET):
        for match in pattern.finditer(text):
            labels = re.findall(r"\b(?:[A-Z]|\d{1,2})\b", match["labels"] or "")
            plural = re.search(r"ices|annexes", match[0], re.IGNORECASE)
            for label in labels or ([""] if plural else []):
                named.setdefault(label.upper(), plain(match[0]))
    return named
