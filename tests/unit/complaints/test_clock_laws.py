"""Laws of the clocks over random histories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.complaints.domain.calendar import Calendar, spent
from services.complaints.domain.clock import Climb, Ran, Turn
from services.complaints.domain.clocks import run
from services.complaints.domain.explain import explain
from services.complaints.domain.history import LEVELS, Fact, Happened, Terms
from tests.unit.complaints.worlds import START, night, office, terms

MILLISECOND = timedelta(milliseconds=1)
gaps = st.integers(0, 30 * 60_000 * 48).map(lambda count: count * MILLISECOND)
calendars = st.sampled_from([office(), night()])
all_terms = st.builds(
    terms,
    dispatch_minutes=st.integers(1, 30),
    result_general_minutes=st.integers(1, 600),
    result_major_working_days=st.integers(1, 3),
    warn_percents=st.sampled_from([(50, 80), (90,), (10, 20, 30)]),
    climb_percent=st.sampled_from([10, 50, 150]),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Fact, ...]:
    """Any facts in time order after the opening; ends are sometimes followed by a rework, as in life."""
    at = START
    facts = [Fact(at, Happened.OPENED, severity=draw(st.sampled_from(["general", "major"])))]
    for _ in range(draw(st.integers(0, 9))):
        at += draw(gaps)
        facts.append(draw(st.sampled_from(_ANY))(at, draw))
    return tuple(facts)


Fresh = Callable[[datetime, st.DrawFn], Fact]


def _fact(what: Happened) -> Fresh:
    return lambda at, _draw: Fact(at, what)


_ANY: list[Fresh] = [
    lambda at, draw: Fact(at, Happened.SEVERITY, severity=draw(st.sampled_from(["general", "major"]))),
    lambda at, draw: Fact(at, Happened.DISPATCHED, department_id=draw(st.sampled_from("ab"))),
    lambda at, draw: Fact(at, Happened.REACTED, department_id=draw(st.sampled_from("ab"))),
    lambda at, draw: Fact(at, Happened.PAUSED, reason="awaiting-guest", until=at + draw(gaps)),
    lambda at, draw: Fact(at, Happened.EXTENDED, until=at + draw(gaps)),
    lambda at, draw: Fact(at, Happened.CLIMBED, level=draw(st.sampled_from(LEVELS[2:]))),
    *map(
        _fact, (Happened.RESUMED, Happened.RESOLVED, Happened.REWORKED, Happened.HANDED_OVER, Happened.ENDED)
    ),
]
END = timedelta(days=60)


def live(history: tuple[Fact, ...], terms_: Terms, calendar: Calendar, late: timedelta) -> list[Turn | Climb]:
    """Live through a history as the desk does: wake (so `late`) at each next moment, tell what is new."""
    told: list[Turn | Climb] = []
    known: tuple[Fact, ...] = ()

    def tell(until: datetime) -> Ran:
        ran = run(known, terms_, calendar, until)
        assert list(ran.turns[: len(told)]) == told, "what was told was altered"
        told.extend(ran.turns[len(told) :])
        return ran

    for fact, next_ in pairwise((*history, None)):
        known = (*known, fact)  # type: ignore[arg-type]
        ran = tell(fact.at)  # type: ignore[union-attr]
        stop = next_.at if next_ else fact.at + END  # type: ignore[union-attr]
        while ran.next_at is not None and ran.next_at + late <= stop:
            ran = tell(ran.next_at + late)
        tell(stop)
    return told


@pytest.mark.rule("C6", "C7")
@settings(max_examples=250, deadline=None)
@given(histories(), all_terms, calendars, st.sampled_from([0, 1, 7_000_000]))
def test_replaying_a_history_gives_what_living_it_gave(
    history: tuple[Fact, ...], terms_: Terms, calendar: Calendar, late: int
) -> None:
    """Also when every timer fires late, as after an outage."""
    lived = live(history, terms_, calendar, late * MILLISECOND)
    replayed = run(history, terms_, calendar, history[-1].at + END)
    assert lived == list(replayed.turns)


@pytest.mark.rule("C6")
@settings(max_examples=250, deadline=None)
@given(histories(), all_terms, calendars)
def test_a_deadline_moves_backwards_only_with_a_change_of_severity(
    history: tuple[Fact, ...], terms_: Terms, calendar: Calendar
) -> None:
    for count in range(1, len(history)):
        fact = history[count]
        before = run(history[:count], terms_, calendar, fact.at)
        after = run(history[: count + 1], terms_, calendar, fact.at)
        for one, other in zip(before.clocks, after.clocks, strict=False):
            if other.due_at < one.due_at:
                assert fact.what is Happened.SEVERITY
            if other.due_at > one.due_at:
                assert fact.what in {
                    Happened.SEVERITY,
                    Happened.EXTENDED,
                    Happened.RESUMED,
                    Happened.RESOLVED,
                } or (one.stands_at is not None)


@pytest.mark.rule("C7")
@settings(max_examples=250, deadline=None)
@given(histories(), all_terms, calendars)
def test_turns_follow_each_other_and_are_told_once(
    history: tuple[Fact, ...], terms_: Terms, calendar: Calendar
) -> None:
    """Times never fall, each status follows the one before, a breach is final, nothing is told twice."""
    ran = run(history, terms_, calendar, history[-1].at + END)
    assert [turn.at for turn in ran.turns] == sorted(turn.at for turn in ran.turns)
    standing: dict[tuple[str, str | None], str] = {}
    for turn in ran.turns:
        if isinstance(turn, Climb):
            assert LEVELS.index(turn.level) > LEVELS.index(turn.previous)
            continue
        key = (turn.clock, turn.department_id)
        if turn.previous is not None and turn.clock != "reaction":
            assert standing[key] == turn.previous
            assert turn.previous in {"pending", "imminent"}
            assert (turn.previous, turn.status) != ("pending", "pending")
        standing[key] = turn.status


@pytest.mark.rule("C6")
@settings(max_examples=250, deadline=None)
@given(histories(), all_terms, calendars)
def test_no_clock_runs_out_while_paused_or_after_the_end(
    history: tuple[Fact, ...], terms_: Terms, calendar: Calendar
) -> None:
    ran = run(history, terms_, calendar, history[-1].at + END)
    for clock in ran.clocks:
        if clock.status == "breached":
            assert clock.ended_at is not None
            assert clock.spans[-1].paused is None
        if not clock.open:
            assert clock.spans[-1].stop == clock.ended_at
    if history[-1].what is Happened.ENDED:
        assert ran.turns[-1].at <= history[-1].at
        assert ran.next_at is None


@pytest.mark.rule("C6")
@settings(max_examples=150, deadline=None)
@given(histories(), all_terms, calendars)
def test_a_breached_clock_had_run_for_all_it_was_allowed(
    history: tuple[Fact, ...], terms_: Terms, calendar: Calendar
) -> None:
    """Counted segments add up to the allowance, and segments leave no gap."""
    until = history[-1].at + END
    ran = run(history, terms_, calendar, until)
    for account in explain(ran, calendar, until):
        clock = account.clock
        ran_for = sum(
            spent(calendar, clock.allowed.unit, span.start, span.stop or until)
            for span in clock.spans
            if span.paused is None
        )
        assert account.used == ran_for
        assert all(one.stop == other.start for one, other in pairwise(account.segments))
        if clock.status == "breached":
            assert account.used >= clock.allowed.quantity
