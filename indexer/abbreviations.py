"""Abbreviations as the papers themselves define them: "Deprivation of Liberty Safeguards (DoLS)", and the reverse."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from indexer.analysis import analyse, fold, locate
from indexer.rows import Abbreviation

MOST_MEANINGS = 3
"""How many meanings of one short form are kept, the most frequent ones."""

_SHORT = r"(?=[\w&/]*[A-Z][\w&/]*[A-Z\d])[^\W_][\w&/]{1,9}"
_IN_BRACKETS = re.compile(rf"\(\s*(?:the\s+)?({_SHORT})\s*[),;]")
_BEFORE_BRACKETS = re.compile(rf"(?<![\w&/-])({_SHORT})\s+\(([^()]{{5,120}})\)")
_LISTED = re.compile(
    rf"(?<![\w&/(-])({_SHORT})(?:\s*[:=]\s+|\s+[-–—]\s+|\s*\t\s*|[ ]*\n)(?=([^\W_][^\n\t]{{4,}}(?:\n.*)?))"
)
_BREAK = re.compile(r"[.;:•?!\t()\[\]|]|\n\s*\n")
_PLAIN = re.compile(r"(?<=[a-z,][ \n])[a-z]{2,10}(?=[ \n][a-z])")
_MARKED = re.compile(rf"(?<![\w@/.&-]){_SHORT}(?![\w@])")
_MARKUP = re.compile(r"[*_“”\"]|(?<!\w)['‘’]|['‘’](?!\w)")
_SMALL_WORDS = "a an and at by for from in into of on or per the to with &"
_LINKING = frozenset(_SMALL_WORDS.split())
_LONGEST = 100  # characters of a long form
_ORDINARY = 0.02  # of the passages that write a short form; where more write it as a word of running text, it is one


class Definitions:
    """Gathers what passages define; the order in which they come changes nothing."""

    def __init__(self) -> None:
        self._places: defaultdict[str, defaultdict[tuple[str, ...], Counter[tuple[str, str]]]]
        self._places = defaultdict(lambda: defaultdict(Counter))
        self._plain: Counter[str] = Counter()
        self._marked: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Take in a passage."""
        for short, long in dict.fromkeys(find_definitions(text)):
            self._places[fold(short)][tuple(analyse(long))][short, long] += 1
        self._plain.update(set(_PLAIN.findall(text)))
        self._marked.update(map(fold, set(_MARKED.findall(text))))

    def settled(self) -> Iterator[Abbreviation]:
        """Each short form with its meanings, most frequent first; of several spellings of one meaning the commonest."""
        for key, meanings in sorted(self._places.items()):
            ordered = sorted(meanings.items(), key=lambda each: (-each[1].total(), each[0]))
            for _, spellings in islice(ordered, MOST_MEANINGS):
                short, long = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
                ordinary = self._plain[key] > _ORDINARY * self._marked[key]
                yield Abbreviation(key, short, long, spellings.total(), ordinary)


def find_definitions(text: str) -> Iterator[tuple[str, str]]:
    """Short and long forms that a text defines, in the order of the three ways to define them.

    A long form before brackets, or in them, is told by the rule of Schwartz and Hearst, "A simple algorithm for identifying
    abbreviation definitions in biomedical text" (Pacific Symposium on Biocomputing, 2003): each letter of the short form
    occurs in the long one, in order, the first at the beginning of a word. In a glossary ("CED – Chief Executive's
    Department") the letters have to be those that its words begin with. A short form has two to ten characters, two of
    them capitals or one a capital and a later one a digit.
    """
    text = _MARKUP.sub("", text)
    for match in _IN_BRACKETS.finditer(text):
        before = text[max(0, match.start() - 2 * _LONGEST) : match.start()]
        yield from _pair(match[1], _before(match[1], before) or _before(match[1].removesuffix("s"), before))
    for match in _BEFORE_BRACKETS.finditer(text):
        yield from _pair(match[1], _inside(match[1], re.split(r"[,;]", match[2])[0]))
    for match in _LISTED.finditer(text):
        yield from _pair(match[1], _by_initials(match[1], match[2][: 2 * _LONGEST]))


def _pair(short: str, long: str) -> Iterator[tuple[str, str]]:
    """A definition, unless the two are no short and long form of each other; a plural is given as its singular."""
    if not len(short) < len(long) <= _LONGEST or short in long.split():
        return
    single = short[:-1]
    if short.endswith("s") and _MARKED.fullmatch(single) and _inside(single, long) and _reaches_last_word(single, long):
        short = single
    tokens = list(locate(short))
    if len(tokens) == 1 and tokens[0].word == fold(short) and len(long.split()) >= min(2, len(short) - 1):
        yield short, long


def _before(short: str, text: str) -> str:
    """The long form at the end of a text; empty where there is none."""
    words = _BREAK.split(text)[-1].split()
    near = " ".join(words[-_most_words(short) :])
    at = _match(short, near)[0]
    return near[near.rfind(" ", 0, at) + 1 :] if at >= 0 else ""


def _most_words(short: str) -> int:
    """How many words a long form has at most."""
    return min(len(short) + 5, 2 * len(short))


def _inside(short: str, text: str) -> str:
    """The text where it is a long form from its first word on; else empty."""
    long = " ".join(text.split())
    return long if _match(short, long)[0] == 0 and len(long.split()) <= _most_words(short) else ""


def _reaches_last_word(short: str, long: str) -> bool:
    """Whether the last letter of a short form stands in the last word of its long one."""
    return _match(short, long)[1] > long.rfind(" ")


def _match(short: str, long: str) -> tuple[int, int]:
    """Where the first and the last letter of a short form stand in the text that ends with its long form; -1 for nowhere."""
    letters, folded = [c for c in fold(short) if c.isalnum()], fold(long)
    at, last = len(folded), -1
    for position in range(len(letters) - 1, -1, -1):
        at = folded.rfind(letters[position], 0, at)
        while position == 0 and at > 0 and (folded[at - 1].isalnum() or folded[at:].split(" ", 1)[0] in _LINKING):
            at = folded.rfind(letters[0], 0, at)
        if at < 0:
            return -1, -1
        last = at if last < 0 else last
    return at, last


def _by_initials(short: str, text: str) -> str:
    """The words that open a text as far as their initials make the short form; small words may be passed over."""
    wanted, words = [c for c in fold(short) if c.isalnum()], []
    for word in text.split():
        if not wanted:
            break
        words.append(word)
        if fold(word)[0] == wanted[0]:
            wanted.pop(0)
        elif fold(word) not in _LINKING:
            return ""
    return " ".join(words).rstrip(".,;:") if not wanted else ""
