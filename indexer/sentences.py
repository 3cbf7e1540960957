"""Sentences of a text by their offsets, with the abbreviations that council papers write."""

from __future__ import annotations

import re
from itertools import pairwise

from syntok import segmenter

_ABBREVIATION = re.compile(
    r"(?:\b(?:Cllr|Cllrs|Mr|Mrs|Ms|Dr|Prof|Rev|Sir|St|Rd|Ave|Para|para|paras|App|Min|No|Nos|Art|Reg|Sched|Sec|Ch|Pt|approx|inc|incl|"
    r"etc|cf|ref|dept|Dept|Co|Ltd|e\.g|i\.e|vs|pp?|s|ss|[A-Z])|^\W*(?:\d{1,3}(?:\.\d{1,2}){0,3}|[a-z]{1,2}|[ivx]{1,4}))\.\)?\W*$"
)
_BREAK = re.compile(
    r"\n[ \t]*\n|\n(?=[ \t]*(?:[-•●▪◦]\s|\(?[a-z]{1,2}\)\s|\(?[ivx]{1,4}\)\s|\d{1,2}(?:\.\d{1,2}){0,3}\.?\s))"
    r"|\t+|</?(?:li|ul|p|br|td|tr)\b[^>]*>"
)
_SPEAKABLE = re.compile(r"\w")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The [start, end) offsets of the sentences of `text`, in order; every word of it, HTML tags apart, lies in one.

    Paragraphs, list points, table cells and HTML blocks end a sentence. A stop after a title or an abbreviation
    ("Cllr.", "para.", "No.") or after a list number does not.
    """
    sentences: list[tuple[int, int]] = []
    start = 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        sentences += _within(text, start, end)
        start = match.start() if match and match[0].isspace() else (match.end() if match else end)
        if match and match[0].startswith("<"):
            start = match.end()
    return sentences


def _within(text: str, start: int, end: int) -> list[tuple[int, int]]:
    stretch = text[start:end]
    if not stretch.strip():
        return []
    found: list[tuple[int, int]] = []
    for paragraph in segmenter.analyze(stretch):
        for sentence in paragraph:
            tokens = list(sentence)
            if not tokens:
                continue
            first, last = tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)
            if found and _ABBREVIATION.search(stretch[found[-1][0] : found[-1][1]]):
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
    return [(start + a, start + b) for a, b in _whole(stretch, found) if _SPEAKABLE.search(stretch[a:b])]


def _whole(stretch: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences stretched over the marks that the segmenter left between them, white space trimmed."""
    if not found:
        return [(0, len(stretch))]
    edges = [0, *(start for start, _ in found[1:]), len(stretch)]
    whole = []
    for begin, end in pairwise(edges):
        inner = stretch[begin:end]
        lead = len(inner) - len(inner.lstrip())
        whole.append((begin + lead, begin + len(inner.rstrip())))
    return [(a, b) for a, b in whole if b > a]
