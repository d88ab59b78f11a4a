from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from contracts import booking
from contracts.contacts import GuestContactGiven
from contracts.notifications import EscalationPassedOn, EscalationUnanswered, EveningDigestMade
from infra.chassis.decision import Refused
from services.notifications.domain import announcement, contact, escalation, evening, phone_task, subscription
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.domain.preferences import consent, wish
from services.notifications.messaging.figures import counts
from tests.unit.notifications.worlds import NOON, POLICY, SHANGHAI


@pytest.mark.rule("N2")
def test_a_call_nobody_acknowledges_climbs_to_the_top_and_says_so_there() -> None:
    call, _ = escalation.open_call(
        None, "e1", kind="case-escalated", subject_id="c1", venue_id="v1", level="department",
        policy=POLICY, policy_version=0, now=NOON,
    )  # fmt: skip
    told: list[object] = []
    while escalation.timers(call):
        call, events = escalation.on_timer(call, POLICY, escalation.timers(call)["pass-on"])
        told += events
    assert call.levels == POLICY.ladder
    assert [type(each) for each in told] == [EscalationPassedOn] * 3 + [EscalationUnanswered]


@pytest.mark.rule("N2")
def test_an_acknowledged_call_climbs_no_further_and_has_one_taker() -> None:
    call, _ = escalation.open_call(
        None, "e1", kind="case-escalated", subject_id="c1", venue_id="v1", level="supervisor",
        policy=POLICY, policy_version=0, now=NOON,
    )  # fmt: skip
    taken, _ = escalation.acknowledge(call, "s1", NOON)
    assert escalation.timers(taken) == {}
    assert escalation.acknowledge(taken, "s1", NOON) == (taken, ())
    with pytest.raises(Refused, match="s1 has taken it"):
        escalation.acknowledge(taken, "s2", NOON)


@pytest.mark.rule("N7")
def test_an_announcement_keeps_one_receipt_of_each_reader() -> None:
    told, _ = announcement.publish(
        "a1",
        title="t",
        body="b",
        venue_ids=("v1",),
        roles=("agent",),
        published_by="m1",
        expires_at=None,
        now=NOON,
    )
    read, [event] = announcement.read(told, "s1", frozenset({"agent"}), frozenset({"v1"}), NOON)
    again, none = announcement.read(
        read, "s1", frozenset({"agent"}), frozenset({"v1"}), NOON + timedelta(hours=1)
    )
    assert read.read_by("s1") == NOON
    assert (again, none) == (read, ())
    assert event.TYPE.endswith("announcement-read.v1")


@pytest.mark.rule("N7")
@pytest.mark.parametrize(("roles", "venues"), [({"agent"}, {"v2"}), ({"manager"}, {"v1"})])
def test_an_announcement_is_not_there_for_those_it_is_not_addressed_to(
    roles: set[str], venues: set[str]
) -> None:
    told, _ = announcement.publish(
        "a1",
        title="t",
        body="b",
        venue_ids=("v1",),
        roles=("agent",),
        published_by="m1",
        expires_at=None,
        now=NOON,
    )
    with pytest.raises(Refused, match="announcement-not-found"):
        announcement.read(told, "s1", frozenset(roles), frozenset(venues), NOON)


@pytest.mark.rule("N6")
def test_the_digest_comes_at_half_past_ten_venue_time_every_evening() -> None:
    state, _ = evening.opened(None, "v1", SHANGHAI, "22:30", NOON)
    days = []
    for _ in range(3):
        due = evening.timers(state)["digest"]
        assert f"{due.astimezone(ZoneInfo(SHANGHAI)):%H:%M}" == "22:30"
        state, [told] = evening.close(state, {"confirmed": 3}, "22:30", due)
        assert isinstance(told, EveningDigestMade)
        days.append(told.day)
    assert days == [date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 3)]


@pytest.mark.rule("N6")
def test_what_happens_after_the_digest_is_told_in_the_next() -> None:
    before, after = (datetime(2026, 5, 1, 14, minute, tzinfo=NOON.tzinfo) for minute in (29, 30))
    assert evening.day_of(before, SHANGHAI, "22:30") == date(2026, 5, 1)
    assert evening.day_of(after, SHANGHAI, "22:30") == date(2026, 5, 2)


