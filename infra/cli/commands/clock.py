"""``clubhouse clock``: the demo's clock, which all services of the local stack share."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from infra.chassis.clock import ScaledClock
from infra.local.settings import LocalSettings

__all__ = ["command"]


@click.group("clock", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show the time the local stack goes by, move it forward, or let it run faster."""
    if context.invoked_subcommand is None:
        _show(LocalSettings().clock_file)


@command.command("set")
@click.argument("moment", type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"]))
def jump_to(moment: datetime) -> None:
    """Go forward to MOMENT, e.g. 2025-06-02T18:00+0800. Timers due by then fire at once."""
    _jump(moment)


@command.command("advance")
@click.argument("minutes", type=click.IntRange(min=1))
def advance(minutes: int) -> None:
    """Go MINUTES forward."""
    _jump(ScaledClock(LocalSettings().clock_file).now() + timedelta(minutes=minutes))


@command.command("speed")
@click.argument("factor", type=click.FloatRange(min=0, min_open=True))
def speed(factor: float) -> None:
    """Let it run FACTOR times as fast as real time from now on."""
    file = LocalSettings().clock_file
    _write(file, ScaledClock(file).now(), factor)


@command.command("reset")
def reset() -> None:
    """Go by real time again."""
    file = LocalSettings().clock_file
    file.unlink(missing_ok=True)
    _show(file)


def _jump(moment: datetime) -> None:
    file = LocalSettings().clock_file
    if moment < (now := ScaledClock(file).now()):
        raise click.ClickException(
            f"the clock shows {now:%Y-%m-%dT%H:%M%z} and goes forward only: what has happened stays happened "
            "(`clubhouse clock reset` returns to real time)"
        )
    _write(file, moment, _speed(file))


def _write(file: Path, shown: datetime, factor: float) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    arriving = file.with_suffix(".arriving")
    told = {"real": time.time(), "shown": shown.astimezone(UTC).isoformat(), "speed": factor}
    arriving.write_text(json.dumps(told))
    arriving.replace(file)
    _show(file)


def _speed(file: Path) -> float:
    return float(json.loads(file.read_text())["speed"]) if file.exists() else 1.0


def _show(file: Path) -> None:
    click.echo(f"{ScaledClock(file).now():%Y-%m-%d %H:%M:%S} UTC, {_speed(file):g} times real time")
