"""How long each step takes an agent, against its target (rule B11)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from contracts.booking import HandlingMeasured
from infra.chassis.decision import Decided, Refused
from services.booking.domain.booking import Booking, about
from services.booking.domain.policy import BookingPolicy

__all__ = ["Step", "measure", "measured"]

Step = Literal["order-entry", "clear-target-call", "consultation", "feedback"]


def measure(
    booking: Booking,
    step: Step,
    agent_id: str,
    started_at: datetime,
    finished_at: datetime,
    policy: BookingPolicy,
    now: datetime,
) -> Decided[Booking]:
    """An agent finished a step.

    Raises:
        Refused: it would have ended before it began, or its end is still to come (invalid).
    """
    if finished_at < started_at:
        raise Refused(
            "ends-before-start",
            "finished_at must not come before started_at",
            field="finished_at",
            kind="invalid",
        )
    if finished_at > now:
        raise Refused("still-to-come", "finished_at is still to come", field="finished_at", kind="invalid")
    return booking, (measured(booking, step, agent_id, started_at, finished_at, policy),)


def measured(
    booking: Booking,
    step: Step,
    agent_id: str,
    started_at: datetime,
    finished_at: datetime,
    policy: BookingPolicy,
) -> HandlingMeasured:
    """The fact of a measured step."""
    return HandlingMeasured(
        **about(booking, finished_at),
        step=step,
        agent_id=agent_id,
        seconds=int((finished_at - started_at).total_seconds()),
        target_seconds=policy.target_seconds(step),
    )
