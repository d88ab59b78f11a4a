"""``clubhouse dlq``: look at what a service could not take, correct it, try it again or give it up."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import click

from infra.cli import dlq
from infra.local.settings import SERVICES

__all__ = ["command"]

_service = click.option("--service", required=True, type=click.Choice(SERVICES), help="Whose dead letters.")
_reason = click.option("--reason", "why", required=True, help="Why; it goes into the audit log.")
_dry_run = click.option("--dry-run", is_flag=True, help="Only say what would be done.")
_key = click.option("--key", help="Idempotency key; repeat it to retry this command safely.")


def _filters(function: Any) -> Any:
    for option in (
        click.option("--because", help="Only those that failed for this reason, e.g. bad-body."),
        click.option("--group", help="Only those of this consumer group."),
        click.option("--topic", help="Only those of this topic."),
    ):
        function = option(function)
    return function


@click.group("dlq")
def command() -> None:
    """Look at dead letters; correct, replay or discard them."""


@command.command("list")
@click.option("--service", "services", multiple=True, type=click.Choice(SERVICES), help="All unless told.")
@click.option("--state", type=click.Choice(["dead", "retrying"]), help="Both unless told.")
@_filters
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line.")
def list_letters(
    services: tuple[str, ...],
    state: str | None,
    topic: str | None,
    group: str | None,
    because: str | None,
    as_json: bool,
) -> None:
    """What failed, why, since when, and how much waits behind it."""
    filters = {"state": state, "topic": topic, "group": group, "reason": because}
    found = asyncio.run(dlq.find(services or SERVICES, filters))
    for service, letter in found:
        if as_json:
            click.echo(json.dumps({"service": service, **letter}, ensure_ascii=False))
        else:
            click.echo(
                f"{service}  {letter['id']}\n    {letter['state']} since {letter['since']}, "
                f"{letter['attempts']} retries, {letter['waiting']} waiting, key {letter['key']}\n"
                f"    {letter['reason']}: {letter['detail'][:200]}"
            )
    if not found and not as_json:
        click.echo("no dead letters")


@command.command("show")
@_service
@click.argument("id")
def show_letter(service: str, id: str) -> None:
    """One dead letter with its record."""
    click.echo(json.dumps(asyncio.run(dlq.show(service, id)), ensure_ascii=False, indent=2))


@command.command("edit")
@_service
@click.argument("id")
@click.option(
    "--body", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="File of the right body."
)
@click.option("--header", "headers", multiple=True, help="name=value; replaces that header. May be repeated.")
@_reason
@_dry_run
@_key
def edit_letter(
    service: str,
    id: str,
    body: Path | None,
    headers: tuple[str, ...],
    why: str,
    dry_run: bool,
    key: str | None,
) -> None:
    """Correct a dead letter's record; `replay` then tries it again."""
    for each in headers:
        if "=" not in each:
            raise click.BadParameter(f"{each!r}: say name=value", param_hint="--header")
    decision: dict[str, Any] = {"reason": why, "dry_run": dry_run}
    if body is not None:
        decision["value_text"] = body.read_text(encoding="utf-8")
    asyncio.run(_edit(service, id, headers, decision, key))


@command.command("replay")
@_service
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="All that match the filters instead of IDs.")
@_filters
@_reason
@_dry_run
@_key
def replay_letters(service: str, ids: tuple[str, ...], everything: bool, **told: Any) -> None:
    """Try dead letters, and what waits behind them, again."""
    asyncio.run(_decide("replay", service, ids, everything, **told))


@command.command("discard")
@_service
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="All that match the filters instead of IDs.")
@_filters
@_reason
@_dry_run
@_key
def discard_letters(service: str, ids: tuple[str, ...], everything: bool, **told: Any) -> None:
    """Give dead letters up for good; what waits behind them flows again."""
    asyncio.run(_decide("discard", service, ids, everything, **told))


async def _edit(
    service: str, id: str, headers: tuple[str, ...], decision: dict[str, Any], key: str | None
) -> None:
    if headers:
        stands: dict[str, str] = (await dlq.show(service, id))["headers"]
        decision["headers"] = stands | dict(each.split("=", 1) for each in headers)
    _tell(await dlq.decide(service, "edit", [id], decision, key))


async def _decide(
    action: str,
    service: str,
    ids: tuple[str, ...],
    everything: bool,
    *,
    topic: str | None,
    group: str | None,
    because: str | None,
    why: str,
    dry_run: bool,
    key: str | None,
) -> None:
    if bool(ids) == everything:
        raise click.UsageError("name dead letters, or say --all (with filters)")
    if everything:
        filters = {"state": "dead", "topic": topic, "group": group, "reason": because}
        ids = tuple(letter["id"] for _, letter in await dlq.find([service], filters))
    _tell(await dlq.decide(service, action, ids, {"reason": why, "dry_run": dry_run}, key))


def _tell(outcomes: list[dict[str, Any]]) -> None:
    for each in outcomes:
        click.echo(f"{each['action']} {each['id']}: {'done' if each['done'] else 'nothing done'}")
    if not outcomes:
        click.echo("no dead letters match")
