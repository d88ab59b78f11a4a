"""May a message leave by a provider now? Free hands, rate limit, cost cap, in this order (rule N5)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from time import monotonic

from infra.chassis.clock import Clock
from services.notifications.domain.circumstances import Permit
from services.notifications.domain.delivery import Delivery, Route
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.store import Limits

__all__ = ["AT_HOME", "Permits"]

AT_HOME = frozenset({"inapp", "phone"})
"""Channels that are our own store: nobody limits them, and nobody else can hold them up."""

_INTEGRATORS_SHARE = 8
_MOMENT_SECONDS = 1.0
"""How long to wait for a hand: putting a message off costs more. Who does not move for so long stalls."""

_MISSED = timedelta(seconds=10)
"""A place in the rate this long ago is no place any more."""


class _Side:
    """The hands for one provider or integrator."""

    def __init__(self, hands: int) -> None:
        self.hands = hands
        self.next_turn: datetime | None = None
        self._free = asyncio.Semaphore(hands)
        self._moved = float("-inf")

    async def take(self) -> bool:
        """Take a hand; False: there is none, and none to be had in a moment."""
        if self._free.locked() and monotonic() - self._moved > _MOMENT_SECONDS:
            return False
        try:
            async with asyncio.timeout(_MOMENT_SECONDS):
                await self._free.acquire()
        except TimeoutError:
            return False
        self._moved = monotonic()
        return True

    def back(self) -> None:
        """A hand is free again."""
        self._moved = monotonic()
        self._free.release()


class Permits:
    """Grants permits, and keeps every provider, and every integrator, to its share of this process.

    Args:
        hands: calls to one provider at a time; a provider that stalls holds up no other, and one that
            answers is waited for a moment. An integrator has an eighth of them, so that a receiver that
            stalls holds up no other either.
    """

    def __init__(self, limits: Limits, clock: Clock, *, hands: int) -> None:
        self._limits = limits
        self._clock = clock
        self._hands = hands
        self._sides: dict[str, _Side] = {}

    def free(self, delivery: Delivery, route: Route) -> None:
        """A call to the provider ended, or was not made after all."""
        if route.channel not in AT_HOME:
            self._side(delivery, route).back()

    async def give_back(self, route: Route, permit: Permit) -> None:
        """The message was not taken: what it would have cost is not spent."""
        if permit.spent_on is not None:
            await self._limits.give_back(route.provider, permit.fen, permit.spent_on)

    async def ask(self, delivery: Delivery, route: Route, policy: NotificationPolicy, parts: int) -> Permit:
        """Ask for the next message by this route. A permit without `at` and `capped` takes a hand.

        Args:
            parts: how many messages it is billed as, if it is an SMS.
        """
        if route.channel in AT_HOME:
            return Permit()
        side = self._side(delivery, route)
        if not await side.take():
            return Permit(at=self._turn(side), lanes=delivery.lanes)
        granted = False
        try:
            permit = await self._limit(delivery, route, policy, parts)
            granted = permit.at is None and not permit.capped
        finally:
            if not granted:
                side.back()
        return permit

    def _side(self, delivery: Delivery, route: Route) -> _Side:
        """Who is called: a provider, or one integrator."""
        name, hands = f"{route.channel}/{route.provider}", self._hands
        if route.channel == "webhook":
            name, hands = f"{name}/{delivery.notice.recipient.id}", max(1, hands // _INTEGRATORS_SHARE)
        if name not in self._sides:
            self._sides[name] = _Side(hands)
        return self._sides[name]

    def _turn(self, side: _Side) -> datetime:
        """When to ask again: all who wait do so one after the other, as many a second as there are hands."""
        now = self._clock.now()
        turn = max(now + timedelta(seconds=1), side.next_turn or now) + timedelta(seconds=1 / side.hands)
        side.next_turn = turn
        return turn

    async def _limit(
        self, delivery: Delivery, route: Route, policy: NotificationPolicy, parts: int
    ) -> Permit:
        lanes = _lanes(delivery, route, policy)
        passed = delivery.lanes
        if lanes and passed >= len(lanes) and self._clock.now() - delivery.due > _MISSED:
            # After an outage all whose places were in it would leave at once. The last lane is enough: it is
            # the provider's whole rate, and whoever missed a narrower one has it still before them.
            passed = len(lanes) - 1
        for number, (lane, per_second) in enumerate(lanes[passed:], start=passed + 1):
            at = await self._limits.place(lane, per_second)
            if at is not None:
                return Permit(at=at, lanes=number)
        cap = policy.daily_cap_fen.get(route.channel)
        price = policy.price_fen.get(route.channel, 0) * (parts if route.channel == "sms" else 1)
        if cap is None:
            return Permit()
        day = await self._limits.spend(route.provider, price, cap)
        return Permit(capped=True) if day is None else Permit(fen=price, spent_on=day)


def _lanes(delivery: Delivery, route: Route, policy: NotificationPolicy) -> list[tuple[str, float]]:
    """The rate limiter's lanes to pass, in order, with their rates.

    Everything shares one lane. Marketing first queues in a narrower one of its own, so that a hundred
    thousand greetings never stand before what cannot wait.
    """
    rate = policy.per_second.get(route.channel, 0)
    if not rate:
        return []
    name = f"{route.channel}/{route.provider}"
    lanes = [(name, float(rate))]
    if delivery.notice.category == "marketing":
        lanes.insert(0, (f"{name}/marketing", rate * policy.marketing_share_percent / 100))
    return lanes
