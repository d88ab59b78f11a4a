"""Traces by OpenTelemetry's current conventions, and JSON logs that carry the trace.

Spans across the bus are linked, not nested: a batch has many parents. Nothing here, nor any span or
log, may hold contact data (rule L14).
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from traceback import extract_tb

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Link, Span, SpanContext, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue

__all__ = ["SpanKind", "current_traceparent", "failed", "flush", "setup", "span"]

_PROPAGATOR = TraceContextTextMapPropagator()
_TRACER = trace.get_tracer("clubhouse")
_SELDOM_SECONDS = 10.0


def setup(service: str, otlp_endpoint: str | None) -> None:
    """Start telemetry for the process that runs `service`."""
    resource = Resource.create({"service.name": f"clubhouse-{service}", "service.namespace": "clubhouse"})
    if otlp_endpoint:
        traces = TracerProvider(resource=resource)
        exporter = OTLPSpanExporter(endpoint=f"{otlp_endpoint.rstrip('/')}/v1/traces", timeout=3)
        traces.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=500))
        trace.set_tracer_provider(traces)
    _log_as_json(service)


def flush() -> None:
    """Send what is still waiting; called when a service stops."""
    provider = trace.get_tracer_provider()
    if isinstance(provider, TracerProvider):
        provider.force_flush(2_000)


def current_traceparent() -> str | None:
    """W3C ``traceparent`` of the current span, or None when nothing is traced."""
    carrier: dict[str, str] = {}
    _PROPAGATOR.inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def span(
    name: str,
    kind: SpanKind,
    attributes: Mapping[str, AttributeValue],
    *,
    parent: str | None = None,
    links: Sequence[str | None] = (),
) -> Iterator[Span]:
    """A span around a piece of work; an exception marks it failed.

    Args:
        parent: ``traceparent`` to continue; the current span otherwise.
        links: ``traceparent`` of the spans this work follows from (None entries are skipped).
    """
    context = _PROPAGATOR.extract({"traceparent": parent}) if parent else None
    with _TRACER.start_as_current_span(
        name,
        context=context,
        kind=kind,
        attributes=attributes,
        links=[link for each in links if (link := _link(each))],
        record_exception=False,  # its message may be personal: `failed` names its kind
        set_status_on_exception=False,
    ) as current:
        try:
            yield current
        except Exception as error:
            failed(current, error)
            raise


def failed(span: Span, error: BaseException) -> None:
    """Mark a span failed, by the kind of error: its message may hold what a guest typed."""
    span.set_status(Status(StatusCode.ERROR, type(error).__name__))
    span.set_attribute("error.type", type(error).__name__)


def _link(traceparent: str | None) -> Link | None:
    if not traceparent:
        return None
    context: SpanContext = trace.get_current_span(
        _PROPAGATOR.extract({"traceparent": traceparent})
    ).get_span_context()
    return Link(context) if context.is_valid else None


class _JsonLines(logging.Formatter):
    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        context = trace.get_current_span().get_span_context()
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "service": self._service,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if context.is_valid:
            line |= {"trace_id": f"{context.trace_id:032x}", "span_id": f"{context.span_id:016x}"}
        if record.exc_info:
            line["exception"] = _told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class _Seldom(logging.Filter):
    """Lets the broker's driver say one thing once in a while, and how often it would have said it.

    Of a broker that is away it speaks a hundred times a second for each group; what is wrong would drown.
    So does our relay, five times a second, but for what it did not expect, which it tells with its traceback.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[str, int], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        waits = record.name == "infra.chassis.relay" and not record.exc_info
        if not waits and not record.name.startswith("aiokafka"):
            return True
        place = record.pathname, record.lineno
        at, withheld = self._said.get(place, (0.0, 0))
        if record.created - at < _SELDOM_SECONDS:
            self._said[place] = at, withheld + 1
            return False
        self._said[place] = record.created, 0
        if withheld:
            record.msg, record.args = f"{record.getMessage()} (and {withheld} more since)", None
        return True


def _told(error: BaseException | None) -> list[str]:
    """What was raised, where, and because of what; without messages, which may hold what a guest typed."""
    lines = []
    while error is not None:
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)
        ]
        if isinstance(error, BaseExceptionGroup):
            lines += [f"  | {line}" for each in error.exceptions[:5] for line in _told(each)]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return lines


def _log_as_json(service: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines(service))
    handler.addFilter(_Seldom())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in ("aiokafka", "httpx", "pymongo"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
