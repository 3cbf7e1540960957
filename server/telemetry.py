"""What the service tells of itself: structured logs, a request id, and metrics; never the words of a question by default."""

from __future__ import annotations

import re
import secrets
import sys
import time
from dataclasses import dataclass
from typing import Literal

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics import MetricWrapperBase
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.stdlib.get_logger()

REQUEST_ID = "x-request-id"
_SANE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric as it is declared: its kind, its name, what it tells (with its unit) and its labels."""

    kind: Literal["counter", "gauge", "histogram"]
    name: str
    help: str
    labels: tuple[str, ...] = ()


METRICS = (
    Metric("counter", "requests", "HTTP requests answered", ("route", "method", "status")),
    Metric("histogram", "request_seconds", "Time from a request to the end of its response, in seconds", ("route",)),
    Metric("counter", "answers", "Questions answered, by what came of them", ("status",)),
    Metric("counter", "lookups", "Searches and answers looked up among those made before", ("kind", "found")),
    Metric("counter", "model_replies", "Answers that a language model was asked for, by what came of it", ("result",)),
    Metric("gauge", "index_age_seconds", "Age of the index that is being served, in seconds"),
    Metric("gauge", "index_documents", "Documents in the index"),
    Metric("gauge", "index_passages", "Passages in the index"),
)


class Metrics:
    """The declared metrics of one application, in a registry of their own; an undeclared name is an error."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._metrics = {metric.name: self._made(metric) for metric in METRICS}

    def _made(self, metric: Metric) -> MetricWrapperBase:
        name = f"committee_papers_{metric.name}"
        if metric.kind == "counter":
            return Counter(name, metric.help, metric.labels, registry=self._registry)
        if metric.kind == "gauge":
            return Gauge(name, metric.help, metric.labels, registry=self._registry)
        return Histogram(name, metric.help, metric.labels, registry=self._registry, buckets=_SECONDS)

    def count(self, name: str, **labels: str) -> None:
        """Add one to a counter."""
        metric = self._metrics[name]
        assert isinstance(metric, Counter)
        metric.labels(**labels).inc()

    def observe(self, name: str, value: float, **labels: str) -> None:
        """Put a value into a histogram."""
        metric = self._metrics[name]
        assert isinstance(metric, Histogram)
        metric.labels(**labels).observe(value)

    def set(self, name: str, value: float) -> None:
        """Set a gauge."""
        metric = self._metrics[name]
        assert isinstance(metric, Gauge)
        metric.set(value)

    def text(self) -> bytes:
        """All metrics in Prometheus's text format."""
        return generate_latest(self._registry)


def configure_logging(level: str) -> None:
    """Log to standard error: as lines for people on a terminal, as JSON elsewhere."""
    terminal = sys.stderr.isatty()
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *(() if terminal else (structlog.processors.format_exc_info,)),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


class Telemetry:
    """Gives every request an id, and logs and counts it when its response has gone out."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, log_questions: bool = False) -> None:
        self._app = app
        self._metrics = metrics
        self._log_questions = log_questions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            method = scope["method"]
            try:
                await self._app(scope, receive, sending)
            finally:
                self._tell(scope, method, status, time.perf_counter() - started)

    def _tell(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "other")
        self._metrics.count("requests", route=route, method=_known(method), status=str(status))
        self._metrics.observe("request_seconds", seconds, route=route)
        query = {"query": scope["query_string"].decode("latin-1")} if self._log_questions else {}
        log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1), **query)


def _known(method: str) -> str:
    return method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "other"


def _request_id(scope: Scope) -> str:
    """The id that the client or a proxy gave, where it is sane; else a new one."""
    given = next((value.decode("latin-1") for name, value in scope["headers"] if name == REQUEST_ID.encode()), "")
    return given if _SANE_ID.fullmatch(given) else secrets.token_hex(8)
