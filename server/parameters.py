"""The parameters of the API's questions and of the pages that show the same."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from indexer.records import DocumentKind, Outcome, PartKind
from server.concordance import ConcordanceSort
from server.errors import BadParameters
from server.readings import KINDS
from server.results import Filters, SearchRequest, Sort
from server.when import Period, find_periods

MAX_LIMIT = 100
MAX_OFFSET = 10_000
MOST_IGNORED = 30
_READING = re.compile(rf"(?:{'|'.join(KINDS)}):.{{1,300}}")


def _whole(value: Any) -> Any:
    """A text without halves of characters, which neither JSON nor HTML can carry."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _blank_to_none(value: Any) -> Any:
    """An empty form field is no value."""
    return (_whole(value.strip()) or None) if isinstance(value, str) else value


def _first_day(value: Any) -> Any:
    """The day that a period begins, as people type it ("9 March 2018", "9/3/2018", "july 2023", "2018/19"); empty is none."""
    period = _period(value)
    return period.first if isinstance(period, Period) else period


def _last_day(value: Any) -> Any:
    """The day that a period ends."""
    period = _period(value)
    return period.last if isinstance(period, Period) else period


def _period(value: Any) -> Any:
    words = _blank_to_none(value)
    if not isinstance(words, str):
        return words
    found = find_periods(words)
    if len(found) != 1 or found[0].words != words:
        raise PydanticCustomError(
            "date", "“{value}” is not a date; write 9 March 2018, July 2023 or 2018/19", {"value": words[:40]}
        )
    return found[0]


def _readings(value: Any) -> Any:
    """The names of readings, each once and in order, however they were given."""
    names = sorted({name for each in value if (name := " ".join(_whole(each).split()))})
    if len(names) > MOST_IGNORED:
        raise PydanticCustomError("readings", "no more than {most} readings can be ignored", {"most": MOST_IGNORED})
    for name in names:
        if not _READING.fullmatch(name):
            raise PydanticCustomError("reading", "“{name}” is nothing that is read in a question", {"name": name[:40]})
    return tuple(names)


Ignored = Annotated[tuple[str, ...], BeforeValidator(_readings)]
FirstDay = Annotated[dt.date | None, BeforeValidator(_first_day)]
LastDay = Annotated[dt.date | None, BeforeValidator(_last_day)]
Words = Annotated[str | None, Field(max_length=300), BeforeValidator(_blank_to_none)]
Question = Annotated[str, BeforeValidator(_whole)]


class _Parameters(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True, frozen=True)


class _Period(_Parameters):
    body: Words = Field(None, description="Name of the body, as the facet `body` gives it")
    date_from: FirstDay = Field(
        None, alias="from", description="First day of the meetings searched; of a month or year, its first day"
    )
    date_to: LastDay = Field(
        None, alias="to", description="Last day of the meetings searched; of a month or year, its last day"
    )
    outcome: Annotated[Outcome | None, BeforeValidator(_blank_to_none)] = Field(
        None, description="What came of the matter"
    )
    decision: Words = Field(None, description="Decision number, such as 17/00131")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise PydanticCustomError("order", "from: the first day must not be later than the last")
        return self


class SearchParameters(_Period):
    """The parameters of /api/search, and of the page that shows the same."""

    q: Question = Field("", description="The question, in words")
    limit: int = Field(10, ge=1, le=MAX_LIMIT, description="How many results")
    offset: int = Field(0, ge=0, le=MAX_OFFSET, description="How many results to leave out before them")
    year: Annotated[int | None, Field(ge=1, le=9999), BeforeValidator(_blank_to_none)] = Field(
        None, description="Year of the meeting"
    )
    kind: Annotated[DocumentKind | None, BeforeValidator(_blank_to_none)] = Field(None, description="Kind of document")
    part: Annotated[PartKind | None, BeforeValidator(_blank_to_none)] = Field(None, description="Part of the pack")
    item: Words = Field(None, description="Item number, or the id of an item")
    document: Words = Field(None, description="Id of a document")
    as_of: LastDay = Field(None, description="Search only papers dated up to this day")
    sort: Sort = Field("relevance", description="Order of the results")

    def request(self) -> SearchRequest:
        """The same as the service takes it."""
        filters = Filters(
            body=self.body, date_from=self.date_from, date_to=self.date_to, year=self.year, kind=self.kind, part=self.part,
            outcome=self.outcome, item=self.item, decision=self.decision, document=self.document, as_of=self.as_of,
        )  # fmt: skip
        return SearchRequest(self.q, filters, self.limit, self.offset, self.sort)


class PageParameters(SearchParameters):
    """The parameters of the search page, its feed and its files: those of the search, and what of the question to ignore."""

    ignore: Ignored = ()

    def request(self) -> SearchRequest:
        """The same as the service takes it."""
        return replace(super().request(), ignored=self.ignore)


class DecisionParameters(_Period):
    """The parameters of /api/decisions, and of the page that shows the same."""

    q: Question = Field("", description="Words that stand in the decision")
    limit: int = Field(50, ge=1, le=MAX_LIMIT, description="How many decisions")
    offset: int = Field(0, ge=0, le=MAX_OFFSET, description="How many decisions to leave out before them")

    def wanted(self) -> dict[str, Any]:
        """The same as keyword arguments of the service's `decisions`."""
        return {
            "text": self.q.strip() or None,
            "body": self.body,
            "date_from": self.date_from,
            "date_to": self.date_to,
            "outcome": self.outcome,
            "number": self.decision,
        }


class ConcordanceParameters(_Period):
    """The parameters of the keyword in context."""

    q: Annotated[str, Field(max_length=200), BeforeValidator(_whole)] = Field("", description="A word or a phrase")
    limit: int = Field(50, ge=1, le=MAX_LIMIT, description="How many places")
    offset: int = Field(0, ge=0, le=MAX_OFFSET, description="How many places to leave out before them")
    part: Annotated[PartKind | None, BeforeValidator(_blank_to_none)] = Field(None, description="Part of the pack")
    document: Words = Field(None, description="Id of a document")
    sort: ConcordanceSort = Field("newest", description="Order of the places")

    def filters(self) -> Filters:
        """What the places are narrowed to."""
        return Filters(
            body=self.body, date_from=self.date_from, date_to=self.date_to, part=self.part, outcome=self.outcome,
            decision=self.decision, document=self.document,
        )  # fmt: skip

    def held(self) -> dict[str, str | int]:
        """The parameters that differ from the default, as an address holds them; not the page."""
        return {
            name: value
            for name, value in self.model_dump(
                mode="json", by_alias=True, exclude_defaults=True, exclude={"offset"}
            ).items()
            if value is not None
        }


P = TypeVar("P", bound=_Parameters)


def bad_parameters(errors: Sequence[Any]) -> BadParameters:
    """Pydantic's findings as the error that names each parameter."""
    return BadParameters(tuple((".".join(str(p) for p in e["loc"] if p != "query"), str(e["msg"])) for e in errors))


def parse(model: type[P], query: Mapping[str, Any]) -> P:
    """The parameters of a query string.

    Raises:
        BadParameters: One of them is malformed.
    """
    try:
        return model.model_validate(dict(query))
    except ValidationError as error:
        raise bad_parameters(error.errors(include_url=False, include_input=False)) from None
