"""``clubhouse import``: what a chain already has, taken in through the same doors as anything new.

``infra/cli/import_bookings.py`` is ``clubhouse import bookings``; each such module offers ``command``.
"""

from __future__ import annotations

import importlib
import pkgutil

import click

import infra.cli

__all__ = ["command"]

_PREFIX = "import_"


class Imports(click.Group):
    """The importers, found by file name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, sorted."""
        del ctx
        found = (module.name for module in pkgutil.iter_modules(infra.cli.__path__))
        return sorted(
            name.removeprefix(_PREFIX).replace("_", "-") for name in found if name.startswith(_PREFIX)
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The importer of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{infra.cli.__name__}.{_PREFIX}{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.command(cls=Imports)
def command() -> None:
    """Take in what a chain already has: bookings, guests, purchases."""
