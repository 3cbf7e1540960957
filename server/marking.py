"""The one place where words of a paper become HTML: everything is escaped; only <mark>, <strong>, <em> and <br> are added."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from markupsafe import Markup, escape

Marks = Iterable[tuple[int, int]]

_STYLES = (
    ("strong", re.compile(r"\*\*(?=\S)(?:(?!\*\*).){1,4000}?(?<=\S)\*\*", re.DOTALL), 2),
    ("em", re.compile(r"(?<![*\w])\*(?=[^\s*])[^*]{1,4000}?(?<=[^\s*])\*(?![*\w])"), 1),
)
_TAG = re.compile(
    r"</?(?:p|ul|ol|li|br|b|i|u|em|strong|sup|sub|span|div|td|tr|th|table)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_LINE_TAGS = re.compile(r"<(?:p|li|br|div|tr)\b", re.IGNORECASE)
_TAG_STYLES = (
    ("strong", re.compile(r"<(?:b|strong)>.{0,4000}?</(?:b|strong)>", re.IGNORECASE | re.DOTALL)),
    ("em", re.compile(r"<(?:i|em)>.{0,4000}?</(?:i|em)>", re.IGNORECASE | re.DOTALL)),
)


_LINK = re.compile(r"(\[)[^\[\]\n]{1,400}(\]\(#[^()\s]{0,200}\))")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|~>-])")


def inline(text: str, start: int, end: int, marks: Marks = (), breaks: Iterable[int] = ()) -> Markup:
    """`text[start:end]` as safe HTML: its emphasis as elements, its stray tags and Markdown signs left out, its marks marked.

    Args:
        text: The words of a page or a passage.
        start: Where to begin, an offset in `text`.
        end: Where to end.
        marks: Ranges [start, end) of `text` to put in <mark>; they may overlap and reach beyond what is rendered.
        breaks: Offsets of `text` before which a line breaks.
    """
    hidden, styled, lines = _markup_in(text, start, end)
    spans = [("mark", max(a, start), min(b, end)) for a, b in marks if a < end and b > start and a < b]
    spans += styled
    line_breaks = {*lines, *(b for b in breaks if start < b < end)}
    edges = sorted(
        {start, end, *line_breaks, *(e for _, a, b in spans for e in (a, b)), *(e for h in hidden for e in h)}
    )
    out: list[str] = []
    for a, b in pairwise(edges):
        if a in line_breaks and any(not part.startswith("<br") and part.strip() for part in out):
            out.append("<br>")
        if any(h0 <= a and b <= h1 for h0, h1 in hidden):
            continue
        out.append(_wrapped(text[a:b], [name for name, s, e in spans if s <= a and b <= e]))
    return Markup("".join(out))


def _wrapped(words: str, elements: list[str]) -> str:
    """The escaped words inside the named elements, <mark> innermost."""
    html = str(escape(words))
    if not words.strip():
        elements = [name for name in elements if name == "mark"]
    for name in sorted(set(elements), key=("mark", "em", "strong").index):
        html = f"<{name}>{html}</{name}>"
    return html


def _markup_in(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[str, int, int]], set[int]]:
    """What of a stretch is mark-up and not words: ranges to hide, styled ranges, and where lines break."""
    hidden: list[tuple[int, int]] = []
    styled: list[tuple[str, int, int]] = []
    lines: set[int] = set()
    if text.find("*", start, end) >= 0:
        for name, pattern, width in _STYLES:
            for found in pattern.finditer(text, start, end):
                hidden += [(found.start(), found.start() + width), (found.end() - width, found.end())]
                styled.append((name, found.start(), found.end()))
    if text.find("](#", start, end) >= 0:
        hidden += [found.span(i) for found in _LINK.finditer(text, start, end) for i in (1, 2)]
    if text.find("\\", start, end) >= 0:
        hidden += [found.span() for found in _ESCAPE.finditer(text, start, end)]
    if text.find("<", start, end) >= 0:
        hidden += [found.span() for found in _TAG.finditer(text, start, end)]
        lines |= {found.start() for found in _LINE_TAGS.finditer(text, start, end)}
        styled += [
            (name, *found.span()) for name, pattern in _TAG_STYLES for found in pattern.finditer(text, start, end)
        ]
    return hidden, styled, lines
