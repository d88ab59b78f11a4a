"""What the events of a booking add to the figures (rules R1, R4).

All lines of a booking count on the business day of its visit; when it moves, they all move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from contracts import booking as told
from contracts.envelope import Envelope
from contracts.event import Event
from services.reporting.domain.cards import Draft, Line

__all__ = ["FOLDS"]

Fold = Callable[[Draft, Any, "_Pen"], None]


class _Pen:
    """Writes lines of one event."""

    def __init__(self, envelope: Envelope) -> None:
        event: Any = envelope.data
        self._id = envelope.id
        self._told = (event.venue_id, envelope.id, event.at, event.business_date)

    def line(
        self,
        figure: str,
        amount: int = 1,
        *,
        slot: str = "",
        agent: str | None = None,
        label: str | None = None,
    ) -> Line:
        return Line(slot or figure, figure, amount, *self._told, agent, None, label)

    def own(self, name: str) -> str:
        """A slot no other event takes."""
        return f"{name}/{self._id}"


def _held(card: Draft, event: told.BookingHeld, _: _Pen) -> None:
    card.know(
        tables=len(event.resource_ids) or 1,
        channel=event.channel,
        agent=event.agent_id,
        party=event.party_size,
    )


def _lapsed(card: Draft, _: told.HoldLapsed, pen: _Pen) -> None:
    card.put(pen.line("holds_lapsed"))


def _confirmed(card: Draft, event: told.BookingConfirmed, pen: _Pen) -> None:
    ground = "contracted" if event.contracted else "other"
    card.know(
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
        lacking=list(event.missing),
    )
    card.put(
        pen.line("orders", agent=event.agent_id, label=event.channel),
        pen.line("guests_expected", event.party_size),
        pen.line("kinds", label=event.kind),
        pen.line("effective", int(event.effective), agent=event.agent_id, label=ground),
    )


def _details(card: Draft, event: told.DetailsChanged, pen: _Pen) -> None:
    if "ground" not in card.facts:
        return
    card.know(lacking=list(event.missing))
    _judge(card, pen, effective=event.effective)


def _judge(card: Draft, pen: _Pen, *, effective: bool) -> None:
    if ("effective" in card.lines) != effective:
        facts = card.facts
        card.put(pen.line("effective", int(effective), agent=facts["agent"], label=facts["ground"]))


def _rescheduled(card: Draft, event: told.BookingRescheduled, pen: _Pen) -> None:
    card.know(tables=len(event.resource_ids) or 1, item=event.item, starts_at=event.starts_at)
    card.put(pen.line("changed", slot=pen.own("changed"), label=event.reason))


def _party(card: Draft, event: told.PartyChanged, pen: _Pen) -> None:
    card.know(tables=len(event.resource_ids) or 1, party=event.party_size)
    if "guests_expected" not in card.lines:
        return
    card.put(pen.line("guests_expected", event.party_size))


def _late(card: Draft, _: told.BookingLate, pen: _Pen) -> None:
    card.put(pen.line("late"))


def _seated(card: Draft, event: told.BookingSeated, pen: _Pen) -> None:
    card.know(party=event.party_size)
    card.drop("no_show")
    card.put(
        pen.line("seated", agent=card.facts.get("agent")),
        pen.line("tables", card.facts.get("tables", 1)),
        pen.line("guests", event.party_size),
    )


def _completed(card: Draft, _: told.BookingCompleted, pen: _Pen) -> None:
    card.put(pen.line("completed"))


def _cancelled(card: Draft, event: told.BookingCancelled, pen: _Pen) -> None:
    if "orders" in card.lines:
        card.put(pen.line("cancelled", agent=card.facts.get("agent"), label=event.by))
    else:  # a hold given up is no cancelled order
        card.put(pen.line("holds_released"))


def _no_show(card: Draft, _: told.BookingNoShow, pen: _Pen) -> None:
    card.put(pen.line("no_show", agent=card.facts.get("agent")))


def _reinstated(card: Draft, event: told.BookingReinstated, pen: _Pen) -> None:
    card.drop("no_show")
    card.put(
        pen.line("seated", agent=card.facts.get("agent")),
        pen.line("tables", card.facts.get("tables", 1)),
        pen.line("guests", card.facts.get("party", 1)),
    )
    if event.completed_at:
        card.put(pen.line("completed"))


def _feedback(card: Draft, event: told.FeedbackGiven, pen: _Pen) -> None:
    card.put(
        pen.line("feedback_given", agent=event.agent_id),
        pen.line("feedback_in_time", int(event.in_time), agent=event.agent_id),
    )


def _spend(card: Draft, event: told.SpendCaptured, pen: _Pen) -> None:
    receipts: Mapping[str, int] = card.facts.get("receipts", {})
    if receipts.get(event.receipt, 0) >= event.revision:
        return
    slot = f"spend/{event.receipt}"
    card.know(receipts={**receipts, event.receipt: event.revision})
    card.put(pen.line("spend_fen", event.spend_fen, slot=slot))
    lacking = card.facts.get("lacking", ())
    if "spend" in lacking:  # a gold card's booking becomes effective by it (rule B2)
        card.know(lacking=[name for name in lacking if name != "spend"])
        _judge(card, pen, effective=not card.facts["lacking"])


def _missing(card: Draft, event: told.SpendMissing, pen: _Pen) -> None:
    if event.chase != 1:
        return
    card.put(pen.line("spend_missing"))
    for agent in {event.taking_agent_id, event.duty_agent_id} - {None}:
        card.put(pen.line("spend_missed_by", slot=f"missed/{agent}", agent=agent))


def _handling(card: Draft, event: told.HandlingMeasured, pen: _Pen) -> None:
    agent, step = event.agent_id, event.step
    in_time = int(event.seconds <= event.target_seconds)
    card.put(
        pen.line("handled", slot=pen.own("handled"), agent=agent, label=step),
        pen.line("handled_in_time", in_time, slot=pen.own("handled_in_time"), agent=agent, label=step),
        pen.line("handling_seconds", event.seconds, slot=pen.own("seconds"), agent=agent, label=step),
    )


def _incident(card: Draft, event: told.IncidentReported, pen: _Pen) -> None:
    card.put(pen.line("incidents", slot=pen.own("incident"), label=event.incident))


def _escalated(card: Draft, event: told.BookingEscalated, pen: _Pen) -> None:
    card.put(pen.line("booking_escalations", slot=pen.own("escalated"), label=event.about))


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


def _folding(fold: Fold) -> Callable[[Draft, Envelope], None]:
    def folded(card: Draft, envelope: Envelope) -> None:
        event: Any = envelope.data
        known, day = card.facts, event.business_date
        if known.get("guest_id") != event.guest_id or known.get("venue_id") != event.venue_id:
            card.know(guest_id=event.guest_id, venue_id=event.venue_id)
        standing = next(iter(card.lines.values()), None)
        if standing is not None and standing.day != day:  # they are all of one day: of the last event's
            card.put(*(line._replace(day=day) for line in card.lines.values()))
        fold(card, event, _Pen(envelope))

    return folded


FOLDS = {kind: _folding(fold) for kind, fold in _BY_TYPE.items()}
"""How each event of a booking changes its card."""
