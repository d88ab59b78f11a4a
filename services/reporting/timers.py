"""Reporting's timers: days that close, months that are drafted, scored and chased."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from infra.chassis.decision import Decided, Refused
from infra.chassis.mongo import Raced
from infra.chassis.policy import PolicyBook
from infra.chassis.timers import Fire, Firing
from services.reporting.domain import daily, months
from services.reporting.domain.daily import DailyReport
from services.reporting.domain.months import MonthBook
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

    async def fire(firings: Sequence[Firing]) -> None:
        for firing in firings:
            stored = await reports.need(firing.aggregate_id)
            report = stored.state
            totals = (await figures.fresh(report.venue_id, report.day)).totals
            act = daily.look_again if firing.name == "look-again" else daily.close

            def decide(
                state: DailyReport | None,
                now: datetime,
                act: Callable[..., Decided[DailyReport]] = act,
                totals: dict[str, int] = totals,
            ) -> Decided[DailyReport]:
                if state is None:
                    raise Raced
                return act(state, totals, now)

            try:
                version = stored.version  # figures made before a restatement would take it back
                await reports.change(firing.aggregate_id, decide, firing.cause, expected_version=version)
            except Refused as refused:
                if refused.code != "version-mismatch":
                    raise
                # It was restated meanwhile: the timer comes again.

    return fire


def month_ends(books: Months, month_end: MonthEnd, policies: PolicyBook[ReportingPolicy]) -> Fire:
    """Draft, score and chase."""

    async def fire(firings: Sequence[Firing]) -> None:
        for firing in firings:
            month = firing.aggregate_id
            policy = (await policies.at(None, policies.now())).values
            if firing.name == "draft":
                await month_end.score(month, firing.cause.part("scores"))
                made = await month_end.draft(month, policies.now())
            else:
                made = None

            def decide(
                state: MonthBook | None, now: datetime, made: months.Draft | None = made
            ) -> Decided[MonthBook]:
                if state is None:
                    raise Raced
                if made:
                    return months.draft(state, made, policy, scored=True)  # noqa: B023
                return months.chase(state, policy, now)  # noqa: B023

            await books.change(month, decide, firing.cause)

    return fire
