"""How far a motion or a recommendation reaches in a text, and the lettered limbs that it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.lines import TAG, Line, split_lines
from indexer.records import Stamp

_MARK = re.compile(
    r"\s*(?:[-–•●▪]\s+)?(?P<open>\(?)(?P<mark>[a-zA-Z]|[ivx]{2,4}|\d{1,2})(?P<close>\)|\.(?=\s|$))(?!\d)\s*"
)
_CUE_ENDS = re.compile(
    r"\b(?:resolved|agreed|noted|recommended|decisions?|resolutions?|cabinet|council|committee|recommendations?(?:\(s\))?)\W*$",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?:(?<=[:;,])|(?<=\bto)|(?<=\bthat)|(?<=\band)|(?<=\bor)|(?<=\n)|^|(?<=[.–-])(?=\s+\())\s*"
    r"\(?(?P<mark>[a-z]|[ivx]{2,4}|\d{1,2})\)\s+"
)
_CUE_ALONE = re.compile(
    r"(?:It was )?(?:RESOLVED|AGREED|RECOMMENDED|DECISIONS?|RESOLUTIONS?|RECOMMENDATIONS?)\W*", re.IGNORECASE
)
_BULLET = re.compile(r"\s*[-–•●▪◦]\s+\S")
_FINISHED = re.compile(r"[.!?][\"”’')]*$")
_OPEN_ENDED = re.compile(
    r"(?:[,;:(–-]|\b(?:and|or|to|the|of|for|by|that|with|in|on|at|from|a|an|as|its|their|be|is|are|was|were))$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:,\s*)?(?:be|is|are|was|were)\s+(?:\w+ly\s+)?[a-z]+(?:ed|en|wn)\b")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LONGEST = 9_000


@dataclass(frozen=True, slots=True)
class Limb:
    """A limb of a list: its printed mark without brackets, the offset of the mark, and those of its words."""

    mark: str
    at: int
    start: int
    end: int


def mask(text: str, stamps: Sequence[Stamp] = ()) -> str:
    """`text` at the same offsets with what the pack's maker stamped on it, asterisks and tags blanked out."""
    blanked = TAG.sub(lambda m: " " * len(m[0]), text.replace("*", " "))
    pieces, at = [], 0
    for stamp in stamps:
        if stamp.start < at or stamp.end == stamp.start:
            continue
        pieces += [blanked[at : stamp.start], re.sub(r"[^\n]", " ", blanked[stamp.start : stamp.end])]
        at = stamp.end
    return "".join([*pieces, blanked[at:]])


def reach(words: str, start: int, limit: int) -> int:
    """The offset just past the motion or recommendation that begins at `start` and ends before `limit`.

    It goes on while its sentence is unfinished, while its list goes on, and over a verb that stands alone at the end ("be
    endorsed."); blank lines and page breaks do not end it, the next paragraph or number of the minute does.
    """
    limit = min(limit, start + _LONGEST)
    lines = split_lines(words, start, limit)
    if not lines:
        return start
    end = lines[0].start + len(lines[0].text.rstrip())
    state = _List()
    state.see(lines[0].text, inline=True)
    gap = False
    for line in lines[1:]:
        if line.blank:
            gap = True
            continue
        if not _goes_on(words[start:end].rstrip(), line, gap, state):
            break
        end = line.start + len(line.text.rstrip())
        gap = False
    return end


class _List:
    """The list that a motion has come to: the marks seen, and how its limbs ended."""

    def __init__(self) -> None:
        self.marks: list[list[str]] = []
        self.semicolons = False

    def see(self, text: str, *, inline: bool = False, may_open: bool = True) -> bool:
        """Take note of the marks on a line; whether its opening mark goes on with a list or may open one."""
        match = _MARK.match(text)
        taken = bool(match and self._take(match["mark"].lower(), may_open=may_open))
        for found in _INLINE.finditer(text) if inline or taken else ():
            self._take(found["mark"])
        return taken

    def _take(self, mark: str, *, may_open: bool = True) -> bool:
        for depth in range(len(self.marks) - 1, -1, -1):
            if follows(self.marks[depth][-1], mark):
                del self.marks[depth + 1 :]
                self.marks[depth].append(mark)
                return True
        if may_open and mark in {"a", "1", "i"}:
            self.marks.append([mark])
            return True
        return False


