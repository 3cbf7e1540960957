"""Whether a question asks what came of a matter in everyday words: which body is said to have done what with it."""

from __future__ import annotations

import re
from typing import Literal

from indexer.analysis import analyse


def _any(phrases: str) -> str:
    """A pattern of which each of some phrases is one; within a phrase "_" stands for a blank."""
    return "(?:" + "|".join(phrase.replace("_", " ") for phrase in phrases.split()) + ")"


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_ADVERB = _any(
    """
    actually really ever finally formally officially all just then eventually also already even definitely simply not yet still
    unanimously both in_the_end at_all in_fact ultimately collectively
    """
)
_ADVERBS = rf"(?:{_ADVERB} )*"
_MEMBERS = (
    r"(?:(?:committee |cttee |cabinet |council )?(?:members(?! of (?:the )?(?:public|staff)\b)|councill?ors|cllrs)|"
    r"cabinet member)"
)
_NAMED = _any(
    """
    the our full adult social care scrutiny executive health planning public reform personnel policy resources finance audit
    governance standards licensing highways transport growth environment economic community education children's? joint overview
    and
    """
)
_SITTING = rf"(?:{_NAMED} )*(?:{_MEMBERS}|" + (
    r"committee|cttee|ctte|cmte|cabinet|board|panel|executive|portfolio holder)"
)
_MEETING = r"(?:(?:the|our|last|january|february|march|april|may|june|july|august|september|october|november|december) )*meeting"
_COUNCIL = (
    r"(?:(?:the|our|full|county|borough|district|city|town|parish) )*council(?! (?:tax|hous|own|staff|run))|we|they|"
    r"[a-z]{1,2}cc"
)
_BODY = rf"(?:{_SITTING}|{_COUNCIL})"
_HELPS = _any("did do does didn't didnt have has had haven't havent hasn't hasnt hadn't")
_NOD = _any(
    "nod go.?ahead green.?light thumbs?.?(?:up|down) blessing approval all.?clear ok(?:ay)? seal_of_approval red_light"
)
_ASSENT = rf"(?:{_NOD}|{_any('backing support yes authority permission boot heave-ho chop')})"
_DONE_WITH = _any(
    rf"""
    ok(?:ay)?(?:'?e?d)? okay?'d back(?:ed|ing)?(?!_down) g(?:o(?:ne)?|oing|ave)_along_with went_along_with
    (?:go(?:ne|ing)?|went)_(?:for|with|ahead_with|through_with|against)
    (?:wav|nodd?|push|vot|bounc|rush|steer)(?:e|ed|ing)?\b.{{0,40}}?_through rubber.?stamp(?:ed|ing)? green.?li(?:ght(?:ed)?|t)
    sign(?:ed|ing)?_(?:up|on|off|away)\b (?:giv(?:e|en|ing)|gave|get|got|had)\b.{{0,40}}?_{_ASSENT} sa(?:y|id)_(?:yes|no|aye)\b
    (?:kick|chuck|throw|boot|knock|sling)(?:ed|n|ing)?\b.{{0,30}}?_(?:out|back|into_touch|into_the_long_grass)
    threw\b.{{0,30}}?_out sen[dt]\b.{{0,30}}?_back(?!_to_(?:us|me)) h[oe]ld_off put(?:ting)?\b.{{0,30}}?_(?:off|on_hold|on_ice)
    bin(?:ned)? ditch(?:ed)? scrap(?:ped)? shelved? parked veto(?:ed)? block(?:ed)? nixed axed? turn(?:ed|ing)?\b.{{0,30}}?_down
    land(?:ed)?_on settled?_(?:on|for) c[oa]m(?:e|ing)_(?:down|out)_(?:on|for|against|in_favour) plump(?:ed)?_for
    opt(?:ed)?_(?:for|to) commit(?:ted)?_(?:to|us|the_council) authori[sz]ed? sanction(?:ed)? ratif(?:y|ied)
    (?:get|got)_(?:behind|on_board) sided?_with st(?:ick|uck)_with approv\w+ agree[ds]? endors\w+ adopt(?:ed)? accept(?:ed)?
    support(?:ed)? reject(?:ed)? refused? defer(?:red)? decided? resolved? voted? pass(?:ed)?(?!_(?:on|to|away)) note[ds]?
    recommend(?:ed)? delegated? withdr[ae]wn? choose chose chosen pick(?:ed)?
    """
)
_ACTS = _any(
    r"""
    extend(?:ed)? renew(?:ed)? prolong(?:ed)? award(?:ed)? re-?let re-?tender(?:ed)? procured? outsourced? terminated?
    put(?:ting)?_up hiked? fr[eo]ezen? (?:re|de)?-?commission(?:ed)? sold sell introduced? br(?:ing|ought)_in set_up merged?
    appoint(?:ed)? enter(?:ed)?_into roll(?:ed)?_over sign(?:ed)?
    closed?\b(?=_(?:[\w'’-]+_){0,4}(?:cent(?:re|er)|homes?|schools?|librar(?:y|ies)|hubs?|pool|site|service)s?\b)
    (?:raise|increase|cut|reduce|change|keep|kept|end|continue)d?\b(?=_(?:[\w'’-]+_){0,4}(?:fees?|charges?|rates?|contracts?|grants?|polic(?:y|ies)|strategy|provider|agreement|subsid(?:y|ies))\b)
    """
)
_NO_DECIDING = _any(
    r"""
    say said ask rais(?:e|ed|ing)\b(?!_(?:[\w'’-]+_){0,3}(?:fees?|charges?|rates?|prices?)\b) quer question quiz
    discuss debat declar hear talk comment express voic mention kn[oe]w th(?:ink|ought) feel felt believ want wish worr complain
    respon repl expla see saw
    look read receiv g[eo]t ha(?:s|d|ve)\b need me[et] attend visit spen[dt] sav over.?spen under.?spen hit miss achiev recruit
    los[et] f[io]u?nd learn underst suggest prais welcom thank challeng seek sought request consult report t[eo]ll inform brief
    cost provid deliver count sp[eo]a?k used?\b pa(?:y|id)\b owe do(?:ne)?\b ma[dk]e tr(?:y|ied) fail manag help serv consider
    be(?:en)?\b remain exceed includ cover appl work own declar s[ia]t\b wonder object react critici warn point stress highlight
    push press argu enquir inquir check review examin scrutin go(?:ne)?\b went com(?:e|ing)\b came br(?:ing|ought) publish produc
    wr[io]t submit expect plan propos intend aim hoped? estimat measur monitor perform improv r[ua]n\b show li(?:ke|ve) care
    carry carried pick_up kick_off start beg[iau]n follow remember remark apologi turn_up arriv leave_the left_the travel claim
    stand stood add
    (?:the|an?|in|on|at|of|for|about|with|to|and|or|from|who|which|that|any|there|members?)\b paper tax decision council cllr
    committee cttee board panel cabinet director summary office chair clerk secretar officer meeting minutes agenda pack room
    staff manager lead budget doubt
    """
)
_MOOD = _any(
    """
    in_favour minded_to content_(?:to|with) happy_(?:to|with) ok(?:ay)?_with keen_on on_board supportive_of
    for_it against_it behind
    """
)
_PUT = _pattern(
    rf"\b{_HELPS} (?:{_SITTING}|{_MEETING}|(?:{_COUNCIL}|it|this|that)(?! {_ADVERBS}(?:support|accept|refus|pick|note))) "
    rf"{_ADVERBS}(?P<verb>{_DONE_WITH})(?!\w)",
    rf"\b{_HELPS} {_BODY} {_ADVERBS}{_ACTS}(?!\w)",
    rf"\b{_HELPS} {_SITTING} {_ADVERBS}(?!{_NO_DECIDING})[a-z]{{2,}}\b",
    rf"\b(?:was|were) {_SITTING} {_ADVERBS}"
    rf"(?P<mood>{_MOOD})\b",
)
_TOLD = _pattern(rf"^\W*(?:(?:so|and|then|ok) )*{_BODY} {_ADVERBS}{_DONE_WITH}(?!\w).*\?\W*$")
_LEAVING = _any(
    r"""
    leave left land(?:ed)? end(?:ed)?(?=_(?:up|in|with)\b|\W*$) finish(?:ed)? turn(?:ed)?_out pan(?:ned)?_out play(?:ed)?_out
    conclude[ds]? resolve[ds]?
    wrap(?:ped)?_up c[oa]me_(?:out|down) deal(?:t)?_with dispose[ds]?_of handle[ds]? treat(?:ed)?
    """
)
_LEFT = _pattern(
    rf"\b(?:how|where) (?:did|have|has|had) (?:{_BODY}|it|things|that|this) {_ADVERBS}(?P<verb>{_LEAVING})\b",
    r"\bhow was (?:it|that|this|the (?:[\w'’-]+ ){1,8}?)(?P<left>left|resolved|settled|concluded|disposed of)\b(?! (?:out|with))",
    r"\bhow did (?:the|that|this|our) (?:[\w'’-]+ ){0,8}?"
    rf"(?P<thing>{_any('item paper report proposal motion plan scheme bid request debate vote')}"
    rf" (?:{_LEAVING}|fare|go|get on))\b",
    rf"\bwhat did {_BODY} (?:end up doing|do) (?:about|with|on|over)\b",
    r"\b(?:the|an?|any) (?P<noun>(?:final )?(?:upshot|verdict)|final (?:call|decision))\b",
    r"\bwhat came of\b|\b(?:which|what) way did\b",
    r"\bwhat did (?:[\w&'’-]+ ){0,8}?(?:committee|cttee|council|board|panel|cabinet|members|councillors|we|they) make of\b",
    rf"\b(?:{_SITTING}|council)(?:'s|s')? (?:decision|verdict|vote|resolution|stance)\b"
    r"(?! (?:number|no\b|ref|form|record|mak|report|paper))",
    r"\bany (?:firm |final |formal )?decision (?:yet|on|about|made|taken)\b",
    r"[-–—:,]\s*(?:(?:the|final|any) )?decision\W*$",
)
_WHETHER = _pattern(
    r"(?:^|[,;:.–?-]\s*|\b(?:and|but|or|so|well|whether|if) )\W*"
    rf"{_any('did has have had was were is are isn.?t wasn.?t weren.?t hasn.?t haven.?t didn.?t')}\b(?P<rest>.*)"
)
_CAME = _pattern(
    "\\b"
    + _any(
        rf"""
        ok'?d okay?(?:ed|'d) ok-?ed (?:waved|nodded|voted|bounced|pushed|steered)_through rubber.?stamped green.?li(?:t|ghted)
        signed_up_(?:to|for) gone_along_with
        (?:given|got|get|gets|had|won|received)_(?:(?:its|a|the|an|any|their|formal|final|official|members'?|full)_)*{_NOD}
        (?:thrown|chucked|kicked|booted|slung)_(?:out|into) kicked_back knocked_back shot_down sent_back
        (?:(?:been|got|get|was|were)_)?(?:binned|ditched|scrapped|axed|shelved|vetoed|parked)
        put_(?:on_(?:hold|ice)|off(?!_(?:by|asking)))
        held_over authori[sz]ed sanctioned ratified done_and_dusted in_the_bag set_in_stone sewn_up cut_and_dried signed,?_sealed
        up_in_the_air still_(?:on_the_table|undecided)
        still_(?:only_|just_|merely_)?(?:a_)?(?:proposal|proposed|draft|idea|suggestion)
        nailed_down locked_in firmed_up
        (?:go|gone|went|make_it|made_it|get|got|been)_(?:through|past)_(?:(?:the|full)_)?(?:committee|cttee|cabinet|council|members|board|panel)
        """
    )
    + "\\b"
)
_BRIEFLY = _pattern(
    rf"(?:^|[-–—:,?]\s*)(?:(?:the|a|was it|is it) )*"
    rf"(?P<sign>{_NOD}|{_any('ok.?d waved_through agreed passed backed signed_off binned scrapped')}) "
    r"(?:or|and not)\b",
)
_CONTRACTED = _pattern(
    rf"^(?:.{{0,80}}\b)?{_any('contract agreement lease tender grant scheme arrangement deal licence framework')}s?\b.{{0,20}}? "
    rf"(?:{_any('been being get got actually already ever now just yet still')} )*"
    rf"{_any('extended renewed awarded prolonged terminated re-?let rolled_over')}\b"
)
_AUTHORITY = _pattern(
    r"\bwithout (?:(?:having|needing) (?:to |a |an )?)?"
    rf"(?:{_any('another a any further new fresh more separate key formal committee cabinet member members.')} )*"
    r"(?:decision|approval|vote|say-?so)\b",
    r"\bwithout (?:(?:having|needing) to )?(?:com|go|bring|tak|return|referr|check|ask)ing\b.{0,20}?"
    r"\b(?:committee|cttee|members|cabinet|council|councillors|board|us)\b",
    r"\bdelegated? (?:authority|powers?)\b|\bdelegat(?:e|ed|es|ion)\b.{0,30}?\b(?:director|officer|authority|power)s?\b",
    r"\b(?:on|off) (?:his|her|their) own (?:authority|say-?so|bat|back)\b",
    r"\bwho (?:then |else |also )?(?:gets|has|needs|is|are|would|will|can|could|may|must|should|have) "
    r"(?:to |have to |be |allowed to |able to )*"
    r"(?:sign(?:s|ed)?(?: off)?|consult(?:ed)?|finali[sz]ed?|agree (?:the )?terms)\b",
)
_EMPOWERED = _pattern(
    r"\b(?:under|in|by) what(?:'s| is| was| has been)? (?:being )?(?:proposed|put forward|asked for)\b",
    r"\b(?:if|once|when|after)\b(?= (?:it|this|that|(?:the )?(?:decision|proposal|plan|motion|report|strategy|recommendations?)|"
    r"\d\d/\d{4,5})\b.{0,25}?\b(?:goes|gets|is|are) (?:through|ahead|approved|agreed|passed|adopted|signed off)\b)",
)
_ACTING = _pattern(
    "\\b"
    + _any(
        """
        officers? officials? (?:corporate_)?directors? himself herself themselves later(?:_on)? be_(?:able|allowed|free)_to sign
        change alter amend vary refresh finali[sz]e tweak needing having coming going back another further take act use powers?
        """
    )
    + "\\b"
)
_ASIDE = _pattern(
    r"\bback (?:in|on|at)\b",
    r"\b(?:summer|autumn|spring|winter)(?: of)?(?= ?(?:19|20)\d\d)",
    r"\b\d+ ?(?:yrs?|mths?|wks?)\b",
    r"\b(?:look(?:ed|ing)? at|talk(?:ed|ing)? about|discuss(?:ed)?|consider(?:ed)?|heard? about|told about) "
    r"(?:it|that|this|them)\b",
    r"\b(?:cttee|ctte|cmte|put to bed|in the end|the whole thing)\b",
)
_VERB_WORDS = frozenset(
    analyse(
        """
        ok okay okayed okd oked back backed go gone going went gave along with for ahead against through wave waved waving
        nod nodded push pushed vote voted bounce bounced rush rushed steer steered rubber stamp stamped green light lit
        greenlit go-ahead greenlight sign signed up on off away give given giving get got gets had thumbs thumb down
        blessing approval backing support all clear yes seal authority permission red boot chop say said no aye kick kicked
        chuck chucked throw thrown threw booted knock knocked sling slung out into touch long grass send sent hold held put
        ice bin binned ditch ditched scrap scrapped shelved shelve veto vetoed block blocked axe axed parked turn turned
        land landed settle settled come came favour plump plumped opt opted commit committed us authorise authorised
        sanction sanctioned ratify ratified behind board side sided stick stuck approve agree endorse adopt accept reject
        refuse defer decide resolve pass note recommend delegate withdraw choose chose chosen pick picked done dusted bag
        set stone sewn cut dried sealed air still open undecided only just merely proposal proposed draft idea suggestion
        nailed locked firmed made make past been full minded content happy keen supportive leave left end ended finish
        finished pan panned play played conclude wrap wrapped deal dealt dispose disposed handle handled treat treated item
        paper report motion bid request debate upshot verdict ruling final call word decision shot one its his her their any
        formal official received won
        """
    )
)
AUTHORITY = frozenset(analyse("delegate authority authorise"))
"""The terms by which motions and proposals give somebody the power to act."""
_BESIDE = _pattern(
    r"(?:^\W*(?=when (?:did|was|were)\b.{0,40}?\b(?:first|originally|initially|previously|last)\b)|"
    r"\b(?:and|but|if so)|[,;?–-])\s*"
    rf"(?:{_any('if_so so also then for to at by from until till up_to since if_it_was if_they_did with')},? )*"
    r"(?P<asked>how (?:much|many|long|high|often|far|big)|"
    r"what(?:'s| is| was| are)?(?: the| its)? (?:new |total |final |current |extra |weekly |annual )*"
    rf"{_any('rate price figure amount cost sum value level budget percentage per_?cent fee charge')}s?|"
    r"what(?:'s| is| was)?(?: the| its)? (?:date|day|year|month|term|length)s?|"
    r"what (?:would|will|does|did|might) (?:it|that|this|they|the (?:[\w'’-]+ ){0,2}[\w'’-]+) (?:all )?(?:cost|come to|be worth)|"
    r"what(?:'s| is| was) (?:it|that|this) (?:worth|going to cost)|when|which (?:date|day|year|month))\b"
)
_OF_TIME = _pattern(r"\b(?:when|how long|date|day|year|month|term|length)\b")


