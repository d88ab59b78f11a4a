"""Choices: what is free instead of a wish, held for a few minutes while the guest chooses (rule B3).

Only where the caller asks for it: a person is choosing now. A guest has one set of choices at a time, and
when one of them is confirmed the others are free at once, so nobody keeps a house empty by asking.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from infra.chassis.cause import Cause
from infra.chassis.decision import Decided, Refused
from infra.chassis.ids import new_id
from services.booking.domain.alternatives import Alternative
from services.booking.domain.arriving import cancel
from services.booking.domain.booking import Booking, Status
from services.booking.domain.taking import Request
from services.booking.store.clerk import Answer, Clerk

__all__ = ["Choice", "Choices"]

_TRIED_PER_CHOICE = 4
"""Alternatives exclude one another (a room from 19:30 or from 20:30), so more are tried than are held."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An alternative that is held, and the answer about its hold."""

    found: Alternative
    booking: dict[str, Any]


class Choices:
    """Holds alternatives, and frees those that were not chosen."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk

    async def hold(
        self, request: Request, cause: Cause, answer: Answer, may_at: Callable[[str], None]
    ) -> list[Choice]:
        """Hold what is free instead of `request`, nearest first, as many as the policy offers.

        What was held for the guest to choose from before is freed, also by the same request sent again.

        Args:
            may_at: refuses a venue where the caller could not confirm what is held.
        """
        clerk = self._clerk
        venue = await clerk.venues.current(request.venue_id)
        most = (await clerk.policy(venue.id)).values.alternatives
        wish = replace(await clerk.meet(request, cause), choice_of=new_id())
        await self._free("state.guest.id", wish.guest.id, cause)
        elsewhere = wish.open_to_others or not venue.card.contracted
        found = await clerk.placing.alternatives(
            venue, wish.ask, most * _TRIED_PER_CHOICE, open_to_others=elsewhere
        )
        held: list[Choice] = []
        for each in found:
            if len(held) == most:
                break
            asked = replace(wish, booking_id=new_id(), venue_id=each.venue.id, ask=each.ask)
            with contextlib.suppress(Refused):  # it is taken, or not the caller's to take
                may_at(each.venue.id)
                outcome = await clerk.hold(asked, cause.part(f"choice-{asked.booking_id}"), answer)
                held.append(Choice(each, outcome.answer))
        return held

    async def chosen(self, booking: Booking, cause: Cause) -> None:
        """One was confirmed: the others are free."""
        if booking.choice_of is not None:
            await self._free("state.choice_of", booking.choice_of, cause)

    async def _free(self, field: str, value: str, cause: Cause) -> None:
        held = {"state.status": Status.HELD.value, "state.choice_of": {"$type": "string"}}
        for each in await self._clerk.bookings.find({"$and": [{field: value}, held]}):
            with contextlib.suppress(Refused):  # it lapsed, or was confirmed, in the same moment
                await self._clerk.bookings.change(each.id, _not_chosen, cause.part(f"free-{each.id}"))


def _not_chosen(booking: Booking | None, now: datetime) -> Decided[Booking]:
    if booking is None or booking.status is not Status.HELD:
        raise Refused("not-held", "it is not on hold any more", field="status")
    return cancel(booking, "guest", "another was chosen", now)
