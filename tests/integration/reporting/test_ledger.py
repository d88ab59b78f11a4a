"""A real booking ledger, imported as any chain would: the daily reports add up to the file itself."""

from __future__ import annotations

import asyncio
import csv
import os
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path

import httpx
import pytest
import uvicorn

from infra.chassis.clock import Clock
from infra.chassis.service import Service
from infra.cli import import_bookings
from infra.cli.ledger.lines import lines
from infra.cli.ledger.mapping import load
from infra.cli.ledger.sender import Sender, Tally
from infra.cli.ledger.venues import set_up
from infra.local.issuer import Issuer
from infra.local.places import ROOT
from services.booking.main import build
from services.booking.settings import BookingSettings
from tests.integration.reporting.conftest import Running, until

LEDGER = Path(os.environ.get("CLUBHOUSE_TEST_LEDGER", ROOT.parent / "shared" / "data" / "hotel_bookings.csv"))
LINES = int(os.environ.get("CLUBHOUSE_TEST_LEDGER_LINES", "600"))
"""How much of the file is taken in; 0 is all 14,938 lines."""
FIGURES = {"Check-Out": "seated", "Canceled": "cancelled", "No-Show": "no_show"}
NAMES = ("orders", "guests", *FIGURES.values())
MAPPING = Path(import_bookings.__file__).parent / "mappings" / "hotel.toml"

Totals = dict[tuple[str, str], Counter[str]]


def from_the_file(file: Path, refused: set[int]) -> Totals:
    """(venue, day) → figures, counted straight from the accepted lines."""
    totals: Totals = {}
    with file.open(encoding="utf-8-sig", newline="") as opened:
        for number, row in enumerate(csv.DictReader(opened), 2):
            if number in refused:
                continue
            month = datetime.strptime(row["arrival_date_month"], "%B").month  # noqa: DTZ007 - a month's name
            day = date(int(row["arrival_date_year"]), month, int(row["arrival_date_day_of_month"]))
            venue = row["hotel"].lower().replace(" ", "-")
            of_day = totals.setdefault((venue, day.isoformat()), Counter())
            of_day["orders"] += 1
            of_day[FIGURES[row["reservation_status"]]] += 1
            if row["reservation_status"] == "Check-Out":
                of_day["guests"] += sum(int(row[name] or 0) for name in ("adults", "children", "babies"))
    return totals


@pytest.mark.slow
@pytest.mark.rule("R1")
@pytest.mark.skipif(not LEDGER.exists(), reason="the ledger is not here; CLUBHOUSE_TEST_LEDGER names it")
async def test_daily_reports_of_a_real_ledger_equal_the_file(
    start: Callable[..., Awaitable[Running]],
    stack_settings: dict[str, object],
    tmp_path: Path,
    database_name: str,
) -> None:
    reporting = await start()
    file = tmp_path / "ledger.csv"
    text = LEDGER.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    file.write_text("".join(text[: LINES + 1] if LINES else text), encoding="utf-8")
    settings = BookingSettings.model_validate(
        {**stack_settings, "mongo_database": database_name, "jwks": str(tmp_path / "jwks.json")}
    )
    tally = await imported(build(settings, Clock()), Issuer(tmp_path, "http://127.0.0.1:8100"), file)
    expected = from_the_file(file, {each.line for each in tally.refusals})
    assert sum(each["orders"] for each in expected.values()) == tally.taken

    async def counted() -> Totals:
        found: Totals = {}
        for venue in ("resort-hotel", "city-hotel"):
            for first, last in (("2014-01-01", "2015-12-31"), ("2016-01-01", "2017-12-31")):
                for day in await reporting.get("/v1/daily-reports", venue_id=venue, first=first, last=last):
                    told = {name: day["figures"].get(name, 0) for name in NAMES}
                    found[venue, day["day"]] = Counter({name: n for name, n in told.items() if n})
        return found

    async def all_heard() -> bool:
        return sum(each["orders"] for each in (await counted()).values()) == tally.taken and not (
            await reporting.db.collection("marks_1").count_documents({})
        )

    await until(all_heard, 300)
    assert await counted() == expected


async def imported(booking: Service, issuer: Issuer, file: Path) -> Tally:
    """Take the ledger in over HTTP, as `clubhouse import bookings` does."""
    server = uvicorn.Server(uvicorn.Config(booking.app, port=0, log_config=None))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    headers = {"Authorization": f"Bearer {issuer.token(roles=['manager'])}"}
    mapping = load(MAPPING)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as client:
        for venue in mapping.venues:
            await set_up(client, venue)
        tally = await Sender(client, mapping, workers=8).send(lines(file, mapping), lambda _: None)

    async def relayed() -> bool:
        return not await booking.db.collection("outbox").count_documents({})

    await until(relayed, 300)
    server.should_exit = True
    await serving
    return tally
