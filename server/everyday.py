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
"""


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    """The terms that papers may use, by the everyday word."""
    rows = [line.split(":") for line in _SAME.strip().splitlines()]
    return {word: tuple(dict.fromkeys(analyse(papers))) for words, papers in rows for word in words.split()}


def in_papers_words(word: str) -> tuple[str, ...]:
    """The index terms by which papers may say an everyday word; none for other words."""
    return _by_word().get(word.lower(), ())
