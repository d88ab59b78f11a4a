"""What a visit cost, chased until known (rule B10), and deposits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused
from services.booking.domain.booking import FINAL, Booking, Deposit, Spend, Status, about, need, unplanned
from services.booking.domain.policy import BookingPolicy

__all__ = ["capture_spend", "chase_spend", "deposit_balance", "move_deposit"]

Movement = Literal["taken", "returned", "kept"]


def capture_spend(
    booking: Booking, receipt: str, spend_fen: int, excluded_fen: int, now: datetime
) -> Decided[Booking]:
    """The visit's spend is known; asked for no more. The same receipt again corrects it.

    Raises:
        Refused: the party was never seated (conflict); another receipt stands already (conflict); amounts
            that cannot be (invalid).
    """
    need(booking, Status.SEATED, Status.COMPLETED, to="given a spend")
    if spend_fen < 0 or not 0 <= excluded_fen <= spend_fen:
        raise Refused(
            "bad-amount", "spend is 0 or more, of which excluded is a part", field="spend_fen", kind="invalid"
        )
    before = booking.spend
    if before is not None and before.receipt != receipt:
        raise Refused("spend-captured", f"receipt {before.receipt} stands; correct that one", field="receipt")
    if before is not None and (before.spend_fen, before.excluded_fen) == (spend_fen, excluded_fen):
        return booking, ()
    spend = Spend(
        receipt=receipt,
        spend_fen=spend_fen,
        excluded_fen=excluded_fen,
        captured_at=now,
        revision=before.revision + 1 if before else 1,
    )
    known = replace(unplanned(booking, "spend-chase"), spend=spend)
    told = facts.SpendCaptured(
        **about(known, now),
        receipt=receipt,
        spend_fen=spend_fen,
        excluded_fen=excluded_fen,
        revision=spend.revision,
        tier=known.tier.value,
    )
    return known, (told,)


def chase_spend(booking: Booking, policy: BookingPolicy, now: datetime) -> Decided[Booking]:
    """The spend was due and is missing: it counts against both agents, and is asked for again (rule B10)."""
    due_at = booking.plan["spend-chase"]
    chase = booking.spend_chases + 1
    chased = replace(unplanned(booking, "spend-chase"), spend_chases=chase)
    if chase < policy.spend_chases:
        again = due_at + timedelta(hours=max(1, policy.spend_chase_hours))
        chased = replace(chased, plan=chased.plan | {"spend-chase": again})
    told = facts.SpendMissing(
        **about(chased, now),
        due_at=due_at,
        chase=chase,
        taking_agent_id=chased.agent_id,
        duty_agent_id=chased.duty_agent_id,
    )
    return chased, (told,)


def deposit_balance(booking: Booking) -> int:
    """Fen of the guest's deposit still with us."""
    return sum(each.amount_fen if each.movement == "taken" else -each.amount_fen for each in booking.deposits)


def move_deposit(
    booking: Booking, movement: Movement, amount_fen: int, receipt: str, now: datetime
) -> Decided[Booking]:
    """Record a deposit taken, returned, or kept after a no-show or late cancellation.

    Raises:
        Refused: more than the balance would leave, the receipt was recorded before, or nothing to keep it
            for (conflict); an amount that cannot be (invalid).
    """
    if amount_fen <= 0:
        raise Refused("bad-amount", "amount_fen must be more than 0", field="amount_fen", kind="invalid")
    if any(each.receipt == receipt for each in booking.deposits):
        raise Refused("receipt-recorded", f"receipt {receipt} is recorded already", field="receipt")
    if movement == "taken":
        need(booking, *(status for status in Status if status not in FINAL), to="given a deposit")
    elif amount_fen > deposit_balance(booking):
        raise Refused("not-enough", "the deposit's balance is less than that", field="amount_fen")
    if movement == "kept":
        need(booking, Status.NO_SHOW, Status.CANCELLED, Status.COMPLETED, to="charged its deposit")
    moved = replace(booking, deposits=(*booking.deposits, Deposit(movement, amount_fen, receipt, now)))
    told = facts.DepositRecorded(
        **about(moved, now),
        movement=movement,
        amount_fen=amount_fen,
        balance_fen=deposit_balance(moved),
        receipt=receipt,
    )
    return moved, (told,)
