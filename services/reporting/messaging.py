"""What reporting hears: every topic its cards are made of, each folded in batches."""

from __future__ import annotations

from infra.chassis.consumers import Projection
from services.reporting.domain.folding import TOPICS
from services.reporting.store.projecting import Projector

__all__ = ["projections"]


def projections(projector: Projector, group: str = "reporting") -> tuple[Projection, ...]:
    """A projection for each topic, all in one consumer group."""
    return tuple(Projection(topic, group, projector.apply(topic)) for topic in TOPICS)
