"""What the notifications service tells: deliveries, escalations, announcements, phone tasks, wishes.

Bodies carry ids and reasons, never an address or a text: who wants to see a text asks the service.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from contracts.event import AwareDatetime, Event
from contracts.topic import Topic

__all__ = [
    "ANNOUNCEMENTS",
    "DELIVERIES",
    "DIGESTS",
    "ESCALATIONS",
    "PHONE_TASKS",
    "PREFERENCES",
    "TOPICS",
    "WEBHOOKS",
    "AnnouncementPublished",
    "AnnouncementRead",
    "Channel",
    "DeliveryDoubtful",
    "DeliveryDropped",
    "DeliveryEvent",
    "DeliveryFailed",
    "DeliveryFailedOver",
    "DeliveryPostponed",
    "DeliverySent",
    "EscalationAcknowledged",
    "EscalationPassedOn",
    "EscalationRaised",
    "EscalationUnanswered",
    "EveningDigestMade",
    "PhoneTaskDone",
    "PhoneTaskMissed",
    "PhoneTaskOpened",
    "PreferencesChanged",
    "RecipientKind",
    "WebhookDisabled",
    "WebhookSubscribed",
]

Channel = Literal["sms", "email", "inapp", "webhook", "phone"]
RecipientKind = Literal["guest", "staff", "desk", "integrator"]
"""``desk`` is a role at a venue, e.g. ``manager@<venue id>``; ``integrator`` a webhook subscription."""


class DeliveryEvent(Event):
    """What every delivery event says of its delivery."""

    delivery_id: str
    cause_event_id: str
    """Id of the event the recipient is told of."""
    recipient_kind: RecipientKind
    recipient_id: str
    template: str
    """Kind of message, e.g. ``booking-confirmed``."""
    venue_id: str | None = None
    subject_id: str | None = None
    """The booking, case or member it is about."""


class DeliverySent(DeliveryEvent):
    """A provider took the message over, or it lies in the recipient's inbox."""

    TYPE: ClassVar[str] = "clubhouse.notifications.delivery-sent.v1"

    channel: Channel
    provider: str
    attempts: int
    doubtful: bool = False
    """An earlier attempt may have arrived too: the channel cannot tell (rule N5)."""
    sent_at: AwareDatetime


class DeliveryPostponed(DeliveryEvent):
    """It waits for a better moment: quiet hours, pacing, or contact data not here yet (rule N4)."""

    TYPE: ClassVar[str] = "clubhouse.notifications.delivery-postponed.v1"

    reason: str
    until: AwareDatetime


class DeliveryFailedOver(DeliveryEvent):
    """One way to the recipient failed for good and the next is tried."""

    TYPE: ClassVar[str] = "clubhouse.notifications.delivery-failed-over.v1"

    from_channel: Channel
    from_provider: str
    to_channel: Channel
    to_provider: str
    reason: str


class DeliveryDropped(DeliveryEvent):
    """It was decided not to send: opted out, no longer true, too late, or part of a digest."""

    TYPE: ClassVar[str] = "clubhouse.notifications.delivery-dropped.v1"

    reason: str


class DeliveryFailed(DeliveryEvent):
    """Every way to the recipient was tried and none worked."""

    TYPE: ClassVar[str] = "clubhouse.notifications.delivery-failed.v1"

    reason: str
    attempts: int


class DeliveryDoubtful(DeliveryEvent):
    """An attempt was cut off, the channel cannot say whether it arrived, and policy forbids another."""

    TYPE: ClassVar[str] = "clubhouse.notifications.delivery-doubtful.v1"

    channel: Channel
    provider: str
    attempts: int


class EscalationRaised(Event):
    """The level in charge was called and is to acknowledge."""

    TYPE: ClassVar[str] = "clubhouse.notifications.escalation-raised.v1"

    escalation_id: str
    kind: str
    """Kind of message, e.g. ``case-escalated``."""
    subject_id: str
    """The case, booking or emergency it is about."""
    venue_id: str
    level: str
    acknowledge_by: AwareDatetime


class EscalationPassedOn(Event):
    """Nobody at a level acknowledged in time; the next level is called."""

    TYPE: ClassVar[str] = "clubhouse.notifications.escalation-passed-on.v1"

    escalation_id: str
    kind: str
    subject_id: str
    venue_id: str
    from_level: str
    to_level: str
    acknowledge_by: AwareDatetime
    number: str | None = None
    """What people know the case by; None for a booking or an emergency."""


class EscalationAcknowledged(Event):
    """Somebody took it."""

    TYPE: ClassVar[str] = "clubhouse.notifications.escalation-acknowledged.v1"

    escalation_id: str
    subject_id: str
    venue_id: str
    level: str
    acknowledged_by: str
    """Staff id."""


class EscalationUnanswered(Event):
    """Nobody acknowledged, up to the highest level."""

    TYPE: ClassVar[str] = "clubhouse.notifications.escalation-unanswered.v1"

    escalation_id: str
    subject_id: str
    venue_id: str
    level: str
    number: str | None = None
    """What people know the case by; None for a booking or an emergency."""


