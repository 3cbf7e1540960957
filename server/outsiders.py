"""What a question says that somebody outside the council did, such as a minister or an inspectorate, and what tells of it."""

from __future__ import annotations

import re

from indexer.analysis import analyse
from indexer.records import Passage
from server.quoting import quotes_of

_STATE = (
    r"ministers?|secretar(?:y|ies) of state|government|gov'?t|whitehall|parliament|home office|department for \w+|"
    r"dft|dhsc|mhclg|dluhc"
)
_ASKED_OF = {
    "minister": r"ministers?|secretar(?:y|ies) of state",
    "government": _STATE,
    "ombudsman": r"ombudsman|lgsco",
    "Care Quality Commission": r"cqc|care quality commission",
    "Ofsted": r"ofsted",
    "NHS England": r"nhs england",
}
_TOLD_OF = {name: _STATE if name in {"minister", "government"} else kind for name, kind in _ASKED_OF.items()}
_ACTED = (
    r"agree[ds]?|say|said|tell|told|decided?|let|give|gave|given|respon\w+|repl(?:y|ied)|approved?|confirm(?:ed)?|announced?|"
    r"issued?|reject(?:ed)?|refused?|accept(?:ed)?|grant(?:ed)?|rated?|graded?|judged?|award(?:ed)?|find|found|conclude[ds]?|"
    r"warn(?:ed)?|promised?"
)
_THINGS = (
    r"grants?|funding|funds?|consultations?|responses?|reports?|action|improvement|plans?|strateg(?:y|ies)|schemes?|square|"
    r"management|allocations?|letters?|bids?|settlements?|polic(?:y|ies)|guidance|money|programmes?|rules?|offices?"
)
_ASKED = {
    name: re.compile(
        rf"\b(?:did|has|have|had)\s+(?:the |a |an |any )?(?:{kind})\b(?!['’]s)(?! (?:\w+ ){{0,2}}?(?:{_THINGS})\b)"
        rf"(?:(?!\b(?:get|got|be|been|being)\b).){{0,25}}?\b(?:{_ACTED})\b",
        re.IGNORECASE,
    )
    for name, kind in _ASKED_OF.items()
}
_TOLD = {
    name: re.compile(
        rf"\b(?:{kind})\b(?!['’])(?: (?!to\b|is\b|are\b|consider)[\w,-]+){{0,4}}? "
        rf"(?:{_ACTED}|inspected|indicated|stated|published|wr[io]te|written|recommended|upheld|introduced|allocated|provide[ds]?|"
        r"plans to|set out|made)\b|"
        rf"\b(?:{kind})(?:\)|['’]s|s['’])?\s+"
        r"(?:inspections?|reports?|ratings?|judge?ments?|reviews?|findings|announcements?|response|reply|settlement)\b|"
        rf"\b(?:{_ACTED}|inspected|upheld)\s+by\s+(?:the )?(?:{kind})\b"
        + (r"|\b(?:was|were|been) (?:announced|published|allocated)\b" if kind == _STATE else ""),
        re.IGNORECASE,
    )
    for name, kind in _TOLD_OF.items()
}
_OWN = {
    "minister": "minister ministers secretary of state",
    "government": "government govt whitehall parliament home office department dft dhsc mhclg dluhc",
    "ombudsman": "ombudsman lgsco",
    "Care Quality Commission": "cqc commission",
    "Ofsted": "ofsted",
    "NHS England": "nhs england",
}
_LEAST_HELD = 0.4


def outsider(question: str) -> str | None:
    """Who outside the council a question says decided, said or judged something; None where it names nobody such."""
    return next((name for name, asked in _ASKED.items() if asked.search(question)), None)


def tells_of_outsider(passage: Passage, name: str, asked: frozenset[str]) -> bool:
    """Whether a sentence of a passage tells what somebody outside did, and holds two fifths of the other terms of a question."""
    others = (asked - set(analyse(_OWN[name]))) or asked
    return any(
        _TOLD[name].search(quote.text) and len(others & set(analyse(quote.text))) >= _LEAST_HELD * len(others)
        for quote in quotes_of(passage)
    )
