"""``clubhouse backup``: all databases of the chain as they stood at one moment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from infra.chassis.settings import ServiceSettings
from infra.cli.servers import asking
from infra.mongo import backup

__all__ = ["command"]


@click.command("backup")
@click.option(
    "--into", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the backups."
)
@click.option("--keep", type=click.IntRange(min=1), help="Remove all but the newest so many afterwards.")
@click.option("--prefix", default=backup.PREFIX, show_default=True, help="Databases whose names begin so.")
def command(into: Path, keep: int | None, prefix: str) -> None:
    """Write every service's database, all as of one moment, while the services go on working.

    Signs in by CLUBHOUSE_MONGO_URL; the user `backup` of `clubhouse access mongo` may do it. The files hold
    personal data: only you can read them, and where they are kept must be encrypted.
    """
    client: MongoClient[dict[str, Any]]
    with (
        asking("MongoDB", PyMongoError, "CLUBHOUSE_MONGO_URL says where it is, and who asks"),
        MongoClient(ServiceSettings().mongo_url) as client,
    ):
        try:
            folder = backup.backup(client, into, prefix)
        except (backup.NothingThere, backup.TooSlow, OSError) as problem:
            raise click.ClickException(str(problem)) from problem
    click.echo(folder)
    for old in backup.prune(into, keep) if keep else ():
        click.echo(f"removed {old}")
