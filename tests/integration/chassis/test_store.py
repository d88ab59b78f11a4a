"""One cause changes one aggregate once, wholly or not at all, whatever races it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest

from infra.chassis.cause import Cause
from infra.chassis.changes import Change, Outcome
from infra.chassis.clock import ManualClock
from infra.chassis.decision import Decided, Refused
from infra.chassis.desk import Desk
from infra.chassis.ids import new_id
from infra.chassis.mongo import Session
from infra.chassis.writing import InsertOne, Operation, Write, write
from tests.integration.chassis.counter import Counter, Counters, count


def request(key: str | None = None, fingerprint: str = "same") -> Cause:
    return Cause("http", "someone", key or new_id(), fingerprint=fingerprint)


async def test_a_change_saves_state_event_and_mark_together(counters: Counters, desk: Desk) -> None:
    outcome = await counters.change(
        "a", count("a", 5), request("k"), answer=lambda state: {"value": state.value}
    )
    assert outcome.answer == {"value": 5}
    stored = await counters.need("a")
    assert (stored.version, stored.sequence, stored.state.value) == (1, 1, 5)
    [event] = await desk.outbox.pending.find({}).to_list(None)
    assert (event["aggregateid"], event["sequence"], event["causationid"]) == ("a", 1, "k")
    assert await desk.inbox.find(request("k")) is not None


async def test_a_repeated_request_gets_the_first_answer_and_changes_nothing(counters: Counters) -> None:
    await counters.change("a", count("a"), request("k"), answer=lambda state: {"value": state.value})
    await counters.change("a", count("a"), request("other"), answer=lambda state: {"value": state.value})
    again = await counters.change("a", count("a"), request("k"), answer=lambda state: {"value": state.value})
    assert again.replayed
    assert again.answer == {"value": 1}
    assert again.version == 1
    assert (await counters.need("a")).state.value == 2


async def test_a_repeated_request_that_would_now_be_refused_still_gets_its_answer(counters: Counters) -> None:
    await counters.change("a", count("a", 1_000_000), request("k"))
    again = await counters.change("a", count("a", 1_000_000), request("k"))
    assert again.replayed


async def test_a_key_used_for_another_request_is_refused(counters: Counters) -> None:
    await counters.change("a", count("a"), request("k"))
    with pytest.raises(Refused, match="idempotency-key-reused"):
        await counters.change("a", count("a"), request("k", fingerprint="other"))


async def test_a_refused_change_leaves_nothing_behind(counters: Counters, desk: Desk) -> None:
    with pytest.raises(Refused, match="too-high"):
        await counters.change("a", count("a", 2_000_000), request("k"))
    assert await counters.get("a") is None
    assert await desk.outbox.pending.count_documents({}) == 0
    assert await desk.inbox.find(request("k")) is None


async def test_a_hundred_changes_at_once_all_count(counters: Counters, desk: Desk) -> None:
    await asyncio.gather(*(counters.change("a", count("a"), request()) for _ in range(100)))
    assert (await counters.need("a")).state.value == 100
    events = await desk.outbox.pending.find({}, sort=[("_id", 1)]).to_list(None)
    assert [event["sequence"] for event in events] == list(range(1, 101)), "ids sort as the history went"


async def test_one_cause_raced_by_many_takes_effect_once(counters: Counters) -> None:
    outcomes = await asyncio.gather(*(counters.change("a", count("a"), request("k")) for _ in range(30)))
    assert sum(not outcome.replayed for outcome in outcomes) == 1
    assert (await counters.need("a")).state.value == 1


async def test_a_stale_version_is_refused(counters: Counters) -> None:
    await counters.change("a", count("a"), request())
    await counters.change("a", count("a"), request(), expected_version=1)
    with pytest.raises(Refused, match="version-mismatch"):
        await counters.change("a", count("a"), request(), expected_version=1)


async def test_a_batch_is_one_transaction_and_a_bad_one_spares_the_others(counters: Counters) -> None:
    changes = [Change(f"c{n % 5}", count(f"c{n % 5}"), request()) for n in range(50)]
    bad = Change("c1", count("c1", 2_000_000), request())
    results = await counters.change_many([*changes, bad])
    assert isinstance(results[-1], Refused)
    assert not any(isinstance(result, Exception) for result in results[:-1])
    assert [(await counters.need(f"c{n}")).state.value for n in range(5)] == [10] * 5


async def test_a_batch_that_comes_again_with_more_gets_its_answers_and_makes_only_what_is_new(
    counters: Counters, desk: Desk
) -> None:
    def asked(number: int, by: int = 1) -> Change[Counter]:
        cause = request(f"k{number}", fingerprint=f"by {by}")
        return Change(f"c{number}", count(f"c{number}", by), cause, answer=lambda s: {"value": s.value})

    await counters.change_many([asked(1), asked(2)])
    await counters.change("c1", count("c1", 5), request())
    first, other, third = await counters.change_many([asked(1), asked(2, by=3), asked(3)])
    assert isinstance(first, Outcome)
    assert (first.replayed, first.answer, first.version) == (True, {"value": 1}, 1)
    assert isinstance(other, Refused)
    assert other.code == "idempotency-key-reused"
    assert isinstance(third, Outcome)
    assert (third.replayed, third.answer) == (False, {"value": 1})
    assert [(await counters.need(f"c{n}")).state.value for n in (1, 2, 3)] == [6, 1, 1]
    assert await desk.outbox.pending.count_documents({}) == 4


async def test_what_is_written_beside_goes_when_the_change_goes(desk: Desk) -> None:
    class Careful(Counters):
        async def beside(self, session: Session, before: Counter | None, after: Counter) -> None:
            await self.desk.db.collection("beside").insert_one({"_id": after.value}, session=session)
            if after.value > 1:
                raise Refused("enough", "one is enough")

    store = Careful(desk)
    await store.ensure()
    await desk.db.ensure("beside", [])
    await store.change("a", count("a"), request())
    with pytest.raises(Refused, match="enough"):
        await store.change("a", count("a"), request())
    assert await desk.db.collection("beside").count_documents({}) == 1
    assert (await store.need("a")).state.value == 1


class Listed(Counters):
    """Counters whose values are listed, each value once among all of them."""

    def writes(self, changed: Sequence[tuple[Counter | None, Counter]]) -> Iterator[Write]:
        listed = [InsertOne({"_id": after.value}) for _, after in changed]
        yield Write(self.desk.db.collection("beside"), listed, lambda _: Refused("listed", "it is there"))


@pytest.fixture
async def listed(desk: Desk) -> Listed:
    store = Listed(desk)
    await store.ensure()
    await desk.db.ensure("beside", [])
    return store


async def test_what_is_written_with_a_change_refuses_it_in_its_own_words(listed: Listed) -> None:
    await listed.change("a", count("a"), request())
    with pytest.raises(Refused, match="it is there"):
        await listed.change("b", count("b"), request())
    assert await listed.get("b") is None


async def test_a_transaction_given_up_half_way_leaves_nothing_behind(desk: Desk) -> None:
    """It must not end under what is still being sent: the rest would then stand alone."""
    await desk.db.ensure("beside", [])
    beside, reached = desk.db.collection("beside"), threading.Event()

    class Slow(list[Operation]):
        """Goes on when the transaction is over, which it should not see, or after a second."""

        def __init__(self, session: Session, operations: Sequence[Operation]) -> None:
            super().__init__(operations)
            self._session = session

        def __iter__(self) -> Iterator[Operation]:
            reached.set()
            ends = time.monotonic() + 1
            while self._session.delegate.in_transaction and time.monotonic() < ends:
                time.sleep(0.0001)
            return super().__iter__()

    async def work(session: Session) -> None:
        last = Slow(session, [InsertOne({"_id": "last"})])
        await write(session, [Write(beside, [InsertOne({"_id": "first"})]), Write(beside, last)])

    given_up = asyncio.create_task(desk.db.transact(work))
    await asyncio.to_thread(reached.wait, 10)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    await asyncio.sleep(0.3)  # a write that stands alone has come through by then
    assert await beside.count_documents({}) == 0


async def test_a_decision_that_changes_nothing_writes_only_its_mark(counters: Counters, desk: Desk) -> None:
    await counters.change("a", count("a"), request())

    def keep(state: Counter | None, _now: object) -> Decided[Counter]:
        assert state is not None
        return state, ()

    outcome = await counters.change("a", keep, request("k"))
    assert outcome.version == 1
    assert await desk.outbox.pending.count_documents({}) == 1
    assert (await counters.change("a", count("a"), request("k"))).replayed


async def test_event_ids_grow_even_when_the_clock_goes_back(
    counters: Counters, desk: Desk, clock: ManualClock
) -> None:
    await counters.change("a", count("a"), request())
    clock.advance(-timedelta(hours=1))
    await counters.change("a", count("a"), request())
    events = await desk.outbox.pending.find({}, sort=[("_id", 1)]).to_list(None)
    assert [event["sequence"] for event in events] == [1, 2]
