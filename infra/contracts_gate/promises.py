"""What the house promises to those outside it, from the code, from the committed files, from a release."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from contracts.topic import Topic
from infra.contracts_gate.api_rules import breaks_in_apis
from infra.contracts_gate.asyncapi import asyncapi
from infra.contracts_gate.event_rules import Break, breaks_in_events, breaks_in_topics
from infra.contracts_gate.schemas import Json, Schema, event_schema

__all__ = ["Promises", "breaks", "committed", "current", "released"]

_ANNOTATIONS = {
    "title",
    "summary",
    "description",
    "examples",
    "example",
    "default",
    "tags",
    "info",
    "servers",
}
_NAMED = {"properties", "patternProperties", "$defs", "schemas", "paths", "messages"}
"""Keys whose value maps names of our choosing, among which ``title`` is a name like any other."""


@dataclass(frozen=True, slots=True)
class Promises:
    """Topics, events and HTTP interfaces as published at one moment.

    Attributes:
        events: JSON Schema by event type.
        topics: AsyncAPI channel by topic name.
        apis: OpenAPI document by service.
    """

    events: Mapping[str, Schema]
    topics: Mapping[str, Json]
    apis: Mapping[str, Json]

    def frozen(self) -> str:
        """What a release keeps: everything the rules look at, and nothing else."""
        parts = {"events": self.events, "topics": self.topics, "apis": self.apis}
        return json.dumps(_bare(parts), ensure_ascii=False, separators=(",", ":")) + "\n"


def current(topics: Iterable[Topic], apis: Mapping[str, Json], version: str) -> Promises:
    """The promises the code makes now."""
    topics = tuple(topics)
    return Promises(
        events={event.TYPE: event_schema(event) for topic in topics for event in topic.events},
        topics=asyncapi(topics, version)["channels"],
        apis=apis,
    )


def committed(folder: Path) -> Promises:
    """The promises as last accepted: the files under ``contracts/schemas``."""
    document = folder / "asyncapi.json"
    return Promises(
        events={path.stem: _read(path) for path in sorted(folder.glob("clubhouse.*.json"))},
        topics=_read(document)["channels"] if document.exists() else {},
        apis={path.stem: _read(path) for path in sorted((folder / "openapi").glob("*.json"))},
    )


def released(folder: Path) -> Mapping[str, Promises]:
    """The promises of every release, by version."""
    return {path.stem: Promises(**_read(path)) for path in sorted((folder / "released").glob("*.json"))}


def breaks(promised: Iterable[Promises], now: Promises) -> list[Break]:
    """Every promise that `now` would break, each told once."""
    return list(dict.fromkeys(one for earlier in promised for one in _breaks(earlier, now)))


def _breaks(earlier: Promises, now: Promises) -> Iterator[Break]:
    yield from breaks_in_topics(earlier.topics, now.topics)
    yield from breaks_in_events(earlier.events, now.events)
    yield from breaks_in_apis(earlier.apis, now.apis)


def _bare(node: Json) -> Json:
    if isinstance(node, list):
        return [_bare(one) for one in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: _bare(part) for name, part in value.items()} if key in _NAMED else _bare(value)
        for key, value in node.items()
        if key not in _ANNOTATIONS
    }


def _read(path: Path) -> Json:
    return json.loads(path.read_text(encoding="utf-8"))
