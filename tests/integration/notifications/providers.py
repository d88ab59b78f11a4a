"""Real servers that play providers: they take, refuse, stall, cut off, ask for patience, and remember."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import uvicorn
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from fastapi import FastAPI, Request, Response

from infra.local.ports import free_port

__all__ = ["HttpProvider", "Mail", "Seen", "http_provider", "mail_server"]


@dataclass
class Seen:
    """A request as a provider saw it."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """Its body, decoded."""
        return json.loads(self.body)


Play = Callable[[Seen], Awaitable[Response]]


@dataclass
class HttpProvider:
    """An HTTP server whose next answers can be scripted; without a script it takes everything.

    Attributes:
        script: plays for the next requests, in order.
        otherwise: the play once the script has run out.
        keys: messages by key as the provider would deliver them: a key seen twice is delivered once.
    """

    url: str
    script: list[Play] = field(default_factory=list)
    otherwise: Play | None = None
    seen: list[Seen] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)

    async def play(self, seen: Seen) -> Response:
        """Answer one request."""
        self.seen.append(seen)
        if self.script:
            return await self.script.pop(0)(seen)
        return await (self.otherwise or self.take)(seen)

    async def take(self, seen: Seen) -> Response:
        """Take it."""
        key = seen.headers.get("idempotency-key") or seen.json["id"]
        self.keys[key] = self.keys.get(key, 0) + 1
        return Response(json.dumps({"id": f"ref-{key}"}), 200, media_type="application/json")


def fails(status: int, **headers: str) -> Play:
    """A play that answers with this status."""

    async def play(_: Seen) -> Response:
        body = "" if status == 204 else "{}"
        return Response(body, status, {name.replace("_", "-"): value for name, value in headers.items()})

    return play


def says(body: object) -> Play:
    """A play that answers with this JSON."""

    async def play(_: Seen) -> Response:
        return Response(json.dumps(body), media_type="application/json")

    return play


def stalls(provider: HttpProvider) -> Play:
    """A play that takes the message, then keeps silent longer than anyone waits."""

    async def play(seen: Seen) -> Response:
        await provider.take(seen)
        await asyncio.sleep(5)
        return Response(status_code=200)

    return play


@asynccontextmanager
async def http_provider() -> AsyncIterator[HttpProvider]:
    """A provider on a port of its own."""
    port = free_port()
    provider = HttpProvider(f"http://127.0.0.1:{port}")
    app = FastAPI()

    @app.api_route("/{path:path}", methods=["GET", "POST"])
    async def everything(request: Request, path: str) -> Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        seen = Seen(request.method, f"/{path}", dict(request.query_params), headers, await request.body())
        return await provider.play(seen)

    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off")
    )
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield provider
    finally:
        server.force_exit = server.should_exit = True
        await running


class Mail:
    """An SMTP server.

    Attributes:
        caught: messages taken.
        answers: SMTP answers for the next messages, instead of taking them; ``""`` hangs up after the text.
        delay: seconds between taking a message and saying so.
    """

    def __init__(self) -> None:
        self.caught: list[EmailMessage] = []
        self.answers: list[str] = []
        self.recipients: list[str] = []
        self.delay: Callable[[], float] = lambda: 0
        self.port = 0

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        """Take one message, or do as told."""
        content = envelope.content
        assert isinstance(content, bytes)
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250") or not answer:
            self.caught.append(message_from_bytes(content, _class=EmailMessage, policy=policy.default))
            self.recipients += envelope.rcpt_tos
            await asyncio.sleep(self.delay())
        if not answer:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer or "250 OK"


@asynccontextmanager
async def mail_server() -> AsyncIterator[Mail]:
    """An SMTP server on a port of its own, in a thread of its own."""
    mail = Mail()
    controller = Controller(mail, hostname="127.0.0.1", port=free_port())
    await asyncio.to_thread(controller.start)
    mail.port = controller.port
    try:
        yield mail
    finally:
        await asyncio.to_thread(controller.stop)
