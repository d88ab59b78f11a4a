"""``clubhouse demo-load``: the demo chain, into the running stack."""

from __future__ import annotations

import asyncio

import click

from infra.cli.api import api
from infra.cli.demo import VENUES, load_demo

__all__ = ["command"]


@click.command("demo-load")
def command() -> None:
    """Load a demo chain of three venues, with a few bookings for tomorrow. It may be repeated."""

    async def load() -> None:
        async with api("booking", ("manager",)) as client:
            await load_demo(client)

    asyncio.run(load())
    names = ", ".join(f"{venue['name_en']} ({venue['venue_id']})" for venue in VENUES)
    click.echo(f"the demo chain is open: {names}")
