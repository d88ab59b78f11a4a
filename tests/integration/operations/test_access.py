"""Rights on the real servers: MongoDB with users, Apache Kafka with SASL and access lists."""

from __future__ import annotations

import asyncio
import secrets
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import GroupAuthorizationFailedError, KafkaError, TopicAuthorizationFailedError
from click.testing import CliRunner
from pymongo import AsyncMongoClient, MongoClient
from pymongo.errors import OperationFailure

from contracts import loyalty
from contracts.contacts import CONTACTS
from contracts.topic import Topic, dead_letters
from infra.chassis.kafka import KafkaAccess, Topics
from infra.chassis.mongo import Database
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from infra.cli.commands.restore import empty_topics
from infra.cli.main import clubhouse
from infra.kafka.apache import ApacheKafka
from infra.local.child import CannotStart
from infra.local.mongod import Mongod
from infra.local.ports import HOST, free_port
from infra.local.settings import SERVICES
from infra.mongo.access import BACKUP, database
from tests.integration.chassis.conftest import until
from tests.integration.chassis.serving import Tokens, serving

PASSWORD = secrets.token_urlsafe(12)


async def clubhouse_says(*arguments: str) -> str:
    result = await asyncio.to_thread(CliRunner().invoke, clubhouse, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
async def guarded_mongo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Mongod]:
    """A replica set that lets nobody in without a password; its users made by `clubhouse access mongo`."""
    key = tmp_path / "key"
    key.write_text(secrets.token_hex(32))
    key.chmod(0o400)
    mongo = Mongod(
        free_port(), tmp_path / "data", tmp_path / "log", options=("--auth", "--keyFile", str(key))
    )
    await mongo.start()
    try:
        with MongoClient[dict[str, Any]](
            mongo.url
        ) as first:  # allowed from this machine while there is no user
            first.admin.command("createUser", "root", pwd=PASSWORD, roles=["root"])
        monkeypatch.setenv("CLUBHOUSE_MONGO_URL", mongo.url.replace("//", f"//root:{PASSWORD}@"))
        for user in (*SERVICES, BACKUP):
            monkeypatch.setenv(f"CLUBHOUSE_{user.upper()}_MONGO_PASSWORD", f"{user}-{PASSWORD}")
        await clubhouse_says("access", "mongo")
        await clubhouse_says("access", "mongo")  # at any time again
        yield mongo
    finally:
        await mongo.child.kill()


def url_of(mongo: Mongod, user: str) -> str:
    return mongo.url.replace("//", f"//{user}:{user}-{PASSWORD}@")


async def test_a_services_user_reaches_its_own_database_only(guarded_mongo: Mongod) -> None:
    async with AsyncMongoClient[dict[str, Any]](url_of(guarded_mongo, "booking")) as client:
        await client[database("booking")]["bookings"].insert_one({"_id": "b1"})
        for other in (database("loyalty"), "admin"):
            with pytest.raises(OperationFailure, match="not authorized"):
                await client[other]["guests"].find_one({})


async def test_the_backups_user_reads_all_and_writes_nothing(guarded_mongo: Mongod) -> None:
    async with AsyncMongoClient[dict[str, Any]](url_of(guarded_mongo, BACKUP)) as client:
        assert await client[database("loyalty")]["guests"].find_one({}) is None
        with pytest.raises(OperationFailure, match="not authorized"):
            await client[database("loyalty")]["guests"].insert_one({"_id": "g1"})


async def test_a_stranger_gets_nothing(guarded_mongo: Mongod) -> None:
    async with AsyncMongoClient[dict[str, Any]](guarded_mongo.url) as client:
        with pytest.raises(OperationFailure, match="requires authentication"):
            await client[database("booking")]["bookings"].find_one({})


