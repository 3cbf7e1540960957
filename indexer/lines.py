"""A text as lines that know their offsets, and a line without its markup."""

from __future__ import annotations

import re
from dataclasses import dataclass

TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_MARKUP = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|^\s*#{1,6}\s+|\\(?=[()\[\]*_#.-])")
_MARKS = re.compile(r"[*_#\\<]")
_BULLET = re.compile(r"^\s*(?:[-•●▪◦–o*·]\s+)+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: `text` without its line break, from offset `start` to `end` (exclusive)."""

    start: int
    end: int
    text: str

    @property
    def plain(self) -> str:
        """The line without Markdown, HTML tags and outer blanks."""
        return plain(self.text)

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands on the line."""
        return not self.text.strip()


def split_lines(text: str, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """The lines of `text` between two offsets, blank ones included; their offsets are those of the whole text."""
    stop = len(text) if end is None else end
    lines = []
    while start < stop:
        at = text.find("\n", start, stop)
        close = stop if at < 0 else at
        lines.append(Line(start, close, text[start:close]))
        start = close + 1
    return tuple(lines)


def plain(text: str) -> str:
    """`text` without Markdown emphasis and headings, backslash escapes and HTML tags, its white space folded."""
    bare = _MARKUP.sub("", TAG.sub(" ", text)) if _MARKS.search(text) else text
    return " ".join(bare.split())


def without_bullet(text: str) -> str:
    """`text` without the bullets that open it."""
    return _BULLET.sub("", text)
