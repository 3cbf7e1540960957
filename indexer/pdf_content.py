"""The content of a PDF page, told to pypdf in fewer operations.

pypdf takes content apart byte by byte, and spends most of its time on what has no say in the text: operators that draw, and the
strings of a line that are only kerned, each of which it measures and places by itself. Here content is taken apart an
operation at a time; what draws is left out, and strings that are less than a space apart are joined. Content that is not
written the way nearly all programs write it is left to pypdf as a whole.
"""

from __future__ import annotations

import re
from typing import Any

from pypdf.generic import ArrayObject, ContentStream, NameObject

Operation = tuple[Any, bytes]

_MOST_OPERATIONS = 1_000_000  # of a page of content, some 300 MB; pypdf gives up soon after
_HAIR = 20.0  # thousandths of the font's size, which no space is as narrow as

_END = r"(?![^\s()<>\[\]{}/%])"
_NUMBER = r"[-+]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)" + _END
_NAME = r"/[^\s()<>\[\]{}/%#\x7f-\xff]*+"
_IN_STRING = r"(?:[^()\\]++|\\(?:[nrtbf()\\]|[0-3][0-7]{2}|[0-7]{1,2}(?![0-7])))"
_STRING = rf"\((?:{_IN_STRING}|\({_IN_STRING}*+\))*+\)"
_HEX = r"<[0-9A-Fa-f \t\r\n]*+>"
_ARRAY = rf"\[(?:[ \t\r\n]++|{_STRING}|{_HEX}|{_NUMBER})*+\]"
_FLAT = rf"[^<>()]++|{_STRING}|{_HEX}"
_PROPERTIES = rf"<<(?:{_FLAT}|<<(?:{_FLAT})*+>>)*+>>"

_OPERATION = re.compile(
    rf"""[ \t\r\n]*+
    (?:(?P<numbers>(?:{_NUMBER}[ \t\r\n]++)*+)
        (?:(?:re|[mlcvyh]|[fFBbSsn]\*?|W\*?|rg|RG|[gGwJjMiKk]|T[rs]|(?:{_NAME}[ \t\r\n]++)?(?:scn?|SCN?)|EMC){_END}
        |(?P<plain>q|Q|cm|BT|ET|T[*cDdLmwz]){_END})
    |{_NAME}[ \t\r\n]*+(?:(?:{_PROPERTIES}|{_NAME})[ \t\r\n]*+(?:BDC|DP)|(?:BMC|MP|gs|cs|CS|sh|ri)){_END}
    |(?P<font>{_NAME})[ \t\r\n]++(?P<size>{_NUMBER})[ \t\r\n]++Tf{_END}
    |(?P<array>{_ARRAY})[ \t\r\n]*+(?:TJ|{_NUMBER}[ \t\r\n]++(?P<dash>d)){_END}
    |(?P<string>{_STRING}|{_HEX})[ \t\r\n]*+(?P<show>Tj|'){_END}
    |(?P<form>{_NAME})[ \t\r\n]++Do{_END}
    |%[^\r\n]*+
    |\Z
    |(?P<other>[\s\S]))""".encode(),
    re.VERBOSE,
)
_ELEMENT = re.compile(rf"({_STRING})|({_HEX})|({_NUMBER})".encode())

_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}
_OCTAL = {f"{code:0{width}o}".encode(): bytes([code]) for code in range(256) for width in (1, 2, 3)}
_ESCAPES = _NAMED | _OCTAL
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)


class TextContent(ContentStream):
    """The content of a page; its operations are those that place text, wherever they can be told apart."""

    @property  # type: ignore[misc]  # which pypdf can also set, but has no need to
    def operations(self) -> list[Operation]:
        """The operations that pypdf reads the text from."""
        told = text_operations(self.get_data())
        return super().operations if told is None else told


def text_operations(data: bytes) -> list[Operation] | None:
    """The operations of content that have a say in its text, with their operands; None where it is oddly written."""
    operations: list[Operation] = []
    for found in _OPERATION.finditer(data):
        kind = found.lastgroup
        if kind == "other" or len(operations) > _MOST_OPERATIONS:
            return None
        if kind in _TOLD:
            operations.append(_TOLD[kind](found))
    return operations


def _plain(found: re.Match[bytes]) -> Operation:
    return [float(number) for number in found["numbers"].split()], found["plain"]


def _font(found: re.Match[bytes]) -> Operation:
    return [NameObject(found["font"].decode()), float(found["size"])], b"Tf"


def _show(found: re.Match[bytes]) -> Operation:
    string = found["string"]
    return [_literal(string) if string[:1] == b"(" else _hexadecimal(string)], found["show"]


def _form(found: re.Match[bytes]) -> Operation:
    return [NameObject(found["form"].decode())], b"Do"


def _kerned(found: re.Match[bytes]) -> Operation:
    """The strings of an array and the moves between them: strings are joined as long as the moves add up to less than a space."""
    elements: list[bytes | float] = []
    moved = 0.0
    for literal, hexadecimal, number in _ELEMENT.findall(found["array"]):
        if number and moved + float(number) > -_HAIR:
            moved += float(number)
        elif number:
            elements += [moved, float(number)]
            moved = 0.0
        else:
            string = _literal(literal) if literal else _hexadecimal(hexadecimal)
            if elements and isinstance(elements[-1], bytes):
                elements[-1] += string
            else:
                elements.append(string)
    return [ArrayObject([*elements, moved])], b"TJ"


def _literal(string: bytes) -> bytes:
    """What stands between the parentheses."""
    inner = string[1:-1]
    return _ESCAPE.sub(lambda escape: _ESCAPES[escape[1]], inner) if b"\\" in inner else inner


def _hexadecimal(string: bytes) -> bytes:
    digits = string[1:-1].translate(None, b" \t\r\n")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


_TOLD = {"plain": _plain, "size": _font, "show": _show, "form": _form, "array": _kerned}
