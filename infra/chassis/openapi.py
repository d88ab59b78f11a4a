"""What every OpenAPI document says by itself: who may call, and the problems any route can answer with.

A route states its roles (`auth.requires`) and the problems of its own domain (`problems.problems`). What
follows from its shape (401, 403, 400 for a header, 413 and 422 for input, 503) is added here, so that no
route can forget it; and so are examples of what is sent, answered and refused, which `clubhouse mock` serves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import RouteContext
from sse_starlette import EventSourceResponse

from infra.chassis.auth import api_routes, stated
from infra.chassis.examples import example
from infra.chassis.problems import TYPICAL, Problem, as_document, problems

__all__ = ["describe"]

_KEY = {"type": "string", "minLength": 1, "maxLength": 200}
_STREAM = {
    "description": "A stream of events, as long as the token holds; resume it with Last-Event-ID.",
    "content": {"text/event-stream": {"schema": {"type": "string"}}},
}
_OF_FASTAPI = ("HTTPValidationError", "ValidationError")

Document = dict[str, Any]


def describe(app: FastAPI) -> None:
    """Complete `app`'s OpenAPI document when it is first asked for."""
    original = app.openapi

    def openapi() -> Document:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(app, original())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _completed(app: FastAPI, document: Document) -> Document:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in _OF_FASTAPI:
        schemas.pop(unused, None)
    made = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= made.pop("$defs", {})
    schemas["Problem"] = made
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    for route, operation in _operations(app, document):
        roles = stated(route) or ()
        if roles != ("public",):
            operation["security"] = [{"bearer": []}]
            operation["x-roles"] = sorted(roles)
        for parameter in operation.get("parameters", ()):
            if parameter["name"] == "Idempotency-Key":  # FastAPI does not know that we refuse to go without
                parameter |= {"required": True, "schema": _KEY}
        if _streams(route):
            operation["responses"]["200"] = _STREAM
        for status, response in problems(*_implied(roles, operation)).items():
            operation["responses"].setdefault(str(status), response)
        for status, response in operation["responses"].items():
            if status >= "400":
                response["content"] = _problem(status)
        operation["responses"] = dict(sorted(operation["responses"].items()))
        _exemplify(operation, document)
    components["examples"] = {
        f"problem-{status}": {"value": as_document(status, code, detail)}
        for status, (code, detail) in TYPICAL.items()
    }
    return document


def _problem(status: str) -> Document:
    """The content of an error response."""
    name = f"problem-{status}"
    media: Document = {"schema": {"$ref": "#/components/schemas/Problem"}}
    if int(status) in TYPICAL:
        media["examples"] = {name: {"$ref": f"#/components/examples/{name}"}}
    return {"application/problem+json": media}


def _exemplify(operation: Document, document: Document) -> None:
    """An example for every JSON body that has none of its own."""
    answers = (each for status, each in operation["responses"].items() if status < "400")
    for sparse, holder in ((True, operation.get("requestBody", {})), *((False, each) for each in answers)):
        media = holder.get("content", {}).get("application/json")
        if media and media.get("schema") and not media.keys() & {"example", "examples"}:
            media["example"] = example(media["schema"], root=document, sparse=sparse)


def _operations(app: FastAPI, document: Document) -> Iterator[tuple[RouteContext, Document]]:
    for route in api_routes(app):
        if route.include_in_schema:
            for method in route.methods or ():
                yield route, document["paths"][route.path_format][method.lower()]


def _implied(roles: tuple[str, ...], operation: Document) -> Iterator[int]:
    """The problems a route can answer with because of what it takes."""
    parameters = {each["name"] for each in operation.get("parameters", ())}
    yield from (429, 503)
    if roles != ("public",):
        yield from (401, 403)
    if parameters & {"Idempotency-Key", "If-Match"}:
        yield 400
    if "Idempotency-Key" in parameters:
        yield 409
    if "If-Match" in parameters:
        yield 412
    if parameters or "requestBody" in operation:
        yield 422
    if "requestBody" in operation:
        yield from (400, 413)


def _streams(route: RouteContext) -> bool:
    made_by = route.response_class
    return isinstance(made_by, type) and issubclass(made_by, EventSourceResponse)
