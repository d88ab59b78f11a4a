"""What the events of a booking add to the figures (rules R1, R4).

All lines of a booking count on the business day of its visit; when it moves, they all move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from contracts import booking as told
from contracts.envelope import Envelope
from contracts.event import Event
from services.reporting.domain.cards import Card, Line

__all__ = ["FOLDS"]

Fold = Callable[[Card, Any, "_Pen"], Card]


class _Pen:
    """Writes lines of one event."""

    def __init__(self, envelope: Envelope) -> None:
        self._id = envelope.id
        self._event: Any = envelope.data

    def line(self, figure: str, amount: int = 1, *, slot: str = "", **whom: str | None) -> Line:
        event = self._event
        return Line(
            slot or figure, figure, amount, event.venue_id, self._id, event.at, event.business_date, **whom
        )

    def own(self, name: str) -> str:
        """A slot no other event takes."""
        return f"{name}/{self._id}"


def _held(card: Card, event: told.BookingHeld, _: _Pen) -> Card:
    return card.knowing(
        tables=len(event.resource_ids) or 1,
        channel=event.channel,
        agent=event.agent_id,
        party=event.party_size,
    )


def _lapsed(card: Card, _: told.HoldLapsed, pen: _Pen) -> Card:
    return card.having(pen.line("holds_lapsed"))


def _confirmed(card: Card, event: told.BookingConfirmed, pen: _Pen) -> Card:
    ground = "contracted" if event.contracted else "other"
    card = card.knowing(
        agent=event.agent_id,
        party=event.party_size,
        channel=event.channel,
        ground=ground,
        number=event.confirmation_number,
        item=event.item,
        kind=event.kind,
        tier=event.tier,
        starts_at=event.starts_at,
        taken_at=event.at,
    )
    return card.having(
        pen.line("orders", agent=event.agent_id, label=event.channel),
        pen.line("guests_expected", event.party_size),
        pen.line("kinds", label=event.kind),
        pen.line("effective", int(event.effective), agent=event.agent_id, label=ground),
    )


def _details(card: Card, event: told.DetailsChanged, pen: _Pen) -> Card:
    if "ground" not in card.facts:
        return card
    effective = pen.line(
        "effective", int(event.effective), agent=card.facts["agent"], label=card.facts["ground"]
    )
    return card if ("effective" in card.lines) == event.effective else card.having(effective)


def _rescheduled(card: Card, event: told.BookingRescheduled, pen: _Pen) -> Card:
    card = card.knowing(tables=len(event.resource_ids) or 1, item=event.item, starts_at=event.starts_at)
    return card.having(pen.line("changed", slot=pen.own("changed"), label=event.reason))


def _party(card: Card, event: told.PartyChanged, pen: _Pen) -> Card:
    card = card.knowing(tables=len(event.resource_ids) or 1, party=event.party_size)
    if "guests_expected" not in card.lines:
        return card
    return card.having(pen.line("guests_expected", event.party_size))


def _late(card: Card, _: told.BookingLate, pen: _Pen) -> Card:
    return card.having(pen.line("late"))


def _seated(card: Card, event: told.BookingSeated, pen: _Pen) -> Card:
    agent = card.facts.get("agent")
    return (
        card.knowing(party=event.party_size)
        .without("no_show")
        .having(
            pen.line("seated", agent=agent),
            pen.line("tables", card.facts.get("tables", 1)),
            pen.line("guests", event.party_size),
        )
    )


def _completed(card: Card, _: told.BookingCompleted, pen: _Pen) -> Card:
    return card.having(pen.line("completed"))


def _cancelled(card: Card, event: told.BookingCancelled, pen: _Pen) -> Card:
    if "orders" not in card.lines:  # a hold given up is no cancelled order
        return card.having(pen.line("holds_released"))
    return card.having(pen.line("cancelled", agent=card.facts.get("agent"), label=event.by))


def _no_show(card: Card, _: told.BookingNoShow, pen: _Pen) -> Card:
    return card.having(pen.line("no_show", agent=card.facts.get("agent")))


def _reinstated(card: Card, event: told.BookingReinstated, pen: _Pen) -> Card:
    card = card.without("no_show").having(
        pen.line("seated", agent=card.facts.get("agent")),
        pen.line("tables", card.facts.get("tables", 1)),
        pen.line("guests", card.facts.get("party", 1)),
    )
    return card.having(pen.line("completed")) if event.completed_at else card


def _feedback(card: Card, event: told.FeedbackGiven, pen: _Pen) -> Card:
    return card.having(
        pen.line("feedback_given", agent=event.agent_id),
        pen.line("feedback_in_time", int(event.in_time), agent=event.agent_id),
    )


def _spend(card: Card, event: told.SpendCaptured, pen: _Pen) -> Card:
    receipts: Mapping[str, int] = card.facts.get("receipts", {})
    if receipts.get(event.receipt, 0) >= event.revision:
        return card
    slot = f"spend/{event.receipt}"
    return card.knowing(receipts={**receipts, event.receipt: event.revision}).having(
        pen.line("spend_fen", event.spend_fen, slot=slot)
    )


def _missing(card: Card, event: told.SpendMissing, pen: _Pen) -> Card:
    if event.chase != 1:
        return card
    card = card.having(pen.line("spend_missing"))
    for agent in {event.taking_agent_id, event.duty_agent_id} - {None}:
        card = card.having(pen.line("spend_missed_by", slot=f"missed/{agent}", agent=agent))
    return card


def _handling(card: Card, event: told.HandlingMeasured, pen: _Pen) -> Card:
    agent, step = event.agent_id, event.step
    in_time = int(event.seconds <= event.target_seconds)
    return card.having(
        pen.line("handled", slot=pen.own("handled"), agent=agent, label=step),
        pen.line("handled_in_time", in_time, slot=pen.own("handled_in_time"), agent=agent, label=step),
        pen.line("handling_seconds", event.seconds, slot=pen.own("seconds"), agent=agent, label=step),
    )


def _incident(card: Card, event: told.IncidentReported, pen: _Pen) -> Card:
    return card.having(pen.line("incidents", slot=pen.own("incident"), label=event.incident))


def _escalated(card: Card, event: told.BookingEscalated, pen: _Pen) -> Card:
    return card.having(pen.line("booking_escalations", slot=pen.own("escalated"), label=event.about))


_BY_TYPE: Mapping[type[Event], Fold] = {
    told.BookingHeld: _held,
    told.HoldLapsed: _lapsed,
    told.BookingConfirmed: _confirmed,
    told.DetailsChanged: _details,
    told.BookingRescheduled: _rescheduled,
    told.PartyChanged: _party,
    told.BookingLate: _late,
    told.BookingSeated: _seated,
    told.BookingCompleted: _completed,
    told.BookingCancelled: _cancelled,
    told.BookingNoShow: _no_show,
    told.BookingReinstated: _reinstated,
    told.FeedbackGiven: _feedback,
    told.SpendCaptured: _spend,
    told.SpendMissing: _missing,
    told.HandlingMeasured: _handling,
    told.IncidentReported: _incident,
    told.BookingEscalated: _escalated,
}


def _folding(fold: Fold) -> Callable[[Card, Envelope], Card]:
    def folded(card: Card, envelope: Envelope) -> Card:
        event: Any = envelope.data
        known = card.facts
        if known.get("guest_id") != event.guest_id or known.get("venue_id") != event.venue_id:
            card = card.knowing(guest_id=event.guest_id, venue_id=event.venue_id)
        card = fold(card, event, _Pen(envelope))
        if any(line.day != event.business_date for line in card.lines.values()):
            card = card.having(*(line._replace(day=event.business_date) for line in card.lines.values()))
        return card

    return folded


FOLDS = {kind: _folding(fold) for kind, fold in _BY_TYPE.items()}
"""How each event of a booking changes its card."""
