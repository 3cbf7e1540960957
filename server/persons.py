"""The persons whom a question names: after a title, or by two names side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from indexer.analysis import Token, locate
from indexer.dates import is_month
from server.councils import RARE, is_strange
from server.look import Look

_TITLED = re.compile(r"\b(mr|mrs|ms|miss|dr|cllr|councillor|sir)\.?\s+([a-z][\w'-]+)", re.IGNORECASE)


def persons(look: Look) -> Iterator[str]:
    """The surnames, as typed: of "Mr Bell" and of "Ida Linfield"; those after titles first."""
    text = look.query.text
    for match in _TITLED.finditer(text):
        if _is_title(match, look):
            yield match[2]
    for first, second in pairwise(locate(text)):
        if any(is_month(token.word) for token in (first, second)) or not _as_names(text, first, second):
            continue
        rare = min(look.rarity.get(token.term, 0.0) for token in (first, second)) >= RARE
        beside = rare and not text[first.end : second.start].strip()
        if beside and look.is_name(first.term, first.word) and look.is_name(second.term, second.word):
            yield second.word


def _is_title(match: re.Match[str], look: Look) -> bool:
    """Whether "councillor" stands before a name: not so in "which councillor asked"."""
    lower = look.query.text[1:] == look.query.text[1:].lower()
    return match[1].lower() != "councillor" or match[2][0].isupper() or (lower and is_strange(look, match[2]))


def _as_names(text: str, *tokens: Token) -> bool:
    """Whether some words are written as names are; in a question without capitals, but for its first letter, all are."""
    return text[1:] == text[1:].lower() or all(text[token.start].isupper() for token in tokens)