def _goes_on(so_far: str, line: Line, gap: bool, state: _List) -> bool:
    finished = _FINISHED.search(so_far) is not None
    mark = _MARK.match(line.text)
    if mark:
        if finished and (not state.marks or state.semicolons):
            return False
        state.semicolons = state.semicolons or (
            bool(state.marks) and so_far.endswith((";", "; and", ",", ", and", "; or"))
        )
        lettered = mark["close"] == ")" and not gap and not state.marks
        return state.see(line.text, may_open=lettered or bool(_OPEN_ENDED.search(so_far) or _CUE_ENDS.search(so_far)))
    if _TAIL.match(line.text):
        return True
    if finished:
        return False
    if gap and not _OPEN_ENDED.search(so_far) and not _CUE_ALONE.fullmatch(so_far):
        return line.text.lstrip()[:1].islower()
    return not (gap and so_far.endswith(":") and _BULLET.match(line.text) is None and state.marks)


def follows(before: str, mark: str) -> bool:
    """Whether `mark` is the next after `before` in a list: "b" after "a", "2" after "1", "ii" after "i"."""
    if before.isdigit() or mark.isdigit():
        return before.isdigit() and mark.isdigit() and int(mark) == int(before) + 1
    if before in _ROMAN and mark in _ROMAN and _ROMAN.index(mark) == _ROMAN.index(before) + 1:
        return True
    return len(before) == len(mark) == 1 and ord(mark) == ord(before) + 1


def find_limbs(words: str, start: int, end: int) -> tuple[Limb, ...]:
    """The limbs of the outermost list between two offsets, in order; none where there is no list of two or more."""
    places: dict[int, tuple[str, int]] = {}
    for line in split_lines(words, start, end):
        match = _MARK.match(line.text)
        if match and line.start > start:
            places[line.start + match.start("mark")] = (match["mark"].lower(), line.start + match.end())
    for match in _INLINE.finditer(words, start, end):
        places.setdefault(match.start("mark"), (match["mark"], match.end()))
    chosen: list[tuple[str, int, int]] = []
    for at in sorted(places):
        mark, begin = places[at]
        if (not chosen and mark in {"a", "1", "i"}) or (chosen and follows(chosen[-1][0], mark)):
            chosen.append((mark, at, begin))
    if len(chosen) < 2:
        chosen = _bullets(words, start, end)
    if len(chosen) < 2:
        return ()
    closes = [_before_mark(words, at) for _, at, _ in chosen[1:]] + [end]
    return tuple(Limb(mark, at, begin, close) for (mark, at, begin), close in zip(chosen, closes, strict=True))


def _bullets(words: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The points of a list that has no marks but bullets, counted from 1."""
    points = [(line, match) for line in split_lines(words, start, end) if (match := _BULLET.match(line.text))]
    return [
        (str(n), line.start + match.end() - 1, line.start + match.end() - 1)
        for n, (line, match) in enumerate(points, 1)
    ]


def _before_mark(words: str, at: int) -> int:
    """The end of the words before a limb's mark, its bracket and the blanks before it left out."""
    stop = at - 1 if words[at - 1 : at] == "(" else at
    return len(words[:stop].rstrip(" \t\n-–•"))


def is_finished(words: str) -> bool:
    """Whether a motion's words come to an end: a full stop, or at least a verb that tells a result ("be noted")."""
    stripped = words.rstrip()
    if _FINISHED.search(stripped):
        return True
    return not _OPEN_ENDED.search(stripped) and re.search(r"\b\w+(?:ed|en)$", stripped) is not None
