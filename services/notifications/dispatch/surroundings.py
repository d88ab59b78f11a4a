"""Looks around for a delivery: whom it reaches, whether it is still true, and what exactly it says."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.notifications.channels import Outgoing
from services.notifications.domain.bursts import BURST_DIGEST, NOTHING_TO_JOIN
from services.notifications.domain.circumstances import Circumstances, Standing, standing_key
from services.notifications.domain.contact import Contact, reach
from services.notifications.domain.delivery import Delivery, Notice, Recipient
from services.notifications.domain.preferences import Preferences, none_said
from services.notifications.domain.template import Text, finish, parts
from services.notifications.domain.told import BY_NAME
from services.notifications.domain.wording import MissingValue
from services.notifications.store import Stores

__all__ = ["House", "Person", "Ready", "Surroundings"]

_NAMELESS = {"zh-CN": "贵宾", "en": "guest"}


@dataclass(frozen=True, slots=True)
class House:
    """What is said where no venue speaks."""

    name: str
    name_en: str
    zone: str
    language: str = "zh-CN"

    def called(self, language: str) -> str:
        """Its name in a language."""
        return self.name_en if language == "en" else self.name


@dataclass(frozen=True, slots=True)
class Person:
    """A recipient, or who it was merged into: contact data (None: not arrived) and wishes."""

    contact: Contact | None
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class Ready:
    """A delivery's circumstances and, if there is anybody to read them, its finished texts.

    Attributes:
        facts: what the texts were made of, the reader's name and the venue's included.
    """

    circumstances: Circumstances
    contact: Contact | None
    text: Text | None
    language: str
    zone: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def sms_parts(self) -> int:
        """How many messages a provider bills the short text as."""
        return parts(self.text.sms) if self.text else 1

    def outgoing(self, delivery: Delivery, now: datetime) -> Outgoing:
        """The message for the delivery's current way."""
        notice, text = delivery.notice, self.text or Text("", "", "")
        attempt = delivery.current
        return Outgoing(
            key=delivery.id,
            to=_address(delivery, self.contact),
            kind=notice.kind,
            language=self.language,
            title=text.title,
            body=text.body,
            sms=text.sms,
            facts=self.facts,
            zone=self.zone,
            payload=notice.payload,
            venue_id=notice.venue_id,
            valid_until=delivery.valid_until,
            started_at=attempt.started_at if attempt else now,
        )


class Surroundings:
    """Reads what `Circumstances` need. Nothing here is remote, and nothing is written."""

    def __init__(self, stores: Stores, house: House) -> None:
        self._stores = stores
        self._house = house

    async def zone(self, notice: Notice) -> str:
        """The zone of the notice's venue, or the house's."""
        venue = await self._stores.venues.get(notice.venue_id)
        return venue.zone if venue else self._house.zone

    async def nights(self, notice: Notice) -> str:
        """The zone whose nights are quiet: the recipient's own if stated, else the venue's."""
        return (await self.person(notice.recipient)).preferences.zone or await self.zone(notice)

    async def person(self, recipient: Recipient) -> Person:
        """Who the recipient is now. Only guests have wishes; those of a double are the kept guest's."""
        if recipient.kind == "integrator":
            return Person(None, none_said(recipient.id))
        if recipient.kind != "guest":
            known = await self._stores.contacts.of(recipient.key)
            colleague = known or Contact(recipient.key, language=self._house.language)
            return Person(colleague, none_said(recipient.id))
        contact, stored = await asyncio.gather(
            self._stores.contacts.of(recipient.key), self._stores.preferences.get(recipient.id)
        )
        guest_id = contact.key.partition(":")[2] if contact else recipient.id
        if guest_id != recipient.id:
            stored = await self._stores.preferences.get(guest_id)
        return Person(contact, stored.state if stored else none_said(guest_id))

    async def of(self, delivery: Delivery, person: Person | None = None) -> Ready:
        """Everything needed to judge and send a delivery now."""
        recipient = delivery.notice.recipient
        if recipient.kind == "integrator":
            return await self._integrator(delivery)
        found = person or await self.person(recipient)
        contact = found.contact
        if contact is None:
            standing = await self.standing(delivery)
            return self._ready(Circumstances(None, found.preferences, standing), None, None)
        standing, (gone, text, facts) = await asyncio.gather(
            self.standing(delivery), self._words(delivery, contact)
        )
        if delivery.notice.kind == BURST_DIGEST and not await self._stores.deliveries.joined(delivery.id):
            gone = NOTHING_TO_JOIN
        zone = await self.zone(delivery.notice)
        quiet = found.preferences.zone or zone
        circumstances = Circumstances(reach(contact), found.preferences, standing, gone=gone, zone=quiet)
        return replace(self._ready(circumstances, contact, text, zone), facts=facts)

    async def _integrator(self, delivery: Delivery) -> Ready:
        stored = await self._stores.webhooks.get(delivery.notice.recipient.id)
        active = stored is not None and stored.state.status == "active"
        wishes = none_said(delivery.notice.recipient.id)
        gone = None if active else "unsubscribed"
        return self._ready(Circumstances(frozenset({"webhook"}), wishes, gone=gone), None, None)

    async def standing(self, delivery: Delivery) -> Standing | None:
        """How what the message speaks of stands, if it must stand."""
        key = standing_key(delivery.notice)
        return await self._stores.standings.of(key) if key is not None else None

    async def _words(
        self, delivery: Delivery, contact: Contact
    ) -> tuple[str | None, Text | None, dict[str, str]]:
        """Why nothing can be said, or the finished text, and the facts it is made of."""
        if contact.erased:
            return "erased", None, {}
        facts = await self._facts(delivery, contact)
        try:
            return None, await self._text(delivery, contact, facts), facts
        except MissingValue:
            return "missing-value", None, facts

    async def _facts(self, delivery: Delivery, contact: Contact) -> dict[str, str]:
        notice = delivery.notice
        venue = await self._stores.venues.get(notice.venue_id)
        told = BY_NAME.get(notice.kind)
        facts = told.completed(notice.facts) if told else dict(notice.facts)
        facts["venue_name"] = (venue or self._house).called(contact.language)
        facts["guest_name"] = contact.name or _NAMELESS[contact.language]
        if notice.kind == "booking-reminder":
            standing = await self.standing(delivery)  # it may be planned ahead, of another party or place
            facts |= standing.facts if standing else {}
        if notice.kind == BURST_DIGEST:
            facts["count"] = str(await self._stores.deliveries.joined(delivery.id))
        return facts

    async def _text(self, delivery: Delivery, contact: Contact, facts: Mapping[str, str]) -> Text:
        notice = delivery.notice
        wording, _ = await self._stores.templates.wording(notice.kind, contact.language, notice.venue_id)
        return finish(wording, facts, contact.language, await self.zone(notice))

    def _ready(
        self, circumstances: Circumstances, contact: Contact | None, text: Text | None, zone: str = ""
    ) -> Ready:
        language = contact.language if contact else self._house.language
        return Ready(circumstances, contact, text, language, zone or self._house.zone)


def _address(delivery: Delivery, contact: Contact | None) -> str:
    recipient = delivery.notice.recipient
    channel = delivery.routes[delivery.route].channel
    match channel:
        case "sms":
            return (contact.phone if contact else None) or ""
        case "email":
            return (contact.email if contact else None) or ""
        case "inapp" | "phone":
            return contact.key if contact else recipient.key
        case _:
            return recipient.id
