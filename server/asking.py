"""What a question about a decision asks: whether it does, whether it looks ahead, which of its words name no matter."""

from __future__ import annotations

import re

from indexer.analysis import analyse
from indexer.dates import month_number
from indexer.records import Decision
from server.query import Query
from server.verdicts import CARRIED, FOR_SOMEBODY, LOST, asks_of_authority, asks_what_came

_WHETHER = re.compile(
    r"(?:^|[,;:.–?-]\s*|\b(?:and|but|or|so|well) )\W*(?:did|do|does|has|have|had|was|were|is|are|isn't|"
    r"wasn't|hasn't|haven't|didn't)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:award(?:ed)?|granted|decid\w*|decision|resol(?:ve[ds]?|utions?)|agree[ds]?|agreement|approv\w*|"
    r"endors\w*|adopt(?:ed|"
    r"ing|s)?|rubber.?stamp\w*|"
    r"ratif\w*|accept(?:ed|s)?|back(?:ed|s)|support(?:ed|s)|sign(?:ed|s)?.?off|signed|vot(?:e[ds]?|ing)|"
    r"voted|pass(?:ed|es)?|"
    r"outcome|go(?:ne|es)? (?:ahead|through)|went (?:ahead|through)|green.?l(?:ight|it)\w*|the nod|"
    r"given the go.?ahead|"
    rf"get through|got through|{CARRIED}|{LOST}|reject\w*|refus\w*|thrown out|turned down|"
    r"voted down|defeated|"
    r"withdrawn|withdrew|pulled|dropped|"
    r"note[ds]?|defer\w*|postpon\w*|put off|kicked|shelved|referred|amend\w*|formally|official(?:ly)?|"
    r"final(?:ised|ized)?|"
    r"confirmed|settled|done deal|just (?:a )?propos\w*|only (?:a )?propos\w*|propos(?:ed|al)|"
    r"recommend\w*|unanimous\w*)\b",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\bwhat(?:'s| is| was| were| did| has| have)? .{0,60}\b(?:decid\w*|agree[ds]?|resolv\w*|approv\w*|"
    r"endors\w*|conclude\w*)\b|"
    r"\bwhat (?:happened|became|came|has happened) (?:to|with|of|about)\b|"
    r"\bwhat happened (?:at|in) .{0,40}\bmeeting\b|\bhow did .{0,60}\b(?:vote|go)\b|"
    r"\b(?:what|which) (?:was|is|were) the (?:outcome(?! for)|decision|resolution|result|verdict|ruling)\b|"
    rf"\boutcome (?!{FOR_SOMEBODY})(?:of|on|for)\b|"
    r"\bwhat did (?:the \w+|members|we|they) do (?:about|with|on)\b|\bdealt with (?:at|by|in|on)\b|"
    r"\bstill (?:only )?(?:a )?propos\w*|\bsettled\b|\bbeing asked to (?:do|decide|agree|approve|note)\b|"
    r"\bwhat (?:is|are|was|were) (?:the |our )?(?:committee|cttee|cabinet|council|board|members|councillors|we) "
    r"(?:being )?asked to(?: (?:do|decide|agree|approve|note|endorse|consider|comment|recommend)\b|\W*$)|"
    r"\bwhere (?:did|have|do|are|has) (?:we|they|it|things|the \w+) .{0,20}\b(?:get|got|at|up|to|with|stand)\b|"
    r"\bwhere (?:does|do) .{0,60} stand\b|\b(?:latest|current (?:position|status|state)|state of play|"
    r"status) (?:of|on|with|for)\b|"
    r"\b(?:resolution|decision|verdict|vote)s? (?:on|about|regarding|for)\b|\bwho (?:moved|seconded|voted)\b|"
    r"\b(?:approved|agreed|endorsed|adopted|decided|signed off|rejected|noted|passed)\s*\?|\bwhat (?:was |"
    r"were |got |has been )?(?:passed|carried|lost|rejected|noted)\b|\bdecisions? due\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\bwhen (?:was|were|did|has|have|had|is) .{0,80}\b(?:decisions? (?:made|taken|agreed)|approve[ds]?|agreed?|endorse[ds]?|"
    r"adopt(?:ed)?|signed off|sign off|ratif\w+|decided?|resolved?)\b",
    re.IGNORECASE,
)
_SURELY_WHETHER = re.compile(
    r"^\W*(?:did|have|has|had|was|were|is|are|hasn't|haven't|didn't|wasn't|weren't)\b.*\b(?:approv\w+|agreed?|endorsed?|"
    r"adopted?|sign(?:ed)? off|ratif(?:y|ied)|reject(?:ed)?|refused?|resolved?|decided?|voted?|turned? down|thrown out)\b",
    re.IGNORECASE,
)
_WHY_REFUSED = re.compile(
    r"\b(?:why|when|reasons?|how come)\b.{0,30}\b(?:committee|council|cabinet|members?|councillors|board|panel|they|we)\b.{0,12}?"
    r"\b(?:(?:reject|refuse|block|oppose|defeat|dismiss)(?:e?d)?|turn(?:ed)? down|vot(?:e|ed) (?:down|against)|thr[oe]w out)\b",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    r"^\W*(?:(?:what|which) (?:proportion|percentage|share|number|amount)|how (?:many|much))\b"
    r"(?!.*\b(?:did|have|has) (?:we|they|the \w+) )",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\bwhen (?:will|is|are|does|do)\b|\b(?:due to|upcoming|planned|scheduled|forthcoming|going to be|"
    r"lined up|coming (?:up|to|back|before))\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?|(?P<lead>in|of|last|since|this|until|before)\s+)?"
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
NO_CONTENT = frozenset(
    analyse(
        "decide decision decided resolve resolution agree agreed agreement approve approval approved endorse "
        "adopt accepted accept "
        "sign signed off vote voted pass passed outcome go ahead gone carried lost rejected withdrawn noted "
        "note formally formal "
        "number happened committee meeting council councillors cllr cllrs county we our kent cabinet member members "
        "proposal proposed "
        "propose recommend "
        "recommendation recommended latest current position status final unanimous unanimously amendment "
        "amended deferred motion "
        "item report paper papers thrown turned down defeated result state play stand actually yet still "
        "already did done "
        "formally officially thru through confirmed just only january february march april june july august "
        "september october november "
        "december ask asked award awarded grant granted anything something nothing any someone anyone"
    )
)
LITTLE_CONTENT = frozenset(
    analyse(
        "another without later give giving given take taken taking keep keeping kept new back look looked want need make made "
        "let get getting year years two three one more other last next first whole even way thing run deal carry time "
        "properly simply merely allowed able only either again"
    )
)
"""Terms that tell little of which matter a question asks of."""
_VERBS = frozenset(analyse("agree approve endorse adopt note defer refer withdraw reject delegate recommend"))


def verbs(text: str) -> set[str]:
    """The words of a text by which outcomes are asked for and recorded: "agree", "note"."""
    return set(analyse(text)) & _VERBS


def asks_of_decision(query: Query) -> bool:
    """Whether a question asks what came of something, or names a decision number and does not ask for a contact."""
    return bool(query.decisions and query.intent != "contact") or asks_outcome(query)


def asks_outcome(query: Query) -> bool:
    """Whether a question asks in so many words what came of something."""
    if _HOW_MUCH.search(query.text):
        return False
    whether = _WHETHER.search(query.text) and _OUTCOME.search(query.text)
    always = _ALWAYS.search(query.text) or _WHEN.search(query.text) or asks_why_refused(query)
    everyday = asks_what_came(query.text) or asks_of_authority(query.text)
    return bool(query.intent == "decision" or whether or always or everyday)


def asks_whether_decided(query: Query) -> bool:
    """Whether a question asks for no more than whether something was decided: "did they approve the strategy"."""
    return _SURELY_WHETHER.search(query.text) is not None


def asks_why_refused(query: Query) -> bool:
    """Whether a question takes for granted that a body refused something, and asks why or when."""
    return _WHY_REFUSED.search(query.text) is not None


def asks_ahead(query: Query) -> bool:
    """Whether a question asks of what is still to come."""
    return _AHEAD.search(query.text) is not None


def named_days(text: str) -> list[tuple[int | None, int, str]]:
    """The days and months that a text names, with their words, a year beside them or not; "may" alone is no month."""
    return [
        (int(match["day"]) if match["day"] else None, month_number(match["month"]), match[0])
        for match in _DAY.finditer(text)
        if match["month"].lower() != "may" or match["day"] or match["lead"]
    ]


def on_day(decision: Decision, query: Query) -> bool:
    """Whether a decision's meeting was on a day or in a month that the question names, in whatever year."""
    date = decision.meeting.date if decision.meeting else None
    if date is None:
        return False
    return any(month == date.month and day in {None, date.day} for day, month, _ in named_days(query.text))
