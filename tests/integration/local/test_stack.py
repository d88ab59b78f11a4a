from __future__ import annotations

import uuid
from pathlib import Path

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from pymongo import AsyncMongoClient

from infra.chassis.mongo import Database
from infra.local.ports import free_port
from infra.local.stack import Stack


async def test_a_transaction_commits_on_the_replica_set(db: Database) -> None:
    await db.ensure("things", [])

    async with await db.client.start_session() as session, session.start_transaction():
        await db.collection("things").insert_one({"_id": 1}, session=session)

    assert await db.collection("things").count_documents({}) == 1


async def test_what_is_sent_to_the_broker_comes_back(bootstrap: str) -> None:
    topic = f"t-{uuid.uuid4().hex}"
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    await admin.create_topics([NewTopic(topic, 1, 1)])
    await admin.close()

    async with AIOKafkaProducer(bootstrap_servers=bootstrap) as producer:
        await producer.send_and_wait(topic, b"good evening")
    async with AIOKafkaConsumer(
        topic, bootstrap_servers=bootstrap, group_id=topic, auto_offset_reset="earliest"
    ) as consumer:
        assert (await consumer.getone()).value == b"good evening"


async def test_a_stack_started_again_on_other_ports_finds_its_data(tmp_path: Path) -> None:
    for run in (1, 2):
        stack = Stack(tmp_path, free_port(), free_port())
        await stack.start()
        try:
            async with AsyncMongoClient[dict[str, int]](stack.mongo_url) as client:
                await client["chain"]["venues"].insert_one({"run": run})
                assert await client["chain"]["venues"].count_documents({}) == run
        finally:
            await stack.stop()


async def test_a_temporary_stack_leaves_nothing_behind() -> None:
    stack = await Stack.temporary()
    await stack.stop()

    assert not stack.folder.exists()
    assert not stack.mongo.child.running
    assert not stack.broker.child.running
