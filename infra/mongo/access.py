"""Who may read and write what in MongoDB: each service its own database, the backup all of them.

`set_up` may be run at any time: it forms the replica set where there is none, and makes or corrects the
users.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure

__all__ = ["BACKUP", "database", "form_replica_set", "rights", "set_up"]

BACKUP = "backup"
"""The user that reads everything and writes nothing."""

_NOT_YET_INITIALISED = 94
_USER_NOT_FOUND = 11

Client = AsyncMongoClient[dict[str, Any]]


def database(service: str) -> str:
    """Name of a service's database."""
    return f"clubhouse_{service}"


def rights(user: str) -> list[dict[str, str]]:
    """Roles of a service's user, or of `BACKUP`."""
    if user == BACKUP:
        return [{"role": "readAnyDatabase", "db": "admin"}]
    return [{"role": role, "db": database(user)} for role in ("readWrite", "dbAdmin")]


async def form_replica_set(client: Client, name: str, hosts: Sequence[str]) -> None:
    """Make one set of `hosts` unless they are one; returns once the first of them is the primary.

    Args:
        client: connected directly to the first of them, which is preferred as the primary.
    """
    try:
        await client.admin.command("replSetGetStatus")
    except OperationFailure as failure:
        if failure.code != _NOT_YET_INITIALISED:
            raise
        members = [
            {"_id": index, "host": host, "priority": 1 if index else 2} for index, host in enumerate(hosts)
        ]
        await client.admin.command("replSetInitiate", {"_id": name, "members": members})
    while not (await client.admin.command("hello"))["isWritablePrimary"]:  # noqa: ASYNC110  # it cannot call us
        await asyncio.sleep(0.2)


async def set_up(client: Client, passwords: Mapping[str, str]) -> None:
    """Make or correct the users.

    Args:
        client: signed in as somebody who may, on the primary.
        passwords: user (a service, or `BACKUP`) → password.
    """
    for user, password in passwords.items():
        try:
            await client.admin.command("updateUser", user, pwd=password, roles=rights(user))
        except OperationFailure as failure:
            if failure.code != _USER_NOT_FOUND:
                raise
            await client.admin.command("createUser", user, pwd=password, roles=rights(user))
