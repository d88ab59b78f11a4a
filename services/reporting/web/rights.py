"""Who may read and write reports: staff of the venues concerned; the chain's own, with rights everywhere."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from infra.chassis.auth import Principal, requires
from infra.chassis.decision import Refused
from services.reporting.domain.sheets import CHAIN

__all__ = [
    "Gm", "Month", "MonthAsked", "Operator", "Reader", "Supervisor", "Venue", "may_see", "venues_asked",
    "venues_of",
]  # fmt: skip

Reader = Annotated[Principal, requires("supervisor", "manager", "gm", "service")]
Supervisor = Annotated[Principal, requires("supervisor", "manager", "gm")]
Gm = Annotated[Principal, requires("gm")]
Operator = Annotated[Principal, requires("gm", "service")]

Month = Annotated[str, Path(pattern=r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$", examples=["2026-10"])]
MonthAsked = Annotated[str, Query(pattern=r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$")]
Venue = Annotated[str, Query(max_length=100, description="A venue's id; `*` is the whole chain.")]


def may_see(who: Principal, venue_id: str) -> None:
    """Refuse (403) a caller without rights at this venue, or at every venue for the chain's figures."""
    if venue_id == CHAIN and "*" not in who.venues:
        raise Refused("other-venue", "the chain's figures need rights at all venues", kind="forbidden")
    who.at(venue_id)


def venues_of(who: Principal) -> list[str] | None:
    """The venues a caller may see; None is every venue."""
    return None if "*" in who.venues else sorted(who.venues)


def venues_asked(who: Principal, venue_id: str | None) -> list[str] | None:
    """One venue, or (None) all that a caller may see; None is every venue.

    Raises:
        Refused: no rights at this venue, or not at every venue for the chain's figures.
    """
    if venue_id is None:
        return venues_of(who)
    may_see(who, venue_id)
    return None if venue_id == CHAIN else [venue_id]
