"""The sink's page, its API, and the HTTP provider that catches SMS."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from infra.chassis.auth import public
from infra.chassis.clock import Clock
from services.notifications.sink.caught import Caught, Message

__all__ = ["router"]

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5"><title>Clubhouse: what was sent</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 52rem; padding: 0 1rem;
  color: #1d2733; background: #fafaf7 }}
article {{ background: #fff; border: 1px solid #dfe3e0; border-radius: 8px; margin: 1rem 0;
  padding: .8rem 1rem }}
h1 {{ font-size: 1.4rem }} h2 {{ font-size: 1rem; margin: 0 }}
p {{ margin: .4rem 0 0; white-space: pre-wrap }} small {{ color: #5a6673 }}
.copies {{ color: #a33; font-weight: 600 }}
</style></head><body>
<h1>What was sent</h1>
<p>Email and SMS of this local stack end here instead of at a guest. The page renews itself.</p>
{messages}
</body></html>"""


class SmsIn(BaseModel):
    """An SMS as the generic HTTP provider gets it."""

    to: str
    text: str
    id: str


class Taken(BaseModel):
    """The provider's answer."""

    id: str


class CaughtView(BaseModel):
    """A caught message."""

    id: str
    channel: str = Field(examples=["sms"])
    to: str
    subject: str
    text: str
    at: datetime
    copies: int = Field(description="How often it came; more than 1 is a double.")


def router(caught: Caught, clock: Clock) -> APIRouter:
    """Routes of the sink. Public: it exists on a developer's machine only."""
    routes = APIRouter(tags=["sink"], dependencies=[public(limited=False)])

    @routes.post("/sink/sms", summary="Catch an SMS, as a provider would", status_code=202)
    async def catch_sms(sms: SmsIn) -> Taken:
        await caught.keep(Message(sms.id, "sms", sms.to, "", sms.text, clock.now()))
        return Taken(id=sms.id)

    @routes.get("/sink/messages", summary="What was caught, newest first")
    async def list_caught(
        to: str | None = None, limit: Annotated[int, Query(ge=1, le=1000)] = 100
    ) -> list[CaughtView]:
        return [_view(message, copies) for message, copies in await caught.newest(limit, to)]

    @routes.get("/sink", summary="What was caught, to read", response_class=HTMLResponse)
    async def show_caught() -> HTMLResponse:
        found = await caught.newest(100)
        shown = "\n".join(_article(message, copies) for message, copies in found)
        return HTMLResponse(_PAGE.format(messages=shown or "<p>Nothing yet.</p>"))

    return routes


def _view(message: Message, copies: int) -> CaughtView:
    return CaughtView(
        id=message.id,
        channel=message.channel,
        to=message.to,
        subject=message.subject,
        text=message.text,
        at=message.at,
        copies=copies,
    )


def _article(message: Message, copies: int) -> str:
    doubled = f' <span class="copies">came {copies} times</span>' if copies > 1 else ""
    subject = f"<p><strong>{escape(message.subject)}</strong></p>" if message.subject else ""
    return (
        f"<article><h2>{escape(message.channel)} to {escape(message.to)}{doubled}</h2>"
        f"<small>{message.at:%Y-%m-%d %H:%M:%S} UTC, {escape(message.id)}</small>"
        f"{subject}<p>{escape(message.text)}</p></article>"
    )
