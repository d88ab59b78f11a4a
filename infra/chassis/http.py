"""What the HTTP edges share: the app, causes from ``Idempotency-Key``, ETags and If-Match."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from time import perf_counter
from typing import Annotated, Any
from urllib.parse import unquote_plus

from fastapi import Depends, FastAPI, Header, Request
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from infra.chassis import metrics, telemetry
from infra.chassis.auth import IssuerAway, Unauthenticated
from infra.chassis.cause import Cause
from infra.chassis.changes import Outcome, Stored
from infra.chassis.decision import Kind, Refused
from infra.chassis.inbox import Inbox
from infra.chassis.limits import Limits
from infra.chassis.openapi import describe
from infra.chassis.plain import is_plain
from infra.chassis.problems import LARGEST_BODY, install, problem, unexpected

__all__ = ["REPLAYED", "BadRequest", "IfMatch", "RequestCause", "answered", "create_app", "entity"]

REPLAYED = "Idempotent-Replayed"
"""Header of an answer that was given before: the request had its effect then."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_LONGEST_VERSION = 18  # digits of a number that 64 bits hold
_OF_THE_CALLER: frozenset[Kind] = frozenset({"forbidden", "limit"})
"""Refusals of whoever asks, not of what is asked: they hold for a request that comes again, too."""
_QUIET = frozenset({"/livez", "/readyz", "/metrics"})
_STREAM = b"text/event-stream"
"""Its duration is the time until it begins: how long it is looked at makes no request a slow one."""


class BadRequest(Exception):
    """A request that lacks, or garbles, a header it must have (400)."""

    def __init__(self, code: str, detail: str, field: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.field = field


class TooLarge(HTTPException):
    """A body grew beyond what is taken while it was read (413)."""

    def __init__(self) -> None:
        super().__init__(413)


class InFlight(Exception):
    """The same Idempotency-Key is being worked on right now (409)."""


class Repeated(Exception):
    """What is refused now was done before, by this very request: `answer` is what it was told then."""

    def __init__(self, answer: JSONResponse) -> None:
        super().__init__()
        self.answer = answer


def create_app(service: str, title: str) -> FastAPI:
    """An app that answers every error with a problem document and traces every request."""
    app = FastAPI(
        title=title,
        version="1",
        description=f"API of Clubhouse's {service} service. Errors are RFC 9457 problem documents.",
        generate_unique_id_function=_operation_id,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # told once, by the chassis
    )
    app.state.in_flight = set()
    app.state.inbox = None
    app.state.limits = Limits()
    install(app)

    @app.exception_handler(BadRequest)
    async def _bad(_: Request, error: BadRequest) -> JSONResponse:
        return problem(400, error.code, error.detail, field=error.field)

    @app.exception_handler(Unauthenticated)
    async def _who(_: Request, error: Unauthenticated) -> JSONResponse:
        response = problem(401, "unauthenticated", str(error))
        response.headers["WWW-Authenticate"] = "Bearer"
        return response

    @app.exception_handler(IssuerAway)
    async def _away(_: Request, error: IssuerAway) -> JSONResponse:
        return problem(503, "issuer-unavailable", str(error))

    @app.exception_handler(TooLarge)
    async def _large(_: Request, __: TooLarge) -> JSONResponse:
        return _too_large()

    @app.exception_handler(InFlight)
    async def _busy(_: Request, __: InFlight) -> JSONResponse:
        return problem(409, "request-in-flight", "this Idempotency-Key is being worked on; ask again shortly")

    @app.exception_handler(Repeated)
    async def _again(_: Request, error: Repeated) -> JSONResponse:
        return error.answer

    app.add_middleware(_Observed)
    app.add_middleware(_Limited)
    describe(app)
    return app


async def _request_cause(
    request: Request,
    key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key", max_length=200, description="Any unique text; repeat it to retry safely."
        ),
    ] = None,
) -> AsyncIterator[Cause]:
    if not key:
        raise BadRequest(
            "idempotency-key-required", "send an Idempotency-Key with this request", "Idempotency-Key"
        )
    if request.headers.get("if-match", "*") != "*" and not _takes_if_match(request.scope["route"]):
        raise BadRequest("if-match-not-taken", "nothing is compared here: leave If-Match out", "If-Match")
    query = f"?{request.url.query}" if request.url.query else ""
    asked = f"{request.method} {request.url.path}{query}\n".encode() + await request.body()
    principal = getattr(request.state, "principal", None)
    cause = Cause(
        "http",
        principal.subject if principal else "public",
        key,
        fingerprint=hashlib.sha256(asked).hexdigest(),
    )
    in_flight: set[str] = request.app.state.in_flight
    if cause.key in in_flight:
        raise InFlight
    in_flight.add(cause.key)
    try:
        yield cause
    except Refused as refused:
        if refused.kind not in _OF_THE_CALLER and (answer := await _first_answer(request, cause)):
            raise Repeated(answer) from refused
        raise
    finally:
        in_flight.discard(cause.key)


