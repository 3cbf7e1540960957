"""Lines that stand among sentences and say nothing by themselves: marks, captions, openings, labels of a report's head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.analysis import analyse
from server.look import Look
from server.weighing import Weighed

_NOTHING = re.compile(
    r"[\W_]*|(?:\W*[^\W\x00-\x7F]\b)*\W*|\W*\(?\s*items?\b\W*\d+\W*|\W*\(?please (?:find|see)\b.{0,60}|"
    r"\W*(?:fig(?:ure)?|table|chart|graph|page|slide)\.?\W*\d+(?:\.\d+)*(?: of \d+)?\W*|"
    r"\W*(?:\d{1,2}[.)]?\s*)?(?:in response to|(?:\w+\W+){1,12}responded to)\b.{0,90}?"
    r"\b(?:following|it was (?:said|noted|explained|confirmed)(?: that)?|as follows)\W*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:classification\s*:\s*(?:unrestricted|public|open|exempt)|"
    r"electoral divisions?(?: affected)?\s*:\s*(?:all|none|n/?a)\b.{0,20}|"
    r"(?:previous|past|future) pathway(?: of (?:the )?(?:paper|report))?\s*:\s*(?:none|n/?a)|key decision\s*:\s*(?:yes|no|n/?a)|"
    r"to\s*:\s*.{0,60}?(?:committee|cabinet|council|board)\b\W*(?:\d{1,2}\w*\s+\w+\s+\d{4})?)\W*",
    re.IGNORECASE,
)


def without_padding(passages: Sequence[Sequence[Weighed]], look: Look) -> list[list[Weighed]]:
    """The sentences weighed, without those that say nothing, and without labels with their usual entry, unless asked for."""
    asked = {term for word in look.query.terms.words for term in (word.term, *word.also)}
    return [[each for each in some if not _pads(each.quote.text, asked)] for some in passages]


def _pads(text: str, asked: set[str]) -> bool:
    if _NOTHING.fullmatch(text):
        return True
    return _LABEL.fullmatch(text) is not None and not asked & set(analyse(text))
