"""The lag an SRE sees is that of this moment: a hanging batch shows, a partition that went does not."""

from __future__ import annotations

import uuid

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from prometheus_client import REGISTRY

from infra.chassis.lag import Lag
from tests.integration.chassis.conftest import until

NAME = "clubhouse_consumer_lag_records"


def shown(topic: str, group: str) -> dict[str, float]:
    """Partition to the lag the metrics show."""
    return {
        sample.labels["messaging_destination_partition_id"]: sample.value
        for family in REGISTRY.collect()
        for sample in family.samples
        if sample.name == NAME
        and sample.labels["messaging_destination_name"] == topic
        and sample.labels["messaging_consumer_group_name"] == group
    }


async def test_lag_counts_what_is_under_way_and_forgets_partitions_that_went(
    stack_settings: dict[str, object],
) -> None:
    bootstrap = str(stack_settings["kafka_bootstrap"])
    topic, group = f"lag-{uuid.uuid4().hex[:12]}", uuid.uuid4().hex
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(topic, 2, 1)])
    await admin.close()
    first, second = TopicPartition(topic, 0), TopicPartition(topic, 1)
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap)
    await producer.start()
    for _ in range(3):
        await producer.send_and_wait(topic, b"x", partition=0)
    await producer.stop()

    client = AIOKafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest", fetch_max_wait_ms=30)
    await client.start()
    lag = Lag(lambda: client, group)

    async def shows(wanted: dict[str, float]) -> bool:
        lag.show()
        return shown(topic, group) == wanted

    try:
        client.assign([first, second])
        records: list[ConsumerRecord] = []
        while len(records) < 3:
            records.append(await client.getone(first))
        lag.begun(records)
        await until(lambda: shows({"0": 3, "1": 0}))  # taken from the broker, but not yet by the service
        lag.ended()
        await until(lambda: shows({"0": 0, "1": 0}))
        lag.begun(records)
        lag.show()
        client.assign([second])
        await until(lambda: shows({"1": 0}))
    finally:
        await client.stop()
