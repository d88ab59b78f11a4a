"""Webhooks to integrators by the Standard Webhooks specification."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from hmac import new as hmac

import httpx

from services.notifications.channels.addresses import Forbidden, Guard, Unresolved
from services.notifications.channels.base import CANNOT_TELL, Outgoing
from services.notifications.channels.http import IDENTITY, Answer, call
from services.notifications.domain.delivery import Outcome, Result

__all__ = ["Target", "Webhook", "sign"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a subscription's messages go, and the secrets that sign them (two while rotating)."""

    url: str
    secrets: tuple[str, ...]


class Webhook:
    """Posts events; the delivery's id is the ``webhook-id``, so a receiver can drop a repeated one.

    Args:
        target: looks up a subscription; None if it is gone.
        trusted: whom to trust for TLS; the system's authorities unless given.
    """

    channel = "webhook"
    repeatable = True
    name = "standard"

    def __init__(
        self,
        target: Callable[[str], Awaitable[Target | None]],
        guard: Guard,
        *,
        timeout_seconds: float = 15,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self._target = target
        self._guard = guard
        self._client = httpx.AsyncClient(
            timeout=timeout_seconds,
            headers=IDENTITY,
            # A connection kept open is known by its address alone: another name at that address would be
            # spoken to over it, and never have to prove itself.
            limits=httpx.Limits(max_keepalive_connections=0),
            follow_redirects=False,
            trust_env=False,
            verify=trusted if trusted is not None else True,
        )

    async def send(self, message: Outgoing) -> Result:
        """Post one event. 2xx is success, 410 ends the subscription, anything else is tried again."""
        target = await self._target(message.to)
        if target is None:
            return Result(Outcome.GONE, detail="the subscription is gone")
        try:
            pinned = await self._guard.pin(target.url)
        except Unresolved as error:
            return Result(Outcome.FAILED, detail=str(error))
        except Forbidden as error:
            return Result(Outcome.REFUSED, detail=str(error))
        timestamp = int(datetime.now(UTC).timestamp())
        body = message.payload or ""
        request = self._client.build_request(
            "POST",
            pinned.url,
            content=body.encode(),
            headers={
                "host": pinned.host_header,
                "content-type": "application/json",
                "user-agent": "clubhouse-notifications/1",
                "webhook-id": message.key,
                "webhook-timestamp": str(timestamp),
                "webhook-signature": sign(target.secrets, message.key, timestamp, body),
            },
            extensions={"sni_hostname": pinned.hostname},
        )
        answer = await call(self._client, request, repeatable=True)
        if isinstance(answer, Result):
            return answer
        return _judged(answer)

    async def ask(self, message: Outgoing) -> Result:  # noqa: ARG002 -- the specification has no query
        """Not needed: the receiver drops a second message with the same id."""
        return Result(Outcome.UNKNOWN, detail=CANNOT_TELL.detail, repeatable=True)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def sign(secrets: Sequence[str], webhook_id: str, timestamp: int, body: str) -> str:
    """``webhook-signature``: one ``v1`` signature for each secret (``whsec_`` and base64)."""
    content = f"{webhook_id}.{timestamp}.{body}".encode()
    return " ".join(
        f"v1,{base64.b64encode(hmac(_key(each), content, sha256).digest()).decode()}" for each in secrets
    )


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix("whsec_"))


def _judged(answer: Answer) -> Result:
    if 200 <= answer.status < 300:
        return Result(Outcome.ACCEPTED, reference=str(answer.status))
    if answer.status == 410:
        return Result(Outcome.GONE, detail="410")
    return Result(Outcome.FAILED, detail=str(answer.status))
