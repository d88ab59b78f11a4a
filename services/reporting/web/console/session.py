"""Signing in to the console: the token of the sign-in service, kept in a cookie no script can read.

The cookie stands in for the ``Authorization`` header, so every route keeps the one check it states. It is
``SameSite=Strict``, and a change it authorises must come from a page of this very host.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import cookie_parser

from infra.chassis.problems import problem

__all__ = ["COOKIE", "CookieSession"]

COOKIE = "clubhouse_console"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_POLICY = (
    b"default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    b"frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]


class CookieSession:
    """Middleware: puts the cookie's token where tokens are looked for, and guards the pages."""

    def __init__(self, app: Callable[[Scope, Any, Any], Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        token = _cookie(headers.get(b"cookie", b"").decode("latin-1"))
        by_cookie = token is not None and b"authorization" not in headers
        # Signing in and out needs no cookie, yet no other site may do it for a reader: they would go on as
        # somebody else without noticing. Only a browser tells the origin, and it always does.
        by_page = scope["path"].startswith("/console") and b"origin" in headers
        if scope["method"] not in _SAFE and (by_cookie or by_page) and not _same_origin(headers):
            refused = problem(403, "other-origin", "this change was asked for by a page of another site")
            await refused(scope, receive, send)
            return
        if token and by_cookie:
            bearer = (b"authorization", b"Bearer " + token.encode("latin-1", "ignore"))
            scope = {**scope, "headers": [*scope["headers"], bearer]}

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start" and scope["path"].startswith("/console"):
                message["headers"] = [
                    *message["headers"],
                    (b"content-security-policy", _POLICY),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"same-origin"),
                ]
            await send(message)

        await self._app(scope, receive, guarded)


def _cookie(header: str) -> str | None:
    return cookie_parser(header).get(COOKIE)  # as browsers do: another application's odd cookie hides none


def _same_origin(headers: dict[bytes, bytes]) -> bool:
    origin = headers.get(b"origin") or headers.get(b"referer") or b""
    return urlsplit(origin.decode("latin-1")).netloc == headers.get(b"host", b"").decode("latin-1") != ""
