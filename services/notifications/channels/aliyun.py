"""SMS by Aliyun (Dysmsapi 2017-05-25), signed with ACS3-HMAC-SHA256."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import new as hmac
from typing import Any
from urllib.parse import quote

import httpx
from pydantic import BaseModel, SecretStr

from infra.chassis.ids import new_id
from services.notifications.channels.base import CANNOT_TELL, Outgoing
from services.notifications.channels.http import IDENTITY, Answer, call
from services.notifications.channels.registered import Registered, parameters
from services.notifications.domain.delivery import Outcome, Result

__all__ = ["AliyunSettings", "AliyunSms", "authorization"]

_VERSION = "2017-05-25"
_EMPTY = sha256(b"").hexdigest()
_CHINA = timedelta(hours=8)


class AliyunSettings(BaseModel):
    """Access to one Aliyun account."""

    name: str = "aliyun"
    endpoint: str = "https://dysmsapi.aliyuncs.com"
    access_key_id: str
    access_key_secret: SecretStr
    registered: Registered
    timeout_seconds: float = 10


class AliyunSms:
    """Our key travels as ``OutId`` and comes back in ``QuerySendDetails``: doubt can be resolved."""

    channel = "sms"
    repeatable = False

    def __init__(self, settings: AliyunSettings) -> None:
        self.name = settings.name
        self._settings = settings
        self._client = httpx.AsyncClient(timeout=settings.timeout_seconds, headers=IDENTITY)

    async def send(self, message: Outgoing) -> Result:
        """Hand the message over as its registered template."""
        template = self._settings.registered.find(message)
        values = parameters(template, message) if template else None
        if template is None or values is None:
            return Result(Outcome.REFUSED, detail="no registered template for it")
        answer = await self._call(
            "SendSms",
            {
                "PhoneNumbers": _phone(message.to),
                "SignName": self._settings.registered.signature,
                "TemplateCode": template.code,
                "TemplateParam": json.dumps(values, ensure_ascii=False),
                "OutId": message.key,
            },
        )
        if isinstance(answer, Result):
            return answer
        return _judged(str(answer.body.get("Code", answer.status)), answer.body)

    async def ask(self, message: Outgoing) -> Result:
        """Look for our key among what was sent to this phone on the day of the attempt."""
        answer = await self._call(
            "QuerySendDetails",
            {
                "PhoneNumber": _phone(message.to),
                "SendDate": f"{message.started_at + _CHINA:%Y%m%d}",
                "PageSize": "50",
                "CurrentPage": "1",
            },
        )
        if isinstance(answer, Result) or answer.body.get("Code") != "OK":
            return CANNOT_TELL
        details = (answer.body.get("SmsSendDetailDTOs") or {}).get("SmsSendDetailDTO") or []
        if any(each.get("OutId") == message.key for each in details):
            return Result(Outcome.ACCEPTED)
        # The list lags behind sending, so its silence proves nothing.
        return CANNOT_TELL

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _call(self, action: str, query: Mapping[str, str]) -> Answer | Result:
        settings = self._settings
        host = httpx.URL(settings.endpoint).netloc.decode()
        headers = {
            "host": host,
            "x-acs-action": action,
            "x-acs-content-sha256": _EMPTY,
            "x-acs-date": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "x-acs-signature-nonce": new_id(),
            "x-acs-version": _VERSION,
        }
        secret = settings.access_key_secret.get_secret_value()
        headers["authorization"] = authorization(settings.access_key_id, secret, query, headers)
        url = f"{settings.endpoint}/?{_canonical_query(query)}"
        return await call(self._client, self._client.build_request("POST", url, headers=headers))


def authorization(
    key_id: str, secret: str, query: Mapping[str, str], headers: Mapping[str, str], body_hash: str = _EMPTY
) -> str:
    """``Authorization`` of a POST to ``/`` with these query parameters and headers (all are signed)."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    canonical = "\n".join(("POST", "/", _canonical_query(query), lines, names, body_hash))
    to_sign = f"ACS3-HMAC-SHA256\n{sha256(canonical.encode()).hexdigest()}"
    signature = hmac(secret.encode(), to_sign.encode(), sha256).hexdigest()
    return f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={names},Signature={signature}"


def _canonical_query(query: Mapping[str, str]) -> str:
    return "&".join(f"{quote(name, safe='~')}={quote(query[name], safe='~')}" for name in sorted(query))


def _phone(e164: str) -> str:
    """National form for mainland China, digits with the country code elsewhere."""
    return e164.removeprefix("+86") if e164.startswith("+86") else e164.removeprefix("+")


def _judged(code: str, body: Mapping[str, Any]) -> Result:
    if code == "OK":
        return Result(Outcome.ACCEPTED, reference=body.get("BizId"))
    if code.startswith("Throttling"):
        return Result(Outcome.BUSY, detail=code)
    if code in {"isp.SYSTEM_ERROR", "isv.SYSTEM_ERROR", "ServiceUnavailable", "InternalError"}:
        return Result(Outcome.FAILED, detail=code)
    return Result(Outcome.REFUSED, detail=code)
