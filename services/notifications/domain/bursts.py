"""Too many messages of one kind at once become one digest (rule N4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from services.notifications.domain.delivery import Delivery, Notice, Status
from services.notifications.domain.planning import Happening
from services.notifications.domain.policy import NotificationPolicy

__all__ = ["BURST_DIGEST", "NOTHING_TO_JOIN", "digest_of", "is_open", "since"]

BURST_DIGEST = "burst-digest"
NOTHING_TO_JOIN = "nothing-to-join"
"""Why a digest is dropped that speaks for nobody."""
_SOURCE = "clubhouse/notifications"


def since(now: datetime, policy: NotificationPolicy) -> datetime:
    """From when on messages count into the present burst."""
    return now - timedelta(minutes=policy.burst_minutes)


def is_open(digest: Delivery) -> bool:
    """Whether a message may join a digest: it has not begun to speak, and will."""
    return digest.status in (Status.SCHEDULED, Status.WAITING) and not digest.attempts


def digest_of(notice: Notice, policy: NotificationPolicy, now: datetime) -> tuple[Notice, Happening]:
    """The digest that speaks for a message of the present window, and what it tells of.

    All messages of one kind to one recipient within a window have the same digest; it goes out when the
    window ends.
    """
    span = max(1, policy.burst_minutes) * 60
    window = int(now.timestamp()) // span * span
    due = datetime.fromtimestamp(window + span, UTC)
    name = f"{notice.recipient.key}|{notice.kind}|{window}"
    tail = int.from_bytes(sha256(name.encode()).digest()[:10])
    digest = Notice(
        kind=BURST_DIGEST,
        category=notice.category,
        recipient=notice.recipient,
        facts={"kind": notice.kind},
        venue_id=notice.venue_id,
        due=due,
    )
    return digest, Happening(_SOURCE, str(UUID(int=window * 1000 << 80 | tail)), BURST_DIGEST, now)
