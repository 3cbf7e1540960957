"""A citation in the forms that people paste elsewhere: in words, Harvard, BibTeX and RIS."""

from __future__ import annotations

import datetime as dt
import re

from indexer.dates import MONTHS, in_words
from server.citations import pages_in_words
from server.results import Citation

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip


def plain(citation: Citation, address: str) -> str:
    """The place in words, and the address."""
    return f"{citation.reference}. {address}"


def harvard(citation: Citation, address: str, accessed: dt.date) -> str:
    """The Harvard form: whose paper, year, title, meeting, place, address and the day it was looked up."""
    year = citation.date.year if citation.date else "no date"
    where = ", ".join(part for part in (*_meeting(citation), *_numbers(citation)) if part)
    found = f"Available at: {address} (Accessed: {in_words(accessed)})."
    return f"{author(citation)} ({year}) ‘{title(citation)}’, {where}. {found}"


def bibtex(citation: Citation, address: str) -> str:
    """An entry of BibTeX: a report by the council, its place in the note."""
    fields = {
        "author": f"{{{_tex(author(citation))}}}",
        "title": f"{{{_tex(title(citation))}}}",
        "institution": _tex(citation.body or author(citation)),
        "year": str(citation.date.year) if citation.date else "",
        "type": "Committee paper",
        "number": _tex(citation.item.decision_number or "") if citation.item else "",
        "note": _tex(", ".join(part for part in (*_meeting(citation), *_numbers(citation)) if part)),
        "url": address,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if citation.date:
        lines.append(f"  month = {MONTHS[citation.date.month - 1][:3]}")
    return f"@techreport{{{key(citation)},\n" + ",\n".join(lines) + "\n}\n"


def ris(citation: Citation, address: str) -> str:
    """An entry of RIS, the form that reference managers import; the words cited are its abstract."""
    first, last = citation.first_page, citation.last_page
    fields = (
        ("TY", "RPRT"),
        ("AU", author(citation)),
        ("TI", title(citation)),
        ("T2", ", ".join(_meeting(citation))),
        ("PY", str(citation.date.year) if citation.date else ""),
        ("DA", f"{citation.date:%Y/%m/%d}" if citation.date else ""),
        ("PB", author(citation)),
        ("SP", first.label or ""),
        ("EP", last.label or ""),
        ("M1", citation.item.decision_number or "" if citation.item else ""),
        ("N1", citation.place),
        ("AB", " ".join(citation.text.split())),
        ("UR", address),
        ("ID", key(citation)),
    )
    return "".join(f"{name}  - {value}\r\n" for name, value in fields if value) + "ER  - \r\n"


def author(citation: Citation) -> str:
    """Whose paper it is: the council where the paper names it, else the body that met, else the file."""
    return citation.council or citation.body or citation.document.title


def title(citation: Citation) -> str:
    """The title of the item, or of the paper where the passage stands in no item."""
    return citation.item.title if citation.item else citation.document.title


def key(citation: Citation) -> str:
    """A short name for the entry, the same each time: "kent2018interim-1f3a5c"."""
    first = next(iter(re.findall(r"[a-z]+", author(citation).lower())), "paper")
    word = next(iter(re.findall(r"[a-z]{4,}", title(citation).lower())), "paper")
    return f"{first}{citation.date.year if citation.date else ''}{word}-{citation.id[:6]}"


def _meeting(citation: Citation) -> tuple[str, ...]:
    return tuple(part for part in (citation.body, in_words(citation.date) if citation.date else None) if part)


def _numbers(citation: Citation) -> tuple[str, ...]:
    item = citation.item
    named = (("minute", item.minute), ("item", item.number), ("decision", item.decision_number)) if item else ()
    numbers = tuple(f"{name} {number}" for name, number in named if number)
    paragraph = (f"para {citation.paragraph}",) if citation.paragraph else ()
    return (*numbers, *paragraph, pages_in_words(citation.first_page, citation.last_page))


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_TEX)
