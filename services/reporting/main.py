"""The reporting service, put together. Run it with ``python -m services.reporting.main``."""

from __future__ import annotations

from contracts.reporting import TOPICS
from infra.chassis.clock import Clock
from infra.chassis.ids import new_id
from infra.chassis.leases import Leases
from infra.chassis.service import Service
from services.reporting import timers, web
from services.reporting.domain import folding
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.messaging import projections
from services.reporting.settings import ReportingSettings
from services.reporting.store.books import DailyReports, Keeper, Months, Scorecards, StaffFiles
from services.reporting.store.figures import Figures
from services.reporting.store.guests import GuestAnalyst
from services.reporting.store.journal import Journal
from services.reporting.store.monthly import MonthEnd
from services.reporting.store.projecting import Projector
from services.reporting.store.room import Room
from services.reporting.store.sheets import SheetMaker
from services.reporting.store.versions import Versions
from services.reporting.web import console

__all__ = ["build", "main"]


def build(settings: ReportingSettings, clock: Clock | None = None) -> Service:
    """The service, ready to start."""
    service = Service("reporting", settings, publishes=TOPICS, clock=clock)
    policies = service.policy(ReportingPolicy())
    reports = service.store(DailyReports(service.desk))
    books = service.store(Months(service.desk))
    scorecards = service.store(Scorecards(service.desk))
    files = service.store(StaffFiles(service.desk))
    journal = Journal(service.db, folding.TOPICS)
    versions = Versions(service.db, [topic.name for topic in folding.TOPICS])
    projector = Projector(journal, versions, service.db.transact)
    keeper = Keeper(reports, books, policies)
    maker = SheetMaker(versions, projector, policies, Leases(service.db, new_id()), keeper.keep)
    figures = Figures(versions, maker, journal)
    month_end = MonthEnd(figures, scorecards, files, policies)
    analyst = GuestAnalyst(service.db, service.clock, versions, figures)
    room = Room(
        service.clock,
        policies,
        figures,
        reports,
        books,
        scorecards,
        files,
        month_end,
        versions,
        projector,
        analyst,
    )

    service.ensure(journal.ensure)
    service.ensure(versions.ensure)
    service.fires(reports, timers.closing(reports, figures))
    service.fires(books, timers.month_ends(books, month_end, policies))
    service.hears(*projections(projector, settings.consumer_group))
    service.background("versions", projector.keep_up)
    service.background("sheets", maker.run)
    service.background("guests", analyst.run)
    web.serve(service, room, console.SignIn(settings.issuer, settings.cookie_secure))
    return service


def main() -> None:
    """Serve."""
    build(ReportingSettings()).run()


if __name__ == "__main__":
    main()
