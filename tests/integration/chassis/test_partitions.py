"""A topic that comes to have more partitions than its group was joined with."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace

import pytest
from aiokafka import AIOKafkaConsumer

from contracts.topic import Topic
from infra.chassis.kafka import METADATA_MS, KafkaAccess, Topics
from infra.chassis.partitions import PartitionWatch
from tests.integration.chassis.conftest import gives, until


@pytest.mark.parametrize("sees", [0, 1])
async def test_it_is_enough_that_one_member_sees_it_whoever_leads(
    sees: int, bootstrap: str, counters_topic: Topic
) -> None:
    topics, group = Topics(KafkaAccess(bootstrap)), uuid.uuid4().hex
    few = replace(counters_topic, partitions=2)
    await topics.create([few])
    members = [await _member(bootstrap, group, few.name) for _ in range(2)]
    polling = [asyncio.create_task(_poll(member)) for member in members]

    async def shared() -> list[int]:
        return sorted(at.partition for member in members for at in member.assignment())

    try:
        await until(lambda: gives(shared, [0, 1]))
        for member in members:  # none feels like the leader
            member._client.cluster._listeners.clear()
        watch = PartitionWatch(lambda: members[sees], [few])
        watch.follow()

        await topics.create([counters_topic])

        await until(lambda: gives(shared, list(range(counters_topic.partitions))), seconds=40)
    finally:
        for task in polling:
            task.cancel()
        for member in members:
            await member.stop()
        await topics.stop()


async def _member(bootstrap: str, group: str, topic: str) -> AIOKafkaConsumer:
    member = AIOKafkaConsumer(
        topic,
        bootstrap_servers=bootstrap,
        group_id=group,
        session_timeout_ms=6000,
        heartbeat_interval_ms=1000,
        metadata_max_age_ms=METADATA_MS,
        enable_auto_commit=False,
    )
    await member.start()
    return member


async def _poll(member: AIOKafkaConsumer) -> None:
    while True:
        await member.getmany(timeout_ms=100)
