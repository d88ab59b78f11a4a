"""No number or order of rules N1, N2, N4, N5 is a literal: another policy decides otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.notifications.domain import bursts, escalation
from services.notifications.domain.delivery import Outcome, Result, Status
from services.notifications.domain.foresight import ahead
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.domain.preferences import Preferences
from services.notifications.domain.sending import begin
from tests.unit.notifications.test_quiet import shanghai
from tests.unit.notifications.worlds import (
    NOON,
    POLICY,
    SHANGHAI,
    answered,
    around,
    begun,
    chain,
    chains,
    notice,
)

FAILED = Result(Outcome.FAILED, detail="503")
UNKNOWN = Result(Outcome.UNKNOWN, detail="ReadTimeout")


def own(**changes: Any) -> NotificationPolicy:
    return replace(POLICY, **changes)


@pytest.mark.rule("N1")
def test_which_channels_and_in_what_order_is_the_policys_and_a_kind_may_have_its_own() -> None:
    policy = own(
        plans=POLICY.plans | {"transactional": ("email>sms",)}, kind_plans={"booking-displaced": ("phone",)}
    )
    assert [each.plan for each in chains(policy=policy)] == ["email>sms"]
    assert [each.plan for each in chains(notice("booking-displaced"), policy=policy)] == ["phone"]


@pytest.mark.rule("N4")
@pytest.mark.parametrize(
    ("hour", "minute", "due"),
    [
        (20, 59, shanghai(20, 59)),
        (21, 0, shanghai(9, 30, day=2)),
        (23, 0, shanghai(9, 30, day=2)),
    ],
)
def test_the_quiet_hours_are_the_policys(hour: int, minute: int, due: Any) -> None:
    policy = own(quiet_from="21:00", quiet_to="09:30")
    told = chain(notice(), policy=policy, now=shanghai(hour, minute))
    assert (told.status, told.due) == (Status.SCHEDULED, due)
    assert chain(notice(), now=shanghai(21)).due == shanghai(21), "the house's begin an hour later"


@pytest.mark.rule("N4")
def test_which_channels_categories_and_kinds_keep_quiet_is_the_policys() -> None:
    night, morning = shanghai(23), shanghai(8, day=2)

    def due(kind: str = "booking-reminder", category: str = "transactional", **changes: Any) -> Any:
        return chain(notice(kind, category), policy=own(**changes), now=night).due

    assert due() == morning
    assert due(quiet_channels=("phone",)) == night
    assert due(quiet_categories=("marketing",)) == night
    assert due(quiet_exempt=("booking-reminder",)) == night
    assert due("booking-confirmed") == night
    assert due("booking-confirmed", quiet_exempt=()) == morning
    [_, inbox] = chains(notice(), now=night)
    assert inbox.due == night, "the inbox does not ring"
    on_duty = notice("case-escalated", "urgent", due=night)
    assert {each.due for each in chains(on_duty, now=night)} == {night}, "who is on duty is told at once"


@pytest.mark.rule("N4")
def test_what_is_told_in_the_night_after_all_is_the_policys() -> None:
    told = notice("booking-displaced", "call", valid_until=shanghai(1, day=2))
    policy = own(quiet_unless_useless=())
    assert chain(told, policy=policy, now=shanghai(23)).status is Status.DROPPED


@pytest.mark.rule("N4")
@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, [shanghai(21, 45)]),
        ({"quiet_margin_minutes": 40}, [shanghai(21, 20)]),
        ({"early_reminder_minutes": 25}, []),  # at 08:05 it may ring
        ({"reminder_lead_minutes": 20}, []),  # at 08:00 it is of use still: the last one waits till then
        ({"quiet_from": "21:00"}, [shanghai(20, 45)]),
        ({"quiet_to": "06:00"}, []),
    ],
)
def test_when_a_booking_early_in_the_morning_is_reminded_is_the_policys(
    changes: dict[str, Any], due: list[Any]
) -> None:
    confirmed = notice("booking-confirmed", subject_at=shanghai(8, 30, day=2), while_standing=True)
    told = ahead([confirmed], own(**changes), SHANGHAI, shanghai(12))
    assert [each.due for each in told[1:]] == due
    lead = timedelta(minutes=changes.get("reminder_lead_minutes", 45))
    assert [each.valid_until for each in told[1:]] == [shanghai(8, 30, day=2) - lead for _ in due]


@pytest.mark.rule("N4")
@pytest.mark.parametrize(("margin", "due"), [(15, shanghai(21, 45)), (40, shanghai(21, 20))])
def test_how_long_before_the_night_a_message_is_moved_is_the_policys(margin: int, due: Any) -> None:
    told = notice(due=shanghai(6, 30, day=2), valid_until=shanghai(7, 45, day=2))
    assert chain(told, policy=own(quiet_margin_minutes=margin)).due == due


@pytest.mark.rule("N4")
@pytest.mark.parametrize("days", [0, 1])
def test_a_reminder_that_could_come_neither_before_nor_after_the_night_is_not_planned(days: int) -> None:
    """It is night already; or the last reminder's time has passed."""
    now = shanghai(7, day=2) if days else shanghai(23)
    confirmed = notice("booking-confirmed", subject_at=shanghai(8, 30, day=2), while_standing=True)
    assert ahead([confirmed], POLICY, SHANGHAI, now) == (confirmed,)


