"""Papers written for tests, and the decisions found in them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from indexer.decisions import find_decisions
from indexer.outline import outline
from indexer.records import Decision, Document, Item, Meeting, Outline, Part, PartKind, Reading, SourceFile

PACK = """ASHMERE COUNTY COUNCIL

{body}

MINUTES of a meeting of the {title} held at County Hall on Thursday, 6th March, 2025.

PRESENT: Mrs A Bell (Chairman), Mr B Cole and Ms C Dane

UNRESTRICTED ITEMS

40. Apologies and Substitutes
(Item 1)

Apologies were received from Mr E Fox.

{minutes}
"""


def reading(text: str) -> Reading:
    data = text.encode()
    return Reading(
        SourceFile(Path("paper.txt"), "paper.txt", hashlib.sha256(data).hexdigest(), len(data), "text"), text
    )


def document(text: str) -> Document:
    read = reading(text)
    return Document(read, outline(read), ())


def minutes(text: str, title: str = "County Council") -> tuple[Decision, ...]:
    return find_decisions(document(PACK.format(body=title.upper(), title=title, minutes=text)))


def minute(text: str, body: str = "County Council") -> tuple[Decision, ...]:
    """The decisions of one minute of a body, its part given."""
    read = reading(text)
    meeting = Meeting(body, None)
    item = Item(meeting, "7", "41", "Library Opening Hours", "25/00012")
    part = Part("minutes", meeting, item, item.title, 0, len(text))
    return find_decisions(Document(read, Outline("minutes", "Minutes", meeting, (), (part,)), ()))


def report(
    text: str, *, kind: PartKind = "report", body: str = "Adult Services Cabinet Committee"
) -> tuple[Decision, ...]:
    read = reading(text)
    meeting = Meeting(body, None)
    item = Item(meeting, "7", None, "Library Opening Hours", "25/00012")
    part = Part(kind, meeting, item, "", 0, len(text))
    return find_decisions(Document(read, Outline("report", "Report", meeting, (), (part,)), ()))


def outcomes(found: tuple[Decision, ...]) -> list[tuple[str | None, str]]:
    return [(d.limb, d.outcome) for d in found]
