"""The event reference for people: every topic, every event, every field, as one Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import getdoc
from typing import Any

from contracts.event import Event
from contracts.topic import Topic
from infra.contracts_gate.schemas import Schema, event_schema

__all__ = ["event_reference", "shape"]

_HEAD = """# Event reference

Generated from `contracts/` by `make contracts`; do not edit. How to subscribe: `contracts/README.md`.
Delivery is at least once and in order per key: ignore a repeated `(ce_source, ce_id)`. Times are RFC 3339 in
UTC, money is whole fen, ids are strings. A field marked *optional* may be missing from older records.
"""


def event_reference(topics: Iterable[Topic]) -> str:
    """The page for these topics, in the catalogue's order."""
    topics = tuple(topics)
    return "\n".join([_HEAD, *_overview(topics), *(line for topic in topics for line in _topic(topic))])


def shape(schema: Schema) -> str:
    """A schema in a few words: ``string or null``, ``list of LotPart``, ``gold | silver``."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    if values:
        return " \\| ".join(f"`{value}`" for value in values)
    union = schema.get("anyOf") or schema.get("oneOf")
    if union:
        return " or ".join(shape(part) for part in union)
    if schema.get("type") == "array":
        return f"list of {shape(schema['items'])}" if "items" in schema else "list"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"map of {shape(schema['additionalProperties'])}"
    return str(schema.get("format") or schema.get("type") or "anything")


def _overview(topics: tuple[Topic, ...]) -> Iterator[str]:
    yield "| topic | written by | key | partitions | kept | what it tells |"
    yield "|---|---|---|---|---|---|"
    for topic in topics:
        about = f"**Restricted.** {topic.about}" if topic.restricted else topic.about
        kept = "newest per key, for ever" if topic.compacted else f"{topic.retention.days} days"
        anchor = topic.name.replace(".", "")
        writers = ", ".join((topic.owner, *topic.writers))
        link, key = f"[{topic.name}](#{anchor})", f"`{topic.key}`"
        yield f"| {link} | {writers} | {key} | {topic.partitions} | {kept} | {about} |"
    yield ""


def _topic(topic: Topic) -> Iterator[str]:
    yield f"## {topic.name}\n"
    yield f"{topic.about} Key: `{topic.key}`.\n"
    parts: dict[str, Schema] = {}
    for event in topic.events:
        schema = event_schema(event)
        parts |= schema.get("$defs", {})
        yield from _event(event, schema)
    for name, part in sorted(parts.items()):
        yield f"### {name}\n"
        yield from _fields(part)


def _event(event: type[Event], schema: Schema) -> Iterator[str]:
    yield f"### {event.__name__}\n"
    yield f"`{event.TYPE}`\n"
    yield f"{_told(getdoc(event) or '')}\n"
    yield from _fields(schema)


def _fields(schema: dict[str, Any]) -> Iterator[str]:
    if "enum" in schema:
        yield f"One of {shape(schema)}.\n"
        return
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    required = set(schema.get("required", ()))
    for name, part in schema.get("properties", {}).items():
        kind = shape(part) if name in required else f"{shape(part)}, *optional*"
        yield f"| `{name}` | {kind} | {_told(part.get('description', ''))} |"
    yield ""


def _told(text: str) -> str:
    return " ".join(text.replace("``", "`").replace("|", "\\|").split())
