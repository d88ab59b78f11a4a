"""Offers every place that comes free to whoever waits for it, in order (rule B13).

Each vacancy is worked through before its note is deleted, and may be worked through again. The note and the
entry name the hold, so whoever repeats it finds the hold that was made and goes on from there.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar, Literal

from infra.chassis.cause import Cause
from infra.chassis.changes import Outcome
from infra.chassis.decision import Decide, Decided, Refused
from infra.chassis.desk import Desk
from infra.chassis.ids import derived_id, new_id
from infra.chassis.mongo import Document, Index, is_outage
from infra.chassis.store import Store
from infra.chassis.writing import InsertOne, Write
from services.booking.domain.arriving import cancel
from services.booking.domain.booking import Booking, Status
from services.booking.domain.taking import Request
from services.booking.domain.waiting import (
    Waiting,
    WaitingStatus,
    in_order,
    join,
    leave,
    offer,
    request_of,
    settle,
    timers,
)
from services.booking.store.bookings import reach
from services.booking.store.clerk import Clerk
from services.booking.store.placing import NothingFree
from services.booking.store.vacancies import VACANCIES, vacancy

__all__ = ["Waitlist", "WaitlistStore"]

log = logging.getLogger(__name__)
_IDLE_SECONDS = 0.3


class WaitlistStore(Store[Waiting]):
    """Who waits. Whoever joins makes the worker look at once whether there is a place already."""

    indexes: ClassVar[Sequence[Index]] = (
        Index([("state.venue_id", 1), ("state.status", 1), ("state.ask.starts_at", 1)]),
        Index([("state.guest.id", 1)]),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="waiting", state=Waiting, timers=timers, collection="waitlist")

    async def ensure(self) -> None:
        """Create the collections and indexes."""
        await super().ensure()
        await self.desk.db.ensure(VACANCIES, [])

    def writes(self, changed: Sequence[tuple[Waiting | None, Waiting]]) -> Iterable[Write]:
        """Look for a place for whoever begins to wait."""
        notes = [
            InsertOne(vacancy(after.venue_id, after.ask.starts_at, after.ask.ends_at))
            for before, after in changed
            if before is None
        ]
        yield Write(self.desk.db.collection(VACANCIES), notes)


class Waitlist:
    """Works through vacancies. Any number may run: nobody is offered two places for one entry."""

    def __init__(self, clerk: Clerk, waitings: WaitlistStore) -> None:
        self._clerk = clerk
        self.store = waitings
        self.guests = clerk.guests
        self._vacancies = waitings.desk.db.collection(VACANCIES)

    async def join(
        self, request: Request, cause: Cause, answer: Callable[[Waiting], dict[str, Any]] | None = None
    ) -> Outcome[Waiting]:
        """Stand in line.

        Raises:
            Refused: it could never be a booking, or there is no such venue.
        """
        venue = await self._clerk.venues.current(request.venue_id)
        policy = await self._clerk.policy(venue.id)
        met = await self._clerk.meet(request, cause)
        waiting_id = new_id()

        def decide(_: Waiting | None, now: datetime) -> Decided[Waiting]:
            return join(waiting_id, met, venue, policy.values, now)

        return await self.store.change(waiting_id, decide, cause, answer=answer)

    async def leave(
        self, waiting_id: str, cause: Cause, answer: Callable[[Waiting], Any]
    ) -> Outcome[Waiting]:
        """Wait no longer; a hold that was offered is free for the next at once.

        Raises:
            Refused: they do not wait, or there is no such entry.
        """
        outcome = await self.store.change(
            waiting_id, lambda entry, _now: leave(_there(entry), "withdrawn"), cause, answer=answer
        )
        offered = outcome.state.booking_id if outcome.state else None
        if offered is not None:
            with contextlib.suppress(Refused):  # it was confirmed or has lapsed in the same moment
                await self._clerk.bookings.change(offered, _give_back("guest"), cause.part("offer"))
        return outcome

    async def line(self, venue_id: str) -> list[Waiting]:
        """Everybody who waits at a venue, who stands first first."""
        query = {"state.venue_id": venue_id, "state.status": WaitingStatus.WAITING.value}
        return in_order(each.state for each in await self.store.find(query))

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until told to stop."""
        while not stopping.is_set():
            try:
                if await self.step():
                    continue
            except Exception as error:
                log.warning("waitlist: %s", type(error).__name__, exc_info=not is_outage(error))
            try:
                await asyncio.wait_for(stopping.wait(), _IDLE_SECONDS)
            except TimeoutError:
                continue

    async def step(self) -> bool:
        """Work through the oldest vacancy; False if there is none."""
        vacancy = await self._vacancies.find_one({}, sort=[("_id", 1)])
        if vacancy is None:
            return False
        if "waiting_id" in vacancy:
            await self._settle(vacancy)
        barred: set[str] = set()
        starts_at, ends_at = vacancy["starts_at"], vacancy["ends_at"]
        for waiting in await self._line_between(vacancy["venue_id"], starts_at, ends_at):
            await self._offer(waiting, vacancy, barred)
        await self._vacancies.delete_one({"_id": vacancy["_id"]})
        return True

    async def _line_between(
        self, venue_id: str, starts_at: datetime | None, ends_at: datetime | None
    ) -> list[Waiting]:
        """Who waits for a time that touches this one; for any time without it."""
        line = await self.line(venue_id)
        if starts_at is None or ends_at is None:
            return line
        return [each for each in line if each.ask.starts_at < ends_at and starts_at < each.ask.ends_at]

    async def _offer(self, waiting: Waiting, vacancy: Document, barred: set[str]) -> None:
        """Hold a place for them and say so.

        The hold is dropped, which makes a new vacancy, if they wait no more, or if it is due to somebody who
        stands before them. Offering and dropping have one cause, so that only one of them is ever done: two
        workers at one note may judge differently.

        Args:
            barred: gets those who cannot be given any place now, whatever is free.
        """
        cause = Cause("waitlist", f"vacancy/{vacancy['_id']}", waiting.id)
        try:
            held = (
                await self._clerk.hold(request_of(waiting, derived_id(vacancy["_id"], waiting.id)), cause)
            ).state
        except NothingFree:
            return
        except Refused as refused:
            if refused.kind == "limit":
                raise  # crowded: the vacancy is worked through again
            barred.add(waiting.id)
            return
        if held is None or held.status is not Status.HELD:
            return  # a vacancy worked through again, whose hold has gone its way
        verdict = cause.part("verdict")
        if not await self._overtakes(waiting, held, barred):
            try:
                await self.store.change(waiting.id, _offer(held), verdict)
                return
            except Refused as refused:
                log.info("waitlist: %s is not offered a place: %s", waiting.id, refused.code)
        with contextlib.suppress(Refused):  # it was confirmed or has lapsed in the same moment
            await self._clerk.bookings.change(held.id, _give_back("venue"), verdict)

    async def _overtakes(self, waiting: Waiting, held: Booking, barred: set[str]) -> bool:
        """Whether somebody stands before them now who would have a place if theirs were not held.

        Such a guest began to wait while the hold was made, or had their turn before the place came free.
        Who is barred must not count: the place would be held and dropped for ever.
        """
        line = await self._line_between(held.venue_id, *reach(held))
        ids = [each.id for each in line]
        if waiting.id not in ids:
            return False  # they wait no more: overtaking is not the question
        venue = await self._clerk.venues.current(held.venue_id)
        for each in line[: ids.index(waiting.id)]:
            if each.id not in barred and await self._clerk.placing.suits(venue, each.ask, but=held):
                return True
        return False

    async def _settle(self, vacancy: Document) -> None:
        booking = (await self._clerk.bookings.need(vacancy["booking_id"])).state
        cause = Cause("waitlist", f"vacancy/{vacancy['_id']}", "settle")
        await self.store.change(
            vacancy["waiting_id"], lambda entry, now: settle(_there(entry), booking, now), cause
        )


def _offer(held: Booking) -> Decide[Waiting]:
    return lambda entry, now: offer(_there(entry), held, now)


def _give_back(by: Literal["guest", "venue"]) -> Decide[Booking]:
    def decide(booking: Booking | None, now: datetime) -> Decided[Booking]:
        if booking is None or booking.status is not Status.HELD:
            raise Refused("not-held", "the offer is not on hold any more", field="status")
        return cancel(booking, by, "", now)

    return decide


def _there(waiting: Waiting | None) -> Waiting:
    if waiting is None:
        raise Refused("waiting-not-found", "there is no such waitlist entry", kind="missing")
    return waiting
