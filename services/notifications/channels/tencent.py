"""SMS by Tencent Cloud (sms 2021-01-11), signed with TC3-HMAC-SHA256."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from hmac import new as hmac
from typing import Any

import httpx
from pydantic import BaseModel, SecretStr

from services.notifications.channels.base import CANNOT_TELL, Outgoing
from services.notifications.channels.http import IDENTITY, Answer, call
from services.notifications.channels.registered import Registered, parameters
from services.notifications.domain.delivery import Outcome, Result

__all__ = ["TencentSettings", "TencentSms", "authorization"]

_VERSION = "2021-01-11"
_TYPE = "application/json; charset=utf-8"
_RETRY = ("InternalError", "ResourceUnavailable")
_BUSY = ("RequestLimitExceeded", "LimitExceeded.DeliveryFrequency")


class TencentSettings(BaseModel):
    """Access to one Tencent Cloud account."""

    name: str = "tencent"
    endpoint: str = "https://sms.tencentcloudapi.com"
    region: str = "ap-guangzhou"
    secret_id: str
    secret_key: SecretStr
    sdk_app_id: str
    registered: Registered
    timeout_seconds: float = 10


class TencentSms:
    """Our key travels as ``SessionContext``; no query by it exists, so a cut-off attempt stays doubtful."""

    channel = "sms"
    repeatable = False

    def __init__(self, settings: TencentSettings) -> None:
        self.name = settings.name
        self._settings = settings
        self._client = httpx.AsyncClient(timeout=settings.timeout_seconds, headers=IDENTITY)

    async def send(self, message: Outgoing) -> Result:
        """Hand the message over as its registered template."""
        settings = self._settings
        template = settings.registered.find(message)
        values = parameters(template, message) if template else None
        if template is None or values is None:
            return Result(Outcome.REFUSED, detail="no registered template for it")
        answer = await self._call(
            "SendSms",
            {
                "PhoneNumberSet": [message.to],
                "SmsSdkAppId": settings.sdk_app_id,
                "SignName": settings.registered.signature,
                "TemplateId": template.code,
                "TemplateParamSet": list(values.values()),
                "SessionContext": message.key,
            },
        )
        return answer if isinstance(answer, Result) else _judged(answer.body.get("Response", {}))

    async def ask(self, message: Outgoing) -> Result:  # noqa: ARG002 -- nothing to ask by
        """Tencent's queries know phones and times, not our key."""
        return CANNOT_TELL

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _call(self, action: str, body: Mapping[str, Any]) -> Answer | Result:
        settings = self._settings
        payload = json.dumps(body, ensure_ascii=False)
        now = datetime.now(UTC)
        host = httpx.URL(settings.endpoint).netloc.decode()
        headers = {"content-type": _TYPE, "host": host, "x-tc-action": action.lower()}
        secret = settings.secret_key.get_secret_value()
        signed = authorization(settings.secret_id, secret, "sms", headers, payload, now)
        headers |= {
            "authorization": signed,
            "x-tc-action": action,
            "x-tc-timestamp": str(int(now.timestamp())),
            "x-tc-version": _VERSION,
            "x-tc-region": settings.region,
        }
        request = self._client.build_request(
            "POST", settings.endpoint, headers=headers, content=payload.encode()
        )
        return await call(self._client, request)


def authorization(
    secret_id: str, secret_key: str, service: str, headers: Mapping[str, str], payload: str, now: datetime
) -> str:
    """``Authorization`` of a POST to ``/`` with this JSON; `headers` (lower case) are the signed ones."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    canonical = "\n".join(("POST", "/", "", lines, names, sha256(payload.encode()).hexdigest()))
    day, scope = f"{now:%Y-%m-%d}", f"{now:%Y-%m-%d}/{service}/tc3_request"
    to_sign = "\n".join(
        ("TC3-HMAC-SHA256", str(int(now.timestamp())), scope, sha256(canonical.encode()).hexdigest())
    )
    key = f"TC3{secret_key}".encode()
    for part in (day, service, "tc3_request"):
        key = hmac(key, part.encode(), sha256).digest()
    signature = hmac(key, to_sign.encode(), sha256).hexdigest()
    return f"TC3-HMAC-SHA256 Credential={secret_id}/{scope}, SignedHeaders={names}, Signature={signature}"


def _judged(response: Mapping[str, Any]) -> Result:
    statuses = response.get("SendStatusSet") or [{}]
    code = str(response.get("Error", {}).get("Code") or statuses[0].get("Code") or "no-status")
    if code == "Ok":
        return Result(Outcome.ACCEPTED, reference=statuses[0].get("SerialNo"))
    if code.startswith(_BUSY):
        return Result(Outcome.BUSY, detail=code)
    if code.startswith(_RETRY):
        return Result(Outcome.FAILED, detail=code)
    return Result(Outcome.REFUSED, detail=code)
