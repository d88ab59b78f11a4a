"""Who may see and do what (rule L14): staff by role and venue, guests only what is their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from infra.chassis.auth import Principal, Role, requires
from infra.chassis.changes import Stored
from infra.chassis.decision import Refused
from services.loyalty.domain.guest import Guest
from services.loyalty.store.guests import GuestStore

__all__ = ["STAFF", "Anyone", "Desk", "Eraser", "Feed", "Manager", "Senior", "at_all", "own_or_staff"]

STAFF: tuple[Role, ...] = ("agent", "supervisor", "manager", "gm")

Desk = Annotated[Principal, requires(*STAFF, "service")]
"""Staff, or one of our services."""
Anyone = Annotated[Principal, requires("guest", *STAFF, "service")]
"""As `Desk`, or a guest for what is their own."""
Feed = Annotated[Principal, requires(*STAFF, "integrator", "service")]
"""Who may feed bills: staff, tills, services."""
Senior = Annotated[Principal, requires("supervisor", "manager", "gm")]
Eraser = Annotated[Principal, requires("guest", "manager", "gm")]
"""Who may erase a file: the guest, or a manager for them."""
Manager = Annotated[Principal, requires("manager", "gm")]


async def own_or_staff(guests: GuestStore, who: Principal, guest_id: str) -> Stored[Guest]:
    """The file that stands for a guest.

    Raises:
        Refused: there is none, or the caller is another guest (403).
    """
    if who.roles == {"guest"}:
        own = who.guest_id is not None and await guests.get(who.guest_id) is not None
        mine = (await guests.kept(who.guest_id)).id if own and who.guest_id else None
        asked = await guests.get(guest_id)
        if asked is None or mine is None or (await guests.kept(guest_id)).id != mine:
            raise Refused("not-yours", "this is another guest's file", kind="forbidden")
    return await guests.kept(guest_id)


def at_all(who: Principal, venue_ids: Iterable[str] = ()) -> None:
    """Refuse (403) a caller without rights at each of these venues; none named is the whole chain."""
    named = tuple(venue_ids)
    for venue_id in named:
        who.at(venue_id)
    if not named and "*" not in who.venues:
        raise Refused("other-venue", "this concerns the whole chain: rights at all venues", kind="forbidden")
