"""Passages: an item's words cut at headings, paragraphs, table rows and sentences, each with the pages it stands on."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from indexer.blocks import Block, read_blocks
from indexer.dates import in_words
from indexer.lines import plain
from indexer.records import Decision, Document, Outcome, Page, PageSpan, Part, Passage, Stamp
from indexer.sentences import split_sentences

LEAST_WORDS = 60
AIM_WORDS = 140
MOST_WORDS = 200
_TABLE_WORDS = 130
_HEADER_WORDS = 50


@dataclass(frozen=True, slots=True)
class _Draft:
    """Blocks that make one passage, the headings above them and the paragraph that opens it."""

    pieces: tuple[tuple[int, int], ...]
    words: int
    headings: tuple[str, ...]
    paragraph: str | None


def cut(document: Document, stamps: Sequence[Stamp] = (), decisions: Sequence[Decision] = ()) -> tuple[Passage, ...]:
    """Cut a document into passages, within its parts and never across them.

    A passage has 60 to 200 words where its part is long enough; a short minute stands whole; a table's rows are kept with
    the table's first row as their header. Every character of a part but white space and stamps lies in some passage. The
    outcome of a passage is that of the decision whose proof stands in it.
    """
    passages = []
    for part in document.outline.parts:
        blocks = read_blocks(document.text, part.start, part.end, part.kind, stamps)
        for draft in _drafts(document.text, blocks):
            passages.append(_passage(document, part, draft, decisions))
    return tuple(passages)


def _drafts(text: str, blocks: Sequence[Block]) -> list[_Draft]:
    """Group blocks: break at headings and numbered paragraphs once there are enough words, and before there are too many."""
    drafts: list[_Draft] = []
    headings: list[tuple[int, str]] = []
    current: list[Block] = []
    opened_with: tuple[str, ...] = ()

    def close() -> None:
        nonlocal current
        if current:
            drafts.append(_drafted(current, opened_with))
        current = []

    at = 0
    while at < len(blocks):
        block = blocks[at]
        words = sum(each.words for each in current)
        if block.kind == "heading":
            if words >= LEAST_WORDS:
                close()
            headings = [*[h for h in headings if h[0] < block.level], (block.level, plain(block.text))]
        elif block.kind == "row":
            rows = _table(blocks, at)
            if current and words + sum(r.words for r in rows) > MOST_WORDS and words >= LEAST_WORDS:
                close()
            opened_with = opened_with if current else tuple(h for _, h in headings)
            drafts += _table_drafts(text, current, rows, opened_with)
            current = []
            at += len(rows)
            continue
        elif (
            words >= LEAST_WORDS and (block.number or words + block.words > AIM_WORDS)
        ) or words + block.words > MOST_WORDS:
            close()
        if not current:
            opened_with = tuple(h for _, h in headings)
        if block.words > MOST_WORDS:
            drafts += _long(text, current, block, opened_with)
            current = []
        else:
            current.append(block)
        at += 1
    close()
    return _without_crumbs(drafts)


def _drafted(blocks: Sequence[Block], headings: tuple[str, ...]) -> _Draft:
    pieces = tuple(piece for block in blocks for piece in block.pieces)
    return _Draft(pieces, sum(block.words for block in blocks), headings, _paragraph(blocks))


def _paragraph(blocks: Sequence[Block]) -> str | None:
    """The paragraph number that opens a passage: "1.3", or "2(a)" where a lettered limb follows its number."""
    numbers = [block.number for block in blocks if block.number and block.kind == "text"]
    return numbers[0].strip("()") if numbers else None


def _table(blocks: Sequence[Block], at: int) -> list[Block]:
    rows = []
    while at < len(blocks) and blocks[at].kind == "row":
        rows.append(blocks[at])
        at += 1
    return rows


def _table_drafts(
    text: str, caption: Sequence[Block], rows: Sequence[Block], headings: tuple[str, ...]
) -> list[_Draft]:
    """A table in stretches of rows, each opened by the table's first row; the words just before it go with the first."""
    header = rows[0] if rows[0].words <= _HEADER_WORDS and len(rows) > 1 else None
    drafts = []
    current = list(caption)
    for row in rows:
        words = sum(each.words for each in current)
        if (
            current
            and words + row.words > max(_TABLE_WORDS, sum(c.words for c in caption) + LEAST_WORDS)
            and words > _HEADER_WORDS
        ):
            drafts.append(_drafted(current, headings))
            current = [header] if header and header is not row else []
        current.append(row)
    if current and current != [header]:
        drafts.append(_drafted(current, headings))
    return drafts


