"""SMS by any HTTP provider that a few settings can describe."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote

import httpx
from pydantic import BaseModel, Field

from services.notifications.channels.base import CANNOT_TELL, Outgoing
from services.notifications.channels.http import IDENTITY, Answer, call
from services.notifications.domain.delivery import Outcome, Result

__all__ = ["HttpSms", "HttpSmsSettings"]


class HttpSmsSettings(BaseModel):
    """How one provider wants to be called.

    In `url`, `status_url` and every text of `body`, however deep, ``{to}``, ``{text}`` and ``{key}`` stand
    for the phone, the message and our key. In URLs they are percent-encoded.
    """

    name: str
    url: str
    method: str = "POST"
    headers: dict[str, str] = Field(default_factory=dict)
    """Credentials belong here, from a secret."""
    body: dict[str, Any] = Field(default_factory=lambda: {"to": "{to}", "text": "{text}", "id": "{key}"})
    encoding: Literal["json", "form"] = "json"
    """How `body` travels; a form has texts only. A provider called by ``GET`` gets no body."""
    ok_field: str | None = None
    """Field of the JSON answer that tells success, dotted; None: any 2xx is success."""
    ok_values: tuple[str, ...] = ("0", "ok", "OK", "true", "True")
    reference_field: str = "id"
    busy_values: tuple[str, ...] = ()
    """Values of `ok_field` that mean "too many, later"."""
    idempotency_header: str | None = None
    """Header that carries our key, if the provider drops a second message with the same key."""
    status_url: str | None = None
    """Where to ask about a key: 200 means taken, 404 means never seen."""
    timeout_seconds: float = 10


class HttpSms:
    """A provider described by `HttpSmsSettings`."""

    channel = "sms"

    def __init__(self, settings: HttpSmsSettings) -> None:
        self.name = settings.name
        self.repeatable = settings.idempotency_header is not None
        self._settings = settings
        self._client = httpx.AsyncClient(timeout=settings.timeout_seconds, headers=IDENTITY)

    async def send(self, message: Outgoing) -> Result:
        """Hand the short text over."""
        settings = self._settings
        fields = {"to": message.to, "text": message.sms, "key": message.key}
        headers = dict(settings.headers)
        if settings.idempotency_header:
            headers[settings.idempotency_header] = message.key
        body: dict[str, Any] = {}
        if settings.method != "GET":
            body["json" if settings.encoding == "json" else "data"] = _filled(settings.body, fields)
        request = self._client.build_request(
            settings.method, _url(settings.url, fields), headers=headers, **body
        )
        answer = await call(self._client, request, repeatable=self.repeatable)
        return answer if isinstance(answer, Result) else self._judged(answer)

    async def ask(self, message: Outgoing) -> Result:
        """Ask the status address, if there is one."""
        settings = self._settings
        if settings.status_url is None:
            return Result(Outcome.UNKNOWN, detail=CANNOT_TELL.detail, repeatable=self.repeatable)
        url = _url(settings.status_url, {"to": message.to, "text": "", "key": message.key})
        answer = await call(self._client, self._client.build_request("GET", url, headers=settings.headers))
        if isinstance(answer, Answer) and answer.status == 200:
            return Result(Outcome.ACCEPTED, reference=_field(answer.body, settings.reference_field))
        if isinstance(answer, Answer) and answer.status == 404:
            return Result(Outcome.FAILED, detail="the provider never saw it")
        return Result(Outcome.UNKNOWN, detail="no answer about it", repeatable=self.repeatable)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def _judged(self, answer: Answer) -> Result:
        settings = self._settings
        told = _field(answer.body, settings.ok_field) if settings.ok_field else None
        if told is not None and told in settings.busy_values:
            return Result(Outcome.BUSY, detail=told)
        if answer.status < 300 and (settings.ok_field is None or told in settings.ok_values):
            return Result(Outcome.ACCEPTED, reference=_field(answer.body, settings.reference_field))
        return Result(Outcome.REFUSED, detail=told or str(answer.status))


def _url(template: str, fields: Mapping[str, str]) -> str:
    if "{" not in template:
        return template
    return template.format_map({name: quote(value, safe="") for name, value in fields.items()})


def _filled(template: Any, fields: Mapping[str, str]) -> Any:
    """A JSON value with every text in it filled in."""
    match template:
        case str():
            return template.format_map(fields)
        case dict():
            return {name: _filled(value, fields) for name, value in template.items()}
        case list():
            return [_filled(value, fields) for value in template]
        case _:
            return template


def _field(body: Mapping[str, Any], path: str) -> str | None:
    value: Any = body
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return None if value is None else value if isinstance(value, str) else json.dumps(value)
