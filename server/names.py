"""Which words of a question are names, by how the papers write them."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.filters import Filter, TermQuery, Word
from indexer.index import Index

_SEEN = 6
_INITIALS = 4
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:;\n\t•●(“\"'-])\s*$")


class Names:
    """Tells names from other words over one open index; what was looked up once is kept."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.is_name = lru_cache(maxsize=4096)(self._is_name)

    def _is_name(self, term: str, word: str) -> bool:
        """Whether the papers write a word with a capital wherever it stands, inside of sentences too.

        Initials of up to four letters are no name.
        """
        rows = self._index.terms.search(TermQuery(words=(Word(term, word),)), Filter(), limit=_SEEN)
        written = re.compile(rf"\b{re.escape(word)}(?:'s|’s|s)?\b", re.IGNORECASE)
        inside = 0
        for passage in self._index.catalogue.passages([row for row, _ in rows]):
            for match in written.finditer(passage.text):
                if not match[0][0].isupper():
                    return False
                opens = _OPENS_SENTENCE.search(passage.text, max(0, match.start() - 12), match.start())
                inside += not opens and not (match[0].isupper() and len(match[0]) <= _INITIALS)
        return inside > 0
