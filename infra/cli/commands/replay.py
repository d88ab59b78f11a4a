"""``clubhouse replay``: publish a topic's retained events again, for a consumer that starts from scratch."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import click

from contracts.catalog import TOPICS
from infra.cli.api import api, checked

__all__ = ["command"]

_LOOK_SECONDS = 0.5


@click.command("replay")
@click.option("--topic", required=True, help="E.g. clubhouse.booking.bookings.")
@click.option("--since", required=True, help="RFC 3339 time, or an age like 90m, 36h, 14d.")
@click.option("--service", help="Who publishes it; the topic's owner unless told.")
@click.option("--reason", required=True, help="Why; it goes into the audit log.")
@click.option("--key", help="Idempotency key; repeat it, and a full --since, to retry safely.")
@click.option("--wait/--no-wait", default=True, help="Return when all of it is queued.")
def command(topic: str, since: str, service: str | None, reason: str, key: str | None, wait: bool) -> None:
    """Publish events again. Consumers that had them ignore them; a new one gets them, in order per key."""
    publisher = service or _owner(topic)
    asked = {"topic": topic, "since": _moment(since).isoformat(), "reason": reason}
    state = asyncio.run(_replay(publisher, asked, key or str(uuid4()), wait))
    click.echo(f"replay {state['id']}: {state['events']} events queued{'' if state['done'] else ' so far'}")


async def _replay(service: str, asked: dict[str, str], key: str, wait: bool) -> dict[str, Any]:
    async with api(service, ("service",)) as http:
        answer = checked(await http.post("/replays", json=asked, headers={"Idempotency-Key": key}))
        state: dict[str, Any] = answer.json()
        while wait and not state["done"]:
            await asyncio.sleep(_LOOK_SECONDS)
            state = checked(await http.get(f"/replays/{state['id']}")).json()
        return state


def _owner(topic: str) -> str:
    owner = next((each.owner for each in TOPICS if each.name == topic), None)
    if owner is None:
        raise click.BadParameter(f"no topic {topic}; `--service` names the publisher of one of your own")
    return owner


def _moment(text: str) -> datetime:
    unit = {"m": "minutes", "h": "hours", "d": "days"}.get(text[-1:])
    try:
        if unit is not None:
            return datetime.now(UTC) - timedelta(**{unit: float(text[:-1])})
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(f"{text!r} is no time: say 2027-01-31T00:00:00+08:00, or 36h") from error
    if moment.tzinfo is None:
        raise click.BadParameter(f"{text!r} names no time zone")
    return moment
