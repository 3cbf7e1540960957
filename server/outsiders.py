"""What a question says that somebody outside the council did, such as a minister or an inspectorate, and what tells of it."""

from __future__ import annotations

import re

from indexer.analysis import analyse
from indexer.records import Passage
from server.quoting import quotes_of

_KINDS = {
    "minister": r"ministers?|secretar(?:y|ies) of state",
    "government": r"government|gov'?t|whitehall|treasury|parliament|department for \w+|home office|dft|dhsc|mhclg|dluhc|"
    r"ministers?",
    "ombudsman": r"ombudsman|lgsco",
    "Care Quality Commission": r"cqc|care quality commission",
    "Ofsted": r"ofsted",
    "NHS England": r"nhs england",
}
_SAID = (
    r"agree[ds]?|s[ai]y|said|s[ai]id|tell|told|decided?|let|give|gave|given|respon\w+|repl(?:y|ied)|approved?|confirm(?:ed)?|"
    r"announced?|issued?|reject(?:ed)?|refused?|accept(?:ed)?|grant(?:ed)?|rated?|graded?|judged?|award(?:ed)?|find|found|conclude[ds]?|"
    r"warn(?:ed)?|promised?"
)
_ASKED = {
    name: re.compile(
        rf"\b(?:did|has|have|had)\s+(?:the |a |an |any )?(?:{kind})(?!['’]s)\b.{{0,25}}?\b(?:{_SAID})\b", re.IGNORECASE
    )
    for name, kind in _KINDS.items()
}
_TOLD = {
    name: re.compile(
        rf"\b(?:{kind})\b(?!['’])(?: (?!to\b|is\b|are\b|consider)[\w,-]+){{0,4}}? "
        rf"(?:{_SAID}|inspected|indicated|stated|published|wr[io]te|written|recommended|upheld|introduced|set out|made)\b|"
        rf"\b(?:{kind})(?:\)|['’]s|s['’])?\s+"
        r"(?:inspections?|reports?|ratings?|judge?ments?|reviews?|findings|announcements?|response|reply)\b|"
        rf"\b(?:{_SAID}|inspected|upheld)\s+by\s+(?:the )?(?:{kind})\b",
        re.IGNORECASE,
    )
    for name, kind in _KINDS.items()
}
_LEAST_HELD = 0.4


def outsider(question: str) -> str | None:
    """Who outside the council a question says decided, said or judged something; None where it names nobody such."""
    return next((name for name, asked in _ASKED.items() if asked.search(question)), None)


def tells_of_outsider(passage: Passage, name: str, asked: frozenset[str]) -> bool:
    """Whether a sentence of a passage tells what somebody outside did, and holds two fifths of the other terms of a question."""
    others = {term for term in asked if not re.search(_KINDS[name], term)} or asked
    return any(
        _TOLD[name].search(quote.text) and len(others & set(analyse(quote.text))) >= _LEAST_HELD * len(others)
        for quote in quotes_of(passage)
    )
