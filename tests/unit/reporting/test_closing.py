"""The end of a business day, and what is heard while its report is being closed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from infra.chassis.cause import Cause
from infra.chassis.decision import Decided
from services.reporting import timers
from services.reporting.domain.daily import DailyReport, open_day
from services.reporting.domain.sheets import Sheet

CLOSES = datetime(2025, 6, 2, 22, tzinfo=UTC)


class Reports:
    """Daily reports that hold one."""

    def __init__(self) -> None:
        self.state, _ = open_day("v1", date(2025, 6, 2), CLOSES)
        self.causes: set[str] = set()

    async def need(self, _: str) -> Any:
        return SimpleNamespace(state=self.state, version=1)

    async def change(self, _: str, decide: Any, cause: Cause) -> Any:
        if cause.id not in self.causes:
            self.causes.add(cause.id)
            decided: Decided[DailyReport] = decide(self.state, CLOSES)
            self.state = decided[0]
        return SimpleNamespace(state=self.state)


class Figures:
    """Figures that grow whenever they are made: something is heard all the time."""

    def __init__(self) -> None:
        self.orders = 0

    async def fresh(self, venue_id: str, day: date) -> Sheet:
        self.orders += 1
        return Sheet({"orders": self.orders}, {}, {}, {})


@pytest.mark.rule("R1", "R9")
async def test_what_is_heard_while_a_report_closes_restates_it() -> None:
    reports, figures = Reports(), Figures()
    firing = SimpleNamespace(aggregate_id="v1|2025-06-02", cause=Cause("timer", "reporting", "t1"))

    await timers.closing(reports, figures)([firing])  # type: ignore[arg-type, list-item]

    assert (reports.state.first, reports.state.figures) == ({"orders": 1}, {"orders": figures.orders})
    assert [each.after for each in reports.state.restatements] == [{"orders": 2}]