def test_after_a_long_outage_only_the_next_evening_is_planned() -> None:
    state, _ = evening.opened(None, "v1", SHANGHAI, "22:30", NOON)
    late = NOON + timedelta(days=6)
    after, _ = evening.close(state, {}, "22:30", late)
    assert late < after.due < late + timedelta(days=1)


def test_erased_contact_data_does_not_come_back_with_a_late_record() -> None:
    gone, _ = contact.erased("guest:g1")
    told = GuestContactGiven(guest_id="g1", name="Li", phone="+8613800138000")
    assert contact.given(gone, "guest:g1", told) == (gone, ())


@pytest.mark.rule("N1")
@pytest.mark.parametrize(
    ("fields", "code"), [({"channels": ("fax",)}, "unknown-channel"), ({"zone": "Mars/Base"}, "unknown-zone")]
)
def test_impossible_wishes_are_refused(fields: dict[str, object], code: str) -> None:
    given = {"channels": (), "muted": (), "marketing": True, "zone": None} | fields
    with pytest.raises(Refused, match=code):
        wish(None, "g1", NOON, **given)  # type: ignore[arg-type]


@pytest.mark.rule("N4")
def test_a_withdrawn_consent_leaves_the_other_wishes_alone() -> None:
    before, _ = wish(None, "g1", NOON, channels=("email",), muted=(), marketing=True, zone=None)
    after, _ = consent(before, "g1", NOON, marketing=False)
    assert (after.channels, after.marketing) == (("email",), False)


@pytest.mark.rule("N1")
def test_a_call_without_answer_stays_owed_and_one_that_reached_the_guest_is_done() -> None:
    task, _ = phone_task.open_task(
        None, "t1", guest_id="g1", venue_id="v1", template="booking-displaced", call_by=NOON, now=NOON
    )
    task, none = phone_task.called(task, "s1", "no-answer", "", NOON)
    assert (task.status, none) == ("open", ())
    task, _ = phone_task.called(task, "s1", "reached", "", NOON)
    assert (task.status, phone_task.timers(task)) == ("done", {})


def test_a_rotated_secret_signs_on_until_its_overlap_is_over() -> None:
    types = ("clubhouse.booking.confirmed.v1",)
    hook, _ = subscription.subscribe(
        "w1", owner="i1", url="https://x.example", types=types, venues=("*",), secret="old", now=NOON
    )
    hook, _ = subscription.rotate(hook, "new", timedelta(hours=24), NOON)
    assert hook.signing(NOON + timedelta(hours=23)) == ("new", "old")
    assert hook.signing(NOON + timedelta(hours=24)) == ("new",)


def test_contact_data_is_not_open_to_integrators() -> None:
    with pytest.raises(Refused, match="unknown-type"):
        subscription.subscribe(
            "w1", owner="i1", url="https://x.example", types=("clubhouse.guests.contact-given.v1",),
            venues=("*",), secret="s", now=NOON,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [("quiet_from", "25:00"), ("tries_per_route", 0), ("retry_seconds", ()), ("plans", {"staff": ("fax",)})],
)
def test_a_policy_that_cannot_be_right_is_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=field):
        NotificationPolicy(**{field: value})  # type: ignore[arg-type]


def raised(level: str) -> escalation.Escalation:
    """A call to a level."""
    call, _ = escalation.open_call(
        None, "e1", kind="case-escalated", subject_id="c1", venue_id="v1", level=level,
        policy=POLICY, policy_version=0, now=NOON,
    )  # fmt: skip
    return call


@pytest.mark.rule("N2")
@pytest.mark.parametrize(
    ("level", "role", "may"),
    [
        ("supervisor", "supervisor", True),
        ("supervisor", "manager", True),
        ("supervisor", "gm", True),
        ("supervisor", "department", False),
        ("supervisor", "agent", False),
        ("gm", "manager", False),
        ("desk", "agent", True),
        ("desk", "manager", True),
    ],
)
def test_a_call_is_taken_by_the_level_called_or_one_above(level: str, role: str, may: bool) -> None:
    assert escalation.may_take(raised(level), frozenset({role}), POLICY.ladder) == may