class EveningDigestMade(Event):
    """The day's figures of a venue, from one evening to the next, for its managers (rule N6)."""

    TYPE: ClassVar[str] = "clubhouse.notifications.evening-digest-made.v1"

    venue_id: str
    day: date
    confirmed: int
    changed: int
    cancelled: int
    seated: int
    completed: int
    no_show: int
    guests: int
    """Guests of the parties seated."""
    spend_fen: int
    cases_opened: int
    cases_resolved: int
    breaches: int
    """Deadlines of cases that were missed."""


class AnnouncementPublished(Event):
    """The house told its staff something (rule N7)."""

    TYPE: ClassVar[str] = "clubhouse.notifications.announcement-published.v1"

    announcement_id: str
    venue_ids: tuple[str, ...]
    """Empty: every venue."""
    roles: tuple[str, ...]
    title: str
    published_by: str
    expires_at: AwareDatetime | None = None


class AnnouncementRead(Event):
    """A member of staff confirmed having read an announcement."""

    TYPE: ClassVar[str] = "clubhouse.notifications.announcement-read.v1"

    announcement_id: str
    staff_id: str
    read_at: AwareDatetime


class PhoneTaskOpened(Event):
    """An agent is to call a guest, because the guest wished it or nothing else got through."""

    TYPE: ClassVar[str] = "clubhouse.notifications.phone-task-opened.v1"

    task_id: str
    guest_id: str
    venue_id: str | None = None
    template: str
    call_by: AwareDatetime


class PhoneTaskMissed(Event):
    """The call was not made in time."""

    TYPE: ClassVar[str] = "clubhouse.notifications.phone-task-missed.v1"

    task_id: str
    guest_id: str
    venue_id: str | None = None
    template: str
    call_by: AwareDatetime


class PhoneTaskDone(Event):
    """The agent called; the outcome is on record."""

    TYPE: ClassVar[str] = "clubhouse.notifications.phone-task-done.v1"

    task_id: str
    guest_id: str
    venue_id: str | None = None
    outcome: Literal["reached", "no-answer", "wrong-number", "refused"]
    done_by: str


class PreferencesChanged(Event):
    """A guest said how, and of what, to be told."""

    TYPE: ClassVar[str] = "clubhouse.notifications.preferences-changed.v1"

    guest_id: str
    channels: tuple[Channel, ...]
    """Wished order; empty: the house's."""
    muted: tuple[Channel, ...]
    marketing: bool
    zone: str | None = None


class WebhookSubscribed(Event):
    """An integrator subscribed to, or changed, a set of event types."""

    TYPE: ClassVar[str] = "clubhouse.notifications.webhook-subscribed.v1"

    subscription_id: str
    types: tuple[str, ...]


class WebhookDisabled(Event):
    """A subscription ended: the receiver answered 410, kept failing, or its owner removed it."""

    TYPE: ClassVar[str] = "clubhouse.notifications.webhook-disabled.v1"

    subscription_id: str
    reason: str


DELIVERIES = Topic(
    name="clubhouse.notifications.deliveries",
    owner="notifications",
    key="delivery_id",
    events=(
        DeliverySent,
        DeliveryPostponed,
        DeliveryFailedOver,
        DeliveryDropped,
        DeliveryFailed,
        DeliveryDoubtful,
    ),
    about="What became of every message: sent, postponed, dropped, failed or doubtful, and why.",
)
ESCALATIONS = Topic(
    name="clubhouse.notifications.escalations",
    owner="notifications",
    key="escalation_id",
    events=(EscalationRaised, EscalationPassedOn, EscalationAcknowledged, EscalationUnanswered),
    about="Calls to the level in charge, their acknowledgement and their way up.",
)
ANNOUNCEMENTS = Topic(
    name="clubhouse.notifications.announcements",
    owner="notifications",
    key="announcement_id",
    events=(AnnouncementPublished, AnnouncementRead),
    about="Staff announcements and who read them.",
)
PHONE_TASKS = Topic(
    name="clubhouse.notifications.phone-tasks",
    owner="notifications",
    key="task_id",
    events=(PhoneTaskOpened, PhoneTaskMissed, PhoneTaskDone),
    about="Calls that agents owe guests, and their outcomes.",
)
PREFERENCES = Topic(
    name="clubhouse.notifications.preferences",
    owner="notifications",
    key="guest_id",
    events=(PreferencesChanged,),
    about="How guests wish to be told.",
    compacted=True,
)
WEBHOOKS = Topic(
    name="clubhouse.notifications.webhooks",
    owner="notifications",
    key="subscription_id",
    events=(WebhookSubscribed, WebhookDisabled),
    about="Integrators' webhook subscriptions.",
)

DIGESTS = Topic(
    name="clubhouse.notifications.digests",
    owner="notifications",
    key="venue_id",
    events=(EveningDigestMade,),
    about="Each venue's figures of the day, every evening.",
)

TOPICS = (DELIVERIES, DIGESTS, ESCALATIONS, ANNOUNCEMENTS, PHONE_TASKS, PREFERENCES, WEBHOOKS)
