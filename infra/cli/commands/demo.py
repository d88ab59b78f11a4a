"""``clubhouse demo``: a whole day of the demo chain, told as it happens."""

from __future__ import annotations

import asyncio

import click

from infra.cli.demo_day import Day
from infra.local.settings import LocalSettings

__all__ = ["command"]


@click.command("demo")
@click.option("--seconds", default=60, show_default=True, help="About how long the day takes.")
def command(seconds: int) -> None:
    """Play a day of the chain on the running stack: its clock goes forward to the next morning, then fast."""
    local = LocalSettings()
    click.echo(f"Watch it: {local.url('reporting')}/console (token: clubhouse token --role gm --venue all)")
    asyncio.run(Day(local.clock_file, seconds / 60).play())
    click.echo(
        "The clock goes on from here at its usual pace; `clubhouse clock reset` returns to real time.\n"
        f"What was sent: {local.url('notifications')}/sink"
    )
