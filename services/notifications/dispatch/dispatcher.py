"""Brings deliveries on their way: plan and begin in one change, call the provider, record in another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from infra.chassis import telemetry
from infra.chassis.cause import Cause
from infra.chassis.changes import Outcome
from infra.chassis.clock import Clock
from infra.chassis.decision import Decide, Decided
from infra.chassis.mongo import is_outage
from infra.chassis.policy import PolicyBook
from infra.chassis.timers import Firing
from services.notifications.channels import Provider, Registry
from services.notifications.dispatch.permits import AT_HOME, Permits
from services.notifications.dispatch.surroundings import Ready, Surroundings
from services.notifications.domain.bursts import BURST_DIGEST, digest_of, is_open, since
from services.notifications.domain.circumstances import Permit, untrue
from services.notifications.domain.delivery import Delivery, Notice, Result, Route, Status
from services.notifications.domain.delivery import Outcome as Came
from services.notifications.domain.phone_task import PhoneTask, settle
from services.notifications.domain.planning import Happening, plan
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.domain.sending import announced, begin, record
from services.notifications.store import Spoken, Stores

__all__ = ["Dispatcher"]

log = logging.getLogger(__name__)
_CHUNK = 64
_LEASE_SHARE = 0.8
"""Share of an attempt's lease a provider may use up, so that no call outlives its lease."""
_NOT_TAKEN = frozenset({Came.REFUSED, Came.BUSY, Came.FAILED, Came.GONE})
"""A provider that answers so bills nothing."""


