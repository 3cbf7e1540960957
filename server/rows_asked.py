"""What a question asks of the rows of a register: which register, which matters, which ratings and scores."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.analysis import analyse
from indexer.records import Passage

_OPENS = (
    r"^\W*(?:(?:can|could|would) you |please )*(?:list|name|show|give|tell|which(?: of)?|what(?:['’]s)?)\b"
    r"(?:[\s'’-]+(?:(?:list|all|each|set) of\b|(?!(?:about|actions?|against|at|by|committee|controls?|did|do|does|done|for|from|"
    r"how|in|meeting|of|officer|on|paper|report|to|where|who|with)\b)[\w/]+)){0,7}?\s+"
)
_ONE = r"(?=\s+(?:is|are|was|were|has|have|had|scor\w+|miss\w+)\b)"
_REGISTER = (
    r"^\W*(?:please )?(?:(?:show|give)(?: me)?|what(?:['’]s| is) (?:on|in)) (?:the|our) (?:\w+ ){0,4}risk register\b"
)
_INDICATORS = r"(?:kpis|indicators|targets|performance measures|measures(?=.*\b(?:red|amber|green|targets?|track)\b))"
_ALL = r"^\W*(?:(?:the|our|all|current|directorate|corporate|strategic) ){0,3}"
_KINDS = (
    (
        "risk",
        "risks",
        re.compile(
            rf"{_OPENS}risks\b|^\W*which (?:\w+ )?risk{_ONE}|{_REGISTER}|"
            rf"{_ALL}(?:(?:top|highest)(?: \w+)? risks\b|"
            r"risks (?:that are |that were )?(?:rated|scor\w+|with a (?:score|rating))\b)",
            re.I,
        ),
    ),
    (
        "KPI",
        "indicators",
        re.compile(
            rf"{_OPENS}{_INDICATORS}\b|^\W*which (?:\w+ )?(?:kpi|indicator|target){_ONE}|"
            rf"{_ALL}(?:red|amber|green)(?:[ -]rated)? {_INDICATORS}\b",
            re.I,
        ),
    ),
)
_UNTOLD = re.compile(
    r"\b(?:not|never|between|(?:other|rather) than|except\w*|exclud\w*|apart from|without|besides|"
    r"did(?! (?:we|they|it|the council)\b)|(?:in|de)creas\w*|reduc\w*|chang\w*|added|remov\w*|closed|escalat\w*|identified|"
    r"improv\w*|wors(?:e|en\w*)|ris(?:e|ing|en)|rose|fall\w*|fell|new(?:ly)?(?: \w+)? (?:risks?|kpis?|indicators?|targets?))\b|"
    r"n['’]t\b",
    re.I,
)
_RATED = re.compile(r"\b(?:RED|AMBER|GREEN)\b|\b(?:Red|Amber|Green)(?=[^A-Za-z]*$)", re.M)
_RATING = re.compile(
    r"\b(red|amber|green)\b(?=[-\s]*(?:$|[?.,!;/]|(?:and|or|rated|rag|ratings?|risks?|kpis?|indicators?|measures|targets?|status|in|at|"
    r"for|on|this|last)\b))",
    re.I,
)
_MISSED = re.compile(
    r"\b(?:miss(?:ed|ing)?|behind|below|fail\w*|off[ -](?:target|track)|under-?perform\w*|"
    r"(?:did |do |have |are |were )?not (?:being )?(?:met|meet\w*|hit\w*|achiev\w+|on (?:target|track)))\b",
    re.I,
)
_MET = re.compile(r"\b(?:met|meet(?:ing)?|hit|achiev\w+|on (?:target|track)|exceed\w*|ahead)\b", re.I)
_THAN = r"(?:over|above|exceeding|under|below|(?:more|higher|greater|less|lower) than|at (?:least|most))"
_SCORED = re.compile(
    rf"(?:\b(?:target )?(?:risk )?(?:rated|ratings?|scor\w+|levels?|at|target)(?: (?:of|is|are|was|at|as|an?))*|(?= {_THAN}))"
    rf"(?: (?P<than>{_THAN}))? (?P<scores>\d{{1,2}}(?:(?:,| or| and) \d{{1,2}})*)(?![\d%])"
    r"(?: (?P<also>(?:or|and) (?:more|above|over|higher|greater|less|below|under|lower|fewer))\b)?",
    re.I,
)
_UPWARDS = re.compile(r"over|above|exceed|more|higher|greater|least", re.I)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})\b"
_HIGHEST = re.compile(
    rf"\b(?:(?P<before>{_NUMBER}) )?(?:highest|top|biggest|greatest|worst|most (?:serious|severe)|main|key)\b"
    rf"(?: (?P<count>{_NUMBER}))?",
    re.I,
)
_CURRENT = re.compile(r"\bcurrent[^;:.]*? (\d{1,2})\b", re.I)
_TARGET = re.compile(r"\btarget[^;:.]*? (\d{1,2})\b", re.I)
_OF_REGISTERS = frozenset(
    analyse(
        """
        affect all associate behind biggest can committee concern connect contain could council current dashboard directorate each
        every face facing find full give greatest have highest include indicator involve item key know kpi kpis last latest link
        list main me measure meeting most name need now off our own paper performance please present rag rated rating recent
        record regard register relate relating report risk said say score see serious set severe show strategic target tell there
        they together top track us we with worst would
        """
    )
)


def registers_asked(question: str) -> Iterator[tuple[str, str]]:
    """The variety of the facts that a question asks a list of, and how they are called; none where it asks what no row tells.

    What changed, or what is to be left out, no row tells.
    """
    for variety, noun, pattern in _KINDS:
        told = _MISSED.sub(" ", question) if variety == "KPI" else question
        if pattern.search(question) and not _UNTOLD.search(told):
            yield variety, noun


def words_of_matter(question: str, variety: str) -> set[str]:
    """The terms of a question that name a matter: neither of registers, nor of the ratings and the scores asked for."""
    patterns = (_RATING, _SCORED, _HIGHEST) if variety == "risk" else (_RATING, _MISSED, _MET)
    for pattern in patterns:
        question = pattern.sub(" ", question)
    return set(analyse(question)) - _OF_REGISTERS


def narrowed(question: str, rows: list[Passage]) -> list[Passage]:
    """The rows of the ratings and the scores that a question asks for; all where it asks for none."""
    if not rows:
        return []
    rows = _rated(question, rows)
    return _of_scores(question, rows) if rows and rows[0].variety == "risk" else rows


def _rated(question: str, rows: list[Passage]) -> list[Passage]:
    """The rows of the ratings asked for; indicators that missed their targets are red or amber, those that met them green."""
    ratings = {rating.upper() for rating in _RATING.findall(question)}
    if not ratings and rows[0].variety == "KPI":
        ratings |= {"RED", "AMBER"} if _MISSED.search(question) else set()
        ratings |= {"GREEN"} if _MET.search(_MISSED.sub(" ", question)) else set()
    if not ratings:
        return rows
    return [row for row in rows if (told := _RATED.findall(row.text)) and told[-1].upper() in ratings]


def _of_scores(question: str, rows: list[Passage]) -> list[Passage]:
    """The risks of the scores asked for, or those of the highest current score: as many as are asked for, and their equals."""
    asked = list(_SCORED.finditer(question))
    for match in asked:
        kind = _TARGET if match[0].lower().startswith("target") else _CURRENT
        rows = [row for row in rows if _meets(_score(kind, row), match)]
    highest = _HIGHEST.search(question)
    if asked or not highest:
        return rows
    scores = sorted((_score(_CURRENT, row) for row in rows), reverse=True)
    least = scores[min(_number(highest["count"] or highest["before"] or "1"), len(scores)) - 1]
    return [row for row in rows if 0 < _score(_CURRENT, row) >= least]


def _number(written: str) -> int:
    return max(1, int(written)) if written.isdigit() else _NUMBERS.index(written.lower()) + 1


def _meets(score: int, asked: re.Match[str]) -> bool:
    """Whether a score is one of those asked for, or lies on the side asked for of the one named."""
    scores = [int(number) for number in re.findall(r"\d+", asked["scores"])]
    side = asked["than"] or asked["also"] or ""
    if not score or not side or (score in scores and re.match(r"at|or|and", side, re.IGNORECASE)):
        return score in scores
    return score > max(scores) if _UPWARDS.search(side) else score < min(scores)


def _score(kind: re.Pattern[str], row: Passage) -> int:
    """A score of a risk; nought where it is not told."""
    match = kind.search(row.context)
    return int(match[1]) if match else 0
