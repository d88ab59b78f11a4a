"""The timer edge: every firing decided under the rules of its own case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from infra.chassis.changes import Change
from infra.chassis.decision import Decide, Decided
from infra.chassis.service import Service
from infra.chassis.timers import Fire, Firing, one_by_one
from services.complaints.domain import callback, emergency, lost, quota, survey
from services.complaints.domain.case import Case
from services.complaints.domain.firing import on_timer
from services.complaints.domain.rules import Rules
from services.complaints.store.clerk import Clerk, there

__all__ = ["wire"]


def wire(service: Service, clerk: Clerk) -> None:
    """Let every kind of timer fire."""
    service.fires(clerk.cases, _cases(clerk))
    service.fires(clerk.emergencies, _emergencies(clerk))
    service.fires(clerk.callbacks, _callbacks(clerk))
    service.fires(clerk.quotas, _quotas(clerk))
    service.fires(
        clerk.surveys, lambda due: clerk.surveys.fire(due, lambda state, _n, _t: survey.lapse(state))
    )
    service.fires(clerk.items, lambda due: clerk.items.fire(due, lambda state, _n, _t: lost.hand_over(state)))


def _cases(clerk: Clerk) -> Fire:
    async def fire(firings: Sequence[Firing]) -> None:
        judged_by = await clerk.cases.judged_by([each.aggregate_id for each in firings])
        rules = {id: await clerk.rulebook.of_opening(*opening) for id, opening in judged_by.items()}
        changes = [
            Change(each.aggregate_id, _bind(each.name, rules[each.aggregate_id]), each.cause)
            for each in firings
        ]
        errors = [each for each in await clerk.cases.change_many(changes) if isinstance(each, Exception)]
        if errors:
            raise ExceptionGroup(f"{len(errors)} timers of cases failed", errors)

    return fire


def _bind(name: str, rules: Rules) -> Decide[Case]:
    def decide(case: Case | None, now: datetime) -> Decided[Case]:
        return on_timer(there(case), name, rules, now)

    return decide


def _callbacks(clerk: Clerk) -> Fire:
    async def fire(firings: Sequence[Firing]) -> None:
        ids = [each.aggregate_id for each in firings]
        venues = await clerk.callbacks.collection.distinct("state.venue_id", {"_id": {"$in": ids}})
        people = {venue_id: await clerk.rulebook.people.at(venue_id) for venue_id in venues}
        await clerk.callbacks.fire(
            firings, lambda state, _name, now: callback.overdue(state, people[state.venue_id], now)
        )

    return fire


def _quotas(clerk: Clerk) -> Fire:
    async def fire(firings: Sequence[Firing]) -> None:
        ids = [each.aggregate_id for each in firings]
        venues = await clerk.quotas.collection.distinct("state.venue_id", {"_id": {"$in": ids}})
        owed = {venue_id: await clerk.rulebook.weekly_callbacks(venue_id) for venue_id in venues}
        await clerk.quotas.fire(
            firings,
            lambda state, _name, now: quota.close_week(state, now, owed.get(state.venue_id, state.owed)),
        )

    return fire


def _emergencies(clerk: Clerk) -> Fire:
    async def one(firing: Firing) -> None:
        stored = await clerk.emergencies.need(firing.aggregate_id)
        directory = await clerk.rulebook.people.at(stored.state.venue_id)
        await clerk.emergencies.fire(
            [firing], lambda state, _name, now: emergency.unanswered(state, directory, now)
        )

    return one_by_one(one)
