"""What a file is understood as: meeting → item → parts → pages, for a person to look over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from indexer.dates import in_words
from indexer.errors import UnreadablePaper
from indexer.records import Item, Meeting, Page, Part, SourceFile
from indexer.rows import Paper
from indexer.understand import Understood


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part and the pages it stands on, first and last; `bases` are the ways in which their labels are known."""

    part: Part
    first: Page
    last: Page
    bases: tuple[str, ...]
    passages: int
    decisions: int


def source_file(path: Path) -> SourceFile:
    """A file outside any corpus.

    Raises:
        UnreadablePaper: There is no such file, or it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadablePaper(f"{path} cannot be read ({error.strerror})", hint="name a file of papers") from error
    is_pdf = b"%PDF-" in data[:1024] or path.suffix.lower() == ".pdf"
    return SourceFile(path, path.name, sha256(data).hexdigest(), len(data), "pdf" if is_pdf else "text")


def part_lines(paper: Paper) -> tuple[PartLine, ...]:
    """The parts of a paper with their pages."""
    return tuple(_line(paper, part) for part in paper.parts if paper.pages)


def tree(understood: Understood) -> Iterator[str]:
    """A paper as lines of text, each indented below what it belongs to, and what is withheld of it."""
    paper = understood.paper
    row = paper.row
    counts = f"{row.pages} pages, {len(paper.passages)} passages, {len(paper.decisions)} decisions"
    yield f"{row.file}: {row.kind}, {row.format}, {counts}"
    yield f"  {row.title}"
    meeting: Meeting | bool | None = False
    item: Item | bool | None = False
    for line in part_lines(paper):
        if line.part.meeting != meeting:
            meeting, item = line.part.meeting, False
            yield f"  {_meeting(line.part.meeting)}"
        if line.part.item != item:
            item = line.part.item
            yield f"    {_item(line.part.item)}"
        yield f"      {_part(line)}"
    yield from _notes(paper)
    for each in understood.withheld:
        yield f"  withheld, pages {', '.join(map(str, each.pages))}: {each.reason} ({each.trigger!r})"
        yield f"    starts {each.starts!r}, ends {each.ends!r}"


def ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers in few words: "1, 3–5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if run[1:] else str(run[0]) for run in runs)


def _notes(paper: Paper) -> Iterator[str]:
    """The notes on pages, one line for all that say the same."""
    for problem in dict.fromkeys(note.problem for note in paper.notes):
        pages = [note.page for note in paper.notes if note.problem == problem]
        yield f"  {'page' if len(pages) == 1 else 'pages'} {ranges(pages)}: {problem}"


def _line(paper: Paper, part: Part) -> PartLine:
    pages = [page for page in paper.pages if page.start < part.end and page.end > part.start] or [paper.pages[-1]]
    starts = {page.number: page.start for page in paper.pages}
    inside = [
        starts[passage.spans[0].page_number] + passage.spans[0].start for passage in paper.passages if passage.spans
    ]
    return PartLine(
        part,
        pages[0],
        pages[-1],
        tuple(dict.fromkeys(page.basis for page in pages)),
        sum(part.start <= start < part.end for start in inside),
        sum(part.start <= decision.start < part.end for decision in paper.decisions),
    )


def _meeting(meeting: Meeting | None) -> str:
    if meeting is None:
        return "no meeting"
    return f"{meeting.body}, {in_words(meeting.date) if meeting.date else 'no date'}"


def _item(item: Item | None) -> str:
    if item is None:
        return "no item"
    names = [f"item {item.number}" if item.number else "", f"minute {item.minute}" if item.minute else ""]
    decision = f" ({item.decision_number})" if item.decision_number else ""
    return f"{', '.join(filter(None, names)) or 'item'}{decision}: {item.title}"


def _part(line: PartLine) -> str:
    what = f"{line.part.kind}{f' ({line.part.variety})' if line.part.variety else ''}"
    labels = f"{line.first.label or '?'}–{line.last.label or '?'}"
    place = f"pages {line.first.number}–{line.last.number}, printed {labels} ({', '.join(line.bases)})"
    return f"{what}: {place}, {line.passages} passages, {line.decisions} decisions"
