"""JSON Schema (2020-12) of each event body."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from contracts.event import Event

__all__ = ["DIALECT", "Json", "Schema", "event_schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Json = Any
"""Any JSON value."""
Schema = dict[str, Any]


class _Plain(GenerateJsonSchema):
    """Leaves out the titles pydantic makes of field names: they say nothing the name does not."""

    def field_title_should_be_set(self, schema: Json) -> bool:  # noqa: ARG002 - pydantic's
        return False


def event_schema(event: type[Event]) -> Schema:
    """The schema a record's value must match.

    A field with a default is optional here, although our services always write it: a reader must take
    records from before the field existed.
    """
    return {"$schema": DIALECT, **event.model_json_schema(mode="validation", schema_generator=_Plain)}
