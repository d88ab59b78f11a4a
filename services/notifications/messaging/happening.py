"""What people are told of: an envelope as planning sees it."""

from __future__ import annotations

from contracts.envelope import Envelope
from services.notifications.domain.planning import Happening

__all__ = ["happening_of"]


def happening_of(envelope: Envelope) -> Happening:
    """The event that happened, at the moment its own service says it did."""
    return Happening(envelope.source, envelope.id, envelope.type, envelope.time, envelope.traceparent)
