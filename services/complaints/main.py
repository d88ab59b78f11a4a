"""The complaints service, put together. Run it with ``python -m services.complaints.main``."""

from __future__ import annotations

from contracts.complaints import TOPICS
from contracts.contacts import CONTACTS
from infra.chassis.clock import Clock
from infra.chassis.service import Service
from services.complaints import messaging, timers, web
from services.complaints.domain.policy import CasePolicy
from services.complaints.mail.listener import Postbox, listener
from services.complaints.settings import ComplaintsSettings
from services.complaints.store.beside import (
    CallbackStore,
    EmergencyStore,
    ItemStore,
    MatterStore,
    QuotaStore,
    SampleStore,
    ShiftStore,
    SurveyStore,
)
from services.complaints.store.calendars import CalendarStore
from services.complaints.store.cases import CaseStore
from services.complaints.store.clerk import Clerk
from services.complaints.store.guests import GuestStore
from services.complaints.store.people import DepartmentStore, People, StaffStore
from services.complaints.store.rulebook import Rulebook

__all__ = ["build", "main"]


def build(settings: ComplaintsSettings, clock: Clock | None = None) -> Service:
    """The service, ready to start."""
    service = Service("complaints", settings, publishes=(*TOPICS, CONTACTS), clock=clock)
    clerk = clerk_of(service)
    timers.wire(service, clerk)
    service.hears(*messaging.subscriptions(clerk))
    for router in web.routers(clerk):
        service.routes(router)
    if settings.mail_port:
        postbox = Postbox(clerk, settings.mail_venues)
        service.background("mail", listener(postbox, settings.mail_host, settings.mail_port))
    return service


def clerk_of(service: Service) -> Clerk:
    """The desk's stores and rules on a service."""
    desk = service.desk
    people = People(service.store(DepartmentStore(desk)), service.store(StaffStore(desk)))
    rulebook = Rulebook(service.policy(CasePolicy()), service.store(CalendarStore(desk)), people)
    return Clerk(
        cases=service.store(CaseStore(desk)),
        guests=service.store(GuestStore(desk)),
        rulebook=rulebook,
        matters=service.store(MatterStore(desk)),
        callbacks=service.store(CallbackStore(desk)),
        samples=service.store(SampleStore(desk)),
        quotas=service.store(QuotaStore(desk)),
        surveys=service.store(SurveyStore(desk)),
        items=service.store(ItemStore(desk)),
        shifts=service.store(ShiftStore(desk)),
        emergencies=service.store(EmergencyStore(desk)),
    )


def main() -> None:
    """Serve."""
    build(ComplaintsSettings()).run()


if __name__ == "__main__":
    main()
