"""Writes events for the tests of reporting, in the words of the contracts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from contracts import booking, complaints
from contracts.envelope import Envelope
from contracts.event import Event
from infra.chassis.ids import new_id

__all__ = ["NOON", "Tale", "booked", "complained"]

NOON = datetime(2025, 6, 2, 12, 0, tzinfo=UTC)


class Tale:
    """The history of one aggregate, event by event, a second apart."""

    def __init__(self, key: str | None = None, start: datetime = NOON) -> None:
        self.key = key or new_id()
        self.now = start
        self.envelopes: list[Envelope] = []

    def tell(self, event: Event, service: str = "booking") -> Envelope:
        self.now += timedelta(seconds=1)
        envelope = Envelope(
            id=new_id(),
            source=f"clubhouse/{service}",
            time=self.now,
            subject=self.key,
            sequence=len(self.envelopes) + 1,
            data=event,
        )
        self.envelopes.append(envelope)
        return envelope


class booked(Tale):  # noqa: N801 - reads as a word in the tests
    """The tale of a booking."""

    def __init__(
        self,
        venue: str = "v1",
        day: date = date(2025, 6, 2),
        *,
        guest: str = "g1",
        agent: str | None = "a1",
        start: datetime = NOON,
        party: int = 4,
    ) -> None:
        super().__init__(start=start)
        self.venue, self.day, self.guest, self.agent, self.party = venue, day, guest, agent, party

    def say(self, event: type[booking.BookingEvent], /, **fields: Any) -> Envelope:
        base = {
            "booking_id": self.key,
            "venue_id": self.venue,
            "guest_id": self.guest,
            "business_date": self.day,
            "at": self.now,
        }
        return self.tell(event.model_validate({**base, **fields}))

    def confirmed(self, **fields: Any) -> booked:
        base = {
            "confirmation_number": self.key[-8:],
            "kind": "room",
            "item": "A1",
            "party_size": self.party,
            "starts_at": self.now,
            "ends_at": self.now,
            "channel": "phone",
            "agent_id": self.agent,
            "effective": True,
        }
        self.say(booking.BookingConfirmed, **{**base, **fields})
        return self

    def seated(self) -> booked:
        self.say(booking.BookingSeated, party_size=self.party, seated_at=self.now)
        return self

    def completed(self) -> booked:
        self.say(booking.BookingCompleted, party_size=self.party, starts_at=self.now, ended_at=self.now)
        return self

    def spent(self, fen: int, receipt: str = "r1", revision: int = 1) -> booked:
        self.say(booking.SpendCaptured, receipt=receipt, spend_fen=fen, revision=revision)
        return self

    def cancelled(self) -> booked:
        self.say(booking.BookingCancelled, by="guest", starts_at=self.now)
        return self

    def no_show(self) -> booked:
        self.say(booking.BookingNoShow, starts_at=self.now)
        return self

    def moved(self, day: date) -> booked:
        self.day = day
        self.say(
            booking.BookingRescheduled,
            reason="guest",
            item="A1",
            resource_ids=("x",),
            party_size=self.party,
            starts_at=self.now,
            ends_at=self.now,
            previous_starts_at=self.now,
            previous_ends_at=self.now,
            previous_resource_ids=("x",),
        )
        return self


class complained(Tale):  # noqa: N801 - reads as a word in the tests
    """The tale of a complaint."""

    def __init__(self, venue: str = "v1", *, owner: str = "a1", start: datetime = NOON) -> None:
        super().__init__(start=start)
        self.venue, self.owner = venue, owner

    def say(self, event: type[Event], /, **fields: Any) -> Envelope:
        base = {"case_id": self.key, "venue_id": self.venue, "number": f"C{self.key[-6:]}", "guest_id": "g1"}
        return self.tell(event.model_validate({**base, **fields}), "complaints")

    def opened(self, category: str = "service-attitude") -> complained:
        self.say(
            complaints.CaseOpened,
            kind="complaint",
            channel="phone",
            callback_declined=False,
            reply_by="phone",
            owner_id=self.owner,
            matter_id="m",
            category=category,
            booking_id=None,
            dispute_before_payment=False,
            promised_at=self.now + timedelta(hours=2),
            policy_version=0,
        )
        return self

    def resolved(self, *, in_time: bool = True) -> complained:
        self.say(
            complaints.CaseResolved,
            cycle=1,
            in_time=in_time,
            after_seconds=600,
            message="ok",
            responsibility="responsible",
            severity="general",
            callback_due_at=None,
        )
        return self

    def closed(self, *, satisfied: bool = True) -> complained:
        self.say(
            complaints.CaseClosed,
            kind="complaint",
            owner_id=self.owner,
            department_ids=("d1",),
            responsibility="responsible",
            severity="general",
            category="service-attitude",
            cause="house",
            cause_code="slow",
            valid=True,
            lesson="train",
            cycles=1,
            in_time=True,
            satisfied=satisfied,
            outcome="settled",
            opened_at=NOON,
        )
        return self
