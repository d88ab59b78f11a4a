"""A guest's wishes: channels, mutes, what is welcome, zone (rules N1, N4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.notifications import PreferencesChanged
from infra.chassis.decision import Decided, Refused, zone
from services.notifications.domain.policy import CHANNELS

__all__ = ["Preferences", "check_zone", "consent", "merged", "none_said", "wish"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one guest wishes.

    Attributes:
        channels: wished order; empty means the house's.
        muted: channels never to be used for this guest.
        marketing: whether greetings and offers are welcome; what the guest booked is always told.
        birthday, holidays: whether the guest's file welcomes these greetings; None: it does not say, so
            `marketing` decides.
        zone: IANA zone the guest lives by; None means the venue's.
    """

    guest_id: str
    channels: tuple[str, ...] = ()
    muted: tuple[str, ...] = ()
    marketing: bool = True
    zone: str | None = None
    changed_at: datetime | None = None
    birthday: bool | None = None
    holidays: bool | None = None

    def welcomes(self, kind: str, category: str) -> bool:
        """Whether a message of this kind is welcome; only greetings and offers can be unwelcome."""
        if category != "marketing":
            return True
        asked = {"birthday-greeting": self.birthday, "holiday-greeting": self.holidays}.get(kind)
        return self.marketing if asked is None else asked


def none_said(guest_id: str) -> Preferences:
    """The wishes of a guest who stated none."""
    return Preferences(guest_id=guest_id)


def wish(
    state: Preferences | None,
    guest_id: str,
    now: datetime,
    *,
    channels: tuple[str, ...],
    muted: tuple[str, ...],
    marketing: bool | None,
    zone: str | None,
) -> Decided[Preferences]:
    """The guest states all wishes anew. A no to greetings and offers covers birthdays and holidays too.

    Args:
        marketing: None leaves the answer that was given before: silence withdraws no refusal.

    Raises:
        Refused: ``unknown-channel``, ``unknown-zone``.
    """
    for name, given in (("channels", channels), ("muted", muted)):
        for channel in given:
            if channel not in CHANNELS or channel == "webhook":
                raise Refused(
                    "unknown-channel",
                    f"{channel!r} is no way to reach a guest: use sms, email, inapp or phone",
                    field=name,
                    kind="invalid",
                )
    if zone is not None:
        check_zone(zone)
    before = state or none_said(guest_id)
    after = replace(before, channels=channels, muted=muted, zone=zone)
    if marketing is not None:
        after = replace(after, marketing=marketing)
    if marketing is False:
        after = replace(after, birthday=None, holidays=None)
    if after == before and before.changed_at is not None:
        return before, ()
    return replace(after, changed_at=now), (_told(after),)


def consent(
    state: Preferences | None,
    guest_id: str,
    now: datetime,
    *,
    marketing: bool,
    birthday: bool | None = None,
    holidays: bool | None = None,
) -> Decided[Preferences]:
    """The guest's file says what is welcome; other wishes stay."""
    before = state or none_said(guest_id)
    after = replace(before, marketing=marketing, birthday=birthday, holidays=holidays)
    if after == before and before.changed_at is not None:
        return before, ()
    after = replace(after, changed_at=now)
    return after, (_told(after),)


def merged(
    state: Preferences | None, double: Preferences, guest_id: str, now: datetime
) -> Decided[Preferences]:
    """The guest turned out to be the same as `double`: what either refused stays refused.

    Where this one has stated nothing, what the double wished holds.
    """
    before = state or none_said(guest_id)
    after = replace(
        before,
        channels=before.channels or double.channels,
        zone=before.zone or double.zone,
        muted=tuple(dict.fromkeys((*before.muted, *double.muted))),
        marketing=before.marketing and double.marketing,
        birthday=False if double.birthday is False else before.birthday,
        holidays=False if double.holidays is False else before.holidays,
    )
    if before.marketing and not after.marketing:  # as with a no of one's own
        after = replace(after, birthday=None, holidays=None)
    if after == before:
        return before, ()
    return replace(after, changed_at=now), (_told(after),)


def _told(state: Preferences) -> PreferencesChanged:
    return PreferencesChanged.model_validate(
        {
            "guest_id": state.guest_id,
            "channels": state.channels,
            "muted": state.muted,
            "marketing": state.marketing,
            "zone": state.zone,
        }
    )


def check_zone(name: str) -> None:
    """Refuse a zone that nobody's clock shows."""
    try:
        zone(name)
    except ValueError as error:
        raise Refused("unknown-zone", str(error), field="zone", kind="invalid") from error
