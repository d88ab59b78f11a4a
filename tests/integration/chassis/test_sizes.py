"""What is accepted can be published: what no broker would take, or no id tell apart, is refused whole."""

from __future__ import annotations

from datetime import datetime

import pytest

from infra.chassis.cause import Cause
from infra.chassis.decision import Decided, Refused
from infra.chassis.desk import Desk
from infra.chassis.ids import new_id
from infra.chassis.outbox import MOST_EVENTS
from tests.integration.chassis.counter import Counted, Counter, Counters, count


async def test_an_event_too_large_for_the_broker_is_refused_and_nothing_is_kept(
    counters: Counters, desk: Desk
) -> None:
    endless = "汉" * 200_000  # three bytes each, and the key stands in two headers and the body too
    with pytest.raises(Refused, match="too-large-to-tell"):
        await counters.change(endless, count(endless), Cause("http", "someone", new_id()))
    assert await counters.get(endless) is None
    assert await desk.outbox.pending.find_one({}) is None


async def test_more_events_than_can_be_told_apart_in_order_are_refused(
    counters: Counters, desk: Desk
) -> None:
    def burst(_state: Counter | None, _now: datetime) -> Decided[Counter]:
        told = tuple(Counted(counter_id="a", value=n, step=1) for n in range(MOST_EVENTS + 1))
        return Counter("a", len(told)), told

    with pytest.raises(Refused, match="too-much-at-once"):
        await counters.change("a", burst, Cause("http", "someone", new_id()))
    assert await desk.outbox.pending.find_one({}) is None
