"""What the HTTP providers share: one call, and every way it can end told apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from services.notifications.domain.delivery import Outcome, Result

__all__ = ["IDENTITY", "Answer", "call", "retry_after"]

IDENTITY = {"accept-encoding": "identity"}
"""Header of a client: answers are read as they come. A compressed one of 700 bytes can hold gigabytes."""
_LARGEST_ANSWER = 64 * 1024
"""Bytes of an answer that are read; nobody has more to say about one message."""
_LONGEST_WAIT_SECONDS = 24 * 3600.0
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer that is neither a rate limit nor a server's failure.

    Attributes:
        body: the decoded JSON, or ``{}`` where there is none.
    """

    status: int
    body: Mapping[str, Any]


async def call(
    client: httpx.AsyncClient, request: httpx.Request, *, repeatable: bool = False
) -> Answer | Result:
    """Make the call.

    Args:
        repeatable: the provider drops a second request with the same key.

    Returns:
        The provider's answer; or a result: ``FAILED`` if the request never left, ``BUSY`` for 429,
        ``UNKNOWN`` if it left and no proper answer came (a 5xx tells nothing about what was done).
    """
    try:
        response = await client.send(request, stream=True)
        text = await _text(response)
    except _NEVER_LEFT as error:
        return Result(Outcome.FAILED, detail=type(error).__name__)
    except httpx.HTTPError as error:
        return Result(Outcome.UNKNOWN, detail=type(error).__name__, repeatable=repeatable)
    if response.status_code == 429:
        return Result(Outcome.BUSY, detail="429", retry_after=retry_after(response))
    if response.status_code == 503:
        return Result(Outcome.FAILED, detail="503", retry_after=retry_after(response))
    if response.status_code >= 500:
        return Result(Outcome.UNKNOWN, detail=str(response.status_code), repeatable=repeatable)
    return Answer(response.status_code, _json(text))


def retry_after(response: httpx.Response) -> float | None:
    """Seconds a ``Retry-After`` header asks for, as a number or until a date (a day at most), if it does."""
    value = response.headers.get("retry-after", "")
    if value.isascii() and value.isdigit():
        return min(float(value), _LONGEST_WAIT_SECONDS)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(0.0, (until - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT_SECONDS)


async def _text(response: httpx.Response) -> bytes:
    """The answer's beginning; a receiver that never stops talking is hung up on."""
    text = b""
    try:
        async for part in response.aiter_raw():
            text += part
            if len(text) > _LARGEST_ANSWER:
                break
    finally:
        await response.aclose()
    return text[:_LARGEST_ANSWER]


def _json(text: bytes) -> Mapping[str, Any]:
    try:
        body = json.loads(text)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
