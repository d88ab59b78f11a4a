"""Guest analysis on chains whose truth is planted, and on too little data."""

from __future__ import annotations

import random
from datetime import date, timedelta
from math import isfinite

import pytest

from services.reporting.domain.guests import Said, Visit, analyse
from services.reporting.domain.guests.coming import coming
from services.reporting.domain.guests.leaving import leaving, worth
from services.reporting.domain.guests.segments import clusters, segments
from services.reporting.domain.guests.together import together
from services.reporting.domain.guests.visits import TooLittle

TODAY = date(2026, 1, 1)


def chain(guests: int = 300, seed: int = 5) -> list[Visit]:
    """A third comes weekly, a third seldom, a third came often and stopped at some point."""
    dice = random.Random(seed)
    visits = []
    for number in range(guests):
        kind = number % 3
        pace = (7, 60, 10)[kind]
        stops = TODAY - timedelta(days=dice.randrange(20, 300)) if kind == 2 else TODAY
        day = TODAY - timedelta(days=dice.randrange(200, 365))
        labels = ("ktv", "drinks") if kind == 0 else ("golf", "lunch") if kind == 1 else ("ktv", "late")
        while day < stops:
            spend = dice.randrange(80_000, 120_000) if kind == 0 else dice.randrange(5_000, 20_000)
            visits.append(Visit(f"g{number}", day, spend, (labels[0], dice.choice(labels))))
            day += timedelta(days=max(1, round(dice.expovariate(1 / pace))))
    return visits


@pytest.mark.rule("R7")
def test_who_stopped_coming_is_told_from_who_comes_seldom() -> None:
    answer = leaving(chain(), TODAY)

    assert answer.backtest is not None
    assert answer.backtest.better
    assert answer.backtest.tested > 200
    chances = {
        kind: [r["chance"] for r in answer.rows if int(r["guest_id"][1:]) % 3 == kind] for kind in (0, 2)
    }
    assert max(chances[0], default=0) < min(chances[2])


@pytest.mark.rule("R7")
def test_expected_visits_beat_going_on_as_before() -> None:
    answer = worth(chain(), TODAY)

    assert answer.backtest is not None
    assert answer.backtest.better
    assert {int(row["guest_id"][1:]) % 3 for row in answer.rows[:20]} == {0}


@pytest.mark.rule("R7")
def test_a_backtest_knows_nothing_of_what_it_is_held_against() -> None:
    """Everybody stays away of a sudden: whoever foretold that had looked."""
    visits = [visit for visit in chain() if visit.day < TODAY - timedelta(days=60)]
    known, weekly = (
        {v.guest_id for v in visits if int(v.guest_id[1:]) % 3 in of} for of in ((0, 1, 2), (0,))
    )

    left, count = leaving(visits, TODAY).backtest, worth(visits, TODAY).backtest
    assert left is not None
    assert count is not None
    assert left.model > 0.9 * len(weekly) / len(known), "of those who came weekly it was sure that they stay"
    assert count.model > 0.9 * len(weekly) / len(known) * 60 / 7
    assert not left.better


@pytest.mark.rule("R7")
def test_segments_foretell_spend_better_than_the_mean() -> None:
    answer = segments(chain(), TODAY)

    assert answer.backtest is not None
    assert answer.backtest.better
    assert sum(row["guests"] for row in answer.rows) == len({visit.guest_id for visit in chain()})


@pytest.mark.rule("R7")
def test_a_segment_tells_how_satisfied_its_guests_say_they_are() -> None:
    visits = chain()
    said = [Said(guest, happy) for guest, happy in (("g0", True), ("g3", True), ("g3", False), ("g1", False))]
    strangers = [Said("nobody", True)]
    rows = analyse(visits, TODAY, [*said, *strangers])["segments"].rows

    told = {row["segment"]: (row["surveys"], row["satisfied"]) for row in rows if row["surveys"]}
    assert told["champions"] == (3, 2), "g0 and g3 come weekly and spend most"
    assert (sum(each for each, _ in told.values()), sum(each for _, each in told.values())) == (4, 2)


@pytest.mark.rule("R7")
def test_clusters_hold_for_guests_they_were_not_made_from() -> None:
    answer = clusters(chain(), TODAY)

    assert answer.backtest is not None
    assert answer.backtest.better
    assert sum(row["guests"] for row in answer.rows) == len({visit.guest_id for visit in chain()})


@pytest.mark.rule("R7")
def test_what_goes_together_is_found() -> None:
    answer = together(chain())

    assert any(row["if"] == ["lunch"] and row["then"] == ["golf"] for row in answer.rows)
    assert answer.backtest is not None
    assert answer.backtest.model >= answer.backtest.naive


@pytest.mark.rule("R7")
def test_what_comes_next_follows_the_week_and_its_intervals_hold_the_truth() -> None:
    dice = random.Random(1)
    start = TODAY - timedelta(days=140)

    def guests_on(day: date) -> int:
        return max(0, round(20 + 15 * (day.weekday() >= 5) + dice.gauss(0, 3)))

    days = [start + timedelta(days=n) for n in range(154)]
    truth = {day: guests_on(day) for day in days}
    visits = [Visit(f"g{n}", day, 100) for day, count in truth.items() for n in range(count) if day < TODAY]

    answer = coming(visits, TODAY)
    held = [row["low"] <= truth[date.fromisoformat(row["day"])] <= row["high"] for row in answer.rows]

    assert answer.backtest is not None
    assert answer.backtest.better
    assert sum(held) >= 10
    last = [TODAY - timedelta(days=14 - n) for n in range(14)]
    week_before = [truth[TODAY - timedelta(days=21 - n % 7)] for n in range(14)]
    missed = [abs(truth[day] - naive) for day, naive in zip(last, week_before, strict=True)]
    assert answer.backtest.naive == pytest.approx(sum(missed) / 14), "it is held against last week's days"


@pytest.mark.rule("R7")
def test_segments_that_could_not_be_backtested_are_not_told() -> None:
    young = [visit for visit in chain() if (TODAY - visit.day).days < 100]

    with pytest.raises(TooLittle, match="known four months ago; at least 50 are needed"):
        segments(young, TODAY)


@pytest.mark.rule("R7")
def test_too_little_data_is_refused_with_a_reason() -> None:
    answers = analyse([Visit(f"g{n}", TODAY - timedelta(days=n), 100, ("a", "b")) for n in range(10)], TODAY)

    assert all(answer.refused for answer in answers.values())
    assert answers["segments"].refused == "9 guests; at least 50 are needed"


@pytest.mark.rule("R7")
@pytest.mark.parametrize("fen", [10**9, 10**15])
@pytest.mark.parametrize("days_ago", [(10,), (70, 10)])
def test_one_who_spends_like_nobody_before_takes_no_answer_from_the_others(
    fen: int, days_ago: tuple[int, ...]
) -> None:
    visits = chain()
    rich = [Visit(f"rich{n}", TODAY - timedelta(days=ago), fen) for n, ago in enumerate(days_ago)]

    for answers in (worth([*visits, *rich], TODAY), leaving([*visits, *rich], TODAY)):
        assert answers.backtest is not None
        assert answers.backtest.better
        assert isfinite(answers.backtest.model)
    expected = {row["guest_id"]: row["expected_visits"] for row in worth([*visits, *rich], TODAY).rows}
    assert all(0 <= count <= 20 for count in expected.values())


def test_the_same_visits_give_the_same_answers() -> None:
    visits = chain(150)

    assert analyse(visits, TODAY) == analyse(visits, TODAY)
