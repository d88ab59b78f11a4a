"""The five APIs played from their published OpenAPI documents: nothing is kept, examples are answered.

For a front-end before, or without, the services. What a caller must do with the real ones is asked for here
too: a token, an ``Idempotency-Key`` where one is needed. ``Prefer: code=409`` answers with that status, where
the route declares it, so that every error can be shown.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

__all__ = ["create_mock"]

_WISH = re.compile(r"code=(\d{3})")
_STREAM_PAUSE_SECONDS = 2.0

Json = Any


def create_mock(document: Json) -> Starlette:
    """An app that answers every operation of an OpenAPI document with the document's example."""
    routes = [
        Route(path, _Operation(operation, document), methods=[method.upper()])
        for path, methods in sorted(document["paths"].items(), key=_most_exact_first)
        for method, operation in methods.items()
    ]

    async def described(_: Request) -> Response:
        return JSONResponse(document)

    return Starlette(
        routes=[Route("/openapi.json", described), *routes],
        # A front-end under development is served from a port of its own.
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["*"],
                allow_headers=["*"],
                expose_headers=["ETag"],
            )
        ],
    )


class _Operation:
    """One operation, as an ASGI app."""

    def __init__(self, operation: Json, document: Json) -> None:
        self._operation = operation
        self._examples = document["components"].get("examples", {})

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self._answer(Request(scope, receive))(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        answers = self._operation["responses"]
        wished = _WISH.search(request.headers.get("prefer", ""))
        if wished and wished[1] in answers:
            return self._of(wished[1])
        if self._operation.get("security") and "authorization" not in request.headers:
            return self._of("401")
        for parameter in self._operation.get("parameters", ()):
            needed = parameter["in"] == "header" and parameter.get("required")
            if needed and parameter["name"].lower() not in request.headers:
                return self._of("400" if "400" in answers else "422")
        return self._of(min(answers))

    def _of(self, status: str) -> Response:
        content = self._operation["responses"][status].get("content", {})
        if "text/event-stream" in content:
            return StreamingResponse(_stream(), media_type="text/event-stream")
        for kind in ("application/json", "application/problem+json"):
            if kind in content:
                headers = {"ETag": '"1"'} if status < "300" else {}
                return JSONResponse(self._example(content[kind]), int(status), headers, media_type=kind)
        return PlainTextResponse("", int(status), media_type=next(iter(content), None))

    def _example(self, media: Json) -> Json:
        if "example" in media:
            return media["example"]
        for each in media.get("examples", {}).values():
            return (
                self._examples[each["$ref"].rpartition("/")[2]]["value"] if "$ref" in each else each["value"]
            )
        return None


async def _stream() -> AsyncIterator[str]:
    """An event now and then, with an id to resume from."""
    number = 0
    while True:
        number += 1
        yield f"id: {number}\nevent: example\ndata: {json.dumps({'number': number})}\n\n"
        await asyncio.sleep(_STREAM_PAUSE_SECONDS)


def _most_exact_first(item: tuple[str, Json]) -> tuple[int, str]:
    """A path without parameters goes before one whose parameter would take its place."""
    return item[0].count("{"), item[0]
