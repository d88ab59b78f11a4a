"""What makes a change happen: a request, an event or a timer, each with an id that is honored once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.envelope import Envelope

__all__ = ["Cause"]


@dataclass(frozen=True, slots=True)
class Cause:
    """The reason for a change.

    Attributes:
        consumer: who acts on it: ``http``, ``timer`` or a consumer group.
        source: where it came from: the caller, the event's ``ce_source``, the aggregate of a timer.
        id: the ``Idempotency-Key``, event id or timer id.
        fingerprint: digest of a request, so that a key reused for another request is noticed.
        timer_token: for a timer, the lease under which it fires. Its row is its inbox mark: deleting
            the row within the change lets it act once.
    """

    consumer: str
    source: str
    id: str
    fingerprint: str | None = None
    timer_token: str | None = None

    @property
    def key(self) -> str:
        """Identity in the inbox."""
        return f"{self.consumer}|{self.source}|{self.id}"

    def part(self, name: str) -> Cause:
        """A cause of its own for one of several aggregates that this cause changes."""
        return replace(self, id=f"{self.id}#{name}", timer_token=None)

    @staticmethod
    def event_key(consumer: str, envelope: Envelope) -> str:
        """The `key` of the cause an event is to `consumer`, for those who need no more of it."""
        return f"{consumer}|{envelope.source}|{envelope.id}"

    @classmethod
    def event(cls, consumer: str, envelope: Envelope) -> Cause:
        """The cause an event is to `consumer`."""
        return cls(consumer=consumer, source=envelope.source, id=envelope.id)
