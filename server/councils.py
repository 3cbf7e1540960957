"""Councils and other bodies that a question names as those who did something, and whether the papers are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.analysis import analyse
from indexer.dates import is_month
from indexer.records import Passage
from server.look import Look

_KINDS = r"(?:county|city|borough|district|metropolitan|unitary|town|parish)"
_COUNCIL = re.compile(
    rf"(?:(?P<before>\b[\w'’-]+)\s+)?(?P<named>\b(?!{_KINDS}\b)(?P<name>[\w'’-]+)\s+(?P<kind>{_KINDS}\s+){{0,2}}council\b)"
    r"(?!\s+(?:tax|meetings?|homes?|housing|members?)\b)",
    re.IGNORECASE,
)
_BEFORE_A_NAME = re.compile(
    r"(?:did|does|do|has|have|had|is|was|were|will|would|can|could|should|may|might|are|by|of|from|to|in|at|for|with|about|than|"
    r"between|like|unlike|versus|vs|and|or|how|why|which|north|south|east|west|mid|new|great)",
    re.IGNORECASE,
)
_NO_NAME = frozenset({"get", "gets", "getting", "be"})
_ACTOR = re.compile(
    r"\b(?:did|has|have|does|do)\s+((?:[^\W\d_][\w'’-]+\s+)?[^\W\d_][\w'’-]+)\s+(?:say|said|decided?|agreed?|approved?|adopt(?:ed)?|resolved?|vote[ds]?|"
    r"charged?|spen[dt]|paid|pay|commission(?:ed)?|think|do|done)\b",
    re.IGNORECASE,
)
_BODY_WORDS = r"(?:committee|cttee|board|panel|forum|commission)"
_COMMITTEE = re.compile(
    rf"\b(?P<helps>did|has|have|does)\s+(?:the\s+)?(?P<body>(?:(?!(?:of|the|to|tell|ask|give|for)\b)[^\W\d_][\w'’&-]*\s+){{1,8}}?{_BODY_WORDS}"
    r"(?:\s+on\s+[^\W\d_][\w'’-]+)?)\s+"
    r"(?:say|said|decided?|agreed?|approved?|resolved?|recommend(?:ed)?|conclude[d]?|think|(?P<does>do))\b",
    re.IGNORECASE,
)
_ACTED = (
    r"\s+(?:\([^)]*\)\s+)?(?:has|have|had|was|were|also|then|will|would)?\s*(?:said|recommend\w*|decided|resolved|agreed|approved|"
    r"concluded|endorsed|noted|asked|commented|considered|supported|requested|reported)\b"
)
_NO_NAMES = re.compile(
    r"(?:the|a|an|our|your|this|that|it|they|we|you|he|she|i|one|anyone|everyone|anybody|everybody|someone)",
    re.IGNORECASE,
)
_ANY_BODY = frozenset(
    analyse(
        "committee cttee board panel forum commission cabinet council full joint whole same other members councillors"
    )
)
_ACTS = re.compile(rf"((?:[\w'’&-]+\s+){{1,8}}){_BODY_WORDS}{_ACTED}", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:in|at|near)\s+([^\W\d_][\w'’-]{2,})\b", re.IGNORECASE)
_TIMES = frozenset({"spring", "summer", "autumn", "winter", "early", "late", "mid"})
RARE = 3.0
"""The least inverse document frequency of a word that names something in particular."""


def other_councils(look: Look) -> Iterator[str]:
    """The councils that a question names in full and that none of the papers is of: "Westshire County Council"."""
    for match in _COUNCIL.finditer(look.query.text):
        as_name = match["kind"] or match["name"][:1].isupper() or _BEFORE_A_NAME.fullmatch(match["before"] or "of")
        if as_name and match["name"].lower() != "full" and is_strange(look, match["name"]):
            yield match["named"]


def other_actors(look: Look) -> Iterator[str]:
    """Who a question says did something, where that is a name and not the papers' council, nor initials that they use."""
    for match in _ACTOR.finditer(look.query.text):
        first, *_ = words = match[1].split()
        unknown = set(look.query.unknown)
        names = [
            word for word in words if word not in _NO_NAME and (not word.isupper() or set(analyse(word)) & unknown)
        ]
        if not _NO_NAMES.fullmatch(first) and any(is_strange(look, word) for word in names):
            yield match[1]


def other_bodies(look: Look) -> Iterator[str]:
    """The committees and boards that a question says did something, and whose own papers these are not: "scrutiny committee".

    What such a body is there to do is none of its doings.
    """
    for match in _COMMITTEE.finditer(look.query.text):
        what_for = match["does"] and match["helps"].lower() == "does"
        if not what_for and not set(analyse(match["body"])) <= look.bodies | look.councils | _ANY_BODY:
            yield match["body"]


def tells_of(passage: Passage, body: str, councils: frozenset[str]) -> bool:
    """Whether a passage says that a body did something; the names of `councils` need not stand beside the body's own."""
    own = set(analyse(body)) - _ANY_BODY - councils
    return any(own <= set(analyse(match[1])) for match in _ACTS.finditer(passage.text))


def places(look: Look) -> Iterator[str]:
    """The rare names before which a question has "in" or "at": "in Westshire"; months and seasons are none."""
    for match in _PLACE.finditer(look.query.text):
        terms = analyse(match[1])
        named = is_strange(look, match[1]) and not set(terms) & set(look.query.unknown)
        of_time = is_month(match[1].lower()) or match[1].lower() in _TIMES
        if named and not of_time and min(look.rarity.get(term, 0.0) for term in terms) >= RARE:
            yield match[1]


def is_strange(look: Look, word: str) -> bool:
    """Whether a word is a name, or stands in no paper, and is no part of the name of the papers' own council."""
    terms = analyse(word)
    if not terms or look.own_council(terms):
        return False
    return all(term in look.query.unknown or look.is_name(term, word.lower()) for term in terms)


def names_council(text: str, council: str) -> bool:
    """Whether a text names a council: its first word, and "council" at most two words after it."""
    first = re.escape(council.split(maxsplit=1)[0])
    return re.search(rf"\b{first}(?:\s+\w+){{0,2}}\s+council\b", text, re.IGNORECASE) is not None
