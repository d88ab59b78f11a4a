"""``clubhouse access``: topics, rights and users of a broker and a database that are not the local stack."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import click
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from contracts.catalog import TOPICS
from infra.chassis.kafka import KafkaAccess, Topics
from infra.chassis.settings import ServiceSettings
from infra.cli.servers import asking
from infra.kafka.access import dead_letter_topics, grant, integrator, service_grants
from infra.local.settings import SERVICES
from infra.mongo.access import BACKUP, form_replica_set, set_up

__all__ = ["command"]


@click.group("access")
def command() -> None:
    """Create topics, grant rights and make users, from the contracts. May be run again at any time."""


@command.command("kafka")
@click.option("--integrator", "integrators", multiple=True, help="An outside reader. May be repeated.")
@click.option("--grants/--no-grants", default=True, help="Topics only, for a broker without rights.")
def kafka(integrators: tuple[str, ...], grants: bool) -> None:
    """Create every topic and grant what each service needs, nothing more.

    Signs in by CLUBHOUSE_KAFKA_BOOTSTRAP, _SECURITY_PROTOCOL, _SASL_MECHANISM, _USERNAME and _PASSWORD.
    """
    with asking("Kafka", KafkaError, "CLUBHOUSE_KAFKA_BOOTSTRAP says where it is; see who signs in, too"):
        asyncio.run(_kafka(KafkaAccess.of(ServiceSettings()), integrators, grants))


@command.command("mongo")
@click.option("--form", "hosts", multiple=True, help="Form a replica set of this host:port. Repeat it.")
@click.option("--set-name", default="rs0", show_default=True)
def mongo(hosts: tuple[str, ...], set_name: str) -> None:
    """Make each service's user, which reaches its own database only, and the backup's.

    Signs in by CLUBHOUSE_MONGO_URL; to form a set it must name its first host, with directConnection=true.
    The users' passwords are in CLUBHOUSE_<SERVICE>_MONGO_PASSWORD and
    CLUBHOUSE_BACKUP_MONGO_PASSWORD, or in files of these names, in lower case, under CLUBHOUSE_SECRETS_DIR.
    """
    passwords = {user: _secret(f"CLUBHOUSE_{user.upper()}_MONGO_PASSWORD") for user in (*SERVICES, BACKUP)}
    with asking("MongoDB", PyMongoError, "CLUBHOUSE_MONGO_URL says where it is, and who asks"):
        asyncio.run(_mongo(ServiceSettings().mongo_url, hosts, set_name, passwords))


async def _kafka(access: KafkaAccess, integrators: tuple[str, ...], grants: bool) -> None:
    topics = Topics(access)
    every = (*TOPICS, *dead_letter_topics())
    await topics.create(every)
    await topics.stop()
    click.echo(f"{len(every)} topics are there")
    if grants:
        wanted = [each for service in SERVICES for each in service_grants(service)]
        wanted += [each for name in integrators for each in integrator(name)]
        admin = AIOKafkaAdminClient(**access.options())
        await admin.start()
        try:
            await grant(admin, wanted)
        except KafkaError as refused:
            raise click.ClickException(
                f"no rights: {refused} (fix: for a broker that keeps none, --no-grants)"
            ) from refused
        finally:
            await admin.close()
        click.echo(f"{len(wanted)} rights are granted")


async def _mongo(url: str, hosts: tuple[str, ...], set_name: str, passwords: dict[str, str]) -> None:
    client: AsyncMongoClient[dict[str, Any]]
    async with AsyncMongoClient(url) as client:
        if hosts:
            await form_replica_set(client, set_name, hosts)
            click.echo(f"{set_name} has a primary")
        await set_up(client, passwords)
    click.echo(f"{len(passwords)} users are there")


def _secret(name: str) -> str:
    value = os.environ.get(name, "")
    file = Path(os.environ.get("CLUBHOUSE_SECRETS_DIR", "")) / name.lower()
    if not value and file.is_file():
        value = file.read_text().strip()
    if not value:
        raise click.ClickException(f"{name} is not set")
    return value
