"""Handover from one shift of the desk to the next (rule C24)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from contracts.complaints import HandoverAcknowledged, HandoverPrepared, ShiftReleased
from infra.chassis.decision import Decided, Refused

__all__ = ["Due", "Shift", "acknowledge", "prepare", "release"]


@dataclass(frozen=True, slots=True)
class Due:
    """A promise that falls due soon."""

    case_id: str
    number: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift being handed over.

    Attributes:
        case_ids: the open cases that change hands.
        due: those whose promise falls due within the policy's window.
        announcements: what the relief must know.
    """

    id: str
    venue_id: str
    staff_id: str
    relief_id: str
    prepared_at: datetime
    case_ids: tuple[str, ...] = ()
    due: tuple[Due, ...] = ()
    announcements: tuple[str, ...] = ()
    status: Literal["prepared", "acknowledged", "released"] = "prepared"
    acknowledged_at: datetime | None = None
    released_at: datetime | None = None


def prepare(shift: Shift | None, wanted: Shift) -> Decided[Shift]:
    """List what is handed over; until it is acknowledged the list may be prepared anew.

    Raises:
        Refused: it is handed to oneself, or was acknowledged already.
    """
    if wanted.staff_id == wanted.relief_id:
        raise Refused("relief-is-self", "hand over to somebody else", field="relief_id", kind="invalid")
    if shift is not None and shift.status != "prepared":
        raise Refused("handover-acknowledged", "the relief has acknowledged it already")
    told = HandoverPrepared(
        shift_id=wanted.id,
        venue_id=wanted.venue_id,
        staff_id=wanted.staff_id,
        relief_id=wanted.relief_id,
        open_cases=len(wanted.case_ids),
        promises_due=len(wanted.due),
        announcements=len(wanted.announcements),
    )
    return wanted, (told,)


def acknowledge(shift: Shift, now: datetime, by: str) -> Decided[Shift]:
    """The relief takes over: the cases are theirs from now on.

    Raises:
        Refused: somebody else acknowledges, or it was done already.
    """
    if by != shift.relief_id:
        raise Refused("not-the-relief", "only the relief can acknowledge", kind="forbidden")
    if shift.status != "prepared":
        raise Refused("handover-acknowledged", "it was acknowledged already")
    told = HandoverAcknowledged(
        shift_id=shift.id,
        venue_id=shift.venue_id,
        staff_id=shift.staff_id,
        relief_id=shift.relief_id,
        case_ids=shift.case_ids,
    )
    return replace(shift, status="acknowledged", acknowledged_at=now), (told,)


def release(shift: Shift, now: datetime, left_open: int) -> Decided[Shift]:
    """Let the relieved one go.

    Args:
        left_open: open cases of theirs that are not among those handed over.

    Raises:
        Refused: the relief has not acknowledged, cases were opened since, or they have gone already.
    """
    if shift.status == "prepared":
        raise Refused("not-acknowledged", "the relief has not acknowledged yet")
    if shift.status == "released":
        raise Refused("shift-released", "the shift was released already")
    if left_open:
        raise Refused("cases-left", f"{left_open} cases came in since; hand them over too")
    told = ShiftReleased(shift_id=shift.id, venue_id=shift.venue_id, staff_id=shift.staff_id)
    return replace(shift, status="released", released_at=now), (told,)
