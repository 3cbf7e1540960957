"""A part of a paper as blocks: headings, numbered paragraphs, bullets, table rows and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.lines import Line, plain, split_lines
from indexer.records import PartKind, Stamp

BlockKind = Literal["heading", "text", "row"]

_MARKDOWN_HEADING = re.compile(r"^\s*(#{1,6})\s+\S")
_BOLD_LINE = re.compile(r"^\s*(?:[-*]\s+)?(?:\*\*[^*]{2,110}\*\*|<b>[^<]{2,110}</b>):?\s*$")
_SECTION = re.compile(r"^\s*(?:[-*]\s+)?\**(?P<number>\d{1,2}|[A-Z])[.)]?\**\s+\**(?P<title>[A-Z(‘'\"“].{1,100})$")
_CHAPTER = re.compile(
    r"^\s*(?:Chapter|Part|Volume)\s+(?:\d{1,3}|[IVXL]{1,6}|[A-Z])(?:\s*[:.–-]\s*(?P<title>\S.{1,90}))?$"
)
_LONE_NUMBER = re.compile(r"^\s*(?P<number>\d{1,2})\.?\s*$")
_PARAGRAPH = re.compile(
    r"^\s*(?:[-*]\s+)?\**(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}[a-z]?|\d{1,2}(?=[.)]\s)|\([a-z]{1,2}\)|[a-z](?=[.)]\s)|\([ivx]{1,5}\))[.)]?\**\s+\S"
)
_LIMB = re.compile(r"^\s*(?:[-*]\s+)?\**\(?(?:[a-z]{1,2}|[ivx]{1,5})\)")
_FOOTNOTE = re.compile(r"^\s*\\?\*(?!\*)(?!.*\*\s*$)")
_FORM_LABEL = re.compile(
    r"^(?:from|to|by|subject|classification|status|decision (?:no|number|to be taken by)|(?:non[- ]?)?key decision|"
    r"title of decision|electoral divisions?|wards? affected|(?:past|previous|future) pathway of \w+|for publication|"
    r"other members|officers|also present|in attendance|present|membership|unit of measure|data source|portfolio)\b"
    r"(?:[^a-z]*$|.*:|\s*\()",
    re.IGNORECASE,
)
_FORM_VALUE = re.compile(
    r"^(?:none|not (?:completed|applicable)|n/?a|yes|no|all|nil|tbc|(?:un)?restricted|public|green|amber|red|"
    r"(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+,? \d{4})\W*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-•●▪◦–*·]\s|[\uf000-\uf0ff])")
_ENDS = re.compile(r"[.;:?!]['\"’”)\]*]*\s*$")
_SMALL_WORDS = {"and", "of", "the", "for", "in", "on", "to", "with", "a", "an", "by", "at", "from", "or", "is", "are"}


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines that belong together; `number` is its own paragraph number ("1.3", "(a)"), `level` a heading's depth.

    `pieces` are the [start, end) offsets of its characters, what is stamped on the page left out.
    """

    kind: BlockKind
    pieces: tuple[tuple[int, int], ...]
    text: str
    number: str | None = None
    level: int = 0

    @property
    def words(self) -> int:
        """The number of words in the block."""
        return len(self.text.split())


def read_blocks(text: str, start: int, end: int, kind: PartKind, stamps: Sequence[Stamp] = ()) -> tuple[Block, ...]:
    """The blocks of the stretch between two offsets, in order; every character but white space and stamps is in one.

    A blank line ends a block unless the sentence runs on over it (no stop before it, a small letter after it). In minutes,
    "2." opens a paragraph; elsewhere, when short and without a stop, a section.
    """
    lines = _cleared(split_lines(text, start, end), stamps)
    blocks: list[Block] = []
    current: list[Line] = []
    number: str | None = None

    def close() -> None:
        nonlocal current, number
        if current:
            blocks.append(_made("text", current, number))
        current, number = [], None

    skip = 0
    for at, line in enumerate(lines):
        if skip:
            skip -= 1
            continue
        if line.blank:
            if current and not _runs_on(current[-1], lines, at):
                close()
            continue
        if "\t" in line.text.strip():
            close()
            blocks.append(_made("row", [line], None))
            continue
        level, used = _heading(lines, at, kind)
        if level and not (current and current[-1].end + 1 >= line.start and _may_wrap(current[-1], line)):
            close()
            heading = [each for each in lines[at : at + used] if not each.blank]
            blocks.append(_made("heading", heading, _section_number(heading), level))
            skip = used - 1
            continue
        opened = _PARAGRAPH.match(line.text)
        if opened or _BULLET.match(line.text):
            close()
            number = opened["number"] if opened else None
        current.append(line)
    close()
    return tuple(blocks)


def _cleared(lines: Sequence[Line], stamps: Sequence[Stamp]) -> list[Line]:
    """The lines without the characters that stamps cover."""
    spans = sorted((s.start, s.end) for s in stamps if s.end > s.start)
    cleared: list[Line] = []
    at = 0
    for line in lines:
        while at < len(spans) and spans[at][1] <= line.start:
            at += 1
        if at >= len(spans) or spans[at][0] >= line.end:
            cleared.append(line)
        else:
            cleared.extend(_around(line, spans[at][0], spans[at][1]))
    return cleared


