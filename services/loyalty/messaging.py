"""What loyalty hears: contacts, bookings, cases, and its own facts that concern another aggregate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from contracts.booking import BOOKINGS, BookingCompleted, BookingSeated, SpendCaptured
from contracts.complaints import CASES
from contracts.complaints.handling import CompensationRequested
from contracts.contacts import CONTACTS, GuestContactGiven
from contracts.envelope import Envelope
from contracts.loyalty import (
    ACCOUNTS,
    GUESTS,
    PROMOTION_USES,
    AccountClosed,
    BirthdayReached,
    GuestErased,
    GuestRetired,
    HolidayReached,
    PromotionApplied,
    PromotionWithdrawn,
    ReferralEarned,
)
from infra.chassis.cause import Cause
from infra.chassis.consumers import Handler, Subscription
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain import granting, joining, visiting
from services.loyalty.domain.account import Account
from services.loyalty.domain.coupons import CouponAsked
from services.loyalty.domain.granting import Claim
from services.loyalty.domain.guest import Status
from services.loyalty.domain.policy import Rules
from services.loyalty.domain.visits import Bill, Source, visit_id
from services.loyalty.store.controls import MemberEventStore
from services.loyalty.store.doubles import Doubles
from services.loyalty.store.members import Members
from services.loyalty.store.offers import Offers

__all__ = ["subscriptions"]

OWN = "clubhouse/loyalty"


def subscriptions(
    members: Members, doubles: Doubles, offers: Offers, events: MemberEventStore
) -> tuple[Subscription, ...]:
    """Every consumer of the service."""
    others, own = _Others(members, doubles, offers), _Own(members, doubles, offers, events)
    return (
        Subscription(CONTACTS, "loyalty.contacts", {GuestContactGiven: others.contact_given}),
        Subscription(
            BOOKINGS,
            "loyalty.bookings",
            {
                BookingSeated: _body(others.booking_seated),
                SpendCaptured: _body(others.spend_captured),
                BookingCompleted: _body(others.booking_completed),
            },
        ),
        Subscription(CASES, "loyalty.cases", {CompensationRequested: _body(others.compensation_requested)}),
        Subscription(
            GUESTS,
            "loyalty.guests",
            {
                GuestRetired: _body(own.guest_retired),
                GuestErased: _body(own.guest_erased),
                BirthdayReached: _body(own.birthday_reached),
                HolidayReached: _body(own.holiday_reached),
            },
        ),
        Subscription(
            ACCOUNTS,
            "loyalty.accounts",
            {AccountClosed: _body(own.account_closed), ReferralEarned: _body(own.referral_earned)},
        ),
        Subscription(
            PROMOTION_USES,
            "loyalty.promotion-uses",
            {
                PromotionApplied: _body(own.promotions_changed),
                PromotionWithdrawn: _body(own.promotions_changed),
            },
        ),
    )


@dataclass(frozen=True)
class _Others:
    """What other services tell."""

    members: Members
    doubles: Doubles
    offers: Offers

    async def contact_given(self, envelope: Envelope, cause: Cause) -> None:
        """A guest was met, or can be reached another way; what we told ourselves we know."""
        told = envelope.data
        if envelope.source != OWN and isinstance(told, GuestContactGiven):
            await self.doubles.hear_of(told, cause)

    async def booking_seated(self, told: BookingSeated, cause: Cause) -> None:
        """A visit is in progress."""
        await self.members.once(
            told.guest_id,
            lambda account, kept, rules, now: visiting.booking_started(
                account, kept, told.booking_id, told.venue_id, rules, now
            ),
            cause,
            venue_id=told.venue_id,
        )

    async def spend_captured(self, told: SpendCaptured, cause: Cause) -> None:
        """A visit's bill is known; its points are pending until the visit ends.

        One that is on record is over, also if it was taken back: a correction counts at once.
        """
        bill = Bill(
            venue_id=told.venue_id,
            receipt=told.receipt,
            at=told.at,
            spend_fen=told.spend_fen,
            excluded_fen=told.excluded_fen,
            booking_id=told.booking_id,
            source=Source.IMPORT if told.recorded else Source.BOOKING,
            revision=told.revision,
        )
        referrer = await self.members.referrer_of(told.guest_id)
        decide: Callable[..., Decided[Account]] = visiting.booking_spent
        on_record = await self.members.accounts.visit(visit_id(bill.venue_id, bill.receipt))
        if on_record is not None:  # by the till, or corrected: it has had its day
            known = on_record.bill
            same = (known.revision, known.spend_fen) == (bill.revision, bill.spend_fen)
            decide = partial(visiting.record, on_record=on_record)
            bill = replace(known, booking_id=bill.booking_id) if same else replace(bill, at=known.at)
        await self.members.once(
            told.guest_id,
            lambda account, kept, rules, now: decide(account, kept, bill, referrer, rules, now),
            cause,
            venue_id=told.venue_id,
            revised=on_record,
        )

    async def booking_completed(self, told: BookingCompleted, cause: Cause) -> None:
        """A visit ended."""
        referrer = await self.members.referrer_of(told.guest_id)
        await self.members.once(
            told.guest_id,
            lambda account, kept, rules, now: visiting.booking_ended(
                account, kept, told.booking_id, told.venue_id, told.ended_at, referrer, rules, now
            ),
            cause,
            venue_id=told.venue_id,
        )

    async def compensation_requested(self, told: CompensationRequested, cause: Cause) -> None:
        """A case asks for points, a coupon, or both: granted once per remedy, and answered either way."""
        coupon_id = f"remedy-{told.remedy_id}" if told.coupon is not None else None
        claim = Claim(told.remedy_id, told.case_id, told.venue_id, told.reason, told.points, coupon_id)
        # The coupon comes first: were it issued after the answer, a crash between would lose it.
        refusal = granting.refusal_of(claim, await self.members.rules.at(told.venue_id))
        if refusal is None and told.coupon is not None:
            refusal = await self._issue(told, told.coupon, claim, cause.part("coupon"))

        def decide(account: Account | None, kept: str, rules: Rules, now: datetime) -> Decided[Account]:
            if refusal is not None:
                return granting.refuse_compensation(account, kept, claim, refusal)
            return granting.compensate(account, kept, claim, rules, now)

        await self.members.once(told.guest_id, decide, cause, venue_id=told.venue_id)

    async def _issue(
        self, told: CompensationRequested, kind: str, claim: Claim, cause: Cause
    ) -> granting.Refusal | None:
        """Issue the coupon a case asks for; why not, if it cannot be."""
        try:
            asked = CouponAsked(
                claim.coupon_id or "", told.guest_id, kind, told.value_fen, told.venue_id,
                "compensation" if told.reason == "remedy" else "suggestion", told.case_id,
            )  # fmt: skip
            await self.offers.issue(asked, cause)
        except Refused as error:
            return "guest-erased" if error.code.startswith("guest-") else "coupon-unknown"
        return None


@dataclass(frozen=True)
class _Own:
    """What we told ourselves: one fact, one more aggregate."""

    members: Members
    doubles: Doubles
    offers: Offers
    events: MemberEventStore

    async def guest_retired(self, told: GuestRetired, cause: Cause) -> None:
        """A double's file was closed: the kept file takes it over, and its account is emptied."""
        # The last change marks the event as done, so a crash between the two lets both be made.
        await self.doubles.absorb(told.guest_id, told.kept_guest_id, cause.part("file"))
        await self._seats_given_up(told.guest_id, cause)
        await self.doubles.close_account(told.guest_id, told.kept_guest_id, cause)

    async def guest_erased(self, told: GuestErased, cause: Cause) -> None:
        """An erased guest's account ends."""
        await self._seats_given_up(told.guest_id, cause)
        await self.members.accounts.change(
            told.guest_id, lambda account, now: joining.erase(account, told.guest_id, now), cause
        )

    async def _seats_given_up(self, guest_id: str, cause: Cause) -> None:
        """Nobody holds a seat for a guest who was erased: nobody could tell them of it."""
        file = (await self.members.guests.kept(guest_id)).state
        if file.status is Status.ERASED:
            await self.events.give_up((file.id, *file.merged), cause)

    async def birthday_reached(self, told: BirthdayReached, cause: Cause) -> None:
        """The tier's birthday gift."""
        await self.members.once(
            told.guest_id,
            lambda account, kept, rules, now: granting.birthday_gift(
                account, kept, told.year, told.venue_id or "", rules, now
            ),
            cause,
            venue_id=told.venue_id,
        )

    async def holiday_reached(self, told: HolidayReached, cause: Cause) -> None:
        """The tier's gift on a holiday."""
        await self.members.once(
            told.guest_id,
            lambda account, kept, rules, now: granting.holiday_gift(
                account, kept, told.holiday, told.year, rules, now
            ),
            cause,
        )

    async def account_closed(self, told: AccountClosed, cause: Cause) -> None:
        """The kept guest's account takes over what the closed one had."""
        await self.doubles.join_accounts(told.guest_id, told.kept_guest_id, cause)

    async def referral_earned(self, told: ReferralEarned, cause: Cause) -> None:
        """Whoever brought a guest who now paid a first visit is rewarded."""
        venue_id = told.visit_id.partition(":")[0]
        await self.members.once(
            told.referrer_id,
            lambda account, kept, rules, now: granting.reward_referral(
                account, kept, told.guest_id, venue_id, rules, now
            ),
            cause,
            venue_id=venue_id,
        )

    async def promotions_changed(self, told: PromotionApplied | PromotionWithdrawn, cause: Cause) -> None:
        """Points that promotions give on a bill, or gave until they were withdrawn."""
        await self.offers.settle_points(told.use_id, cause)


def _body(act: Callable[[Any, Cause], Awaitable[None]]) -> Handler:
    """A handler that is handed the event's body; the subscription's mapping says of which class it is."""

    async def handle(envelope: Envelope, cause: Cause) -> None:
        await act(envelope.data, cause)

    return handle
