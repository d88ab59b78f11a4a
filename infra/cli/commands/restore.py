"""``clubhouse restore``: put a backup back, all databases at once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import click
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from contracts.catalog import TOPICS
from infra.chassis.kafka import KafkaAccess, Topics
from infra.chassis.settings import ServiceSettings
from infra.cli.servers import asking
from infra.kafka.access import dead_letter_topics
from infra.mongo import backup

__all__ = ["command", "empty_topics"]

_AGAIN = "; then run this once more, with --replace: it may be half done"


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Drop what the databases hold now.")
@click.option("--fresh-topics", is_flag=True, help="Empty every topic: see below.")
@click.confirmation_option(prompt="Are all services stopped?")
def command(folder: Path, replace: bool, fresh_topics: bool) -> None:
    """Put the backup in FOLDER back. All services must be stopped.

    What happened after the backup is on the topics still, and no longer in the databases. With
    --fresh-topics the topics are made anew; once the services start, their relays publish everything they
    retain again, and all of them, and every integrator, agree on what the backup holds.
    """
    settings = ServiceSettings()
    client: MongoClient[dict[str, Any]]
    with (
        asking("MongoDB", PyMongoError, f"see CLUBHOUSE_MONGO_URL{_AGAIN}"),
        MongoClient(settings.mongo_url) as client,
    ):
        try:
            documents = backup.restore(client, folder, replace=replace)
        except backup.NotEmpty as problem:
            raise click.ClickException(f"{problem}; --replace drops them") from problem
        except backup.Damaged as problem:
            raise click.ClickException(f"{problem}; nothing was changed") from problem
    click.echo(f"{documents} documents are back")
    if fresh_topics:
        with asking("Kafka", KafkaError, f"see CLUBHOUSE_KAFKA_BOOTSTRAP and who signs in{_AGAIN}"):
            asyncio.run(empty_topics(KafkaAccess.of(settings)))


async def empty_topics(access: KafkaAccess) -> None:
    """Make every topic of the house anew."""
    every = {topic.name: topic for topic in (*TOPICS, *dead_letter_topics())}
    admin = AIOKafkaAdminClient(**access.options())
    await admin.start()
    try:
        stale = sorted(every.keys() & set(await admin.list_topics()))
        if stale:
            await admin.delete_topics(stale)
        while every.keys() & set(await admin.list_topics()):  # noqa: ASYNC110  # the broker cannot call us
            await asyncio.sleep(0.2)
    finally:
        await admin.close()
    topics = Topics(access)
    await topics.create(every.values())
    await topics.stop()
    click.echo(f"{len(every)} topics are empty")
