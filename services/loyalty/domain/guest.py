"""A guest's file from first contact to merge or erasure (rules L1, L8, L9, L14).

Nothing here can read what is personal: it comes sealed, with keyed hashes to find it by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from contracts.contacts import GuestContactErased, GuestContactGiven
from contracts.event import Event
from contracts.loyalty import (
    BirthdayReached,
    ConsentsChanged,
    GuestErased,
    GuestMerged,
    GuestRegistered,
    GuestRetired,
    HolidayReached,
)
from infra.chassis.decision import Decided, Refused
from services.loyalty.domain.calendar import Occasion, next_holiday
from services.loyalty.domain.policy import LoyaltyPolicy

__all__ = [
    "Consents", "Guest", "Sealed", "Status", "absorb", "birthday_reached", "consent", "erase",
    "holiday_reached",    "lookups", "refile", "register", "retire", "retired_at_birth", "timers",
]  # fmt: skip


class Status(StrEnum):
    """Whether a file is in use."""

    ACTIVE = "active"
    RETIRED = "retired"
    """Found to be a double; another file took it over."""
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Consents:
    """What the guest agrees to receive."""

    marketing: bool = False
    birthday: bool = True
    holidays: bool = False


@dataclass(frozen=True, slots=True)
class Sealed:
    """A guest's personal data, readable only with the guest's own key.

    Attributes:
        phone_key, card_key: keyed hashes under which one file only may stand.
        name_key: keyed hash of the name, to find by; `twin_key` adds the birthday, to find doubles by.
        birthday: when the next birthday is greeted.
    """

    data: bytes
    name_key: str
    phone_key: str | None = None
    card_key: str | None = None
    twin_key: str | None = None
    birthday: Occasion | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest's file.

    Attributes:
        kept_guest_id: of a retired file, the one to read instead.
        merged: files this one took over.
        greeted_year: the latest year whose birthday was greeted.
        holiday: the next holiday to greet on, for those who want it.
        greeted_holidays: those greeted in the year of the latest, as ``<name>-<year>``.
    """

    id: str
    registered_at: datetime
    status: Status = Status.ACTIVE
    sealed: Sealed | None = None
    venue_id: str | None = None
    referred_by: str | None = None
    consents: Consents = field(default_factory=Consents)
    kept_guest_id: str | None = None
    merged: tuple[str, ...] = ()
    greeted_year: int | None = None
    holiday: Occasion | None = None
    greeted_holidays: tuple[str, ...] = ()


def register(
    guest: Guest | None,
    new: Guest,
    contact: GuestContactGiven | None,
    policy: LoyaltyPolicy,
    now: datetime,
    *,
    recorded: bool = False,
) -> Decided[Guest]:
    """Open a file.

    Args:
        contact: published so that other services can reach the guest; None if they told us.
        recorded: it comes from an older file, so nobody is to be told.

    Raises:
        Refused: this id has a file (``guest-exists``).
    """
    if guest is not None:
        raise Refused("guest-exists", f"guest {guest.id} has a file already")
    facts: list[Event] = [
        GuestRegistered(
            guest_id=new.id, at=now, venue_id=new.venue_id, referred_by=new.referred_by, recorded=recorded
        ),
        _consents(new),
    ]
    if contact is not None:
        facts.append(contact)
    return replace(new, holiday=_next_holiday(new, policy, now)), tuple(facts)


def refile(guest: Guest | None, sealed: Sealed, contact: GuestContactGiven | None) -> Decided[Guest]:
    """Replace what is personal, as corrected or completed; `contact` is told if it changed."""
    guest = _active(guest)
    return replace(guest, sealed=sealed), (contact,) if contact else ()


def consent(guest: Guest | None, consents: Consents, policy: LoyaltyPolicy, now: datetime) -> Decided[Guest]:
    """Change what the guest agrees to receive."""
    guest = _active(guest)
    if guest.consents == consents:
        return guest, ()
    after = replace(guest, consents=consents)
    after = replace(after, holiday=_next_holiday(after, policy, now))
    return after, (_consents(after),)


def retire(guest: Guest | None, kept_guest_id: str, reason: str) -> Decided[Guest]:
    """Close the file of a double; the kept file hears of it and takes it over.

    Raises:
        Refused: a file is not its own double.
    """
    if guest is not None and guest.status is Status.RETIRED and guest.kept_guest_id == kept_guest_id:
        return guest, ()
    guest = _active(guest)
    if guest.id == kept_guest_id:
        raise Refused("merge-with-self", "name two different guests", field="merged_guest_id", kind="invalid")
    sealed = guest.sealed
    if sealed is not None:
        sealed = replace(sealed, phone_key=None, card_key=None, twin_key=None, birthday=None)
    after = replace(guest, status=Status.RETIRED, kept_guest_id=kept_guest_id, sealed=sealed, holiday=None)
    return after, (GuestRetired(guest_id=guest.id, kept_guest_id=kept_guest_id, reason=reason),)


def retired_at_birth(new: Guest, kept_guest_id: str, reason: str) -> Decided[Guest]:
    """A file that is opened already known to be a double: another service met a guest whom we know."""
    after = replace(new, status=Status.RETIRED, kept_guest_id=kept_guest_id)
    return after, (GuestRetired(guest_id=new.id, kept_guest_id=kept_guest_id, reason=reason),)


