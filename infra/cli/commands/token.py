"""``clubhouse token``: a bearer token of the local stack's issuer."""

from __future__ import annotations

import click

from infra.local.issuer import ROLES
from infra.local.settings import LocalSettings

__all__ = ["command"]


@click.command("token")
@click.option(
    "--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help="May be repeated."
)
@click.option(
    "--venue", "venues", multiple=True, default=("all",), help="A venue id, or all. May be repeated."
)
@click.option("--subject", help="Staff id or guest account; local-<role> unless told.")
@click.option("--guest", "guest_id", help="The guest id of a guest caller.")
@click.option("--department", "departments", multiple=True, help="A department id. May be repeated.")
def command(
    roles: tuple[str, ...],
    venues: tuple[str, ...],
    subject: str | None,
    guest_id: str | None,
    departments: tuple[str, ...],
) -> None:
    """Print a bearer token for the stack that `make up` runs. It opens nothing anywhere else."""
    click.echo(
        LocalSettings()
        .issuer()
        .token(
            roles=roles,
            venues=["*" if venue == "all" else venue for venue in venues],
            subject=subject,
            guest_id=guest_id,
            departments=departments,
        )
    )
