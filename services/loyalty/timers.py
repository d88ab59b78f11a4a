"""Loyalty's timers: ends of lots, lapses, reviews, birthdays, holidays, deadlines, reconciliation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from infra.chassis.decision import Decided, Refused
from infra.chassis.timers import Fire, Firing
from services.loyalty.domain import coupons, guest, privacy, promoting, upkeep
from services.loyalty.domain.calendar import next_birthday
from services.loyalty.domain.coupons import Coupon
from services.loyalty.domain.guest import Guest
from services.loyalty.domain.privacy import Incident
from services.loyalty.domain.promotions import Promotion
from services.loyalty.store.accounts import AccountStore
from services.loyalty.store.controls import IncidentStore
from services.loyalty.store.guests import GuestStore
from services.loyalty.store.promotions import CouponStore, PromotionStore
from services.loyalty.store.reconciler import Reconciler
from services.loyalty.store.rules import RuleBook

__all__ = ["accounts", "coupons_", "guests", "incidents", "promotions", "reconciliation"]


def accounts(store: AccountStore, rules: RuleBook) -> Fire:
    """Lots end, reservations lapse, tiers are reviewed: by the chain's rules."""

    async def fire(firings: Sequence[Firing]) -> None:
        in_force = await rules.at()
        await store.fire(firings, lambda state, name, now: upkeep.on_timer(state, name, in_force, now))

    return fire


def guests(store: GuestStore, rules: RuleBook) -> Fire:
    """Birthdays and holidays. The next birthday is in the vault, so it is looked up before deciding."""

    async def fire(firings: Sequence[Firing]) -> None:
        policy = await rules.chain()
        await store.fire(
            [each for each in firings if each.name == "holiday"],
            lambda state, _, now: guest.holiday_reached(state, policy, now),
        )
        for each in firings:
            if each.name == "birthday":
                await _birthday(each)

    async def _birthday(firing: Firing) -> None:
        policy = await rules.chain()
        stored = await store.get(firing.aggregate_id)
        following = None
        if stored is not None and stored.state.sealed is not None:
            personal = await store.vault.open(stored.id, stored.state.sealed)
            today = stored.state.sealed.birthday
            if personal.birthday is not None and today is not None:
                after = max(rules.now(), today.at)
                following = next_birthday(
                    personal.birthday, after, today.year, policy.greeting_minutes, policy.zone
                )

        def decide(state: Guest | None, _: datetime) -> Decided[Guest]:
            if state is None:
                raise RuntimeError("a birthday of a guest who does not exist")
            return guest.birthday_reached(state, following)

        version = stored.version if stored else None
        try:
            await store.change(firing.aggregate_id, decide, firing.cause, expected_version=version)
        except Refused as error:
            if error.code != "version-mismatch":
                raise
            # The file changed meanwhile, perhaps the birthday with it: the timer comes again.

    return fire


def promotions(store: PromotionStore) -> Fire:
    """Promotions end."""

    async def fire(firings: Sequence[Firing]) -> None:
        spent = {each.aggregate_id: await store.spent_fen(each.aggregate_id) for each in firings}

        def decide(state: Promotion, _: str, now: datetime) -> Decided[Promotion]:
            return promoting.end(state, spent[state.id], now)

        await store.fire(firings, decide)

    return fire


def coupons_(store: CouponStore) -> Fire:
    """Coupons end."""

    async def fire(firings: Sequence[Firing]) -> None:
        def decide(state: Coupon, _: str, __: datetime) -> Decided[Coupon]:
            return coupons.expire(state)

        await store.fire(firings, decide)

    return fire


def incidents(store: IncidentStore) -> Fire:
    """Incidents pass their deadline."""

    async def fire(firings: Sequence[Firing]) -> None:
        def decide(state: Incident, _: str, __: datetime) -> Decided[Incident]:
            return privacy.overdue(state)

        await store.fire(firings, decide)

    return fire


def reconciliation(reconciler: Reconciler, rules: RuleBook) -> Fire:
    """The next stretch of accounts is compared with the ledger."""

    async def fire(firings: Sequence[Firing]) -> None:
        pause = timedelta(minutes=(await rules.chain()).reconcile_minutes)
        for each in firings:
            await reconciler.go_on(each.cause, pause)

    return fire
