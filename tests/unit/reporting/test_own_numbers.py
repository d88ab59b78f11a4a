"""No number of rules R1-R8 is a literal: another policy decides otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from contracts.reporting import AnalysisOverdue, ScorecardIssued, StaffFlagged
from services.reporting.domain import months
from services.reporting.domain.months import Draft
from services.reporting.domain.performance import agent_months, standings
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.domain.scores import Measure, Scorecard, bonus_of, issue, measures, score_of
from services.reporting.domain.sheets import Sheet

POLICY = ReportingPolicy()
EARLY = datetime(2026, 10, 3, tzinfo=UTC)


def own(**changes: Any) -> ReportingPolicy:
    return replace(POLICY, **changes)


def scored(percent: int, before: Scorecard | None = None, policy: ReportingPolicy = POLICY) -> Any:
    """The card of somebody with this score, and what it told."""
    lines = (Measure("results", "booking-success", percent, 100, percent, 1),)
    return issue(
        staff_id="a1", venue_id="v1", month="2026-10", lines=lines, bonus=(), before=before, policy=policy,
        policy_version=0,
    )  # fmt: skip


@pytest.mark.rule("R2")
def test_when_an_analysis_is_drafted_due_and_chased_is_the_chains() -> None:
    policy = own(zone="Europe/Berlin", draft_at_minutes=90, filed_by_day=3, chase_hours=5)
    book, _ = months.open_month("2026-10", policy, EARLY)
    assert months.timers(book) == {"draft": datetime(2026, 11, 1, 0, 30, tzinfo=UTC)}
    assert book.due_on == date(2026, 11, 3)
    book, _ = months.draft(book, Draft(book.draft_at or EARLY, {}, {}, {}, {}, ()), policy, scored=True)
    late = datetime(2026, 11, 3, 23, tzinfo=UTC)
    assert months.timers(book) == {"chase": late}
    book, [told] = months.chase(book, policy, late)
    assert isinstance(told, AnalysisOverdue)
    assert (told.due_on, months.timers(book)["chase"]) == (date(2026, 11, 3), late + timedelta(hours=5))


@pytest.mark.rule("R2")
@pytest.mark.parametrize(("seconds", "in_time"), [(-1, True), (0, False)])
def test_it_is_filed_in_time_to_the_end_of_its_last_day_and_chased_while_only_reviewed(
    seconds: int, in_time: bool
) -> None:
    book, _ = months.open_month("2026-10", POLICY, EARLY)
    book, _ = months.draft(book, Draft(book.draft_at or EARLY, {}, {}, {}, {}, ()), POLICY, scored=True)
    book, _ = months.review(book, "gm1", "", POLICY)
    late = datetime(2026, 11, 5, 16, tzinfo=UTC)  # the 5th has ended in Shanghai
    filed, _ = months.file(book, "m1", POLICY, late + timedelta(seconds=seconds))
    assert filed.in_time is in_time
    _, [told] = months.chase(book, POLICY, late)
    assert isinstance(told, AnalysisOverdue)
    assert told.waits_for == "filing"


@pytest.mark.rule("R2")
def test_a_past_month_first_hears_the_rest_as_long_as_the_chain_says() -> None:
    heard = datetime(2026, 11, 3, 1, tzinfo=UTC)
    book, _ = months.open_month("2026-10", own(settle_minutes=45), heard)
    assert months.timers(book) == {"draft": heard + timedelta(minutes=45)}


@pytest.mark.rule("R3")
@pytest.mark.parametrize(
    ("percent", "grade"), [(69, "fail"), (70, "pass"), (89, "pass"), (90, "excellent"), (100, "excellent")]
)
def test_a_mark_is_reached_exactly(percent: int, grade: str) -> None:
    assert scored(percent)[0].grade == grade


@pytest.mark.rule("R3")
def test_marks_and_how_many_failures_are_flagged_are_the_policys() -> None:
    policy = own(pass_mark=40, excellent_mark=60, failures_flagged=3)
    assert [scored(each, policy=policy)[0].grade for each in (39, 40, 59, 60)] == [
        "fail", "pass", "pass", "excellent",
    ]  # fmt: skip
    flags, card = [], None
    for _ in range(4):
        card, events = scored(10, card, policy)
        flags.append([each.failures_in_a_row for each in events if isinstance(each, StaffFlagged)])
    assert flags == [[], [], [3], [4]]
    first, events = scored(10)
    assert not any(isinstance(each, StaffFlagged) for each in events), "one failure is no row"
    assert any(isinstance(each, StaffFlagged) for each in scored(10, first)[1])


@pytest.mark.rule("R3")
def test_what_each_part_counts_is_the_policys() -> None:
    lines = tuple(
        Measure(part, part, percent, 100, percent, 1)  # type: ignore[arg-type]
        for part, percent in (("attitude", 100), ("ability", 50), ("results", 0))
    )
    assert score_of(lines, POLICY) == 30 + 20
    assert score_of(lines, own(attitude_weight=10, ability_weight=20, results_weight=70)) == 10 + 10
    assert score_of(lines[1:], POLICY) == round(100 * 20 / 70), "a part nobody measured leaves its weight"


@pytest.mark.rule("R3", "R8")
def test_what_a_bad_word_costs_and_what_training_is_full_are_the_policys() -> None:
    policy = own(attitude_complaint_penalty=25, training_hours_month=10)

    def of(name: str, bad: int, hours: int, policy: ReportingPolicy) -> Any:
        found = measures({"satisfied": 9, "unsatisfied": bad}, [], hours, None, policy)
        return next(each.percent for each in found if each.name == name)

    assert [of("no-complaint", 3, 0, each) for each in (POLICY, policy)] == [70, 25]
    assert of("no-complaint", 5, 0, policy) == 0
    assert [of("training", 0, 3, each) for each in (POLICY, policy)] == [75, 30]
    assert of("training", 0, 99, policy) == 100
    assert of("training", 0, 0, policy) is None


@pytest.mark.rule("R4")
def test_what_a_booking_pays_and_what_is_missing_costs_is_the_policys() -> None:
    policy = own(bonus_contracted_fen=31, bonus_other_fen=17, missing_callback_fen=13, missing_spend_fen=7)
    sums = {"effective:contracted": 2, "effective:other": 3, "quota_missing": 5, "spend_missed_by": 1}
    assert [(each.each_fen, each.amount_fen) for each in bonus_of(sums, policy)] == [
        (31, 62), (17, 51), (-13, -65), (-7, -7),
    ]  # fmt: skip
    card, [issued] = issue(
        staff_id="a1", venue_id="v1", month="2026-10", lines=(), bonus=bonus_of(sums, policy), before=None,
        policy=policy, policy_version=4,
    )  # fmt: skip
    assert isinstance(issued, ScorecardIssued)
    assert card.bonus_fen == issued.bonus_fen == 62 + 51 - 65 - 7
    assert sum(line.amount_fen for line in issued.bonus) == issued.bonus_fen
    assert issued.policy_version == 4


@pytest.mark.rule("R4", "R5")
def test_how_sure_a_rate_must_be_is_the_policys() -> None:
    ann = {"handled": 10, "handled_in_time": 8}
    sheet = Sheet(
        {"cases_opened": 10, "closed_of_opened": 8, "resolved": 10, "resolved_in_time": 8, "satisfied": 8,
         "unsatisfied": 2},
        {},
        {"ann": ann},
        {"d1": {"dispatched": 10, "closed_of_dispatched": 8, "reacted_of_dispatched": 8,
                "closed_satisfied": 8, "closed_unsatisfied": 2}},
    )  # fmt: skip
    for percent, low in ((95, 0.4902), (80, 0.6016)):
        rates = [agent_months({"v1": sheet}, percent)[0].handling]
        for each in standings({"v1": sheet}, percent):
            rates += [each.resolution, each.timeliness, each.satisfaction]
        assert [each.low for each in rates] == [pytest.approx(low, abs=1e-4)] * 7
