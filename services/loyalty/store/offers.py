"""What both edges do with promotions and coupons: quote a bill, use the quote, issue (rules L11, L13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from infra.chassis.cause import Cause
from infra.chassis.changes import Outcome
from infra.chassis.decision import Decide, Decided, Refused
from services.loyalty.domain import coupons as coupon_rules
from services.loyalty.domain import granting, promoting
from services.loyalty.domain.account import Account
from services.loyalty.domain.coupons import Coupon, CouponAsked
from services.loyalty.domain.granting import PromotedBill
from services.loyalty.domain.guest import Status
from services.loyalty.domain.lots import Entry, Kind
from services.loyalty.domain.points import Points
from services.loyalty.domain.promoting import Use
from services.loyalty.domain.promotions import BUDGET_SPENT, Asked, Promotion, Quote, quote
from services.loyalty.store.gifts import GiftStore
from services.loyalty.store.members import Members
from services.loyalty.store.promotions import CouponStore, OfferGone, PromotionStore, UseStore

__all__ = ["BillAsked", "Offers"]

_TRIES = 20


@dataclass(frozen=True, slots=True)
class BillAsked:
    """A bill that asks for promotions."""

    guest_id: str
    venue_id: str
    receipt: str
    bill_fen: int
    party_size: int = 1


@dataclass(frozen=True)
class Offers:
    """Promotions and coupons."""

    members: Members
    promotions: PromotionStore
    uses: UseStore
    coupons: CouponStore
    gifts: GiftStore

    async def quoted(self, bill: BillAsked) -> Quote:
        """The best that the running promotions make of a bill, explained."""
        stored = await self.members.guests.kept(bill.guest_id)
        rules = await self.members.rules.at(bill.venue_id)
        now = self.members.rules.now()
        running = await self.promotions.running(bill.venue_id, now)
        ids = [promotion.id for promotion in running]
        found = await self.members.accounts.get(stored.id)
        account = found.state if found else Account(stored.id, Points(stored.id))
        return quote(
            running,
            Asked(
                venue_id=bill.venue_id,
                at=now,
                bill_fen=bill.bill_fen,
                tier=account.standing.tier,
                visits=account.visits_paid,
                party_size=bill.party_size,
                zone=rules.venue.zone,
                used=await self.uses.counts(ids, [stored.id, *stored.state.merged]),
                left_fen=await self.promotions.left_fen(ids),
                left_gifts=await self.gifts.left([each.gift_id for each in running if each.gift_id]),
            ),
        )

    async def use(
        self, bill: BillAsked, cause: Cause, answer: Callable[[Use], dict[str, Any]] | None = None
    ) -> Outcome[Use]:
        """Use the best promotions on a bill, once per receipt; budgets are never overspent.

        Raises:
            Refused: no promotion applies, or the bill had its own.
        """
        guest_id = (await self.members.guests.kept(bill.guest_id)).id
        use_id = f"{bill.venue_id}:{bill.receipt}"
        now = self.members.rules.now()
        new = Use(use_id, guest_id, bill.venue_id, bill.receipt, now, bill.bill_fen, 0, ())
        for _ in range(_TRIES):
            made = await self.quoted(bill)
            await self._tell_spent(made)
            try:
                return await self.uses.change(use_id, _applying(new, made), cause, answer=answer)
            except OfferGone:
                continue  # others took what was left between the quote and its use
        raise Refused("budget-contended", "many ask for this promotion right now; try again", kind="limit")

    async def issue(
        self, asked: CouponAsked, cause: Cause, answer: Callable[[Coupon], dict[str, Any]] | None = None
    ) -> Outcome[Coupon]:
        """Issue a coupon of one of the chain's kinds, once per id.

        Raises:
            Refused: there is no such guest, they were erased, or the coupon cannot be (`coupons.issue`).
        """
        guest = (await self.members.guests.kept(asked.guest_id)).state
        kinds = (await self.members.rules.at(asked.venue_id)).venue.coupons

        def decide(coupon: Coupon | None, now: datetime) -> Decided[Coupon]:
            # Judged in the change: a request that comes again has its first answer, whatever became of
            # the guest or the kind since.
            if coupon is None and guest.status is Status.ERASED:
                raise Refused("guest-erased", "this guest's data was erased", kind="missing")
            return coupon_rules.issue(coupon, replace(asked, guest_id=guest.id), kinds, now)

        return await self.coupons.change(asked.coupon_id, decide, cause, answer=answer)

    async def settle_points(self, use_id: str, cause: Cause) -> None:
        """Bring the points that promotions gave on a bill to what they give now, and to whom."""
        use = (await self.uses.need(use_id)).state
        guests, posted = self.members.guests, dict[str, list[Entry]]()
        for entry in await self.members.accounts.posted(f"promotion:{use_id}"):
            posted.setdefault((await guests.kept(entry.guest_id)).id, []).append(entry)
        guest_id = (await guests.kept(use.guest_id)).id
        entries = posted.pop(guest_id, [])
        for other, theirs in posted.items():
            if theirs[-1].kind is Kind.EARN:  # else what was not spent was taken back
                await self._settle(use, other, theirs, 0, cause.part(other))
        await self._settle(use, guest_id, entries, promoting.points_due(use), cause)

    async def _settle(self, use: Use, guest_id: str, posted: Sequence[Entry], due: int, cause: Cause) -> None:
        bill = PromotedBill(
            use_id=use.id,
            venue_id=use.venue_id,
            due=due,
            given=sum(move.available for entry in posted for move in entry.moves),
            lot_id=next((entry.id for entry in reversed(posted) if entry.kind is Kind.EARN), ""),
            step=f"promotion:{use.id}|{guest_id}|{len(posted) + 1}",
        )
        if bill.due != bill.given:
            await self.members.once(
                guest_id,
                lambda account, kept, rules, now: granting.settle_promotion(account, kept, bill, rules, now),
                cause,
                venue_id=use.venue_id,
            )

    async def _tell_spent(self, made: Quote) -> None:
        for line in made.refused:
            if line.refused != BUDGET_SPENT:
                continue
            promotion = (await self.promotions.need(line.promotion_id)).state
            if promotion.budget_told or promotion.budget_fen is None:
                continue
            left = (await self.promotions.left_fen([promotion.id])).get(promotion.id, 0)
            cause = Cause("loyalty.budgets", "loyalty", f"{promotion.id}|{promotion.budget_fen}")
            await self.promotions.change(promotion.id, _telling(promotion.budget_fen - left), cause)


def _applying(new: Use, made: Quote) -> Decide[Use]:
    return lambda use, _: promoting.apply(use, new, made)


def _telling(spent_fen: int) -> Decide[Promotion]:
    return lambda promotion, _: promoting.budget_spent(promotion, spent_fen)
