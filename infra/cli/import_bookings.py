"""``clubhouse import bookings``: an existing booking ledger, through the same path as any booking."""

from __future__ import annotations

import asyncio
import csv
import sys
from pathlib import Path
from time import monotonic

import click
import httpx

from infra.chassis.cells import harmless
from infra.cli.api import api
from infra.cli.ledger.asking import Stopped
from infra.cli.ledger.lines import count, lines
from infra.cli.ledger.mapping import LedgerMapping, load
from infra.cli.ledger.sender import Sender, Tally
from infra.cli.ledger.venues import set_up
from infra.cli.mapping import BadMapping, find

__all__ = ["Progress", "command", "fail_if_nothing"]

_SHOWN = 20


@click.command("bookings")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping", "mapping_name", required=True, help="A mapping file, or the name of a built-in one: hotel."
)
@click.option("--url", help="The booking service; the local stack's without it.")
@click.option("--token", help="A manager's bearer token; the local issuer's without it.")
@click.option("--workers", default=8, show_default=True, type=click.IntRange(1, 64), help="Requests at once.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write every refused line to this CSV."
)
@click.option(
    "--patience", default=120, show_default=True, help="Seconds to wait for a service that is away."
)
def command(
    file: Path,
    mapping_name: str,
    url: str | None,
    token: str | None,
    workers: int,
    report: Path | None,
    patience: int,
) -> None:
    """Take in a chain's booking ledger (CSV). Repeat or interrupt it at will: each line counts once."""
    try:
        mapping = load(find(mapping_name))
    except BadMapping as error:
        raise click.ClickException(str(error)) from error
    client = api("booking", ("manager",), url, token)
    try:
        tally = asyncio.run(_run(client, file, mapping, workers, patience))
    except* Stopped as stopped:
        raise click.ClickException(str(stopped.exceptions[0])) from None
    _tell(tally, report)
    fail_if_nothing(tally)


async def _run(
    client: httpx.AsyncClient, file: Path, mapping: LedgerMapping, workers: int, patience: int
) -> Tally:
    progress = Progress(count(file, mapping))  # before anything is sent: the whole file can be read
    async with client:
        for venue in mapping.venues:
            await set_up(client, venue, patience)
        sender = Sender(client, mapping, workers=workers, patience=patience)
        tally = await sender.send(lines(file, mapping), progress)
        progress.finish(tally)
        return tally


class Progress:
    """One line that says how far the import is; on a terminal it is rewritten in place."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._began = self._shown = monotonic()
        self._live = sys.stderr.isatty()

    def __call__(self, tally: Tally) -> None:
        """Show the state, unless it was shown a moment ago."""
        now = monotonic()
        if now - self._shown >= (0.2 if self._live else 5):
            self._shown = now
            self._show(tally, "\r" if self._live else "\n")

    def finish(self, tally: Tally) -> None:
        """Show the last state."""
        self._show(tally, "\n")

    def _show(self, tally: Tally, end: str) -> None:
        pace = tally.done / max(0.001, monotonic() - self._began)
        text = (
            f"{tally.done:,} of {self._total:,} lines, {pace:,.0f} a second: {tally.taken:,} taken in, "
            f"{tally.known:,} known, {len(tally.refusals):,} refused"
        )
        click.echo(text + end, nl=False, err=True)


def fail_if_nothing(tally: Tally) -> None:
    """A run whose every line was refused has failed, also for whoever reads its status only."""
    if tally.refusals and not tally.taken + tally.known:
        raise click.ClickException("no line was taken in")


def _tell(tally: Tally, report: Path | None) -> None:
    """What became of every line."""
    kinds = ", ".join(f"{status} {number:,}" for status, number in sorted(tally.statuses.items()))
    click.echo(f"accepted {tally.taken + tally.known:,} ({tally.taken:,} new): {kinds}")
    click.echo(f"refused {len(tally.refusals):,}")
    for refusal in tally.refusals[:_SHOWN]:
        columns = f" ({', '.join(refusal.columns)})" if refusal.columns else ""
        click.echo(f"  line {refusal.line}: {refusal.field}{columns}: {refusal.reason}")
    if len(tally.refusals) > _SHOWN:
        rest = len(tally.refusals) - _SHOWN
        click.echo(f"  … and {rest:,} more" + ("" if report else "; --report FILE lists them all"))
    if report:
        with report.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(["line", "field", "columns", "code", "reason"])
            for each in tally.refusals:
                said = harmless(each.reason)  # it may begin with what the ledger says
                writer.writerow([each.line, each.field, " ".join(each.columns), each.code, said])
