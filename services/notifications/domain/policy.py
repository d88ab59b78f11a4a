"""Every number and order that rules N1-N7 leave to the house, with the house's defaults."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import time

__all__ = ["Category", "NotificationPolicy", "parse_plan"]

CHANNELS = ("sms", "email", "inapp", "webhook", "phone")
_MOST_TRIES = 100
Category = str
"""``transactional``, ``marketing``, ``call`` (a person must call), ``staff``, ``urgent``, ``digest``,
``integrator`` or ``test``."""


def parse_plan(plan: str) -> tuple[str, ...]:
    """The channels of one attempt chain, e.g. ``sms>email``: SMS first, email when SMS fails."""
    return tuple(part.strip() for part in plan.split(">"))


@dataclass(frozen=True, slots=True)
class NotificationPolicy:
    """What the chain decides about telling people; a venue may override it.

    A plan is one attempt chain, channels in order of preference joined by ``>``. Every plan of a category
    reaches the recipient once, so ``("sms>email", "inapp")`` means one of SMS and email, and the inbox too.

    Raises:
        ValueError: a field that cannot be right; the message names it.
    """

    plans: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {
            "transactional": ("sms>email", "inapp"),
            "marketing": ("sms>email", "inapp"),
            "call": ("phone>sms>email", "inapp"),
            "staff": ("inapp",),
            "urgent": ("inapp", "sms>email>phone"),
            "digest": ("inapp", "email"),
            "integrator": ("webhook",),
            "test": ("sms", "email", "inapp"),
        }
    )
    """Plans by category (N1)."""
    kind_plans: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Plans of single kinds that differ from their category's, e.g. ``{"booking-displaced": ("phone",)}``."""

    quiet_from: str = "22:00"
    quiet_to: str = "08:00"
    """Local time of the guest between which the channels below stay silent (N4)."""
    quiet_margin_minutes: int = 15
    """A message moved to before quiet hours comes this long before them."""
    quiet_channels: tuple[str, ...] = ("sms", "email", "phone")
    quiet_categories: tuple[str, ...] = ("transactional", "marketing", "call")
    quiet_exempt: tuple[str, ...] = (
        "booking-confirmed",
        "booking-cancelled",
        "booking-seat",
        "case-received",
        "waiting-offered",
    )
    """Kinds that answer what the guest just did, or cannot wait: told at any hour."""
    quiet_unless_useless: tuple[str, ...] = ("booking-displaced", "booking-changed")
    """Kinds told in quiet hours after all if they would be useless after them: whoever is not told comes to
    a place that is not theirs."""
    early_reminder_minutes: int = 120
    """A booking whose last reminder would fall into quiet hours and be useless after them is reminded
    before those hours begin; this is how long before the start that last reminder would have come."""
    reminder_lead_minutes: int = 45
    """A reminder less than this before the start is useless: the guest must be on the way."""

    validity_minutes: dict[str, int] = field(
        default_factory=lambda: {
            "transactional": 1440,
            "marketing": 720,
            "staff": 1440,
            "urgent": 240,
            "integrator": 7200,
        }
    )
    """A message older than this, by category, is useless, unless its event names a deadline (N4). An
    integrator's must outlive the whole schedule of retries below."""
    default_validity_minutes: int = 4320

    retry_seconds: tuple[int, ...] = (5, 30, 120, 600, 1800, 7200)
    """Pauses before the 2nd, 3rd … try of one channel and provider; the last one repeats."""
    tries_per_route: int = 3
    """Tries of one channel and provider before failing over to the next."""
    webhook_retry_seconds: tuple[int, ...] = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
    """Standard Webhooks' recommended schedule; a message fails after its last try."""
    webhook_failures_disable: int = 10
    """So many messages in a row that failed for good disable a subscription."""
    lease_seconds: int = 60
    """An attempt without a result after this long was cut off; longer than any provider's time-out."""
    resend_doubtful: tuple[str, ...] = ("transactional", "call", "staff", "urgent", "digest", "integrator")
    """Categories sent again when a channel cannot tell whether the attempt arrived; others stay doubtful."""
    contact_recheck_seconds: tuple[int, ...] = (2, 10, 60, 600, 3600)
    """How often a message waits for contact data that has not arrived; the last one repeats."""

    burst_limit: int = 5
    burst_minutes: int = 10
    burst_categories: tuple[str, ...] = ("staff",)
    """More than `burst_limit` messages of a kind to one recipient in `burst_minutes` become one digest."""

    per_second: dict[str, int] = field(default_factory=lambda: {"sms": 200, "email": 200})
    """Rate limit per provider of a channel, over all processes; absent or 0: none."""
    marketing_share_percent: int = 80
    """Share of that rate marketing may take, so that the rest is always free for what cannot wait."""
    price_fen: dict[str, int] = field(default_factory=lambda: {"sms": 5})
    """What one message costs, by channel; a long SMS costs as much as the parts it is sent in."""
    daily_cap_fen: dict[str, int] = field(default_factory=dict)
    """Cost cap per provider and UTC day, by channel; absent: none. At the cap the next route is taken."""

    ladder: tuple[str, ...] = ("department", "supervisor", "manager", "gm")
    """Levels that are called, each when the one before does not acknowledge."""
    acknowledge_minutes: int = 10

    digest_at: str = "22:30"
    """Venue time of the managers' digest (N6)."""

    webhooks_per_owner: int = 20
    """Subscriptions one integrator may have at work: every event is sent once for each of them."""
    webhook_overlap_hours: int = 24
    """How long a rotated secret signs beside its successor."""

    phone_task_minutes: int = 120
    """How long an agent has to make a call that has no deadline of its own."""

    def __post_init__(self) -> None:
        for name in ("quiet_from", "quiet_to", "digest_at"):
            _check_time(name, getattr(self, name))
        for name in ("plans", "kind_plans"):
            for key, plans in getattr(self, name).items():
                _check_plans(f"{name}.{key}", plans)
        for each in fields(self):
            _check_numbers(each.name, getattr(self, each.name))
        for name in ("retry_seconds", "webhook_retry_seconds", "contact_recheck_seconds", "ladder"):
            if not getattr(self, name):
                raise ValueError(f"{name}: must not be empty")
        for name in ("retry_seconds", "webhook_retry_seconds", "contact_recheck_seconds"):
            if min(getattr(self, name)) < 1:
                raise ValueError(f"{name}: a pause takes at least 1")
        if self.tries_per_route > _MOST_TRIES:
            raise ValueError(f"tries_per_route: must be at most {_MOST_TRIES}")
        for name in ("tries_per_route", "lease_seconds", "acknowledge_minutes", "burst_limit"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name}: must be at least 1")
        if not 1 <= self.marketing_share_percent <= 100:
            raise ValueError("marketing_share_percent: must be between 1 and 100")

    def plans_for(self, kind: str, category: Category) -> tuple[tuple[str, ...], ...]:
        """The attempt chains a message of `kind` takes."""
        return tuple(parse_plan(plan) for plan in self.kind_plans.get(kind) or self.plans.get(category, ()))

    def retry_after(self, channel: str, tries: int) -> int:
        """Seconds to pause after the `tries`-th try of one route failed."""
        schedule = self.webhook_retry_seconds if channel == "webhook" else self.retry_seconds
        return schedule[min(tries, len(schedule)) - 1]

    def tries_of(self, channel: str) -> int:
        """How often one route is tried at most."""
        return len(self.webhook_retry_seconds) + 1 if channel == "webhook" else self.tries_per_route


def _check_time(name: str, value: str) -> None:
    try:
        local = time.fromisoformat(value).tzinfo is None
    except ValueError:
        local = False
    if not local:  # the zone is the guest's, or the venue's
        raise ValueError(f"{name}: {value!r} is not a time of day like 22:00")


def _check_numbers(name: str, value: object) -> None:
    numbers = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,)
    if any(isinstance(number, int) and number < 0 for number in numbers):
        raise ValueError(f"{name}: must not be negative")


def _check_plans(name: str, plans: tuple[str, ...]) -> None:
    for plan in plans:
        for channel in parse_plan(plan):
            if channel not in CHANNELS:
                raise ValueError(f"{name}: {channel!r} is not one of {', '.join(CHANNELS)}")
