"""Where the steps of a matter stand in a picture: lanes by stage, dots by date, all in units of the picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 720
LANE = 44
LEFT = 170
RIGHT = 40
TOP = 16
_DOT = 26
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """A step: its number in the table, its tone, and its centre."""

    number: int
    tone: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage: its name and the height of its line."""

    name: str
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A day named under the picture."""

    text: str
    x: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole: size, lanes from top to bottom, dots and ticks."""

    width: int
    height: int
    left: int
    lanes: tuple[Lane, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]


def draw(steps: Sequence[tuple[int, dt.date, str, str]]) -> Picture | None:
    """The picture of numbered steps (number, date, stage, tone), None where there are none; dots of one lane never overlap."""
    if not steps:
        return None
    stages = list(dict.fromkeys(stage for _, _, stage, _ in steps))
    heights = {stage: TOP + LANE // 2 + LANE * at for at, stage in enumerate(stages)}
    days = sorted({date for _, date, _, _ in steps})
    dots: list[Dot] = []
    for number, date, stage, tone in sorted(steps, key=lambda step: (step[1], step[0])):
        same = [dot.x for dot in dots if dot.y == heights[stage]]
        dots.append(Dot(number, tone, max([_place(date, days), *(x + _DOT for x in same)]), heights[stage]))
    width = max(WIDTH, max(dot.x for dot in dots) + RIGHT)
    every = max(1, -(-len(days) // _MOST_TICKS))
    ticks = tuple(Tick(f"{day:%b %Y}", _place(day, days)) for day in days[::every])
    return Picture(
        width,
        TOP + LANE * len(stages) + 34,
        LEFT,
        tuple(Lane(s, heights[s]) for s in stages),
        tuple(dots),
        _apart(ticks),
    )


def _place(date: dt.date, days: Sequence[dt.date]) -> int:
    """How far to the right a day stands; a single day in the middle."""
    first, last = LEFT + _DOT, WIDTH - RIGHT - _DOT
    length = (days[-1] - days[0]).days
    return (first + last) // 2 if not length else first + (last - first) * (date - days[0]).days // length


def _apart(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    """The ticks whose words do not run into the one before."""
    kept: list[Tick] = []
    for tick in ticks:
        if not kept or tick.x - kept[-1].x >= 70:
            kept.append(tick)
    return tuple(kept)
