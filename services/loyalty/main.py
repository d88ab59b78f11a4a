"""The loyalty service, put together. Run it with ``python -m services.loyalty.main``."""

from __future__ import annotations

from contracts.contacts import CONTACTS
from contracts.loyalty import TOPICS
from infra.chassis.clock import Clock
from infra.chassis.service import Service
from services.loyalty import messaging, timers
from services.loyalty.domain.policy import LoyaltyPolicy
from services.loyalty.settings import LoyaltySettings
from services.loyalty.store.accounts import AccountStore
from services.loyalty.store.controls import AccessStore, IncidentStore, MemberEventStore, SettlementStore
from services.loyalty.store.doubles import Doubles
from services.loyalty.store.gifts import GiftStore
from services.loyalty.store.guests import GuestStore
from services.loyalty.store.members import Members
from services.loyalty.store.offers import Offers
from services.loyalty.store.promotions import CouponStore, PromotionStore, UseStore
from services.loyalty.store.reconciler import Reconciler
from services.loyalty.store.rules import RuleBook
from services.loyalty.store.till import Till
from services.loyalty.store.vault import Vault
from services.loyalty.web import accounts, controls, events, guests, promotions, reading, visits

__all__ = ["build", "main"]


def build(settings: LoyaltySettings, clock: Clock | None = None) -> Service:
    """The service, ready to start."""
    service = Service("loyalty", settings, publishes=(*TOPICS, CONTACTS), clock=clock)
    desk = service.desk
    rules = RuleBook(service.policy(LoyaltyPolicy()))
    guest_store = service.store(GuestStore(desk, _vault(service, settings)))
    account_store = service.store(AccountStore(desk))
    gift_store = service.store(GiftStore(desk))
    promotion_store = service.store(PromotionStore(desk))
    use_store = service.store(UseStore(desk))
    coupon_store = service.store(CouponStore(desk))
    event_store = service.store(MemberEventStore(desk))
    access_store = service.store(AccessStore(desk))
    incident_store = service.store(IncidentStore(desk))
    settlement_store = service.store(SettlementStore(desk))
    reconciler = service.store(Reconciler(desk, account_store))
    members = Members(guest_store, account_store, rules)
    doubles = Doubles(members)
    offers = Offers(members, promotion_store, use_store, coupon_store, gift_store)

    service.fires(account_store, timers.accounts(account_store, rules))
    service.fires(guest_store, timers.guests(guest_store, rules))
    service.fires(promotion_store, timers.promotions(promotion_store))
    service.fires(coupon_store, timers.coupons(coupon_store))
    service.fires(incident_store, timers.incidents(incident_store))
    service.fires(reconciler, timers.reconciliation(reconciler, rules))
    service.hears(*messaging.subscriptions(members, doubles, offers, event_store))
    service.routes(guests.router(members, doubles, service.audit))
    kept = reading.Stores(access_store, coupon_store, use_store, event_store, incident_store)
    service.routes(reading.router(members, kept))
    service.routes(accounts.router(members, gift_store))
    service.routes(visits.router(members, Till(members)))
    service.routes(promotions.router(offers, gift_store))
    service.routes(events.router(members, event_store))
    service.routes(controls.router(members, reconciler, settlement_store, incident_store))
    return service


def _vault(service: Service, settings: LoyaltySettings) -> Vault:
    """The guests' vault; the local stack, which has a data folder, makes its own."""
    if settings.vault_file is None and settings.data_dir is not None:
        return Vault(service.db, settings.data_dir / "vault.json", make=True)
    return Vault(service.db, settings.vault_file)


def main() -> None:
    """Serve."""
    build(LoyaltySettings()).run()


if __name__ == "__main__":
    main()
