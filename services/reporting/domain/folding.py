"""From any event of the house to the card it changes: the one place that says what reporting hears."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from contracts import booking, complaints, loyalty
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.topic import Topic
from services.reporting.domain import bookings, cases
from services.reporting.domain.cards import Card, Line, Seen
from services.reporting.domain.days import check_calendar

__all__ = ["FOLD_VERSION", "TOPICS", "card_id", "fold"]

FOLD_VERSION = 1
"""Raise it with every change of what an event adds: the cards are then built anew beside the old ones."""

_KINDS: Mapping[Topic, str] = {
    booking.BOOKINGS: "booking",
    booking.VENUES: "venue",
    complaints.CASES: "case",
    complaints.CALLBACKS: "callback",
    complaints.SURVEYS: "survey",
    complaints.QUOTAS: "quota",
    complaints.DEPARTMENTS: "department",
    complaints.STAFF: "staff",
    loyalty.GUESTS: "guest",
    loyalty.ACCOUNTS: "account",
}

TOPICS: tuple[Topic, ...] = tuple(_KINDS)
"""What reporting hears."""

_KIND_OF: Mapping[str, str] = {topic.name: kind for topic, kind in _KINDS.items()}


def card_id(topic: str, key: str) -> str:
    """The card that events of `topic` with this key change."""
    return f"{_KIND_OF[topic]}/{key}"


def fold(card: Card | None, topic: str, envelope: Envelope) -> Card | None:
    """The card after one more event; None where the event leaves no trace and there was no card."""
    change = _FOLDS.get(type(envelope.data))
    if change is None:
        return card
    before = card or Card(_KIND_OF[topic], envelope.subject)
    after = change(before, envelope)
    if after is before:
        return card
    moment = getattr(envelope.data, "at", envelope.time)
    seen = Seen(envelope.id, _short(envelope.type), moment)
    return after.after(seen, unfinished=_is_open(after))


@cache
def _short(type: str) -> str:
    """``confirmed`` for ``clubhouse.booking.confirmed.v1``."""
    return type.split(".", 2)[2].removesuffix(".v1")


def _is_open(card: Card) -> bool:
    return card.kind == "case" and "opened_at" in card.facts and "closed_at" not in card.facts


def _venue(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    check_calendar(event.timezone, event.day_closes_minutes)
    calendar = {"since": envelope.time, "zone": event.timezone, "closes": event.day_closes_minutes}
    calendars = [*card.facts.get("calendars", [])]
    if not calendars or (calendars[-1]["zone"], calendars[-1]["closes"]) != (
        calendar["zone"],
        calendar["closes"],
    ):
        calendars.append(calendar)
    return card.knowing(
        name=event.name,
        name_en=event.name_en or event.name,
        kind=event.kind,
        district=event.district,
        contracted=event.contracted,
        partner=event.partner,
        featured=event.featured,
        calendars=calendars,
    )


def _department(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    return card.knowing(venue_id=event.venue_id, name=event.name, active=event.active)


def _staff(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    return card.knowing(
        venue_id=event.venue_id,
        department_id=event.department_id,
        badge=event.badge,
        level=event.level,
        weekly_callbacks=event.weekly_callbacks,
        active=event.active,
    )


def _registered(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    card = card.knowing(registered_at=event.at)
    if event.venue_id is None:
        return card
    line = Line("guests_registered", "guests_registered", 1, event.venue_id, envelope.id, event.at)
    return card.having(line)


def _retired(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    return card.knowing(kept=event.kept_guest_id)


def _visited(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    figure = "new_members" if event.first else "returning_members"
    slot = f"visit/{event.visit_id}"
    lines = [Line(slot, figure, 1, event.venue_id, envelope.id, event.at)]
    if event.booking_id is None:  # a booking's own spend is told by the booking
        lines.append(
            Line(
                f"spend/{event.visit_id}", "spend_fen", event.spend_fen, event.venue_id, envelope.id, event.at
            )
        )
    return card.having(*lines)


def _voided(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    return card.without(f"visit/{event.visit_id}", f"spend/{event.visit_id}")


def _earned(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    lot = event.lot
    return card.having(
        Line(
            f"earned/{lot.lot_id}", "points_earned", lot.points, lot.venue_id, envelope.id, envelope.time,
            label=event.origin,
        )
    )  # fmt: skip


def _redeemed(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    return card.having(
        Line(
            f"redeemed/{event.redemption_id}", "points_redeemed", event.points, event.venue_id, envelope.id,
            envelope.time, label=event.use,
        )
    )  # fmt: skip


def _unredeemed(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    return card.without(f"redeemed/{event.redemption_id}")


def _tier(card: Card, envelope: Envelope) -> Card:
    event: Any = envelope.data
    return card.knowing(tier=event.tier)


_OTHERS: Mapping[type[Event], Callable[[Card, Envelope], Card]] = {
    booking.VenueOpened: _venue,
    booking.VenueChanged: _venue,
    complaints.DepartmentSaved: _department,
    complaints.StaffSaved: _staff,
    loyalty.GuestRegistered: _registered,
    loyalty.GuestRetired: _retired,
    loyalty.VisitRecorded: _visited,
    loyalty.VisitVoided: _voided,
    loyalty.PointsEarned: _earned,
    loyalty.PointsRedeemed: _redeemed,
    loyalty.PointsReversed: _unredeemed,
    loyalty.TierChanged: _tier,
}

_FOLDS: Mapping[type[Event], Callable[[Card, Envelope], Card]] = {**bookings.FOLDS, **cases.FOLDS, **_OTHERS}
