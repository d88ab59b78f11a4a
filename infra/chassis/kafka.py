"""How to reach the broker, and the topics on it: creating them, and seeing how far their logs go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError, UnknownTopicOrPartitionError
from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from contracts.topic import Topic
from infra.chassis.settings import ServiceSettings

__all__ = ["METADATA_MS", "KafkaAccess", "TooFewPartitions", "Topics"]

METADATA_MS = 5_000
"""How soon clients learn that a topic was made anew."""

_REQUEST_MS = 5_000
_EXISTS = 36
_OK = 0


class TooFewPartitions(KafkaError):  # type: ignore[misc]  # aiokafka is untyped
    """A topic somebody has written to has fewer partitions than the contracts declare."""

    def __init__(self, topic: str, there: int, needed: int) -> None:
        super().__init__(f"topic {topic} has {there} partitions in use, {needed} needed")
        self.topic = topic


@dataclass(frozen=True, slots=True)
class KafkaAccess:
    """Where the broker is and how to sign in."""

    bootstrap: str
    protocol: str = "PLAINTEXT"
    mechanism: str = "SCRAM-SHA-512"
    username: str | None = None
    password: str | None = None
    replication: int = 1

    @classmethod
    def of(cls, settings: ServiceSettings) -> KafkaAccess:
        """As the settings say."""
        return cls(
            settings.kafka_bootstrap,
            settings.kafka_security_protocol,
            settings.kafka_sasl_mechanism,
            settings.kafka_username,
            settings.kafka_password,
            settings.kafka_replication,
        )

    def options(self) -> dict[str, Any]:
        """Arguments of an aiokafka client."""
        options: dict[str, Any] = {"bootstrap_servers": self.bootstrap, "security_protocol": self.protocol}
        if self.username is not None:
            options |= {
                "sasl_mechanism": self.mechanism,
                "sasl_plain_username": self.username,
                "sasl_plain_password": self.password,
            }
        return options

    def security(self) -> BaseSecurity | None:
        """The same for FastStream."""
        if self.username is None:
            return None
        kinds = {"PLAIN": SASLPlaintext, "SCRAM-SHA-256": SASLScram256, "SCRAM-SHA-512": SASLScram512}
        return kinds[self.mechanism](
            username=self.username, password=self.password or "", use_ssl=self.protocol.endswith("_SSL")
        )


class Topics:
    """The topics on the broker."""

    def __init__(self, access: KafkaAccess) -> None:
        self._access = access
        self._admin: AIOKafkaAdminClient | None = None
        self._looker: AIOKafkaConsumer | None = None

    async def create(self, topics: Iterable[Topic], *, lost: bool = False) -> None:
        """Create the topics that are missing, with the partitions the contracts declare.

        Where an operator has created them all, the right to create is not needed. An empty topic with
        too few partitions was made by a broker that creates what it is asked about; it is made anew.

        Args:
            lost: the broker lost its log and everything retained will be published again, so a topic with
                too few partitions is made anew even if somebody has written to it already.

        Raises:
            TooFewPartitions: a topic in use has, and nothing says that its log was lost.
            KafkaError: the broker does not answer, or refuses.
        """
        wanted = {topic.name: topic for topic in topics}
        try:
            admin = await self._administrator()
            there = set(await admin.list_topics()) & wanted.keys()
            if missing := [topic for name, topic in wanted.items() if name not in there]:
                there |= await self._create(admin, missing)
            if there:
                await self._repair(admin, [wanted[name] for name in there], lost=lost)
        except KafkaError:
            await self.stop()
            raise

    async def _administrator(self) -> AIOKafkaAdminClient:
        if self._admin is None:
            admin = AIOKafkaAdminClient(**self._access.options(), request_timeout_ms=_REQUEST_MS)
            await admin.start()
            self._admin = admin
        return self._admin

    async def _repair(self, admin: AIOKafkaAdminClient, topics: Sequence[Topic], *, lost: bool) -> None:
        """Make topics with too few partitions anew, if nothing is lost by it."""
        wanted = {topic.name: topic for topic in topics}
        for found in await admin.describe_topics(list(wanted)):
            topic, partitions = wanted[found["topic"]], len(found["partitions"])
            if not 0 < partitions < topic.partitions:
                continue
            ends = await self.ends(TopicPartition(topic.name, number) for number in range(partitions))
            if any(ends.values()) and not lost:
                raise TooFewPartitions(topic.name, partitions, topic.partitions)
            await admin.delete_topics([topic.name])
            await self._create(admin, [topic])

    async def _create(self, admin: AIOKafkaAdminClient, topics: Iterable[Topic]) -> set[str]:
        """Create topics; returns those that somebody else had created meanwhile."""
        wanted = [
            NewTopic(
                topic.name,
                topic.partitions,
                self._access.replication,
                topic_configs={
                    "cleanup.policy": "compact,delete" if topic.compacted else "delete",
                    "retention.ms": "-1"
                    if topic.compacted
                    else str(int(topic.retention.total_seconds() * 1000)),
                },
            )
            for topic in topics
        ]
        answer = await admin.create_topics(wanted)
        existed = set()
        for name, code, *message in answer.topic_errors:
            if code == _EXISTS:
                existed.add(name)
            elif code != _OK:
                raise KafkaError(f"topic {name}: error {code} {message}")
        return existed

    async def ends(self, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        """Offset after the last record of each partition; 0 where the topic is missing."""
        wanted = list(partitions)
        if self._looker is None:
            looker = AIOKafkaConsumer(**self._access.options(), request_timeout_ms=_REQUEST_MS)
            await looker.start()
            self._looker = looker
        try:
            found: dict[TopicPartition, int] = await self._looker.end_offsets(wanted)
        except UnknownTopicOrPartitionError:
            return dict.fromkeys(wanted, 0)
        except KafkaError:
            await self.stop()
            raise
        return found

    async def stop(self) -> None:
        """Close the connections; they are opened again when needed."""
        admin, looker, self._admin, self._looker = self._admin, self._looker, None, None
        if admin is not None:
            await admin.close()
        if looker is not None:
            await looker.stop()
