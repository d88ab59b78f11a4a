"""Guests: registered, merged, classed, erased; their consents and their days (L1, L2, L8, L9, L14)."""

from __future__ import annotations

from typing import ClassVar

from contracts.event import AwareDatetime, Event
from contracts.loyalty.parts import GuestClass

__all__ = [
    "BirthdayReached",
    "ConsentsChanged",
    "GuestClassed",
    "GuestErased",
    "GuestMerged",
    "GuestRegistered",
    "GuestRetired",
    "HolidayReached",
]


class GuestRegistered(Event):
    """A guest's file was opened (by a desk, an import, or on first contact elsewhere)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.guest-registered.v1"

    guest_id: str
    at: AwareDatetime
    venue_id: str | None = None
    referred_by: str | None = None
    """Guest who referred this one."""
    recorded: bool = False
    """It comes from an older file: count it, but tell nobody."""


class GuestRetired(Event):
    """This guest's file was found to be a double; `kept_guest_id` takes it over (see `GuestMerged`)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.guest-retired.v1"

    guest_id: str
    kept_guest_id: str
    reason: str


class GuestMerged(Event):
    """`guest_id` now stands for `merged_guest_id` too: replace the latter wherever it is kept."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.guest-merged.v1"

    guest_id: str
    merged_guest_id: str


class GuestErased(Event):
    """The guest's personal data is gone for good; figures stay, the person behind them does not."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.guest-erased.v1"

    guest_id: str


class ConsentsChanged(Event):
    """What the guest agrees to receive. The newest one counts as a whole."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.consents-changed.v1"

    guest_id: str
    marketing: bool
    birthday: bool
    holidays: bool


class GuestClassed(Event):
    """The guest's class by frequency, spend and tier changed (L2)."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.guest-classed.v1"

    guest_id: str
    guest_class: GuestClass
    previous: GuestClass


class BirthdayReached(Event):
    """It is 09:00 venue time on the guest's birthday; published once a year, for guests who want it."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.birthday-reached.v1"

    guest_id: str
    year: int
    """The calendar year, or for a lunar birthday the lunar year, that this birthday counts for."""
    venue_id: str | None = None


class HolidayReached(Event):
    """It is 09:00 on a holiday for a guest who wants holiday greetings; once per holiday."""

    TYPE: ClassVar[str] = "clubhouse.loyalty.holiday-reached.v1"

    guest_id: str
    holiday: str
    """Kebab-case English name, e.g. ``spring-festival``."""
    year: int
