"""Events become notices, and notices deliveries (rule N2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from contracts import booking, complaints
from contracts.envelope import Envelope
from contracts.event import Event
from infra.chassis.cause import Cause
from infra.chassis.decision import Decided
from infra.chassis.policy import PolicyBook
from services.notifications.dispatch import Dispatcher, Surroundings
from services.notifications.domain import escalation
from services.notifications.domain.circumstances import standings, subject_of, untrue
from services.notifications.domain.delivery import Notice
from services.notifications.domain.escalation import Escalation
from services.notifications.domain.foresight import ahead, reminded, within_day
from services.notifications.domain.kinds import Kind, by_event, level_of, notices
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.domain.told import KINDS
from services.notifications.messaging.happening import happening_of
from services.notifications.store import Stores

__all__ = ["Telling"]

_KINDS: Mapping[type[Event], tuple[Kind, ...]] = by_event(KINDS)

_STATUS: Mapping[type[Event], str] = {
    booking.BookingHeld: "held",
    booking.HoldLapsed: "lapsed",
    booking.BookingConfirmed: "confirmed",
    booking.BookingDisplaced: "displaced",
    booking.BookingRescheduled: "confirmed",
    booking.BookingSeated: "seated",
    booking.BookingCompleted: "completed",
    booking.BookingCancelled: "cancelled",
    booking.BookingNoShow: "no-show",
}
"""How a booking stands after an event; `Standing.status`."""

_ENDS: Mapping[type[Event], str] = {
    booking.BookingSeated: "booking_id",
    booking.BookingCompleted: "booking_id",
    booking.BookingCancelled: "booking_id",
    booking.BookingNoShow: "booking_id",
    complaints.CaseResolved: "case_id",
    complaints.CaseClosed: "case_id",
    complaints.EmergencyEnded: "emergency_id",
}
"""Events after which a call about their subject is over."""

_STARTS = (booking.BookingHeld, booking.BookingConfirmed, booking.BookingRescheduled)
"""Events that say when the visit starts."""


class Telling:
    """Hears everything somebody may have to be told."""

    def __init__(
        self,
        stores: Stores,
        surroundings: Surroundings,
        dispatcher: Dispatcher,
        book: PolicyBook[NotificationPolicy],
    ) -> None:
        self._stores = stores
        self._surroundings = surroundings
        self._dispatcher = dispatcher
        self._book = book

    async def standing(self, envelope: Envelope, _cause: Cause) -> None:
        """Note how a booking, an offer or a seat stands: later messages are checked against this (rule N4).

        A booking recorded from an older ledger is told to nobody, so nothing is noted of it.
        """
        event = envelope.data
        if getattr(event, "recorded", False):
            return
        for key, status in standings(event).items():
            await self._stores.standings.heard(
                key, envelope.sequence, {"status": status, "placed_by": envelope.id}
            )
        told: dict[str, object] = {}
        if type(event) in _STATUS:
            told["status"] = _STATUS[type(event)]
        if isinstance(event, _STARTS):
            told |= {"starts_at": event.starts_at, "placed_by": envelope.id}
        if isinstance(event, (*_STARTS, booking.PartyChanged)):
            told |= {"item": event.item, "party_size": event.party_size}
        if told and isinstance(event, booking.BookingEvent):
            await self._stores.standings.heard(event.booking_id, envelope.sequence, told)

    async def end(self, envelope: Envelope, cause: Cause) -> None:
        """End the calls that stand about what is over now (rule N2)."""
        field = _ENDS.get(type(envelope.data))
        if field is None:
            return
        query = {"state.subject_id": getattr(envelope.data, field), "state.status": "open"}
        for stored in await self._stores.escalations.find(query):
            await self._stores.escalations.change(stored.id, _settled, cause.part(f"over/{stored.id}"))

    async def call_off(self, envelope: Envelope, cause: Cause) -> None:
        """Let no agent call a guest about what is no longer so (rule N4)."""
        event = envelope.data
        subject_id = subject_of(event)
        if type(event) in _STATUS and isinstance(event, booking.BookingEvent) and not event.recorded:
            subject_id = event.booking_id
        if subject_id is None:
            return
        query = {"state.notice.subject_id": subject_id, "state.attempts.route.channel": "phone"}
        for stored in await self._stores.deliveries.find(query):
            if untrue(stored.state, await self._surroundings.standing(stored.state)):
                await self._dispatcher.call_off(stored.id, cause.part(f"call-off/{stored.id}"))

    async def tell(self, envelope: Envelope, cause: Cause) -> None:
        """Tell whoever is to be told, and raise the call where one is to be acknowledged."""
        kinds = _KINDS.get(type(envelope.data))
        if kinds is None:
            return
        found = notices(kinds, envelope.data)
        if not found:
            return
        happening = happening_of(envelope)
        await self._dispatcher.tell(await self._timed(found, happening.at), happening, cause)
        for kind in kinds:
            if kind.level is not None and any(each.kind == kind.name for each in found):
                await self._call(kind, envelope, cause)

    async def _timed(self, found: tuple[Notice, ...], happened_at: datetime) -> tuple[Notice, ...]:
        """The notices with their deadlines, and early reminders where the night is in the way."""
        now = self._book.now()
        zone = await self._surroundings.zone(found[0])
        policy = (await self._book.at(found[0].venue_id, now)).values
        timed: list[Notice] = []
        for notice in found:
            nights = await self._surroundings.nights(notice) if reminded(notice) else zone
            timed += ahead([within_day(notice, zone, happened_at)], policy, nights, now)
        return tuple(timed)

    async def _call(self, kind: Kind, envelope: Envelope, cause: Cause) -> None:
        event = envelope.data
        level = level_of(kind.level or "", event)
        subject_id = str(getattr(event, kind.subject or ""))
        venue_id = str(getattr(event, "venue_id", "*"))
        policy = await self._book.at(venue_id, self._book.now())

        def decide(state: Escalation | None, now: datetime) -> Decided[Escalation]:
            return escalation.open_call(
                state,
                envelope.id,
                kind=kind.name,
                subject_id=subject_id,
                venue_id=venue_id,
                level=level,
                policy=policy.values,
                policy_version=policy.version,
                now=now,
                number=getattr(event, "number", None),
            )

        await self._stores.escalations.change(envelope.id, decide, cause.part("escalation"))


def _settled(state: Escalation | None, _now: datetime) -> Decided[Escalation]:
    assert state is not None  # noqa: S101 -- a call is never deleted
    return escalation.settle(state)
