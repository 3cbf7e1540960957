"""The system's own line on the outcome of a motion or a proposal, no stronger than what the papers record."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.flags import CUT_OFF
from indexer.records import Decision, Outcome
from server.telling import when

NOT_DECIDED: dict[Outcome, str] = {
    "proposed": "Proposed, not decided in these papers",
    "forthcoming": "Planned, not decided in these papers",
    "reported": "Reported in these papers; its own minutes are not among them",
}
_CUT = "Moved, its result not in these papers"


def summary_of(decision: Decision, same: Sequence[Decision]) -> str:
    """The system's own line on a ruling: the outcome of each limb, date, number, and whether the body only advises."""
    if CUT_OFF in decision.flags and decision.outcome == "proposed":
        return _CUT
    if decision.outcome in NOT_DECIDED:
        return NOT_DECIDED[decision.outcome]
    number = f", decision {decision.number}" if decision.number else ""
    date = f" on {when(decision)}" if when(decision) else ""
    outcomes = list(dict.fromkeys(d.outcome for d in same)) or [decision.outcome]
    advises = decision.advisory and decision.outcome in {"resolved", "endorsed", "recommended", "amended"}
    advice = "; the body advises, someone else decides" if advises else ""
    return f"{', '.join(outcomes).capitalize()}{date}{number}{advice}"
