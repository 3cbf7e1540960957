"""The raw text of a page made readable: headings, paragraphs, lists and tables as HTML, the words unchanged.

Papers come as Markdown, as lines cut at the margin, and with tables whose cells are parted by tabs. Everything here works
with offsets of the page's text, so that the marks of a passage stay on their words whatever becomes of the lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markupsafe import Markup

from server.marking import inline

Span = tuple[int, int]
Belongs = Callable[[str, Span, Span], bool]
Kind = Literal["heading", "paragraph", "limb", "list", "table", "rule"]

BULLET = re.compile(r"[ \u00a0]*[-–•·▪◦●\uf0b7\uf0a7*][ \u00a0]+(?=\S)")
_HASHES = re.compile(r" *#{1,6} +(?=\S)")
_RULE = re.compile(r"\s*(?:[-_=*]\s?){3,}\s*")
_LIMB = re.compile(r"\s*(?:\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|(?:[a-z]|[ivx]{1,4})\))\s+\S")
_PARAGRAPH_NUMBER = re.compile(r"\s*\d{1,3}(?:\.\d{1,2})*\.?\s+[A-Z“‘'\"\d]")
_ITEM_REFERENCE = re.compile(r"\W*\(\W*[Il1]tem")
_SENTENCE_END = re.compile(r"[.:;!?]['\"’”)*]*$")
_BOLD_LINE = re.compile(r"\*\*[^*]+\*\*:?")
_NUMBERED_TITLE = re.compile(
    r"(?:[A-Z]\.|\d{1,3}(?:\.\d{1,2})?[.:]?|(?:Appendix|Annex|Section|Part)\s\w{1,3}:?)\s[A-Z‘“][^.;!?]{2,80}"
)
_HEADER_CELL = re.compile(r"(?=.*[A-Za-z])[^:]{1,80}", re.DOTALL)
_FULL_LINE = 55
_TITLE_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page: its kind, and its stretches [start, end): lines, list items, or the rows of a table in cells."""

    kind: Kind
    rows: tuple[tuple[Span, ...], ...] = ()


def render_text(
    text: str, marks: Sequence[Span] = (), *, heading: Literal["h3", "p"] = "h3", anchor: str = ""
) -> Markup:
    """A page's or a passage's text as HTML.

    Args:
        text: The words as they stand in the index.
        marks: Ranges [start, end) of `text` to mark.
        heading: The element for headings: "p" where the page around has no place for more of them.
        anchor: The id given to the first mark; empty for none.
    """
    html = "\n".join(_html(text, block, marks, heading) for block in blocks(text))
    if anchor:
        html = html.replace("<mark>", f'<mark id="{anchor}">', 1)
    return Markup(html)


def blocks(text: str) -> Iterator[Block]:
    """The pieces of a text, in order: between them they hold all of it but white space, bullets and rules."""
    lines = [found.span() for found in re.finditer(r"[^\n]+", text)]
    filled = [span for span in lines if text[span[0] : span[1]].strip()]
    position = 0
    while position < len(filled):
        start, end = filled[position]
        line = text[start:end]
        if "\t" in line:
            run = _while(text, filled, position, _in_table)
            yield Block("table", tuple(_cells(text, *row) for row in run))
            position += len(run)
        elif _RULE.fullmatch(line):
            yield Block("rule")
            position += 1
        elif hashes := _HASHES.match(line):
            yield Block("heading", (((start + hashes.end(), end),),))
            position += 1
        elif BULLET.match(line):
            run = _while(text, filled, position, _in_list)
            yield Block("list", _list_items(text, run))
            position += len(run)
        else:
            run = _while(text, filled, position, _in_paragraph)
            yield Block(_paragraph_kind(text, run), (tuple(run),))
            position += len(run)


def _while(text: str, lines: Sequence[Span], position: int, belongs: Belongs) -> list[Span]:
    """The lines from `position` on that belong to one block, by `belongs(text, previous line, line)`."""
    run = [lines[position]]
    while position + len(run) < len(lines) and belongs(text, run[-1], lines[position + len(run)]):
        run.append(lines[position + len(run)])
    return run


def _adjacent(text: str, before: Span, line: Span) -> bool:
    return text.count("\n", before[1], line[0]) == 1


def _in_table(text: str, before: Span, line: Span) -> bool:
    return "\t" in text[line[0] : line[1]] and _adjacent(text, before, line)


def _starts_other(words: str) -> bool:
    return "\t" in words or bool(_HASHES.match(words) or _RULE.fullmatch(words))


def _in_list(text: str, before: Span, line: Span) -> bool:
    words = text[line[0] : line[1]]
    if _starts_other(words):
        return False
    if BULLET.match(words):
        return True
    return _runs_on(text, before, line) or (_adjacent(text, before, line) and not _LIMB.match(words))


def _runs_on(text: str, before: Span, line: Span) -> bool:
    """Whether `line` goes on with the sentence of the line before, across a blank line that a page break left."""
    last = text[before[0] : before[1]].rstrip()
    return text[line[0] : line[1]].lstrip()[:1].islower() and not _SENTENCE_END.search(last)