@pytest.mark.rule("N4")
@pytest.mark.parametrize(("category", "minutes"), [("transactional", 7), ("staff", 11)])
def test_how_long_a_message_is_of_use_is_the_policys(category: str, minutes: int) -> None:
    policy = own(validity_minutes={"transactional": 7}, default_validity_minutes=11)
    told = chain(notice(category=category), policy=policy)
    assert told.valid_until == NOON + timedelta(minutes=minutes)


@pytest.mark.rule("N5")
def test_how_often_and_after_what_pauses_a_way_is_tried_is_the_policys() -> None:
    policy = own(tries_per_route=4, retry_seconds=(2, 3))
    delivery, now, pauses = chain(policy=policy), NOON, []
    while delivery.routes[delivery.route].provider == "aliyun":
        delivery = answered(begun(delivery, now=now, policy=policy), FAILED, now=now, policy=policy)
        pauses.append((delivery.due - now).total_seconds() - 1)
        now = delivery.due
    assert pauses == [2, 3, 3, 0]


@pytest.mark.rule("N5")
def test_an_integrators_schedule_is_the_policys() -> None:
    policy, hooked = own(webhook_retry_seconds=(2, 9)), around(frozenset({"webhook"}))
    delivery, now, pauses = chain(notice("webhook", "integrator"), policy=policy), NOON, []
    while not delivery.final:
        delivery, _ = begin(delivery, hooked, policy, now)
        delivery = answered(delivery, FAILED, now=now, policy=policy)
        pauses.append((delivery.due - now).total_seconds() - 1)
        now = delivery.due
    assert (delivery.status, pauses[:2], len(delivery.attempts)) == (Status.FAILED, [2, 9], 3)


@pytest.mark.rule("N5")
@pytest.mark.parametrize(("again", "status"), [((), Status.DOUBTFUL), (("transactional",), Status.SCHEDULED)])
def test_what_is_sent_again_in_doubt_is_the_policys(again: tuple[str, ...], status: Status) -> None:
    policy = own(resend_doubtful=again)
    assert answered(begun(chain()), UNKNOWN, policy=policy).status is status


@pytest.mark.rule("N5")
def test_how_long_an_attempt_may_take_and_contact_is_waited_for_is_the_policys() -> None:
    policy = own(lease_seconds=7, contact_recheck_seconds=(4, 6))
    assert begun(chain(), policy=policy).lease_until == NOON + timedelta(seconds=7)
    waiting, now, pauses = chain(), NOON, []
    for _ in range(3):
        waiting, _ = begin(waiting, around(None), policy, now)
        pauses.append((waiting.due - now).total_seconds())
        now = waiting.due
    assert pauses == [4, 6, 6]


@pytest.mark.rule("N2")
def test_who_is_called_after_whom_and_how_soon_is_the_policys() -> None:
    policy = own(ladder=("supervisor", "gm"), acknowledge_minutes=3)
    call, _ = escalation.open_call(
        None, "e1", kind="case-escalated", subject_id="c1", venue_id="v1", level="supervisor",
        policy=policy, policy_version=0, now=NOON,
    )  # fmt: skip
    assert call.acknowledge_by == NOON + timedelta(minutes=3)
    call, _ = escalation.on_timer(call, policy, NOON + timedelta(minutes=3))
    assert (call.levels, call.acknowledge_by) == (("supervisor", "gm"), NOON + timedelta(minutes=6))
    call, _ = escalation.on_timer(call, policy, NOON + timedelta(minutes=6))
    assert (call.status, escalation.timers(call)) == ("unanswered", {})


@pytest.mark.rule("N4")
def test_a_burst_lasts_as_long_as_the_policy_says_and_has_one_digest() -> None:
    policy = own(burst_minutes=20)
    assert bursts.since(NOON, policy) == NOON - timedelta(minutes=20)
    first, happening = bursts.digest_of(notice(category="staff"), policy, NOON + timedelta(minutes=1))
    assert first.due == NOON + timedelta(minutes=20)
    same = bursts.digest_of(notice(category="staff"), policy, NOON + timedelta(minutes=19))
    assert (same[0], same[1].id) == (first, happening.id)
    for other in (
        bursts.digest_of(notice("booking-changed", "staff"), policy, NOON),
        bursts.digest_of(notice(category="staff"), policy, NOON + timedelta(minutes=20)),
    ):
        assert other[1].id != happening.id


@pytest.mark.rule("N1", "N4")
def test_a_muted_channel_stays_silent_also_where_it_was_wished_for() -> None:
    wishes = Preferences("g1", channels=("phone", "email"), muted=("phone",))
    assert [each.channel for each in chain(preferences=wishes).routes] == ["email", "sms", "sms"]
