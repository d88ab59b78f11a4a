"""Schemas in words and tables, for the generated references."""

from __future__ import annotations

from collections.abc import Iterator

from infra.contracts_gate.schemas import Schema

__all__ = ["fields", "shape", "told"]


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


def fields(schema: Schema) -> Iterator[str]:
    """A table of an object's fields, or the values of an enumeration."""
    if "enum" in schema:
        yield f"One of {shape(schema)}.\n"
        return
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    required = set(schema.get("required", ()))
    for name, part in schema.get("properties", {}).items():
        kind = shape(part) if name in required else f"{shape(part)}, *optional*"
        yield f"| `{name}` | {kind} | {told(part.get('description', ''))} |"
    yield ""


def told(text: str) -> str:
    """Prose on one line, fit for a table's cell."""
    return " ".join(text.replace("``", "`").replace("|", "\\|").split())
