from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


channels = st.sampled_from(["sms", "email", "inapp", "phone"])
chain_of_channels = st.lists(channels, min_size=1, max_size=4, unique=True).map(">".join)


@pytest.mark.rule("N1", "N5")
@given(
    st.lists(chain_of_channels, min_size=1, max_size=4).map(tuple),
    st.lists(channels, max_size=4, unique=True).map(tuple),
    st.lists(channels, max_size=2, unique=True).map(tuple),
)
def test_no_channel_is_in_two_chains_of_a_message_whatever_is_planned_and_wished(
    plans: tuple[str, ...], wished: tuple[str, ...], muted: tuple[str, ...]
) -> None:
    policy = replace(POLICY, plans=POLICY.plans | {"transactional": plans})
    found = chains(preferences=Preferences("g1", channels=wished, muted=muted), policy=policy)
    used = [channel for each in found for channel in {way.channel for way in each.routes}]
    assert len(used) == len(set(used))
    assert not set(used) & set(muted)


@pytest.mark.rule("N4")
def test_what_is_heard_after_it_is_useless_is_dropped_however_fresh_the_hearing() -> None:
    dropped = chain(now=NOON + timedelta(days=2))
    assert (dropped.status, dropped.notes[-1].code) == (Status.DROPPED, "too-late")


@pytest.mark.rule("N4", "N5")
def test_a_message_ages_from_its_event_and_says_that_it_was_heard_late() -> None:
    late = chain(now=NOON + timedelta(hours=2))
    assert late.status is Status.SCHEDULED
    assert late.wished == NOON
    assert late.valid_until == NOON + timedelta(minutes=POLICY.validity_minutes["transactional"])
    assert [note.code for note in late.notes] == ["heard-late"]
    assert announced(late) == ()


@pytest.mark.rule("N4")
@pytest.mark.parametrize(
    ("kind", "wishes", "welcome"),
    [
        ("birthday-greeting", Preferences("g1", marketing=False, birthday=True), True),
        ("birthday-greeting", Preferences("g1", marketing=True, birthday=False), False),
        ("holiday-greeting", Preferences("g1", marketing=False, birthday=True), False),
        ("holiday-greeting", Preferences("g1", marketing=False, holidays=True), True),
        ("offer", Preferences("g1", marketing=False, birthday=True, holidays=True), False),
    ],
)
def test_each_greeting_needs_its_own_consent(kind: str, wishes: Preferences, welcome: bool) -> None:
    assert (chain(notice(kind, "marketing"), preferences=wishes).status is Status.SCHEDULED) == welcome