class Dispatcher:
    """The one place that calls providers.

    A provider is only ever called for an attempt that is committed as under way, and never inside a
    transaction. Calls run beside everything else; `settled` waits for them.

    Args:
        hands: calls to one provider at a time.
    """

    def __init__(
        self,
        stores: Stores,
        surroundings: Surroundings,
        registry: Registry,
        book: PolicyBook[NotificationPolicy],
        clock: Clock,
        *,
        hands: int = 64,
    ) -> None:
        self._stores = stores
        self._surroundings = surroundings
        self._registry = registry
        self._book = book
        self._clock = clock
        self._permits = Permits(stores.limits, clock, hands=hands)
        self._calls: set[asyncio.Task[None]] = set()
        self._at_home: set[asyncio.Task[None]] = set()
        self._hands = hands

    async def tell(self, notices: Iterable[Notice], happening: Happening, cause: Cause) -> None:
        """Plan whoever is to be told, and send at once what is due at once. Telling again adds nothing."""
        steps = [step for notice in notices for step in await self._planned(notice, happening, cause)]
        await self._take(steps)

    async def wake(self, deliveries: Iterable[Delivery], cause: Cause) -> None:
        """Look again at deliveries that waited for something which has arrived."""
        steps = [await self._step(each, cause.part(each.id), fresh=False) for each in deliveries]
        await self._take(steps)

    async def fire(self, firings: Sequence[Firing]) -> None:
        """Timers: begin what is due, settle what was cut off."""
        for index in range(0, len(firings), _CHUNK):
            chunk = firings[index : index + _CHUNK]
            await self._fire(chunk)

    async def call_off(self, task_id: str, cause: Cause) -> None:
        """Nobody need call the guest any more; where no call was opened, there is none to settle."""
        if await self._stores.phone_tasks.get(task_id):
            await self._stores.phone_tasks.change(task_id, _needless, cause)

    async def settled(self) -> None:
        """Wait until no call is under way."""
        while self._calls:
            await asyncio.gather(*self._calls, return_exceptions=True)

    # Planning

    async def _planned(
        self, notice: Notice, happening: Happening, cause: Cause, *, told_as: str | None = None
    ) -> list[_Step]:
        now = self._clock.now()
        policy = await self._book.at(notice.venue_id, now)
        person = await self._surroundings.person(notice.recipient)
        zone = await self._surroundings.zone(notice)
        chains = plan(
            notice,
            happening,
            person.preferences,
            self._registry.names,
            policy.values,
            policy.version,
            zone,
            now,
            told_as=told_as,
        )
        steps, ready = [], None
        for chain in chains:
            if ready is None and _starts(chain, now):
                # All chains of a notice share its recipient and its words, so looking once is enough.
                ready = await self._surroundings.of(chain, person)
            steps.append(await self._step(chain, cause.part(chain.id), fresh=True, ready=ready))
        return steps

    async def _step(
        self, delivery: Delivery, cause: Cause, *, fresh: bool, ready: Ready | None = None
    ) -> _Step:
        policy = (await self._book.at(delivery.notice.venue_id, delivery.planned_at)).values
        if fresh and not _starts(delivery, self._clock.now()):
            return _Step(delivery, cause, None, policy, fresh=fresh)
        ready = ready or await self._surroundings.of(delivery)
        if fresh:
            digest = await self._digest(delivery, cause, policy)
            ready = replace(ready, circumstances=replace(ready.circumstances, digest=digest))
        return _Step(delivery, cause, ready, policy, fresh=fresh)

    async def _digest(self, delivery: Delivery, cause: Cause, policy: NotificationPolicy) -> str | None:
        """Id of the digest that speaks for this delivery, if too many of its kind came lately.

        One that comes when its digest has spoken, or is dropped itself, goes out alone.
        """
        notice = delivery.notice
        if notice.category not in policy.burst_categories or notice.kind == BURST_DIGEST:
            return None
        now = self._clock.now()
        count = await self._stores.deliveries.recent(delivery, since(now, policy))
        if count < policy.burst_limit:
            return None
        digest, happening = digest_of(notice, policy, now)
        steps = await self._planned(digest, happening, cause, told_as=notice.kind)
        await self._take(steps)
        for each in steps:
            if each.delivery.plan == delivery.plan:
                stored = await self._stores.deliveries.get(each.delivery.id)
                return stored.id if stored is not None and is_open(stored.state) else None
        return None

    # Changing

    async def _take(self, steps: Sequence[_Step]) -> None:
        """Bring each step on its way, for itself: nobody's hand waits for a fellow that has none yet."""
        brought = await asyncio.gather(*(self._bring(step) for step in steps), return_exceptions=True)
        errors = [each for each in brought if isinstance(each, Exception)]
        if errors:
            raise ExceptionGroup(f"{len(errors)} deliveries could not be changed", errors)
        while len(self._at_home) > self._hands:  # whoever brings more waits: nothing piles up in memory
            await asyncio.wait(self._at_home, return_when=asyncio.FIRST_COMPLETED)

    async def _bring(self, step: _Step) -> None:
        """Ask for a permit, commit, and call the provider if the step is under way then."""
        try:
            await self._ask(step)
            outcome = await self._stores.deliveries.change(step.delivery.id, step.decide(), step.cause)
        except Spoken:
            await self._give_back(step)
            if not step.fresh:
                raise  # a digest: its timer comes again
            await self._bring(await self._step(step.delivery, step.cause, fresh=True))
            return
        except BaseException:
            await self._give_back(step)
            raise
        if outcome.replayed or not step.began(outcome.state):
            await self._give_back(step)
        else:
            self._launch(step, outcome)

    async def _ask(self, step: _Step) -> None:
        if step.ready is None:
            return
        would, _ = begin(step.delivery, step.ready.circumstances, step.policy, self._clock.now())
        if would is step.delivery or would.status is not Status.SENDING:
            return  # only what would leave this very moment may use up a place in the rate or money
        route = would.routes[would.route]
        step.permit(await self._permits.ask(would, route, step.policy, step.ready.sms_parts), route)

    async def _give_back(self, step: _Step) -> None:
        if step.route is not None and step.ready is not None:
            self._permits.free(step.delivery, step.route)
            await self._permits.give_back(step.route, step.ready.circumstances.permit)

    def _launch(self, step: _Step, outcome: Outcome[Delivery]) -> None:
        assert outcome.state is not None and step.ready is not None  # noqa: S101, PT018 -- `began` says so
        call = asyncio.create_task(self._call(outcome.state, step.ready, step.policy))
        calls = [self._calls]
        if outcome.state.routes[outcome.state.route].channel in AT_HOME:
            calls.append(self._at_home)
        for each in calls:
            each.add(call)
            call.add_done_callback(each.discard)

    async def _fire(self, firings: Sequence[Firing]) -> None:
        by_id = {firing.aggregate_id: firing for firing in firings}
        found = await self._stores.deliveries.find({"_id": {"$in": list(by_id)}})
        cut_off = [each.state for each in found if by_id[each.id].name == "lease"]
        due = [each.state for each in found if by_id[each.id].name != "lease"]
        steps = await asyncio.gather(*(self._step(each, by_id[each.id].cause, fresh=False) for each in due))
        await self._take(steps)
        await asyncio.gather(*(self._cut_off(each, by_id[each.id].cause) for each in cut_off))

    # Calling

    async def _call(self, delivery: Delivery, ready: Ready, policy: NotificationPolicy) -> None:
        attempt = delivery.current
        assert attempt is not None  # noqa: S101 -- only called for a delivery under way
        try:
            result = await self._send(delivery, ready, policy.lease_seconds * _LEASE_SHARE)
        finally:
            self._permits.free(delivery, attempt.route)
        cause = Cause("attempt", delivery.id, str(attempt.number))
        try:
            await self._record(delivery, attempt.number, result, policy, cause)
            if result.outcome in _NOT_TAKEN:
                await self._permits.give_back(attempt.route, ready.circumstances.permit)
        except Exception:
            # The provider has answered and the store has not: the lease settles it.
            log.exception("attempt %s of delivery %s could not be recorded", attempt.number, delivery.id)

    async def _send(self, delivery: Delivery, ready: Ready, patience: float) -> Result:
        """Call the provider; `patience` seconds later, and so within the lease, it is cut off."""
        route = delivery.routes[delivery.route]
        provider = self._registry.get(route.channel, route.provider)
        if provider is None:
            return Result(Came.REFUSED, detail="the provider is configured no more")
        attributes = {
            "messaging.destination.name": f"{route.channel}/{route.provider}",
            "clubhouse.delivery.id": delivery.id,
            "clubhouse.delivery.kind": delivery.notice.kind,
        }
        links = [delivery.traceparent]
        outgoing = ready.outgoing(delivery, self._clock.now())

        async def sent() -> Result:
            result = await provider.send(outgoing)
            return await provider.ask(outgoing) if _in_doubt(result) else result

        with telemetry.span(f"send {route.channel}", telemetry.SpanKind.CLIENT, attributes, links=links):
            return await _told(provider, sent(), patience)

    async def _cut_off(self, delivery: Delivery, cause: Cause) -> None:
        """An attempt's lease ran out: ask the provider what became of it."""
        attempt = delivery.current
        if delivery.status is not Status.SENDING or attempt is None:
            await self._stores.deliveries.change(delivery.id, _unchanged, cause)
            return
        policy = (await self._book.at(delivery.notice.venue_id, delivery.planned_at)).values
        provider = self._registry.get(attempt.route.channel, attempt.route.provider)
        ready = await self._surroundings.of(delivery)
        result = Result(Came.UNKNOWN, detail="cut off")
        if provider is not None:
            asked = provider.ask(ready.outgoing(delivery, self._clock.now()))
            result = await _told(provider, asked, policy.lease_seconds * _LEASE_SHARE)
        await self._record(delivery, attempt.number, result, policy, cause)

    async def _record(
        self, delivery: Delivery, number: int, result: Result, policy: NotificationPolicy, cause: Cause
    ) -> None:
        def decide(state: Delivery | None, now: datetime) -> Decided[Delivery]:
            return record(state or delivery, number, result, policy, now)

        await self._stores.deliveries.change(delivery.id, decide, cause)
        if delivery.attempts[number - 1].route.channel != "phone":
            return
        # Whoever heard of an erasure, or that it is no longer so, while the call was opened found none.
        guest = await self._stores.contacts.of(delivery.notice.recipient.key)
        erased = guest is not None and guest.erased
        if erased or untrue(delivery, await self._surroundings.standing(delivery)):
            await self.call_off(delivery.id, cause.part("call-off"))


