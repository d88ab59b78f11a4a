"""Arrival and end of a visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import booking as facts
from infra.chassis.decision import Decided, Refused
from services.booking.domain.arriving import (
    cancel,
    complete,
    decide_dispute,
    dispute_no_show,
    mark_late,
    mark_no_show,
    seat,
)
from services.booking.domain.booking import FINAL, Booking, Status, Tier, claims, timers
from services.booking.domain.due import on_timer
from services.booking.domain.incidents import report_taken
from services.booking.domain.moving import displace
from tests.unit.booking.world import EVENING, NOW, POLICY, confirmed, gold, venue

CHECK = EVENING + timedelta(minutes=10)
END = EVENING + timedelta(hours=2)


@pytest.mark.rule("B8")
def test_arrival_is_checked_ten_minutes_after_the_start_and_escalated_after_an_hour() -> None:
    due = timers(confirmed())
    assert due["arrival-check"] == CHECK
    assert due["arrival-escalation"] == EVENING + timedelta(hours=1)
    booking, [told] = on_timer(confirmed(), "arrival-check", POLICY, CHECK)
    assert isinstance(told, facts.ArrivalCheckDue)
    _, [told] = on_timer(booking, "arrival-escalation", POLICY, EVENING + timedelta(hours=1))
    assert isinstance(told, facts.BookingEscalated)
    assert told.about == "arrival"


@pytest.mark.rule("B8")
def test_a_late_party_keeps_its_place_and_is_checked_at_its_new_time() -> None:
    new_time = EVENING + timedelta(minutes=45)
    late, [told] = mark_late(confirmed(), new_time, POLICY, CHECK)
    assert isinstance(told, facts.BookingLate)
    assert claims(late) == claims(confirmed())
    assert timers(late)["arrival-check"] == new_time + timedelta(minutes=10)
    with pytest.raises(Refused, match="outside-visit"):
        mark_late(confirmed(), END, POLICY, CHECK)
    with pytest.raises(Refused, match="in-the-past"):
        mark_late(confirmed(), CHECK, POLICY, CHECK)


@pytest.mark.rule("B8")
def test_a_late_party_is_no_no_show_before_its_new_time() -> None:
    new_time = EVENING + timedelta(minutes=45)
    late, _ = mark_late(confirmed(), new_time, POLICY, CHECK)
    with pytest.raises(Refused, match="not-yet"):
        mark_no_show(late, new_time - timedelta(minutes=1))
    assert mark_no_show(late, new_time)[0].status is Status.NO_SHOW
    escalated, [told] = on_timer(late, "arrival-escalation", POLICY, new_time + timedelta(hours=1))
    assert isinstance(told, facts.BookingEscalated)
    assert told.overdue_since == new_time
    assert "arrival-escalation" not in timers(escalated)


@pytest.mark.rule("B8")
def test_a_visit_whose_no_show_was_undone_is_watched_until_somebody_ends_it() -> None:
    disputed, _ = dispute_no_show(mark_no_show(confirmed(), END)[0], "we were there", END)
    back, _ = decide_dispute(
        disputed, upheld=True, reason="", seated_at=CHECK, completed_at=None, keep_place=True,
        policy=POLICY, now=END,
    )  # fmt: skip
    assert timers(back) == {"completion-escalation": END + timedelta(hours=1)}


@pytest.mark.rule("B8")
def test_a_seated_party_that_never_ends_is_escalated_too() -> None:
    seated, _ = seat(confirmed(), "agent-9", POLICY, EVENING)
    assert timers(seated) == {"completion-escalation": END + timedelta(hours=1)}
    _, [told] = on_timer(seated, "completion-escalation", POLICY, END + timedelta(hours=1))
    assert isinstance(told, facts.BookingEscalated)
    assert (told.about, told.agent_id) == ("completion", "agent-9")


@pytest.mark.rule("B8")
@given(st.lists(st.sampled_from(["late", "seat", "complete", "cancel", "no-show", "time"]), max_size=12))
def test_until_its_final_status_a_booking_always_has_somebody_looking(steps: list[str]) -> None:
    """Whatever happens in whatever order: it has a timer that will speak up, or spoke, or it has ended."""
    booking, now, spoken = confirmed(), EVENING, False
    for step in steps:
        try:
            booking = _step(booking, step)
        except Refused:
            continue
        if step == "time" and timers(booking):
            name, now = min(timers(booking).items(), key=lambda timer: timer[1])
            booking, told = on_timer(booking, name, POLICY, now)
            spoken = spoken or any(isinstance(fact, facts.BookingEscalated) for fact in told)
        if booking.status in FINAL:
            assert timers(booking) == {}
            return
        assert timers(booking) or spoken


def _step(booking: Booking, step: str) -> Booking:
    late = EVENING + timedelta(minutes=30)
    decisions: dict[str, Callable[[], Decided[Booking]]] = {
        "late": lambda: mark_late(booking, late, POLICY, CHECK),
        "seat": lambda: seat(booking, None, POLICY, CHECK),
        "complete": lambda: complete(booking, POLICY, END),
        "cancel": lambda: cancel(booking, "guest", "", CHECK),
        "no-show": lambda: mark_no_show(booking, END),
        "time": lambda: (booking, ()),
    }
    return decisions[step]()[0]


@pytest.mark.rule("B10")
@pytest.mark.parametrize(
    ("tier", "owed"), [("ordinary", False), ("silver", False), ("gold", True), ("platinum", True)]
)
def test_the_spend_of_gold_cards_and_above_is_owed_an_hour_after_the_visit(tier: str, owed: bool) -> None:
    seated, _ = seat(confirmed(venue(kind="restaurant"), tier=Tier(tier)), "agent-9", POLICY, EVENING)
    done, [told] = complete(seated, POLICY, END)
    assert isinstance(told, facts.BookingCompleted)
    assert told.spend_expected is owed
    assert timers(done) == ({"spend-chase": END + timedelta(hours=1)} if owed else {})


def test_a_no_show_before_the_start_is_refused() -> None:
    with pytest.raises(Refused, match="not-yet"):
        mark_no_show(confirmed(), EVENING - timedelta(minutes=1))


@pytest.mark.rule("B8")
def test_a_party_the_house_had_no_place_for_is_no_no_show() -> None:
    lost = report_taken(confirmed(), None, EVENING)[0]
    for homeless in (displace(confirmed(), "c1", "burst pipe", NOW)[0], lost):
        with pytest.raises(Refused, match="no-place"):
            mark_no_show(homeless, END)


def test_a_cancelled_booking_frees_its_room_and_wants_no_timer() -> None:
    gone, [told] = cancel(confirmed(), "guest", "ill", NOW)
    assert isinstance(told, facts.BookingCancelled)
    assert (claims(gone), timers(gone)) == (frozenset(), {})


def test_a_visit_that_ends_early_frees_the_rest_of_its_time() -> None:
    seated, _ = seat(confirmed(), None, POLICY, EVENING)
    done, _ = complete(seated, POLICY, EVENING + timedelta(minutes=50))
    assert claims(done) == {"v1/r1@20250602T1200Z", "v1/r1@20250602T1230Z"}
    absent, _ = mark_no_show(confirmed(), EVENING + timedelta(minutes=20))
    assert claims(absent) == {"v1/r1@20250602T1200Z"}


@pytest.mark.parametrize("end", [Status.CANCELLED, Status.NO_SHOW, Status.COMPLETED, Status.LAPSED])
def test_a_final_status_is_final(end: Status) -> None:
    over = replace(confirmed(), status=end)
    acts: tuple[Callable[[], Decided[Booking]], ...] = (
        lambda: seat(over, None, POLICY, EVENING),
        lambda: cancel(over, "guest", "", EVENING),
        lambda: mark_no_show(over, END),
        lambda: mark_late(over, CHECK, POLICY, EVENING),
    )
    for act in acts:
        with pytest.raises(Refused, match="wrong-status"):
            act()


def test_a_disputed_no_show_is_undone_by_a_manager() -> None:
    absent, _ = mark_no_show(gold(confirmed()), END)
    disputed, _ = dispute_no_show(absent, "we were there", END)
    back, told = decide_dispute(
        disputed, upheld=True, reason="receipt found", seated_at=CHECK, completed_at=END, keep_place=True,
        policy=POLICY, now=END,
    )  # fmt: skip
    assert back.status is Status.COMPLETED
    assert [type(fact) for fact in told] == [facts.BookingReinstated, facts.BookingCompleted]
    assert "spend-chase" in timers(back)


@pytest.mark.parametrize(
    ("seated_at", "completed_at"), [(CHECK, END + timedelta(days=30)), (END + timedelta(days=30), None)]
)
def test_a_visit_that_is_still_to_come_undoes_no_no_show(
    seated_at: datetime, completed_at: datetime | None
) -> None:
    absent, _ = mark_no_show(confirmed(), END)
    disputed, _ = dispute_no_show(absent, "we were there", END)
    with pytest.raises(Refused, match="still-to-come"):
        decide_dispute(
            disputed, upheld=True, reason="", seated_at=seated_at, completed_at=completed_at, keep_place=True,
            policy=POLICY, now=END,
        )  # fmt: skip


def test_a_dispute_that_is_not_upheld_leaves_the_no_show() -> None:
    absent, _ = mark_no_show(confirmed(), END)
    disputed, _ = dispute_no_show(absent, "we were there", END)
    kept, told = decide_dispute(
        disputed,
        upheld=False,
        reason="",
        seated_at=CHECK,
        completed_at=None,
        keep_place=True,
        policy=POLICY,
        now=END,
    )
    assert (kept.status, told) == (Status.NO_SHOW, ())
    with pytest.raises(Refused, match="already-disputed"):
        dispute_no_show(kept, "again", END)
