"""Points beside the raw driver: earning, redeeming, one hot account, a million lots that end."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psutil

from contracts.loyalty import TOPICS
from infra.chassis import timers as timer_rows
from infra.chassis.cause import Cause
from infra.chassis.clock import ManualClock
from infra.chassis.codec import to_document
from infra.chassis.decision import Decided, Refused
from infra.chassis.ids import new_id
from infra.chassis.mongo import Session
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from infra.chassis.timers import TimerWorker
from infra.local.stack import Stack
from services.loyalty.domain import spending, upkeep, visiting
from services.loyalty.domain.account import Account, timers
from services.loyalty.domain.lots import Lot
from services.loyalty.domain.points import Points
from services.loyalty.store.accounts import AccountStore
from tests.bench.harness import Row, Timings, bench, each
from tests.unit.loyalty.helpers import DAY, NOW, RULES, bill

CHANGES = 1_500
GUESTS = 500
AT_ONCE = 16
ACCOUNTS = int(os.environ.get("LOYALTY_BENCH_ACCOUNTS", "50000"))
LOTS_EACH = 20


async def accounts(stack: Stack, name: str) -> AccountStore:
    """The store of accounts, without background work."""
    settings = ServiceSettings(
        mongo_url=stack.mongo_url, mongo_database=f"bench_{name}", kafka_bootstrap=stack.bootstrap
    )
    service = Service("loyalty", settings, publishes=TOPICS, clock=ManualClock(NOW))
    store = AccountStore(service.desk)
    await service.inbox.ensure()
    await service.outbox.ensure()
    await timer_rows.ensure(service.db)
    await store.ensure()
    return store


async def earn(store: AccountStore, guest: str) -> None:
    """Record a bill of a hundred yuan."""
    told = bill(new_id(), 100)

    def decide(account: Account | None, now: Any) -> Decided[Account]:
        return visiting.record(account, guest, told, None, RULES, now)

    await store.change(guest, decide, Cause("http", "bench", new_id(), fingerprint="f"))


async def redeem(store: AccountStore, guest: str) -> None:
    """Reserve a point and confirm it: two changes."""
    wish = spending.Wish(new_id(), "bill", 1, "v2")

    def reserve(account: Account | None, now: Any) -> Decided[Account]:
        return spending.reserve(account, guest, wish, RULES, now)

    def confirm(account: Account | None, now: Any) -> Decided[Account]:
        return spending.confirm(account, guest, wish.redemption_id, RULES, now)

    try:
        await store.change(guest, reserve, Cause("http", "bench", new_id(), fingerprint="f"))
        await store.change(guest, confirm, Cause("http", "bench", new_id(), fingerprint="f"))
    except Refused as error:
        raise RuntimeError(f"the bench gave {guest} too few points") from error


async def raw(store: AccountStore, guest: str) -> None:
    """A balance moved and a ledger line added by raw driver calls: two writes in one transaction."""
    db = store.desk.db

    async def work(session: Session) -> None:
        await db.collection("raw_accounts").update_one(
            {"_id": guest}, {"$inc": {"balance": 10}}, upsert=True, session=session
        )
        await db.collection("raw_ledger").insert_one(
            {"_id": new_id(), "guest": guest, "points": 10}, session=session
        )

    await db.transact(work)


@bench("loyalty")
async def loyalty(stack: Stack) -> list[Row]:
    """Earn and redeem, over many accounts and on one, beside two raw writes in a transaction."""
    store = await accounts(stack, "loyalty")
    await store.desk.db.ensure("raw_accounts", [])
    await store.desk.db.ensure("raw_ledger", [])
    return [
        *await _measured(store, "many accounts", GUESTS, CHANGES),
        *await _measured(store, "one hot account", 1, CHANGES // 5),
        *[await _after(store, visits) for visits in (10, 100, 1_000)],
    ]


async def _measured(store: AccountStore, name: str, guests: int, count: int) -> list[Row]:
    async def timed(work: Callable[[AccountStore, str], Awaitable[None]]) -> Timings:
        await each(min(guests, 100), AT_ONCE, lambda n: work(store, f"{name}{n}"))
        timings = Timings()
        await each(count, AT_ONCE, lambda n: timings.of(work(store, f"{name}{n % guests}")))
        return timings

    limit = (await timed(raw)).rate
    earned, redeemed = await timed(earn), await timed(redeem)
    return [
        Row(f"loyalty: earn, {name}", "1/s", earned.rate, limit),
        Row(f"loyalty: redeem (two changes), {name}", "1/s", redeemed.rate, limit / 2),
        Row(f"loyalty: redeem p99, {name}", "ms", redeemed.percentile(99)),
    ]


async def _after(store: AccountStore, visits: int) -> Row:
    """One more visit of a guest who had so many in the last eleven months: an account carries a year."""
    guest, account = f"guest of {visits}", None
    for number in reversed(range(visits)):
        told = bill(new_id(), 100, NOW - number * 330 * DAY / visits)
        account, _ = visiting.record(account, guest, told, None, RULES, NOW)
    document = {"_id": guest, "version": 1, "sequence": 0, "updated_at": NOW, "state": to_document(account)}
    await store.collection.insert_one(document)
    timings = Timings()
    await each(50, 1, lambda _: timings.of(earn(store, guest)))
    return Row(f"loyalty: earn p50, after {visits:,} visits", "ms", timings.percentile(50))


@bench("loyalty-expiry")
async def expiry(stack: Stack) -> list[Row]:
    """A million lots end in one night; memory must not grow with them."""
    store = await accounts(stack, "loyalty_expiry")
    await _fill(store)
    clock = store.desk.clock
    assert isinstance(clock, ManualClock)
    clock.advance(timedelta(days=400))

    async def fire(firings: Any) -> None:
        await store.fire(firings, lambda state, name, now: upkeep.on_timer(state, name, RULES, now))

    worker = TimerWorker(store.desk.db, clock, {"account": fire}, batch=200)
    process, peak = psutil.Process(), 0
    await worker.fire_due()
    settled = process.memory_info().rss
    began, fired = time.perf_counter(), 0
    while claimed := await worker.fire_due():
        fired += claimed
        peak = max(peak, process.memory_info().rss)
        await asyncio.sleep(0)
    seconds = time.perf_counter() - began
    left = await store.collection.count_documents({"state.points.balance": {"$ne": 0}})
    if left:
        raise RuntimeError(f"{left} accounts still have points")
    return [
        Row("loyalty: lots ended", "1/s", fired * LOTS_EACH / seconds),
        Row("loyalty: accounts swept", "1/s", fired / seconds),
        Row("loyalty: memory grown while ending lots", "MB", (peak - settled) / 1e6),
    ]


async def _fill(store: AccountStore) -> None:
    """Accounts with lots that all end within the year, and the timers that end them."""
    db = store.desk.db
    for start in range(0, ACCOUNTS, 1_000):
        documents, rows = [], []
        for number in range(start, min(start + 1_000, ACCOUNTS)):
            guest = f"g{number:07d}"
            lots = tuple(
                Lot(f"{guest}/{n}", "v1", "visit", f"r{n}", NOW, NOW + (n + 1) * 15 * DAY, 10, 10)
                for n in range(LOTS_EACH)
            )
            points = Points(guest, lots, balance=10 * LOTS_EACH, entries=LOTS_EACH)
            account = replace(Account(guest, points), noticed_until=NOW + 1000 * DAY)
            documents.append(
                {"_id": guest, "version": 1, "sequence": 0, "updated_at": NOW, "state": to_document(account)}
            )
            for name, due in timers(account).items():
                row = {
                    "aggregate": "account",
                    "aggregate_id": guest,
                    "name": name,
                    "due": due,
                    "open_at": due,
                }
                rows.append({"_id": timer_rows.timer_id("account", guest, name), **row})
        await store.collection.insert_many(documents, ordered=False)
        await db.collection(timer_rows.COLLECTION).insert_many(rows, ordered=False)
