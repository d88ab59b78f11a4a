"""Each figure the rules name is counted, for whom it counts and once (rules R1, R2, R4, R5)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contracts import booking, complaints
from services.reporting.domain.sheets import Sheet, lines_of_day, sheet_of
from tests.unit.reporting.telling import NOON, Tale, booked, complained
from tests.unit.reporting.test_cards import CASES, DAY, SHANGHAI, figures, folded


def sheet(tale: Tale, topic: str, day: date = DAY) -> Sheet:
    return sheet_of(lines_of_day(folded(tale.envelopes, topic), "v1", day, SHANGHAI))


@pytest.mark.rule("R1")
def test_how_a_booking_ended_and_that_its_guest_was_told_is_counted_once() -> None:
    cancelled = booked().confirmed().cancelled()
    assert figures(folded(cancelled.envelopes)) == {
        "orders": 1, "guests_expected": 4, "kinds": 1, "effective": 1, "cancelled": 1,
    }  # fmt: skip
    missed = figures(folded(booked().confirmed().no_show().envelopes))
    assert (missed["no_show"], "seated" in missed, "guests" in missed) == (1, False, False)
    told = booked().confirmed()
    told.say(booking.FeedbackGiven, told="seat A1", agent_id="a1", in_time=False)
    told.say(booking.FeedbackGiven, told="seat A2", agent_id="a1", in_time=True)
    assert figures(folded(told.envelopes))["feedback_given"] == 1
    party = booked(party=6).confirmed()
    party.say(booking.BookingSeated, party_size=5, seated_at=party.now)
    counted = figures(folded(party.envelopes))
    assert (counted["guests_expected"], counted["guests"]) == (6, 5)


@pytest.mark.rule("R1")
def test_every_bill_of_a_visit_is_spend_and_each_counts_as_corrected_last() -> None:
    tale = booked().confirmed().seated().spent(100).spent(40, "r2").spent(250, revision=2).spent(100)
    assert figures(folded(tale.envelopes))["spend_fen"] == 290


@pytest.mark.rule("R4")
def test_spend_nobody_collected_counts_once_against_who_took_the_booking_and_who_was_on_duty() -> None:
    tale = booked().confirmed().seated().completed()
    for chase in (1, 2):
        tale.say(booking.SpendMissing, due_at=tale.now, chase=chase, taking_agent_id="a1", duty_agent_id="b2")
    made = sheet(tale, booking.BOOKINGS.name)
    assert made["spend_missing"] == 1
    assert {who: sums.get("spend_missed_by") for who, sums in made.agents.items()} == {"a1": 1, "b2": 1}
    alone = booked().confirmed()
    alone.say(booking.SpendMissing, due_at=alone.now, chase=1, taking_agent_id="a1", duty_agent_id="a1")
    assert sheet(alone, booking.BOOKINGS.name).agents["a1"]["spend_missed_by"] == 1


@pytest.mark.rule("R4")
def test_a_handling_is_in_time_up_to_its_own_target() -> None:
    tale = booked().confirmed()
    for step, seconds, target in (("order-entry", 60, 60), ("order-entry", 61, 60), ("feedback", 61, 180)):
        tale.say(booking.HandlingMeasured, step=step, agent_id="b2", seconds=seconds, target_seconds=target)
    mine = sheet(tale, booking.BOOKINGS.name).agents["b2"]
    assert (mine["handled"], mine["handled_in_time"]) == (3, 2)
    assert (mine["handled:order-entry"], mine["handled_in_time:order-entry"]) == (2, 1)
    assert mine["handling_seconds"] == 182


@pytest.mark.rule("R4")
def test_an_effective_booking_pays_by_whose_venue_it_was_and_one_that_lacks_something_pays_nothing() -> None:
    for contracted, effective, expected in (
        (True, True, {"effective:contracted": 1}),
        (False, True, {"effective:other": 1}),
        (True, False, {}),
    ):
        tale = booked().confirmed(contracted=contracted, effective=effective)
        mine = sheet(tale, booking.BOOKINGS.name).agents["a1"]
        assert {name: n for name, n in mine.items() if name.startswith("effective:")} == expected
    lost = booked().confirmed()
    lost.say(booking.DetailsChanged, changed=("phone",), effective=False, missing=("phone",))
    assert "effective" not in sheet(lost, booking.BOOKINGS.name).agents["a1"]


@pytest.mark.rule("R4")
def test_a_weeks_quota_is_of_the_day_the_week_ended_on() -> None:
    monday = date(2025, 5, 26)
    tale = Tale("a1:2025-W22", start=NOON + timedelta(days=2))
    tale.tell(
        complaints.QuotaClosed(
            quota_id=tale.key,
            staff_id="a1",
            venue_id="v1",
            week_starts_on=monday,
            owed=20,
            made=17,
            missing=3,
        ),
        "complaints",
    )
    mine = sheet(tale, CASES, date(2025, 6, 1)).agents["a1"]
    assert mine == {"quota_made": 17, "quota_missing": 3, "quota_owed": 20}


@pytest.mark.rule("R2")
def test_a_months_complaints_are_counted_by_class_result_cause_and_corrective_action() -> None:
    tale = complained().opened("waiting-time")
    tale.say(complaints.CorrectiveActionSet, action_id="x1", owner_id="bob", due_on=DAY, text="more hands")
    for chase in (1, 2):
        tale.say(complaints.CorrectiveActionOverdue, action_id="x1", owner_id="bob", due_on=DAY, chase=chase)
    tale.say(complaints.CorrectiveActionDone, action_id="x1", staff_id="bob", in_time=False)
    made = sheet(tale.resolved(in_time=False).closed(), CASES)
    assert {name: made[name] for name in (
        "complaints", "complaints_closed", "valid_complaints", "resolved", "resolved_in_time",
        "actions_set", "actions_overdue", "actions_done", "actions_in_time",
    )} == {
        "complaints": 1, "complaints_closed": 1, "valid_complaints": 1, "resolved": 1, "resolved_in_time": 0,
        "actions_set": 1, "actions_overdue": 1, "actions_done": 1, "actions_in_time": 0,
    }  # fmt: skip
    assert (made.parts("complaints"), made.parts("causes"), made.parts("cause_sides")) == (
        {"waiting-time": 1}, {"slow": 1}, {"house": 1},
    )  # fmt: skip
    assert made.agents["a1"]["resolved"] == 1


@pytest.mark.rule("R3", "R5")
@pytest.mark.parametrize(("score", "word"), [(3, "unsatisfied"), (4, "satisfied")])
def test_a_survey_counts_for_who_served_from_four_of_five(score: int, word: str) -> None:
    tale = Tale("s1")
    tale.tell(
        complaints.SurveyAnswered.model_validate(
            {
                "survey_id": "s1", "venue_id": "v1", "guest_id": "g1", "about": "visit", "ref_id": "b1",
                "score": score, "staff_id": "a1", "comment": "", "opens_case": False,
            }
        ),
        "complaints",
    )  # fmt: skip
    made = sheet(tale, CASES)
    assert made.agents["a1"][word] == 1
    assert made["satisfied"] + made["unsatisfied"] == 1
