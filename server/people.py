"""The people whom the papers name, and as what: who wrote a report, who was present, who introduced an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.records import Passage

VARIETIES = ("contact", "attendance", "apologies", "declaration", "membership", "speaker")

_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Sir|Dame|Lord|Lady|Prof|Professor|Rev)\b\.?"
    r"(?:[ \t]+[A-Z]\b\.?){0,4}(?:[ \t]+(?:[A-Z][a-z]|O['’]|Mc|Mac)[\w'’-]*){1,3}"
)
_NAME = re.compile(r"[A-Z][\w'’-]+(?:[ \t]+(?:[A-Z]\.?|de|van|von|la))*(?:[ \t]+[A-Z][\w'’-]+){1,2}")
_MAIL = re.compile(r"([\w.'’+-]+)@")
_BRACKETS = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r",|;|\band\b|\n")
_PRESENT = re.compile(r"\W*(?:members )?present\b", re.IGNORECASE)
_HEAD = re.compile(r"^[^:]{0,60}:")
_OPENING = re.compile(r"^\W*(?:\d{1,3}[.)]?\s+)?\W*")
_SPOKE = re.compile(r"\s*(?:\(|,|introduced|presented|gave)")
_FORM = re.compile(r"^(?:Councillor|Professor)\b")
_SHORT = {"Councillor": "Cllr", "Professor": "Prof"}
_ROLES = {
    "contact": "report author or contact",
    "apologies": "apologies or substitution",
    "declaration": "declaration of interest",
    "membership": "membership",
    "speaker": "introduced or presented",
}


@dataclass(frozen=True, slots=True)
class Named:
    """One place where the papers name somebody: the name as it is written there, as what, and the passage."""

    name: str
    role: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Person:
    """A name, and every place that has it; whether two names are one person is for the reader to say."""

    name: str
    places: tuple[Named, ...]

    @property
    def surname(self) -> str:
        """What the name is listed under."""
        return self.name.split()[-1]


def find_people(facts: Iterable[Passage]) -> tuple[Person, ...]:
    """The people whom typed facts name, by surname."""
    found: dict[str, dict[tuple[str, str], Named]] = {}
    for passage in facts:
        role = _role(passage)
        for name in dict.fromkeys(_names(passage)):
            found.setdefault(name, {}).setdefault((role, passage.id), Named(name, role, passage))
    people = (Person(name, tuple(places.values())) for name, places in found.items())
    return tuple(sorted(people, key=lambda person: (person.surname.casefold(), person.name)))


def _role(passage: Passage) -> str:
    if passage.variety == "attendance":
        return "present" if _PRESENT.match(passage.text) else "in attendance"
    return _ROLES.get(passage.variety or "", "named")


def _names(passage: Passage) -> Iterator[str]:
    """The names in a fact: with a title before them anywhere; without one only where the form of the fact shows a name."""
    text = passage.text.replace("*", "")
    for match in _TITLED.finditer(_unwrapped(text)):
        yield _FORM.sub(lambda form: _SHORT[form[0]], " ".join(match[0].replace(".", "").split()))
    if passage.variety == "attendance":
        yield from _listed(text)
    elif passage.variety == "contact":
        yield from _reached(text)
    elif passage.variety == "speaker":
        opening = _OPENING.match(text)
        name = _NAME.match(text, opening.end() if opening else 0)
        if name and _SPOKE.match(text, name.end()) and not _TITLED.match(name[0]):
            yield " ".join(name[0].split())


def _unwrapped(text: str) -> str:
    """A text with its lines joined where no blank line parts them."""
    return re.sub(r"[ \t]*\n[ \t]*", " ", re.sub(r"\n[ \t]*\n\s*", " ; ", text))


def _listed(text: str) -> Iterator[str]:
    """The untitled names of a list ("OFFICERS: Anu Singh (Corporate Director), Emma Hanson …")."""
    plain = re.sub(r"\s+", " ", _BRACKETS.sub("", _HEAD.sub("", re.sub(r"\s*\n\s*", " ", text))))
    for piece in _BETWEEN.split(plain):
        name = piece.strip(" .")
        if _NAME.fullmatch(name) and not _TITLED.match(name):
            yield name


def _reached(text: str) -> Iterator[str]:
    """The names in a contact block that an e-mail address of it bears out."""
    mails = [re.sub(r"[^a-z]", "", mail.casefold()) for mail in _MAIL.findall(text)]
    for line in text.splitlines():
        for match in re.finditer(r"(?=\b([A-Z][\w'’-]+[ \t]+[A-Z][\w'’-]+)\b)", line):
            first, last = (re.sub(r"[^a-z]", "", word.casefold()) for word in match[1].split())
            if any(last in mail and mail[:1] in {first[:1], last[:1]} and len(last) > 1 for mail in mails):
                yield " ".join(match[1].split())
