"""Whether a sentence gives a number of something, and not only a date, a year or the number of a paragraph."""

from __future__ import annotations

import re

from indexer.analysis import analyse
from indexer.filters import Word
from indexer.records import Passage
from server.fitness import is_bare
from server.quoting import Quote

_NO_COUNT = re.compile(
    r"\b(?:19|20)\d\d(?:\s?[-/–]\s?\d{2,4})?\b|\b\d\d?/\d\d\b|^\W*\d+(?:\.\d+)*[.)]?\s|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|"
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\s+\d{1,4}|"
    r"\(Item[^)]*\)|\b(?:paragraph|page|section|item|appendix) \d+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w.,/£-])\d[\d,]*(?:\.\d+)?%?(?![\w/-]|\.\d)|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|"
    r"dozen|half|none|no|couple|quarter|third)\b",
    re.IGNORECASE,
)


def counts(passage: Passage, quote: Quote, words: list[Word]) -> bool:
    """Whether a quote holds a number, and more than half of the words of what is counted.

    What a row of a table counts may stand in its caption or in the headings above it.
    """
    if not _NUMBER.search(_NO_COUNT.sub(" ", quote.text)):
        return False
    in_table = passage.table is not None or "\t" in passage.text[quote.start : quote.end] or is_bare(quote.text)
    held = set(analyse(passage.embedded if in_table else quote.text))
    return 2 * sum(bool(held & {word.term, *word.also}) for word in words) > len(words)