async def test_a_service_starts_with_the_rights_it_is_given(
    guarded_mongo: Mongod, bootstrap: str, tmp_path: Path
) -> None:
    settings = ServiceSettings(
        mongo_url=url_of(guarded_mongo, "loyalty"),
        kafka_bootstrap=bootstrap,
        **Tokens(tmp_path).settings(),
    )
    async with serving(Service("loyalty", settings, publishes=())) as url:
        assert url


@dataclass(frozen=True)
class GuardedKafka:
    """Apache Kafka that asks for a password and knows who may do what."""

    bootstrap: str

    def access(self, user: str) -> KafkaAccess:
        """As somebody."""
        return KafkaAccess(
            self.bootstrap, "SASL_PLAINTEXT", "SCRAM-SHA-512", user, f"{user}-{PASSWORD}", replication=1
        )


@pytest.fixture(scope="module")
def guarded_kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuardedKafka]:
    """Its topics and rights are made by `clubhouse access kafka`."""
    folder = tmp_path_factory.mktemp("kafka")
    port, controller = free_port(), f"{HOST}:{free_port()}"
    kafka = GuardedKafka(f"{HOST}:{port}")
    users = {user: f"{user}-{PASSWORD}" for user in (*SERVICES, "operator", "acme")}
    options = kafka.access("operator").options()
    options.pop("bootstrap_servers")
    broker = ApacheKafka(
        port,
        folder / "data",
        folder / "log",
        {
            "listeners": f"SASL_PLAINTEXT://{kafka.bootstrap},CONTROLLER://{controller}",
            "controller.quorum.voters": f"1@{controller}",
            "advertised.listeners": f"SASL_PLAINTEXT://{kafka.bootstrap}",
            "inter.broker.listener.name": "SASL_PLAINTEXT",
            "sasl.enabled.mechanisms": "SCRAM-SHA-512",
            "sasl.mechanism.inter.broker.protocol": "SCRAM-SHA-512",
            "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config": (
                "org.apache.kafka.common.security.scram.ScramLoginModule required "
                f'username="operator" password="{users["operator"]}";'
            ),
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": "User:operator;User:ANONYMOUS",  # anonymous: the controller's own listener
        },
        users=users,
        sign_in=options,
    )
    try:
        asyncio.run(broker.start(timedelta(minutes=3)))
    except CannotStart as reason:
        pytest.skip(str(reason))
    operator = {
        "CLUBHOUSE_KAFKA_BOOTSTRAP": kafka.bootstrap,
        "CLUBHOUSE_KAFKA_SECURITY_PROTOCOL": "SASL_PLAINTEXT",
        "CLUBHOUSE_KAFKA_USERNAME": "operator",
        "CLUBHOUSE_KAFKA_PASSWORD": users["operator"],
    }
    try:
        for _ in range(2):  # it may be run again at any time
            ran = CliRunner().invoke(clubhouse, ("access", "kafka", "--integrator", "acme"), env=operator)
            assert ran.exit_code == 0, ran.output
        asyncio.run(until(lambda: may_send(kafka.access("booking"), dead_letters("booking")), 60))
        yield kafka
    finally:
        asyncio.run(broker.child.kill())


async def sends(access: KafkaAccess, topic: str) -> None:
    producer = AIOKafkaProducer(**access.options())
    await producer.start()
    try:
        await producer.send_and_wait(topic, b"{}", key=b"k")
    finally:
        await producer.stop()


async def records(access: KafkaAccess, topic: Topic) -> int:
    """How many records a topic holds, seen by a client that knows nothing of earlier."""
    topics = Topics(access)
    try:
        ends = await topics.ends([TopicPartition(topic.name, number) for number in range(topic.partitions)])
    finally:
        await topics.stop()
    return sum(ends.values())


async def may_send(access: KafkaAccess, topic: str) -> bool:
    """Whether the broker has learnt of the rights its controller has noted."""
    try:
        await sends(access, topic)
    except TopicAuthorizationFailedError:
        return False
    return True


