"""Everyday words for what papers write in the language of office: a small list, reviewed, for any council's papers."""

from __future__ import annotations

from functools import cache

from indexer.analysis import analyse

_SAME = """
    homecare: domiciliary care home
    kit gear: equipment
    elderly pensioner pensioners oap oaps seniors: older people
    kids youngsters: children young people
    teens: teenagers young people
    folk folks locals: people residents
    firm company supplier vendor: provider contractor
    firms companies suppliers vendors: providers contractors
    bidder bidders: tenderer tenderers
    money cash: funding
    councillor cllr: member
    councillors cllrs: members
    boss bosses: director directors head
    watchdog: ombudsman regulator
    cut cuts: saving savings reduction
    axed scrapped: ended discontinued withdrawn
    ditched binned dropped: rejected withdrawn
    shelved postponed: deferred
    ceiling cap: maximum limit exceed
    fault blame: attributable responsible
    discharges: transfers
    bins rubbish: refuse waste
    roads: highways
    potholes: highways maintenance
    yearly annually: annum annual
    pay pays: fund funds payment
    buy bought: procure purchase commission
    rules: regulations
    law laws: legislation act
    covid corona: coronavirus pandemic
    lockdown: coronavirus pandemic
    start starts begin started: commence commences commenced
    end ends finish: expire expires
    help: support
    rise rises hike: increase increases
    fall fell drop dropping: decrease decreased reduction reduced reducing
    worry worries worried: concern concerns concerned
    refuge refuges: safe accommodation
    housing flat flats: accommodation
    shortage: lack shortfall
    wait backlog: waiting
    hire hiring: recruit recruitment
    jobs: posts staff
    turnover quit: leavers retention
    shut: close closed closure
    stop stops stopped stopping: cease discontinue
    trial trials: pilot pilots
    okayed: approved agreed
    refused: rejected declined
    delay delays delayed: slippage postponed
    spent spending: expenditure spend
    owe owes owed: debt arrears outstanding
    broke bust bankrupt: insolvency insolvent
    cheating cheat: fraud
    wage wages salary salaries: pay
    sacked: dismissed dismissal
    layoffs: redundancies
    lawyer lawyers: legal solicitor
    doctor doctors: gp gps
    jab jabs: vaccination
    booze: alcohol
    poor poorer poorest: deprived disadvantaged deprivation
    mum mums dad dads: parents
    pavement pavements: footway footways
    tip tips: recycling waste
    trash garbage litter: refuse waste
    bus buses: transport
    gap: deficit shortfall
    moan moans moaned: complaint complaints
    sold sell selling: sale disposal dispose
    died die dies: death deaths
    outside: external
    chance: opportunity
    skint: hardship
    extra: additional
    deal: agreement contract
    deals: agreements contracts
    swap swapped: replace replacement
    cheap cheaper: lower cost
    pricey: costly expensive
    grumbles grumble gripes: complaints concerns
    tech gadgets gadget: technology
    paperwork: documentation forms
    scrapping axing: ending discontinuing
    loan loans lend lent: borrow borrowing
    fix fixes: repair repairs
    letter letters: correspondence
    bill bills: accounts invoice
    checkup checkups: assessment review
    landline landlines: telephone analogue
    relatives: family
    pledge pledged pledges promise promised promises: commitment
    ban banned bans: prohibit
    deadline deadlines: timescale
    volunteers: voluntary
"""

_FAMILIES = """
    admit admits admitted admitting admission admissions
    apply applies applied applying application applications
    choose chooses chose chosen choice choices
    close closes closed closing closure closures
    complain complains complained complaint complaints
    comply complies complied compliance
    conclude concludes concluded conclusion conclusions
    decide decides decided deciding decision decisions
    deliver delivers delivered delivering delivery
    exclude excludes excluded exclusion exclusions
    expand expands expanded expanding expansion
    explain explains explained explanation
    extend extends extended extending extension extensions
    fail fails failed failing failure failures
    grow grows grew growing growth
    intend intends intended intention intentions
    lose loses losing loss losses
    maintain maintains maintained maintaining maintenance
    permit permits permitted permission permissions
    provide provides provided providing provision
    receive receives received receipt receipts
    reduce reduces reduced reducing reduction reductions
    refer refers referred referring referral referrals
    resolve resolves resolved resolution resolutions
    respond responds responded response responses
    retain retains retained retaining retention
    submit submits submitted submission submissions
    suspend suspends suspended suspension
"""


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    """The terms that papers may use, by the everyday word."""
    rows = [line.split(":") for line in _SAME.strip().splitlines()]
    said = {word: analyse(papers) for words, papers in rows for word in words.split()}
    for family in _FAMILIES.strip().splitlines():
        for word in family.split():
            others = [term for term in analyse(family) if [term] != analyse(word)]
            said[word] = [*said.get(word, ()), *others]
    return {word: tuple(dict.fromkeys(terms)) for word, terms in said.items()}


def in_papers_words(word: str) -> tuple[str, ...]:
    """The index terms by which papers may say an everyday word; none for other words."""
    return _by_word().get(word.lower(), ())