def _around(line: Line, start: int, end: int) -> Iterator[Line]:
    if line.start < start and line.text[: start - line.start].strip():
        yield Line(line.start, start, line.text[: start - line.start])
    if end < line.end and line.text[end - line.start :].strip():
        yield Line(end, line.end, line.text[end - line.start :])


def _made(kind: BlockKind, lines: Sequence[Line], number: str | None, level: int = 0) -> Block:
    pieces: list[tuple[int, int]] = []
    for line in lines:
        lead = len(line.text) - len(line.text.lstrip())
        begin, close = line.start + lead, line.start + len(line.text.rstrip())
        if pieces and begin - pieces[-1][1] <= 4 and line.start - pieces[-1][1] <= 3:
            pieces[-1] = (pieces[-1][0], close)
        else:
            pieces.append((begin, close))
    return Block(kind, tuple(pieces), " ".join(line.text.strip() for line in lines), number, level)


def _runs_on(last: Line, lines: Sequence[Line], at: int) -> bool:
    """Whether the sentence that the last line leaves open goes on after the blank lines from `at` on."""
    if _ENDS.search(last.text) or len(last.text.split()) < 4:
        return False
    following = next((line for line in lines[at : at + 6] if not line.blank), None)
    return (
        following is not None
        and "\t" not in following.text
        and following.text.lstrip()[:1].islower()
        and not _PARAGRAPH.match(following.text)
    )


def _may_wrap(before: Line, line: Line) -> bool:
    """Whether a line that looks like a heading is rather the next line of the paragraph before it."""
    return not _ENDS.search(before.text) and len(before.text.rstrip()) > 60 and not _MARKDOWN_HEADING.match(line.text)


def _heading(lines: Sequence[Line], at: int, kind: PartKind) -> tuple[int, int]:
    """The depth of the heading that opens at line `at` and the number of lines it takes; (0, 0) where none does."""
    line = lines[at]
    marked = _MARKDOWN_HEADING.match(line.text)
    if marked:
        return len(marked[1]), 1
    if _BOLD_LINE.match(line.text):
        return 5, 1
    chapter = _CHAPTER.match(line.plain)
    if chapter and _stands_alone(lines, at):
        return (2, 1) if chapter["title"] else (2, _title_below(lines, at))
    if kind != "minutes":
        lone = _LONE_NUMBER.match(line.text)
        if lone:
            return _number_and_title(lines, at)
        section = _SECTION.match(line.text)
        if section and _titled(plain(section["title"])) and _followed_by_gap(lines, at):
            return 3, 1
    if _stands_alone(lines, at) and _may_head(line) and _prose_follows(lines, at):
        return 6, 1
    return 0, 0


def _number_and_title(lines: Sequence[Line], at: int) -> tuple[int, int]:
    following = [i for i in range(at + 1, min(len(lines), at + 4)) if not lines[i].blank][:1]
    if following and _titled(lines[following[0]].plain) and len(lines[following[0]].text) < 90:
        return 3, following[0] - at + 1
    return 0, 0


def _may_head(line: Line) -> bool:
    """Whether an unmarked line may be a heading: a title, and neither a limb, a footnote nor a form's label or value."""
    text = line.plain
    if _LIMB.match(line.text) or _FOOTNOTE.match(line.text) or _FORM_LABEL.match(text) or _FORM_VALUE.match(text):
        return False
    return _titled(text)


def _title_below(lines: Sequence[Line], at: int) -> int:
    """The number of lines of a heading whose title, if it has one, stands on the line below its number."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    return 2 if below and not below.blank and _titled(below.plain) else 1


def _section_number(lines: Sequence[Line]) -> str | None:
    match = _SECTION.match(lines[0].text) or _LONE_NUMBER.match(lines[0].text)
    return match["number"] if match else None


def _titled(title: str) -> bool:
    """Whether words read as a title: few, no stop at the end, mostly letters, opening with a capital."""
    words = title.split()
    letters = sum(c.isalpha() for c in title)
    return (
        1 <= len(words) <= 14
        and bool(re.match(r"[A-Z(‘'\"“]", title))
        and not re.search(r"[.;,]$", title)
        and letters >= 0.6 * len(title)
        and letters >= 4
        and (len(words) < 6 or sum(w[:1].isupper() or w in _SMALL_WORDS for w in words) >= 0.4 * len(words))
    )


def _followed_by_gap(lines: Sequence[Line], at: int) -> bool:
    if at + 1 >= len(lines) or lines[at + 1].blank:
        return True
    return bool(_PARAGRAPH.match(lines[at + 1].text)) or len(lines[at].text.rstrip()) < 60


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    return at == 0 or lines[at - 1].blank or lines[at].start - lines[at - 1].end > 1


def _prose_follows(lines: Sequence[Line], at: int) -> bool:
    following = next((line for line in lines[at + 1 : at + 4] if not line.blank), None)
    if following is None or len(lines[at].text.split()) > 10:
        return False
    return (
        len(following.text.split()) >= 8
        or bool(_PARAGRAPH.match(following.text))
        or bool(_BULLET.match(following.text))
    )
