"""Opens the venues a mapping needs, by HTTP like any manager would. Repeating it changes nothing."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import httpx

from infra.cli.api import checked
from infra.cli.ledger.asking import Stopped, answer

__all__ = ["set_up"]

_AT_ONCE = 500
_UNTIL_IN_FORCE = timedelta(seconds=2)


async def set_up(client: httpx.AsyncClient, venue: dict[str, Any], patience: float = 120) -> None:
    """Open a venue with its resources and policy.

    Args:
        venue: the card of ``POST /venues`` with ``venue_id``; `rooms` lists kinds of equal resources
            (``category``, ``count``, ``capacity`` …), `policy` what its policy changes.
        patience: seconds to wait for a service that is away.

    Raises:
        click.ClickException: the service refused.
        Stopped: it gave no answer for too long.
    """
    venue_id = venue["venue_id"]
    card = {name: value for name, value in venue.items() if name not in ("rooms", "policy")}
    opened = await _post(client, "/venues", card, patience)
    if not (opened.status_code == 409 and opened.json()["code"] == "venue-exists"):
        checked(opened)
    resources = [resource for kind in venue.get("rooms", ()) for resource in _equal(kind)]
    for first in range(0, len(resources), _AT_ONCE):
        chunk = {"resources": resources[first : first + _AT_ONCE]}
        checked(await _post(client, f"/venues/{venue_id}/resources", chunk, patience))
    if venue.get("policy"):
        await _apply_policy(client, venue_id, venue["policy"], patience)


def _equal(kind: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """`count` resources that differ only in their number, such as a-1 and a-2."""
    shared = {name: value for name, value in kind.items() if name != "count"}
    stem = str(kind["category"]).lower()
    for number in range(1, kind["count"] + 1):
        yield shared | {"id": f"{stem}-{number}", "name": f"{kind['category']} {number}"}


async def _apply_policy(
    client: httpx.AsyncClient, venue_id: str, changes: dict[str, Any], patience: float
) -> None:
    """Publish what differs, and wait until it is in force."""

    async def in_force() -> tuple[bool, datetime]:
        asked = await answer(lambda: client.get("/policy", params={"venue_id": venue_id}), patience)
        told = checked(asked).json()
        same = all(told["values"][name] == value for name, value in changes.items())
        return same, datetime.fromisoformat(told["at"])

    same, now = await in_force()
    if same:
        return
    change = {
        "venue_id": venue_id,
        "effective_from": (now + _UNTIL_IN_FORCE).isoformat(),
        "changes": changes,
        "reason": "set up for an older ledger",
    }
    checked(await _post(client, "/policy/versions", change, patience))
    began = monotonic()
    while not (await in_force())[0]:
        if monotonic() - began > patience:
            raise Stopped(
                f"the policy of {venue_id} does not come into force (fix: run the same command again)"
            )
        await asyncio.sleep(0.2)


async def _post(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], patience: float
) -> httpx.Response:
    digest = hashlib.sha256(f"{path}\n{json.dumps(body, sort_keys=True)}".encode()).hexdigest()[:32]
    headers = {"Idempotency-Key": f"set-up-{digest}"}
    return await answer(lambda: client.post(path, json=body, headers=headers), patience)
