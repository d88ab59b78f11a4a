"""The ladder, the guest's clock and the level's, pauses, extensions and changes of severity, by example."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.complaints.domain.clock import Climb, Clock, Ran, Turn
from services.complaints.domain.clocks import run
from services.complaints.domain.explain import explain
from services.complaints.domain.history import Fact, Happened
from tests.unit.complaints.worlds import (
    START,
    dispatched,
    local,
    minutes,
    night,
    office,
    opened,
    reacted,
    terms,
)

LATER = START + timedelta(days=20)


def live(*facts: Fact, until: object = LATER, calendar: object = None) -> Ran:
    return run(facts, terms(), calendar or office(), until)  # type: ignore[arg-type]


def climbs(ran: Ran) -> list[tuple[float, str, str | None]]:
    """(minutes after the start, level, clock) of every climb."""
    return [
        ((turn.at - START).total_seconds() / 60, turn.level, turn.clock)
        for turn in ran.turns
        if isinstance(turn, Climb)
    ]


def statuses(ran: Ran, name: str) -> list[tuple[float, str]]:
    """(minutes after the start, status) of every turn of the clocks of that name."""
    return [
        ((turn.at - START).total_seconds() / 60, turn.status)
        for turn in ran.turns
        if isinstance(turn, Turn) and turn.clock == name
    ]


def guest(ran: Ran) -> Clock:
    found = ran.current("guest")
    assert found
    return found


@pytest.mark.rule("C6", "C7")
def test_a_clock_warns_twice_and_is_breached_once() -> None:
    ran = live(opened(START), dispatched(START + minutes(2)), reacted(START + minutes(3)))
    assert statuses(ran, "guest") == [(0, "pending"), (60, "imminent"), (96, "imminent"), (120, "breached")]
    assert statuses(ran, "dispatch") == [(0, "pending"), (2, "achieved")]
    assert statuses(ran, "reaction") == [(2, "pending"), (3, "achieved")]


@pytest.mark.rule("C7")
def test_a_stalling_department_climbs_every_step_of_the_ladder() -> None:
    """The reaction's ten minutes, then a level each five; other systems fire the first step only."""
    ran = live(opened(START), dispatched(START), until=START + minutes(50))
    assert climbs(ran) == [
        (10, "supervisor", "reaction"),
        (15, "manager", "reaction"),
        (20, "gm", "reaction"),
    ]
    assert statuses(ran, "reaction")[-1] == (25, "breached")


@pytest.mark.rule("C7")
def test_an_undispatched_case_climbs_to_the_general_manager() -> None:
    ran = live(opened(START), until=START + minutes(40))
    assert climbs(ran) == [
        (10, "supervisor", "dispatch"),
        (15, "manager", "dispatch"),
        (20, "gm", "dispatch"),
    ]


@pytest.mark.rule("C7")
def test_a_result_that_does_not_come_climbs_with_half_its_target_each() -> None:
    ran = live(opened(START), dispatched(START), reacted(START + minutes(1)))
    assert climbs(ran) == [(120, "supervisor", "guest"), (180, "manager", "result"), (240, "gm", "result")]
    assert ran.next_at is None


@pytest.mark.rule("C7")
def test_each_level_has_the_policys_share_of_the_result_too() -> None:
    facts = (opened(START), dispatched(START), reacted(START + minutes(1)))
    ran = run(facts, terms(climb_percent=25), office(), LATER)
    assert climbs(ran) == [(120, "supervisor", "guest"), (150, "manager", "result"), (180, "gm", "result")]


@pytest.mark.rule("C7")
def test_a_major_complaint_starts_at_the_general_managers_desk() -> None:
    ran = live(opened(START, "major"), until=START)
    assert ran.level == "gm"
    assert climbs(ran) == [(0, "gm", None)]
    assert guest(ran).due_at == local("2026-11-04 10:00")


@pytest.mark.rule("C7")
def test_the_levels_clock_restarts_on_escalation_and_the_guests_does_not() -> None:
    sent = Fact(START + minutes(30), Happened.CLIMBED, level="manager")
    ran = live(opened(START), dispatched(START), reacted(START), sent, until=START + minutes(31))
    result = ran.current("result")
    assert result
    assert (result.level, result.due_at) == ("manager", START + minutes(90))
    assert guest(ran).due_at == START + minutes(120)


@pytest.mark.rule("C5", "C6")
def test_turning_major_moves_the_guests_deadline_and_goes_to_the_general_manager() -> None:
    major = Fact(START + minutes(60), Happened.SEVERITY, severity="major")
    ran = live(opened(START), dispatched(START), reacted(START), major, until=START + minutes(60))
    assert guest(ran).due_at == local("2026-11-04 10:00")
    assert ran.level == "gm"
    assert statuses(ran, "guest")[-1] == (60, "pending")


@pytest.mark.rule("C6")
def test_paused_time_survives_a_change_of_severity() -> None:
    """An hour of working time was paused; two working days from Monday 10:00 therefore end an hour later."""
    facts = (
        opened(START),
        dispatched(START),
        reacted(START),
        Fact(
            START + minutes(30), Happened.PAUSED, reason="awaiting-guest", until=START + timedelta(hours=70)
        ),
        Fact(START + minutes(90), Happened.RESUMED),
        Fact(START + minutes(100), Happened.SEVERITY, severity="major"),
    )
    assert guest(live(*facts, until=START + minutes(100))).due_at == local("2026-11-04 11:00")


