"""The importer against the running service, over a real socket."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import httpx
import pytest

from infra.chassis.mongo import Database
from infra.cli.ledger.asking import Stopped
from infra.cli.ledger.lines import lines
from infra.cli.ledger.mapping import LedgerMapping, load
from infra.cli.ledger.sender import Sender, Tally
from infra.cli.ledger.venues import set_up

MAPPING = """
ledger = "old"
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
rooms = [ { kind = "room", category = "A", count = 3, capacity = 3, slot_minutes = 1440 } ]
"""
ROWS = [
    *["A,2,2015-07-01,2,30,came"] * 3,
    "A,2,2015-07-02,1,30,came",  # the three rooms are let
    "A,2,2015-07-01,2,30,off",  # but a cancelled booking needs none
    "A,2,2015-07-10,1,3,absent",
    "A,0,2015-07-11,1,3,came",
    "A,9,2015-07-11,1,3,came",
    "A,2,2015-07-12,1,900,came",
    "B,2,2015-07-12,1,3,came",
    "A,2,2015-07-13,0,3,came",
    "A,2,13/07/2015,1,3,came",
    "A,2,2015-07-14,1,3,vanished",
]
REFUSED = {
    5: "starts_at", 8: "party_size", 9: "party_size", 10: "starts_at", 11: "category", 12: "ends_at",
    13: "starts_at", 14: "outcome",
}  # fmt: skip


@pytest.fixture
def mapping(tmp_path: Path) -> LedgerMapping:
    (tmp_path / "m.toml").write_text(MAPPING)
    return load(tmp_path / "m.toml")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "ledger.csv"
    file.write_text("\n".join(["room,guests,on,nights,lead,end", *ROWS]))
    return file


async def run(client: httpx.AsyncClient, mapping: LedgerMapping, ledger: Path) -> Tally:
    for venue in mapping.venues:
        await set_up(client, venue)
    return await Sender(client, mapping, workers=1).send(lines(ledger, mapping), lambda _tally: None)


async def documents(db: Database) -> dict[str, tuple[int, str]]:
    return {
        each["_id"]: (each["version"], each["state"]["status"])
        async for each in db.collection("bookings").find({})
    }


async def told(db: Database) -> set[str]:
    """Every event there is; one on its way from the outbox is seen in both places, and counts once."""
    boxes = [db.collection(name).find({}, {"_id": 1}) for name in ("outbox", "outbox_sent")]
    return {each["_id"] for box in boxes for each in await box.to_list(None)}


async def test_every_line_is_accounted_for_and_each_refusal_names_line_field_and_reason(
    client: httpx.AsyncClient, db: Database, mapping: LedgerMapping, ledger: Path
) -> None:
    tally = await run(client, mapping, ledger)
    assert tally.done == len(ROWS)
    assert {refusal.line: refusal.field for refusal in tally.refusals} == REFUSED
    assert all(refusal.reason for refusal in tally.refusals)
    assert tally.statuses == {"completed": 3, "cancelled": 1, "no-show": 1}
    assert Counter(status for _, status in (await documents(db)).values()) == tally.statuses


async def test_a_second_run_changes_nothing_and_says_the_same(
    client: httpx.AsyncClient, db: Database, mapping: LedgerMapping, ledger: Path
) -> None:
    first = await run(client, mapping, ledger)
    before = await documents(db)
    events = await told(db)
    again = await run(client, mapping, ledger)
    assert await documents(db) == before
    assert await told(db) == events
    assert (again.taken, again.known) == (0, first.taken)
    assert (again.statuses, again.refusals) == (first.statuses, first.refusals)


async def test_a_line_stays_known_long_after_its_request_is_forgotten(
    client: httpx.AsyncClient, db: Database, mapping: LedgerMapping, ledger: Path
) -> None:
    """The inbox forgets in weeks; a ledger may be sent again after a year."""
    await run(client, mapping, ledger)
    before = await documents(db)
    await db.collection("inbox").delete_many({})
    await run(client, mapping, ledger)
    assert await documents(db) == before


async def test_a_grown_and_sorted_ledger_adds_only_what_is_new(
    client: httpx.AsyncClient, mapping: LedgerMapping, ledger: Path
) -> None:
    await run(client, mapping, ledger)
    rows = list(csv.reader(ledger.read_text().splitlines()))
    grown = [rows[0], ["A", "2", "2015-08-01", "1", "3", "came"], *sorted(rows[1:], reverse=True)]
    ledger.write_text("\n".join(",".join(row) for row in grown))
    tally = await run(client, mapping, ledger)
    assert (tally.taken, tally.known) == (1, 5)


async def test_an_import_waits_for_a_service_that_is_away_and_then_says_how_to_go_on(
    mapping: LedgerMapping, ledger: Path
) -> None:
    async with httpx.AsyncClient(base_url="http://127.0.0.1:9") as nobody:
        sender = Sender(nobody, mapping, workers=2, patience=0.3)
        with pytest.raises(ExceptionGroup) as stopped:
            await sender.send(lines(ledger, mapping), lambda _tally: None)
    assert stopped.group_contains(Stopped, match="run the same command again")
