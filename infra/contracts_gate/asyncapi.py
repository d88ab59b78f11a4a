"""The AsyncAPI 3.0 document: every topic as a channel, every event as a message, with keys and headers.

It reads as "Clubhouse sends": an integrator receives what stands here as an operation. Payload schemas are
referred to, not repeated: they stand beside the document, one file per type.
"""

from __future__ import annotations

from collections.abc import Iterable
from inspect import getdoc
from typing import Any

from contracts.envelope import schema_uri
from contracts.event import Event
from contracts.topic import Topic
from infra.chassis.examples import example
from infra.contracts_gate.schemas import Schema, event_schema

__all__ = ["asyncapi"]

_BINDING = "0.5.0"

_HEADERS: Schema = {
    "type": "object",
    "description": "CloudEvents 1.0 attributes in Kafka binary mode: headers whose values are UTF-8 text.",
    "required": [
        "ce_specversion",
        "ce_id",
        "ce_source",
        "ce_type",
        "ce_time",
        "ce_subject",
        "ce_partitionkey",
        "ce_sequence",
        "ce_dataschema",
        "content-type",
    ],
    "properties": {
        "ce_specversion": {"type": "string", "const": "1.0"},
        "ce_id": {
            "type": "string",
            "description": "Unique together with ce_source: the key to ignore repeats by.",
        },
        "ce_source": {"type": "string", "description": "clubhouse/<service>: who published it."},
        "ce_type": {"type": "string", "description": "The event's type; names its schema."},
        "ce_time": {"type": "string", "format": "date-time", "description": "When it happened, UTC."},
        "ce_subject": {
            "type": "string",
            "description": "Id of the aggregate it tells of; equals the record key.",
        },
        "ce_partitionkey": {"type": "string", "description": "Equals the record key."},
        "ce_sequence": {
            "type": "string",
            "pattern": "^[0-9]+$",
            "description": "1, 2, 3 … within the aggregate, in the order things happened.",
        },
        "ce_dataschema": {
            "type": "string",
            "description": "Where the schema stands in the contracts package.",
        },
        "ce_causationid": {
            "type": "string",
            "description": "Id of the request, event or timer that caused it.",
        },
        "traceparent": {"type": "string", "description": "W3C trace context of the change that made it."},
        "content-type": {"type": "string", "const": "application/json"},
    },
}


def asyncapi(topics: Iterable[Topic], version: str) -> dict[str, Any]:
    """The document for these topics, as of this version of the contracts."""
    topics = tuple(topics)
    return {
        "asyncapi": "3.0.0",
        "id": "urn:clubhouse:events",
        "info": {
            "title": "Clubhouse events",
            "version": version,
            "description": (
                "What the booking, complaints, loyalty, notifications and reporting services tell. Delivery "
                "is at least once and in order per key: ignore a repeated (ce_source, ce_id)."
            ),
            "license": {"name": "Apache-2.0"},
            "tags": [{"name": owner} for owner in sorted({topic.owner for topic in topics})],
        },
        "defaultContentType": "application/json",
        "servers": {
            "local": {
                "host": "localhost:9192",
                "protocol": "kafka",
                "description": "The broker of the embedded stack.",
            }
        },
        "channels": {topic.name: _channel(topic) for topic in topics},
        "operations": {
            f"{service}.publishes.{topic.name}": _operation(topic, service)
            for topic in topics
            for service in (topic.owner, *topic.writers)
        },
        "components": {
            "schemas": {"Headers": _HEADERS},
            "messages": {event.TYPE: _message(topic, event) for topic in topics for event in topic.events},
        },
    }


def _channel(topic: Topic) -> dict[str, Any]:
    return {
        "address": topic.name,
        "title": topic.name,
        "description": topic.about,
        "tags": [{"name": topic.owner}, *([{"name": "restricted"}] if topic.restricted else [])],
        "messages": {event.TYPE: {"$ref": f"#/components/messages/{event.TYPE}"} for event in topic.events},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {
                    "cleanup.policy": ["compact"] if topic.compacted else ["delete"],
                    "retention.ms": -1 if topic.compacted else int(topic.retention.total_seconds() * 1000),
                },
                "bindingVersion": _BINDING,
            }
        },
        "x-owner": topic.owner,
        "x-writers": [topic.owner, *topic.writers],
        "x-key": topic.key,
        "x-restricted": topic.restricted,
    }


def _operation(topic: Topic, service: str) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{topic.name}"},
        "summary": f"The {service} service publishes on {topic.name}.",
        "tags": [{"name": service}],
        "messages": [{"$ref": f"#/channels/{topic.name}/messages/{event.TYPE}"} for event in topic.events],
    }


def _message(topic: Topic, event: type[Event]) -> dict[str, Any]:
    schema = event_schema(event)
    payload = example(schema)
    return {
        "name": event.TYPE,
        "title": event.__name__,
        "summary": (getdoc(event) or "").split("\n\n")[0].replace("\n", " "),
        "contentType": "application/json",
        "headers": {
            "allOf": [
                {"$ref": "#/components/schemas/Headers"},
                {"type": "object", "properties": {"ce_type": {"const": event.TYPE}}},
            ]
        },
        "payload": {"$ref": f"./{event.TYPE}.json"},
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": f"The body's {topic.key}, as UTF-8 text."},
                "bindingVersion": _BINDING,
            }
        },
        "examples": [
            {
                "name": event.__name__,
                "headers": _example_headers(topic, event, str(payload[topic.key])),
                "payload": payload,
            }
        ],
    }


def _example_headers(topic: Topic, event: type[Event], subject: str) -> dict[str, str]:
    return {
        "ce_specversion": "1.0",
        "ce_id": example({"type": "string"}, name="event_id"),
        "ce_source": f"clubhouse/{topic.owner}",
        "ce_type": event.TYPE,
        "ce_time": "2026-05-01T12:00:00Z",
        "ce_subject": subject,
        "ce_partitionkey": subject,
        "ce_sequence": "1",
        "ce_dataschema": schema_uri(event),
        "ce_causationid": example({"type": "string"}, name="cause_id"),
        "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "content-type": "application/json",
    }