@pytest.mark.rule("N2")
def test_a_call_whose_matter_is_over_climbs_no_further() -> None:
    over, told = escalation.settle(raised("supervisor"))
    assert (over.status, escalation.timers(over), told) == ("settled", {}, ())
    taken, _ = escalation.acknowledge(raised("supervisor"), "s1", NOON)
    assert escalation.settle(taken) == (taken, ())


@pytest.mark.rule("N4")
def test_a_no_to_greetings_covers_what_the_file_had_said_of_birthdays() -> None:
    before, _ = consent(None, "g1", NOON, marketing=True, birthday=True, holidays=True)
    after, _ = wish(before, "g1", NOON, channels=(), muted=(), marketing=False, zone=None)
    assert not after.welcomes("birthday-greeting", "marketing")
    assert after.welcomes("booking-confirmed", "transactional")


@pytest.mark.rule("N6")
def test_a_digest_that_moves_to_later_tonight_leaves_out_nothing_of_the_evening() -> None:
    """Until the new hour it is today, by the policy: told at the old one, nobody heard of the rest."""
    state, _ = evening.opened(None, "v1", SHANGHAI, "20:00", NOON)
    state, told = evening.close(state, {"confirmed": 3}, "22:30", state.due)
    assert (told, f"{state.due.astimezone(ZoneInfo(SHANGHAI)):%d %H:%M}") == ((), "01 22:30")
    state, [told_late] = evening.close(state, {"confirmed": 4}, "22:30", state.due)
    assert isinstance(told_late, EveningDigestMade)
    assert (told_late.day, told_late.confirmed) == (date(2026, 5, 1), 4)
    state, [earlier] = evening.close(state, {}, "20:00", state.due)
    assert isinstance(earlier, EveningDigestMade)
    assert (earlier.day, f"{state.due.astimezone(ZoneInfo(SHANGHAI)):%d %H:%M}") == (
        date(2026, 5, 2),
        "03 20:00",
    )


@pytest.mark.rule("N6")
def test_a_venue_heard_of_anew_after_tonights_digest_has_no_second_one_of_tonight() -> None:
    state, _ = evening.opened(None, "v1", SHANGHAI, "20:00", NOON)
    state, _ = evening.close(state, {}, "20:00", state.due)
    now = datetime(2026, 5, 1, 13, tzinfo=NOON.tzinfo)  # 21:00 there
    state, _ = evening.opened(state, "v1", SHANGHAI, "22:30", now)
    assert (state.day, state.digest_at) == (date(2026, 5, 2), "22:30")


@pytest.mark.rule("N6")
def test_a_venue_heard_of_anew_after_the_hour_moved_to_earlier_has_its_evening_told_at_once() -> None:
    state, _ = evening.opened(None, "v1", SHANGHAI, "22:00", NOON)
    now = datetime(2026, 5, 1, 11, 30, tzinfo=NOON.tzinfo)  # 19:30 there
    state, _ = evening.opened(state, "v1", SHANGHAI, "18:00", now)
    assert state.due <= now
    state, [told] = evening.close(state, {"confirmed": 3}, "18:00", now)
    assert isinstance(told, EveningDigestMade)
    assert (told.day, state.day) == (date(2026, 5, 1), date(2026, 5, 2))


@pytest.mark.rule("N6")
def test_a_hold_that_was_moved_or_given_up_is_no_figure_of_the_day() -> None:
    """It was no booking yet, and no guest is told of it either."""
    about = {
        "booking_id": "b1", "venue_id": "v1", "guest_id": "g1", "business_date": date(2026, 5, 1), "at": NOON,
        "starts_at": NOON,
    }  # fmt: skip
    cancelled = about | {"by": "guest"}
    moved = about | {
        "reason": "guest", "item": "A1", "resource_ids": (), "party_size": 4, "ends_at": NOON,
        "previous_starts_at": NOON, "previous_ends_at": NOON, "previous_resource_ids": (),
    }  # fmt: skip
    for event, fields, figure in (
        (booking.BookingCancelled, cancelled, "cancelled"),
        (booking.BookingRescheduled, moved, "changed"),
    ):
        assert counts(event.model_validate(fields)) == {}
        assert counts(event.model_validate(fields | {"confirmation_number": "K7"})) == {figure: 1}
