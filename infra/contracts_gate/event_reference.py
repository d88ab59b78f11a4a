"""The event reference for people: every topic, every event, every field, as one Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import getdoc

from contracts.event import Event
from contracts.topic import Topic
from infra.contracts_gate.markdown import fields, told
from infra.contracts_gate.schemas import Schema, event_schema

__all__ = ["event_reference"]

_HEAD = """# Event reference

Generated from `contracts/` by `make contracts`; do not edit. How to subscribe: `contracts/README.md`.
Delivery is at least once and in order per key: ignore a repeated `(ce_source, ce_id)`. Times are RFC 3339 in
UTC, money is whole fen, ids are strings. A field marked *optional* may be missing from older records.
"""


def event_reference(topics: Iterable[Topic]) -> str:
    """The page for these topics, in the catalogue's order."""
    topics = tuple(topics)
    return "\n".join([_HEAD, *_overview(topics), *(line for topic in topics for line in _topic(topic))])


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
        yield from fields(part)


def _event(event: type[Event], schema: Schema) -> Iterator[str]:
    yield f"### {event.__name__}\n"
    yield f"`{event.TYPE}`\n"
    yield f"{told(getdoc(event) or '')}\n"
    yield from fields(schema)
