"""Events that the contracts allow and nobody expects: every part at its extremes."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from contracts.catalog import TOPICS
from contracts.envelope import Header, headers
from contracts.event import Event
from contracts.topic import Topic
from infra.chassis.examples import example
from infra.contracts_gate.schemas import Json, event_schema

__all__ = ["Told", "decent", "poisonous", "spoiled_headers"]

Spoil = Callable[[Json], Json]


@dataclass(frozen=True)
class Told:
    """A record to publish, and what it is called when something went wrong."""

    topic: str
    key: bytes
    headers: list[Header]
    value: bytes
    label: str


def decent() -> Iterator[Told]:
    """One good event of every type, each of an aggregate of its own."""
    for topic, event in _all():
        yield _told(topic, event, _example(event), "as it should be")


def poisonous() -> Iterator[Told]:
    """Every type with all of its numbers, times and texts at an extreme; of each topic's first, beyond it."""
    for topic, event in _all():
        schema, whole = event_schema(event), _example(event)
        needed = schema.get("required", ())
        yield _told(topic, event, {name: each for name, each in whole.items() if name in needed}, "sparse")
        for name, spoil in (_REACHED | (_BEYOND if event is topic.events[0] else {})).items():
            yield _told(topic, event, _spoiled(whole, schema, schema, spoil), name)


def spoiled_headers() -> Iterator[Told]:
    """One good body under headers that nobody expects, and what fills a whole record."""
    topic, event = next(_all())
    good = _told(topic, event, _example(event), "header")
    for name, value in _HEADERS:
        spoiled = [(n, value if n == name else v) for n, v in good.headers]
        yield Told(good.topic, uuid.uuid4().bytes, spoiled, good.value, f"header {name}={value[:20]!r}")
    yield Told(good.topic, uuid.uuid4().bytes, good.headers, b"{" + b"x" * 980_000, "a whole record")
    yield Told(good.topic, b"k" * 300_000, good.headers, b"{" + b"x" * 600_000, "a key without end")


_HEADERS = (
    ("ce_sequence", b"9" * 5_000), ("ce_sequence", b"9" * 18), ("ce_time", b"9999-12-31T23:59:59-14:00"),
    ("ce_time", b"0001-01-01T00:00:00Z"), ("ce_id", b"x" * 100_000), ("ce_source", b"\x00"),
    ("ce_subject", b"$a.b\x00"), ("ce_causationid", b"y" * 50_000),
)  # fmt: skip


def _at(number: int, moment: str, text: str) -> Spoil:
    """Numbers, times and texts at their extremes."""

    def spoil(leaf: Json) -> Json:
        if isinstance(leaf, int) and not isinstance(leaf, bool):
            return number
        if isinstance(leaf, str) and re.match(r"\d{4}-\d\d-\d\d", leaf):
            return moment if "T" in leaf else moment[:10]
        return text if isinstance(leaf, str) else leaf

    return spoil


_NOW = "2026-11-26T12:00:00Z"
_REACHED = {
    "nothing": _at(0, _NOW, ""),
    "least": _at(-(10**15), "1800-01-01T00:00:00Z", "$a.b"),
    "most": _at(10**15, "2400-12-31T23:59:59Z", "a|b|d|2026-01-01"),
    "the chain's": _at(-1, _NOW, "*"),
    "a folder's": _at(1, _NOW, "Asia"),
    "endless": _at(1, _NOW, "😀\u202e" * 2_000),
}
"""What can still be kept."""
_BEYOND = {
    "huge": _at(10**30, _NOW, "a"),
    "the first day": _at(1, "0001-01-01T00:00:00+14:00", "a"),
    "the last day": _at(1, "9999-12-31T23:59:59-14:00", "a"),
    "NUL": _at(1, _NOW, "a\x00b"),
}
"""What nobody can keep."""


def _all() -> Iterator[tuple[Topic, type[Event]]]:
    return ((topic, event) for topic in TOPICS for event in topic.events)


def _example(event: type[Event]) -> Json:
    schema = event_schema(event)
    return example(schema, root=schema)


def _told(topic: Topic, event: type[Event], body: Json, name: str) -> Told:
    key = str(uuid.uuid4())
    told = headers(
        id=str(uuid.uuid4()),
        source=f"clubhouse/{topic.owner}",
        type=event.TYPE,
        time=datetime.now(UTC),
        subject=key,
        sequence=1,
    )
    value = json.dumps({**body, topic.key: key}).encode()
    return Told(topic.name, key.encode(), told, value, f"{event.TYPE}: {name}")


def _spoiled(node: Json, schema: Json, root: Json, spoil: Spoil) -> Json:
    """`node` with every value spoiled that its schema does not choose from a list."""
    while "$ref" in schema or "anyOf" in schema:
        if "$ref" in schema:
            schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
        else:
            schema = next(part for part in schema["anyOf"] if part.get("type") != "null")
    if "enum" in schema or "const" in schema:
        return node
    if isinstance(node, dict):
        parts, others = schema.get("properties", {}), schema.get("additionalProperties", {})
        return {name: _spoiled(each, parts.get(name, others), root, spoil) for name, each in node.items()}
    if isinstance(node, list):
        return [_spoiled(each, schema.get("items", {}), root, spoil) for each in node]
    return spoil(node)