def _in_paragraph(text: str, before: Span, line: Span) -> bool:
    words = text[line[0] : line[1]]
    if _starts_other(words) or BULLET.match(words) or _LIMB.match(words):
        return False
    if not _adjacent(text, before, line):
        return _runs_on(text, before, line)
    last = text[before[0] : before[1]].rstrip()
    if _ITEM_REFERENCE.match(words):
        return False
    ended = len(last) < _FULL_LINE or bool(_SENTENCE_END.search(last))
    return not (ended and _PARAGRAPH_NUMBER.match(words))


def _paragraph_kind(text: str, run: Sequence[Span]) -> Kind:
    line = text[run[0][0] : run[-1][1]].strip()
    if _LIMB.match(line):
        return "limb"
    if len(run) > 1 or len(line) > _TITLE_LENGTH:
        return "paragraph"
    capitals = line.isupper() and len(line) > 3 and any(c.isalpha() for c in line)
    titled = _BOLD_LINE.fullmatch(line) or _NUMBERED_TITLE.fullmatch(line)
    return "heading" if capitals or titled else "paragraph"


def _list_items(text: str, run: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The items of a list, each the lines it is made of, the bullet left out."""
    items: list[tuple[Span, ...]] = []
    for start, end in run:
        bullet = BULLET.match(text[start:end])
        if bullet:
            items.append(((start + bullet.end(), end),))
        else:
            items[-1] = (*items[-1], (start, end))
    return tuple(items)


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    cells: list[Span] = []
    while (tab := text.find("\t", start, end)) >= 0:
        cells.append((start, tab))
        start = tab + 1
    return (*cells, (start, end))


def _html(text: str, block: Block, marks: Sequence[Span], heading: str) -> str:
    if block.kind == "rule":
        return "<hr>"
    if block.kind == "table":
        return _table_html(text, block.rows, marks)
    if block.kind == "list":
        return "<ul>\n" + "\n".join(_item_html(text, item, marks) for item in block.rows) + "\n</ul>"
    words = _flowed(text, block.rows[0], marks)
    if block.kind == "heading":
        return f"<h3>{words}</h3>" if heading == "h3" else f'<p class="heading">{words}</p>'
    return f'<p class="limb">{words}</p>' if block.kind == "limb" else f"<p>{words}</p>"


def _item_html(text: str, item: Sequence[Span], marks: Sequence[Span]) -> str:
    start, end = item[0]
    numbered = _PARAGRAPH_NUMBER.match(text, start, end) or _LIMB.match(text, start, end)
    opening = '<li class="numbered">' if numbered else "<li>"
    return f"{opening}{_flowed(text, item, marks)}</li>"


def _flowed(text: str, lines: Sequence[Span], marks: Sequence[Span]) -> Markup:
    """Lines joined to one flow; a short line that the next does not go on with keeps its break."""
    breaks = [
        after[0]
        for line, after in pairwise(lines)
        if len(text[line[0] : line[1]].rstrip()) < _FULL_LINE and not text[after[0] : after[1]].lstrip()[:1].islower()
    ]
    return inline(text, lines[0][0], lines[-1][1], marks, breaks)


def _table_html(text: str, rows: Sequence[Sequence[Span]], marks: Sequence[Span]) -> str:
    """A table that scrolls in its own box; its first row is the header where it reads like one."""
    filled = [max((i + 1 for i, (a, b) in enumerate(row) if text[a:b].strip()), default=0) for row in rows]
    width = max(1, *filled)
    header = len(rows) > 1 and _is_header([text[a:b].strip() for a, b in rows[0][:width]], width)
    body = "".join(_row_html(text, row[:width], width, marks, "td") for row in rows[1 if header else 0 :])
    head = f"<thead>{_row_html(text, rows[0][:width], width, marks, 'th')}</thead>" if header else ""
    return f'<div class="table" tabindex="0" role="group" aria-label="Table"><table>{head}<tbody>{body}</tbody></table></div>'


def _is_header(cells: Sequence[str], width: int) -> bool:
    """Whether a first row names its columns: words in each, but perhaps in those to the left of the first."""
    named = [cell for cell in cells if cell]
    return (
        len(named) > 1
        and cells[-len(named) :] == named
        and len(cells) == width
        and all(map(_HEADER_CELL.fullmatch, named))
    )


def _row_html(text: str, row: Sequence[Span], width: int, marks: Sequence[Span], element: Literal["td", "th"]) -> str:
    first, *rest = row
    if (
        width > 1
        and element == "td"
        and text[first[0] : first[1]].strip()
        and not any(text[a:b].strip() for a, b in rest)
    ):
        return f'<tr class="group"><td colspan="{width}">{inline(text, *first, marks)}</td></tr>'
    cells = "".join(_cell_html(text, cell, marks, element) for cell in row)
    return f"<tr>{cells}{'<td></td>' * (width - len(row))}</tr>"


def _cell_html(text: str, cell: Span, marks: Sequence[Span], element: Literal["td", "th"]) -> str:
    words = inline(text, *cell, marks)
    return f'<th scope="col">{words}</th>' if element == "th" and words.strip() else f"<td>{words}</td>"
