"""A delivery: one attempt chain that brings one message to one recipient, or says why not (rule N5).

There is exactly one per (event, recipient, kind of message, plan): its id is derived from those, so that
an event told twice finds the delivery it already has.

    scheduled ──▶ sending ──▶ sent
       ▲  │  ▲       │ ├────▶ scheduled (retry, next route)
       │  ▼  │       │ ├────▶ failed     every route tried
    waiting  └───────┘ └────▶ doubtful   cut off, the channel cannot tell, policy forbids another
       └─────────────────────▶ dropped   decided not to send
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

__all__ = [
    "FINAL", "Attempt", "Delivery", "Note", "Notice", "Outcome", "Recipient", "Result", "Route", "Status",
    "delivery_id", "timers",
]  # fmt: skip

_FIXED = 0xF << 76 | 0b11 << 62
_UUID8 = 0x8 << 76 | 0b10 << 62
"""Version and variant bits of a UUIDv8 (RFC 9562): a layout of our own."""


class Status(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"
    """Due, but the guest's contact data has not arrived."""
    SCHEDULED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"
    DOUBTFUL = "doubtful"


FINAL = frozenset({Status.SENT, Status.DROPPED, Status.FAILED, Status.DOUBTFUL})


class Outcome(StrEnum):
    """What became of one attempt."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    """For good: this route will never work for this message."""
    BUSY = "busy"
    """Rate-limited: not taken, come back later."""
    FAILED = "failed"
    """Not taken this time."""
    UNKNOWN = "unknown"
    """Cut off: it may have been taken."""
    GONE = "gone"
    """The receiver wants no more messages (HTTP 410)."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told.

    Attributes:
        kind: ``guest``, ``staff``, ``desk`` (a role at a venue) or ``integrator``.
        id: guest id, staff id, ``role@venue`` or subscription id.
    """

    kind: str
    id: str

    @property
    def key(self) -> str:
        """One text for both, e.g. ``desk:manager@v1``."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Notice:
    """One recipient to be told of one event: what planning starts from.

    Attributes:
        kind: kind of message, e.g. ``booking-confirmed``; also the template's name.
        category: see `policy.Category`.
        facts: texts for the template's placeholders: ISO times, whole numbers, names of things; no contact
            data.
        subject_id: the booking, case or member it is about.
        subject_at: the start the message speaks of; a booking moved off it makes the message untrue.
        due: when it should go out; None means at once.
        valid_until: after this it is useless; None means by the policy.
        while_standing: untrue once its booking is called off or moved off `subject_at`.
        payload: a ready body, for webhooks.
    """

    kind: str
    category: str
    recipient: Recipient
    facts: dict[str, str]
    venue_id: str | None = None
    subject_id: str | None = None
    subject_at: datetime | None = None
    due: datetime | None = None
    valid_until: datetime | None = None
    while_standing: bool = False
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One way: a channel by one provider, e.g. SMS by ``aliyun``."""

    channel: str
    provider: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call of a provider."""

    number: int
    route: Route
    started_at: datetime
    ended_at: datetime | None = None
    outcome: Outcome = Outcome.OPEN
    reference: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a provider answered.

    Attributes:
        reference: the provider's own id of the message.
        retry_after: seconds it asked us to stay away.
        repeatable: the provider drops a second message with our key, so trying again cannot double it.
    """

    outcome: Outcome
    reference: str | None = None
    detail: str = ""
    retry_after: float | None = None
    repeatable: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """One decision, for whoever asks why: a stable code and the particulars."""

    at: datetime
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """See the module's docstring.

    Attributes:
        plan: the chain as the policy writes it, e.g. ``sms>email``.
        zone: IANA zone whose nights are quiet.
        due: when the next attempt may start; the moment it was last decided to wait for.
        wished: when the event wanted it out; what lateness is measured against.
        routes: the ways, in order; `route` is the index of the current one.
        tries: attempts on the current route.
        lanes: how many lanes of the provider's rate limiter gave it a place; those are not asked again.
        doubtful: an attempt may have arrived without our knowing.
        joined: id of the digest that speaks for this delivery.
        rechecks: how often contact data was looked for in vain.
        traceparent: trace of the event, so that sending, however late, is linked to it.
    """

    id: str
    event_source: str
    event_id: str
    event_type: str
    notice: Notice
    plan: str
    zone: str
    status: Status
    planned_at: datetime
    wished: datetime
    due: datetime
    valid_until: datetime
    routes: tuple[Route, ...]
    policy_version: int
    route: int = 0
    tries: int = 0
    lanes: int = 0
    doubtful: bool = False
    joined: str | None = None
    rechecks: int = 0
    traceparent: str | None = None
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    attempts: tuple[Attempt, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def current(self) -> Attempt | None:
        """The attempt under way, or the last one."""
        return self.attempts[-1] if self.attempts else None

    @property
    def final(self) -> bool:
        """Whether nothing more will happen."""
        return self.status in FINAL


def delivery_id(event_source: str, event_id: str, recipient: Recipient, kind: str, plan_number: int) -> str:
    """The one id of a chain: told twice, an event finds the delivery it already has (rule N5).

    It begins with the event id's own timestamp, so that ids sort by time. The plan counts by its place in
    the policy, so that rewording a plan doubles nothing under way.
    """
    name = "|".join((event_source, event_id, recipient.key, kind, str(plan_number)))
    value = int.from_bytes(_timestamp(event_id) + sha256(name.encode()).digest()[:10])
    return str(UUID(int=value & ~_FIXED | _UUID8))


def _timestamp(event_id: str) -> bytes:
    try:
        return UUID(event_id).bytes[:6]
    except ValueError:
        return bytes(6)


def timers(delivery: Delivery) -> dict[str, datetime]:
    """``send``: try at `due`. ``lease``: the attempt under way was cut off. ``recheck``: contact data?"""
    if delivery.status is Status.SCHEDULED:
        return {"send": delivery.due}
    if delivery.status is Status.WAITING:
        return {"recheck": delivery.due}
    if delivery.status is Status.SENDING and delivery.lease_until is not None:
        return {"lease": delivery.lease_until}
    return {}