def _long(text: str, before: Sequence[Block], block: Block, headings: tuple[str, ...]) -> list[_Draft]:
    """A block too long for one passage, cut at the ends of sentences; short blocks before it go with its first piece."""
    drafts = []
    pieces = [piece for each in before for piece in each.pieces]
    words = sum(each.words for each in before)
    number = block.number.strip("()") if block.number else _paragraph(before)
    for piece in block.pieces:
        for start, end in _sentences(text, *piece):
            count = len(text[start:end].split())
            if words >= LEAST_WORDS and words + count > AIM_WORDS:
                drafts.append(_Draft(tuple(pieces), words, headings, number))
                pieces, words = [], 0
            pieces.append((start, end))
            words += count
    if pieces:
        drafts.append(_Draft(tuple(pieces), words, headings, number))
    return drafts


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences between two offsets; what stands between two (a bullet, a tag) goes with the second.

    One that has too many words for a passage, as a list without stops has, is cut at its lines.
    """
    ends = [start + sentence_end for _, sentence_end in split_sentences(text[start:end])]
    edges = _with_lines(text, [start, *ends[:-1], end])
    found = []
    for begin, close in pairwise(edges):
        words = text[begin:close]
        lead = len(words) - len(words.lstrip())
        if words.strip():
            found.append((begin + lead, begin + len(words.rstrip())))
    return found


def _with_lines(text: str, edges: Sequence[int]) -> list[int]:
    finer = list(edges[:1])
    for begin, close in pairwise(edges):
        if len(text[begin:close].split()) > MOST_WORDS:
            finer += [begin + at for at, character in enumerate(text[begin:close]) if character == "\n" and at]
        finer.append(close)
    return finer


def _without_crumbs(drafts: Sequence[_Draft]) -> list[_Draft]:
    """The drafts, one too short for a passage joined to the one before it where both fit in one."""
    kept: list[_Draft] = []
    for draft in drafts:
        before = kept[-1] if kept else None
        if before and min(draft.words, before.words) < LEAST_WORDS and draft.words + before.words <= MOST_WORDS:
            kept[-1] = replace(
                before,
                pieces=before.pieces + tuple(p for p in draft.pieces if p not in before.pieces),
                words=before.words + draft.words,
                headings=before.headings or draft.headings,
                paragraph=before.paragraph or draft.paragraph,
            )
        else:
            kept.append(draft)
    return kept


def _passage(document: Document, part: Part, draft: _Draft, decisions: Sequence[Decision]) -> Passage:
    pieces = adjoined(document.text, draft.pieces)
    spans = tuple(span for piece in pieces for span in spans_of(document.pages, piece))
    text = "\n".join(document.text[start:end] for start, end in pieces)
    digest = hashlib.sha256(f"{document.id}\0{spans}\0{text}".encode())
    return Passage(
        id=digest.hexdigest()[:16],
        document_id=document.id,
        meeting=part.meeting,
        item=part.item,
        part=part.kind,
        variety=part.variety,
        heading_path=draft.headings,
        paragraph=draft.paragraph,
        text=text,
        spans=spans,
        context=context_of(document, part, draft.headings),
        outcome=_outcome(pieces, document, decisions),
    )


def adjoined(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces, those joined into one between which nothing but white space stands."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and joined[-1][1] <= start and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def spans_of(pages: Sequence[Page], piece: tuple[int, int]) -> list[PageSpan]:
    """The stretches of pages that lie between two offsets of the text, in page order, none empty."""
    start, end = piece
    spans = []
    for page in islice(pages, bisect_right(pages, start, key=lambda page: page.start) - 1, None):
        if page.start >= end:
            break
        spans.append(PageSpan(page.number, max(start, page.start) - page.start, min(end, page.end) - page.start))
    return [span for span in spans if span.end > span.start]


def context_of(document: Document, part: Part, headings: Sequence[str]) -> str:
    """What is indexed before a passage's words: body, date, item and headings, in the papers' own terms."""
    meeting = part.meeting or document.outline.meeting
    lines = []
    if meeting and meeting.body:
        lines.append(f"{meeting.body}, {in_words(meeting.date)}" if meeting.date else meeting.body)
    else:
        lines.append(document.outline.title)
    if part.item:
        number = f" ({part.item.decision_number})" if part.item.decision_number else ""
        lines.append(f"{part.item.title}{number}")
    kind = part.variety or part.kind
    lines.append(f"Minute {part.item.minute}" if part.item and part.item.minute else kind.capitalize())
    above = [h for h in headings if not part.item or h.lower() != part.item.title.lower()]
    if part.kind in {"appendix", "plan"} and part.title and part.title not in above and part.title != lines[0]:
        above.insert(0, part.title)
    if above:
        lines.append(" > ".join(above[-3:]))
    return ". ".join(lines)


def _outcome(pieces: Sequence[tuple[int, int]], document: Document, decisions: Sequence[Decision]) -> Outcome | None:
    for decision in decisions:
        if any(start <= decision.proof_start < end for start, end in pieces):
            return decision.outcome
    return None
