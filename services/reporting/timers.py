"""Reporting's timers: days that close, months that are drafted, scored and chased."""

from __future__ import annotations

from datetime import datetime

from infra.chassis.decision import Decided, Refused
from infra.chassis.mongo import Raced
from infra.chassis.policy import PolicyBook
from infra.chassis.timers import Fire, Firing, one_by_one
from services.reporting.domain import daily, months
from services.reporting.domain.daily import DailyReport
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.store.books import DailyReports, Months
from services.reporting.store.figures import Figures
from services.reporting.store.monthly import MonthEnd

__all__ = ["closing", "month_ends"]


def closing(reports: DailyReports, figures: Figures) -> Fire:
    """Close the days that are over, with figures made at that moment.

    What is heard between the making and the closing finds the report open, and so restates nothing: the
    figures are made again once it is closed, by a timer that the close sets.
    """

    async def one(firing: Firing) -> None:
        stored = await reports.need(firing.aggregate_id)
        totals = (await figures.fresh(stored.state.venue_id, stored.state.day)).totals
        act = daily.look_again if firing.name == "look-again" else daily.close

        def decide(report: DailyReport | None, now: datetime) -> Decided[DailyReport]:
            if report is None:
                raise Raced
            return act(report, totals, now)

        try:
            version = stored.version  # figures made before a restatement would take it back
            await reports.change(firing.aggregate_id, decide, firing.cause, expected_version=version)
        except Refused as refused:
            if refused.code != "version-mismatch":
                raise
            # It was restated meanwhile: the timer comes again.

    return one_by_one(one)


def month_ends(books: Months, month_end: MonthEnd, policies: PolicyBook[ReportingPolicy]) -> Fire:
    """Draft, score and chase."""

    async def one(firing: Firing) -> None:
        month = firing.aggregate_id
        policy = (await policies.at(None, policies.now())).values
        if firing.name == "chase":
            await books.fire([firing], lambda book, _name, now: months.chase(book, policy, now))
            return
        await month_end.score(month, firing.cause.part("scores"))
        made = await month_end.draft(month, policies.now())
        await books.fire([firing], lambda book, _name, _now: months.draft(book, made, policy, scored=True))

    return one_by_one(one)
