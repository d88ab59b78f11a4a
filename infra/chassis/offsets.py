"""Committing offsets, only ever as the member of the group that took the records.

aiokafka's own ``commit`` repeats until the group's coordinator answers, under whatever membership the client
has by then, or none: to a broker that came back empty it would commit an offset of the lost log, and the
group would begin there and pass over what was published again. Here the membership is looked at before every
try, so an offset is committed in the turn it belongs to, or not at all: then the record comes again, and the
inbox knows it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import CommitFailedError, KafkaError
from aiokafka.structs import OffsetAndMetadata

__all__ = ["Membership", "commit", "membership"]

Membership = tuple[int, str]
"""Generation of the group, and the member's id in it."""

_TRIES = 5
_PAUSE_SECONDS = 0.2


def membership(client: AIOKafkaConsumer) -> Membership:
    """What the client is in its group at this moment."""
    coordinator = client._coordinator  # noqa: SLF001  # no public way to ask
    return coordinator.generation, coordinator.member_id


async def commit(client: AIOKafkaConsumer, ends: Mapping[TopicPartition, int], taken_as: Membership) -> None:
    """Commit the offsets after a batch that was taken as `taken_as`.

    Raises:
        KafkaError: they are not committed; whoever has the partitions next hears the batch again.
    """
    offsets = {at: OffsetAndMetadata(end, "") for at, end in ends.items()}
    for tries_left in reversed(range(_TRIES)):
        assigned = client._subscription.subscription.assignment  # noqa: SLF001  # as aiokafka's own commit does
        if membership(client) != taken_as or assigned is None or not ends.keys() <= assigned.tps:
            raise CommitFailedError("the group has been joined anew since the batch was taken")
        try:
            await client._coordinator._do_commit_offsets(assigned, offsets)  # noqa: SLF001  # one try of aiokafka's
        except KafkaError as error:
            if not error.retriable or not tries_left:
                raise
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            return
