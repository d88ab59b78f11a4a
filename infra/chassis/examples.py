"""Example values, derived from a schema: the same every time, and valid."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

__all__ = ["example"]

Json = Any
Schema = dict[str, Any]

_BY_FORMAT = {
    "date-time": "2026-05-01T12:00:00Z",
    "date": "2026-05-01",
    "time": "20:00:00",
    "duration": "PT10M",
    "uuid": "019a0000-0000-7000-8000-000000000000",
    "email": "guest@example.com",
    "uri": "https://example.com/hook",
}
_BY_NAME = {"name": "王芳", "phone": "+8613800138000", "email": "guest@example.com", "currency": "CNY"}


def example(schema: Schema, *, root: Schema | None = None, name: str = "value", sparse: bool = False) -> Json:
    """One value that `schema` accepts.

    Args:
        schema: a JSON Schema; an ``examples`` entry in it wins over anything derived.
        root: where its ``$ref`` look up ``$defs``; `schema` itself by default.
        name: the field the value is for; it picks ids, phones and the like.
        sparse: leave out what may be left out and has no example of its own.
    """
    return _Maker(schema if root is None else root, sparse).value(schema, name)


@dataclass(frozen=True, slots=True)
class _Maker:
    root: Schema
    sparse: bool

    def value(self, schema: Schema, name: str) -> Json:
        if "$ref" in schema:
            return self.value(_resolved(schema["$ref"], self.root), name)
        if schema.get("examples"):
            return schema["examples"][0]
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return schema["enum"][0]
        for union in ("anyOf", "oneOf", "allOf"):
            if union in schema:
                return self.value(_most_telling(schema[union]), name)
        return self.of_type(schema, name)

    def of_type(self, schema: Schema, name: str) -> Json:
        match schema.get("type"):
            case "object":
                return self.object(schema)
            case "array":
                return self.array(schema, name)
            case "string":
                return _string(schema, name)
            case "integer" | "number":
                return _number(schema)
            case kind:
                return True if kind == "boolean" else None

    def array(self, schema: Schema, name: str) -> list[Json]:
        if "prefixItems" in schema:
            return [self.value(part, name) for part in schema["prefixItems"]]
        one = self.value(schema.get("items", {}), name.removesuffix("s"))
        return [one] * min(max(1, schema.get("minItems", 1)), schema.get("maxItems", 1_000))

    def object(self, schema: Schema) -> dict[str, Json]:
        fields, required = schema.get("properties", {}), schema.get("required", ())
        if fields:
            made = {key: self.value(part, key) for key, part in fields.items()}
            return {
                key: value
                for key, value in made.items()
                if not self.sparse
                or key in required
                or fields[key].get("examples")
                or (isinstance(value, dict) and value)
            }
        values = schema.get("additionalProperties")
        return {"key": self.value(values, "key")} if isinstance(values, dict) else {}


def _string(schema: Schema, name: str) -> str:
    if schema.get("format") in _BY_FORMAT:
        return _BY_FORMAT[schema["format"]]
    if name in _BY_NAME:
        return _BY_NAME[name]
    if name == "id" or name.endswith("_id"):
        return f"019a0000-0000-7000-8000-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    text = name.replace("_", " ")
    return text[: schema.get("maxLength", len(text))].ljust(schema.get("minLength", 0), ".")


def _number(schema: Schema) -> int:
    low = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    return int(min(low if low > 0 else 1, schema.get("maximum", low + 1)))


def _most_telling(alternatives: list[Schema]) -> Schema:
    return next((part for part in alternatives if part.get("type") != "null"), alternatives[0])


def _resolved(reference: str, root: Schema) -> Schema:
    node: Json = root
    for step in reference.removeprefix("#/").split("/"):
        node = node[step]
    return dict(node)
