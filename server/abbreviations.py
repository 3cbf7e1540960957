"""Abbreviations that people type for what the papers write out: a small list, reviewed."""

from __future__ import annotations

from functools import lru_cache

from indexer.analysis import analyse

_WRITTEN_OUT = {
    "asc": "adult social care",
    "asch": "adult social care health",
    "cttee": "committee",
    "cte": "committee",
    "ctte": "committee",
    "cmttee": "committee",
    "ppl": "people",
    "dept": "department",
    "govt": "government",
    "yr": "year",
    "yrs": "years",
    "mgmt": "management",
    "mgr": "manager",
    "avg": "average",
    "approx": "approximately",
    "kcc": "kent county council",
    "hwb": "health wellbeing board",
    "dols": "deprivation liberty safeguards",
    "dol": "deprivation liberty",
    "lps": "liberty protection safeguards",
    "mca": "mental capacity act",
    "bia": "best interest assessor",
    "ccg": "clinical commissioning group",
    "icb": "integrated care board",
    "stp": "sustainability transformation plan",
    "dtoc": "delayed transfers care",
    "ld": "learning disability",
    "pd": "physical disability",
    "mh": "mental health",
    "da": "domestic abuse",
    "tec": "technology enabled care",
    "eqia": "equality impact assessment",
    "dpia": "data protection impact assessment",
    "pcr": "public contracts regulations",
    "pcc": "police crime commissioner",
    "sen": "special educational needs",
    "send": "special educational needs disabilities",
    "ni": "national insurance",
    "mtfp": "medium term financial plan",
    "bcf": "better care fund",
    "vcs": "voluntary community sector",
    "gp": "general practitioner",
    "lgsco": "local government social care ombudsman",
    "foi": "freedom information",
    "ofsted": "ofsted",
    "cqc": "care quality commission",
    "uasc": "unaccompanied asylum seeking children",
    "hq": "headquarters",
    "rd": "road",
    "devo": "devolution",
    "fwd": "forward",
    "mins": "minutes",
    "info": "information",
    "jan": "january",
    "feb": "february",
    "apr": "april",
    "aug": "august",
    "sept": "september",
    "sep": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
    "mth": "month",
    "mths": "months",
    "wk": "week",
    "wks": "weeks",
    "max": "maximum",
    "min": "minimum",
    "inc": "including",
    "thru": "through",
    "tech": "technology",
    "org": "organisation",
    "orgs": "organisations",
    "docs": "documents",
    "fte": "full time equivalent",
    "rec": "recommendation",
    "recs": "recommendations",
    "comms": "communications",
}
_HEADWORDS = {"asc", "asch", "kcc"}


@lru_cache(maxsize=4096)
def expansions(word: str) -> tuple[str, ...]:
    """The index terms that say the same as a word typed short; none for other words.

    What every paper of a council holds ("adult social care") would match everywhere and is left to the meaning search.
    """
    written = _WRITTEN_OUT.get(word.lower().strip("."))
    if not written or word.lower() in _HEADWORDS:
        return ()
    return tuple(dict.fromkeys(analyse(written)))


def written_out(text: str) -> str:
    """A question with its abbreviations followed by what they stand for: "DTOC (delayed transfers care)"."""
    words = []
    for word in text.split():
        known = _WRITTEN_OUT.get(word.lower().strip(".,?!()"))
        words.append(f"{word} ({known})" if known and known != word.lower() else word)
    return " ".join(words)
