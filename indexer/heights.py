"""How much of a printed page the lines of a text take up."""

from __future__ import annotations

import math
import re

from indexer.lines import TAG, split_lines

_WIDTH = 95
_CELL_WIDTH = 14.0
_BLANK_LINE = 0.4
_SHORTEST = 0.4
_FULL = 60
_CELL_BREAK = re.compile(r"</?(?:p|li|br)\b[^<>]*>", re.I)


def line_heights(text: str) -> dict[int, float]:
    """For the offset of each line, and for the end of the text, how many printed lines stand above it."""
    heights: dict[int, float] = {}
    height = 0.0
    for line in split_lines(text):
        heights[line.start] = height
        height += _height(line.text)
    heights[len(text)] = height
    return heights


def _height(line: str) -> float:
    """A long line wraps, a blank one is half a line, a table's row is as tall as its tallest cell."""
    if not line.strip():
        return _BLANK_LINE
    if len(line) < _WIDTH and "\t" not in line:
        return _SHORTEST + (1 - _SHORTEST) * min(1.0, len(line) / _FULL)
    cells = line.strip("\t").split("\t")
    width = max(_WIDTH / len(cells), _CELL_WIDTH) if len(cells) > 1 else _WIDTH
    return max(sum(math.ceil(len(TAG.sub("", p)) / width) for p in _CELL_BREAK.split(cell)) for cell in cells) or 1.0


__all__ = ["line_heights"]
