"""Whether a question asks what came of a matter in everyday words: which body is said to have done what with it."""

from __future__ import annotations

import re
from typing import Literal

from indexer.analysis import analyse

_ADVERBS = (
    r"(?:(?:actually|really|ever|finally|formally|officially|all|just|then|eventually|also|already|even|definitely|simply|not|"
    r"yet|still|unanimously|both|in the end|at all|in fact|ultimately|collectively) )*"
)
_SITTING = (
    r"(?:(?:the|our|full|adult|social|care|scrutiny|executive|health|planning) )*"
    r"(?:(?:committee |cttee |cabinet |council )?(?:members?(?! of (?:the )?(?:public|staff)\b)|councill?ors?|cllrs?)|committee|cttee|"
    r"ctte|cmte|cabinet|board|panel|executive|portfolio holder)"
)
_COUNCIL = (
    r"(?:(?:the|our|full|county|borough|district|city|town|parish) )*council(?! (?:tax|hous|own|staff|run))|we|they|kcc"
)
_HELPS = r"(?:did|do|does|didn't|didnt|have|has|had|haven't|havent|hasn't|hasnt|hadn't)"
_ASSENT = (
    r"(?:nod|go.?ahead|green.?light|thumbs?.?(?:up|down)|blessing|approval|backing|support|all.?clear|ok(?:ay)?|yes|seal of approval|"
    r"authority|permission|red light|boot|heave-ho|chop)"
)
_DONE_WITH = (
    r"ok(?:ay)?(?:'?e?d)?|okay?'d|back(?:ed|ing)?(?! down)|g(?:o(?:ne)?|oing|ave) along with|went along with|"
    r"(?:go(?:ne|ing)?|went) (?:for|with|ahead with|through with|against)|"
    r"(?:wav|nodd?|push|vot|bounc|rush|steer)(?:e|ed|ing)?\b.{0,40}? through|rubber.?stamp(?:ed|ing)?|green.?li(?:ght(?:ed)?|t)|"
    rf"sign(?:ed|ing)? (?:up|on|off|away)\b|(?:giv(?:e|en|ing)|gave|get|got|had)\b.{{0,40}}? {_ASSENT}|sa(?:y|id) (?:yes|no|aye)\b|"
    r"(?:kick|chuck|throw|boot|knock|sling)(?:ed|n|ing)?\b.{0,30}? (?:out|back|into touch|into the long grass)|"
    r"threw\b.{0,30}? out|sen[dt]\b.{0,30}? back(?! to (?:us|me))|hold off|held off|put(?:ting)?\b.{0,30}? (?:off|on hold|on ice)|"
    r"(?:bin|ditch|scrap|shelv|park|veto|block|nix|axe?|can)(?:n|p)?(?:e?d)\b|turn(?:ed|ing)?\b.{0,30}? down|"
    r"land(?:ed)? on|settl(?:e|ed) (?:on|for)|com(?:e|ing) down (?:on|for|against)|came down (?:on|for|against)|plump(?:ed)? for|"
    r"opt(?:ed)? (?:for|to)|commit(?:ted)? (?:to|us|the council)|authori[sz](?:e|ed)|sanction(?:ed)?|ratif(?:y|ied)|veto(?:ed)?|"
    r"(?:get|got) (?:behind|on board)|com(?:e|ing) out (?:for|against|in favour)|side(?:d)? with|st(?:ick|uck) with|"
    r"approv\w+|agree[ds]?|endors\w+|adopt(?:ed)?|accept(?:ed)?|support(?:ed)?|reject(?:ed)?|refus(?:e|ed)|defer(?:red)?|"
    r"decid(?:e|ed)|resolv(?:e|ed)|vot(?:e|ed)|pass(?:ed)?(?! (?:on|to|away))|note[ds]?|recommend(?:ed)?|delegat(?:e|ed)|withdr[ae]wn?|"
    r"shelve|scrap|ditch|bin|block|veto|choose|chose|chosen|pick(?:ed)?"
)
_ACTS = (
    r"extend(?:ed)?|renew(?:ed)?|prolong(?:ed)?|award(?:ed)?|re-?let|re-?tender(?:ed)?|procured?|outsourced?|terminated?|"
    r"put(?:ting)? up|hik(?:e|ed)|fr[eo]e?ze(?:n)?|(?:re|de)?-?commission(?:ed)?|s[eo]ld|sell|introduced?|br(?:ing|ought) in|set up|merged?|"
    r"appoint(?:ed)?|enter(?:ed)? into|roll(?:ed)? over|sign(?:ed)?|"
    r"clos(?:e|ed)\b(?= (?:[\w'’-]+ ){0,4}(?:cent(?:re|er)|homes?|schools?|librar(?:y|ies)|hubs?|pool|site|service)s?\b)|"
    r"(?:raise|increase|cut|reduce|change|keep|kept|end|continue)d?\b(?= (?:[\w'’-]+ ){0,4}"
    r"(?:fees?|charges?|rates?|contracts?|grants?|polic(?:y|ies)|strategy|provider|agreement|subsid(?:y|ies))\b)"
)
_NO_DECIDING = (
    r"(?:say|said|ask|rais(?:e|ed|ing)\b(?! (?:[\w'’-]+ ){0,3}(?:fees?|charges?|rates?|prices?)\b)|quer|question|quiz|discuss|debat|hear|"
    r"talk|comment|express|voic|mention|kn[oe]w|th(?:ink|ought)|feel|felt|believ|want|wish|worr|complain|respon|repl|expla|see|saw|"
    r"look|read|receiv|g[eo]t|ha(?:s|d|ve)\b|need|me[et]|attend|visit|spen[dt]|sav|over.?spen|under.?spen|hit|miss|achiev|recruit|los[et]|"
    r"f[io]u?nd|learn|underst|suggest|prais|welcom|thank|challeng|seek|sought|request|consult|report|t[eo]ll|inform|brief|cost|"
    r"provid|deliver|count|sp[eo]a?k|us(?:e|ed)\b|pa(?:y|id)\b|owe|do(?:ne)?\b|ma[dk]e|tr(?:y|ied)|fail|manag|help|serv|consider|be(?:en)?\b|"
    r"remain|exceed|includ|cover|appl|work|own|declar|s[ia]t\b|wonder|object|react|critici|warn|point|stress|highlight|push|press|argu|"
    r"enquir|inquir|check|review|examin|scrutin|go(?:ne)?\b|went|com(?:e|ing)\b|came|br(?:ing|ought)|publish|produc|wr[io]t|submit|expect|"
    r"plan|propos|intend|aim|hop(?:e|ed)|estimat|measur|monitor|perform|improv|r[ua]n\b|show|li(?:ke|ve)|car(?:e|ry|ried)|pick up|"
    r"members?\b|council|cllr|committee|cttee|board|panel|cabinet|kick off|follow|remember|remark|apologi|turn up|arriv|leave the|left the|travel|claim|stand|stood|live|add|join|the|a|an|in|on|at|of|for|"
    r"about|with|to|and|or|from|who|which|that|report|paper|tax|decision|any|there)"
)
_PUT = re.compile(
    rf"\b{_HELPS} (?:{_SITTING}|{_COUNCIL}|it|this|that) {_ADVERBS}(?P<verb>{_DONE_WITH})(?!\w)|"
    rf"\b{_HELPS} (?:{_SITTING}|{_COUNCIL}) {_ADVERBS}(?:{_ACTS})(?!\w)|"
    rf"\b{_HELPS} {_SITTING} {_ADVERBS}(?!{_NO_DECIDING})[a-z]{{2,}}\b|"
    rf"\b(?:was|were) {_SITTING} {_ADVERBS}(?P<mood>in favour|minded to|content with|content to|happy to|for it|against it|behind)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"^\W*(?:(?:so|and|then|ok) )*(?:{_SITTING}|{_COUNCIL}) {_ADVERBS}(?:{_DONE_WITH})(?!\w).*\?\W*$", re.IGNORECASE
)
_LEFT = re.compile(
    rf"\b(?:how|where) (?:did|have|has|had) (?:{_SITTING}|{_COUNCIL}|it|things|that|this) {_ADVERBS}(?P<verb>"
    r"(?:leave|left|land(?:ed)?|end(?:ed)?|finish(?:ed)?|turn(?:ed)? out|pan(?:ned)? out|play(?:ed)? out|conclude[ds]?|resolve[ds]?|"
    r"wrap(?:ped)? up|c[oa]me (?:out|down)|deal(?:t)? with|dispose[ds]? of|handle[ds]?|treat(?:ed)?)\b)|"
    r"\bhow was (?:it|that|this|the (?:[\w'’-]+ ){1,8}?)(?P<left>left|resolved|settled|concluded|disposed of)\b(?! (?:out|with))|"
    r"\b(?:the|an?|any) (?P<noun>(?:final )?(?:upshot|verdict|ruling)|final (?:call|say|word|decision))\b|\bwhat came of\b|\b(?:which|what) way did\b|"
    rf"\b(?:{_SITTING}|council)(?:'s|s')? (?:decision|verdict|vote|resolution|stance)\b(?! (?:number|no\b|ref|form|record|mak|report|paper))|"
    r"\bany (?:firm |final |formal )?decision (?:yet|on|about|made|taken)\b|[-–—:,]\s*(?:(?:the|final|any) )?decision\W*$",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"(?:^|[,;:.–?-]\s*|\b(?:and|but|or|so|well|whether|if) )\W*(?:did|has|have|had|was|were|is|are|isn't|wasn't|weren't|hasn't|"
    r"haven't|didn't)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"\b(?:ok'?d|okay?(?:ed|'d)|ok-?ed|(?:waved|nodded|voted|bounced|pushed|steered) through|rubber.?stamped|green.?li(?:t|ghted)|"
    r"signed up (?:to|for)|gone along with|"
    rf"(?:given|got|get|gets|had|won|received) (?:(?:its|a|the|an|any|their|formal|final|official|members'?|full) )*{_ASSENT}|"
    r"(?:thrown|chucked|kicked|booted|slung) (?:out|into)|kicked back|knocked back|shot down|(?:been |got |get |was |were )?(?:binned|ditched|"
    r"scrapped|axed|shelved|vetoed|parked)|sent back|put (?:on (?:hold|ice)|off)|held over|authori[sz]ed|sanctioned|ratified|"
    r"done and dusted|in the bag|set in stone|sewn up|cut and dried|signed,? sealed|up in the air|still (?:on the table|open|undecided|"
    r"(?:only |just |merely )?(?:a )?(?:proposal|proposed|draft|idea|suggestion))|nailed down|locked in|firmed up|"
    r"(?:go|gone|went|make it|made it|get|got) (?:through|past) (?:(?:the|full) )?(?:committee|cttee|cabinet|council|members|board|panel))\b",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(
    r"^(?:.{0,80}\b)(?:contract|agreement|lease|tender|grant|scheme|arrangement|deal|licence|framework)s?\b.{0,20}? "
    r"(?:(?:been|being|get|got|actually|already|ever|now|just|yet|still) )*(?:extended|renewed|awarded|prolonged|terminated|re-?let|rolled over)\b",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\bwithout (?:(?:having|needing) (?:to |a |an )?)?(?:(?:another|a|any|further|new|fresh|more|separate|key|formal|committee|cabinet|"
    r"member|members') )*(?:decision|approval|vote|say-?so)\b|"
    r"\bwithout (?:(?:having|needing) to )?(?:com|go|bring|tak|return|refer|check|ask)\w*\b.{0,20}?\b(?:to|before|with|back|past|"
    r"by)?\b ?(?:the )?(?:committee|cttee|members|cabinet|council|councillors|board|us)\b|"
    r"\bdelegat(?:e|ed|es|ion|ions)\b|\b(?:on|off) (?:his|her|their) own (?:authority|say-?so|bat|back)\b",
    re.IGNORECASE,
)
_EMPOWERED = re.compile(
    r"\b(?:under|in|by) what(?:'s| is| was| has been)? (?:being )?(?:proposed|put forward|asked for)\b", re.IGNORECASE
)
_ACTING = re.compile(
    r"\b(?:officers?|officials?|(?:corporate )?directors?|himself|herself|themselves|later(?: on)?|be (?:able|allowed|free) to|sign|change|"
    r"alter|amend|vary|refresh|finali[sz]e|tweak|needing|having|coming|going|back|another|further|take|act|use|power|powers)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\bback (?:in|on|at)\b|\b(?:summer|autumn|spring|winter)(?: of)?(?= ?(?:19|20)\d\d)|\b\d+ ?(?:yrs?|mths?|wks?)\b|"
    r"\b(?:look(?:ed|ing)? at|talk(?:ed|ing)? about|discuss(?:ed)?|consider(?:ed)?|hear[d]? about|told about) (?:it|that|this|them)\b|"
    r"\b(?:cttee|ctte|cmte)\b|\bput to bed\b|\bin the end\b|\bthe whole thing\b",
    re.IGNORECASE,
)
AUTHORITY = frozenset(analyse("delegate authority authorise"))
"""The terms by which motions and proposals give somebody the power to act."""
_BESIDE = re.compile(
    r"(?:\b(?:and|but|if so|,|-|;)|[,;?–-])\s*(?:(?:if so|so|also|then|for|to|at|by|from|until|till|up to|since|if it was|if they did|with),? )*"
    r"(?P<asked>how (?:much|many|long|high|often|far|big)|what(?:'s| is| was| are)?(?: the| its)? (?:new |total |final |current |extra |weekly |annual )*"
    r"(?:rate|price|figure|amount|cost|sum|value|level|budget|percentage|per ?cent|fee|charge|date|day|year|month|term|length)s?|"
    r"what (?:would|will|does|did|might) (?:it|that|this|they|the (?:[\w'’-]+ ){0,2}[\w'’-]+) (?:all )?(?:cost|come to|be worth)|"
    r"what(?:'s| is| was) (?:it|that|this) (?:worth|going to cost)|"
    r"when|which (?:date|day|year|month))\b",
    re.IGNORECASE,
)
_OF_TIME = re.compile(r"\b(?:when|how long|date|day|year|month|term|length)\b", re.IGNORECASE)


def asks_what_came(text: str) -> bool:
    """Whether a question asks what a body did with a matter or what came of it: "did members go along with the new fees"."""
    if _PUT.search(text) or _TOLD.search(text) or _LEFT.search(text):
        return True
    whether = _WHETHER.search(text)
    return bool(whether and (_CAME.search(whether["rest"]) or _CONTRACTED.search(whether["rest"])))


def asks_of_authority(text: str) -> bool:
    """Whether a question asks who may act on a matter without another decision, or what a proposal would allow."""
    return bool(_AUTHORITY.search(text) or _EMPOWERED.search(text))


def words_of_asking(text: str) -> frozenset[str]:
    """The terms of a question's everyday words for an outcome, which name no matter: "ok'd", "went along with"."""
    found = [match[0] for match in _CAME.finditer(text)]
    for pattern in (_PUT, _LEFT):
        for match in pattern.finditer(text):
            found += [word for word in match.groupdict().values() if word]
    acting = _ACTING.finditer(text) if asks_of_authority(text) else ()
    found += [
        match[0] for match in (*_ASIDE.finditer(text), *_AUTHORITY.finditer(text), *_EMPOWERED.finditer(text), *acting)
    ]
    return frozenset(term for words in found for term in analyse(words))


def asked_beside(text: str) -> Literal["figure", "date"] | None:
    """What a question about an outcome asks for beside it: "figure" or "date"; None where nothing."""
    match = _BESIDE.search(text)
    if match is None:
        return None
    return "date" if _OF_TIME.search(match["asked"]) else "figure"
