"""Every file that is derived from the code, by its path from the repository's root."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from contracts.topic import Topic
from infra.contracts_gate.api_reference import api_reference
from infra.contracts_gate.asyncapi import asyncapi
from infra.contracts_gate.event_reference import event_reference
from infra.contracts_gate.schemas import Json, event_schema

__all__ = ["generated_files"]


def generated_files(topics: Iterable[Topic], apis: Mapping[str, Json], version: str) -> dict[str, str]:
    """Path to text. The same code gives the same bytes, on any machine."""
    topics = tuple(topics)
    files = {
        f"contracts/schemas/{event.TYPE}.json": _json(event_schema(event))
        for topic in topics
        for event in topic.events
    }
    files["contracts/schemas/asyncapi.json"] = _json(asyncapi(topics, version))
    files["docs/events.md"] = event_reference(topics)
    for service, document in apis.items():
        files[f"contracts/schemas/openapi/{service}.json"] = _json(document)
        files[f"docs/api/{service}.md"] = api_reference(service, document)
    return files


def _json(document: Json) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
