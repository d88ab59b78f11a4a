"""Dead letters over the services' own routes: which ones, and the same decision about each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid4, uuid5

import httpx

from infra.cli.api import api, checked

__all__ = ["decide", "find", "show"]

Letter = dict[str, Any]
_ROLES = ("service",)
_AT_ONCE = 1000


async def find(services: Sequence[str], filters: Mapping[str, str | None]) -> list[tuple[str, Letter]]:
    """The dead letters of these services that match, oldest first, each with its service."""
    wanted = {name: value for name, value in filters.items() if value}
    found: list[tuple[str, Letter]] = []
    for service in services:
        async with api(service, _ROLES) as http:
            after: str | None = ""
            while after is not None:
                page = {"limit": str(_AT_ONCE), "after": after}
                some: list[Letter] = checked(await http.get("/dead-letters", params=wanted | page)).json()
                found += [(service, letter) for letter in some]
                after = some[-1]["id"] if len(some) == _AT_ONCE else None
    return sorted(found, key=lambda each: each[1]["since"])


async def show(service: str, id: str) -> Letter:
    """One dead letter with its record."""
    async with api(service, _ROLES) as http:
        letter: Letter = checked(await http.get(_path(id))).json()
        return letter


async def decide(
    service: str, action: str, ids: Sequence[str], body: Mapping[str, Any], key: str | None = None
) -> list[Letter]:
    """Do `action` (``replay``, ``edit``, ``discard``) to each of the dead letters; what came of each.

    Args:
        key: repeat a command under the same key to retry it safely.
    """
    key = key or str(uuid4())
    async with api(service, _ROLES) as http:
        return [await _one(http, action, id, body, key) for id in ids]


async def _one(http: httpx.AsyncClient, action: str, id: str, body: Mapping[str, Any], key: str) -> Letter:
    headers = {"Idempotency-Key": str(uuid5(NAMESPACE_URL, f"{key}/{action}/{id}"))}
    done: Letter = checked(await http.post(f"{_path(id)}/{action}", json=body, headers=headers)).json()
    return done


def _path(id: str) -> str:
    return f"/dead-letters/{quote(id, safe='')}"
