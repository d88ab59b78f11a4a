"""May a message leave by a provider now? Free hands, rate limit, cost cap, in this order (rule N5)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from infra.chassis.clock import Clock
from services.notifications.domain.circumstances import Permit
from services.notifications.domain.delivery import Delivery, Route
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.store import Limits

__all__ = ["Permits"]

_SOON = timedelta(seconds=1)


class Permits:
    """Grants permits, and keeps every provider to its share of this process.

    Args:
        hands: calls to one provider at a time; a provider that stalls holds up no other.
    """

    def __init__(self, limits: Limits, clock: Clock, *, hands: int) -> None:
        self._limits = limits
        self._clock = clock
        self._hands = hands
        self._busy: Counter[Route] = Counter()

    def free(self, route: Route) -> None:
        """A call to the provider ended, or was not made after all."""
        self._busy[route] -= 1

    async def ask(self, delivery: Delivery, route: Route, policy: NotificationPolicy) -> Permit:
        """Ask for the next message by this route. A permit without `at` and `capped` takes a hand."""
        if self._busy[route] >= self._hands:
            return Permit(at=self._clock.now() + _SOON, lanes=delivery.lanes)
        self._busy[route] += 1
        permit = await self._limit(delivery, route, policy)
        if permit.at is not None or permit.capped:
            self.free(route)
        return permit

    async def _limit(self, delivery: Delivery, route: Route, policy: NotificationPolicy) -> Permit:
        lanes = _lanes(delivery, route, policy)
        for number, (lane, per_second) in enumerate(lanes[delivery.lanes :], start=delivery.lanes + 1):
            at = await self._limits.place(lane, per_second)
            if at is not None:
                return Permit(at=at, lanes=number)
        cap = policy.daily_cap_fen.get(route.channel)
        price = policy.price_fen.get(route.channel, 0)
        if cap is not None and not await self._limits.spend(route.provider, price, cap):
            return Permit(capped=True)
        return Permit()


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
