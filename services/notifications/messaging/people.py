"""Who people are and what they wish: contact data, consents, merges, erasure; and the venues' evenings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from contracts import booking, contacts, loyalty
from contracts.envelope import Envelope
from contracts.event import Event
from infra.chassis.cause import Cause
from infra.chassis.decision import Decided
from infra.chassis.policy import PolicyBook
from services.notifications.dispatch import Dispatcher
from services.notifications.domain import contact, evening, preferences
from services.notifications.domain.contact import Contact
from services.notifications.domain.delivery import Recipient
from services.notifications.domain.evening import Evening
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.domain.preferences import Preferences
from services.notifications.store import Stores

__all__ = ["People"]

Handler = Callable[[Envelope, Cause], Awaitable[None]]


class People:
    """Hears of guests and venues."""

    def __init__(self, stores: Stores, dispatcher: Dispatcher, book: PolicyBook[NotificationPolicy]) -> None:
        self._stores = stores
        self._dispatcher = dispatcher
        self._book = book

    @property
    def contacts(self) -> Mapping[type[Event], Handler]:
        """Handlers of the restricted topic."""
        return {contacts.GuestContactGiven: self._given, contacts.GuestContactErased: self._erased}

    @property
    def handlers(self) -> dict[type[Event], tuple[Handler, ...]]:
        """Handlers of open topics."""
        return {
            loyalty.ConsentsChanged: (self._consents,),
            loyalty.GuestMerged: (self._merged,),
            booking.VenueOpened: (self._venue,),
            booking.VenueChanged: (self._venue,),
        }

    async def _given(self, envelope: Envelope, cause: Cause) -> None:
        told = envelope.data
        assert isinstance(told, contacts.GuestContactGiven)  # noqa: S101 -- what it is subscribed to
        guest = Recipient("guest", told.guest_id)

        def decide(state: Contact | None, _now: datetime) -> Decided[Contact]:
            return contact.given(state, guest.key, told)

        await self._stores.contacts.change(guest.key, decide, cause)
        waiting = await self._stores.deliveries.waiting_for(guest)
        if waiting:
            await self._dispatcher.wake([each.state for each in waiting], cause)

    async def _erased(self, envelope: Envelope, cause: Cause) -> None:
        """Forget the guest here and in the inbox, and let no agent be late to call them.

        What is still on its way is dropped when it comes due.
        """
        told = envelope.data
        assert isinstance(told, contacts.GuestContactErased)  # noqa: S101 -- what it is subscribed to
        key = Recipient("guest", told.guest_id).key

        def decide(_state: Contact | None, _now: datetime) -> Decided[Contact]:
            return contact.erased(key)

        await self._stores.contacts.change(key, decide, cause)
        await self._stores.inbox.forget(key)
        owed = {"state.guest_id": told.guest_id, "state.status": {"$in": ["open", "missed"]}}
        for stored in await self._stores.phone_tasks.find(owed):
            await self._dispatcher.call_off(stored.id, cause.part(f"call-off/{stored.id}"))

    async def _consents(self, envelope: Envelope, cause: Cause) -> None:
        told = envelope.data
        assert isinstance(told, loyalty.ConsentsChanged)  # noqa: S101 -- what it is subscribed to

        def decide(state: Preferences | None, now: datetime) -> Decided[Preferences]:
            return preferences.consent(
                state,
                told.guest_id,
                now,
                marketing=told.marketing,
                birthday=told.birthday,
                holidays=told.holidays,
            )

        await self._stores.preferences.change(told.guest_id, decide, cause.part("consent"))

    async def _merged(self, envelope: Envelope, cause: Cause) -> None:
        """Messages to a guest who was a double go to the one who is kept, within the wishes of both."""
        told = envelope.data
        assert isinstance(told, loyalty.GuestMerged)  # noqa: S101 -- what it is subscribed to
        old, kept = Recipient("guest", told.merged_guest_id).key, Recipient("guest", told.guest_id).key

        def decide(state: Contact | None, _now: datetime) -> Decided[Contact]:
            return contact.merged(state, old, kept)

        await self._stores.contacts.change(old, decide, cause.part("merged"))
        known = await self._stores.contacts.of(kept)
        if known is not None and known.erased:  # so is the double: its own word to forget may come first
            await self._stores.inbox.forget(old)
            return
        await self._stores.inbox.move(old, kept)
        double = await self._stores.preferences.get(told.merged_guest_id)
        if double is None:
            return

        def agree(state: Preferences | None, now: datetime) -> Decided[Preferences]:
            return preferences.merged(state, double.state, told.guest_id, now)

        await self._stores.preferences.change(told.guest_id, agree, cause.part("wishes"))

    async def _venue(self, envelope: Envelope, cause: Cause) -> None:
        """Plan a venue's evening digest (rule N6)."""
        told = envelope.data
        assert isinstance(told, booking.VenueCard)  # noqa: S101 -- what it is subscribed to
        digest_at = (await self._book.at(told.venue_id, self._book.now())).values.digest_at

        def decide(state: Evening | None, now: datetime) -> Decided[Evening]:
            return evening.opened(state, told.venue_id, told.timezone, digest_at, now)

        await self._stores.evenings.change(told.venue_id, decide, cause.part("evening"))
