"""Toy services as processes of their own: ``python -m tests.integration.operations.toy source|tally``.

The topic's name is in TOY_TOPIC; everything else comes from the environment, as for any service.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime

from contracts.envelope import Envelope
from infra.chassis.cause import Cause
from infra.chassis.consumers import Subscription
from infra.chassis.decision import Decided
from infra.chassis.parking import RetryPlan
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from tests.integration.chassis.counter import Counted, Counter, Counters, count, topic
from tests.integration.chassis.counting import counting


def tally(settings: ServiceSettings, name: str) -> Service:
    """A service that keeps its own count of what it hears, and stumbles over 13."""
    service = Service("tally", settings, publishes=(), plan=RetryPlan(immediate=1, delays=(), jitter=0))
    counters = service.store(Counters(service.desk))

    async def hear(envelope: Envelope, cause: Cause) -> None:
        step = envelope.data.model_dump()["step"]
        if step == 13:
            raise LookupError(f"nobody foresaw {envelope.subject}")

        def silently(state: Counter | None, now: datetime) -> Decided[Counter]:
            return count(envelope.subject, step)(state, now)[0], ()

        await counters.change(envelope.subject, silently, cause)

    service.hears(Subscription(topic(name), f"tally-{name}", {Counted: hear}))
    return service


if __name__ == "__main__":
    told = ServiceSettings()
    name = os.environ["TOY_TOPIC"]
    (counting(told, topic(name)) if sys.argv[1] == "source" else tally(told, name)).run()
