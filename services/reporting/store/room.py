"""Everything the edges need, in one hand."""

from __future__ import annotations

from dataclasses import dataclass

from infra.chassis.clock import Clock
from infra.chassis.policy import PolicyBook
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.store.books import DailyReports, Months, Scorecards, StaffFiles
from services.reporting.store.figures import Figures
from services.reporting.store.guests import GuestAnalyst
from services.reporting.store.monthly import MonthEnd
from services.reporting.store.projecting import Projector
from services.reporting.store.versions import Versions

__all__ = ["Room"]


@dataclass(frozen=True, slots=True)
class Room:
    """Reporting's stores and what reads them."""

    clock: Clock
    policies: PolicyBook[ReportingPolicy]
    figures: Figures
    reports: DailyReports
    months: Months
    scorecards: Scorecards
    files: StaffFiles
    month_end: MonthEnd
    versions: Versions
    projector: Projector
    analyst: GuestAnalyst
