"""The end of a business day, and what is heard while its report is being closed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from infra.chassis.cause import Cause
from infra.chassis.decision import Decided, Refused
from services.reporting import timers
from services.reporting.domain.daily import DailyReport, open_day, restate
from services.reporting.domain.daily import timers as timers_of
from services.reporting.domain.sheets import Sheet

CLOSES = datetime(2025, 6, 2, 22, tzinfo=UTC)


class Reports:
    """Daily reports that hold one; its timers are those its state wants."""

    def __init__(self) -> None:
        self.state, _ = open_day("v1", date(2025, 6, 2), CLOSES)
        self.version = 1
        self.dies = False

    async def need(self, _: str) -> Any:
        return SimpleNamespace(state=self.state, version=self.version)

    async def change(self, _: str, decide: Any, cause: Cause, *, expected_version: int) -> Any:
        if expected_version != self.version:
            raise Refused("version-mismatch", "it changed")
        decided: Decided[DailyReport] = decide(self.state, CLOSES)
        self.state, self.version = decided[0], self.version + 1
        if self.dies:
            raise ConnectionError("the process died when this was kept")
        return SimpleNamespace(state=self.state)

    @property
    def due(self) -> list[Any]:
        cause = Cause("timer", "report/v1|2025-06-02", "t1", timer_token="t")
        return [
            SimpleNamespace(aggregate_id="v1|2025-06-02", name=name, cause=cause)
            for name in timers_of(self.state)
        ]


class Figures:
    """Figures that grow whenever they are made: something is heard all the time."""

    def __init__(self) -> None:
        self.orders = 0
        self.meanwhile: Callable[[], None] = lambda: None

    async def fresh(self, venue_id: str, day: date) -> Sheet:
        self.orders += 1
        made = Sheet({"orders": self.orders}, {}, {}, {})
        self.meanwhile()
        return made


@pytest.mark.rule("R1", "R9")
@pytest.mark.parametrize("dies", [False, True])
async def test_what_is_heard_while_a_report_closes_restates_it_whoever_dies_in_between(dies: bool) -> None:
    reports, figures = Reports(), Figures()
    fire = timers.closing(reports, figures)  # type: ignore[arg-type]

    reports.dies = dies
    with suppress(ExceptionGroup):
        await fire(reports.due)
    reports.dies = False
    await fire(reports.due)

    assert (reports.state.first, reports.state.figures) == ({"orders": 1}, {"orders": figures.orders})
    assert [each.after for each in reports.state.restatements] == [{"orders": 2}]
    assert reports.due == []


@pytest.mark.rule("R1", "R9")
async def test_figures_made_before_a_restatement_do_not_take_it_back() -> None:
    reports, figures = Reports(), Figures()
    fire = timers.closing(reports, figures)  # type: ignore[arg-type]
    await fire(reports.due)

    def restated() -> None:
        figures.meanwhile = lambda: None
        figures.orders += 1
        reports.state, _ = restate(reports.state, {"orders": figures.orders}, ("late",), CLOSES)
        reports.version += 1

    figures.meanwhile = restated
    await fire(reports.due)
    assert reports.state.figures == {"orders": 3}
    await fire(reports.due)
    assert (reports.state.figures, reports.due) == ({"orders": 4}, [])