async def _first_answer(request: Request, cause: Cause) -> JSONResponse | None:
    """What this request was told when it changed an aggregate, if it did.

    A route looks at more than the aggregate before it changes it: what it saw then may be gone when the
    request comes again.

    Raises:
        Refused: the cause's id was used for another request.
    """
    inbox: Inbox | None = request.app.state.inbox
    mark = await inbox.find(cause) if inbox else None
    if mark is None or not mark.answer or mark.answer.keys() != {"version", "body"}:
        return None
    headers = {"ETag": f'"{mark.answer["version"]}"', REPLAYED: "true"}
    return JSONResponse(mark.answer["body"], request.scope["route"].status_code or 200, headers)


RequestCause = Annotated[Cause, Depends(_request_cause, scope="function")]
"""Route parameter (after the caller's): the cause a request is. 400 without ``Idempotency-Key``, 409
while the same one is being worked on; used for another request it is refused by the store (422)."""


async def _if_match(
    version: Annotated[str | None, Header(alias="If-Match", description="ETag you last read.")] = None,
) -> int | None:
    if version is None or version == "*":
        return None
    text = version.removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_VERSION):
        raise BadRequest("bad-if-match", 'send the ETag you read, e.g. "3"', "If-Match")
    return int(text)


IfMatch = Annotated[int | None, Depends(_if_match)]
"""Route parameter: the version the caller last read, or None."""


def _takes_if_match(route: APIRoute) -> bool:
    """Whether a route compares versions: to go on where it does not would overwrite what was to be kept."""
    return any(each.call is _if_match for each in route.dependant.dependencies)


def answered(outcome: Outcome[Any], status: int = 200) -> JSONResponse:
    """The response of a change: what `answer` made of it, with its ETag."""
    headers = {"ETag": f'"{outcome.version}"'}
    if outcome.replayed:
        headers[REPLAYED] = "true"
    return JSONResponse(outcome.answer, status, headers)


def entity(stored: Stored[Any] | None, body: dict[str, Any]) -> JSONResponse:
    """The response of a read, with its ETag; without one while nothing is kept and `body` is what holds."""
    return JSONResponse(body, headers={"ETag": f'"{stored.version}"'} if stored else None)


def _operation_id(route: APIRoute) -> str:
    return route.name


class _Limited:
    """Refuses addresses that are no text, and bodies too large by what they say before, or then are."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            asked = unquote_plus(scope["query_string"].decode("latin-1"))
            if not (is_plain(scope["path"]) and is_plain(asked)):
                detail = "an address may not hold control characters"
                await problem(422, "invalid-input", detail, field="address")(scope, receive, send)
                return
            length = dict(scope["headers"]).get(b"content-length", b"0")
            if not length.isdigit() or int(length) > LARGEST_BODY:
                await _too_large()(scope, receive, send)
                return
        read = 0

        async def counted() -> MutableMapping[str, Any]:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LARGEST_BODY:
                raise TooLarge
            return message

        await self._app(scope, counted if scope["type"] == "http" else receive, send)


def _too_large() -> JSONResponse:
    return problem(413, "body-too-large", f"send at most {LARGEST_BODY} bytes")


class _Observed:
    """A server span and a duration for every request, named by route, never by personal path values."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _QUIET:
            await self._app(scope, receive, send)
            return
        status, answering, began, streaming_after = 500, False, perf_counter(), 0.0

        async def noting(message: MutableMapping[str, Any]) -> None:
            nonlocal status, answering, streaming_after
            if message["type"] == "http.response.start":
                status, answering = message["status"], True
                if dict(message["headers"]).get(b"content-type", b"").startswith(_STREAM):
                    streaming_after = perf_counter() - began
            await send(message)

        parent = dict(scope["headers"]).get(b"traceparent", b"").decode("latin-1") or None
        attributes = {"http.request.method": scope["method"], "url.scheme": scope["scheme"]}
        with telemetry.span(scope["method"], telemetry.SpanKind.SERVER, attributes, parent=parent) as span:
            try:
                await self._app(scope, receive, noting)
            except Exception as error:  # answered here, inside the span, so that the log line has the trace
                if answering:
                    raise
                telemetry.failed(span, error)
                await unexpected(f"{scope['method']} {_route(scope)}", error)(scope, receive, noting)
            finally:
                route = _route(scope)
                span.update_name(f"{scope['method']} {route}")
                span.set_attribute("http.route", route)
                span.set_attribute("http.response.status_code", status)
                metrics.HTTP_DURATION.labels(scope["method"], route, str(status)).observe(
                    streaming_after or perf_counter() - began
                )


def _route(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", "unmatched"))
