"""CloudEvents 1.0 over Kafka, binary mode: attributes in ``ce_`` headers, the body as JSON.

See the CloudEvents Kafka protocol binding, section 3.2. `encode` and `decode` are each other's inverse;
`decode` is total: whatever bytes arrive, it returns an `Envelope` or raises `Undecodable` with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from pydantic import TypeAdapter, ValidationError
from pydantic.types import AwareDatetime

from contracts.event import Event
from contracts.topic import Topic

__all__ = ["Envelope", "Header", "Undecodable", "decode", "encode", "schema_uri"]

Header = tuple[str, bytes]

_LONGEST_SEQUENCE = 18
"""Digits of a number that 64 bits hold."""
_REQUIRED = ("ce_id", "ce_source", "ce_type", "ce_specversion", "ce_time", "ce_subject")
_TIME: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)
_OUR_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3}|\.\d{6})?Z", re.ASCII)
"""As `encode` writes it: Python reads it in a tenth of the time."""


class Undecodable(ValueError):
    """A record that is not a valid event of its topic.

    Attributes:
        reason: stable code: ``bad-header``, ``missing-header``, ``unknown-version``, ``unknown-type``,
            ``bad-body`` (the body is not JSON, or does not validate against its type).
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Envelope:
    """One event with its CloudEvents attributes.

    Attributes:
        id: unique together with `source`; sorts in the order of its aggregate's history.
        source: ``clubhouse/<service>``.
        time: when it happened (aware UTC).
        subject: id of the aggregate it tells of; also the record key.
        sequence: 1, 2, 3 … within the aggregate.
        causation_id: id of the request, event or timer that caused it.
        traceparent: W3C trace context of the change that made it, if traced.
        body: of a decoded record, the very JSON it came as; it may hold fields that `data` does not know.
    """

    id: str
    source: str
    time: datetime
    subject: str
    sequence: int
    data: Event
    causation_id: str | None = None
    traceparent: str | None = None
    body: bytes | None = field(default=None, compare=False, repr=False)

    @property
    def type(self) -> str:
        """CloudEvents ``type`` of the body."""
        return self.data.TYPE


def schema_uri(event: type[Event]) -> str:
    """``ce_dataschema`` of an event class: where its JSON Schema stands in the contracts package."""
    return f"schemas/{event.TYPE}.json"


def headers(
    *,
    id: str,
    source: str,
    type: str,
    time: datetime,
    subject: str,
    sequence: int,
    causation_id: str | None = None,
    traceparent: str | None = None,
) -> list[Header]:
    """Kafka headers of an event; see `Envelope` for the attributes."""
    subject_bytes = subject.encode()
    made = [
        *_constant_headers(source, type),
        ("ce_id", id.encode()),
        ("ce_time", f"{time.astimezone(UTC).replace(tzinfo=None).isoformat()}Z".encode()),
        ("ce_subject", subject_bytes),
        ("ce_partitionkey", subject_bytes),
        ("ce_sequence", b"%d" % sequence),
    ]
    if causation_id:
        made.append(("ce_causationid", causation_id.encode()))
    if traceparent:
        made.append(("traceparent", traceparent.encode()))
    return made


@cache
def _constant_headers(source: str, type: str) -> tuple[Header, ...]:
    return (
        ("ce_specversion", b"1.0"),
        ("ce_source", source.encode()),
        ("ce_type", type.encode()),
        ("ce_dataschema", f"schemas/{type}.json".encode()),
        ("content-type", b"application/json"),
    )


def encode(envelope: Envelope) -> tuple[bytes, list[Header], bytes]:
    """Key, headers and value of the Kafka record for an event."""
    attributes = headers(
        id=envelope.id,
        source=envelope.source,
        type=envelope.type,
        time=envelope.time,
        subject=envelope.subject,
        sequence=envelope.sequence,
        causation_id=envelope.causation_id,
        traceparent=envelope.traceparent,
    )
    return envelope.subject.encode(), attributes, envelope.data.model_dump_json().encode()


def decode(topic: Topic, raw_headers: Iterable[Header], value: bytes | None) -> Envelope:
    """Read one record of `topic`.

    Raises:
        Undecodable: for every record that is not a valid event of the topic.
    """
    attributes = _attributes(raw_headers)
    if not all(map(attributes.get, _REQUIRED)):
        missing = next(name for name in _REQUIRED if not attributes.get(name))
        raise Undecodable("missing-header", f"header {missing} is missing or empty")
    if attributes["ce_specversion"] != "1.0":
        raise Undecodable("unknown-version", f"specversion {attributes['ce_specversion']!r}, expected '1.0'")
    event = topic.types.get(attributes["ce_type"])
    if event is None:
        raise Undecodable("unknown-type", f"type {attributes['ce_type']!r} is not declared on {topic.name}")
    try:
        data = event.model_validate_json(value or b"")
    except ValidationError as error:
        raise Undecodable("bad-body", _first_problem(error)) from error
    return Envelope(
        id=attributes["ce_id"],
        source=attributes["ce_source"],
        time=_time(attributes["ce_time"]),
        subject=attributes["ce_subject"],
        sequence=_sequence(attributes.get("ce_sequence", "0")),
        data=data,
        causation_id=attributes.get("ce_causationid"),
        traceparent=attributes.get("traceparent"),
        body=value,
    )


def _attributes(raw: Iterable[Header]) -> Mapping[str, str]:
    try:
        return {name: value.decode() for name, value in raw}
    except (UnicodeDecodeError, AttributeError) as error:
        raise Undecodable("bad-header", f"a header is not UTF-8 text: {error}") from error


def _time(text: str) -> datetime:
    try:
        if _OUR_TIME.fullmatch(text):
            return datetime.fromisoformat(text)
        return _TIME.validate_python(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:  # pydantic's are among the first
        raise Undecodable("bad-header", f"ce_time {text!r} is not an RFC 3339 time with a zone") from error


def _sequence(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > _LONGEST_SEQUENCE:
        raise Undecodable("bad-header", f"ce_sequence {text!r} is not a whole number")
    return int(text)


def _first_problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in problem["loc"]) or "body"
    return f"{where}: {problem['msg']}"