CARRIED = r"carried(?! (?:on|out|over|forward))"
LOST = r"lost(?! (?:to|on|in|from|due|through|out)\b)"
"""Patterns of what a vote did with a motion, and not of what goes on, is done, or goes missing."""
FOR_SOMEBODY = r"for (?:people|carers|clients|users|residents|patients|children|those|families)\b"
"""The pattern of what makes an outcome one for somebody, and none of a matter."""


def asks_what_came(text: str) -> bool:
    """Whether a question asks what a body did with a matter or what came of it: "did members go along with the new fees"."""
    if any(pattern.search(text) for pattern in (_PUT, _TOLD, _LEFT, _BRIEFLY)):
        return True
    whether = _WHETHER.search(text)
    return bool(whether and (_CAME.search(whether["rest"]) or _CONTRACTED.search(whether["rest"])))


def asks_of_authority(text: str) -> bool:
    """Whether a question asks who may act on a matter without another decision, or what a proposal would allow."""
    return bool(_AUTHORITY.search(text) or _EMPOWERED.search(text))


def words_of_asking(text: str) -> frozenset[str]:
    """The terms of a question's everyday words for an outcome, which name no matter: "ok'd", "went along with"."""
    verbs = [match[0] for match in _CAME.finditer(text)]
    for pattern in (_PUT, _LEFT, _BRIEFLY):
        for match in pattern.finditer(text):
            verbs += [words for words in match.groupdict().values() if words]
    asides = [match[0] for pattern in (_ASIDE, _AUTHORITY, _EMPOWERED) for match in pattern.finditer(text)]
    asides += [match[0] for match in _ACTING.finditer(text)] if asks_of_authority(text) else []
    return frozenset(analyse(" ".join(asides))) | (_VERB_WORDS & set(analyse(" ".join(verbs))))


def asked_beside(text: str) -> Literal["figure", "date"] | None:
    """What a question about an outcome asks for beside it: "figure" or "date"; None where nothing."""
    match = _BESIDE.search(text)
    if match is None:
        return None
    return "date" if _OF_TIME.search(match["asked"]) else "figure"
