"""Text → the terms that are indexed and searched: words stemmed and in one spelling, references and figures kept whole.

The same analysis serves papers and questions. "17/00131", "s.106", "AH0005", "2018/19", "£1,767,800" and "22.4%" are one
term each; "22/0081" and "22/00081" are the same term, as are "2018/19", "2018-19", "18/19" and "2018/2019".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from indexer.spelling import fold_spelling

ANALYSER = "committee-papers-1"
"""Names this analysis; an index made with another one is built anew."""

_STOP_WORDS = """
    a an the of to in on at by for from with as is are was were be been being am and or but if that this these those it
    its which who whom whose what when where why how did do does done has have had having will would shall should can could
    we us our ours they them their he she his her him you your i me my there here so than then into about please
    i'm we're it's that's what's who's
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
LONGEST = 80  # characters of a term; what is longer is no word

_TOKEN = re.compile(
    r"""
    <[a-z/][^<>]{0,200}>                                                            # a tag left by extraction
    |£\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|thousand|million|billion)\b)?            # money
    |(?<![\d/.])\d\d(?:\d\d)?/\d{4,5}(?:/[a-z]{2,5})?(?![\d/])                      # 17/00131, 23/01234/ful, 2018/2019
    |(?<![\d/.])\d\d-\d{5}(?![\d/])                                                 # 17-00131
    |(?<![\d/.-])(?:20|19)?\d\d\s?[/-]\s?(?:20|19)?\d\d(?![\d/-]|\.\d)              # 2018/19, 18-19 and other pairs
    |\bs(?:ections?|ect?)?[.\s]{0,2}\d+[a-z]?\b                                     # s.106, section 106
    |\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:\s?%|\s?per\s?cent\b)?                          # 1,767,800
    |\d+(?:\.\d+)+                                                                  # 1.3, 3.2.1, and with % below
     (?:\s?%|\s?per\s?cent\b)?
    |\d+(?:\s?%|\s?per\s?cent\b|(?:st|nd|rd|th)\b)                                  # 22%, 9th
    |[^\W\d_](?:\.[^\W\d_])+\b                                                      # d.a., e.g.
    |[^\W\d_]&[^\W\d_]\b                                                            # a&e
    |(?:co|re|pre|e|non|multi|inter|sub|anti|de)-[^\W\d_]{3,}                       # co-ordinate
    |[^\W_]+(?:'[^\W\d_]+)*                                                         # words, codes, numbers
    """,
    re.VERBOSE,
)
_YEARS = re.compile(r"(?:20|19)?(\d\d)\s?[/-]\s?(?:20|19)?(\d\d)")
_DECISION = re.compile(r"(?:\d\d)?(\d\d)[/-](\d{4,5})(/[a-z]{2,5})?")
_SECTION = re.compile(r"s(?:ections?|ect?)?[.\s]{0,2}(\d+[a-z]?)")
_PARTS = re.compile(r"\d[\d.,]*\d|\d|[a-z]+")
_stem = Stemmer.Stemmer("english").stemWord


