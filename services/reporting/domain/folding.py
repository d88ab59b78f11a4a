"""From any event of the house to the card it changes: the one place that says what reporting hears."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from contracts import booking, complaints, loyalty
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.topic import Topic
from services.reporting.domain import bookings, cases
from services.reporting.domain.cards import Card, Draft, Line
from services.reporting.domain.days import check_calendar

__all__ = ["FOLD_VERSION", "TOPICS", "card_id", "fold"]

FOLD_VERSION = 4
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


_VISIT = ("visit", "spend", "points")
"""The slots of a visit: that it was, what was spent, what it earned."""


def card_id(topic: str, key: str) -> str:
    """The card that events of `topic` with this key change."""
    return f"{_KIND_OF[topic]}/{key}"


def fold(card: Card | None, topic: str, envelopes: Iterable[Envelope]) -> Card | None:
    """The card after more events of its own; None where they leave no trace and there was no card."""
    draft, taken = None, 0
    for envelope in envelopes:
        change = _FOLDS.get(type(envelope.data))
        if change is None:
            continue
        draft = draft or Draft(card or Card(_KIND_OF[topic], envelope.subject))
        change(draft, envelope)
        at = getattr(envelope.data, "at", None) or envelope.time
        taken += draft.take_in(envelope.id, _short(envelope.type), at)
    return draft.card(unfinished=_is_open(draft)) if draft and taken else card


@cache
def _short(type: str) -> str:
    """``confirmed`` for ``clubhouse.booking.confirmed.v1``."""
    return type.split(".", 2)[2].removesuffix(".v1")


def _is_open(card: Draft) -> bool:
    return card.kind == "case" and "opened_at" in card.facts and "closed_at" not in card.facts


def _venue(card: Draft, envelope: Envelope) -> None:
    event: Any = envelope.data
    check_calendar(event.timezone, event.day_closes_minutes)
    calendar = {"since": envelope.time, "zone": event.timezone, "closes": event.day_closes_minutes}
    calendars = [*card.facts.get("calendars", [])]
    if not calendars or (calendars[-1]["zone"], calendars[-1]["closes"]) != (
        calendar["zone"],
        calendar["closes"],
    ):
        calendars.append(calendar)
    card.know(
        name=event.name,
        name_en=event.name_en or event.name,
        kind=event.kind,
        district=event.district,
        contracted=event.contracted,
        partner=event.partner,
        featured=event.featured,
        calendars=calendars,
    )


def _department(card: Draft, envelope: Envelope) -> None:
    event: Any = envelope.data
    card.know(venue_id=event.venue_id, name=event.name, active=event.active)


def _staff(card: Draft, envelope: Envelope) -> None:
    event: Any = envelope.data
    homes = [*card.facts.get("homes", [])]
    if not homes or homes[-1]["venue_id"] != event.venue_id:
        homes.append({"since": envelope.time, "venue_id": event.venue_id})
    card.know(
        venue_id=event.venue_id,
        homes=homes,
        department_id=event.department_id,
        badge=event.badge,
        level=event.level,
        weekly_callbacks=event.weekly_callbacks,
        active=event.active,
    )


def _registered(card: Draft, envelope: Envelope) -> None:
    event: Any = envelope.data
    card.know(registered_at=event.at)
    if event.venue_id is not None:
        card.put(Line("guests_registered", "guests_registered", 1, event.venue_id, envelope.id, event.at))


def _retired(card: Draft, envelope: Envelope) -> None:
    event: Any = envelope.data
    card.know(kept=event.kept_guest_id)


def _visited(card: Draft, envelope: Envelope) -> None:
    event: Any = envelope.data
    card.put(*_visit(envelope, event.at, first=event.first, points=event.points))


def _voided(card: Draft, envelope: Envelope) -> None:
    event: Any = envelope.data
    if event.recorded_of is None or event.first is None:  # None: recorded before that was kept
        card.drop(*(f"{part}/{event.visit_id}" for part in _VISIT))
        return
    # It stands on the card of a guest who was merged into this one: here is what takes it off.
    points = event.points_taken_back + event.shortfall_points
    lines = _visit(envelope, event.at, first=event.first, points=points)
    of = f"off/{event.recorded_of}"
    card.put(*(line._replace(slot=f"{of}/{line.slot}", amount=-line.amount) for line in lines))


def _visit(envelope: Envelope, at: datetime, *, first: bool, points: int) -> list[Line]:
    event: Any = envelope.data
    told = (event.venue_id, envelope.id, at)
    member, spend, earned = (f"{part}/{event.visit_id}" for part in _VISIT)
    # A booking's own spend is told by the booking.
    fen = event.spend_fen if event.booking_id is None else 0
    return [
        Line(member, "new_members" if first else "returning_members", 1, *told),
        Line(spend, "spend_fen", fen, *told),
        Line(earned, "points_earned", points, *told, label="visit"),
    ]


def _earned(card: Draft, envelope: Envelope) -> None:
    event: Any = envelope.data
    if event.origin == "visit":  # told by the visit: a lot is of what its correction adds, or nothing
        return
    lot = event.lot
    card.put(
        Line(
            f"earned/{lot.lot_id}", "points_earned", lot.points, lot.venue_id, envelope.id, envelope.time,
            label=event.origin,
        )
    )  # fmt: skip


def _redeemed(card: Draft, envelope: Envelope) -> None:
    card.put(_redemption(envelope, envelope.time))


def _unredeemed(card: Draft, envelope: Envelope) -> None:
    event: Any = envelope.data
    if event.redeemed_by is None or event.redeemed_at is None:
        card.drop(f"redeemed/{event.redemption_id}")
        return
    line = _redemption(envelope, event.redeemed_at)
    card.put(line._replace(slot=f"off/{line.slot}", amount=-line.amount))


def _redemption(envelope: Envelope, at: datetime) -> Line:
    event: Any = envelope.data
    return Line(
        f"redeemed/{event.redemption_id}", "points_redeemed", event.points, event.venue_id, envelope.id, at,
        label=event.use,
    )  # fmt: skip


def _tier(card: Draft, envelope: Envelope) -> None:
    event: Any = envelope.data
    card.know(tier=event.tier)


_OTHERS: Mapping[type[Event], Callable[[Draft, Envelope], None]] = {
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

_FOLDS: Mapping[type[Event], Callable[[Draft, Envelope], None]] = {**bookings.FOLDS, **cases.FOLDS, **_OTHERS}
