"""Something in each service to talk about, made over HTTP, so that routes are tried on what exists."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx

from infra.contracts_gate.schemas import Json
from tests.contracts.running import Running

__all__ = ["Known", "seed"]

Known = dict[str, list[str]]
"""Ids that exist, by field name: ``booking_id`` → [...]."""
OWN, OTHER = "harbour", "lake"
"""Two venues: the tests' callers have rights at one, or at the other."""


def seed(service: Running) -> Known:
    """Fill `service` with a little of everything; the ids to ask for."""
    known: defaultdict[str, list[str]] = defaultdict(list)
    with service.caller("agent", "supervisor", "manager", "gm", "service") as client:
        if service.name in _SEEDS:
            _SEEDS[service.name](_Maker(client, known))
    return dict(known)


class _Maker:
    """Sends requests that must succeed, and notes the ids they answer with."""

    def __init__(self, client: httpx.Client, known: defaultdict[str, list[str]]) -> None:
        self._client = client
        self._known = known

    def made(self, path: str, body: Json = None) -> Json:
        """The answer to a POST."""
        answer = self._client.post(path, json=body, headers={"Idempotency-Key": uuid.uuid4().hex})
        assert answer.is_success, f"POST {path}: {answer.text}"
        self._note(answer.json())
        return answer.json()

    def _note(self, body: Json) -> None:
        if isinstance(body, dict):
            for name, value in body.items():
                if name.endswith("_id") and isinstance(value, str):
                    self._known[name].append(value)
                self._note(value)
        elif isinstance(body, list):
            for each in body:
                self._note(each)


def _booking(make: _Maker) -> None:
    for venue in (OWN, OTHER):
        make.made("/venues", {"venue_id": venue, "name": venue, "kind": "ktv", "timezone": "Asia/Shanghai"})
        rooms = [
            {"id": f"r{number}", "kind": "room", "category": "ktv", "name": f"Room {number}", "capacity": 6}
            for number in range(1, 9)
        ]
        make.made(f"/venues/{venue}/resources", {"resources": rooms})
    evening = (datetime.now(UTC) + timedelta(days=3)).replace(hour=12, minute=0, second=0, microsecond=0)
    for confirmed in (False, False, True, True):
        held = make.made(
            "/bookings",
            {
                "venue_id": OWN,
                "kind": "room",
                "party_size": 4,
                "starts_at": evening.isoformat(),
                "ends_at": (evening + timedelta(hours=2)).isoformat(),
                "channel": "phone",
                "guest": {"name": "李先生", "phone": "+8613800138000", "member_card": "C-1"},
            },
        )
        if confirmed:
            make.made(f"/bookings/{held['booking_id']}/confirm")


_SEEDS: dict[str, Callable[[_Maker], None]] = {"booking": _booking}
