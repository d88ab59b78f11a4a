"""Reports, months, scorecards, bonuses and rates as pure decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.reporting import (
    AnalysisFiled,
    AnalysisOverdue,
    DailyReportClosed,
    ReportRestated,
    ScorecardIssued,
    StaffFlagged,
)
from infra.chassis.decision import Refused
from services.reporting.domain import daily, months, staff
from services.reporting.domain.months import Draft, MonthBook
from services.reporting.domain.performance import agent_months, ranking, standings
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.domain.rates import rate
from services.reporting.domain.scores import Scorecard, bonus_of, issue, measures, name_best, score_of
from services.reporting.domain.sheets import Sheet

POLICY = ReportingPolicy()
NOW = datetime(2026, 11, 1, 2, tzinfo=UTC)
DAY = date(2026, 10, 31)


def drafted() -> MonthBook:
    book, _ = months.open_month("2026-10", POLICY, datetime(2026, 10, 3, tzinfo=UTC))
    book, _ = months.draft(book, Draft(NOW, {"complaints": 3}, {}, {}, {}, ()), POLICY, scored=True)
    return book


# Daily reports


@pytest.mark.rule("R9")
def test_a_restatement_keeps_what_was_said_first_and_every_difference() -> None:
    report, _ = daily.open_day("v1", DAY, NOW)
    report, (closed,) = daily.close(report, {"orders": 3}, NOW)
    report, (restated,) = daily.restate(report, {"orders": 4, "seated": 1}, ["e1"], NOW)

    assert isinstance(closed, DailyReportClosed)
    assert isinstance(restated, ReportRestated)
    assert report.first == {"orders": 3}
    assert report.figures == {"orders": 4, "seated": 1}
    assert [(each.figure, each.before, each.after) for each in restated.changes] == [
        ("orders", 3, 4),
        ("seated", 0, 1),
    ]
    assert (restated.restatement, restated.event_ids) == (1, ("e1",))
    later = NOW + timedelta(days=1)
    report, (again,) = daily.restate(report, {"orders": 4}, ["e2", "e3"], later)
    assert isinstance(again, ReportRestated)
    assert (again.restatement, again.event_ids) == (2, ("e2", "e3"))
    assert report.first == {"orders": 3}
    assert report.restatements == (
        daily.Restatement(1, NOW, {"orders": 3, "seated": 0}, {"orders": 4, "seated": 1}, ("e1",)),
        daily.Restatement(2, later, {"seated": 1}, {"seated": 0}, ("e2", "e3")),
    )


@pytest.mark.rule("R9")
def test_a_case_that_closes_later_restates_no_report_of_the_day_it_was_opened() -> None:
    report, _ = daily.open_day("v1", DAY, NOW)
    report, (closed,) = daily.close(report, {"cases_opened": 2, "closed_of_opened": 1}, NOW)

    assert isinstance(closed, DailyReportClosed)
    assert closed.figures == {"cases_opened": 2}
    assert daily.restate(report, {"cases_opened": 2, "closed_of_opened": 2}, [], NOW) == (report, ())


@pytest.mark.rule("R9")
def test_nothing_is_restated_without_a_difference_or_before_the_close() -> None:
    report, _ = daily.open_day("v1", DAY, NOW)
    assert daily.restate(report, {"orders": 1}, [], NOW) == (report, ())
    report, _ = daily.close(report, {"orders": 1}, NOW)
    assert daily.restate(report, {"orders": 1}, [], NOW) == (report, ())
    assert daily.timers(report) == {"look-again": NOW + timedelta(minutes=1)}
    report, events = daily.look_again(report, {"orders": 1}, NOW)
    assert (report.restatements, events, daily.timers(report)) == ((), (), {})


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(1, 9)), min_size=1))
def test_the_restatements_add_up_from_the_first_figures_to_the_last(stated: list[dict[str, int]]) -> None:
    report, _ = daily.open_day("v1", DAY, NOW)
    report, _ = daily.close(report, stated[0], NOW)
    for figures in stated[1:]:
        report, _ = daily.restate(report, figures, [], NOW)

    walked = dict(report.first or {})
    for each in report.restatements:
        assert {name: walked.get(name, 0) for name in each.before} == each.before
        walked |= each.after
    assert {name: n for name, n in walked.items() if n} == stated[-1]


# The month's analysis


@pytest.mark.rule("R2")
def test_the_analysis_is_drafted_on_the_first_and_chased_daily_when_it_is_late() -> None:
    book, _ = months.open_month("2026-10", POLICY, datetime(2026, 10, 3, tzinfo=UTC))
    assert months.timers(book) == {"draft": datetime(2026, 11, 1, 0, 0, tzinfo=UTC)}  # 08:00 in Shanghai

    book = drafted()
    late = months.timers(book)["chase"]
    assert late == datetime(2026, 11, 5, 16, tzinfo=UTC)  # the 5th has ended in Shanghai
    book, (first,) = months.chase(book, POLICY, late)
    book, (second,) = months.chase(book, POLICY, months.timers(book)["chase"])

    assert isinstance(first, AnalysisOverdue)
    assert isinstance(second, AnalysisOverdue)
    assert (first.chase, second.chase) == (1, 2)
    assert first.waits_for == "review"
    assert months.timers(book)["chase"] == late + timedelta(days=2)
    book, _ = months.draft(book, Draft(NOW, {}, {}, {}, {}, ()), POLICY)  # anew: it is as late as it was
    assert months.timers(book)["chase"] == late + timedelta(days=2)


@pytest.mark.rule("R2")
def test_it_is_filed_only_after_the_general_managers_review() -> None:
    book = drafted()
    with pytest.raises(Refused, match="analysis-not-reviewed"):
        months.file(book, "m1", POLICY, NOW)
    book, _ = months.review(book, "gm1", "train the desk", POLICY)
    book, (filed,) = months.file(book, "m1", POLICY, NOW)

    assert isinstance(filed, AnalysisFiled)
    assert filed.in_time
    assert months.timers(book) == {}
    with pytest.raises(Refused):
        months.draft(book, Draft(NOW, {}, {}, {}, {}, ()), POLICY)


@pytest.mark.rule("R2", "R3")
def test_a_draft_by_hand_takes_neither_the_first_ones_draft_nor_the_scoring() -> None:
    middle = datetime(2026, 10, 20, tzinfo=UTC)
    book, _ = months.open_month("2026-10", POLICY, datetime(2026, 10, 3, tzinfo=UTC))
    due = months.timers(book)["draft"]
    book, _ = months.draft(book, Draft(middle, {"complaints": 1}, {}, {}, {}, ()), POLICY)

    assert months.timers(book)["draft"] == due
    with pytest.raises(Refused, match="month-not-over"):
        months.review(book, "gm1", "", POLICY)
    book, _ = months.draft(book, Draft(due, {"complaints": 3}, {}, {}, {}, ()), POLICY, scored=True)
    assert (book.draft and book.draft.totals, list(months.timers(book))) == ({"complaints": 3}, ["chase"])
    assert months.review(book, "gm1", "", POLICY)[0].status == "reviewed"


@pytest.mark.rule("R3")
def test_what_was_reviewed_before_the_staff_is_scored_stays_as_it_is() -> None:
    book, _ = months.open_month("2026-10", POLICY, datetime(2026, 10, 3, tzinfo=UTC))
    due = months.timers(book)["draft"]
    early = Draft(due - timedelta(hours=2), {"complaints": 3}, {}, {}, {}, ())
    book, _ = months.review(months.draft(book, early, POLICY)[0], "gm1", "", POLICY)

    assert months.timers(book)["draft"] == due
    after, events = months.draft(book, Draft(due, {}, {}, {}, {}, ()), POLICY, scored=True)
    assert (after, events) == (replace(book, scored=True), ())
    assert "draft" not in months.timers(after)


def test_a_month_long_over_when_first_heard_of_chases_nobody() -> None:
    book, _ = months.open_month("2016-02", POLICY, NOW)

    assert months.timers(book) == {}


# Scorecards and bonus

GOOD = {
    "orders": 40, "seated": 38, "effective": 36, "effective:contracted": 30, "effective:other": 6,
    "satisfied": 19, "unsatisfied": 1, "handled": 50, "handled_in_time": 48, "resolved": 10,
    "resolved_in_time": 9,
}  # fmt: skip


def card(sums: dict[str, int], before: Scorecard | None = None, *, attitude: int | None = 95) -> Scorecard:
    lines = measures(sums, [90], 4, attitude, POLICY)
    made, _ = issue(
        staff_id="a1", venue_id="v1", month="2026-10", lines=lines, bonus=bonus_of(sums, POLICY),
        before=before, policy=POLICY, policy_version=2,
    )  # fmt: skip
    return made


@pytest.mark.rule("R3")
def test_a_scorecard_weighs_attitude_ability_and_results() -> None:
    made = card(GOOD)
    by_name = {each.name: each.percent for each in made.measures}

    # attitude (2*95 + 90)/3, ability (2*90 + 100 + 96)/4, results (95 + 95 + 90)/3
    assert made.score == round(30 * 93.333 / 100 + 40 * 94 / 100 + 30 * 93.333 / 100)
    assert made.grade == "excellent"
    assert made.policy_version == 2
    assert by_name["booking-success"] == 95


@pytest.mark.rule("R3")
def test_what_nobody_measured_fails_nobody() -> None:
    assert score_of(measures({"orders": 10, "seated": 8}, [], 0, None, POLICY), POLICY) == 80
    assert card({}, attitude=None).grade in {"pass", "excellent"}  # its one examination counts
    lines = measures({}, [], 0, None, POLICY)
    assert score_of(lines, POLICY) is None


@pytest.mark.rule("R3")
def test_two_failures_in_a_row_are_flagged_and_a_pass_forgets_them() -> None:
    bad = {"orders": 10, "seated": 1, "satisfied": 0, "unsatisfied": 9}
    first = card(bad, attitude=10)
    _, events = issue(
        staff_id="a1", venue_id="v1", month="2026-11", lines=measures(bad, [20], 0, 10, POLICY),
        bonus=(), before=first, policy=POLICY, policy_version=0,
    )  # fmt: skip

    assert first.failures_in_a_row == 1
    assert [type(each) for each in events] == [ScorecardIssued, StaffFlagged]
    assert card(GOOD, before=first).failures_in_a_row == 0


@pytest.mark.rule("R3")
def test_the_best_of_each_venue_is_named_and_only_if_excellent() -> None:
    named = name_best([card(GOOD), card({"orders": 10, "seated": 7}, attitude=70)])

    assert list(named) == ["a1|2026-10"]
    assert name_best([card({"orders": 10, "seated": 1}, attitude=30)]) == {}


@pytest.mark.rule("R4")
def test_the_bonus_is_explained_line_by_line() -> None:
    lines = bonus_of({**GOOD, "quota_missing": 3, "spend_missed_by": 2}, POLICY)

    assert [(each.reason, each.count, each.each_fen, each.amount_fen) for each in lines] == [
        ("effective-contracted", 30, 25, 750),
        ("effective-other", 6, 15, 90),
        ("callbacks-missing", 3, -20, -60),
        ("spend-missing", 2, -25, -50),
    ]


@pytest.mark.rule("R8")
def test_examinations_and_training_feed_the_ability_score() -> None:
    file, _ = staff.record_exam(None, "a1", "v1", staff.Exam("phone", date(2026, 9, 1), 40), DAY)
    file, _ = staff.record_exam(file, "a1", "v1", staff.Exam("phone", date(2026, 10, 9), 80), DAY)
    file, _ = staff.record_exam(file, "a1", "v1", staff.Exam("menu", date(2026, 10, 9), 100), DAY)
    file, _ = staff.record_training(file, "a1", "v1", staff.Training("desk", DAY, 2), DAY)

    assert file.exam_scores("2026-10") == [80, 100]  # the latest of each
    assert file.exam_scores("2026-09") == [40]
    lines = measures({}, file.exam_scores("2026-10"), file.training_hours("2026-10"), None, POLICY)
    assert score_of(lines, POLICY) == round((2 * 90 + 50) / 3)
    with pytest.raises(Refused, match="in-the-future"):
        staff.record_exam(file, "a1", "v1", staff.Exam("menu", DAY + timedelta(days=1), 1), DAY)
    with pytest.raises(Refused, match="own-assessment"):
        staff.assess(file, "a1", "v1", "2026-10", 100, "a1", DAY)
    with pytest.raises(Refused, match="in-the-future"):
        staff.assess(file, "a1", "v1", "2026-11", 100, "s1", DAY)
    assert staff.assess(file, "a1", "v1", "2026-10", 0, "s1", DAY)[0].attitude("2026-10") == 0


# Rates


@pytest.mark.rule("R5")
@pytest.mark.parametrize(
    ("hits", "total", "low", "high"), [(1, 1, 0.2065, 1.0), (0, 10, 0.0, 0.2775), (8, 10, 0.4902, 0.9433)]
)
def test_small_samples_have_wilsons_intervals(hits: int, total: int, low: float, high: float) -> None:
    found = rate(hits, total)

    assert found.low == pytest.approx(low, abs=1e-4)
    assert found.high == pytest.approx(high, abs=1e-4)


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_its_rate_and_stays_within_bounds(hits: int, total: int) -> None:
    found = rate(min(hits, total), total)

    assert found.value is not None
    assert 0 <= found.low <= found.value <= found.high <= 1


@pytest.mark.rule("R5")
def test_departments_are_judged_by_what_was_dispatched_to_them() -> None:
    sums = {
        "dispatched": 4,
        "reacted_of_dispatched": 3,
        "closed_of_dispatched": 2,
        "closed_satisfied": 1,
        "closed_unsatisfied": 1,
    }
    venue, department = standings(
        {"v1": Sheet({"cases_opened": 5, "closed_of_opened": 4}, {}, {}, {"d1": sums})}
    )

    assert venue.resolution.value == 0.8
    assert department.timeliness.value == 0.75
    assert department.satisfaction.value == 0.5


@pytest.mark.rule("R4")
def test_an_agents_month_tells_bookings_quota_missing_spend_and_handling() -> None:
    ann = {"orders": 9, "effective": 7, "quota_owed": 20, "quota_made": 18, "quota_missing": 2}
    ann |= {"spend_missed_by": 1, "handled": 8, "handled_in_time": 6}
    sheets = {"v1": Sheet({}, {}, {"ann": ann}, {}), "v2": Sheet({}, {}, {"ann": {"orders": 1}}, {})}
    here, there = agent_months(sheets)

    assert (here.venue_id, here.orders, here.effective, here.quota_missing) == ("v1", 9, 7, 2)
    assert (here.spend_missing, here.handling.value) == (1, 0.75)
    assert (there.venue_id, there.orders, there.handling.value) == ("v2", 1, None)


@pytest.mark.rule("R6")
def test_venues_rank_by_bookings_made_and_equals_share_a_place() -> None:
    sheets = {
        name: Sheet({"orders": orders, "effective": effective}, {}, {}, {})
        for name, orders, effective in (("a", 5, 1), ("b", 9, 2), ("c", 5, 4), ("d", 1, 1))
    }

    assert [(each.rank, each.venue_id) for each in ranking(sheets)] == [
        (1, "b"),
        (2, "c"),
        (2, "a"),
        (4, "d"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("zone", "Mars/Base"),
        ("attitude_weight", 31),
        ("pass_mark", 95),
        ("filed_by_day", 31),
        ("chase_hours", -1),
    ],
)
def test_a_policy_names_the_field_that_cannot_be(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=field.split("_", maxsplit=1)[0]):
        ReportingPolicy(**{field: value})  # type: ignore[arg-type]
