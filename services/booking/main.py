"""The booking service, put together. Run it with ``python -m services.booking.main``."""

from __future__ import annotations

from contracts.booking import TOPICS
from contracts.contacts import CONTACTS
from infra.chassis.clock import Clock
from infra.chassis.service import Service
from services.booking import messaging, timers, web
from services.booking.domain.policy import BookingPolicy
from services.booking.settings import BookingSettings
from services.booking.store.attempts import Attempts
from services.booking.store.bookings import BookingStore
from services.booking.store.clerk import Clerk
from services.booking.store.guests import GuestStore
from services.booking.store.occupancy import Occupancy
from services.booking.store.placing import Placing
from services.booking.store.venues import VenueStore
from services.booking.store.waitlist import Waitlist, WaitlistStore

__all__ = ["build", "main"]


def build(settings: BookingSettings, clock: Clock | None = None) -> Service:
    """The service, ready to start."""
    service = Service("booking", settings, publishes=(*TOPICS, CONTACTS), clock=clock)
    bookings = service.store(BookingStore(service.desk))
    venues = service.store(VenueStore(service.desk))
    guests = service.store(GuestStore(service.desk))
    policies = service.policy(BookingPolicy())
    clerk = Clerk(bookings, venues, guests, policies, Placing(bookings, venues))
    service.fires(bookings, timers.firing(bookings, policies))
    service.fires(venues, timers.closure_sweeps(clerk))
    waitings = service.store(WaitlistStore(service.desk))
    waitlist = Waitlist(clerk, waitings)
    service.fires(waitings, timers.waitlist_ends(waitings))
    attempts = Attempts(service.db, service.clock)
    service.ensure(attempts.ensure)
    occupancy = Occupancy(bookings)
    service.background("occupancy", occupancy.run)
    service.background("waitlist", waitlist.run)
    service.hears(*messaging.subscriptions(bookings, guests, waitings))
    for router in web.routers(clerk, waitlist, attempts, occupancy):
        service.routes(router)
    return service


def main() -> None:
    """Serve."""
    build(BookingSettings()).run()


if __name__ == "__main__":
    main()
