"""What the routes work with, wired once in `app` and reached through the request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request

from server.originals import Originals
from server.pieces import Site
from server.settings import Settings
from server.telemetry import Metrics

if TYPE_CHECKING:
    from server.service import Service


@dataclass(frozen=True, slots=True)
class Parts:
    """The wired parts; `service()` gives the service of the newest index, or raises BadIndex."""

    settings: Settings
    service: Callable[[], Service]
    metrics: Metrics
    originals: Originals
    site: Site
    stylesheet: bytes
    script: bytes


def parts_of(request: Request) -> Parts:
    """The parts of the application that serves `request`."""
    parts: Parts = request.app.state.parts
    return parts


def base_of(request: Request) -> str:
    """The public address of the site, without its last stroke: as it is set, else as it was asked for."""
    return parts_of(request).settings.base_url or str(request.base_url).rstrip("/")
