"""A small trace store: takes OTLP over HTTP, keeps the newest traces in memory, tells them as stories.

A trace that crosses the bus may go on in another trace, joined by span links. A story is a trace with all
that follows from it, so that a newcomer sees a booking from its HTTP request to the guest's message.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span as WireSpan
from opentelemetry.proto.trace.v1.trace_pb2 import Status

__all__ = ["Row", "Span", "Story", "Traces", "decode"]

_KINDS = {1: "internal", 2: "server", 3: "client", 4: "producer", 5: "consumer"}


@dataclass(frozen=True, slots=True)
class Span:
    """One span. Ids are lower-case hex, times are Unix nanoseconds; links name (trace, span)."""

    trace_id: str
    span_id: str
    parent_id: str
    name: str
    service: str
    kind: str
    start: int
    end: int
    failed: bool
    attributes: Mapping[str, str]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A span's place in a story's waterfall: how deep, where it starts and how long, in milliseconds."""

    span: Span
    depth: int
    offset_ms: float
    length_ms: float


@dataclass(frozen=True, slots=True)
class Story:
    """Spans of one or more linked traces, in the order they are told."""

    trace_id: str
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """What began it."""
        return self.rows[0].span.name

    @property
    def start(self) -> int:
        """When it began, Unix nanoseconds."""
        return min(row.span.start for row in self.rows)

    @property
    def length_ms(self) -> float:
        """From the first start to the last end."""
        return (max(row.span.end for row in self.rows) - self.start) / 1e6

    @property
    def scale(self) -> float:
        """Length to draw against, never zero."""
        return max(self.length_ms, 0.001)

    @property
    def services(self) -> tuple[str, ...]:
        """Services that took part, in order of appearance."""
        return tuple(dict.fromkeys(row.span.service for row in self.rows))

    @property
    def failed(self) -> bool:
        """Whether any span failed."""
        return any(row.span.failed for row in self.rows)


class Traces:
    """The newest traces, up to `keep` of them."""

    def __init__(self, keep: int = 2_000) -> None:
        self._keep = keep
        self._spans: OrderedDict[str, dict[str, Span]] = OrderedDict()
        self._followers: defaultdict[str, dict[str, Span]] = defaultdict(dict)
        """By trace: spans elsewhere that link into it."""

    def add(self, spans: Iterable[Span]) -> None:
        """Take spans in; the oldest traces make room."""
        for span in spans:
            self._spans.setdefault(span.trace_id, {})[span.span_id] = span
            for trace_id, _ in span.links:
                if trace_id != span.trace_id:
                    self._followers[trace_id][span.span_id] = span
        while len(self._spans) > self._keep:
            gone, _ = self._spans.popitem(last=False)
            self._followers.pop(gone, None)

    def recent(self, limit: int = 100) -> list[Story]:
        """Stories, newest first. What only follows from another story is told there."""
        heads = (trace_id for trace_id in reversed(self._spans) if self._begins(trace_id))
        stories = [self._tell(trace_id) for trace_id in islice(heads, limit)]
        return sorted(stories, key=lambda story: story.start, reverse=True)

    def story(self, trace_id: str) -> Story | None:
        """What a trace did and all that follows from it, or None when it is not kept (any more)."""
        return self._tell(trace_id) if trace_id in self._spans else None

    def _begins(self, trace_id: str) -> bool:
        """Whether something in the trace began by itself, following from nothing that is kept."""
        spans = self._spans[trace_id]
        return any(
            span.parent_id not in spans
            and not any(linked in self._spans and linked != trace_id for linked, _ in span.links)
            for span in spans.values()
        )

    def _tell(self, trace_id: str) -> Story:
        spans = self._what_follows(trace_id)
        children: defaultdict[str, list[Span]] = defaultdict(list)
        for span in spans.values():
            children[_before(span, spans)].append(span)
        start = min(span.start for span in spans.values())
        rows: list[Row] = []
        waiting = [(span, 0) for span in sorted(children[""], key=_when)]
        while waiting:
            span, depth = waiting.pop(0)
            rows.append(Row(span, depth, (span.start - start) / 1e6, max(0, span.end - span.start) / 1e6))
            waiting[:0] = [(child, depth + 1) for child in sorted(children[span.span_id], key=_when)]
        return Story(trace_id, tuple(rows))

    def _what_follows(self, trace_id: str) -> dict[str, Span]:
        """The trace's spans and those that follow, across traces.

        Links are followed forward only: the span that sends a batch links to every request in it, and
        those requests have nothing to do with each other.
        """
        found = dict(self._spans[trace_id])
        waiting = [trace_id]
        while waiting:
            each = waiting.pop()
            for follower in list(self._followers[each].values()) if each in self._followers else ():
                follows = any(
                    linked == each and (linked == trace_id or span_id in found)
                    for linked, span_id in follower.links
                )
                if follows and follower.span_id not in found:
                    found |= self._with_descendants(follower)
                    waiting.append(follower.trace_id)
        return found

    def _with_descendants(self, top: Span) -> dict[str, Span]:
        spans = self._spans.get(top.trace_id, {})
        found = {top.span_id: top}
        for span in sorted(spans.values(), key=_when):  # a parent starts before its children
            if span.parent_id in found:
                found[span.span_id] = span
        return found


def decode(body: bytes) -> list[Span]:
    """Spans of an OTLP/HTTP protobuf export.

    Raises:
        google.protobuf.message.DecodeError: `body` is none.
    """
    request = ExportTraceServiceRequest.FromString(body)
    spans = []
    for resource in request.resource_spans:
        service = _attributes(resource.resource.attributes).get("service.name", "unknown")
        for scope in resource.scope_spans:
            spans += [_span(wire, service.removeprefix("clubhouse-")) for wire in scope.spans]
    return spans


def _span(wire: WireSpan, service: str) -> Span:
    return Span(
        trace_id=wire.trace_id.hex(),
        span_id=wire.span_id.hex(),
        parent_id=wire.parent_span_id.hex(),
        name=wire.name,
        service=service,
        kind=_KINDS.get(wire.kind, "internal"),
        start=wire.start_time_unix_nano,
        end=wire.end_time_unix_nano,
        failed=wire.status.code == Status.STATUS_CODE_ERROR,
        attributes=_attributes(wire.attributes),
        links=tuple((link.trace_id.hex(), link.span_id.hex()) for link in wire.links),
    )


def _attributes(pairs: Iterable[KeyValue]) -> dict[str, str]:
    return {pair.key: _text(pair.value) for pair in pairs}


def _text(value: AnyValue) -> str:
    kind = value.WhichOneof("value")
    if kind == "array_value":
        return ", ".join(_text(each) for each in value.array_value.values)
    return str(getattr(value, kind)) if kind else ""


def _before(span: Span, spans: Mapping[str, Span]) -> str:
    """Id of the span this one is told under: its parent, else an earlier one it links to, else none."""
    if span.parent_id in spans:
        return span.parent_id
    linked = (spans[span_id] for _, span_id in span.links if span_id in spans)
    return next((each.span_id for each in linked if _when(each) < _when(span)), "")


def _when(span: Span) -> tuple[int, str]:
    return span.start, span.span_id
