"""Hearing the whole of a topic, also after it was made anew with other partitions.

aiokafka leaves it to the group's leader to see that a topic has other partitions now, and to ask again. After
a broker lost everything a group may stand there without a member that feels like its leader; and the embedded
broker answers who merely asks again with what the group has already. Partitions that came later would be
heard by nobody. So every member looks by itself, each time it learns about the cluster, whether its topics
are still as they were when it last joined; if they are not it leaves the group and joins it anew, which makes
the others join anew too.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection

from aiokafka import AIOKafkaConsumer

from contracts.topic import Topic

__all__ = ["PartitionWatch"]

log = logging.getLogger(__name__)


class PartitionWatch:
    """How many partitions a group's member knows its topics to have.

    Args:
        client: the member's client, or None before there is one.
        topics: what it hears, with the partitions they are declared with.
    """

    def __init__(self, client: Callable[[], AIOKafkaConsumer | None], topics: Collection[Topic]) -> None:
        self._client = client
        self._joined_with = {topic.name: topic.partitions for topic in topics}
        self._leaving: asyncio.Task[None] | None = None

    def joining(self) -> None:
        """Remember how the topics are: whatever is assigned next was decided later than this."""
        self._joined_with |= self._known()

    def follow(self) -> None:
        """Look at every answer about the cluster from now on."""
        client = self._client()
        if client is not None:
            client._client.cluster.add_listener(lambda _cluster: self._look())  # noqa: SLF001  # no public way

    def _look(self) -> None:
        client = self._client()
        changed = {name: count for name, count in self._known().items() if count != self._joined_with[name]}
        if client is not None and changed and (self._leaving is None or self._leaving.done()):
            log.warning("topics have other partitions than when their group was joined: %s", changed)
            self._leaving = asyncio.create_task(_join_anew(client))

    def _known(self) -> dict[str, int]:
        client = self._client()
        if client is None:
            return {}
        counts = {name: len(client.partitions_for_topic(name) or ()) for name in self._joined_with}
        return {name: count for name, count in counts.items() if count}


async def _join_anew(client: AIOKafkaConsumer) -> None:
    await client._coordinator._maybe_leave_group()  # noqa: SLF001  # no public way
    client._coordinator.request_rejoin()  # noqa: SLF001
