"""What kind of thing a question asks for, read off its words."""

from __future__ import annotations

import re
from typing import Literal

from indexer.records import PartKind
from server.verdicts import CARRIED, FOR_SOMEBODY, LOST, asks_what_came

Intent = Literal["decision", "person", "contact", "date", "figure", "list", "discussion", "reason", "meaning", "fact"]

_DECISION = re.compile(
    r"\b(?:decid\w*|decision\w*|resol(?:ve[ds]?|ution\w*)|agree[ds]?|agreed|approv\w*|endors\w*|adopt(?:ed|ing)?|"
    r"sign(?:ed)? off|signed|vot(?:e|ed|ing)|thru|passed|formally|outcome|go(?:ne)? ahead|taken|"
    rf"green ?light\w*|greenlit|{CARRIED}|{LOST}|rejected|withdrawn|noted|note)\b",
    re.IGNORECASE,
)
_ASKED_WHETHER = re.compile(r"^\W*(?:did|do|does|has|have|had|was|were|is|are|can|could|will)\b", re.IGNORECASE)
_DECIDED = re.compile(
    r"\bwhat (?:did|have|has|was|were) .{0,60}\b(?:decid\w*|agree[ds]?|resolv\w*|approv\w*)|"
    rf"\b(?:outcome(?! {FOR_SOMEBODY})|resolution)\b|"
    r"\b(?:decided?|resolved|agreed|approved|endorsed|adopted|signed off|sign off|voted?)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:phone|telephone|tel|e-?mail|(?<!to.face )contact(?! with)|authors?|"
    r"who (?:wrote|writes|has written)|written by|report(?:'s)? writer|"
    r"who (?:do|can|should|could) (?:i|we|you) (?:ring|call|phone|contact|speak to|talk to|ask))\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:^|\b(?:and|or|by|to|from|for|of|with|about|says?|said|me|know)|[^\w\s])\W*who(?:'s|s|se)?\b|"
    r"\b(?:whom|author|wrote|written by|"
    r"which (?:member|councillor|officer|cllr)|names? (?:of|for|against|beside)|clerk|chair(?:man|ed|ing)?)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:when|what (?:date|time|day|year|month)|which (?:date|day|year|month)|until when|by when|since when|deadline|"
    r"start(?:s|ing)? date|end date|expir\w*|run out|go[- ]live|how long|what time|dates?)\b",
    re.IGNORECASE,
)
_ASKED_WHEN = re.compile(
    r"^\W*(?:(?:and|so) )?(?:(?:until|by|since|from|between|on|in) )?(?:when|what|which) (?:dates?|days?|years?|months?)\b|"
    r"^\W*(?:(?:until|by|since|from) )?when\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\b(?:how (?:much|many|far|often)|number of|"
    r"what (?:proportion|percentage|share|number|amount|target|value|price|cost|rate|level)|"
    r"percentage|proportion|total|budget|costs?|fees?|charges?|value|spend|spent|price|rate|rates|figure|average|"
    r"avg|target|ceiling|max(?:imum)?|amount|%)\b|[£$€]",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"^\W*(?:what (?:proportion|percentage|share)|how many)\b(?!.*\b(?:vote|did (?:we|they) (?:agree|approve|decide)))",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(?:(?<!waiting )list|which (?:of|items|risks|papers|providers|areas|services|themes)|"
    r"what (?:are|were) the|name the|all the|types of|kinds of|"
    r"priorities|themes|options|items|what'?s on|members of|attend\w*|lined up)\b",
    re.IGNORECASE,
)
_WHOLE_LIST = re.compile(
    r"^\W*(?:list|name)\b(?! against)|^\W*(?:what|which) (?:[\w'-]+ ){0,3}(?:models|options|alternatives)\b|"
    r"\bwhat (?:are|were) the (?:[\w'-]+ ){0,3}\w+s\b|\b(?:types|kinds) of\b|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:[\w-]+ ){0,2}"
    r"(?:priorities|themes|options|outcomes|objectives|principles|areas|lots|stages|phases|aims|goals|blocks|recommendations|models)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|say|says|told|tell|asked|ask|raise[ds]?|comment(?:s|ed)?|discuss\w*|concern(?:s|ed)?|respon(?:d|se|ded)|"
    r"explain(?:ed)?|explanation|remark(?:s|ed)?|pushback|reassur\w*|debate|view of|reservations?)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:why|how come|reasons?|what caused)\b", re.IGNORECASE)
_MEANING = re.compile(
    r"\bwhat (?:is meant by|counts? as|do(?:es)? .{1,60} (?:mean|stand for))\b|\b(?:define[ds]?|definition|meaning of)\b|"
    r"^\W*what(?:'s| is| are) (?:an? )?[\w-]+\W*$",
    re.IGNORECASE,
)
_PARTS: tuple[tuple[re.Pattern[str], PartKind], ...] = (
    (re.compile(r"\bminutes?\b|\bmins\b|\bresolution\b", re.IGNORECASE), "minutes"),
    (re.compile(r"\bdecision form\b|\brecord of decision\b|\bPROD\b"), "decision form"),
    (
        re.compile(
            r"\bappendix\b|\brisk register\b|\bdashboard\b|\bEqIA\b|\bequality impact\b|\bslides?\b", re.IGNORECASE
        ),
        "appendix",
    ),
    (re.compile(r"\b(?:business |directorate )plan\b", re.IGNORECASE), "plan"),
    (re.compile(r"\breport\b|\bpaper\b", re.IGNORECASE), "report"),
    (re.compile(r"\bagenda\b", re.IGNORECASE), "agenda"),
)


def read_intent(question: str) -> Intent:
    """The kind of answer that a question asks for; "fact" where its words do not tell."""
    if _HOW_MANY.search(question):
        return "figure"
    if _asks_decision(question) or asks_what_came(question):
        return "decision"
    if _CONTACT.search(question):
        return "contact"
    for pattern, intent in _ORDER:
        if pattern.search(question):
            return intent
    return "fact"


_ORDER: tuple[tuple[re.Pattern[str], Intent], ...] = (
    (_WHOLE_LIST, "list"),
    (_ASKED_WHEN, "date"),
    (_SAID, "discussion"),
    (_PERSON, "person"),
    (_WHY, "reason"),
    (_MEANING, "meaning"),
    (_DATE, "date"),
    (_FIGURE, "figure"),
    (_LIST, "list"),
)


def _asks_decision(question: str) -> bool:
    whether = _ASKED_WHETHER.search(question) and _DECISION.search(question)
    return bool(whether or _DECIDED.search(question)) and not re.search(
        r"\bdecision (?:number|no\.?|ref)|\bref of\b", question
    )


def part_hints(question: str) -> tuple[PartKind, ...]:
    """The kinds of part that a question's words point at: "minute 143", "risk register", "the business plan"."""
    return tuple(dict.fromkeys(part for pattern, part in _PARTS if pattern.search(question)))
