"""``clubhouse mock``: the five APIs from their published examples, for front-end work."""

from __future__ import annotations

import asyncio
import json

import click
import uvicorn

from infra.local.mock import create_mock
from infra.local.places import ROOT
from infra.local.ports import HOST, is_free
from infra.local.settings import SERVICES, LocalSettings

__all__ = ["command"]

DOCUMENTS = ROOT / "contracts" / "schemas" / "openapi"


@click.command("mock")
@click.option(
    "--base-port", default=LocalSettings().base_port, show_default=True, help="Booking is one more."
)
def command(base_port: int) -> None:
    """Answer as the services would, with examples, on the ports where `make up` has them. Ctrl-C ends it."""
    servers = []
    for service in SERVICES:
        port = base_port + 1 + SERVICES.index(service)
        if not is_free(port):
            raise click.ClickException(
                f"port {port} is taken (fix: is `make up` running? choose --base-port)"
            )
        document = json.loads((DOCUMENTS / f"{service}.json").read_text(encoding="utf-8"))
        servers.append(
            uvicorn.Server(uvicorn.Config(create_mock(document), host=HOST, port=port, log_level="warning"))
        )
        click.echo(f"{service:<14} http://{HOST}:{port}")
    click.echo("Examples only; nothing is kept. Prefer: code=409 answers with that status.")

    async def serve() -> None:
        await asyncio.gather(*(server.serve() for server in servers))

    asyncio.run(serve())