@pytest.mark.rule("C6")
def test_nothing_is_breached_while_paused_and_the_pause_ends_by_itself() -> None:
    pause = Fact(
        START + minutes(30), Happened.PAUSED, reason="awaiting-guest", until=START + timedelta(hours=10)
    )
    ran = live(opened(START), dispatched(START), reacted(START), pause)
    breach = next(at for at, status in statuses(ran, "guest") if status == "breached")
    assert breach == 10 * 60 + 90
    assert not [at for at, _ in statuses(ran, "result") if 30 < at < 10 * 60]


@pytest.mark.rule("C6")
def test_no_clock_runs_after_the_result() -> None:
    done = Fact(START + minutes(50), Happened.RESOLVED)
    ran = live(opened(START), dispatched(START), reacted(START), done)
    assert ran.next_at is None
    assert not [clock for clock in ran.clocks if clock.open]
    assert statuses(ran, "guest")[-1] == (50, "achieved")


@pytest.mark.rule("C6")
def test_a_result_at_the_very_deadline_is_late() -> None:
    done = Fact(START + minutes(120), Happened.RESOLVED)
    ran = live(opened(START), dispatched(START), reacted(START), done)
    assert statuses(ran, "guest")[-1] == (120, "breached")


@pytest.mark.rule("C9")
def test_an_extension_moves_the_deadline_and_takes_the_warning_back() -> None:
    longer = Fact(START + minutes(70), Happened.EXTENDED, until=START + minutes(600))
    ran = live(opened(START), dispatched(START), reacted(START), longer)
    assert statuses(ran, "guest") == [
        (0, "pending"),
        (60, "imminent"),
        (70, "pending"),
        (300, "imminent"),
        (480, "imminent"),
        (600, "breached"),
    ]


@pytest.mark.rule("C9")
def test_an_extension_to_a_day_off_is_not_shortened_by_a_pause() -> None:
    """Sunday is no working time; a pause before it must not pull the agreed Sunday back to Friday."""
    sunday = local("2026-11-08 12:00")
    friday = local("2026-11-06 10:00")
    facts = (
        opened(START, "major"),
        Fact(START + minutes(5), Happened.EXTENDED, until=sunday),
        Fact(friday, Happened.PAUSED, reason="awaiting-guest", until=friday + timedelta(hours=2)),
        Fact(friday + minutes(1), Happened.RESUMED),
    )
    assert guest(live(*facts, until=friday + minutes(1))).due_at >= sunday


@pytest.mark.rule("C5")
def test_turning_general_again_does_not_make_late_what_was_in_time() -> None:
    later = START + timedelta(hours=5)
    facts = (opened(START, "major"), dispatched(START), Fact(later, Happened.SEVERITY, severity="general"))
    clock = guest(live(*facts, until=later))
    assert clock.open
    assert clock.due_at == later + timedelta(hours=2)


@pytest.mark.rule("C14")
def test_a_rework_starts_new_clocks_and_keeps_the_old() -> None:
    facts = (
        opened(START),
        dispatched(START),
        reacted(START),
        Fact(START + minutes(50), Happened.RESOLVED),
        Fact(START + minutes(500), Happened.REWORKED),
    )
    ran = live(*facts, until=START + minutes(500))
    guests = [clock for clock in ran.clocks if clock.name == "guest"]
    assert [(clock.cycle, clock.status) for clock in guests] == [(1, "achieved"), (2, "pending")]
    assert guests[1].due_at == START + minutes(620)


@pytest.mark.rule("C10")
def test_each_of_several_departments_has_its_own_clock() -> None:
    facts = (
        opened(START),
        dispatched(START, "bar"),
        dispatched(START, "floor"),
        reacted(START + minutes(1), "bar"),
    )
    ran = live(*facts, until=START + minutes(12))
    ended = {
        clock.department_id: clock.status
        for clock in ran.clocks
        if clock.name == "reaction" and clock.ended_at
    }
    assert ended == {"bar": "achieved", "floor": "breached"}


@pytest.mark.rule("C6")
def test_the_account_of_a_clock_names_what_it_skipped() -> None:
    start = local("2026-09-30 17:00")
    until = local("2026-10-09 11:00")
    ran = run([opened(start, "major")], terms(), office(), until)
    account = next(each for each in explain(ran, office(), until) if each.clock.name == "guest")
    skipped = [segment for segment in account.segments if not segment.counted]
    assert any("National Day" in segment.why for segment in skipped)
    assert account.used == sum(segment.amount for segment in account.segments)
    assert all(
        one.stop == next_.start for one, next_ in zip(account.segments, account.segments[1:], strict=False)
    )


@pytest.mark.rule("C6")
def test_a_night_venue_counts_its_nights() -> None:
    ran = live(opened(START, "major"), calendar=night(), until=START)
    assert guest(ran).due_at == local("2026-11-04 02:00")
