"""Plain-text papers: bytes to a `Reading`, in whatever encoding they came.

The text is kept as it is, character for character: its leading blanks are traces of page breaks. Only what is no text is
changed: line ends become line feeds, and control characters become blanks, one for one.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from indexer.errors import EmptyPaper, UnreadablePaper
from indexer.quality import health
from indexer.records import Reading, SourceFile

MAX_BYTES = 64 * 1024 * 1024

_AS_TEXT = "Save it again as plain text (UTF-8) or as PDF."
_FOREIGN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")
_NEWLINE = re.compile("\r\n?")
_OTHER_BREAKS = dict.fromkeys(map(ord, "\u2028\u2029"), "\n")
_CONTROLS = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\f"}
_UNICODE_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(file: SourceFile) -> Reading:
    """Read a plain-text paper.

    A form feed ends a page, as in the output of pdftotext: where there are any, `page_starts` are exact; where there are none
    it is empty, and the pages are inferred later.

    Raises:
        UnreadablePaper: it cannot be opened, is longer than `MAX_BYTES`, or is no text in any encoding tried.
        EmptyPaper: it holds nothing but blanks.
    """
    if file.size > MAX_BYTES:
        raise UnreadablePaper(
            f"{file.name}: a text of {file.size // 2**20} MB is more than the {MAX_BYTES // 2**20} MB that are read",
            hint="Split it into one file a paper.",
        )
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise UnreadablePaper(
            f"{file.name}: cannot be opened ({error.strerror})", hint="Check its permissions."
        ) from error
    text = _NEWLINE.sub("\n", _decode(file.name, data)).translate(_CONTROLS).translate(_OTHER_BREAKS)
    if not text.strip():
        raise EmptyPaper(f"{file.name}: holds no text", hint="Remove it, or replace it by the paper itself.")
    return Reading(file=file, text=text.replace("\f", "\n"), page_starts=_page_starts(text))


def _page_starts(text: str) -> tuple[int, ...]:
    """Offsets of the pages that form feeds part; empty without form feeds. One at the very end begins no page."""
    breaks = [match.end() for match in re.finditer("\f", text)]
    return (0, *(start for start in breaks if start < len(text))) if breaks else ()


def _decode(name: str, data: bytes) -> str:
    """Decode as what the byte order mark says, else as UTF-8, else as Windows-1252 where that makes readable text."""
    for mark, encoding in _UNICODE_MARKS:
        if data.startswith(mark):
            return _checked(name, data.decode(encoding, "replace"))
    try:
        return _checked(name, data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(name, _mended_utf8(data) or _windows(name, data))


def _mended_utf8(data: bytes) -> str | None:
    """UTF-8 with a few bytes broken (cut off, or pasted together): each becomes U+FFFD. None where most are broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - broken
    return text if sound > broken else None


def _windows(name: str, data: bytes) -> str:
    with suppress(UnicodeDecodeError):
        text = data.decode("cp1252")
        if health(text) != "soup":
            return text
    raise UnreadablePaper(
        f"{name}: is not text, or in an encoding that is neither UTF-8 nor Windows-1252", hint=_AS_TEXT
    )


def _checked(name: str, text: str) -> str:
    """The text, unless control characters and broken bytes are more than one in fifty."""
    if len(_FOREIGN.findall(text)) > 1 + len(text) // 50:
        raise UnreadablePaper(f"{name}: is not text, though it is named as one", hint=_AS_TEXT)
    return text