async def reads(access: KafkaAccess, topic: str, group: str) -> bytes:
    consumer = AIOKafkaConsumer(topic, **access.options(), group_id=group, auto_offset_reset="earliest")
    await consumer.start()
    try:
        async with asyncio.timeout(20):
            return (await consumer.getone()).value or b""
    finally:
        await consumer.stop()


@pytest.mark.slow
@pytest.mark.rule("L14")
async def test_contact_data_reaches_the_named_services_only(guarded_kafka: GuardedKafka) -> None:
    await sends(guarded_kafka.access("booking"), CONTACTS.name)

    assert (
        await reads(guarded_kafka.access("notifications"), CONTACTS.name, "notifications.contacts") == b"{}"
    )
    for outsider in ("reporting", "acme"):
        with pytest.raises(TopicAuthorizationFailedError):
            await reads(guarded_kafka.access(outsider), CONTACTS.name, f"{outsider}.contacts")
    with pytest.raises(TopicAuthorizationFailedError):
        await sends(guarded_kafka.access("notifications"), CONTACTS.name)


@pytest.mark.slow
async def test_a_topic_is_written_by_its_owner_and_read_in_groups_of_ones_own(
    guarded_kafka: GuardedKafka,
) -> None:
    open_topic = next(topic for topic in loyalty.TOPICS if not topic.restricted)
    await sends(guarded_kafka.access("loyalty"), open_topic.name)

    assert await reads(guarded_kafka.access("acme"), open_topic.name, "acme.warehouse") == b"{}"
    with pytest.raises(GroupAuthorizationFailedError):
        await reads(guarded_kafka.access("acme"), open_topic.name, "reporting")
    with pytest.raises(TopicAuthorizationFailedError):
        await sends(guarded_kafka.access("acme"), open_topic.name)
    with pytest.raises(TopicAuthorizationFailedError):
        await sends(guarded_kafka.access("loyalty"), dead_letters("booking"))
    wrong = KafkaAccess(
        guarded_kafka.bootstrap, "SASL_PLAINTEXT", "SCRAM-SHA-512", "loyalty", uuid.uuid4().hex
    )
    with pytest.raises(KafkaError):
        await sends(wrong, open_topic.name)


@pytest.mark.slow
async def test_a_service_works_with_the_rights_it_is_given(
    guarded_kafka: GuardedKafka, mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    access = guarded_kafka.access("loyalty")
    settings = ServiceSettings(
        mongo_url=mongo_url,
        mongo_database=database_name,
        kafka_bootstrap=guarded_kafka.bootstrap,
        kafka_security_protocol="SASL_PLAINTEXT",
        kafka_username="loyalty",
        kafka_password=access.password,
        **Tokens(tmp_path).settings(),
    )
    service = Service("loyalty", settings, publishes=[*loyalty.TOPICS, CONTACTS])
    async with serving(service):
        assert service.ready
    await Database(mongo_url, database_name).client.drop_database(database_name)


@pytest.mark.slow
async def test_emptied_topics_hold_nothing_of_the_time_after_a_backup(guarded_kafka: GuardedKafka) -> None:
    access = guarded_kafka.access("operator")
    await sends(access, CONTACTS.name)
    assert await records(access, CONTACTS) > 0

    await empty_topics(access)

    async def empty() -> bool:
        try:
            return await records(access, CONTACTS) == 0
        except KafkaError:  # the broker has not yet heard from its controller of the new topic
            return False

    await until(empty, 60)


async def test_a_broker_that_keeps_no_rights_is_one_line_that_says_what_to_do(
    bootstrap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLUBHOUSE_KAFKA_BOOTSTRAP", bootstrap)
    refused = await asyncio.to_thread(CliRunner().invoke, clubhouse, ("access", "kafka"))
    assert (refused.exit_code, "--no-grants" in refused.output) == (1, True), refused.exception
    assert "topics are there" in await clubhouse_says("access", "kafka", "--no-grants")
