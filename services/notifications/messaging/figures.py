"""Counts the day of each venue for the evening digest (rule N6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from contracts import booking, complaints
from contracts.envelope import Envelope
from contracts.event import Event
from infra.chassis.mongo import Session
from infra.chassis.policy import PolicyBook
from services.notifications.dispatch import House
from services.notifications.domain.evening import Evening, day_of, told_with
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.store import Stores

__all__ = ["FigureCounter", "counts"]

_ONE: dict[type[Event], str] = {
    booking.BookingConfirmed: "confirmed",
    booking.BookingRescheduled: "changed",
    booking.BookingCancelled: "cancelled",
    booking.BookingCompleted: "completed",
    booking.BookingNoShow: "no_show",
    complaints.CaseOpened: "cases_opened",
    complaints.CaseResolved: "cases_resolved",
}


def counts(event: Event) -> dict[str, int]:
    """What an event adds to its venue's day. Ledger imports are no news, a hold is no booking yet."""
    if getattr(event, "recorded", False):
        return {}
    if (
        isinstance(event, booking.BookingRescheduled | booking.BookingCancelled)
        and not event.confirmation_number
    ):
        return {}
    if isinstance(event, booking.BookingSeated):
        return {"seated": 1, "guests": event.party_size}
    if isinstance(event, complaints.CaseClockChanged):
        return {"breaches": 1} if event.status == "breached" else {}
    name = _ONE.get(type(event))
    return {name: 1} if name else {}


class FigureCounter:
    """Folds bookings and cases into the figures."""

    def __init__(self, stores: Stores, book: PolicyBook[NotificationPolicy], house: House) -> None:
        self._stores = stores
        self._book = book
        self._house = house

    async def apply(self, session: Session, envelopes: Sequence[Envelope]) -> None:
        """Fold a batch; counts of one venue and day are written once."""
        sums: dict[tuple[str, date], dict[str, int]] = {}
        evenings: dict[str, Evening | None] = {}
        for envelope in envelopes:
            event = envelope.data
            spent = isinstance(event, booking.SpendCaptured) and not event.recorded
            found = counts(event)
            if not spent and not found:
                continue
            venue_id = str(getattr(event, "venue_id", "*"))
            if venue_id not in evenings:
                stored = await self._stores.evenings.get(venue_id)
                evenings[venue_id] = stored.state if stored else None
            evening = evenings[venue_id]
            day = told_with(evening, await self._day(venue_id, envelope))
            if isinstance(event, booking.SpendCaptured):
                told = evening.closed if evening else None
                await self._stores.figures.receipt(
                    session, venue_id, day, event.receipt, event.spend_fen, event.revision, told
                )
            total = sums.setdefault((venue_id, day), {})
            for name, value in found.items():
                total[name] = total.get(name, 0) + value
        for (venue_id, day), total in sums.items():
            if total:
                await self._stores.figures.add(session, venue_id, day, total)

    async def _day(self, venue_id: str, envelope: Envelope) -> date:
        venue = await self._stores.venues.get(venue_id)
        zone = venue.zone if venue else self._house.zone
        policy = (await self._book.at(venue_id, envelope.time)).values
        return day_of(envelope.time, zone, policy.digest_at)
