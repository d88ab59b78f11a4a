"""Problem details (RFC 9457) for everything that goes wrong over HTTP, each with a stable ``code``."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from pymongo.errors import OperationFailure
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from infra.chassis.auth import api_routes
from infra.chassis.decision import Kind, Refused
from infra.chassis.mongo import is_outage
from infra.chassis.plain import printable

__all__ = [
    "LARGEST_BODY",
    "TYPICAL",
    "Problem",
    "as_document",
    "install",
    "problem",
    "problems",
    "unexpected",
]

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
LARGEST_BODY = 4 * 1024 * 1024
"""Bytes of a request."""
_MOST_ERRORS = 20
_TOO_LARGE = frozenset({388, 10334, 17419, 17420})
"""What the store says of a document, or of a change of it, that it cannot hold."""
_STATUS: dict[Kind, int] = {
    "invalid": 422,
    "conflict": 409,
    "forbidden": 403,
    "missing": 404,
    "precondition": 412,
    "limit": 429,
}
_TITLES = {
    400: "Bad request",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    412: "Changed meanwhile",
    413: "Too large",
    422: "Invalid input",
    429: "Too many requests",
    500: "Our fault",
    503: "Not available now",
}
_FIXES = {
    400: "the body cannot be read: send UTF-8 text, as JSON that nests less deeply and has shorter numbers",
    404: "there is nothing at this address; /openapi.json lists what there is",
}
"""What to do about what the framework refuses."""
TYPICAL: dict[int, tuple[str, str]] = {
    400: ("idempotency-key-required", "send an Idempotency-Key with this request"),
    401: ("unauthenticated", "the token has expired"),
    403: ("other-venue", "you have no rights at this venue"),
    404: ("not-found", "there is no such thing"),
    409: ("request-in-flight", "the same request is being worked on; ask again shortly"),
    412: ("version-mismatch", "it was changed meanwhile; read it again"),
    413: ("body-too-large", f"send at most {LARGEST_BODY} bytes"),
    422: ("invalid-input", "party_size: Input should be greater than 0"),
    429: ("rate-limited", "you ask too often; slow down and repeat"),
    503: ("store-unavailable", "the store does not answer; try again shortly"),
}
"""An example of each status: code and detail."""


class FieldError(BaseModel):
    """One wrong input field."""

    field: str = Field(examples=["party_size"])
    detail: str = Field(examples=["Input should be greater than 0"])


class Problem(BaseModel):
    """RFC 9457 problem details."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["urn:clubhouse:problem:slot-taken"])
    title: str = Field(examples=["Conflict"])
    status: int = Field(examples=[409])
    code: str = Field(examples=["slot-taken"], description="Stable; safe to branch on.")
    detail: str = Field(examples=["the room is taken from 20:00 to 22:00"])
    field: str | None = None
    errors: list[FieldError] | None = None


def problem(status: int, code: str, detail: str, **members: Any) -> JSONResponse:
    """A problem response; `members` with a value are added to the document."""
    headers = {"Retry-After": "1"} if status in (429, 503) else None
    return JSONResponse(as_document(status, code, detail, **members), status, headers, MEDIA_TYPE)


def as_document(status: int, code: str, detail: str, **members: Any) -> dict[str, Any]:
    """The document itself."""
    return {
        "type": f"urn:clubhouse:problem:{code}",
        "title": _TITLES.get(status, "Refused"),
        "status": status,
        "code": code,
        "detail": detail,
        **{name: value for name, value in members.items() if value is not None},
    }


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI ``responses`` of a route that can answer with these problems."""
    return {
        status: {
            "description": _TITLES[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


def install(app: FastAPI) -> None:
    """Answer every error of `app` with a problem document."""

    @app.exception_handler(Refused)
    async def _refused(_: Request, error: Refused) -> JSONResponse:
        return problem(_STATUS[error.kind], error.code, error.detail, field=error.field, **error.extra)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [
            {"field": printable(field), "detail": printable(detail)}
            for field, detail in (_mistake(each, request) for each in error.errors()[:_MOST_ERRORS])
        ]
        first = errors[0]
        return problem(
            422, "invalid-input", f"{first['field']}: {first['detail']}", field=first["field"], errors=errors
        )

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:  # the router knows the first route of the path
            headers["Allow"] = ", ".join(sorted(_methods(app, request.url.path)))
            detail = f"{request.method} is not taken here; use {headers['Allow']}"
        else:
            detail = _FIXES.get(error.status_code, str(error.detail))
        response = problem(error.status_code, f"http-{error.status_code}", detail)
        response.headers.update(headers)
        return response

    @app.exception_handler(Exception)
    async def _failed(request: Request, error: Exception) -> JSONResponse:
        return unexpected(f"{request.method} of an operator's route", error)


def _mistake(error: dict[str, Any], request: Request) -> tuple[str, str]:
    """Which field is wrong, and how."""
    if error["type"] == "json_invalid":
        return "body", f"this is no JSON: {error['ctx']['error']}, at character {error['loc'][1]}"
    taken = getattr(getattr(request.scope.get("route"), "body_field", None), "field_info", None)
    media = getattr(taken, "media_type", None)
    if error["loc"] == ("body",) and media and media not in request.headers.get("content-type", ""):
        return "body", f"send {media}, and say so: Content-Type: {media}"
    return ".".join(str(part) for part in error["loc"][1:]) or str(error["loc"][0]), error["msg"]


def _methods(app: FastAPI, path: str) -> set[str]:
    """The methods of every route of a path."""
    return {
        method
        for route in api_routes(app)
        if compile_path(route.path or "")[0].match(path)
        for method in route.methods or ()
    }


def unexpected(what: str, error: Exception) -> JSONResponse:
    """The answer to what nobody foresaw, which is logged.

    Args:
        what: method and route; never the path, whose values may be personal.
    """
    if isinstance(error, OperationFailure) and error.code in _TOO_LARGE:
        return problem(422, "too-much-kept", "one entry can hold no more of this; begin another")
    if is_outage(error):
        return problem(503, "store-unavailable", "the store does not answer; try again shortly")
    log.error("%s failed", what, exc_info=error)
    return problem(500, "internal-error", "this is our fault; it is logged under the trace id")