class _Folding(dict[int, str]):
    """A `str.translate` table, filled as characters turn up: accents, quotes, dashes and look-alikes become plain ones."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = unicodedata.normalize("NFKD", character)
        folded = "".join(_PLAIN.get(part, part) for part in plain if not unicodedata.combining(part))
        self[code] = folded
        return folded


_PLAIN = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", ""),
    "⁄": "/", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l",
    **dict(zip("АВЕКМНОРСТХаеорсухі", "ABEKMHOPCTXaeopcyxi", strict=True)),  # Cyrillic letters that look Latin
}  # fmt: skip
_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Token:
    """A term of a text and where it stands: `term` as indexed, `word` unstemmed, `start` and `end` offsets in the text."""

    term: str
    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """`text` in lower case, its accents, quote marks, dashes and look-alike letters made plain."""
    return text.lower() if text.isascii() else text.translate(_FOLDING).lower()


def analyse(text: str) -> list[str]:
    """The index terms of a text, in order; stop words are left out."""
    return [term for token in _TOKEN.findall(fold(text)) if (term := _term(token))]


def analyse_query(text: str) -> list[str]:
    """The terms of a question, each once, in order, made exactly as those of the papers are."""
    return list(dict.fromkeys(analyse(text)))


def exact_words(text: str) -> list[str]:
    """The unstemmed words of a text; a reference is followed by its parts ("17/00131", "17", "00131")."""
    return [word for token in _TOKEN.findall(fold(text)) for word in _words(token)]


def terms_and_words(text: str) -> tuple[list[str], list[str]]:
    """What `analyse` and `exact_words` give, in one go."""
    tokens = _TOKEN.findall(fold(text))
    return [term for token in tokens if (term := _term(token))], [word for token in tokens for word in _words(token)]


def locate(text: str) -> Iterator[Token]:
    """The terms of a text with their offsets in `text` itself; for marking what matched."""
    offsets = _offsets(text)
    for match in _TOKEN.finditer(fold(text)):
        term = _term(match[0])
        if term:
            start, end = match.span()
            if offsets:
                start, end = offsets[start], offsets[end - 1] + 1
            yield Token(term, _words(match[0])[0], start, end)


def _offsets(text: str) -> list[int]:
    """For each character of the folded text its offset in `text`; empty where the two agree anyway."""
    folded = [fold(character) for character in text] if not text.isascii() else []
    if all(len(piece) == 1 for piece in folded):
        return []
    return [offset for offset, piece in enumerate(folded) for _ in piece]


@lru_cache(maxsize=1 << 17)
def _term(token: str) -> str:
    """The index term of a token, empty for what is not indexed."""
    word = _canonical(token)
    if not word or word in STOP_WORDS or len(word) > LONGEST:
        return ""
    return str(_stem(fold_spelling(word))) if word.isalpha() else word


@lru_cache(maxsize=1 << 17)
def _words(token: str) -> tuple[str, ...]:
    """The unstemmed words of a token: the whole, then its parts where it has several."""
    word = _canonical(token)
    if not word or word in STOP_WORDS or len(word) > LONGEST:
        return ()
    return (
        (word,)
        if word.isalpha()
        else tuple(dict.fromkeys((word, *(part for part in _parts(word) if part not in STOP_WORDS))))
    )


def _parts(word: str) -> list[str]:
    """What a reference or figure is put together of, as far as somebody may look for it alone."""
    years = _YEARS.fullmatch(word)
    if years and word.startswith("20"):
        return ["20" + years[1], "20" + years[2]]
    return [part for part in _PARTS.findall(word) if len(part) > 1]


def _canonical(token: str) -> str:
    """A token in the one form that stands for all its spellings, before stemming; empty for a tag."""
    if token.isalpha():
        return token
    if token[0] == "<":
        return ""
    if not any(character.isdigit() for character in token):
        return _canonical_word(token)
    return _canonical_figure(token)


def _canonical_word(token: str) -> str:
    """A token of letters with something between them: a possessive, an abbreviation, a hyphened prefix."""
    if token.endswith("'s"):
        token = token[:-2]
    return token if "&" in token else re.sub(r"['.-]", "", token)


def _canonical_figure(token: str) -> str:
    """A token with digits: money, reference, municipal year, section, percentage, ordinal, number or code."""
    years = _YEARS.fullmatch(token)
    if years:
        return _canonical_pair(token, years[1], years[2])
    decision = _DECISION.fullmatch(token)
    if decision:
        return _canonical_decision(decision)
    section = _SECTION.fullmatch(token)
    if section:
        return "s" + section[1]
    token = re.sub(r"[\s,]", "", token).replace("percent", "%")
    if token[0] == "£":
        return _canonical_money(token)
    return re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", token)


def _canonical_pair(token: str, first: str, second: str) -> str:
    """Two numbers joined by a stroke or a dash: a municipal year where the second follows the first; "10/2018" is a month."""
    if (int(first) + 1) % 100 == int(second):
        return f"20{first}/{second}"
    return re.sub(r"\s", "", token)


def _canonical_decision(match: re.Match[str]) -> str:
    """A decision or application number as year and five digits."""
    year, number, suffix = match.groups()
    return f"{year}/{number.zfill(5)}{suffix or ''}"


def _canonical_money(token: str) -> str:
    """A sum without blanks and commas: "£1767800", "£414m"; "£417.0m" is "£417m"."""
    for long, short in (("thousand", "k"), ("million", "m"), ("billion", "bn")):
        token = token.replace(long, short)
    return re.sub(r"\.0+(?=\D|$)", "", token)
