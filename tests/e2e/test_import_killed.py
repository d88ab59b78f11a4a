"""A ledger is imported while everything around it is killed: nothing is lost, and nothing is doubled.

`kill -9` of the importer, of services, MongoDB and the broker, and of the supervisor with all of them at
once, at moments a seed decides. CLUBHOUSE_FAULT_SEED repeats a run, CLUBHOUSE_IMPORT_KILLS and
CLUBHOUSE_IMPORT_LINES make it longer.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest

from infra.chassis.codec import from_document
from infra.chassis.mongo import Database
from infra.local.places import ROOT
from infra.local.settings import LocalSettings
from services.booking.domain.booking import Booking, claims
from tests.e2e.running import Run

pytestmark = [pytest.mark.slow, pytest.mark.fault]

SEED = int(os.environ.get("CLUBHOUSE_FAULT_SEED") or random.randrange(1_000_000))
KILLS = int(os.environ.get("CLUBHOUSE_IMPORT_KILLS", "10"))
LINES = int(os.environ.get("CLUBHOUSE_IMPORT_LINES", "900"))
FIRST = date(2024, 1, 1)
VICTIMS = ("importer", "booking", "mongod", "broker", "reporting", "notifications", "all at once")
FIGURES = {"came": "completed", "off": "cancelled", "absent": "no-show"}
MAPPING = """
ledger = "inn"
[booking]
venue_id = "inn"
kind = "room"
category = { column = "room" }
party_size = { column = "guests" }
starts_at = { date = "arrival", at = "15:00" }
ends_at = { date = "arrival", plus_days = ["nights"], at = "11:00" }
channel = "phone"
[history]
taken_at = { date = "arrival", minus_days = ["lead"], at = "08:00" }
confirmed_at = { date = "arrival", minus_days = ["lead"], at = "08:05" }
[outcome]
column = "end"
[outcome.values.came]
seated_at = { date = "arrival", at = "15:00" }
completed_at = { date = "arrival", plus_days = ["nights"], at = "11:00" }
[outcome.values.off]
cancelled_at = { date = "arrival", minus_days = ["lead"], at = "12:00" }
[outcome.values.absent]
no_show_at = { date = "arrival", at = "23:00" }
[dates.arrival]
column = "on"
format = "%Y-%m-%d"
[[venues]]
venue_id = "inn"
name = "Inn"
kind = "hotel"
timezone = "Europe/Lisbon"
policy = { window_days_ordinary = 400 }
rooms = [
  { kind = "room", category = "many", count = 12, capacity = 4, slot_minutes = 1440 },
  { kind = "room", category = "one", count = 1, capacity = 4, slot_minutes = 1440 },
]
"""


@dataclass
class Ledger:
    """A ledger file and what must come of it.

    Attributes:
        ends: by outcome, how many bookings there must be.
        refused: lines that must be refused.
        figures: by business day, what the daily report must say.
    """

    file: Path
    mapping: Path
    ends: Counter[str]
    refused: int
    figures: dict[str, Counter[str]]


def ledger(folder: Path, chance: random.Random) -> Ledger:
    """Equal lines that are different guests, lines nobody can take, and pairs of which one is too many."""
    rows, ends, refused = ["room,guests,on,nights,lead,end"], Counter[str](), 0
    figures: dict[str, Counter[str]] = {}
    for number in range(LINES):
        day = FIRST + timedelta(
            days=number // 10
        )  # ten arrivals a day, one night each: the many never run out
        end = chance.choices(list(FIGURES), (6, 3, 1))[0]
        kind = chance.choices(("plain", "pair", "empty", "unreadable"), (80, 8, 6, 6))[0]
        told = day.strftime("%d/%m/%Y") if kind == "unreadable" else day.isoformat()
        guests = 0 if kind == "empty" else chance.randint(1, 4)
        if kind == "pair":
            if figures.get(day.isoformat(), Counter())["pairs"]:
                kind = "plain"  # one pair a day
            else:
                end = "came"
                rows.append(f"one,{guests},{told},1,{chance.randint(1, 90)},{end}")
                refused += 1
        room = "one" if kind == "pair" else "many"
        rows.append(f"{room},{guests},{told},1,{chance.randint(1, 9)},{end}")
        if kind in ("empty", "unreadable"):
            refused += 1
            continue
        ends[FIGURES[end]] += 1
        of_day = figures.setdefault(day.isoformat(), Counter())
        of_day["pairs"] += kind == "pair"
        of_day["orders"] += 1
        of_day[{"came": "seated", "off": "cancelled", "absent": "no_show"}[end]] += 1
    for of_day in figures.values():
        del of_day["pairs"]
    file, mapping = folder / "ledger.csv", folder / "inn.toml"
    file.write_text("\n".join(rows))
    mapping.write_text(MAPPING)
    return Ledger(file, mapping, ends, refused, {day: +counted for day, counted in figures.items()})


class Importer:
    """The command as a person runs it, again whenever it ended without having finished."""

    def __init__(self, run: Run, taken: Ledger, folder: Path) -> None:
        self._argv = [sys.executable, "-m", "infra.cli", "import", "bookings", str(taken.file),
                      "--mapping", str(taken.mapping), "--workers", "4", "--patience", "240"]  # fmt: skip
        self._house = run
        self._env = run.env
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.runs = 0

    def start(self) -> None:
        self.runs += 1
        with self._out.open("wb") as out, self._errors.open("wb") as errors:
            self._process = subprocess.Popen(self._argv, env=self._env, stdout=out, stderr=errors, cwd=ROOT)

    def kill(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    @property
    def status(self) -> int | None:
        return self._process.poll() if self._process else None

    @property
    def said(self) -> str:
        return self._out.read_text()

    @property
    def complained(self) -> str:
        return self._errors.read_text()[-4_000:]

    @property
    def _out(self) -> Path:
        return self._folder / f"import-{self.runs}.txt"

    @property
    def _errors(self) -> Path:
        return self._folder / f"import-{self.runs}.err"

    async def done(self) -> str:
        """What it said once it has taken in everything."""
        async with asyncio.timeout(300):
            while self.status is None:
                if self._house.ended:  # a part killed while it starts ends `make up`, which says so
                    await self._house.freed()
                    self._house.start()
                await asyncio.sleep(0.1)
        assert self.status == 0, self.complained
        return self.said


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    one = Run(tmp_path / "data")
    yield one
    one.end()


async def test_a_killed_import_loses_nothing_and_doubles_nothing(run: Run, tmp_path: Path) -> None:
    print(f"seed {SEED}: CLUBHOUSE_FAULT_SEED={SEED} repeats this run")
    chance = random.Random(SEED)
    taken = ledger(tmp_path, chance)
    run.start()
    await run.ready()
    importer = Importer(run, taken, tmp_path)
    importer.start()
    victims = [*VICTIMS, *chance.choices(VICTIMS, k=max(0, KILLS - len(VICTIMS)))][:KILLS]
    chance.shuffle(victims)
    for victim in victims:
        await asyncio.sleep(chance.uniform(0.2, 3))
        print(f"kill -9 {victim}; the importer has {'ended' if importer.status is not None else 'not ended'}")
        await kill(run, importer, victim)
        if importer.status is not None:
            importer.start()
    told = await importer.done()
    accepted = sum(taken.ends.values())
    assert f"accepted {accepted:,} (" in told, told
    assert f"refused {taken.refused:,}" in told, told
    before = await everything(run, taken)

    importer.start()
    told = await importer.done()
    assert f"accepted {accepted:,} (0 new)" in told, told
    assert await everything(run, taken) == before, "a run of what is known changes nothing"


async def kill(run: Run, importer: Importer, victim: str) -> None:
    """`kill -9`; what nobody else starts again is started again."""
    if victim == "importer":
        importer.kill()
    elif victim == "all at once":
        run.end()  # its children die with it, as in a power cut
        await run.freed()
        run.start()
    else:
        pid = await run.pid(victim)
        if pid is not None:
            os.kill(pid, signal.SIGKILL)


async def everything(run: Run, taken: Ledger) -> dict[str, Any]:
    """All that the import left behind, held against the ledger once the last event has been heard."""
    settings = LocalSettings(base_port=run.base, data_dir=run.data)
    db = Database(run.mongo_url, "clubhouse_booking")
    try:
        return await judged(db, settings, taken)
    finally:
        db.close()


async def judged(db: Database, settings: LocalSettings, taken: Ledger) -> dict[str, Any]:
    async def relayed() -> bool:
        return not await db.collection("outbox").count_documents({})

    await until(relayed)
    documents = await db.collection("bookings").find({"state.venue_id": "inn"}).to_list(None)
    bookings = {each["_id"]: from_document(each["state"], Booking) for each in documents}
    assert Counter(booking.status.value for booking in bookings.values()) == taken.ends
    assert len({booking.ledger_ref for booking in bookings.values()}) == len(bookings), "a line taken twice"
    held = [claim for booking in bookings.values() for claim in claims(booking)]
    assert len(held) == len(set(held)), "a night sold twice"
    kept = {each["_id"] async for each in db.collection("claims").find({"_id": {"$regex": "^inn/"}})}
    assert kept == set(held)
    events: dict[str, list[int]] = {booking_id: [] for booking_id in bookings}
    async for each in db.collection("outbox_sent").find({"aggregateid": {"$in": list(bookings)}}):
        events[each["aggregateid"]].append(each["sequence"])
    for each in documents:
        assert sorted(events[each["_id"]]) == list(range(1, each["sequence"] + 1)), "an event lost or doubled"

    async def reported() -> bool:
        return await figures(settings) == taken.figures

    await until(reported, lambda: f"reports differ from the ledger by {settings.url('reporting')}")
    return {each["_id"]: (each["version"], each["sequence"]) for each in documents}


async def figures(settings: LocalSettings) -> dict[str, Counter[str]]:
    """What the daily reports say: another service's count, by way of the bus."""
    token = settings.issuer().token(roles=["gm"], subject="gm-1")
    headers = {"Authorization": f"Bearer {token}"}
    first, last = FIRST.isoformat(), (FIRST + timedelta(days=LINES // 10 + 1)).isoformat()
    async with httpx.AsyncClient(base_url=settings.url("reporting"), headers=headers, timeout=60) as client:
        answer = await client.get(
            "/v1/daily-reports", params={"venue_id": "inn", "first": first, "last": last}
        )
    answer.raise_for_status()
    names = ("orders", "seated", "cancelled", "no_show")
    told = {
        day["day"]: Counter({name: day["figures"].get(name, 0) for name in names}) for day in answer.json()
    }
    return {day: +counted for day, counted in told.items() if +counted}


async def until(
    condition: Callable[[], Awaitable[bool]], why: Callable[[], str] = lambda: "", seconds: float = 180
) -> None:
    """Wait for a condition, through services that are still being started again."""
    deadline = monotonic() + seconds
    while True:
        try:
            if await condition():
                return
        except httpx.HTTPError:
            pass
        assert monotonic() < deadline, why()
        await asyncio.sleep(0.3)
