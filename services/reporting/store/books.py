"""What reporting itself decides and keeps: daily reports, months, scorecards, staff files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from infra.chassis.cause import Cause
from infra.chassis.decision import Decided
from infra.chassis.desk import Desk
from infra.chassis.mongo import Index, Raced
from infra.chassis.policy import PolicyBook
from infra.chassis.store import Store
from services.reporting.domain import daily, months
from services.reporting.domain.daily import DailyReport
from services.reporting.domain.days import month_of
from services.reporting.domain.months import MonthBook
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.domain.scores import Scorecard
from services.reporting.domain.sheets import CHAIN
from services.reporting.domain.staff import StaffFile
from services.reporting.store.sheets import Made

__all__ = ["DailyReports", "Keeper", "Months", "Scorecards", "StaffFiles"]


class DailyReports(Store[DailyReport]):
    """Daily reports by ``{venue}|{day}``."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.venue_id", 1), ("state.day", -1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="report", state=DailyReport, timers=daily.timers)


class Months(Store[MonthBook]):
    """Month books by month."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="month", state=MonthBook, timers=months.timers)

    async def known(self) -> dict[str, str]:
        """Month → status of every book, the newest first; without what is in them."""
        found = self.collection.find({}, {"state.status": 1}, sort=[("_id", -1)])
        return {each["_id"]: each["state"]["status"] async for each in found}


class Scorecards(Store[Scorecard]):
    """Scorecards by ``{staff}|{month}``."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.month", 1), ("state.venue_id", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="scorecard", state=Scorecard)


class StaffFiles(Store[StaffFile]):
    """Staff files by staff id."""

    indexes: ClassVar[Sequence[Index]] = (Index([("state.venue_id", 1)]),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, aggregate="staff_file", state=StaffFile)


class Keeper:
    """Keeps reports and months in step with the sheets."""

    def __init__(self, reports: DailyReports, books: Months, policies: PolicyBook[ReportingPolicy]) -> None:
        self._reports = reports
        self._books = books
        self._policies = policies
        self._closing: dict[str, datetime] = {}
        self._months: set[str] = set()

    async def keep(self, made: Sequence[Made]) -> None:
        """Open what is new, with the hours of now; restate what was closed."""
        now = self._policies.now()
        for each in made:
            id = daily.report_id(each.venue_id, each.day)
            closing = self._closing.get(id, now)
            if closing > now and (each.ends_at == closing or each.ends_at <= now):
                continue
            known = await self._reports.get(id)
            if known is None:
                await self._open(id, each, now)
            elif known.state.status == "open":
                self._closing[id] = known.state.closes_at
                if known.state.closes_at != each.ends_at > now:
                    await self._move(id, known.version, each.ends_at)
                    self._closing[id] = each.ends_at
            else:
                await self._restate(id, each)

    async def _open(self, id: str, made: Made, now: datetime) -> None:
        policy = (await self._policies.at(made.venue_id if made.venue_id != CHAIN else None, now)).values
        month = month_of(made.day)
        if month not in self._months:  # first: a report that is there asks for no month again
            await self._open_month(month)
        end = max(made.ends_at, now + timedelta(minutes=policy.settle_minutes))

        def opened(state: DailyReport | None, _: datetime) -> Decided[DailyReport]:
            return (state, ()) if state else daily.open_day(made.venue_id, made.day, end)

        await self._reports.change(id, opened, Cause("sheets", "reporting", f"open|{id}"))
        self._closing[id] = end

    async def _move(self, id: str, version: int, ends_at: datetime) -> None:
        def moved(state: DailyReport | None, _: datetime) -> Decided[DailyReport]:
            if state is None:
                raise Raced
            return daily.move_close(state, ends_at)

        await self._reports.change(id, moved, Cause("sheets", "reporting", f"move|{id}|{version}"))

    async def _open_month(self, month: str) -> None:
        policy = (await self._policies.at(None, self._policies.now())).values

        def opened(state: MonthBook | None, now: datetime) -> Decided[MonthBook]:
            return (state, ()) if state else months.open_month(month, policy, now)

        await self._books.change(month, opened, Cause("sheets", "reporting", f"month|{month}"))
        self._months.add(month)

    async def _restate(self, id: str, made: Made) -> None:
        totals = made.sheet.totals
        digest = hashlib.sha256(repr((made.event_ids, totals)).encode()).hexdigest()[:24]

        def restated(state: DailyReport | None, now: datetime) -> Decided[DailyReport]:
            if state is None:
                raise Raced
            return daily.restate(state, totals, made.event_ids, now)

        await self._reports.change(id, restated, Cause("sheets", "reporting", f"restate|{id}|{digest}"))
