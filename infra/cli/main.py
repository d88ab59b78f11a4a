"""Finds subcommands by file name and imports only the one that is asked for, so that each starts fast.

``commands/dead_letters.py`` is ``clubhouse dead-letters``; a trailing underscore keeps a name clear of
Python's keywords (``import_.py`` is ``clubhouse import``). Each module offers ``command``.
"""

from __future__ import annotations

import importlib
import pkgutil

import click
import httpx

from infra.cli import commands

__all__ = ["Commands", "main"]


class Commands(click.Group):
    """The subcommands under `infra.cli.commands`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, sorted."""
        del ctx
        return sorted(self._modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of one module, or None."""
        del ctx
        module = self._modules().get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(f"{commands.__name__}.{module}").command
        return command

    @staticmethod
    def _modules() -> dict[str, str]:
        names = (found.name for found in pkgutil.iter_modules(commands.__path__))
        return {name.rstrip("_").replace("_", "-"): name for name in names}


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="clubhouse")
def clubhouse() -> None:
    """Run and look after a chain's services from the command line."""


def main() -> None:
    """Entry point. An unreachable service is one line, not a traceback."""
    try:
        clubhouse()
    except httpx.TransportError as error:
        target = error.request.url.copy_with(path="/")
        raise SystemExit(f"clubhouse: cannot reach {target}: {error} (fix: is `make up` running?)") from error
