"""A caller as docs/frontend.md asks for: a key for each thing done, sent again where that page says so."""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from tests.soak.house import House

__all__ = ["Caller", "Failed"]

_PATIENCE_SECONDS = 45.0
_PLACE = re.compile(r"\{\w+\}")


class Failed(Exception):
    """A request was answered in a way that no caller has to expect."""


class Caller:
    """Calls whichever process serves now.

    Attributes:
        answered: requests that ended well.
        retries: declared ones, by reason.
        failures: what should not have happened, a line each.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._http = httpx.AsyncClient(timeout=30, limits=httpx.Limits(max_connections=64))
        self._token = house.token("agent", "supervisor", "manager", "gm", "service")
        self.answered = 0
        self.retries: Counter[str] = Counter()
        self.failures: list[str] = []
        self.seconds: list[float] = []

    async def post(
        self,
        service: str,
        route: str,
        body: Any = None,
        *,
        id: str | Sequence[str] = "",
        key: str = "",
        refused: frozenset[str] = frozenset(),
    ) -> Any:
        """What a POST answers; None where it is refused with one of the codes in `refused`.

        Args:
            route: as the service declares it; `id` takes the place of its parameter (or several of several).
        """
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return await self._ask(service, "POST", route, _ids(id), refused, json=body, headers=headers)

    async def get(
        self,
        service: str,
        route: str,
        *,
        id: str | Sequence[str] = "",
        params: Mapping[str, str] | None = None,
    ) -> Any:
        """What a GET answers."""
        return await self._ask(service, "GET", route, _ids(id), frozenset(), params=params)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _ask(
        self,
        service: str,
        method: str,
        route: str,
        ids: Sequence[str],
        refused: frozenset[str],
        **request: Any,
    ) -> Any:
        headers = {**request.pop("headers", {}), "Authorization": f"Bearer {self._token}"}
        request |= {"method": method, "headers": headers}
        began = time.monotonic()
        while (
            reason := _declared(answer := await self._once(service, route, ids, request))
        ) or answer is None:
            self.retries[str(reason)] += 1
            if time.monotonic() - began > _PATIENCE_SECONDS:
                raise self._failed(f"{method} {route}: still {reason} after {_PATIENCE_SECONDS:g} s")
            await asyncio.sleep(0.1)
        self.seconds.append(time.monotonic() - began)
        if answer.is_success or _code(answer) in refused:
            self.answered += 1
            return answer.json() if answer.is_success else None
        raise self._failed(f"{method} {route}: {answer.status_code} {answer.text[:300]}")

    async def _once(
        self, service: str, route: str, ids: Sequence[str], request: Mapping[str, Any]
    ) -> httpx.Response | None:
        """One attempt, by whichever process serves now; None when it broke off."""
        process = self._house.current[service]
        process.under_way += 1
        rest = iter(ids)
        url = process.url + _PLACE.sub(lambda _: next(rest), route)
        try:
            answer = await self._http.request(url=url, **request)
        except httpx.TransportError as error:
            process.unanswered += 1
            process.let_down.append(f"{request['method']} {route}: {type(error).__name__} {error}")
            return None
        finally:
            process.under_way -= 1
        counted = (request["method"], route, answer.status_code)
        process.asked[counted] = process.asked.get(counted, 0) + 1
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            process.let_down.append(f"{request['method']} {route}: 503 {answer.text[:200]}")
        return answer

    def _failed(self, what: str) -> Failed:
        self.failures.append(what)
        return Failed(what)


def _ids(id: str | Sequence[str]) -> Sequence[str]:
    return (id,) if isinstance(id, str) else id


def _declared(answer: httpx.Response | None) -> str | None:
    """Why a caller must ask again, by docs/frontend.md; None if it must not."""
    if answer is None:
        return "broken off"
    if answer.status_code in (429, 503):
        return str(answer.status_code)
    if answer.status_code == 409 and _code(answer) == "request-in-flight":
        return "in flight"
    return None


def _code(answer: httpx.Response) -> str:
    if answer.headers.get("content-type", "") != "application/problem+json":
        return ""
    return str(answer.json()["code"])
