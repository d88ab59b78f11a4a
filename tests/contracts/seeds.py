"""Something in each service to talk about, made over HTTP, so that routes are tried on what exists."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx

from infra.contracts_gate.schemas import Json
from infra.local.issuer import ROLES
from tests.contracts.requests import operations
from tests.contracts.running import Running

__all__ = ["OTHER", "OWN", "Known", "seed"]

Known = dict[str, list[str]]
"""Ids that exist, by field name: ``booking_id`` → [...]."""
OWN, OTHER = "harbour", "lake"
"""Two venues: the tests' callers have rights at one, or at the other."""


def seed(service: Running) -> Known:
    """Fill `service` with a little of everything; the ids to ask for.

    Each route that creates something is sent its example body, twice over, for what needs what was made in
    the first round. What examples cannot say (a time from now on) is made by hand before.
    """
    known: defaultdict[str, list[str]] = defaultdict(list, {"venue_id": [OWN]})
    with service.caller(*ROLES) as client:
        maker = _Maker(client, known)
        if service.name in _BY_HAND:
            _BY_HAND[service.name](maker)
        creating = [each for each in operations(service.document()) if each.creates]
        for operation in creating * 2:
            answer = operation.ask(client, known)
            if answer.status < 300:
                maker.note(json.loads(answer.text))
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
        self.note(answer.json())
        return answer.json()

    def knows(self, name: str, *ids: str) -> None:
        """Remember ids that answers do not name so."""
        self._known[name] += [each for each in ids if each not in self._known[name]]

    def note(self, body: Json) -> None:
        """Remember the ids in an answer."""
        if isinstance(body, dict):
            for name, value in body.items():
                if name.endswith("_id") and isinstance(value, str) and value not in self._known[name]:
                    self._known[name].append(value)
                self.note(value)
        elif isinstance(body, list):
            for each in body:
                self.note(each)


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


def _complaints(make: _Maker) -> None:
    for department in ("kitchen", "floor"):
        make.made(f"/departments/{department}", {"venue_id": OWN, "name": department, "head_id": "head"})
        make.knows("department_id", department)
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    found = make.made("/lost-items/found", {"kind": "phone", "venue_id": OWN, "found_at": yesterday})
    make.knows("item_id", found["id"])
    for kind in ("complaint", "complaint", "inquiry", "suggestion"):
        case = make.made(
            "/cases",
            {
                "kind": kind,
                "venue_id": OWN,
                "channel": "phone",
                "category": "service-attitude",
                "content": "等了一个小时才上菜",
                "contact": {"name": "李先生", "phone": "+8613800138000"},
            },
        )
        make.knows("case_id", case["id"])


_BY_HAND: dict[str, Callable[[_Maker], None]] = {"booking": _booking, "complaints": _complaints}
