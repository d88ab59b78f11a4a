"""Marks of projections: many on a page, each key on one page only, whoever wrote it and when."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from contracts.envelope import Envelope
from contracts.topic import Topic
from infra.chassis.cause import Cause
from infra.chassis.clock import ManualClock
from infra.chassis.consumers import Projection
from infra.chassis.desk import Desk
from infra.chassis.inbox import Inbox, Mark, Seen
from infra.chassis.migrations import migrate
from infra.chassis.mongo import Database, Session
from infra.chassis.outbox import Outbox
from infra.chassis.parking import Parking, RetryPlan
from infra.chassis.projecting import Projecting
from infra.chassis.repaging import marks_on_pages
from infra.chassis.writing import write
from tests.integration.chassis.counter import Counted


async def mark(desk: Desk, *keys: str) -> None:
    await desk.db.transact(lambda session: write(session, [desk.inbox.marking_page(keys, desk.clock.now())]))


async def mark_singly(desk: Desk, marks: Sequence[Mark]) -> None:
    await desk.db.transact(lambda session: desk.inbox.mark(session, marks, desk.clock.now()))


async def test_a_key_that_is_on_any_page_cannot_be_put_on_another(desk: Desk) -> None:
    await mark(desk, "a", "b", "c")
    with pytest.raises(Seen):
        await mark(desk, "x", "c", "y")
    await mark(desk, "x", "y")
    assert await desk.inbox.seen_on_pages(["b", "y", "z"]) == {"b", "y"}


async def test_of_two_pages_that_share_a_key_written_at_once_one_stands(desk: Desk) -> None:
    pages = [[f"{page}-{n}" for n in range(200)] + [f"shared-{page // 2}"] for page in range(10)]
    told = await asyncio.gather(*(mark(desk, *keys) for keys in pages), return_exceptions=True)
    assert [type(each) for each in told].count(Seen) == 5
    for page in range(0, 10, 2):
        assert await desk.inbox.seen_on_pages([f"{page}-0", f"{page + 1}-0"]) != {
            f"{page}-0",
            f"{page + 1}-0",
        }


async def test_pages_are_forgotten_when_marks_are(db: Database) -> None:
    for days in (30, 40):
        await Inbox(db, timedelta(days=days)).ensure()
        for name in ("inbox", "inbox_pages"):
            indexes = await db.collection(name).index_information()
            assert indexes["at_1"]["expireAfterSeconds"] == timedelta(days=days).total_seconds()


async def test_what_an_earlier_version_marked_one_by_one_has_no_effect_again(
    desk: Desk, db: Database, clock: ManualClock, counters_topic: Topic
) -> None:
    events = [
        Envelope(f"e{n:04d}", "clubhouse/test", clock.now(), "k", n, Counted(counter_id="k", value=n, step=1))
        for n in range(2_300)
    ]
    for group in ("folding", "folding.more", "folded", "http"):
        await mark_singly(desk, [Mark(Cause.event(group, each)) for each in events[:2_200]])
    folded: list[str] = []

    async def apply(_session: Session, envelopes: Sequence[Envelope]) -> None:
        folded.extend(each.id for each in envelopes)

    clock.advance(timedelta(days=1))
    assert await migrate(db, [marks_on_pages(["folding", "folded"])], clock) == ["2026-11-marks-on-pages"]

    parking = Parking(db, clock, Outbox(db, "test", []), "dead")
    projecting = Projecting(db, clock, desk.inbox, parking, RetryPlan())
    await projecting.fold(Projection(counters_topic, "folding", apply), events)
    assert folded == [each.id for each in events[2_200:]]
    left = await db.collection("inbox").distinct("_id", {})
    assert {each.split("|")[0] for each in left} == {"folding.more", "http"}, "who does not project is let be"
    assert len(left) == 4_400
    pages = await db.collection("inbox_pages").find({}).to_list(None)
    assert min(each["at"] for each in pages) == clock.now() - timedelta(days=1), "kept no longer than before"
