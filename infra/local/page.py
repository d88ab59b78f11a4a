"""The supervisor's page: what runs where, tokens, traces. Also the issuer and the OTLP receiver."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs

from google.protobuf.message import DecodeError
from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from infra.local.issuer import ROLES
from infra.local.settings import LocalSettings
from infra.local.traces import Traces, decode

__all__ = ["Part", "create_page"]


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the page: a process and what can be looked at."""

    name: str
    where: str
    state: Literal["up", "starting", "down"]
    pid: int | None
    restarts: int
    log: str
    links: tuple[tuple[str, str], ...] = ()


def create_page(settings: LocalSettings, traces: Traces, parts: Callable[[], Sequence[Part]]) -> Starlette:
    """The page's app.

    Args:
        parts: asked at every request for what runs now.
    """
    page = _Page(settings, traces, parts)
    return Starlette(
        routes=[
            Route("/", page.home),
            Route("/token", page.token, methods=["POST"]),
            Route("/traces", page.traces),
            Route("/traces/{trace_id}", page.trace),
            Route("/api/parts", page.api_parts),
            Route("/api/traces", page.api_traces),
            Route("/api/traces/{trace_id}", page.api_trace),
            Route("/v1/traces", page.receive, methods=["POST"]),
            Route("/.well-known/openid-configuration", page.discovery),
            Route("/.well-known/jwks.json", page.jwks),
        ],
        # A foreign page must not reach the issuer by pointing its own name at this machine.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
    )


class _Page:
    def __init__(self, settings: LocalSettings, traces: Traces, parts: Callable[[], Sequence[Part]]) -> None:
        self._settings = settings
        self._issuer = settings.issuer()
        self._traces = traces
        self._parts = parts
        self._pages = Environment(
            loader=FileSystemLoader(Path(__file__).with_name("pages")), autoescape=select_autoescape()
        )
        self._pages.filters["moment"] = _moment

    async def home(self, _: Request) -> Response:
        return self._home()

    async def token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        role, venue, guest = form.get("role", "agent"), form.get("venue", "all"), form.get("guest", "")
        if role not in ROLES:
            return PlainTextResponse(f"no role {role!r}; there are {', '.join(ROLES)}", 422)
        token = self._issuer.token(
            roles=[role], venues=["*" if venue == "all" else venue], guest_id=guest or None
        )
        if "json" in request.headers.get("accept", ""):
            return JSONResponse({"access_token": token, "token_type": "Bearer"})
        return self._home({"role": role, "venue": venue, "guest": guest}, token)

    async def traces(self, _: Request) -> Response:
        return self._html("traces.html", stories=self._traces.recent())

    async def trace(self, request: Request) -> Response:
        story = self._traces.story(request.path_params["trace_id"])
        if story is None:
            return PlainTextResponse("This trace is not kept (any more). The newest are at /traces.", 404)
        return self._html("trace.html", story=story)

    async def api_parts(self, _: Request) -> Response:
        return JSONResponse([asdict(part) for part in self._parts()])

    async def api_traces(self, _: Request) -> Response:
        return JSONResponse(
            [
                {"trace_id": story.trace_id, "title": story.title, "services": story.services}
                for story in self._traces.recent()
            ]
        )

    async def api_trace(self, request: Request) -> Response:
        story = self._traces.story(request.path_params["trace_id"])
        if story is None:
            return JSONResponse({"detail": "not kept"}, 404)
        return JSONResponse(
            {
                "trace_id": story.trace_id,
                "services": story.services,
                "spans": [{"depth": row.depth, **asdict(row.span)} for row in story.rows],
            }
        )

    async def receive(self, request: Request) -> Response:
        body = await request.body()
        if request.headers.get("content-encoding") == "gzip":
            with contextlib.suppress(gzip.BadGzipFile):
                body = gzip.decompress(body)
        try:
            self._traces.add(decode(body))
        except DecodeError as error:
            return PlainTextResponse(f"not an OTLP export: {error}", 400)
        return Response(b"", media_type="application/x-protobuf")

    async def discovery(self, _: Request) -> Response:
        return JSONResponse(self._issuer.discovery())

    async def jwks(self, _: Request) -> Response:
        return JSONResponse(self._issuer.jwks())

    def _home(self, asked: dict[str, str] | None = None, token: str | None = None) -> Response:
        return self._html(
            "home.html",
            parts=self._parts(),
            roles=ROLES,
            asked=asked or {"role": "agent", "venue": "all", "guest": ""},
            token=token,
            booking_url=self._settings.url("booking"),
        )

    def _html(self, template: str, **values: Any) -> Response:
        return HTMLResponse(self._pages.get_template(template).render(values))


def _moment(nanoseconds: int) -> str:
    return datetime.fromtimestamp(nanoseconds / 1e9, UTC).strftime("%H:%M:%S.%f")[:-3]
