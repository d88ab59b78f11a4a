"""The story of ``clubhouse demo``: one day, 09:00 to 22:30, through the services' own APIs.

The services share a clock in a file. Between two scenes it runs fast, so that every timer of the hours in
between fires in its turn; while people act it runs at their pace.
"""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import httpx

from infra.chassis.clock import ScaledClock
from infra.cli.api import checked
from infra.local.settings import LocalSettings

__all__ = ["Day"]

ZONE = ZoneInfo("Asia/Shanghai")
KTV, TABLE = "harbour-ktv", "lakeside"
PEOPLE = """what,id,venue_id,department_id,name,head_id,level,badge
department,lakeside-kitchen,lakeside,,厨房,chef-lin,,
staff,chef-lin,lakeside,lakeside-kitchen,,,department,K1
staff,sue,lakeside,,,,supervisor,S1
staff,max,lakeside,,,,manager,M1
staff,gina,lakeside,,,,gm,G1
staff,ann,lakeside,,,,desk,A1
"""
PATIENCE_SECONDS = 20.0


class Day:
    """One day of the demo chain.

    Args:
        clock_file: the clock all services share.
        pace: 1 for about a minute; 2 takes twice as long.
    """

    def __init__(self, clock_file: Path, pace: float = 1.0) -> None:
        self._file = clock_file
        self._clock = ScaledClock(clock_file)
        self._pace = pace
        self._run = uuid.uuid4().hex[:6]
        self._keys = 0
        self._open = AsyncExitStack()

    async def play(self) -> None:
        """Tell the day.

        Raises:
            click.ClickException: a service refused something.
            httpx.TransportError: the stack is not running.
        """
        async with self._open:
            await self._morning()
            bookings = await self._calls()
            await self._complaint()
            await self._evening(bookings)
            await self._night()

    # Scenes

    async def _morning(self) -> None:
        now = self._clock.now().astimezone(ZONE)
        opening = now.replace(hour=8, minute=55, second=0, microsecond=0)
        if opening < now:
            opening += timedelta(days=1)
        self._set(opening, 1)
        async with self._as("complaints", "manager", "max") as manager:
            headers = {"Content-Type": "text/csv", "Idempotency-Key": "demo-people"}
            checked(await manager.post("/people/import", content=PEOPLE.encode(), headers=headers))
        phone = f"+86138{int(self._run, 16) % 10**8:08d}"
        async with self._as("loyalty", "agent", "ann") as agent:
            guest = await self._post(
                agent,
                "/guests",
                {
                    "name": "林女士", "phone": phone, "venue_id": TABLE,
                    "birthday": {"month": opening.month, "day": opening.day, "year": 1990},
                    "consents": {"marketing": True, "birthday": True},
                },
            )  # fmt: skip
        self._birthday = guest["guest_id"] if "guest_id" in guest else guest["id"]
        self._phone = phone
        self._say("the chain opens: three venues, one guest has her birthday today")
        await self._until(opening.replace(hour=9, minute=1), 3)
        told = await self._wait(self._greeted)
        self._say(f"09:00 sharp, Ms Lin is wished a happy birthday, by {told}")

    async def _calls(self) -> list[dict[str, Any]]:
        wishes = (
            (TABLE, "table", "round", 5, 18, 2, "林女士", self._phone, "phone"),
            (KTV, "room", "small", 4, 19, 3, "王先生", self._number(1), "app"),
            (KTV, "room", "large", 12, 20, 3, "陈先生", self._number(2), "phone"),
            (TABLE, "table", "window", 2, 19, 2, "Ms Jones", self._number(3), "web"),
            (KTV, "room", "small", 6, 21, 1, "赵先生", self._number(4), "chat"),
        )
        taken = []
        await self._until(self._at(10, 0), 2)
        async with self._as("booking", "agent", "ann") as agent:
            for venue, kind, category, party, hour, hours, name, phone, channel in wishes:
                starts = self._at(hour, 0)
                held = await self._post(
                    agent,
                    "/bookings",
                    {
                        "venue_id": venue, "kind": kind, "category": category, "party_size": party,
                        "channel": channel, "starts_at": starts.isoformat(),
                        "ends_at": (starts + timedelta(hours=hours)).isoformat(),
                        "guest": {"name": name, "phone": phone},
                    },
                )  # fmt: skip
                booked = await self._post(agent, f"/bookings/{held['booking_id']}/confirm")
                taken.append(booked)
                number = booked.get("confirmation_number", "")
                self._say(f"{name} books {venue} for {party} at {hour}:00 by {channel} – {number}")
                await asyncio.sleep(0.4 * self._pace)
        return taken

    async def _complaint(self) -> None:
        await self._until(self._at(11, 0), 3)
        async with (
            self._as("complaints", "agent", "ann") as agent,
            self._as("complaints", "department", "chef-lin", departments=("lakeside-kitchen",)) as chef,
        ):
            told = {
                "venue_id": TABLE,
                "channel": "phone",
                "category": "dish-quality",
                "about": f"午餐 {self._run}",
                "content": "两道菜一直没有上",
                "contact": {"name": "周先生", "phone": self._number(5)},
            }
            case = await self._post(agent, "/cases", told)
            path, number = f"/cases/{case['id']}", case["number"]
            self._say(f"a guest complains: two dishes never came. Case {number}, promised by 13:00")
            await self._post(agent, f"{path}/classification", {"responsibility": "responsible"})
            await self._post(agent, f"{path}/dispatches", {"department_ids": ["lakeside-kitchen"]})
            self._say("the kitchen gets it, and says nothing …")
            for minutes, level in ((11, "supervisor"), (17, "manager"), (22, "gm")):
                await self._until(self._at(11, minutes), 2.5)
                await self._wait(lambda level=level: self._reads(agent, path, "level", level))  # type: ignore[misc]
                self._say(
                    f"  no reaction: {number} climbs to the {'general manager' if level == 'gm' else level}"
                )
            await self._wait(lambda: self._inbox("gm", "gina", "case-escalated", number))
            self._say("  the general manager has it in her inbox, and calls the kitchen")
            await self._post(chef, f"{path}/reactions", {"department_id": "lakeside-kitchen"})
            await self._post(
                chef,
                f"{path}/findings",
                {
                    "department_id": "lakeside-kitchen", "facts": "两道菜缺货，没有告知客人",
                    "bill": {"total_fen": 66_800, "discountable_fen": 66_800, "not_discountable": []},
                },
            )  # fmt: skip
            await self._post(agent, f"{path}/cause", {"cause": "house", "code": "stock"})
            offer = {"kind": "points", "message": "赠送200积分", "points": 200}
            offered = await self._post(agent, f"{path}/remedies", offer)
            remedy = offered["remedies"][-1]["id"]
            async with self._as("complaints", "guest", "guest", guest_id=case["guest_id"]) as guest:
                await self._post(guest, f"{path}/remedies/{remedy}/acceptance")
            await self._wait(lambda: self._granted(agent, path))
            await self._post(agent, f"{path}/result", {"message": "缺少的菜品已退款，并赠送积分。"})
            self._say("  refunded, 200 points granted by loyalty, the guest is told: resolved in time")

    async def _evening(self, bookings: list[dict[str, Any]]) -> None:
        dinner, first, large, late, none = (each["booking_id"] for each in bookings)
        async with self._as("booking", "supervisor", "sue") as desk:
            await self._until(self._at(17, 58), 4)
            self._say("evening: every guest was reminded two hours before")
            await self._until(self._at(18, 3), 1)
            await self._post(desk, f"/bookings/{dinner}/seat", {})
            self._say("Ms Lin's party is seated at the lakeside")
            await self._until(self._at(19, 4), 2)
            await self._post(desk, f"/bookings/{first}/seat", {})
            expected = {"expected_at": self._at(19, 40).isoformat()}
            await self._post(desk, f"/bookings/{late}/late", expected)
            self._say("Mr Wang sings; Ms Jones is late and her table waits")
            await self._until(self._at(19, 41), 1.5)
            await self._post(desk, f"/bookings/{late}/seat", {})
            await self._until(self._at(20, 2), 1.5)
            await self._post(desk, f"/bookings/{large}/seat", {})
            self._say("the large room fills up; Ms Jones has come")
            await self._until(self._at(20, 10), 1)
            await self._finish(desk, dinner, 88_800)
            await self._until(self._at(21, 20), 2)
            await self._finish(desk, late, 36_000)
            await self._post(desk, f"/bookings/{none}/no-show", {})
            self._say("nobody comes for the 21:00 room: a no-show, and the room is free again")
            await self._until(self._at(22, 5), 2)
            await self._finish(desk, first, 45_600)
        points = await self._wait(self._points)
        self._say(f"Ms Lin's dinner has earned her points: {points} in her account")

    async def _night(self) -> None:
        await self._until(self._at(22, 31), 2)
        digest = await self._wait(self._digest)
        self._say(f"22:30, the managers read the day's figures: {digest}")
        async with self._as("reporting", "gm", "gina") as gm:
            report = checked(await gm.get(f"/v1/daily-reports/*/{self._at(12, 0):%Y-%m-%d}")).json()
        figures = report["figures"]
        self._say(
            f"the console agrees: {figures.get('orders', 0)} orders, {figures.get('seated', 0)} seated, "
            f"{figures.get('no_show', 0)} no-show, {figures.get('spend_fen', 0) / 100:,.2f} yuan, "
            f"{figures.get('complaints', 0)} complaint, {figures.get('escalations', 0)} escalations"
        )

    # What people do

    async def _finish(self, desk: httpx.AsyncClient, booking: str, fen: int) -> None:
        await self._post(desk, f"/bookings/{booking}/complete", {})
        receipt = {"receipt": f"demo-{self._run}-{booking[-6:]}", "spend_fen": fen}
        await self._post(desk, f"/bookings/{booking}/spend", receipt)
        self._say(f"a bill is paid: {fen / 100:,.2f} yuan")

    async def _post(self, client: httpx.AsyncClient, path: str, body: Any = None) -> dict[str, Any]:
        self._keys += 1
        key = f"demo-day-{self._run}-{self._keys}"
        found: dict[str, Any] = checked(
            await client.post(path, json=body, headers={"Idempotency-Key": key})
        ).json()
        return found

    def _as(self, service: str, role: str, subject: str, **claims: Any) -> httpx.AsyncClient:
        local = LocalSettings()
        token = local.issuer().token(roles=(role,), subject=subject, **claims)
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.AsyncClient(base_url=local.url(service), headers=headers, timeout=30)

    def _number(self, offset: int) -> str:
        return f"+86139{(int(self._run, 16) + offset * 7919) % 10**8:08d}"

    # What they look for

    async def _reads(self, client: httpx.AsyncClient, path: str, field: str, value: str) -> bool:
        return bool(checked(await client.get(path)).json()[field] == value)

    async def _granted(self, client: httpx.AsyncClient, path: str) -> bool:
        case = checked(await client.get(path)).json()
        return bool(case["remedies"][-1]["status"] == "granted")

    async def _inbox(self, role: str, subject: str, kind: str, words: str, **claims: Any) -> Any:
        async with self._as("notifications", role, subject, **claims) as client:
            items = checked(await client.get("/inbox", params={"limit": 100})).json()["items"]
        found = [each for each in items if kind in each["kind"] and words in each["title"] + each["body"]]
        return found[0] if found else None

    async def _digest(self) -> str | None:
        """This evening's digest; the clock came forward over another one."""
        found = await self._inbox("manager", "max", "digest", "", venues=(TABLE, KTV))
        if found is None or datetime.fromisoformat(found["at"]) < self._at(22, 30):
            return None
        return " ".join(found["body"].split())[:160]

    async def _greeted(self) -> str | None:
        """The channel by which the birthday greeting went, once it did."""
        async with self._as("notifications", "manager", "max") as client:
            items = checked(await client.get("/deliveries", params={"limit": 100})).json()["items"]
        mine = [each for each in items if each["recipient_id"] == self._birthday]
        found = [each["summary"] for each in mine if each["kind"].startswith("birthday")]
        return next((each.split(" by ")[1].split(",")[0] for each in found if each.startswith("sent")), None)

    async def _points(self) -> int | None:
        async with self._as("loyalty", "agent", "ann") as client:
            found = checked(await client.get(f"/guests/{self._birthday}/account")).json()
        return found.get("balance") or None

    async def _wait(self, look: Callable[[], Awaitable[Any]]) -> Any:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not (found := await look()):  # noqa: ASYNC110 - another process changes it
                await asyncio.sleep(0.1)
        return found

    # The clock

    def _at(self, hour: int, minute: int) -> datetime:
        today = self._clock.now().astimezone(ZONE)
        return today.replace(hour=hour, minute=minute, second=0, microsecond=0)

    async def _until(self, moment: datetime, seconds: float) -> None:
        """Let the clock run to `moment` in about `seconds`, then at people's pace."""
        now, real = self._clock.now(), max(0.2, seconds * self._pace)
        if moment > now:
            self._set(now, (moment - now).total_seconds() / real)
            await asyncio.sleep(real)
        self._set(max(moment, now), 1)

    def _set(self, shown: datetime, speed: float) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        arriving = self._file.with_suffix(".arriving")
        told = {"real": time.time(), "shown": shown.astimezone(ZoneInfo("UTC")).isoformat(), "speed": speed}
        arriving.write_text(json.dumps(told))
        arriving.replace(self._file)
        self._clock = ScaledClock(self._file)

    def _say(self, line: str) -> None:
        click.echo(f"{self._clock.now().astimezone(ZONE):%a %H:%M}  {line}")
