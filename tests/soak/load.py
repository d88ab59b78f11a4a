"""The mixed load: people who book, cancel, pay, complain and look, and what they were promised."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.soak.caller import Caller, Failed

__all__ = ["MARKERS", "Load", "Promises", "leaks"]

VENUE, ROOMS, DAYS = "harbour", 60, 13
NAME, WORDS = "甄不外传", "此话不可外传"
_PHONE = re.compile(r"(?<![0-9a-f])\+?861387\d{7}(?!\d)|(?<![0-9a-f])1387\d{7}(?!\d)")
MARKERS = (NAME, WORDS)
"""Besides the phones, which all begin alike."""
_FULL = frozenset({"slot-taken", "no-place", "not-available"})


def leaks(text: str) -> set[str]:
    """What of a guest is in a text."""
    found = {marker for marker in MARKERS if marker in text or _escaped(marker) in text}
    return found | ({"a phone"} if _PHONE.search(text) else set())


def _escaped(marker: str) -> str:
    return marker.encode("unicode_escape").decode()


@dataclass
class Promises:
    """What callers were told has happened; the judge looks whether it has, once.

    Attributes:
        bookings: id to the final status that was answered.
        phones: id to the phone of whoever booked.
        points: guest id to the points that paid bills must have earned; `bills` to how many there were.
        cases: case ids that were opened.
    """

    bookings: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)
    bills: dict[str, int] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)
    doubted: list[str] = field(default_factory=list)
    """Repeats of a request that were not answered as the first one was."""


class Load:
    """People at work until told to stop.

    Args:
        now: the house's clock.
        pause: seconds between two things one person does.
    """

    def __init__(self, caller: Caller, now: Callable[[], datetime], seed: int, pause: float) -> None:
        self._caller = caller
        self._now = now
        self._random = random.Random(seed)
        self._pause = pause
        self._phones = count()
        self.promises = Promises()
        self.did: Counter[str] = Counter()

    async def prepare(self) -> None:
        """A venue with rooms."""
        venue = {"venue_id": VENUE, "name": VENUE, "kind": "ktv", "timezone": "Asia/Shanghai"}
        await self._caller.post("booking", "/venues", venue)
        rooms = [
            {"id": f"r{number}", "kind": "room", "category": "ktv", "name": f"Room {number}", "capacity": 6}
            for number in range(ROOMS)
        ]
        await self._caller.post("booking", "/venues/{venue_id}/resources", {"resources": rooms}, id=VENUE)

    async def work(self, people: int, stop: asyncio.Event) -> None:
        """Let so many people do one thing after another."""
        await asyncio.gather(*(self._person(stop) for _ in range(people)))

    async def _person(self, stop: asyncio.Event) -> None:
        things: dict[str, tuple[int, Callable[[], Awaitable[None]]]] = {
            "book": (5, self._book),
            "pay": (3, self._pay),
            "complain": (2, self._complain),
            "look": (6, self._look),
        }
        while not stop.is_set():
            [what] = self._random.choices(list(things), [weight for weight, _ in things.values()])
            try:
                await things[what][1]()
                self.did[what] += 1
            except Failed:
                self.did[f"{what}, failed"] += 1
            await asyncio.sleep(self._random.expovariate(1 / self._pause))

    def _phone(self, kind: int) -> str:
        return f"+861387{kind}{next(self._phones):06d}"

    async def _book(self) -> None:
        start = self._now().replace(minute=0, second=0, microsecond=0) + timedelta(
            days=self._random.randint(1, DAYS - 1), hours=self._random.randint(0, 23)
        )
        phone = self._phone(1)
        wish = {
            "venue_id": VENUE,
            "kind": "room",
            "party_size": 4,
            "starts_at": start.isoformat(),
            "ends_at": (start + timedelta(hours=1)).isoformat(),
            "channel": "phone",
            "guest": {"name": NAME, "phone": phone},
            "remarks": WORDS,
        }
        held = await self._caller.post("booking", "/bookings", wish, refused=_FULL)
        if held is None:
            return
        booking = held["booking_id"]
        self.promises.bookings[booking], self.promises.phones[booking] = "held", phone
        await self._twice("booking", "/bookings/{booking_id}/confirm", {}, booking)
        self.promises.bookings[booking] = "confirmed"
        if self._random.random() < 0.3:
            await self._twice(
                "booking", "/bookings/{booking_id}/cancel", {"reason": "plans changed"}, booking
            )
            self.promises.bookings[booking] = "cancelled"

    async def _pay(self) -> None:
        told = await self._caller.post(
            "loyalty", "/guests", {"name": NAME, "phone": self._phone(2), "venue_id": VENUE}
        )
        guest = told["guest_id"]
        self.promises.points[guest] = self.promises.bills[guest] = 0
        for number in range(self._random.randint(1, 3)):
            hundreds = self._random.randint(1, 3)
            bill = {
                "guest_id": guest,
                "venue_id": VENUE,
                "receipt": f"{guest}-{number}",
                "at": (self._now() - timedelta(minutes=5)).isoformat(),
                "spend_fen": hundreds * 10_000,
            }
            await self._twice("loyalty", "/visits", bill, guest)
            if self._random.random() < 0.2:  # the till sends it again, as a request of its own
                await self._caller.post("loyalty", "/visits", bill)
            self.promises.points[guest] += 10 * hundreds
            self.promises.bills[guest] += 1

    async def _complain(self) -> None:
        told = {
            "venue_id": VENUE,
            "channel": "phone",
            "category": "service-attitude",
            "content": WORDS,
            "contact": {"name": NAME, "phone": self._phone(3)},
        }
        case = await self._caller.post("complaints", "/cases", told)
        self.promises.cases.append(case["id"])
        judged = {"responsibility": "responsible"}
        await self._twice("complaints", "/cases/{case_id}/classification", judged, case["id"])

    async def _look(self) -> None:
        service, route = self._random.choice(
            (
                ("booking", "/bookings"),
                ("booking", "/venues"),
                ("complaints", "/cases"),
                ("complaints", "/cases/breaching-next"),
                ("loyalty", "/promotions"),
                ("notifications", "/deliveries"),
                ("reporting", "/v1/projection"),
            )
        )
        await self._caller.get(service, route)

    async def _twice(self, service: str, route: str, body: Any, id: str) -> None:
        """Ask, and now and then ask the same again, as a client does that has lost the answer."""
        key = f"{id}-{route}-{self._random.randrange(10**9)}"
        first = await self._caller.post(service, route, body, id=id, key=key)
        if self._random.random() < 0.2:
            again = await self._caller.post(service, route, body, id=id, key=key)
            if again != first:
                self.promises.doubted.append(f"POST {route} of {id} was answered differently when repeated")
