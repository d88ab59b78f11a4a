from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.notifications import DeliveryDropped
from services.notifications.domain.delivery import Notice, Recipient, Route, Status
from services.notifications.domain.planning import plan
from services.notifications.domain.preferences import Preferences
from services.notifications.domain.sending import announced
from tests.unit.notifications.worlds import EVENT, NOON, POLICY, PROVIDERS, SHANGHAI, chain, chains, notice


@pytest.mark.rule("N1")
def test_a_booking_message_takes_sms_then_email_and_the_inbox_besides() -> None:
    assert [[route.channel for route in each.routes] for each in chains()] == [
        ["sms", "sms", "email"],
        ["inapp"],
    ]


@pytest.mark.rule("N1")
def test_the_guests_wished_channel_comes_first_and_a_muted_one_never() -> None:
    wishes = Preferences("g1", channels=("email",), muted=("sms",))
    assert chain(preferences=wishes).routes == (Route("email", "smtp"),)


@pytest.mark.rule("N1")
def test_a_guest_who_wishes_to_be_called_is_called() -> None:
    assert chain(preferences=Preferences("g1", channels=("phone",))).routes[0] == Route("phone", "agents")


@pytest.mark.rule("N4")
def test_marketing_is_dropped_for_who_opted_out_and_says_so() -> None:
    wishes = Preferences("g1", marketing=False)
    dropped = chain(notice("birthday-greeting", "marketing"), preferences=wishes)
    assert dropped.status is Status.DROPPED
    [told] = announced(dropped)
    assert isinstance(told, DeliveryDropped)
    assert told.reason == "opted-out"


@pytest.mark.rule("N4")
def test_who_opted_out_of_marketing_still_hears_of_bookings() -> None:
    assert chain(preferences=Preferences("g1", marketing=False)).status is Status.SCHEDULED


@pytest.mark.rule("N5")
def test_an_event_told_twice_gets_the_same_deliveries() -> None:
    assert [each.id for each in chains()] == [each.id for each in chains()]


@pytest.mark.rule("N5")
def test_recipient_kind_and_plan_each_make_another_delivery() -> None:
    other = replace(notice(), recipient=Recipient("guest", "g2"))
    ids = {each.id for told in (notice(), notice("booking-confirmed"), other) for each in chains(told)}
    assert len(ids) == 6


@pytest.mark.rule("N5")
def test_rewording_a_plan_doubles_nothing() -> None:
    other = replace(POLICY, plans=POLICY.plans | {"transactional": ("email>sms", "inapp")})
    assert [each.id for each in chains(policy=other)] == [each.id for each in chains()]


def test_delivery_ids_sort_by_the_time_of_their_event() -> None:
    later = replace(EVENT, id="01980000-0000-7000-8000-000000000001")
    earlier_id = chain().id
    [later_id, _] = [
        each.id for each in plan(notice(), later, Preferences("g1"), PROVIDERS, POLICY, 0, SHANGHAI, NOON)
    ]
    assert earlier_id < later_id


def test_a_channel_without_provider_is_planned_as_dropped_so_that_it_can_be_explained() -> None:
    told = plan(notice(), EVENT, Preferences("g1"), {}, POLICY, 0, SHANGHAI, NOON)
    assert [(each.status, each.notes[-1].code) for each in told] == [(Status.DROPPED, "no-way")] * 2


def test_a_message_without_a_deadline_is_useful_as_long_as_the_policy_says() -> None:
    told = Notice("points-earned", "transactional", Recipient("guest", "g1"), {})
    minutes = (chain(told).valid_until - NOON).total_seconds() / 60
    assert minutes == POLICY.validity_minutes["transactional"]
