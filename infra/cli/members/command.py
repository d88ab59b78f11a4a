"""What both importers share: options, progress, and the report at the end."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import click
import httpx

from infra.chassis.cells import harmless
from infra.cli.api import api
from infra.cli.import_bookings import Progress, fail_if_nothing
from infra.cli.ledger.asking import Stopped
from infra.cli.ledger.sender import Tally
from infra.cli.mapping import BadMapping, find
from infra.cli.members.files import FileMapping, load

__all__ = ["importer"]

_SHOWN = 20
Send = Callable[..., Awaitable[Tally]]


def importer(name: str, about: str, send: Send) -> click.Command:
    """A command ``clubhouse import NAME FILE`` that reads a file by a mapping and sends it with `send`."""

    @click.command(name, help=about)
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--mapping", "mapping_name", required=True, help="A mapping file, or a built-in's name.")
    @click.option("--url", help="The loyalty service; the local stack's without it.")
    @click.option("--token", help="A manager's bearer token; the local issuer's without it.")
    @click.option("--workers", default=4, show_default=True, type=click.IntRange(1, 64), help="At once.")
    @click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Refused lines as CSV.")
    @click.option("--patience", default=120, show_default=True, help="Seconds to wait for a silent service.")
    def command(
        file: Path,
        mapping_name: str,
        url: str | None,
        token: str | None,
        workers: int,
        report: Path | None,
        patience: int,
    ) -> None:
        try:
            mapping = load(find(mapping_name))
        except BadMapping as error:
            raise click.ClickException(str(error)) from error
        client = api("loyalty", ("manager",), url, token)
        try:
            tally = asyncio.run(_run(send, client, file, mapping, workers, patience))
        except* Stopped as stopped:
            raise click.ClickException(str(stopped.exceptions[0])) from None
        _tell(tally, report)
        fail_if_nothing(tally)

    return command


async def _run(
    send: Send, client: httpx.AsyncClient, file: Path, mapping: FileMapping, workers: int, patience: float
) -> Tally:
    async with client:
        progress = Progress(mapping.count(file))
        lines: Any = mapping.lines(file)
        tally = await send(client, mapping, lines, workers, patience, progress)
        progress.finish(tally)
        return tally


def _tell(tally: Tally, report: Path | None) -> None:
    click.echo(f"accepted {tally.taken + tally.known:,} ({tally.taken:,} new)")
    click.echo(f"refused {len(tally.refusals):,}")
    for refusal in tally.refusals[:_SHOWN]:
        click.echo(f"  line {refusal.line}: {refusal.field or refusal.code}: {refusal.reason}")
    if len(tally.refusals) > _SHOWN:
        click.echo(f"  … and {len(tally.refusals) - _SHOWN:,} more; --report FILE lists them all")
    if report:
        with report.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(["line", "field", "code", "reason"])
            for each in tally.refusals:
                writer.writerow([each.line, each.field, each.code, harmless(each.reason)])
