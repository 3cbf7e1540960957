"""Is a page's text worth indexing: prose or figures, glyph soup, or nothing?

A PDF whose font has no map to Unicode yields glyph numbers instead of letters: control characters, private-use characters,
or letters shifted along the alphabet ("WKH FRXQFLO"). Such text is found by three signs, none of which a table of figures
or a page in another script shows: characters that no text holds, more punctuation than letters and figures, and Latin letters
in frequencies that no language written in them has.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Literal

Health = Literal["good", "soup", "empty"]

_FREQUENT = frozenset("etaoinsr")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ž]{3,}")
_SINGLE = re.compile(r"(?<![\w.’'£&/(-])[^\W\d_](?![\w.’')&/-])")
_LEADERS = re.compile(r"([.…_·–—-])(?:\s?\1){2,}")


def health(text: str) -> Health:
    """Tell readable text from glyph soup and from nothing: pass the text as extracted, before control characters are cleaned."""
    visible = _visible(text)
    if not visible:
        return "empty"
    if _count(visible, _is_foreign) > 0.1 * visible.total():
        return "soup"
    if not any(character.isalnum() for character in visible):
        return "empty"
    return "soup" if _odd_signs(text) or _odd_letters(text) else "good"


def broken_words(text: str) -> int:
    """How many letters stand alone ("c ommunities"): of two readings of one page, the one with many was cut up by its reader."""
    return len(_SINGLE.findall(text))


def _visible(text: str) -> Counter[str]:
    """How often each character stands in a text, white space left aside."""
    return Counter("".join(text.split()))


def _count(characters: Counter[str], kind: Callable[[str], bool]) -> int:
    return sum(count for character, count in characters.items() if kind(character))


def _is_foreign(character: str) -> bool:
    """Control, private-use, unassigned or replacement characters: what no readable text holds in number."""
    return character == "\ufffd" or unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs"}


def _odd_signs(text: str) -> bool:
    """Is there more punctuation than letters, marks and figures, leaders ("Annual report ..... 14") left aside?"""
    visible = _visible(_LEADERS.sub("", text))
    return visible.total() >= 40 and _count(visible, _is_word_part) < 0.55 * visible.total()


def _is_word_part(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _odd_letters(text: str) -> bool:
    """Do the Latin letters stand as in no language?

    In any language e, t, a, o, i, n, s, r are 55-70% of them (30% of letters by chance), and plain letters outnumber
    accented ones.
    """
    letters = "".join(_LATIN_WORD.findall(text)).lower()
    if len(letters) < 60:
        return False
    plain = Counter(_plain(unicodedata.normalize("NFKD", letters)))
    accented = len(letters) - len(_plain(letters))
    return sum(plain[letter] for letter in _FREQUENT) < 0.4 * plain.total() or accented > 0.5 * len(letters)


def _plain(letters: str) -> str:
    return letters.encode("ascii", "ignore").decode()
