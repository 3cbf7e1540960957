"""One spelling for words that are written in several ways: organization = organisation, center = centre, Cllr = Councillor."""

from __future__ import annotations

import re

_WHOLE = {
    "cllr": "councilor", "cllrs": "councilors", "cncllr": "councilor",
    "programme": "program", "programmes": "programs",
    "catalog": "catalogue", "dialog": "dialogue", "analog": "analogue",
    "license": "licence", "licensed": "licenced", "licensing": "licencing", "licenses": "licences",
    "practise": "practice", "practised": "practiced", "practising": "practicing", "practises": "practices",
    "defense": "defence", "offense": "offence", "advisor": "adviser", "advisors": "advisers",
    "ageing": "aging", "gray": "grey", "fulfill": "fulfil", "fulfills": "fulfils", "fulfillment": "fulfilment",
    "enrollment": "enrolment", "installment": "instalment", "installments": "instalments",
    "benefitted": "benefited", "benefitting": "benefiting", "focussed": "focused", "focussing": "focusing",
    "learnt": "learned", "spelt": "spelled", "mins": "minutes", "min": "minute",
}  # fmt: skip

_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[a-z]{3})iz(?=(?:e|es|ed|er|ers|ing|able|ation|ations|ational)$)", "is"),
        (r"(?<=[a-z])yz(?=(?:e|es|ed|er|ers|ing)$)", "ys"),
        (r"^(behavi|neighb|endeav|col|lab|fav|hon|harb|hum|rum|vig)or(?!at)", r"\1our"),
        (r"^(cent|theat|fib|lit|calib)er(?=s?$)", r"\1re"),
        (r"^(trave|cance|mode|labe|counse|counci|signa|leve|tota|fue|marsha|pane)ll(?=ed$|ing$|er|or)", r"\1l"),
        (r"(?<=[a-z])gement(?=s?$)", "gment"),
        (r"^enquir", "inquir"),
        (r"^(orthop|p|gyn|an)ae", r"\1e"),
        (r"haem", "hem"),
        (r"^(f|diarrh|man)oe", r"\1e"),
    )
)


def fold_spelling(word: str) -> str:
    """The spelling that stands for all spellings of a lower-case word; it is a key, not always a word."""
    whole = _WHOLE.get(word)
    if whole is not None:
        return whole
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word
