"""Who bid, won a tender, was appointed or elected: whether a question asks it, and whether a text tells or leaves it open."""

from __future__ import annotations

import re

from indexer.analysis import analyse
from server.fitness import NAME

_ASKED = re.compile(
    r"\bwho\b.{0,40}?\b(?:won|awarded|chosen|selected|appoint(?:ed)?|elect(?:ed)?|picked)\b|"
    r"\bwho\b.{0,40}?\b(?:got|given) (?:the|that|those|these) (?:[\w£.,-]+ ){0,5}?"
    r"(?:contracts?|tenders?|work|job|deal|framework|lots?|grants?)\b(?! (?:experience|placements?))|"
    r"\b(?:which|what|name of the|names of the) (?:\w+ )?(?:suppliers?|compan(?:y|ies)|firms?|providers?|bidders?|contractors?|"
    r"candidates?|charit(?:y|ies))\b.{0,30}?\b(?:won|win|got|gets|chosen|selected|appointed|awarded|"
    r"(?:has|have|(?:was|were|been) given) (?:the|that|this|our) (?:[\w£.,-]+ ){0,5}?"
    r"(?:contracts?|tenders?|job|deal|framework|lots?))\b|"
    r"\b(?:winning|successful) (?:bidder|supplier|provider|tenderer|firm|company)\b|"
    r"\bended up with (?:it|the (?:contract|work|job))\b",
    re.IGNORECASE,
)
_ASKED_OTHERWISE = re.compile(
    r"^\W*(?:why|how|when|where|what (?:were|did|do|does)(?! the names?\b))\b(?!.*\band who\b)", re.IGNORECASE
)
_OF_CONTRACT = re.compile(
    r"\b(?:contracts?|tender\w*|retender\w*|bid|bids|bidders?|suppliers?|compan(?:y|ies)|firms?|providers?|contractors?|framework|lots?|"
    r"work|job|deal|procure\w*)\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?:became|awarded|appointed|elected|won|successful|selected|chosen|secured|winning)\b", re.IGNORECASE
)
_UNNAMED = re.compile(
    r"\b(?:successful|preferred|winning|recommended|highest[- ]scoring|selected)\s+(?:bid|bidders?|providers?|suppliers?|"
    r"tenderers?|candidates?|applicants?|organisations?|contractors?)\b|\bappoint|\belection of\b",
    re.IGNORECASE,
)
_PROCURED = re.compile(r"\bprocur(?:ed?|ement|ing)\b|\btendered\b", re.IGNORECASE)
_OF_BIDDERS = re.compile(
    r"\b(?:losing|unsuccessful|lowest|highest|failed) (?:bid|bidder|tenderer|supplier)s?\b|"
    r"\bbidders?\b.{0,40}?\b(?:scored?|lost|lowest|prices?)\b|\bwho (?:else )?bid\b|"
    r"\bhow many (?:bids|bidders|tenders|tenderers)\b|\blost out\b.{0,60}?\b(?:lots?|contracts?|tenders?)\b",
    re.IGNORECASE,
)
_TELLS_OF_BIDS = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ ){0,2}(?:bids|bidders|tenders|tenderers|submissions)\b|"
    r"\b(?:bid|bidder|tender|tenderer|submission)s?\b.{0,80}?(?:\bscored\b|[£$€]\s?\d|\d\s?%)",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"(?:awarded to|appointed|won by|bidder (?:was|is)|provider (?:was|is))\s+(?:[Tt]he\s+)?([A-Z][\w&-]+)"
)
_NAMED_BEFORE = re.compile(
    r"\b(?:The\s+)?((?:[A-Z][\w&'’-]*\s+){1,5})"
    r"(?:won|(?:was|were|has been|have been)\s+(?:awarded|appointed|elected|selected|chosen|successful))\b"
)
_OFFICES = frozenset(
    analyse(
        "Cabinet Member Committee Corporate Director Council County Adult Social Care Health Public Head Strategic Commissioning "
        "Service Services Contract Report Officer Decision Support Children Young People Scheme Framework Procurement Lot "
        "Community January February March April May June July August September October November December Board "
        "Recommendation Subject Local Government Act Category Grant "
        "Funding Tender Bid Work Award Provider Supplier Company Project"
    )
)


def asks_who_was_chosen(question: str) -> bool:
    """Whether a question asks who won, was awarded, appointed or elected."""
    return _ASKED.search(question) is not None and not _ASKED_OTHERWISE.search(question)


def leaves_unnamed(text: str, question: str) -> bool:
    """Whether a text speaks of somebody chosen or to be chosen: "the successful bidder", "appoint"; of a contract "procured"."""
    procured = _OF_CONTRACT.search(question) and _PROCURED.search(text)
    return procured is not None or _UNNAMED.search(text) is not None


def names_chosen(text: str, asked: set[str]) -> bool:
    """Whether a sentence on a choice holds a name that is no office's, and has none of the terms asked with."""
    if not _CHOSEN.search(text):
        return False
    whole = (match[0] for match in NAME.finditer(text) if not match[0].startswith("The "))
    beside = (match[1] for pattern in (_NAMED_AFTER, _NAMED_BEFORE) for match in pattern.finditer(text))
    named = (set(analyse(name)) for name in (*whole, *beside))
    return any(terms and not terms & (asked | _OFFICES) for terms in named)


def asks_who_bid(question: str) -> bool:
    """Whether a question asks who bid, how many did, for what, or how those fared that lost."""
    return _OF_BIDDERS.search(question) is not None


def tells_who_bid(text: str) -> bool:
    """Whether a text tells of bids: their number, a bidder's score or price."""
    return _TELLS_OF_BIDS.search(text) is not None
