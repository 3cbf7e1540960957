"""The addresses of the site's pages, made in one place so that pages, citations and feeds agree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

Value = str | int | tuple[str, ...]
"""What a parameter of an address is."""


def body_slug(body: str) -> str:
    """A body's name as it stands in an address: "Adult Social Care Cabinet Committee" → "adult-social-care-cabinet-committee"."""
    return re.sub(r"[\W_]+", "-", body.casefold()).strip("-") or "meeting"


def page_href(document_id: str, number: int, passage: str | None = None) -> str:
    """The page that shows page `number` of a document, with one passage of it marked and scrolled to where named."""
    path = f"/documents/{quote(document_id, safe='')}/pages/{number}"
    return f"{path}?{urlencode({'passage': passage})}#passage" if passage else path


def picture_href(document_id: str, number: int, passage: str | None = None) -> str:
    """The picture of a page, with one passage of it marked where named."""
    path = f"/documents/{quote(document_id, safe='')}/pages/{number}/picture.png"
    return f"{path}?{urlencode({'passage': passage})}" if passage else path


def file_href(document_id: str) -> str:
    """The document's original file."""
    return f"/documents/{quote(document_id, safe='')}/file"


def meeting_href(body: str, date: dt.date) -> str:
    """The page of one meeting of one body."""
    return f"/meetings/{date.isoformat()}/{quote(body_slug(body), safe='')}"


def item_href(item_id: str) -> str:
    """The page of one matter."""
    return f"/items/{quote(item_id, safe='')}"


def passage_href(passage_id: str, file: str = "") -> str:
    """The page of one passage, or a citation of it as a file: "bib", "ris"."""
    path = f"/passages/{quote(passage_id, safe='')}"
    return f"{path}/citation.{file}" if file else path


def with_query(path: str, parameters: Mapping[str, Value | None]) -> str:
    """`path` with those parameters that have a value; one of several values is repeated."""
    kept = {name: value for name, value in parameters.items() if value not in (None, "", ())}
    return f"{path}?{urlencode(kept, doseq=True, errors='replace')}" if kept else path
