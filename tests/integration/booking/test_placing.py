"""Who wants a place while another request of the same process is claiming one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from services.booking.domain.placement import Ask, Placement
from services.booking.domain.venue import Kind, Venue
from services.booking.store.bookings import BookingStore
from services.booking.store.placing import Placing
from services.booking.store.venues import VenueStore
from tests.integration.booking.conftest import NOON, House, until


@dataclass
class Claiming:
    """A request that asks for the same as every other, and claims for as long as `done` is not set."""

    placing: Placing
    venue: Venue
    tried: list[str] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> str:
        ask = Ask(Kind.ROOM, 4, NOON, NOON + timedelta(hours=2))
        return await self.placing.place(
            self.venue, ask, self._claim, spread="alike", most_alternatives=0, open_to_others=False
        )

    async def _claim(self, placement: Placement) -> str:
        [room] = placement.resource_ids
        self.tried.append(room)
        await self.done.wait()
        return room

    async def begun(self) -> bool:
        return bool(self.tried)


async def claiming(house: House, rooms: int) -> tuple[Claiming, Claiming]:
    """Two requests of one process at a venue with so many equal rooms."""
    await house.venue(rooms=rooms)
    bookings, venues = BookingStore(house.service.desk), VenueStore(house.service.desk)
    placing, venue = Placing(bookings, venues), await venues.current("harbour")
    return Claiming(placing, venue), Claiming(placing, venue)


async def test_another_that_fits_as_well_is_tried_rather_than_the_one_under_way(house: House) -> None:
    first, second = await claiming(house, rooms=2)
    async with asyncio.TaskGroup() as tasks:
        won = tasks.create_task(first.run())
        await until(first.begun)
        also = tasks.create_task(second.run())
        await until(second.begun)
        first.done.set()
        second.done.set()
    assert won.result() != also.result()


async def test_the_last_one_is_tried_though_it_is_under_way_so_that_nobody_is_refused_for_it(
    house: House,
) -> None:
    first, second = await claiming(house, rooms=1)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(first.run())
        await until(first.begun)
        also = tasks.create_task(second.run())
        await until(second.begun)
        first.done.set()
        second.done.set()
    assert also.result() == "r1"


async def test_what_was_under_way_is_like_any_other_once_that_is_over(house: House) -> None:
    first, second = await claiming(house, rooms=2)
    first.done.set()
    second.done.set()
    assert await first.run() == await second.run()
