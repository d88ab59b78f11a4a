"""Loyalty's timers: ends of lots, lapses, reviews, birthdays, holidays, deadlines, reconciliation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from infra.chassis.changes import Stored
from infra.chassis.decision import Decided, Refused
from infra.chassis.timers import Fire, Firing, one_by_one
from services.loyalty.domain import guest, privacy, promoting, upkeep
from services.loyalty.domain.calendar import Occasion, next_birthday
from services.loyalty.domain.coupons import expire
from services.loyalty.domain.guest import Guest
from services.loyalty.domain.promotions import Promotion
from services.loyalty.store.accounts import AccountStore
from services.loyalty.store.controls import IncidentStore
from services.loyalty.store.guests import GuestStore
from services.loyalty.store.promotions import CouponStore, PromotionStore
from services.loyalty.store.reconciler import Reconciler
from services.loyalty.store.rules import RuleBook

__all__ = ["accounts", "coupons", "guests", "incidents", "promotions", "reconciliation"]


def accounts(store: AccountStore, rules: RuleBook) -> Fire:
    """Lots end, reservations lapse, tiers are reviewed: by the chain's rules."""

    async def fire(firings: Sequence[Firing]) -> None:
        in_force = await rules.at()
        await store.fire(firings, lambda state, name, now: upkeep.on_timer(state, name, in_force, now))

    return fire


def guests(store: GuestStore, rules: RuleBook) -> Fire:
    """Birthdays and holidays. The next birthday is in the vault, so it is looked up before deciding."""

    async def birthday(firing: Firing) -> None:
        stored = await store.need(firing.aggregate_id)
        following = await _next_birthday(store, stored, rules)

        def decide(state: Guest | None, _: datetime) -> Decided[Guest]:
            if state is None:
                raise RuntimeError("a birthday of a guest who does not exist")
            return guest.birthday_reached(state, following)

        try:
            await store.change(firing.aggregate_id, decide, firing.cause, expected_version=stored.version)
        except Refused as error:
            if error.code != "version-mismatch":
                raise
            # The file changed meanwhile, perhaps the birthday with it: the timer comes again.

    birthdays = one_by_one(birthday)

    async def fire(firings: Sequence[Firing]) -> None:
        policy = await rules.chain()
        await store.fire(
            [each for each in firings if each.name == "holiday"],
            lambda state, _, now: guest.holiday_reached(state, policy, now),
        )
        await birthdays([each for each in firings if each.name == "birthday"])

    return fire


async def _next_birthday(store: GuestStore, stored: Stored[Guest], rules: RuleBook) -> Occasion | None:
    """The birthday after the one that is greeted now; None for a guest who has none on file any more."""
    if stored.state.sealed is None or (today := stored.state.sealed.birthday) is None:
        return None
    personal = await store.vault.open(stored.id, stored.state.sealed)
    if personal.birthday is None:
        return None
    policy, after = await rules.chain(), max(rules.now(), today.at)
    return next_birthday(personal.birthday, after, today.year, policy.greeting_minutes, policy.zone)


def promotions(store: PromotionStore) -> Fire:
    """Promotions end."""

    async def fire(firings: Sequence[Firing]) -> None:
        spent = {each.aggregate_id: await store.spent_fen(each.aggregate_id) for each in firings}

        def decide(state: Promotion, _: str, now: datetime) -> Decided[Promotion]:
            return promoting.end(state, spent[state.id], now)

        await store.fire(firings, decide)

    return fire


def coupons(store: CouponStore) -> Fire:
    """Coupons end."""
    return lambda firings: store.fire(firings, lambda coupon, _name, _now: expire(coupon))


def incidents(store: IncidentStore) -> Fire:
    """Incidents pass their deadline."""
    return lambda firings: store.fire(firings, lambda incident, _name, _now: privacy.overdue(incident))


def reconciliation(reconciler: Reconciler, rules: RuleBook) -> Fire:
    """The next stretch of accounts is compared with the ledger."""

    async def fire(firings: Sequence[Firing]) -> None:
        pause = timedelta(minutes=(await rules.chain()).reconcile_minutes)
        for each in firings:
            await reconciler.go_on(each.cause, pause)

    return fire
