"""The text of one PDF page, with its characters put right."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import pypdf
from pypdf.generic import NameObject

from indexer.pdf_content import TextContent

_CONTENTS = "/Contents"
_INLINE_IMAGE = re.compile(rb"(?<!\S)BI\s")
_CURVE = re.compile(rb"(?<=[\s\d])[cvy](?=\s)")
_FEWEST_CURVES = 200  # of some twenty letters drawn as outlines
_PAINTED = re.compile(rb"/(\S+)\s+Do(?!\S)")

_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LOST_HYPHEN = re.compile("(?<=\\w)[\x02\ufffe](?=[\\w\\s])|\xad(?=[ \t]*\n)")
_LOST_BULLET = re.compile("^([ \t]*)[\uf000-\uf0ff](?=\\s)", re.MULTILINE)
_TRAILING = re.compile("[ \t]+$", re.MULTILINE)
_CHARACTERS: dict[int, str] = {
    **{code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"},
    **{code: "\ufffd" for code in range(0xD800, 0xE000)},
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
    0xAD: "",
}


def extract(page: pypdf.PageObject) -> tuple[str, bool]:
    """The page's text as pypdf reads it, top to bottom with table rows on one line, and whether the page holds a picture.

    Raises:
        Exception: whatever pypdf raises on a damaged page.
    """
    if _CONTENTS not in page:
        return "", False
    original = page.raw_get(_CONTENTS)
    content = page.get_contents()
    if content is None:
        return "", False
    data = content.get_data()
    try:
        page[NameObject(_CONTENTS)] = TextContent(content, None, "bytes")
        return page.extract_text(), _has_picture(page, data)
    finally:
        page[NameObject(_CONTENTS)] = original


def _has_picture(page: pypdf.PageObject, data: bytes) -> bool:
    """Does the page paint an image, itself or by a form that it paints, or draw as many curves as letters would take?"""
    if _INLINE_IMAGE.search(data) or len(_CURVE.findall(data)) >= _FEWEST_CURVES:
        return True
    with suppress(Exception):
        painted = {"/" + name.decode("latin-1") for name in _PAINTED.findall(data)}
        return _paints_image(page.get("/Resources"), painted, depth=0)
    return False


def _paints_image(resources: Any, names: set[str] | None, *, depth: int) -> bool:
    """Is one of the named objects (any, with None) of these resources an image, or a form whose own resources hold one?"""
    objects = resources.get_object().get("/XObject", {}).get_object() if resources is not None and depth < 4 else {}
    for name in objects if names is None else names & objects.keys():
        painted = objects[name]
        if painted["/Subtype"] == "/Image" or _paints_image(painted.get("/Resources"), None, depth=depth + 1):
            return True
    return False


def clean(text: str) -> str:
    """The page's text as it is kept: line feeds alone, no blanks at line ends, one line feed at the end of the page.

    Control characters become blanks, ligatures letters, lone surrogates U+FFFD; hyphens and bullets that the font lost
    are put back.
    """
    text = _LOST_HYPHEN.sub("-", _NEWLINE.sub("\n", text))
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").translate(_CHARACTERS)
    text = _TRAILING.sub("", _LOST_BULLET.sub("\\1•", text))
    return text.rstrip("\n") + "\n"
