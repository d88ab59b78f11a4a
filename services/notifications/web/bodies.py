"""What the routes share: strict bodies, pages, and who may ask."""

from __future__ import annotations

import re
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel

from infra.chassis.auth import Principal, requires
from services.notifications.store import Stores

__all__ = ["Anyone", "Desk", "Editor", "PageOf", "Staff", "desks_of"]

V = TypeVar("V")

Desk = Annotated[Principal, requires("agent", "supervisor", "manager", "gm")]
"""Those who answer guests, and their superiors."""

Staff = Annotated[Principal, requires("agent", "supervisor", "manager", "gm", "department")]
"""Every member of staff."""

Editor = Annotated[Principal, requires("manager", "gm")]
"""Those who decide on wording, addresses and announcements."""

Anyone = Annotated[Principal, requires("guest", "agent", "supervisor", "manager", "gm", "department")]
"""Guests, about themselves, and staff."""

_DESKS = ("agent", "supervisor", "manager", "gm", "department")


class PageOf(BaseModel, Generic[V]):
    """A page of results."""

    items: list[V]
    next: str | None = None


async def desks_of(stores: Stores, who: Principal) -> list[str | re.Pattern[str]]:
    """Inbox keys a caller reads: their own, and those of the desks they hold, at a venue or in the chain.

    Who has rights at all venues holds their desk at each of them: any key that matches. A guest who signs in
    as the double they were found to be reads the inbox of the guest who is kept.
    """
    if who.guest_id is not None:
        return [f"guest:{await stores.contacts.kept(who.guest_id)}"]
    roles = [role for role in _DESKS if role in who.roles]
    if "*" in who.venues:
        return [f"staff:{who.subject}", *(re.compile(f"^desk:{role}@") for role in roles)]
    venues = sorted(who.venues | {"*"})
    return [f"staff:{who.subject}", *(f"desk:{role}@{venue}" for role in roles for venue in venues)]