def absorb(
    guest: Guest | None, merged: Guest, sealed: Sealed | None, contact: GuestContactGiven | None
) -> Decided[Guest]:
    """Take over a retired file, once. If this person was erased meanwhile, so is what the double knew.

    A birthday's greeting, welcome unless refused, is refused if either file did: whoever hears of the merge
    joins the wishes they know. Told anew, they would overwrite a no to marketing said elsewhere.

    Args:
        sealed: the joined personal data, or None if the double added nothing.
        contact: told if joining changed it.
    """
    if guest is not None and guest.status is Status.ERASED:
        return _erased_too(guest, merged)
    guest = _active(guest)
    if merged.id in guest.merged:
        return guest, ()
    birthday = guest.consents.birthday and merged.consents.birthday
    years = [year for year in (guest.greeted_year, merged.greeted_year) if year is not None]
    after = replace(
        guest,
        merged=(*guest.merged, merged.id, *merged.merged),
        sealed=sealed or guest.sealed,
        referred_by=guest.referred_by or (merged.referred_by if merged.referred_by != guest.id else None),
        registered_at=min(guest.registered_at, merged.registered_at),
        consents=replace(guest.consents, birthday=birthday),
        greeted_year=max(years, default=None),
        greeted_holidays=tuple(dict.fromkeys((*guest.greeted_holidays, *merged.greeted_holidays))),
    )
    facts: list[Event] = [GuestMerged(guest_id=guest.id, merged_guest_id=merged.id)]
    facts.extend(GuestMerged(guest_id=guest.id, merged_guest_id=each) for each in merged.merged)
    if contact is not None:
        facts.append(contact)
    return after, tuple(facts)


def _erased_too(guest: Guest, merged: Guest) -> Decided[Guest]:
    """The store destroys the keys of an erased file and of all it took over, of this one then too."""
    if merged.id in guest.merged:
        return guest, ()
    doubles = (merged.id, *merged.merged)
    facts: list[Event] = [GuestMerged(guest_id=guest.id, merged_guest_id=each) for each in doubles]
    facts += [GuestContactErased(guest_id=each) for each in doubles]
    return replace(guest, merged=(*guest.merged, *doubles)), tuple(facts)


def erase(guest: Guest | None) -> Decided[Guest]:
    """Forget the person. The store destroys the keys of this file and of all it took over."""
    if guest is not None and guest.status is Status.ERASED:
        return guest, ()
    guest = _active(guest)
    after = Guest(
        id=guest.id,
        registered_at=guest.registered_at,
        status=Status.ERASED,
        consents=Consents(marketing=False, birthday=False, holidays=False),
        merged=guest.merged,
    )
    gone = [GuestContactErased(guest_id=each) for each in (guest.id, *guest.merged)]
    return after, (GuestErased(guest_id=guest.id), *gone)


def birthday_reached(guest: Guest, following: Occasion | None) -> Decided[Guest]:
    """Greet on the birthday, once a year, whoever wants it; `following` is the next one."""
    if guest.sealed is None or guest.sealed.birthday is None:
        return guest, ()
    today, greeted = guest.sealed.birthday, guest.greeted_year or 0
    sealed = replace(guest.sealed, birthday=following)
    after = replace(guest, sealed=sealed, greeted_year=max(today.year, greeted))
    if not guest.consents.birthday or greeted >= today.year:
        return after, ()
    return after, (BirthdayReached(guest_id=guest.id, year=today.year, venue_id=guest.venue_id),)


def holiday_reached(guest: Guest, policy: LoyaltyPolicy, now: datetime) -> Decided[Guest]:
    """Greet on the holiday, once a year whatever moves the hour meanwhile, and look to the next."""
    today = guest.holiday
    if today is None:
        return guest, ()
    greeted, key = guest.greeted_holidays, f"{today.name}-{today.year}"
    after = replace(
        guest,
        holiday=_next_holiday(guest, policy, max(now, today.at)),
        greeted_holidays=(
            *(each for each in greeted if each.endswith(f"-{today.year}") and each != key),
            key,
        ),
    )
    if key in greeted:
        return after, ()
    return after, (HolidayReached(guest_id=guest.id, holiday=today.name, year=today.year),)


def timers(guest: Guest) -> Mapping[str, datetime]:
    """When to greet."""
    wanted = {}
    if guest.status is Status.ACTIVE and guest.sealed and guest.sealed.birthday:
        wanted["birthday"] = guest.sealed.birthday.at
    if guest.status is Status.ACTIVE and guest.holiday:
        wanted["holiday"] = guest.holiday.at
    return wanted


def lookups(guest: Guest | None) -> frozenset[str]:
    """The keyed hashes under which this file alone may stand."""
    if guest is None or guest.status is not Status.ACTIVE or guest.sealed is None:
        return frozenset()
    return frozenset(filter(None, (guest.sealed.phone_key, guest.sealed.card_key)))


def _active(guest: Guest | None) -> Guest:
    if guest is None:
        raise Refused("guest-not-found", "there is no such guest", kind="missing")
    if guest.status is Status.RETIRED:
        raise Refused(
            "guest-merged",
            f"this guest was merged; use {guest.kept_guest_id}",
            extra={"guest_id": guest.kept_guest_id},
        )
    if guest.status is Status.ERASED:
        raise Refused("guest-erased", "this guest's data was erased", kind="missing")
    return guest


def _next_holiday(guest: Guest, policy: LoyaltyPolicy, now: datetime) -> Occasion | None:
    if not guest.consents.holidays:
        return None
    return next_holiday(policy.holidays, now, policy.greeting_minutes, policy.zone)


def _consents(guest: Guest) -> ConsentsChanged:
    return ConsentsChanged(
        guest_id=guest.id,
        marketing=guest.consents.marketing,
        birthday=guest.consents.birthday,
        holidays=guest.consents.holidays,
    )
