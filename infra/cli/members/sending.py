"""Sends lines to the loyalty service, each until it has an answer; repeating a run changes nothing."""

from __future__ import annotations

import asyncio
import hashlib
import json
import uuid
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import httpx

from infra.cli.ledger.asking import Stopped, answer
from infra.cli.ledger.mapping import LineRefused
from infra.cli.ledger.sender import Refusal, Tally
from infra.cli.members.bodies import bill, guest
from infra.cli.members.files import FileMapping, Line

__all__ = ["send_guests", "send_purchases"]

Progress = Callable[[Tally], None]
_BATCH = 250
"""Purchases of one request."""


async def send_guests(
    client: httpx.AsyncClient,
    mapping: FileMapping,
    lines: Iterator[Line],
    workers: int,
    patience: float,
    told: Progress,
) -> Tally:
    """Register every line's guest. One whose phone or card has a file is known."""
    tally = Tally()

    async def work() -> None:
        for line in lines:
            try:
                body = guest(line, mapping)
            except LineRefused as refused:
                _refuse(tally, line, refused.field, "unreadable", refused.reason)
                continue
            met = await _answer(client, "/guests", body, line.ref, patience)
            if met.is_success:
                replayed = "Idempotent-Replayed" in met.headers
                tally.known += replayed
                tally.taken += not replayed
            elif (problem := _problem(met))["code"] == "guest-known":
                tally.known += 1
            else:
                _refuse(tally, line, problem.get("field") or "", problem["code"], problem["detail"])
            told(tally)

    await _side_by_side(work, workers)
    return _sorted(tally)


async def send_purchases(
    client: httpx.AsyncClient,
    mapping: FileMapping,
    lines: Iterator[Line],
    workers: int,
    patience: float,
    told: Progress,
) -> Tally:
    """Record every line's bill, many a request. A receipt that counts already is known."""
    tally = Tally()
    # A request repeated within a run is answered as before; what another run did is known.
    run = uuid.uuid4().hex

    async def work() -> None:
        while chunk := list(islice(lines, _BATCH)):
            kept: list[Line] = []
            bodies: list[dict[str, Any]] = []
            for line in chunk:
                try:
                    bodies.append(bill(line, mapping))
                    kept.append(line)
                except LineRefused as refused:
                    _refuse(tally, line, refused.field, "unreadable", refused.reason)
            if bodies:
                await _feed(client, run, bodies, kept, patience, tally)
            told(tally)

    await _side_by_side(work, workers)
    return _sorted(tally)


async def _feed(
    client: httpx.AsyncClient,
    run: str,
    bodies: list[dict[str, Any]],
    lines: list[Line],
    patience: float,
    tally: Tally,
) -> None:
    key = hashlib.sha256(f"{run}{json.dumps(bodies, sort_keys=True)}".encode()).hexdigest()
    fed = await _answer(client, "/visits/feed", {"bills": bodies}, key, patience)
    if not fed.is_success:
        problem = _problem(fed)
        if len(lines) == 1:
            _refuse(tally, lines[0], problem.get("field") or "", problem["code"], problem["detail"])
            return
        for body, line in zip(bodies, lines, strict=True):  # one of them spoils the request: find it
            await _feed(client, run, [body], [line], patience, tally)
        return
    for line, entered in zip(lines, fed.json()["bills"], strict=True):
        if entered["status"] == "refused":
            _refuse(tally, line, "", entered["code"], entered["detail"])
        else:
            tally.taken += entered["status"] == "recorded"
            tally.known += entered["status"] == "known"


async def _answer(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], key: str, patience: float
) -> httpx.Response:
    """The service's answer, asked for until it comes: the key makes that safe.

    Raises:
        Stopped: no answer within `patience` seconds, or the token does not do.
    """
    told = await answer(lambda: client.post(path, json=body, headers={"Idempotency-Key": key}), patience)
    if told.status_code in (401, 403):
        raise Stopped(f"{_problem(told)['detail']} (fix: send a manager's token)")
    return told


async def _side_by_side(work: Callable[[], Any], workers: int) -> None:
    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(work())


def _problem(answer: httpx.Response) -> dict[str, Any]:
    found: dict[str, Any] = answer.json()
    return found


def _refuse(tally: Tally, line: Line, field: str, code: str, reason: str) -> None:
    tally.refusals.append(Refusal(line.number, field, (), code, reason))


def _sorted(tally: Tally) -> Tally:
    tally.refusals.sort(key=lambda refusal: refusal.line)
    return tally
