"""The API reference for people: one Markdown page a service, from its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator

from infra.contracts_gate.markdown import fields, shape, told
from infra.contracts_gate.schemas import Json, Schema

__all__ = ["api_reference"]

_METHODS = ("get", "post", "put", "patch", "delete")

_HEAD = """# {title}

Generated from `contracts/schemas/openapi/{service}.json` by `make contracts`; do not edit. Tokens are sent as
`Authorization: Bearer …`. Errors are RFC 9457 problem documents with a stable `code`. Where a POST takes an
`Idempotency-Key`, repeating it retries safely. `If-Match` with the ETag last read guards against changes in
between. Lists are read by `cursor`, from `next` of the page before.
"""


def api_reference(service: str, document: Json) -> str:
    """The page of one service."""
    operations = list(_operations(document))
    lines = [_HEAD.format(title=told(document["info"]["title"]), service=service)]
    lines += ["| operation | what it does | who |", "|---|---|---|"]
    for method, path, operation in operations:
        link = f"[`{method.upper()} {path}`](#{_anchor(operation)})"
        lines.append(f"| {link} | {told(operation.get('summary', ''))} | {_who(operation)} |")
    lines.append("")
    for method, path, operation in operations:
        lines += _operation(method, path, operation)
    lines.append("## Bodies\n")
    for name, schema in sorted(document.get("components", {}).get("schemas", {}).items()):
        lines.append(f"### {name}\n")
        if "description" in schema:
            lines.append(f"{told(schema['description'])}\n")
        lines += fields(schema)
    return "\n".join(lines)


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                yield method, path, methods[method]


def _operation(method: str, path: str, operation: Json) -> Iterator[str]:
    yield f"## {operation['operationId']}\n"
    yield f"`{method.upper()} {path}` — {told(operation.get('summary', ''))} (for {_who(operation)})\n"
    if "description" in operation:
        yield f"{told(operation['description'])}\n"
    parameters = operation.get("parameters", ())
    if parameters:
        yield "| parameter | in | type | meaning |"
        yield "|---|---|---|---|"
        for each in parameters:
            kind = shape(each.get("schema", {})) + ("" if each.get("required") else ", *optional*")
            yield f"| `{each['name']}` | {each['in']} | {kind} | {told(each.get('description', ''))} |"
        yield ""
    body = operation.get("requestBody")
    if body:
        yield f"Body: {_bodies(body)}.\n"
    good = [(status, each) for status, each in operation["responses"].items() if status < "400"]
    bad = [status for status in operation["responses"] if status >= "400"]
    for status, response in good:
        yield f"Answers {status}: {_bodies(response) or 'nothing'}.\n"
    if bad:
        yield f"Problems: {', '.join(bad)}.\n"


def _bodies(holder: Json) -> str:
    found = holder.get("content", {})
    return " or ".join(
        _named(media.get("schema", {})) + ("" if kind == "application/json" else f" as `{kind}`")
        for kind, media in found.items()
    )


def _named(schema: Schema) -> str:
    return shape(schema) if schema else "anything"


def _who(operation: Json) -> str:
    return ", ".join(operation["x-roles"]) if "x-roles" in operation else "anyone"


def _anchor(operation: Json) -> str:
    return str(operation["operationId"]).lower()
