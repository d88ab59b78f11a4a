"""Who may touch a booking: staff of its venue, and the guest it is for."""

from __future__ import annotations

from typing import Annotated

from infra.chassis.auth import Principal, Role, requires
from infra.chassis.decision import Refused
from services.booking.domain.booking import Booking
from services.booking.store.clerk import Clerk

__all__ = ["MANAGERS", "STAFF", "Desk", "Manager", "allowed", "rights"]

STAFF: tuple[Role, ...] = ("agent", "supervisor", "manager", "gm")
MANAGERS: tuple[Role, ...] = ("manager", "gm")
Desk = Annotated[Principal, requires(*STAFF, "service")]
"""The caller: staff, or one of our services."""
Manager = Annotated[Principal, requires(*MANAGERS, "service")]


async def allowed(clerk: Clerk, who: Principal, booking: Booking) -> None:
    """Refuse (403) a caller who has nothing to do with this booking."""
    await _check(clerk, who, booking.venue_id, booking.guest.id)


async def rights(clerk: Clerk, who: Principal, booking_id: str) -> str:
    """The venue of a booking the caller may touch.

    Raises:
        Refused: there is no such booking (404), or it is none of theirs (403).
    """
    found = await clerk.bookings.collection.find_one(
        {"_id": booking_id}, {"state.venue_id": 1, "state.guest.id": 1}
    )
    if found is None:
        raise Refused("booking-not-found", f"there is no booking {booking_id}", kind="missing")
    venue_id: str = found["state"]["venue_id"]
    await _check(clerk, who, venue_id, found["state"]["guest"]["id"])
    return venue_id


async def _check(clerk: Clerk, who: Principal, venue_id: str, guest_id: str) -> None:
    who.at(venue_id)
    if who.roles == {"guest"} and not await clerk.guests.same(who.guest_id, guest_id):
        raise Refused("not-yours", "this is another guest's booking", kind="forbidden")
