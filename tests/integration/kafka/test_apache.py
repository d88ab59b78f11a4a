"""Apache Kafka on the local Java. Skipped, with the reason, where it cannot run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from infra.kafka.apache import ApacheKafka
from infra.local.child import CannotStart
from infra.local.ports import free_port
from infra.local.stack import available_broker

pytestmark = pytest.mark.slow


@pytest.fixture
async def kafka(tmp_path: Path) -> AsyncIterator[ApacheKafka]:
    broker = ApacheKafka(free_port(), tmp_path / "kafka", tmp_path / "kafka.log")
    try:
        await broker.start()
    except CannotStart as problem:
        pytest.skip(str(problem))
    yield broker
    await broker.child.kill()


async def test_it_keeps_what_was_acknowledged_over_a_kill(kafka: ApacheKafka) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka.bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic("guests", 1, 1)])
    await admin.close()
    async with AIOKafkaProducer(
        bootstrap_servers=kafka.bootstrap, enable_idempotence=True
    ) as producer:  # the embedded broker has no idempotent producer
        await producer.send_and_wait("guests", b"kept")

    await kafka.child.kill()
    await kafka.start()

    async with AIOKafkaConsumer(
        "guests", bootstrap_servers=kafka.bootstrap, auto_offset_reset="earliest"
    ) as consumer:
        record = await asyncio.wait_for(consumer.getone(), 30)
    assert record.value == b"kept"


async def test_without_java_one_line_says_so_and_the_embedded_broker_serves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said: list[str] = []

    assert await available_broker("kafka", said.append) == "embedded"

    (line,) = said
    assert "needs Java (fix: " in line
    assert "the embedded broker serves instead" in line
