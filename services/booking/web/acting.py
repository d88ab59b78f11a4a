"""The one shape of every act on a booking: check rights, decide, answer with the booking as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fastapi.responses import JSONResponse

from infra.chassis.auth import Principal
from infra.chassis.cause import Cause
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import answered
from services.booking.domain.booking import Booking, judged
from services.booking.domain.policy import BookingPolicy
from services.booking.store.clerk import Clerk
from services.booking.web.rights import rights
from services.booking.web.views import booking_view

__all__ = ["Act", "Decision", "there"]

Decision = Callable[[Booking, BookingPolicy, datetime], Decided[Booking]]


def there(booking: Booking | None) -> Booking:
    """The booking, or a refusal (404)."""
    if booking is None:
        raise Refused("booking-not-found", "there is no such booking", kind="missing")
    return booking


@dataclass(frozen=True, slots=True)
class Act:
    """Acts on bookings for callers who may."""

    clerk: Clerk

    async def __call__(
        self, who: Principal, booking_id: str, cause: Cause, if_match: int | None, decision: Decision
    ) -> JSONResponse:
        """Let `decision` change the booking under the policy of its venue, and show it."""
        policy = await self.clerk.policy(await rights(self.clerk, who, booking_id))

        def decide(booking: Booking | None, now: datetime) -> Decided[Booking]:
            return judged(decision(there(booking), policy.values, now), policy.version)

        outcome = await self.clerk.bookings.change(
            booking_id, decide, cause, expected_version=if_match, answer=booking_view
        )
        return answered(outcome)