class _Step:
    """One delivery to change: planned or met again, with what was found around it.

    Attributes:
        ready: None if it is settled, or not due, already.
        route: the provider a hand was taken of, if one was.
        fresh: it was just planned; an existing one is left alone then.
    """

    def __init__(
        self,
        delivery: Delivery,
        cause: Cause,
        ready: Ready | None,
        policy: NotificationPolicy,
        *,
        fresh: bool,
    ) -> None:
        self.delivery = delivery
        self.cause = cause
        self.ready = ready
        self.policy = policy
        self.route: Route | None = None
        self.fresh = fresh
        self._began: int | None = None

    def permit(self, permit: Permit, route: Route) -> None:
        """What the provider of this route allows."""
        assert self.ready is not None  # noqa: S101 -- only what is ready asks
        self.ready = replace(self.ready, circumstances=replace(self.ready.circumstances, permit=permit))
        self.route = route if permit.at is None and not permit.capped else None

    def decide(self) -> Decide[Delivery]:
        """The change to make."""

        def decided(state: Delivery | None, now: datetime) -> Decided[Delivery]:
            self._began = None
            if state is not None and self.fresh:
                return state, ()
            before, told = (state, ()) if state is not None else (self.delivery, announced(self.delivery))
            if self.ready is None or before.final:
                return before, told
            after, events = begin(before, self.ready.circumstances, self.policy, now)
            if after is not before and after.status is Status.SENDING:
                self._began = len(after.attempts)
            return after, (*told, *events)

        return decided

    def began(self, state: Delivery | None) -> bool:
        """Whether this very step put an attempt under way."""
        return state is not None and self._began is not None and self._began == len(state.attempts)


def _starts(delivery: Delivery, now: datetime) -> bool:
    """Whether a delivery just planned may go out at once."""
    return not delivery.final and delivery.due <= now


async def _told(provider: Provider, call: Awaitable[Result], patience: float) -> Result:
    """What a provider answers; doubt, where it takes longer than `patience` seconds or fails to answer."""
    try:
        async with asyncio.timeout(patience):
            return await call
    except TimeoutError:
        doubt = "too slow"
    except Exception as error:
        doubt = type(error).__name__
        if is_outage(error):  # of our own store, where the provider is the house
            log.warning("provider %s: %s", provider.name, doubt)
        else:
            log.exception("provider %s broke its promise not to raise", provider.name)
    return Result(Came.UNKNOWN, detail=doubt, repeatable=provider.repeatable)


def _in_doubt(result: Result) -> bool:
    return result.outcome is Came.UNKNOWN and not result.repeatable


def _needless(state: PhoneTask | None, _now: datetime) -> Decided[PhoneTask]:
    assert state is not None  # noqa: S101 -- a task is never deleted
    return settle(state)


def _unchanged(state: Delivery | None, _now: datetime) -> Decided[Delivery]:
    assert state is not None  # noqa: S101 -- only what is over is ever let go
    return state, ()
