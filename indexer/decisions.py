"""Every outcome that a paper records, proposes, announces or reports, each with the words that prove it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from indexer.flags import with_reused_numbers
from indexer.forthcoming import announces, find_announced
from indexer.limbs import mask
from indexer.motions import find_motions
from indexer.outcomes import advises
from indexer.proposals import find_proposals
from indexer.records import Decision, Document, Item, Meeting, Part
from indexer.references import decision_numbers, normal_decision
from indexer.reported import find_accounts
from indexer.stamps import find_stamps


def find_decisions(document: Document) -> tuple[Decision, ...]:
    """The decisions of a paper in its order: `text` and `proof` are its own words at their offsets.

    Minutes give outcomes (resolved … lost), reports and proposed records of decision "proposed", work programmes and
    forward plans "forthcoming", accounts of decisions taken elsewhere "reported". What is not told is None; what does not
    add up is kept as printed and flagged.
    """
    words = mask(document.text, find_stamps(document.reading))
    found = [
        *_recorded(document, words),
        *_proposed(document, words),
        *_forthcoming(document, words),
        *_reported(document, words),
    ]
    found.sort(key=lambda d: (d.start, d.proof_start, d.end))
    return with_reused_numbers(found)


def _decision(document: Document, part: Part, start: int, end: int, **fields: object) -> Decision:
    """A decision of a part with the fields that every kind has."""
    number = part.item.decision_number if part.item else None
    base = Decision(
        document_id=document.id,
        item=part.item,
        meeting=part.meeting,
        outcome="reported",
        advisory=False,
        limb=None,
        text=document.text[start:end],
        start=start,
        end=end,
        proof=document.text[start:end],
        proof_start=start,
        proof_end=end,
        number=(normal_decision(number) or number) if number else None,
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def _proof(document: Document, start: int, end: int) -> dict[str, object]:
    return {"proof": document.text[start:end], "proof_start": start, "proof_end": end}


def _body(part: Part) -> str:
    meeting = part.meeting or (part.item.meeting if part.item else None)
    return meeting.body if meeting else ""


def _recorded(document: Document, words: str) -> Iterator[Decision]:
    for part in document.outline.parts:
        if part.kind != "minutes":
            continue
        for motion in find_motions(words, part.start, part.end):
            text = document.text[motion.start : motion.end]
            for clause in motion.results:
                yield _decision(
                    document,
                    part,
                    motion.start,
                    motion.end,
                    outcome=clause.outcome,
                    advisory=advises(_body(part), clause.outcome, text),
                    limb=clause.limb,
                    vote=motion.vote,
                    mover=motion.mover,
                    seconder=motion.seconder,
                    flags=motion.flags,
                    **_proof(document, clause.start, clause.end),
                )


def _proposed(document: Document, words: str) -> Iterator[Decision]:
    groups: dict[Item | None, list[Part]] = defaultdict(list)
    for part in document.outline.parts:
        if part.kind in {"report", "decision form", "appendix"}:
            groups[part.item].append(part)
    for parts in groups.values():
        for proposal in find_proposals(words, parts):
            yield _decision(
                document,
                parts[0],
                proposal.start,
                proposal.end,
                outcome=proposal.outcome,
                advisory=proposal.outcome == "proposed" and advises(_body(parts[0]), proposal.outcome, ""),
                flags=proposal.flags,
                also=proposal.also,
                **_proof(document, proposal.start, proposal.proof_end),
            )


def _forthcoming(document: Document, words: str) -> Iterator[Decision]:
    for part in document.outline.parts:
        if not announces(part):
            continue
        for entry in find_announced(document.text, words, part.start, part.end):
            meeting = Meeting(_body(part), entry.date)
            item = Item(meeting, None, None, entry.title, entry.number, status="no paper")
            yield _decision(
                document,
                part,
                entry.start,
                entry.end,
                outcome="forthcoming",
                item=item,
                meeting=meeting,
                number=entry.number,
            )


def _reported(document: Document, words: str) -> Iterator[Decision]:
    told: dict[str, Decision] = {}
    for part in document.outline.parts:
        if part.kind in {"minutes", "agenda"} or announces(part):
            continue
        for account in find_accounts(words, part.start, part.end):
            numbers = decision_numbers(words[account.start : account.end])
            decision = _decision(
                document, part, account.start, account.end, outcome="reported", number=numbers[0] if numbers else None
            )
            key = " ".join(decision.text.split()).casefold()
            before = told.get(key)
            told[key] = replace(before, also=(*before.also, (account.start, account.end))) if before else decision
    yield from told.values()
