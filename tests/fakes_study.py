"""What the fake service answers where a page asks for what only a real index holds: nothing."""

from __future__ import annotations

from typing import Any


class NothingToStudy:
    """No passage is like another, nobody is named, nothing is planned."""

    def like(self, passage_id: str, limit: int = 10) -> tuple[()]:
        return ()

    def timeline(self, **matter: Any) -> tuple[()]:
        return ()

    def people(self) -> tuple[()]:
        return ()

    def programme(self) -> tuple[()]:
        return ()

    def attendance(self, body: str, date: Any) -> tuple[()]:
        return ()

    def concordance(self, text: str, filters: Any) -> tuple[tuple[()], bool]:
        return (), True
